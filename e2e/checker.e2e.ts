/** The checker at the desk: files dropped, findings walked by keys, downloads, a report kept only when asked for. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
const PICTURES = process.env.HUIYIN_PICTURES
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 90_000 })

const TEXT = `演示县信访局2023年部门预算
2023年本年支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出41.00万元，占40.00%。
机关运行经费20.59万元，比2022年增加3.76万元，增长32.34%。
到市走访132批次573人次。其中集访2984批次3791608人次，与去年相比批次下降65%，人次下降76%。
公务接待费2.50万元，与2022年预算持平。
`
const file = (text: string, name = '演示县信访局2023年部门预算.txt') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

describe.skipIf(why !== null)('the checker at the desk', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function at(login: string, locale: string, width: number): Promise<Page> {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    await page.goto(`${server.url}/desk/finance/checker`)
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').first().waitFor()
    return page
  }
  async function serious(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
      return (await axe.run()).violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }
  async function look(page: Page, name: string): Promise<void> {
    await eventually(() => serious(page)).toEqual([])
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
    if (!PICTURES) return
    mkdirSync(PICTURES, { recursive: true })
    await page.screenshot({ path: path.join(PICTURES, `checker-${name}.png`), fullPage: true })
  }

  it('shows what does not hold beside the document, and keeps a report only when asked', {
    timeout: 400_000,
  }, async () => {
    const page = await at('demo.finance', 'zh-CN', 1440)
    await look(page, 'empty')
    await page
      .locator('.check-drop input')
      .first()
      .setInputFiles([
        file(TEXT),
        file('不是公开文件', '空.txt'),
        file(TEXT.replace('32.34', '22.34'), '二.txt'),
      ])
    await page.locator('.check-file').nth(2).waitFor()
    await eventually(() => page.locator('.check-file').nth(2).textContent()).toContain('错误')
    await page.locator('.check-file').first().click()
    const findings = page.locator('button.finding')
    await findings.first().waitFor({ timeout: 90_000 })
    await eventually(() => findings.count()).toBeGreaterThanOrEqual(4)
    await findings.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await eventually(() => findings.nth(2).getAttribute('aria-current')).toBe('true')
    await eventually(() => page.locator('.check-document p.current').count()).toBe(1)
    await eventually(() => page.locator('.checker').textContent()).toContain('应为 22.34%')
    await look(page, 'found')
    await page.locator('.switcher button', { hasText: '错误' }).click()
    await eventually(() => page.url()).toContain('severity=error')

    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载报告' }).click(),
    ])
    expect(readFileSync(await report.path(), 'utf8')).toContain('<mark>')
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'JSON' }).click(),
    ])
    expect(JSON.parse(readFileSync(await json.path(), 'utf8')).findings.length).toBeGreaterThanOrEqual(4)

    await eventually(() => page.locator('section[aria-labelledby=kept-checks] li').count()).toBe(0)
    await page.getByRole('button', { name: '留存这份报告' }).click()
    await page.getByRole('link', { name: '已留存，打开' }).click()
    await page.locator('.check-result').waitFor()
    await eventually(() => page.locator('h1').textContent()).toContain('留存')
    await page.getByRole('link', { name: '返回检查' }).click()
    const kept = page.locator('section[aria-labelledby=kept-checks] li')
    await eventually(() => kept.count()).toBe(1)
    await page.getByRole('button', { name: /^删除 / }).click()
    await page.locator('.ant-popconfirm .ant-btn-primary').click()
    await eventually(() => kept.count()).toBe(0)
    await page.context().close()
  })

  it('says in English what is wrong with a file, against last year’s, on a narrow screen', {
    timeout: 300_000,
  }, async () => {
    const page = await at('demo.chief', 'en-GB', 390)
    const [main, before] = [
      page.locator('.check-drop input').first(),
      page.locator('.check-drop input').nth(1),
    ]
    await before.setInputFiles(
      file(
        '演示县信访局2022年部门预算\n2022年，演示县信访局机关运行经费18.00万元，主要用于运转。\n',
        '2022.txt',
      ),
    )
    await main.setInputFiles(file(TEXT))
    await page.locator('button.finding').first().waitFor({ timeout: 90_000 })
    await eventually(() => page.locator('.checker').textContent()).toContain('should be 22.34%')
    await eventually(() => page.locator('.checker').textContent()).toContain('that year’s document says 18')
    await look(page, 'found-390-en')
    await main.setInputFiles({
      name: 'x.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
    })
    await eventually(() => page.locator('[role=alert]').first().textContent()).toContain('.docx')
    await page.context().close()
  })
})
