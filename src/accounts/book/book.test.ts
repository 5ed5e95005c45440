/** Tables as departments publish them, and each fault told by its cell. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountsWith, codesOf, demoAccounts } from '../../../test/accounts/made.ts'
import type { Cell, Sheet } from '../../tables/index.ts'
import { planImport } from './plan.ts'
import { bookSheets } from './write-book.ts'

const YEAR = 2025
const sheet = (name: string, rows: Cell[][]): Sheet => ({ name, rows, encoding: null })
const planned = (
  sheets: Sheet[],
  o: { unit?: 'yuan' | 'wan'; into?: ReturnType<typeof demoAccounts> } = {},
) =>
  planImport(sheets, {
    accounts: o.into ?? accountsWith(YEAR, new Map()),
    codes: codesOf(YEAR),
    unit: o.unit ?? null,
  })
const told = (p: ReturnType<typeof planned>) => p.findings.map((f) => `${f.severity} ${f.sheet} ${f.cell}`)
const values = (p: ReturnType<typeof planned>) => Object.fromEntries(p.changes.map((c) => [c.path, c.value]))

const FIN5 = (): Cell[][] => [
  ['一般公共预算财政拨款支出决算表'],
  ['公开05表'],
  ['部门：演示县信访局', null, null, null, null, '金额单位：万元'],
  ['项目', null, null, null, '本年支出', null, null],
  ['功能分类科目编码', null, null, '科目名称', '小计', '基本支出', '项目支出'],
  ['类', '款', '项', null, null, null, null],
  ['栏次', null, null, null, 1, 2, 3],
  ['合计', null, null, null, 300.5, 200.5, 100],
  ['201', null, null, '一般公共服务支出', 300.5, 200.5, 100],
  ['201', '40', null, '信访事务', 300.5, 200.5, 100],
  ['201', '40', '01', '行政运行', 200.5, 200.5, null],
  ['201', '40', '04', '信访业务', 100, null, 100],
  ['注：本表反映部门本年度一般公共预算财政拨款支出情况。'],
]

test('a table with codes in three columns and headings of four lines is read', () => {
  const p = planned([sheet('Sheet1', FIN5())])
  expect(p.findings).toEqual([])
  expect(values(p)).toEqual({
    'spend/final/general/basic/2014001': 200_500_000,
    'spend/final/general/project/2014004': 100_000_000,
  })
  expect(p.changes[0]).toMatchObject({ sheet: 'Sheet1', cell: 'F11' })
  expect(p.changes[0]!.label.zh).toContain('行政运行')
})

test('basic expenditure with three blocks beside each other is read', () => {
  const p = planned([
    sheet('06', [
      ['一般公共预算财政拨款基本支出决算表'],
      ['单位：万元'],
      ['人员经费', null, null, '公用经费', null, null, null, null, null],
      ['科目编码', '科目名称', '决算数', '科目编码', '科目名称', '决算数', '科目编码', '科目名称', '决算数'],
      ['301', '工资福利支出', 150, '302', '商品和服务支出', 20, '310', '资本性支出', 1.2],
      ['30101', '基本工资', 90, '30201', '办公费', 20, '31002', '办公设备购置', 1.2],
      ['30102', '津贴补贴', 60, '30202', '印刷费', 0, null, null, null],
      ['人员经费合计', null, 150, '公用经费合计', null, null, null, null, 21.2],
    ]),
  ])
  expect(p.findings).toEqual([])
  expect(values(p)).toEqual({
    'economic/final/general/basic/30101': 90_000_000,
    'economic/final/general/basic/30102': 60_000_000,
    'economic/final/general/basic/30201': 20_000_000,
    'economic/final/general/basic/31002': 1_200_000,
  })
})

test('the three public expenses are read as one row of twelve and as rows by stage', () => {
  const official = sheet('07', [
    ['财政拨款“三公”经费支出决算表'],
    ['金额单位：万元'],
    ['预算数', null, null, null, null, null, '决算数', null, null, null, null, null],
    [
      '合计',
      '因公出国（境）费',
      '公务用车购置及运行维护费',
      null,
      null,
      '公务接待费',
      '合计',
      '因公出国（境）费',
      '公务用车购置及运行维护费',
      null,
      null,
      '公务接待费',
    ],
    [
      null,
      null,
      '小计',
      '公务用车购置费',
      '公务用车运行维护费',
      null,
      null,
      null,
      '小计',
      '公务用车购置费',
      '公务用车运行维护费',
      null,
    ],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    [5.5, 0, 4.5, 0, 4.5, 1, 5, 0, 4.2, 0, 4.2, 0.8],
  ])
  const want = {
    'three/budget/abroad': 0,
    'three/budget/purchase': 0,
    'three/budget/running': 4_500_000,
    'three/budget/reception': 1_000_000,
    'three/final/abroad': 0,
    'three/final/purchase': 0,
    'three/final/running': 4_200_000,
    'three/final/reception': 800_000,
  }
  expect(planned([official])).toMatchObject({ findings: [] })
  expect(values(planned([official]))).toEqual(want)
  const rows = official.rows.map((r) => [...r])
  rows[6]![0] = 5.4
  expect(told(planned([sheet('07', rows)]))).toEqual(['error 07 A7'])
})

test.each([
  ['a letter in a figure', 10, 4, '20O.5', 'error Sheet1 E11'],
  ['a code the year does not have', 11, 2, '77', 'error Sheet1 A12'],
  ['a figure that is no longer the sum of its row', 10, 4, 200.6, 'error Sheet1 E11'],
  ['a parent that is not its children', 9, 6, 90, 'error Sheet1 G10'],
  ['a figure below zero', 11, 6, -100, 'error Sheet1 G12'],
  ['the year before in the heading', 0, 0, '2024年一般公共预算财政拨款支出决算表', 'error Sheet1 A1'],
  ['another department', 2, 0, '部门：别的局', 'warning Sheet1 A3'],
])('%s is told by its cell', (_what, r, c, value, first) => {
  const rows = FIN5()
  rows[r]![c] = value
  const p = planned([sheet('Sheet1', rows)])
  expect(told(p)).toContain(first)
  for (const f of p.findings) {
    for (const words of [f.words, f.remedy]) {
      expect(words.zh).not.toBe('')
      expect(words.en).not.toBe('')
    }
  }
  const shown = p.findings.find((f) => `${f.severity} ${f.sheet} ${f.cell}` === first)!.value
  if (r > 0 && c > 3) expect(shown).toBe(String(value))
})

test('a cell that cannot be read is told once, without the sums it would have been in', () => {
  const rows = FIN5()
  rows[10]![5] = '20O.5'
  expect(told(planned([sheet('a', rows)]))).toEqual(['error a F11'])
})

test('a table without a unit is not guessed at; chosen, it is read', () => {
  const rows = FIN5()
  rows[2]![5] = null
  expect(told(planned([sheet('a', rows)]))).toEqual(['error a A1'])
  expect(planned([sheet('a', rows)], { unit: 'wan' }).changes).toHaveLength(2)
})

test('tables of two digits may miss a total by their rounding, which is a warning', () => {
  const rows = FIN5()
  rows[7]![4] = 300.51
  expect(told(planned([sheet('a', rows)])).every((f) => f.startsWith('warning'))).toBe(true)
})

test('totals of expenditure alone do not tell the funds', () => {
  const rows = FIN5()
  rows[0]![0] = '支出决算表'
  rows[3]![4] = '本年支出'
  expect(told(planned([sheet('a', rows)]))).toEqual(['error a F11'])
})

test('a released book takes nothing; a row that is gone from a whole table is nothing', () => {
  const rows = FIN5()
  const a = accountsWith(YEAR, new Map([['spend/final/general/basic/2080505', 100]]))
  const p = planned([sheet('a', rows)], { into: a })
  expect(p.changes.find((c) => c.path.endsWith('2080505'))).toMatchObject({
    before: 100,
    value: null,
    cell: '',
  })
  const released = { ...a, books: { budget: 'open', final: 'released' } } as const
  expect(told(planned([sheet('a', rows)], { into: released }))).toContain('error a F11')
})

test('an unknown sheet is named and not read', () => {
  expect(planned([sheet('别的', [['随便'], ['a', 1]])])).toMatchObject({
    unknown: ['别的'],
    changes: [],
    findings: [],
  })
})

test('whatever figure of the official tables is changed, its cell or one it adds up to is told', () => {
  const a = demoAccounts(YEAR)
  const sheets = bookSheets(a, 'official', 'yuan').map((s) => sheet(s.name, s.rows as Cell[][]))
  expect(planned(sheets, { into: a }).findings).toEqual([])
  const cells = sheets.flatMap((s, n) =>
    s.rows.flatMap((row, r) =>
      r < 3
        ? []
        : row.flatMap((v, c) => (c >= 2 && typeof v === 'string' && v !== '0.00' ? [{ n, r, c }] : [])),
    ),
  )
  expect(cells.length).toBeGreaterThan(300)
  fc.assert(
    fc.property(fc.constantFrom(...cells), fc.integer({ min: 1, max: 5_000_000 }), ({ n, r, c }, by) => {
      const changed = sheets.map((s) => ({ ...s, rows: s.rows.map((row) => [...row]) }))
      changed[n]!.rows[r]![c] = String(Number(changed[n]!.rows[r]![c]) + by)
      const errors = planned(changed, { into: a }).findings.filter((f) => f.severity === 'error')
      expect(errors.length).toBeGreaterThan(0)
      expect(errors.some((e) => e.sheet === sheets[n]!.name)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

const CROSSED = (name: string, rows: Cell[][]): Cell[][] => [
  [name],
  ['部门：演示县信访局', null, null, null, null, null, null, '单位：万元'],
  ['项目', null, '合计', '工资福利支出', null, null, '商品和服务支出', null, null],
  ['支出功能分类科目编码', '科目名称', null, '小计', '基本工资', '津贴补贴', '小计', '办公费', '差旅费'],
  ['栏次', null, 1, 2, 3, 4, 5, 6, 7],
  ...rows,
]
const CROSSED_BASIC = () =>
  CROSSED('一般公共预算财政拨款基本支出决算明细表', [
    ['合计', null, 200.5, 180.5, 100.5, 80, 20, 12, 8],
    ['201', '一般公共服务支出', 200.5, 180.5, 100.5, 80, 20, 12, 8],
    ['20140', '信访事务', 200.5, 180.5, 100.5, 80, 20, 12, 8],
    ['2014001', '行政运行', 200.5, 180.5, 100.5, 80, 20, 12, 8],
  ])

test('a table of functional codes down and economic codes across is read to both sides', () => {
  const p = planned([sheet('明细', CROSSED_BASIC())])
  expect(p.findings).toEqual([])
  expect(values(p)).toEqual({
    'spend/final/general/basic/2014001': 200_500_000,
    'economic/final/general/basic/30101': 100_500_000,
    'economic/final/general/basic/30102': 80_000_000,
    'economic/final/general/basic/30201': 12_000_000,
    'economic/final/general/basic/30211': 8_000_000,
  })
})

const CROSSED_BOTH = () =>
  CROSSED('财政拨款支出决算明细表', [
    ['合计', null, 300.5, 180.5, 100.5, 80, 120, 52, 68],
    ['201', '一般公共服务支出', 300.5, 180.5, 100.5, 80, 120, 52, 68],
    ['20140', '信访事务', 300.5, 180.5, 100.5, 80, 120, 52, 68],
    ['2014001', '行政运行', 200.5, 180.5, 100.5, 80, 20, 12, 8],
    ['2014004', '信访业务', 100, null, null, null, 100, 40, 60],
  ])

test('of a table of both natures the projects are what basic expenditure leaves', () => {
  const p = planned([sheet('05', FIN5()), sheet('05-1', CROSSED_BASIC()), sheet('07', CROSSED_BOTH())])
  expect(p.findings).toEqual([])
  expect(values(p)).toMatchObject({
    'spend/final/general/project/2014004': 100_000_000,
    'economic/final/general/project/30201': 40_000_000,
    'economic/final/general/project/30211': 60_000_000,
  })
  // Alone nobody can tell basic from project expenditure in it.
  const alone = planned([sheet('07', CROSSED_BOTH())])
  expect(alone.findings.map((f) => f.words.zh)).toEqual([
    '这张表把几种资金或基本、项目支出合在一起，分不开',
    '这张表把几种资金或基本、项目支出合在一起，分不开',
  ])
})

test('a wrong cell of such a table is told by its row, its class and its column', () => {
  const rows = CROSSED_BASIC()
  rows[8]![4] = 101.5
  expect(told(planned([sheet('明细', rows)]))).toEqual(['error 明细 D9', 'error 明细 E8'])
})

test('a column that the year does not know is told by its heading', () => {
  const rows = CROSSED_BASIC()
  rows[3]![7] = '没有的款'
  const p = planned([sheet('明细', rows)])
  expect(p.findings[0]).toMatchObject({ sheet: '明细', value: '没有的款' })
})
