/**
 * The official tables of budgets and final accounts as data: what they are called, which columns they have and which leaf or sum
 * stands in each. The same description writes a table and reads it. Sources: the nine tables of 部门预算 and of 部门决算 as
 * departments publish them, with the other names they go by. Pure.
 */
import type { Accounts, Incomes, Natures, StageFigures } from './figures.ts'
import type { Book, CodeKind, Fund, Nature, Source } from './keys.ts'
import { FUND_LABELS, NATURE_LABELS, SOURCE_LABELS } from './labels.ts'

/** A column of figures in a table by codes. */
export interface CodedColumn {
  /** Words of its heading, the one we write first. */
  words: readonly string[]
  value: (line: CodedLine) => number
  /** The leaf it holds, or a sum that leaves are found from (`all:`); null: a sum that is only checked. */
  leaf: ((code: string) => string) | null
  /** Left out where it has nothing but zeros, and not needed to read. */
  optional?: boolean
}

/** What a table shows of one code; the families it needs are asked of all. */
export interface CodedLine {
  natures: Natures
  incomes: Incomes
  economic: number
  opening: number
  closing: number
  personnel: number
  operating: number
}

export interface CodedLayout {
  id: string
  book: Book
  /** As we write it, then other names it goes by. */
  names: readonly string[]
  codes: CodeKind
  columns: readonly CodedColumn[]
  /** Lines and sum of an accounts' stage. */
  lines: (a: Accounts) => { code: string; name: string; level: number; line: CodedLine }[]
  sum: (a: Accounts) => CodedLine
  /** Leaves the table is the whole of: what it does not name is nothing. */
  scope: readonly string[]
  /** Said in place of rows where there are none. */
  emptyNote: string | null
}

const none = (): CodedLine => ({
  natures: { basic: 0, project: 0, remitted: 0, business: 0, subsidy: 0, total: 0 },
  incomes: {
    general: 0,
    fund: 0,
    capital: 0,
    superior: 0,
    undertaking: 0,
    business: 0,
    affiliates: 0,
    other: 0,
    fiscal: 0,
    total: 0,
  },
  economic: 0,
  opening: 0,
  closing: 0,
  personnel: 0,
  operating: 0,
})

type Turned = 'budget' | 'final'
const stage = (a: Accounts, book: Turned): StageFigures => a[book]

const nature = (n: Nature, leaf: ((code: string) => string) | null, optional = false): CodedColumn => ({
  words: [NATURE_LABELS[n].zh],
  value: (l) => l.natures[n],
  leaf,
  optional,
})
const sumOfNatures = (words: readonly string[]): CodedColumn => ({
  words,
  value: (l) => l.natures.total,
  leaf: null,
})
const source = (book: Turned, s: Source, words: readonly string[], optional = false): CodedColumn => ({
  words,
  value: (l) => l.incomes[s],
  leaf: (code) => `income/${book}/${s}/${code}`,
  optional,
})

/** Income by functional code: 部门收入预算总表, 财决03. */
function income(book: Turned, id: string, names: readonly string[]): CodedLayout {
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      { words: ['本年收入合计', '合计'], value: (l) => l.incomes.total, leaf: null },
      {
        words: ['财政拨款收入', '财政拨款'],
        value: (l) => l.incomes.fiscal,
        leaf: (code) => `all:income/${book}/${code}`,
      },
      source(book, 'fund', ['其中：政府性基金预算', '其中：政府性基金预算财政拨款'], true),
      source(book, 'capital', ['其中：国有资本经营预算', '其中：国有资本经营预算财政拨款'], true),
      source(book, 'superior', [SOURCE_LABELS.superior.zh], book === 'budget'),
      source(book, 'undertaking', [SOURCE_LABELS.undertaking.zh]),
      source(book, 'business', ['经营收入', '事业单位经营收入']),
      source(book, 'affiliates', [SOURCE_LABELS.affiliates.zh], book === 'budget'),
      source(book, 'other', [SOURCE_LABELS.other.zh]),
    ],
    lines: (a) => stage(a, book).income.lines.map((l) => ({ ...l, line: { ...none(), incomes: l.amounts } })),
    sum: (a) => ({ ...none(), incomes: stage(a, book).income.sum }),
    scope: [`income/${book}/`],
    emptyNote: null,
  }
}

/** Expenditure over all funds: 部门支出预算总表, 财决04. What is no appropriation is the whole less the appropriations. */
function spending(book: Turned, id: string, names: readonly string[]): CodedLayout {
  const all = (n: Nature) => (code: string) => `all:spend/${book}/${n}/${code}`
  const own = (n: Nature) => (code: string) => `spend/${book}/own/${n}/${code}`
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      sumOfNatures(['本年支出合计', '合计']),
      nature('basic', all('basic')),
      nature('project', all('project')),
      nature('remitted', own('remitted'), book === 'budget'),
      nature('business', own('business'), book === 'budget'),
      nature('subsidy', own('subsidy'), book === 'budget'),
    ],
    lines: (a) =>
      stage(a, book).spending.lines.map((l) => ({ ...l, line: { ...none(), natures: l.amounts } })),
    sum: (a) => ({ ...none(), natures: stage(a, book).spending.sum }),
    scope: [`spend/${book}/own/`],
    emptyNote: null,
  }
}

