/** One stage's figures from the leaves: sums of whole fen, nothing else. Pure. */
import { type CodeLists, levelOf, lineOf, nameOf, partOfBasic } from './codes.ts'
import type {
  AccountsInput,
  Balance,
  CodeLine,
  EconomicSum,
  Incomes,
  Natures,
  StageFigures,
  ThreePublic,
  View,
} from './figures.ts'
import {
  FISCAL,
  FUNDS,
  type Fund,
  type Nature,
  readPath,
  type Source,
  type Stage,
  THREE_ITEMS,
  type ThreeItem,
} from './keys.ts'

const natures = (): Natures => ({ basic: 0, project: 0, remitted: 0, business: 0, subsidy: 0, total: 0 })
const incomes = (): Incomes => ({
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
})
const economicSum = (): EconomicSum => ({ total: 0, personnel: 0, operating: 0, other: 0 })
const balance = (): Balance => ({
  opening: 0,
  income: 0,
  used: 0,
  spending: 0,
  distributed: 0,
  closing: 0,
  total: 0,
})

/** Leaves of one stage as it is read: those of the adjusted stage are budget and adjustment together. */
function inView(stage: string | null, view: View): boolean {
  if (view === 'adjusted') return stage === 'budget' || stage === 'adjustment'
  return stage === view
}

/** Opening balances are of the budget or of the final accounts; the adjusted budget begins with what was really carried over. */
const openingOf = (view: View): Stage => (view === 'budget' ? 'budget' : 'final')

export const fundOfSource = (source: Source): Fund =>
  source === 'general' || source === 'fund' || source === 'capital' ? source : 'own'

/** Sums of a tree of codes, kept while leaves are added. */
class Tree<A> {
  readonly #kind: 'functional' | 'economic'
  readonly #make: () => A
  readonly #at = new Map<string, A>()

  constructor(kind: 'functional' | 'economic', make: () => A) {
    this.#kind = kind
    this.#make = make
  }

  /** The sums of a code and of all above it. */
  line(code: string): A[] {
    return lineOf(this.#kind, code).map((c) => {
      const found = this.#at.get(c) ?? this.#make()
      this.#at.set(c, found)
      return found
    })
  }

  lines<B>(codes: CodeLists, amounts: (a: A) => B): CodeLine<B>[] {
    return [...this.#at.keys()].sort().map((code) => ({
      code,
      name: nameOf(codes, this.#kind, code),
      level: levelOf(this.#kind, code)!,
      amounts: amounts(this.#at.get(code)!),
    }))
  }
}

const same = <A>(a: A): A => a

