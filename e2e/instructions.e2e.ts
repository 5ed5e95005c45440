/** An instruction and an urgent report on the desk, from entry to their end, and the box on the page of a matter. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`journeys of instructions skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

describe.skipIf(why !== null)('instructions and urgent reports', () => {
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
      const { violations } = await axe.run()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }

  it('lead an instruction from its entry on a matter to its end', async () => {
    const page = await at('demo.supervisor', '/desk/matters?list=all')
    await page.locator('[data-row]').first().click()
    await page.getByRole('link', { name: '登记批示并关联本件' }).click()
    await eventually(() => page.locator('#matters').inputValue()).toMatch(/^DEMO-/)
    await page.locator('#title').fill('关于排查同类问题的批示')
    await page.locator('#office').fill('县长')
    await page.locator('#words').fill('请牵头单位核实，限期报结果。')
    expect(await seriousProblems(page)).toEqual([])
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('heading', { name: '关于排查同类问题的批示' }).waitFor()
    await page.getByRole('button', { name: '反馈结果' }).click()
    await page.locator('#instruction-step-first').fill('已核实并整改。')
    expect(await seriousProblems(page)).toEqual([])
    await page.locator('form').getByRole('button', { name: '反馈结果' }).click()
    await page.getByRole('button', { name: '办结' }).click()
    await page.locator('#instruction-step-first').fill('已书面报告。')
    await page.locator('form').getByRole('button', { name: '办结' }).click()
    await eventually(() => page.locator('.instruction-page header').textContent()).toContain('已办结')
    expect(await page.locator('.timeline .entry').count()).toBe(3)
    await page.getByRole('link', { name: '返回列表' }).click()
    await page.getByRole('button', { name: '已结' }).click()
    await eventually(() => page.url()).toContain('ended=true')
    await page.getByRole('link', { name: '关于排查同类问题的批示' }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.context().close()
  })

  it('record to whom an urgent report went, on a phone and in English', async () => {
    const page = await at('demo.operator', '/desk/instructions', 'en', 390)
    await page.getByRole('link', { name: 'Enter an urgent report' }).click()
    await page.locator('#title').fill('Water main burst')
    await page.locator('#words').fill('Several estates are without water; repair is under way.')
    await page.getByRole('button', { name: 'Enter', exact: true }).click()
    await page.getByRole('button', { name: 'Record a report' }).click()
    await page.locator('form').getByRole('button', { name: 'Record a report' }).click()
    await eventually(() => page.locator('.instruction-page header').textContent()).toContain('Reported')
    expect(await page.locator('.timeline').textContent()).toContain('Party committee')
    expect(await seriousProblems(page)).toEqual([])
    const wider = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wider).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})
