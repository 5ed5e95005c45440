/**
 * All figures of one department and year as one plain value, derived from the leaves. Sums only, of whole fen: shares and growth are
 * taken from `money.ts` where they are shown. Pure.
 */
import { isLeaf, lineOf, nameOf } from './codes.ts'
import type { Accounts, AccountsInput, Leaves, MonthLine, ProjectLine } from './figures.ts'
import {
  ASSETS,
  type AssetItem,
  CARS,
  COUNTS,
  FIXED_ASSETS,
  type Fund,
  MONTHS,
  POSTS,
  type Post,
  readPath,
} from './keys.ts'
import { stageOf } from './stage.ts'

/** A share of an amount in basis points, rounded half up; exact. */
const shareOf = (amount: number, points: number): number => {
  const product = BigInt(amount) * BigInt(points)
  const up = product < 0n ? -5000n : 5000n
  return Number((product + up) / 10_000n)
}

function monthsOf(leaves: Leaves, adjusted: number): MonthLine[] {
  const sums = new Map(MONTHS.map((m) => [m as string, { entered: false, all: 0, basic: 0, project: 0 }]))
  for (const [path, value] of leaves) {
    if (!path.startsWith('month/')) continue
    const [, month = '', , nature] = path.split('/')
    const sum = sums.get(month)
    if (!sum) continue
    sum.entered = true
    sum.all += value
    if (nature === 'basic' || nature === 'project') sum[nature] += value
  }
  let soFar = 0
  return MONTHS.map((month) => {
    const { entered, all, basic, project } = sums.get(month)!
    soFar += all
    const planned = leaves.get(`plan/${month}`) ?? null
    return {
      month,
      entered,
      paid: all,
      paidBasic: basic,
      paidProject: project,
      paidSoFar: soFar,
      planned,
      plannedSoFar: planned === null ? null : shareOf(adjusted, planned),
    }
  })
}

function projectsOf(input: AccountsInput): ProjectLine[] {
  const found = new Map<string, Map<string, ProjectLine['parts'][number]>>()
  for (const code of input.projectNames.keys()) found.set(code, new Map())
  for (const [path, value] of input.leaves) {
    if (!path.startsWith('project/')) continue
    const [, stage, code = '', fund = '', functional = ''] = path.split('/')
    const parts = found.get(code) ?? new Map<string, ProjectLine['parts'][number]>()
    found.set(code, parts)
    const key = `${fund}/${functional}`
    const part = parts.get(key) ?? { fund: fund as Fund, functional, budget: 0, adjusted: 0, final: 0 }
    parts.set(key, part)
    if (stage === 'final') part.final += value
    else {
      part.adjusted += value
      if (stage === 'budget') part.budget += value
    }
  }
  return [...found.keys()].sort().map((code) => {
    const parts = [...found.get(code)!.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, p]) => p)
    const sum = (of: 'budget' | 'adjusted' | 'final') => parts.reduce((n, p) => n + p[of], 0)
    const name = input.projectNames.get(code) ?? code
    return { code, name, parts, budget: sum('budget'), adjusted: sum('adjusted'), final: sum('final') }
  })
}

/** Derives everything from the leaves. Total on any leaves: what does not add up is told by `controls.ts`, not refused here. */
export function accountsOf(input: AccountsInput): Accounts {
  const { leaves, codes } = input
  const at = (path: string) => leaves.get(path) ?? null
  const adjusted = stageOf(input, 'adjusted')
  const items = Object.fromEntries(
    ASSETS.map((a) => [a, { count: at(`asset/${a}/count`), value: at(`asset/${a}/value`) }]),
  ) as Accounts['assets']['items']
  const value = (of: readonly AssetItem[]) => of.reduce((n, a) => n + (items[a].value ?? 0), 0)
  const posts = (of: 'approved' | 'actual') =>
    Object.fromEntries(POSTS.map((p) => [p, at(`post/${of}/${p}`)])) as Record<Post, number | null>
  const [approved, actual] = [posts('approved'), posts('actual')]
  const inPost = (of: Record<Post, number | null>) =>
    POSTS.reduce((n, p) => n + (p === 'contract' || p === 'retired' ? 0 : (of[p] ?? 0)), 0)
  const fixedValue = value(FIXED_ASSETS)
  const names = { functional: {} as Record<string, string>, economic: {} as Record<string, string> }
  for (const path of leaves.keys()) {
    const used = readPath(path)?.code
    if (!used || !isLeaf(used.kind, used.code)) continue
    for (const c of lineOf(used.kind, used.code)) names[used.kind][c] = nameOf(codes, used.kind, c)
  }
  return {
    department: input.department,
    year: input.year,
    version: input.version,
    books: input.books,
    budget: stageOf(input, 'budget'),
    adjusted,
    final: stageOf(input, 'final'),
    months: monthsOf(leaves, adjusted.spending.sum.total),
    counts: Object.fromEntries(COUNTS.map((c) => [c, at(`count/${c}`)])) as Accounts['counts'],
    assets: {
      items,
      cars: CARS.reduce((n, c) => n + (items[c].count ?? 0), 0),
      carsValue: value(CARS),
      fixedValue,
      totalValue: fixedValue + (items.intangible.value ?? 0),
    },
    posts: { approved, actual, approvedTotal: inPost(approved), actualTotal: inPost(actual) },
    projects: projectsOf(input),
    leaves: Object.fromEntries([...leaves].sort(([a], [b]) => (a < b ? -1 : 1))),
    names,
  }
}
