/**
 * The official tables by codes as data: what they are called, which columns they have and which leaf or sum stands in each. The same
 * description writes a table and reads it. Sources: the nine tables of 部门预算 and of 部门决算 as departments publish them, with the
 * other names they go by. Pure.
 */
import type { Accounts, Incomes, Natures, StageFigures } from '../figures.ts'
import { type Book, type CodeKind, FISCAL, type Fund, type Nature, type Source } from '../keys.ts'
import { FUND_LABELS, NATURE_LABELS, SOURCE_LABELS } from '../labels.ts'

/** What a cell under a code holds. */
export interface Held {
  path: string
  /** Always in it as well: the leaf is what is left after them. */
  less?: readonly string[]
  /** In it as well where the table has no column of their own. */
  lacking?: readonly { path: string; column: string }[]
}

/** A column of figures in a table by codes. */
export interface CodedColumn {
  /** Words of its heading, the one we write first. */
  words: readonly string[]
  value: (line: CodedLine) => number
  /** Null: a sum that is only checked. */
  leaf: ((code: string) => Held) | null
  /** Left out where it has nothing but zeros, and not needed to read. */
  optional?: boolean
  /** The words of the column it is a part of: not counted again in the sum of its row. */
  within?: string
  /** `sum`: of the row; `aside`: no part of that sum. */
  role?: 'sum' | 'aside'
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

const stage = (a: Accounts, book: Book): StageFigures => a[book]

const nature = (n: Nature, leaf: (code: string) => Held, optional = false): CodedColumn => ({
  words: [NATURE_LABELS[n].zh],
  value: (l) => l.natures[n],
  leaf,
  optional,
})
const sumOfNatures = (words: readonly string[]): CodedColumn => ({
  words,
  value: (l) => l.natures.total,
  leaf: null,
  role: 'sum',
})

const APPROPRIATED = '财政拨款收入'

/** Income by functional code: 部门收入预算总表, 财决03. */
function income(book: Book, id: string, names: readonly string[]): CodedLayout {
  const at = (s: Source) => (code: string) => `income/${book}/${s}/${code}`
  const source = (s: Source, words: readonly string[], o: Partial<CodedColumn> = {}): CodedColumn => ({
    words,
    value: (l) => l.incomes[s],
    leaf: (code) => ({ path: at(s)(code) }),
    ...o,
  })
  const ofIt = { optional: true, within: APPROPRIATED }
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      { words: ['本年收入合计', '合计', '总计'], value: (l) => l.incomes.total, leaf: null, role: 'sum' },
      {
        words: [APPROPRIATED, '财政拨款', '财政拨款资金'],
        value: (l) => l.incomes.fiscal,
        leaf: (code) => ({ path: at('general')(code), less: [at('fund')(code), at('capital')(code)] }),
      },
      source('fund', ['其中：政府性基金预算', '政府性基金预算财政拨款收入', '政府性基金预算拨款收入'], ofIt),
      source(
        'capital',
        ['其中：国有资本经营预算', '国有资本经营预算财政拨款收入', '国有资本经营预算拨款收入'],
        ofIt,
      ),
      source('superior', [SOURCE_LABELS.superior.zh], { optional: book === 'budget' }),
      source('undertaking', [SOURCE_LABELS.undertaking.zh]),
      source('business', ['经营收入', '事业单位经营收入']),
      source('affiliates', [SOURCE_LABELS.affiliates.zh], { optional: book === 'budget' }),
      source('other', [SOURCE_LABELS.other.zh], {
        leaf: (code) => ({
          path: at('other')(code),
          lacking: [
            { path: at('superior')(code), column: SOURCE_LABELS.superior.zh },
            { path: at('affiliates')(code), column: SOURCE_LABELS.affiliates.zh },
          ],
        }),
      }),
    ],
    lines: (a) => stage(a, book).income.lines.map((l) => ({ ...l, line: { ...none(), incomes: l.amounts } })),
    sum: (a) => ({ ...none(), incomes: stage(a, book).income.sum }),
    scope: [
      `income/${book}/general/`,
      `income/${book}/undertaking/`,
      `income/${book}/business/`,
      `income/${book}/other/`,
    ],
    emptyNote: null,
  }
}