/** Derives one stage. The adjusted one is budget and adjustment together. */
export function stageOf(input: AccountsInput, view: View): StageFigures {
  const { leaves, codes } = input
  const income = { sum: incomes(), tree: new Tree('functional', incomes) }
  const all = { sum: natures(), tree: new Tree('functional', natures) }
  const perFund = Object.fromEntries(
    FUNDS.map((f) => [f, { sum: natures(), tree: new Tree('functional', natures) }]),
  ) as Record<Fund, { sum: Natures; tree: Tree<Natures> }>
  const fiscal = natures()
  const basic = Object.fromEntries(
    [...FUNDS, 'all' as const].map((f) => [
      f,
      { sum: economicSum(), tree: new Tree('economic', () => ({ n: 0 })) },
    ]),
  ) as Record<Fund | 'all', { sum: EconomicSum; tree: Tree<{ n: number }> }>
  const project = { sum: 0, tree: new Tree('economic', () => ({ n: 0 })) }
  const balances = Object.fromEntries(
    [...FUNDS, 'all' as const, 'fiscal' as const].map((f) => [f, balance()]),
  ) as Record<Fund | 'all' | 'fiscal', Balance>
  const balanceTrees = Object.fromEntries(FUNDS.map((f) => [f, new Tree('functional', balance)])) as Record<
    Fund,
    Tree<Balance>
  >
  const three = {
    ...Object.fromEntries(THREE_ITEMS.map((i) => [i, 0])),
    cars: 0,
    'reception-domestic': 0,
    total: 0,
  } as ThreePublic
  const procurement = { goods: 0, works: 0, services: 0, total: 0, sme: 0, micro: 0 }
  const projects: Record<string, number> = {}
  let organCost = 0
  /** Into every balance the amount belongs to: of its fund, of all, of the appropriations, and of its codes. */
  const into = (fund: Fund, code: string | null, add: (b: Balance) => void) => {
    for (const b of [balances[fund], balances.all, ...(FISCAL.includes(fund) ? [balances.fiscal] : [])])
      add(b)
    if (code !== null) for (const b of balanceTrees[fund].line(code)) add(b)
  }

  for (const [path, value] of leaves) {
    const p = readPath(path)
    if (!p) continue
    const [first = '', second = '', third = '', fourth = ''] = p.parts
    if (p.family === 'opening' && first === openingOf(view)) {
      into(second as Fund, third, (b) => {
        b.opening += value
      })
    } else if (p.family === 'surplus' && first === openingOf(view)) {
      into('own', null, (b) => {
        b[second as 'used' | 'distributed'] += value
      })
    } else if (p.stage !== null && inView(p.stage, view)) {
      if (p.family === 'income') {
        const source = second as Source
        const fund = fundOfSource(source)
        for (const s of [income.sum, ...income.tree.line(third)]) {
          s[source] += value
          s.total += value
          if (fund !== 'own') s.fiscal += value
        }
        into(fund, third, (b) => {
          b.income += value
        })
      } else if (p.family === 'spend') {
        const [fund, nature] = [second as Fund, third as Nature]
        const own = perFund[fund]
        const sums = [all.sum, ...all.tree.line(fourth), own.sum, ...own.tree.line(fourth)]
        for (const s of FISCAL.includes(fund) ? [...sums, fiscal] : sums) {
          s[nature] += value
          s.total += value
        }
        into(fund, fourth, (b) => {
          b.spending += value
        })
      } else if (p.family === 'economic') {
        if (third === 'project') {
          project.sum += value
          for (const n of project.tree.line(fourth)) n.n += value
        } else {
          for (const e of [basic[second as Fund], basic.all]) {
            e.sum.total += value
            e.sum[partOfBasic(fourth) ?? 'other'] += value
            for (const n of e.tree.line(fourth)) n.n += value
          }
        }
      } else if (p.family === 'three') three[second as ThreeItem] += value
      else if (p.family === 'organ-cost') organCost += value
      else if (p.family === 'procure') procurement[second as 'goods'] += value
      else if (p.family === 'project') projects[second] = (projects[second] ?? 0) + value
    }
  }

  three.cars = three.purchase + three.running
  three['reception-domestic'] = three.reception - three['reception-foreign']
  three.total = three.abroad + three.cars + three.reception
  procurement.total = procurement.goods + procurement.works + procurement.services
  const closed = (b: Balance): Balance => {
    const total = b.opening + b.income + b.used
    return { ...b, total, closing: total - b.spending - b.distributed }
  }
  return {
    income: { sum: income.sum, lines: income.tree.lines(codes, same) },
    spending: {
      sum: all.sum,
      lines: all.tree.lines(codes, same),
      byFund: mapped(perFund, ({ sum, tree }) => ({ sum, lines: tree.lines(codes, same) })),
      fiscal,
    },
    basic: mapped(basic, ({ sum, tree }) => ({ sum, lines: tree.lines(codes, (a) => a.n) })),
    projectEconomic: { sum: project.sum, lines: project.tree.lines(codes, (a) => a.n) },
    balance: mapped(balances, closed),
    balanceLines: mapped(balanceTrees, (tree) => tree.lines(codes, closed)),
    threePublic: three,
    organCost,
    procurement,
    projects,
  }
}

const mapped = <K extends string, A, B>(of: Record<K, A>, to: (a: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries(of).map(([k, a]) => [k, to(a as A)])) as Record<K, B>
