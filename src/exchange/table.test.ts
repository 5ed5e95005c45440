/** The table of a file: headings found under a title, a template understood without its examples. */
import { expect, it } from 'vitest'
import { isRefusal } from '../kernel/errors/refusal.ts'
import { MAX_ROWS } from '../tables/index.ts'
import { guessMapping } from './mapping.ts'
import { readTable, type Table, tableOf } from './table.ts'
import { writeTemplate } from './template.ts'

const tableIn = (t: Awaited<ReturnType<typeof readTable>>): Table => {
  if (isRefusal(t)) throw new Error(t.refused)
  return t
}
const codeOf = (t: unknown) => (isRefusal(t) ? t.refused : null)
const sheet = (rows: string[][]) => ({ name: '工单', rows, encoding: null })

it('headings stand below a title; rows keep the place the sheet gives them', async () => {
  const t = tableIn(
    tableOf(sheet([['某市工单导出'], [], ['标题', '内容', ''], ['甲', '乙'], [], ['丙', '']]), 'register'),
  )
  expect(t).toEqual({
    headers: ['标题', '内容'],
    headerRow: 3,
    encoding: null,
    rows: [
      { row: 4, cells: ['甲', '乙'] },
      { row: 6, cells: ['丙', ''] },
    ],
  })
})

it('headings alone, too many rows or too many columns are refused', () => {
  expect(codeOf(tableOf(sheet([['标题', '内容']]), 'register'))).toBe('table.empty')
  const many = Array.from({ length: MAX_ROWS + 1 }, () => ['甲', '乙'])
  expect(codeOf(tableOf(sheet([['标题', '内容'], ...many]), 'register'))).toBe('table.too_many_rows')
  const wide = Array.from({ length: 201 }, (_, i) => `列${i}`)
  expect(codeOf(tableOf(sheet([wide, wide]), 'register'))).toBe('table.too_many_columns')
})

it('a template is understood again in both languages, without its examples', async () => {
  const procedures = [{ value: 'petition', label: { zh: '信访程序', en: 'Petition' }, also: [] }]
  for (const lang of ['zh', 'en'] as const) {
    const bytes = await writeTemplate('register', procedures, lang)
    const t = tableIn(await readTable('模板.xlsx', bytes, 'register'))
    expect(Object.keys(guessMapping(t.headers, 'register').columns)).toHaveLength(t.headers.length - 1)
    expect(t.rows.every((r) => r.cells[0] === '示例')).toBe(true)
  }
})