/** Expenditure over all funds: 部门支出预算总表, 财决04. What is no appropriation is the whole less the appropriations. */
function spending(book: Book, id: string, names: readonly string[]): CodedLayout {
  const rest = (n: Nature) => (code: string) => ({
    path: `spend/${book}/own/${n}/${code}`,
    less: FISCAL.map((f) => `spend/${book}/${f}/${n}/${code}`),
  })
  const own = (n: Nature) => (code: string) => ({ path: `spend/${book}/own/${n}/${code}` })
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      sumOfNatures(['本年支出合计', '合计', '总计']),
      nature('basic', rest('basic')),
      nature('project', rest('project')),
      nature('remitted', own('remitted'), book === 'budget'),
      {
        ...nature('business', own('business'), book === 'budget'),
        words: [NATURE_LABELS.business.zh, '事业单位经营支出'],
      },
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
  book: Book,
  fund: Exclude<Fund, 'own'>,
  id: string,
  names: readonly string[],
): CodedLayout {
  const leaf = (n: Nature) => (code: string) => ({ path: `spend/${book}/${fund}/${n}/${code}` })
  const carried = book === 'final' && fund !== 'general'
  const around: CodedColumn[][] = carried
    ? [
        [
          {
            words: ['年初结转和结余', '上年结转和结余'],
            value: (l) => l.opening,
            leaf: (code) => ({ path: `opening/final/${fund}/${code}` }),
            role: 'aside',
            optional: true,
          },
          {
            words: ['本年收入', '本年收入合计'],
            value: (l) => l.incomes[fund],
            leaf: (code) => ({ path: `income/final/${fund}/${code}` }),
            role: 'aside',
            optional: true,
          },
        ],
        [{ words: ['年末结转和结余'], value: (l) => l.closing, leaf: null, role: 'aside', optional: true }],
      ]
    : [[], []]
  return {
    id,
    book,
    names,
    codes: 'functional',
    columns: [
      ...around[0]!,
      sumOfNatures(carried ? ['本年支出合计', '小计', '合计'] : ['合计', '本年支出合计', '小计', '总计']),
      nature('basic', leaf('basic')),
      nature('project', leaf('project')),
      ...around[1]!,
    ],
    lines: (a) => fundLines(stage(a, book), fund, carried),
    sum: (a) => {
      const s = stage(a, book)
      const { opening, income: came, closing } = s.balance[fund]
      const line = { ...none(), natures: s.spending.byFund[fund].sum, opening, closing }
      return { ...line, incomes: { ...none().incomes, [fund]: came } }
    },
    scope: [
      `spend/${book}/${fund}/`,
      ...(carried ? [`opening/final/${fund}/`, `income/final/${fund}/`] : []),
    ],
    emptyNote: fund === 'general' ? null : FUND_LABELS[fund].zh,
  }
}

function fundLines(s: StageFigures, fund: Exclude<Fund, 'own'>, carried: boolean) {
  const paid = new Map(s.spending.byFund[fund].lines.map((l) => [l.code, l]))
  if (!carried) return [...paid.values()].map((l) => ({ ...l, line: { ...none(), natures: l.amounts } }))
  return s.balanceLines[fund].map((b) => {
    const { opening, closing, income: came } = b.amounts
    const line = { ...none(), natures: paid.get(b.code)?.amounts ?? none().natures, opening, closing }
    return { ...b, line: { ...line, incomes: { ...none().incomes, [fund]: came } } }
  })
}

/** Basic expenditure out of the general public budget by economic code: 财决08-1. */
function basic(book: Book, id: string, names: readonly string[]): CodedLayout {
  const part = (code: string) => (/^(301|303)/.test(code) ? 'personnel' : 'operating')
  const at = (code: string) => `economic/${book}/general/basic/${code}`
  return {
    id,
    book,
    names,
    codes: 'economic',
    columns: [
      {
        words: [book === 'final' ? '决算数' : '合计', '合计', '决算数', '预算数', '金额', '小计'],
        value: (l) => l.economic,
        leaf: (code) => ({ path: at(code) }),
        role: 'sum',
      },
      ...(book === 'budget'
        ? [
            { words: ['人员经费'], value: (l: CodedLine) => l.personnel, leaf: null, optional: true },
            {
              words: ['公用经费', '日常公用经费'],
              value: (l: CodedLine) => l.operating,
              leaf: null,
              optional: true,
            },
          ]
        : []),
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
    scope: [at('')],
    emptyNote: null,
  }
}

export const CODED_LAYOUTS: readonly CodedLayout[] = [
  income('budget', 'BUD2', [
    '部门收入预算总表',
    '收入预算总表',
    '部门收入总体情况表',
    '部门收入总表',
    '收入总表',
  ]),
  spending('budget', 'BUD3', [
    '部门支出预算总表',
    '支出预算总表',
    '部门支出总体情况表',
    '部门支出总表',
    '支出总表',
  ]),
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