/** Expenditure out of one appropriation: 一般公共预算, 政府性基金, 国有资本经营. */
function fundSpending(
  book: Turned,
  fund: Exclude<Fund, 'own'>,
  id: string,
  names: readonly string[],
): CodedLayout {
  const leaf = (n: Nature) => (code: string) => `spend/${book}/${fund}/${n}/${code}`
  const carried = book === 'final' && fund !== 'general'
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      ...(carried
        ? [
            {
              words: ['年初结转和结余'],
              value: (l: CodedLine) => l.opening,
              leaf: (code: string) => `opening/final/${fund}/${code}`,
            },
            { words: ['本年收入'], value: (l: CodedLine) => l.incomes[fund], leaf: null },
          ]
        : []),
      sumOfNatures(carried ? ['本年支出合计', '小计', '合计'] : ['合计', '本年支出合计', '小计']),
      nature('basic', leaf('basic')),
      nature('project', leaf('project')),
      ...(carried ? [{ words: ['年末结转和结余'], value: (l: CodedLine) => l.closing, leaf: null }] : []),
    ],
    lines: (a) => fundLines(stage(a, book), fund, carried),
    sum: (a) => {
      const s = stage(a, book)
      const { opening, income, closing } = s.balance[fund]
      const line = { ...none(), natures: s.spending.byFund[fund].sum, opening, closing }
      return { ...line, incomes: { ...none().incomes, [fund]: income } }
    },
    scope: [`spend/${book}/${fund}/`, ...(carried ? [`opening/final/${fund}/`] : [])],
    emptyNote: fund === 'general' ? null : FUND_LABELS[fund].zh,
  }
}

function fundLines(s: StageFigures, fund: Exclude<Fund, 'own'>, carried: boolean) {
  const paid = new Map(s.spending.byFund[fund].lines.map((l) => [l.code, l]))
  if (!carried) return [...paid.values()].map((l) => ({ ...l, line: { ...none(), natures: l.amounts } }))
  return s.balanceLines[fund].map((b) => {
    const { opening, closing, income } = b.amounts
    const line = { ...none(), natures: paid.get(b.code)?.amounts ?? none().natures, opening, closing }
    return { ...b, line: { ...line, incomes: { ...none().incomes, [fund]: income } } }
  })
}

/** Basic expenditure out of the general public budget by economic code: 财决08-1. */
function basic(book: Turned, id: string, names: readonly string[]): CodedLayout {
  const part = (code: string) => (/^(301|303)/.test(code) ? 'personnel' : 'operating')
  return {
    id,
    book,
    names,
    codes: 'economic',
    columns: [
      {
        words: ['合计', '决算数', '金额'],
        value: (l) => l.economic,
        leaf: (code) => `economic/${book}/general/basic/${code}`,
      },
      { words: ['人员经费'], value: (l) => l.personnel, leaf: null },
      { words: ['公用经费', '日常公用经费'], value: (l) => l.operating, leaf: null },
    ],
    lines: (a) =>
      stage(a, book).basic.general.lines.map((l) => ({
        ...l,
        line: { ...none(), economic: l.amounts, [part(l.code)]: l.amounts },
      })),
    sum: (a) => {
      const { total, personnel, operating } = stage(a, book).basic.general.sum
      return { ...none(), economic: total, personnel, operating }
    },
    scope: [`economic/${book}/general/basic/`],
    emptyNote: null,
  }
}

export const CODED_LAYOUTS: readonly CodedLayout[] = [
  income('budget', 'BUD2', ['部门收入预算总表', '收入预算总表', '部门收入总体情况表', '部门收入总表']),
  spending('budget', 'BUD3', ['部门支出预算总表', '支出预算总表', '部门支出总体情况表', '部门支出总表']),
  fundSpending('budget', 'general', 'BUD5', [
    '部门一般公共预算支出功能分类预算表',
    '一般公共预算支出表',
    '一般公共预算支出预算表',
  ]),
  fundSpending('budget', 'fund', 'BUD6', [
    '部门政府性基金预算支出功能分类预算表',
    '政府性基金预算支出表',
    '政府性基金支出预算表',
  ]),
  fundSpending('budget', 'capital', 'BUD7', [
    '部门国有资本经营预算支出功能分类预算表',
    '国有资本经营预算支出表',
    '国有资本经营预算支出预算表',
  ]),
  basic('budget', 'BUD8', [
    '部门一般公共预算基本支出部门预算经济分类预算表',
    '一般公共预算基本支出表',
    '一般公共预算基本支出预算表',
  ]),
  income('final', 'FIN2', ['收入决算表']),
  spending('final', 'FIN3', ['支出决算表']),
  fundSpending('final', 'general', 'FIN5', ['一般公共预算财政拨款支出决算表']),
  basic('final', 'FIN6', ['一般公共预算财政拨款基本支出决算表', '一般公共预算财政拨款基本支出决算明细表']),
  fundSpending('final', 'fund', 'FIN8', [
    '政府性基金预算财政拨款收入支出决算表',
    '政府性基金预算财政拨款支出决算表',
  ]),
  fundSpending('final', 'capital', 'FIN9', [
    '国有资本经营预算财政拨款收入支出决算表',
    '国有资本经营预算财政拨款支出决算表',
  ]),
]
