/** A supervisor catches a late one: from the list of what is late to an order, its answer and its acceptance. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`oversight journey skipped: ${why}`)
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

describe.skipIf(why !== null)('oversight', () => {
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

  async function at(login: string, path: string, locale = 'zh-CN', width = 1440): Promise<Page> {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
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
      return (await axe.run()).violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }

  it('catches a late matter: order, answer, acceptance', async () => {
    const supervisor = await at('demo.supervisor', '/desk/oversight')
    const late = supervisor
      .locator('tr', { hasText: '城东街道' })
      .or(supervisor.locator('tr', { has: supervisor.locator('.due-overdue') }))
    await late.first().waitFor()
    expect(await seriousProblems(supervisor)).toEqual([])
    const row = supervisor.locator('tr', { has: supervisor.locator('.due-overdue') }).first()
    const number = (await row.locator('.matter-link').first().textContent()) ?? ''
    await row.getByRole('link', { name: '督办', exact: true }).click()
    await supervisor.locator('.task').waitFor()
    // The order asks a ground, a unit and words; what the program fills by itself is not asked.
    expect(await supervisor.locator('#in-rule, #in-limit, #in-due').count()).toBe(0)
    await supervisor.locator('#in-trigger').click()
    await supervisor.keyboard.type('无正当理由')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-unit').click()
    await supervisor.keyboard.type('城市管理')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-words').fill('已超期，请说明原因并限期办结（演示）。')
    await supervisor.keyboard.press('Control+Enter')
    await eventually(() => supervisor.locator('.task').count()).toBe(0)

    // It stands in the list of orders, and the unit answers it.
    await supervisor.goto(`${server.url}/desk/oversight?tab=cases`)
    const order = supervisor.locator('tr', { hasText: number }).filter({ hasText: '县城市管理局' }).first()
    await eventually(() => order.textContent()).toContain('无正当理由超期')
    const address = await order.locator('.matter-link').getAttribute('href')
    const unit = await at('demo.handler', address!)
    await unit
      .getByRole('button', { name: /反馈督办/ })
      .first()
      .click()
    await unit.locator('.task').waitFor()
    await unit.getByRole('radio', { name: '采纳', exact: true }).check()
    await unit.locator('#in-words').fill('已安排专人，三日内办结（演示）。')
    await unit.keyboard.press('Control+Enter')
    await eventually(() => unit.locator('.task').count()).toBe(0)
    await supervisor.reload()
    await eventually(() => order.textContent()).toContain('采纳')
    await supervisor.context().close()
    await unit.context().close()
  })

  it('suggests the unit with its reason, and fills the field only when asked to', async () => {
    const clerk = await at('demo.clerk', '/desk/register')
    await clerk.locator('#subject').fill('示范路路灯不亮（演示）')
    await clerk.locator('#body').fill('示范路两盏路灯不亮，请维修。')
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByTestId('number').waitFor()
    const number = (await clerk.getByTestId('number').textContent()) ?? ''
    await clerk.keyboard.press('/')
    await clerk.keyboard.type(number)
    await clerk.keyboard.press('Enter')
    await clerk.locator('.matter').waitFor()
    await clerk.keyboard.press('a')
    const advice = clerk.locator('.suggested')
    await advice.waitFor()
    expect(await advice.textContent()).toContain('路灯维护')
    await advice.getByRole('button').first().click()
    await eventually(() => clerk.locator('.task').textContent()).toContain('已采用')
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.context().close()
  })

  it('shows whom to call to who asks, with the proof, and fits a phone', async () => {
    const page = await at('demo.supervisor', '/desk/follow-up', 'en-GB', 390)
    await eventually(() => page.locator('#main').textContent()).toMatch(/drawn|No sample/)
    expect(await seriousProblems(page)).toEqual([])
    for (const path of ['/desk/oversight', '/desk/oversight?tab=units', '/desk/duties']) {
      await page.goto(server.url + path)
      await page.locator('.rows').first().waitFor()
      const wider = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(wider, path).toBeLessThanOrEqual(0)
    }
    await page.context().close()
  })
})
