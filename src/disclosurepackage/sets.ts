/**
 * Which tables a package has, as data by year and jurisdiction. The nine of the final accounts are those of the national
 * template (财政部《地方预决算公开操作规程》 and the 2024 template of 部门决算); the others are sets seen in public documents.
 * A jurisdiction whose set is another one loads it from a file (`set-file.ts`), as long as its forms are among `FORMS`.
 */
import type { Kind, Settings } from './contract.ts'

export const FORMS = {
  FIN1: '收入支出决算总表',
  FIN2: '收入决算表',
  FIN3: '支出决算表',
  FIN4: '财政拨款收入支出决算总表',
  FIN5: '一般公共预算财政拨款支出决算表',
  FIN6: '一般公共预算财政拨款基本支出决算表',
  FIN7: '财政拨款“三公”经费支出决算表',
  FIN8: '政府性基金预算财政拨款收入支出决算表',
  FIN9: '国有资本经营预算财政拨款收入支出决算表',
  FIN10: '财政拨款支出决算明细表',
  FIN11: '一般公共预算财政拨款支出决算明细表',
  FIN12: '一般公共预算财政拨款项目支出决算表',
  FIN13: '政府性基金预算财政拨款“三公”经费支出决算表',
  FIN14: '国有资产占用情况表',
  BUD1: '部门收支预算总表',
  BUD2: '部门收入预算总表',
  BUD3: '部门支出预算总表',
  BUD4: '部门财政拨款收支预算总表',
  BUD5: '部门一般公共预算支出功能分类预算表',
  BUD6: '部门政府性基金预算支出功能分类预算表',
  BUD7: '部门国有资本经营预算支出功能分类预算表',
  BUD8: '部门一般公共预算基本支出部门预算经济分类预算表',
  BUD9: '部门“三公”经费和机关运行经费预算表',
  BUD10: '项目支出预算表',
  BUD12: '政府采购预算表',
} as const
export type FormId = keyof typeof FORMS

export interface TableSet {
  id: string
  name: { zh: string; en: string }
  kind: Kind
  /** First and last year it holds for; null: still. */
  from: number
  to: number | null
  tables: readonly FormId[]
  /** Against which budget outcomes are compared: that of the year's beginning, or as adjusted. */
  against: 'budget' | 'adjusted'
  /** Titles the jurisdiction gives its tables instead of those of `FORMS`. */
  titles?: Readonly<Partial<Record<FormId, string>>>
  /** Digits behind the point of 万元; left out: as many as the accounts need. */
  digits?: number
}

const NINE: readonly FormId[] = ['FIN1', 'FIN2', 'FIN3', 'FIN4', 'FIN5', 'FIN6', 'FIN7', 'FIN8', 'FIN9']
const NINE_BUDGET: readonly FormId[] = [
  'BUD1',
  'BUD2',
  'BUD3',
  'BUD4',
  'BUD5',
  'BUD6',
  'BUD7',
  'BUD8',
  'BUD9',
]

