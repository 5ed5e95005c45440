/** The open checker of published budgets: a file dropped without script, what it finds, the report to keep. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOf, journey, picture } from './harness.ts'

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

async function look(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page, name)).toEqual([])
  await picture(page, `disclosure-${name}`)
}

journey('the open checker', (stage) => {
  it('finds what is wrong, on a phone without script, and says it in both languages', {
    timeout: 120_000,
  }, async () => {
    const page = await stage.citizen('/check-disclosure', { width: 360, script: false })
    await look(page, 'form')
    await page.click('main form button.govuk-button')
    expect(await page.textContent('.govuk-error-summary')).toContain('请选择一个文件')
    await page.setInputFiles('#file', file(TEXT))
    await page.click('main form button.govuk-button')
    const said = (await page.textContent('.hy-check'))!
    expect(said).toContain('应为 22.34%')
    expect(said).toContain('29批次')
    expect(said).toContain('错误')
    await look(page, 'found')
    await page.setInputFiles('#file', {
      name: 'x.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
    })
    await page.click('main form button.govuk-button')
    expect(await page.textContent('.govuk-error-summary')).toContain('.docx')

    const wide = await stage.citizen('/check-disclosure', { width: 1280, locale: 'en-GB' })
    await wide.setInputFiles('#file', file(TEXT))
    await wide.click('main form button.govuk-button')
    expect(await wide.textContent('.hy-check')).toContain('should be 22.34%')
    await look(wide, 'found-en')
    await wide.setInputFiles('#file', file(TEXT))
    await wide.check('input[name=as][value=file]')
    const [download] = await Promise.all([
      wide.waitForEvent('download'),
      wide.click('main form button.govuk-button'),
    ])
    const report = readFileSync(await download.path(), 'utf8')
    expect(report).toContain('<mark>')
    expect(report).not.toContain('<script')
  })
})
