/**
 * The figures of a department's year, each a leaf with an address of its own, written as a path: `spend/final/general/basic/2010301`.
 * Only leaves are kept; whatever is a sum of others is derived (`model.ts`) and never typed. Pure.
 *
 * | path | unit | what |
 * |---|---|---|
 * | `income/<stage>/<source>/<functional>` | fen | income by source and functional item |
 * | `spend/<stage>/<fund>/<nature>/<functional>` | fen | expenditure by fund source, nature and functional item |
 * | `economic/<stage>/<fund>/<nature>/<economic>` | fen | the same expenditure by economic item |
 * | `opening/<stage>/<fund>/<functional>` | fen | carried over from the year before (年初结转和结余); stage budget or final |
 * | `surplus/<stage>/<used\|distributed>` | fen | 使用非财政拨款结余, 结余分配; stage budget or final |
 * | `month/<MM>/<fund>/<nature>/<functional>` | fen | paid within one month |
 * | `plan/<MM>` | basis points | share of the adjusted budget to be paid by the end of that month, cumulative |
 * | `three/<stage>/<item>` | fen | 三公经费, meetings and training |
 * | `count/<item>` | count | groups, persons, cars and batches of the three public expenses, as they were at the year's end |
 * | `organ-cost/<stage>` | fen | 机关运行经费 |
 * | `procure/<stage>/<item>` | fen | 政府采购 |
 * | `asset/<item>/<count\|value>` | count or fen | 国有资产 on 31 December |
 * | `post/<approved\|actual>/<kind>` | count | 编制 and people in post on 31 December |
 * | `project-name/<project>` | words | name of a project |
 * | `project/<stage>/<project>/<fund>/<functional>` | fen | what a project is given or spent |
 *
 * The stage `adjustment` is what the budget was changed by during the year, with its sign: adjusted budget (调整预算数) =
 * budget + adjustment.
 */

export const STAGES = ['budget', 'adjustment', 'final'] as const
/** A stage of which figures are kept. */
export type Stage = (typeof STAGES)[number]

/** 收入来源, in the order of 财决03. The first three are appropriations (财政拨款). */
export const SOURCES = [
  'general',
  'fund',
  'capital',
  'superior',
  'undertaking',
  'business',
  'affiliates',
  'other',
] as const
export type Source = (typeof SOURCES)[number]

/** 资金来源 of expenditure: general public budget, government funds, state capital, and all that is no appropriation. */
export const FUNDS = ['general', 'fund', 'capital', 'own'] as const
export type Fund = (typeof FUNDS)[number]
export const FISCAL: readonly Fund[] = ['general', 'fund', 'capital']

/** 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出, in the order of 财决04. */
export const NATURES = ['basic', 'project', 'remitted', 'business', 'subsidy'] as const
export type Nature = (typeof NATURES)[number]

export const THREE_ITEMS = [
  'abroad',
  'purchase',
  'running',
  'reception',
  'reception-foreign',
  'meeting',
  'training',
] as const
export type ThreeItem = (typeof THREE_ITEMS)[number]

export const COUNTS = [
  'abroad-groups',
  'abroad-persons',
  'cars-bought',
  'cars-kept',
  'reception-batches',
  'reception-persons',
  'foreign-batches',
  'foreign-persons',
] as const
export type CountItem = (typeof COUNTS)[number]

/** goods, works and services add up; sme and micro are parts of the whole (授予中小企业, 其中小微企业). */
export const PROCURED = ['goods', 'works', 'services', 'sme', 'micro'] as const
export type Procured = (typeof PROCURED)[number]

/** Cars by use (财决附03) and single things of a million yuan or more, then classes of fixed assets, then intangible ones. */
export const ASSETS = [
  'car-leaders',
  'car-heads',
  'car-secret',
  'car-emergency',
  'car-enforcement',
  'car-special',
  'car-retired',
  'car-other',
  'large-equipment',
  'buildings',
  'equipment',
  'relics',
  'books',
  'furniture',
  'plants',
  'intangible',
] as const
export type AssetItem = (typeof ASSETS)[number]
export const CARS = ASSETS.filter((a): a is AssetItem & `car-${string}` => a.startsWith('car-'))
/** Classes that add up to the fixed assets; cars and large equipment are parts of `equipment`. */
export const FIXED_ASSETS: readonly AssetItem[] = [
  'buildings',
  'equipment',
  'relics',
  'books',
  'furniture',
  'plants',
]

export const POSTS = [
  'administrative',
  'assimilated',
  'institution',
  'worker',
  'contract',
  'retired',
] as const
/** 行政, 参公, 事业, 工勤, 编外, 离退休. Of the last two nothing is approved. */
export type Post = (typeof POSTS)[number]
export const APPROVED_POSTS: readonly Post[] = ['administrative', 'assimilated', 'institution', 'worker']

