/** The year of a finance officer: overview, typing with instant check, a file with one wrong cell, mended, figures and where they come from. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { isRefusal } from '../src/kernel/errors/index.ts'
import { readSheets, type SheetOut, writeXlsx } from '../src/tables/index.ts'
import { ask, eventually, expectFit, journey, picture, tabTo } from './harness.ts'

interface Listed {
  items: { departmentId: string; years: { year: number; books: { final: string } }[] }[]
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BASIC = '一般公共预算财政拨款支出决算表'

/** The year whose final accounts are entered and still open. */
async function openYear(page: Page): Promise<{ department: string; year: number }> {
  const { items } = await ask<Listed>(page, '/finance/departments')
  const [department] = items
  const thisYear = Math.max(...department!.years.map((y) => y.year))
  return { department: department!.departmentId, year: thisYear - 1 }
}

journey('finance', (stage) => {
  it('shows the year, its execution against the plan, and what is carried over', async () => {
    const page = await stage.at('demo.finance', '/desk/finance')
    const { department, year } = await openYear(page)
    await page.goto(`${stage.server.url}/desk/finance/overview?department=${department}&year=${year}`)
    await page.locator('#fin-lines').waitFor()
    await page.locator('#fin-carry').waitFor()
    for (const title of ['国有资产（12月31日）', '编制和人员（12月31日）', '机关运行经费和政府采购'])
      await page.getByRole('heading', { name: title }).waitFor()
    await expectFit(page)
    await picture(page, 'finance-overview')
    // A line opens to its leaves, and a leaf to its history, by keyboard alone.
    const line = page.getByRole('button', { name: '2014004 信访业务' })
    await line.focus()
    await page.keyboard.press('Enter')
    const detail = page.locator('.fin-detail')
    await detail.getByText('项目支出', { exact: false }).first().waitFor()
    await detail.getByRole('button', { name: '来源和修改' }).first().focus()
    await page.keyboard.press('Enter')
    await detail.getByText('财务人员（演示）').first().waitFor()
    // A month, the three public expenses and the carry-over open to their leaves too.
    for (const [figure, title] of [
      [/^1月 /, '1月支付明细'],
      [/^公务接待费 年初预算 /, '公务接待费：年初预算'],
      [/^一般公共预算.* 年末结转/, '年末结转'],
    ] as const) {
      await page.getByRole('button', { name: figure }).first().click()
      await page.locator('.fin-detail', { hasText: title }).locator('.fin-leaves li').first().waitFor()
    }
    await picture(page, 'finance-leaves')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFit(page)
    await picture(page, 'finance-overview')
  })

  it('checks what is typed at once, and keeps the change', async () => {
    const page = await stage.at('demo.finance', '/desk/finance/overview')
    const { department, year } = await openYear(page)
    await page.goto(
      `${stage.server.url}/desk/finance/entry?department=${department}&year=${year}&table=procurement`,
    )
    const cell = page.getByLabel(/机关运行经费 +决算/)
    await cell.waitFor()
    const before = await cell.inputValue()
    await cell.focus()
    await page.keyboard.press('Control+KeyA')
    await page.keyboard.type('12a')
    await page.getByText('不是数字').first().waitFor()
    expect(await page.getByRole('button', { name: /^保存/ }).isDisabled()).toBe(true)
    await expectFit(page)
    await picture(page, 'finance-entry-wrong')
    await page.keyboard.press('Escape')
    await eventually(() => cell.inputValue()).toBe(before)
    await page.keyboard.press('Control+KeyA')
    await page.keyboard.type('99999999')
    // Worth another look, and no reason not to save.
    await page.getByText('大于调整预算，请核对').first().waitFor()
    await page.keyboard.press('Control+KeyA')
    await page.keyboard.type('4567.89')
    await page.getByRole('button', { name: '保存 1 项修改' }).click()
    await page.getByText('已保存，改变了 1 项数据').waitFor()
    await page.goto(`${stage.server.url}/desk/finance/overview?department=${department}&year=${year}`)
    // The control that compares it with the operating part of basic expenditure speaks up.
    await page.getByText('机关运行经费与一般公共预算公用经费').first().waitFor()
    await page.getByRole('button', { name: /^机关运行经费 决算 4,567\.89/ }).click()
    await page.locator('.fin-detail .fin-history li').first().waitFor()
    await eventually(() => page.locator('.fin-detail .fin-history li').count()).toBe(2)
  })

  it('imports a file: the wrong cell is named, mended it is confirmed, and a figure tells its cell', async () => {
    const page = await stage.at('demo.finance', '/desk/finance/overview')
    const { department, year } = await openYear(page)
    await page.goto(`${stage.server.url}/desk/finance/import?department=${department}&year=${year}`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.fin-exports a').nth(1).click(),
    ])
    const sheets = await readSheets('a.xlsx', readFileSync((await download.path())!))
    if (isRefusal(sheets)) throw new Error(sheets.refused)
    const rows = sheets.find((s) => s.name === BASIC)!.rows.map((r) => [...r])
    const at = rows.findIndex((r) => r[0] === '2014004')
    const [was, column] = [String(rows[at]![4]), 'E']
    // Two hundred yuan more, in every sum above it; then one cell with a letter in it.
    const more = (n: number, c: number) => {
      rows[n]![c] = (Number(rows[n]![c]) + 200).toFixed(2)
    }
    for (const n of [rows.findIndex((r) => r[1] === '合计'), rows.findIndex((r) => r[0] === '201')])
      for (const c of [2, 4]) more(n, c)
    for (const c of [2, 4])
      more(
        rows.findIndex((r) => r[0] === '20140'),
        c,
      )
    for (const c of [2, 4]) more(at, c)
    const right = rows[at]![4]
    const file = (value: string | number | null) => {
      const own = rows.map((r) => [...r])
      own[at]![4] = value
      return writeXlsx([{ name: BASIC, rows: own } as SheetOut])
    }
    const input = page.locator('.fin-drop input')
    await tabTo(page, '.fin-drop input')
    await input.setInputFiles({ name: '决算公开05表.xlsx', mimeType: XLSX, buffer: await file('63O.00') })
    const finding = page.locator('.fin-findings tbody tr')
    await finding.waitFor()
    await eventually(() => finding.textContent()).toContain(`${BASIC} ${column}${at + 1}`)
    await eventually(() => finding.textContent()).toContain('63O.00')
    await eventually(() => finding.textContent()).toContain('不是数字')
    expect(await page.getByRole('button', { name: /^确认导入/ }).isDisabled()).toBe(true)
    await expectFit(page)
    await picture(page, 'finance-import-wrong')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFit(page)
    await picture(page, 'finance-import-wrong')
    await page.setViewportSize({ width: 1440, height: 900 })

    await input.setInputFiles({ name: '决算公开05表.xlsx', mimeType: XLSX, buffer: await file(right!) })
    const go = page.getByRole('button', { name: '确认导入 1 项' })
    await eventually(() => go.isEnabled()).toBe(true)
    await expectFit(page)
    await picture(page, 'finance-import-good')
    await go.focus()
    await page.keyboard.press('Enter')
    await page.getByText('已导入，改变了 1 项数据').waitFor()
    // The same file once more changes nothing.
    await input.setInputFiles({ name: '决算公开05表.xlsx', mimeType: XLSX, buffer: await file(right!) })
    await eventually(() => page.getByText(/会改变 0 项/).count()).toBe(1)

    await page.goto(
      `${stage.server.url}/desk/finance/overview?department=${department}&year=${year}&line=2014004`,
    )
    const leaf = page.locator('.fin-leaves li', { hasText: '项目支出 · 决算' })
    await leaf.getByRole('button', { name: '来源和修改' }).click()
    const newest = leaf.locator('.fin-history li').first()
    await newest.waitFor()
    await eventually(() => newest.textContent()).toContain(
      `决算公开05表.xlsx，${BASIC} 表 ${column}${at + 1}`,
    )
    // Shown as it is read, with its thousands.
    await eventually(async () => (await newest.textContent())?.replaceAll(',', '')).toContain(was)
    await page.goto(`${stage.server.url}/desk/finance/changes?department=${department}&year=${year}`)
    await page.getByText('导入 决算公开05表.xlsx').waitFor()
    await expectFit(page)
    await picture(page, 'finance-changes')
  })

  it('loads a list of codes, its wrong row named by the cell', async () => {
    const page = await stage.at('demo.finance', '/desk/finance/codes')
    await page.locator('#fin-codes-file').waitFor({ state: 'attached' })
    await page.locator('.fin-codes tbody tr').first().waitFor()
    const rows = await page.locator('.fin-codes tbody tr').count()
    expect(rows).toBeGreaterThan(50)
    const csv = '科目编码,科目名称\n201,一般公共服务支出\n20140,信访事务\n20140x,写错\n'
    await page
      .locator('#fin-codes-file')
      .setInputFiles({ name: '科目.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText('A4').first().waitFor()
    // The list would lose all that the file does not name.
    await page.getByText(/导入后会去掉的科目：\d+ 个/).waitFor()
    await expectFit(page)
    await picture(page, 'finance-codes')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFit(page)
    await picture(page, 'finance-codes')
  })

  it('reads in English, and shows the head everything but the ways to change it', async () => {
    const page = await stage.at('demo.chief', '/desk/finance/import', { locale: 'en-GB' })
    await page.locator('#fin-export').waitFor()
    await eventually(() => page.locator('.fin-drop').count()).toBe(0)
    await expectFit(page)
    const officer = await stage.at('demo.finance', '/desk/finance/import', { locale: 'en-GB' })
    await officer.getByText('Choose an .xlsx file or drop it here').first().waitFor()
    await expectFit(officer)
    await picture(officer, 'finance-import-en')
    for (const where of ['overview', 'codes', 'changes']) {
      await officer.goto(`${stage.server.url}/desk/finance/${where}`)
      await officer.locator('.fin .sheet h2').first().waitFor()
      await expectFit(officer)
      await picture(officer, `finance-${where}-en`)
    }
    const clerk = await stage.at('demo.clerk', '/desk/finance/overview')
    await clerk.locator('#main .problem').waitFor()
    await eventually(() => clerk.locator('.fin-tile').count()).toBe(0)
  })
})
