/** Batch import and exchange as a clerk uses them: file, columns, preview by cell, result; what goes back to the sender. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTable } from '../src/exchange/table.ts'
import { writeCsv, writeXlsx } from '../src/tables/index.ts'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`exchange journeys skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 })

describe.skipIf(why !== null)('batch import and exchange', () => {
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

  async function at(login: string, path: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    await page.goto(server.url + path)
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(server.password)
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

  it('imports a table: the bad row is named by its cell and given back, the good ones are registered once', async () => {
    const page = await at('demo.clerk', '/desk/imports')
    const rows = [
      ['来信日期', '信访形式', '标题', '内容', '姓名', '是否老户'],
      ['2026-03-02', '来信', '路灯不亮', '一号巷的路灯坏了。', '示例甲', '是'],
      ['3/4/2026', '来信', '井盖松动', '二号巷的井盖松动。', '示例乙', '否'],
      ['2026-03-03', '阳光信访', '积水', '三号巷下雨积水。', '示例丙', '否'],
    ]
    const buffer = await writeXlsx([{ name: '登记', rows }])
    await page.locator('.drop input').setInputFiles({ name: '登记.xlsx', mimeType: '', buffer })
    await page.getByText('是否老户').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    // The button is the form's: Enter in any field would do as well.
    await page.getByRole('button', { name: '预览' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.tally').waitFor()
    const problems = page.locator('table.problems tbody tr')
    await eventually(() => problems.count()).toBe(2)
    expect(await problems.first().textContent()).toContain('A3')
    expect(await seriousProblems(page)).toEqual([])

    // What their word means is said once.
    await page.locator('.word-list .ant-select').click()
    await page.keyboard.type('网')
    await page.locator('.ant-select-item-option', { hasText: '网上投诉' }).click()
    await page.getByRole('button', { name: '记住这些含义并重新检查' }).click()
    await eventually(() => problems.count()).toBe(1)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载有问题的行' }).click(),
    ])
    const bad = await readTable('x.xlsx', readFileSync((await download.path())!), 'register')
    expect(JSON.stringify(bad)).toContain('分不清日和月')
    expect(JSON.stringify(bad)).not.toContain('是否老户')

    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.locator('#result').waitFor({ timeout: 60_000 })
    await eventually(() => page.locator('#main a[href*="/matters/"]').count()).toBe(2)
    expect(await seriousProblems(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await wider(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  it('takes orders of another system in, shows their limit beside ours, and sends back what was answered', async () => {
    const page = await at('demo.clerk', '/desk/exchange')
    await page.locator('#system').fill('市12345平台')
    await page.keyboard.press('Enter')
    await page.locator('.file-button input').first().waitFor({ state: 'attached' })
    const orders = [
      ['工单编号', '派单单位', '派单时间', '办理期限', '办理状态', '来电人', '联系电话', '诉求内容'],
      [
        'GD1',
        '市热线中心',
        '2026-03-02 10:00',
        '2026-12-31',
        '已派单',
        '示例甲',
        '13800000000',
        '路灯不亮，请修好。',
      ],
    ]
    const file = { name: '导出.csv', mimeType: 'text/csv', buffer: writeCsv(orders) }
    await page.locator('.file-button input').first().setInputFiles(file)
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.locator('#result').waitFor({ timeout: 60_000 })
    await page.locator('#main a[href*="/matters/"]').first().click()
    await page.locator('#their-side').waitFor()
    expect(await page.locator('section[aria-labelledby="their-side"]').textContent()).toContain('12月31日')

    const matterId = new URL(page.url()).pathname.split('/').at(-1)!
    await answer(page, matterId)
    await page.goto(`${server.url}/desk/exchange`)
    await page.getByRole('link', { name: '市12345平台' }).click()
    await page.getByRole('button', { name: '生成回传（1 件）' }).click()
    await page.getByText('路灯已修好。').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载回传文件（.csv）' }).click(),
    ])
    expect(readFileSync((await download.path())!, 'utf8')).toContain('GD1')
    await page.getByRole('button', { name: '标记为已送出' }).click()
    await page.getByRole('button', { name: '登记对方确认' }).click()
    await page.getByText('对方已确认', { exact: true }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.context().close()
  })

  /** Answers an order at once, as the hotline does; the form itself has a journey of its own. */
  async function answer(page: Page, matterId: string): Promise<void> {
    const status = await page.evaluate(async (id) => {
      const at = `/api/v1/matters/${id}`
      const matter = (await (await fetch(at)).json()) as { demands: { demandId: string }[] }
      const outcomes = matter.demands.map((d) => ({
        demandId: d.demandId,
        result: 'supported',
        words: '已修好。',
        basis: '',
      }))
      const body = { proceedingId: 'main', action: 'answer-now', input: { outcomes, reply: '路灯已修好。' } }
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      return (await fetch(`${at}/actions`, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }, matterId)
    expect(status).toBe(200)
  }
})