export const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const
export type Month = (typeof MONTHS)[number]

export type Unit = 'fen' | 'count' | 'bp' | 'words'
export const CODE_KINDS = ['functional', 'economic'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** Written in the place of a functional item where the source names none (a table without codes). */
const CODE: Readonly<Record<CodeKind, RegExp>> = { functional: /^\d{7}$/, economic: /^\d{5}$/ }
const PROJECT = /^[A-Za-z0-9-]{1,24}$/

type Part = readonly string[] | RegExp
const TURNED: readonly Stage[] = ['budget', 'final']

/** What may stand in each part of a path, by its first word, and in what unit the figure is. */
const SHAPES: Readonly<Record<string, { parts: readonly Part[]; unit: Unit }>> = {
  income: { parts: [STAGES, SOURCES, CODE.functional], unit: 'fen' },
  spend: { parts: [STAGES, FUNDS, NATURES, CODE.functional], unit: 'fen' },
  economic: { parts: [STAGES, FUNDS, ['basic', 'project'], CODE.economic], unit: 'fen' },
  opening: { parts: [TURNED, FUNDS, CODE.functional], unit: 'fen' },
  surplus: { parts: [TURNED, ['used', 'distributed']], unit: 'fen' },
  month: { parts: [MONTHS, FUNDS, NATURES, CODE.functional], unit: 'fen' },
  plan: { parts: [MONTHS], unit: 'bp' },
  three: { parts: [STAGES, THREE_ITEMS], unit: 'fen' },
  count: { parts: [COUNTS], unit: 'count' },
  'organ-cost': { parts: [STAGES], unit: 'fen' },
  procure: { parts: [STAGES, PROCURED], unit: 'fen' },
  asset: { parts: [ASSETS, ['count', 'value']], unit: 'fen' },
  post: { parts: [['approved', 'actual'], POSTS], unit: 'count' },
  'project-name': { parts: [PROJECT], unit: 'words' },
  project: { parts: [STAGES, PROJECT, FUNDS, CODE.functional], unit: 'fen' },
}

export type Family = keyof typeof SHAPES & string

/** A path as it stands, taken apart. */
export interface FigurePath {
  family: string
  parts: readonly string[]
  unit: Unit
  /** The code it names, if any: it must be in the year's list. */
  code: { kind: CodeKind; code: string } | null
  stage: Stage | null
}

/** Takes a path apart; null where no such figure can be. Fiscal funds pay basic and project expenditure only (财决07). */
export function readPath(path: string): FigurePath | null {
  const [family = '', ...parts] = path.split('/')
  const shape = Object.hasOwn(SHAPES, family) ? SHAPES[family]! : undefined
  if (!shape || parts.length !== shape.parts.length) return null
  const fits = shape.parts.every((p, i) => {
    const part = parts[i]!
    return p instanceof RegExp ? p.test(part) : p.includes(part)
  })
  if (!fits) return null
  if (family === 'spend' || family === 'month') {
    const [, fund, nature] = parts
    if (fund !== 'own' && nature !== 'basic' && nature !== 'project') return null
  }
  if (family === 'post' && parts[0] === 'approved' && !APPROVED_POSTS.includes(parts[1] as Post)) return null
  const at = shape.parts.findIndex((p) => p === CODE.functional || p === CODE.economic)
  const kind = shape.parts[at] === CODE.economic ? 'economic' : 'functional'
  const unit = family === 'asset' && parts[1] === 'count' ? 'count' : shape.unit
  return {
    family,
    parts,
    unit,
    code: at < 0 ? null : { kind, code: parts[at]! },
    stage: shape.parts[0] === STAGES || shape.parts[0] === TURNED ? (parts[0] as Stage) : null,
  }
}

/** Written together again. Inverse of `readPath`. */
export const pathOf = (family: Family, ...parts: string[]): string => [family, ...parts].join('/')

/** Figures that are amounts under a code: nothing and zero mean the same there, and nothing is kept. */
export const ZERO_IS_NOTHING: ReadonlySet<string> = new Set([
  'income',
  'spend',
  'economic',
  'opening',
  'project',
])

/** Whether a figure may be below zero: changes of the budget, and money taken back within a month. */
export const mayBeNegative = (p: FigurePath): boolean => p.stage === 'adjustment' || p.family === 'month'

/** The half of the year's books a figure belongs to: released, it can no longer be changed. */
export const bookOf = (p: FigurePath): Book =>
  p.stage === 'budget' || p.family === 'plan' ? 'budget' : 'final'
export const BOOKS = ['budget', 'final'] as const
export type Book = (typeof BOOKS)[number]

/** Largest amount of one leaf in fen (ten billion yuan): sums of thousands of them stay exact. */
export const MOST_FEN = 1_000_000_000_000
