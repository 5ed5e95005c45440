/** The desk as staff use it: one letter from the counter to its answer, by keyboard where a clerk would. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`desk journeys skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the page comes to show; how soon is not asserted. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

describe.skipIf(why !== null)('the desk', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** A browser of one's own, signed in; fails on any error of the page itself. */
  async function at(login: string, path = '/desk/matters', locale = 'zh-CN', width = 1440): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    await page.goto(server.url + path)
    await page.locator('#login').fill(login)
    await page.keyboard.press('Tab')
    await page.keyboard.type(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').first().waitFor()
    return page
  }

  async function seriousProblems(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
      const { violations } = await axe.run()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }

  const wider = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  it('says what is wrong with a sign-in, and leads back to the address asked for', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${server.url}/desk/matters?list=overdue&channel=letter`)
    await page.locator('#login').fill('demo.clerk')
    await page.locator('#password').fill('wrong')
    await page.keyboard.press('Enter')
    await eventually(() => page.getByRole('alert').textContent()).toContain('账号或密码不正确')
    expect(await seriousProblems(page)).toEqual([])
    await page.locator('#password').fill(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').waitFor()
    expect(new URL(page.url()).search).toBe('?list=overdue&channel=letter')
    await context.close()
  })

  it('keeps the filters of the inbox in the address, so that back and a shared link work', async () => {
    const page = await at('demo.supervisor', '/desk/matters?list=all')
    await page.locator('[data-row]').first().waitFor()
    const all = await page.locator('[data-row]').count()
    await page.getByRole('button', { name: '更多筛选' }).click()
    await page.locator('.filter-days input').first().fill('2020-01-01')
    await eventually(() => page.url()).toContain('dueFrom=2020-01-01')
    await page.locator('.filter-days input').nth(1).fill('2020-01-02')
    await eventually(() => page.locator('[data-row]').count()).toBe(0)
    const shared = await page.context().newPage()
    await shared.goto(page.url())
    await shared.getByRole('button', { name: '更多筛选（2）' }).waitFor()
    await page.goBack()
    await page.goBack()
    await eventually(() => page.locator('[data-row]').count()).toBe(all)
    expect(await seriousProblems(page)).toEqual([])
    await page.context().close()
  })

  it('brings a letter from the counter to its answer', async () => {
    // The clerk registers without touching the mouse.
    const clerk = await at('demo.clerk')
    await clerk.locator('[data-row]').first().waitFor()
    await clerk.keyboard.press('n')
    await clerk.locator('#subject').waitFor()
    expect(await seriousProblems(clerk)).toEqual([])
    await eventually(() => clerk.evaluate('document.activeElement?.id')).toBe('subject')
    await clerk.locator('input[name=procedure]:checked').focus()
    const chosen = () => clerk.locator('input[name=procedure]:checked').getAttribute('value')
    for (let i = 0; i < 20 && (await chosen()) !== 'letter-box'; i++) await clerk.keyboard.press('ArrowRight')
    for (let i = 0; i < 20 && (await clerk.evaluate('document.activeElement?.id')) !== 'subject'; i++) {
      await clerk.keyboard.press('Tab')
    }
    await clerk.keyboard.type('路灯不亮，井盖松动（演示）')
    await clerk.keyboard.press('Tab')
    await clerk.keyboard.type('演示路中段三盏路灯不亮，旁边井盖松动，晚上走路危险。')
    await clerk.keyboard.press('Tab')
    await clerk.keyboard.type('修好路灯')
    await clerk.keyboard.press('Alt+KeyN')
    await eventually(() => clerk.evaluate('document.activeElement?.id')).toBe('demands-1')
    await clerk.keyboard.type('固定井盖')
    await clerk.keyboard.press('Control+Enter')
    const number = (await clerk.getByTestId('number').textContent()) ?? ''
    expect(number).toMatch(/-L\d{4}-\d{6}$/)
    expect(await clerk.getByTestId('code').textContent()).toMatch(/\S{8,}/)
    expect(await clerk.evaluate(() => Object.keys(localStorage).filter((k) => k.includes('draft')))).toEqual(
      [],
    )

    // Found by number, assigned to a unit found by the initials of its pinyin.
    await clerk.keyboard.press('/')
    await clerk.keyboard.type(number.toLowerCase())
    await clerk.keyboard.press('Enter')
    await clerk.locator('.matter').waitFor()
    await clerk.keyboard.press('a')
    await clerk.locator('#in-unit').waitFor()
    await clerk.keyboard.type('xcsglj')
    await clerk.keyboard.press('Enter')
    await clerk.keyboard.press('Control+Enter')
    await eventually(() => clerk.locator('.matter-tags').textContent()).toContain('已转办')
    const address = new URL(clerk.url()).pathname

    // The unit signs for it and answers each demand.
    const handler = await at('demo.handler', address)
    await handler.locator('.matter').waitFor()
    await handler.keyboard.press('a')
    await handler.locator('.task').waitFor()
    expect(await handler.locator('.consequence').textContent()).toContain('签收时限完成')
    await handler.keyboard.press('Control+Enter')
    await eventually(() => handler.locator('.matter-tags').textContent()).toContain('办理中')
    await handler.keyboard.press('a')
    await handler.locator('.outcome-row').first().waitFor()
    expect(await handler.locator('.outcome-row').count()).toBe(2)
    expect(await seriousProblems(handler)).toEqual([])
    const answer = handler.locator('.outcome-row').nth(0)
    await answer.getByRole('radio', { name: '支持', exact: true }).check()
    await answer.getByLabel('办理情况和答复').fill('三盏路灯已换新。')
    await handler.getByLabel('答复内容').fill('您反映的路灯和井盖问题已经处理。')
    await handler.keyboard.press('Control+Enter')
    // One demand is unanswered: nothing is sent, the eye is led there, and what was typed stays.
    await eventually(() => handler.locator('.outcome-row').nth(1).locator('.field-error').count()).toBe(2)
    const other = handler.locator('.outcome-row').nth(1)
    await other.getByRole('radio', { name: '解释说明' }).check()
    await other.getByLabel('办理情况和答复').fill('井盖属通信公司，已函告其更换。')

    // Meanwhile somebody else adds a note: what was typed is kept, and what happened is told before confirming.
    await clerk.reload()
    await clerk.getByRole('button', { name: '添加内部备注' }).click()
    await clerk.locator('#in-words').fill('请注意答复口径（演示）。')
    await clerk.keyboard.press('Control+Enter')
    await clerk.locator('.said .ant-alert').waitFor()
    await handler.locator('.newer').waitFor()
    await handler.keyboard.press('Control+Enter')
    expect(await handler.locator('.matter-tags').textContent()).toContain('办理中')
    expect(await other.getByLabel('办理情况和答复').inputValue()).toContain('通信公司')
    await handler.locator('.newer').getByRole('button').click()
    await handler.getByRole('button', { name: '确认：提交答复' }).click()
    await eventually(() => handler.locator('.matter-tags').textContent()).toContain('答复审核')

    // The centre sees it without loading again, checks it, and it is answered with an outcome on each demand.
    await eventually(() => clerk.locator('.matter-tags').textContent()).toContain('答复审核')
    await clerk.getByRole('button', { name: '审核通过并答复' }).click()
    await clerk.locator('.task').waitFor()
    await clerk.keyboard.press('Control+Enter')
    await eventually(() => clerk.locator('.matter-tags').textContent()).toContain('已答复')
    expect(await clerk.locator('.demands').textContent()).toContain('井盖属通信公司')
    // What is served says which document it is, wherever it stands.
    await eventually(() => clerk.locator('.attached strong').allTextContents()).toContain('文书送达《答复》')
    expect(await clerk.locator('.entry-procedure').allTextContents()).toContain('文书送达《答复》')
    expect(await seriousProblems(clerk)).toEqual([])
    await handler.context().close()
    await clerk.context().close()
  })

  it('explains a date day by day, and shows who asked only on a reason', async () => {
    const page = await at('demo.clerk')
    await page.locator('[data-row]').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.matter').waitFor()
    await page.locator('.clock button').first().click()
    await page.locator('.steps .step-start').waitFor()
    expect(await page.locator('.steps .step-nominal, .steps .step-due').count()).toBeGreaterThan(0)
    expect(new URL(page.url()).searchParams.get('clock')).not.toBeNull()
    await page.keyboard.press('Escape')
    await eventually(() => new URL(page.url()).searchParams.get('clock')).toBeNull()
    const parties = page.getByRole('region', { name: '当事人' })
    expect(await parties.textContent()).toContain('****')
    await parties.getByRole('button', { name: '查看完整信息' }).click()
    await page.keyboard.type('电话核实情况（演示）')
    await page.keyboard.press('Enter')
    await eventually(() => parties.textContent()).not.toContain('****')
    await page.getByText('查阅记录').click()
    await eventually(() => page.locator('.log').textContent()).toContain('电话核实情况（演示）')
    // The session ends elsewhere: the next thing asked asks for the password on the spot, and goes on.
    await page.getByRole('link', { name: '办件' }).first().click()
    await page.locator('[data-row]').first().waitFor()
    await page.context().clearCookies()
    await page.getByRole('link', { name: '全部', exact: true }).click()
    await page.locator('#again-password').fill(server.password)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.locator('.account summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.locator('#login').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.context().close()
  })

  it('speaks the language of the browser, can be switched, and fits a phone', async () => {
    const page = await at('demo.clerk', '/desk/matters?list=all', 'en-GB', 390)
    expect(await page.locator('#main h1').textContent()).toBe('All')
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.locator('[data-row]').first().waitFor()
    expect(await wider(page)).toBeLessThanOrEqual(0)
    expect(await seriousProblems(page)).toEqual([])
    // Two entries of one matter are two tasks, and a day never parts from its weekday.
    expect(await page.locator('.inbox-count').textContent()).toMatch(/^\d+ in all$/)
    const broken = await page
      .locator('.due-day')
      .evaluateAll((days) => days.filter((d) => d.getClientRects().length > 1 || d.clientHeight > 30).length)
    expect(broken).toBe(0)
    await page.getByRole('button', { name: '切换到中文' }).click()
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.reload()
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.locator('[data-row]').first().click()
    await page.locator('.matter').waitFor()
    expect(await wider(page)).toBeLessThanOrEqual(0)
    await page.goto(`${server.url}/desk/register`)
    await page.locator('#subject').waitFor()
    expect(await wider(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})