export const TABLE_SETS: readonly TableSet[] = [
  {
    id: 'final-national-9',
    name: { zh: '全国模板（9 张表）', en: 'National template (9 tables)' },
    kind: 'final',
    from: 2019,
    to: null,
    tables: NINE,
    against: 'budget',
  },
  {
    id: 'final-8',
    name: { zh: '无国有资本经营预算表（8 张）', en: 'Without state capital (8 tables)' },
    kind: 'final',
    from: 2015,
    to: 2018,
    tables: NINE.slice(0, 8),
    against: 'budget',
  },
  {
    id: 'final-sichuan-13',
    name: { zh: '四川（13 张表，预算为调整预算）', en: 'Sichuan (13 tables, against the adjusted budget)' },
    kind: 'final',
    from: 2019,
    to: null,
    tables: [
      'FIN1',
      'FIN2',
      'FIN3',
      'FIN4',
      'FIN10',
      'FIN5',
      'FIN11',
      'FIN6',
      'FIN12',
      'FIN7',
      'FIN8',
      'FIN13',
      'FIN9',
    ],
    against: 'adjusted',
  },
  {
    id: 'final-assets-10',
    name: { zh: '加国有资产占用情况表（10 张）', en: 'With state assets (10 tables)' },
    kind: 'final',
    from: 2019,
    to: null,
    tables: [...NINE, 'FIN14'],
    against: 'budget',
  },
  {
    id: 'budget-national-9',
    name: { zh: '全国模板（9 张表）', en: 'National template (9 tables)' },
    kind: 'budget',
    from: 2015,
    to: null,
    tables: NINE_BUDGET,
    against: 'budget',
  },
  {
    id: 'budget-11',
    name: { zh: '加项目支出和政府采购（11 张）', en: 'With projects and procurement (11 tables)' },
    kind: 'budget',
    from: 2015,
    to: null,
    tables: [...NINE_BUDGET, 'BUD10', 'BUD12'],
    against: 'budget',
  },
]

export const DEFAULT_THRESHOLD = { percent: 10, leastFen: 1_000_000 } as const

/**
 * Sets that may be chosen for a kind and year, the usual one first.
 * @param own what the bureau loaded; one of them with the id of a set above stands in its place
 */
export const setsFor = (kind: Kind, year: number, own: readonly TableSet[] = []): TableSet[] =>
  allSets(own).filter((s) => s.kind === kind && s.from <= year && (s.to === null || year <= s.to))

/** The program's sets and the bureau's. */
export const allSets = (own: readonly TableSet[]): TableSet[] => [
  ...TABLE_SETS.map((s) => own.find((o) => o.id === s.id) ?? s),
  ...own.filter((o) => !TABLE_SETS.some((s) => s.id === o.id)),
]

export const findSet = (
  id: string,
  kind: Kind,
  year: number,
  own: readonly TableSet[] = [],
): TableSet | undefined => setsFor(kind, year, own).find((s) => s.id === id)

/** What a new package begins with. */
export const defaultSettings = (kind: Kind, year: number, own: readonly TableSet[] = []): Settings => ({
  tableSet: setsFor(kind, year, own)[0]?.id ?? (kind === 'final' ? 'final-national-9' : 'budget-national-9'),
  ...DEFAULT_THRESHOLD,
})

/** 类 of functional classification as the tables of totals list them, with the years the form has the line. */
export const CLASSES: readonly { code: string; name: string; from?: number; to?: number }[] = [
  { code: '201', name: '一般公共服务支出' },
  { code: '202', name: '外交支出' },
  { code: '203', name: '国防支出' },
  { code: '204', name: '公共安全支出' },
  { code: '205', name: '教育支出' },
  { code: '206', name: '科学技术支出' },
  { code: '207', name: '文化旅游体育与传媒支出' },
  { code: '208', name: '社会保障和就业支出' },
  { code: '210', name: '卫生健康支出' },
  { code: '211', name: '节能环保支出' },
  { code: '212', name: '城乡社区支出' },
  { code: '213', name: '农林水支出' },
  { code: '214', name: '交通运输支出' },
  { code: '215', name: '资源勘探工业信息等支出' },
  { code: '216', name: '商业服务业等支出' },
  { code: '217', name: '金融支出' },
  { code: '219', name: '援助其他地区支出' },
  { code: '220', name: '自然资源海洋气象等支出' },
  { code: '221', name: '住房保障支出' },
  { code: '222', name: '粮油物资储备支出' },
  { code: '223', name: '国有资本经营预算支出' },
  { code: '224', name: '灾害防治及应急管理支出' },
  { code: '229', name: '其他支出' },
  { code: '231', name: '债务还本支出' },
  { code: '232', name: '债务付息支出' },
  { code: '234', name: '抗疫特别国债安排的支出', from: 2020 },
]
