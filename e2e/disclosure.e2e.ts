/** The open checker of published budgets: a file dropped without script, what it finds, the report to keep. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const missing = noBrowser()
const PICTURES = process.env.HUIYIN_PICTURES
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const TEXT = `演示县信访局2023年部门预算
2023年本年支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出41.00万元，占40.00%。
机关运行经费20.59万元，比2022年增加3.76万元，增长32.34%。
到市走访132批次573人次。其中集访2984批次3791608人次，与去年相比批次下降65%，人次下降76%。
`
const file = (text: string) => ({
  name: '演示县信访局2023年部门预算.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

let server: TestServer
let browser: Browser

async function look(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: path.join(PICTURES, `disclosure-${name}.png`), fullPage: true })
}

describe.skipIf(missing !== null)('the open checker', () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('finds what is wrong, on a phone without script, and says it in both languages', {
    timeout: 120_000,
  }, async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    })
    const page = await context.newPage()
    await page.goto(`${server.url}/demo/check-disclosure`)
    await look(page, 'form-360')
    await page.click('main form button.govuk-button')
    expect(await page.textContent('.govuk-error-summary')).toContain('请选择一个文件')
    await page.setInputFiles('#file', file(TEXT))
    await page.click('main form button.govuk-button')
    const said = (await page.textContent('.hy-check'))!
    expect(said).toContain('应为 22.34%')
    expect(said).toContain('29批次')
    expect(said).toContain('错误')
    await look(page, 'found-360')
    await page.setInputFiles('#file', {
      name: 'x.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
    })
    await page.click('main form button.govuk-button')
    expect(await page.textContent('.govuk-error-summary')).toContain('.docx')
    await context.close()

    const english = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    const wide = await english.newPage()
    await wide.goto(`${server.url}/demo/check-disclosure`)
    await wide.setInputFiles('#file', file(TEXT))
    await wide.click('main form button.govuk-button')
    expect(await wide.textContent('.hy-check')).toContain('should be 22.34%')
    await look(wide, 'found-1280-en')
    await wide.evaluate(AXE)
    const faults = await wide.evaluate<{ id: string; impact: string }[]>(
      'axe.run().then((r) => r.violations.map((v) => ({ id: v.id, impact: v.impact })))',
    )
    expect(faults.filter((f) => f.impact === 'serious' || f.impact === 'critical')).toEqual([])
    await wide.setInputFiles('#file', file(TEXT))
    await wide.check('input[name=as][value=file]')
    const [download] = await Promise.all([
      wide.waitForEvent('download'),
      wide.click('main form button.govuk-button'),
    ])
    const report = readFileSync(await download.path(), 'utf8')
    expect(report).toContain('<mark>')
    expect(report).not.toContain('<script')
    await english.close()
  })
})
