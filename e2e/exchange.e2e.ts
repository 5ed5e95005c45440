/** Batch import and exchange as a clerk uses them: file, columns, preview by cell, result; what goes back to the sender. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { readTable } from '../src/exchange/table.ts'
import { writeCsv, writeXlsx } from '../src/tables/index.ts'
import { ask, eventually, expectFit, journey, stepTaken } from './harness.ts'

journey('batch import and exchange', (desk) => {
  it('imports a table: the bad row is named by its cell and given back, the good ones are registered once', async () => {
    const page = await desk.at('demo.clerk', '/desk/imports')
    const rows = [
      ['来信日期', '信访形式', '标题', '内容', '姓名', '是否老户'],
      ['2026-03-02', '来信', '路灯不亮', '一号巷的路灯坏了。', '示例甲', '是'],
      ['3/4/2026', '来信', '井盖松动', '二号巷的井盖松动。', '示例乙', '否'],
      ['2026-03-03', '阳光信访', '积水', '三号巷下雨积水。', '示例丙', '否'],
    ]
    const buffer = await writeXlsx([{ name: '登记', rows }])
    await page.locator('.drop input').setInputFiles({ name: '登记.xlsx', mimeType: '', buffer })
    await page.getByText('是否老户').waitFor()
    await expectFit(page)
    // The button is the form's: Enter in any field would do as well.
    await page.getByRole('button', { name: '预览' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.tally').waitFor()
    const problems = page.locator('table.problems tbody tr')
    await eventually(() => problems.count()).toBe(2)
    await eventually(() => problems.first().textContent()).toContain('A3')
    await expectFit(page)

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
    await expectFit(page)
    await page.setViewportSize({ width: 390, height: 800 })
    await expectFit(page)
  })

  it('takes orders of another system in, shows their limit beside ours, and sends back what was answered', async () => {
    const page = await desk.at('demo.clerk', '/desk/exchange')
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
    await eventually(() => page.locator('section[aria-labelledby="their-side"]').textContent()).toContain(
      '12月31日',
    )

    const matterId = new URL(page.url()).pathname.split('/').at(-1)!
    await answer(page, matterId)
    await page.goto(`${desk.server.url}/desk/exchange`)
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
    await expectFit(page)
  })

  /** Answers an order at once, as the hotline does; the form itself has a journey of its own. */
  async function answer(page: Page, matterId: string): Promise<void> {
    const { demands } = await ask<{ demands: { demandId: string }[] }>(page, `/matters/${matterId}`)
    const outcomes = demands.map(({ demandId }) => ({
      demandId,
      result: 'supported',
      words: '已修好。',
      basis: '',
    }))
    await stepTaken(page, matterId, 'answer-now', { outcomes, reply: '路灯已修好。' })
  }
})
