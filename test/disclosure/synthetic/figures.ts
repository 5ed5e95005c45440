/** Totals of an account and how its figures are written. */
import { type Account, sum, type Three } from './account.ts'

/** Ten thousands of yuan with two digits, rounded half up. */
export const wan = (yuan: number): string => fixed(yuan, 10_000, 2)
/** The same without zeros at the end. */
export const short = (yuan: number): string => wan(yuan).replace(/\.?0+$/, '')
export const grouped = (text: string): string =>
  text.replace(/^(-?\d+)/, (d) => d.replace(/\B(?=(\d{3})+$)/g, ','))
export const yuan = (n: number): string => grouped(`${n}`)

function fixed(n: number, by: number, digits: number): string {
  const scale = 10 ** digits
  const whole = Math.floor((Math.abs(n) * scale * 2 + by) / (by * 2))
  const text = `${Math.floor(whole / scale)}.${String(whole % scale).padStart(digits, '0')}`
  return n < 0 && whole > 0 ? `-${text}` : text
}

/** Per cent with two digits. */
export const pct = (part: number, whole: number, digits = 2): string =>
  whole === 0 ? '0' : `${fixed(part * 100, whole, digits)}`

export const spentOf = (a: Account): number => sum(a.items.map((i) => i.basic + i.project))
export const basicOf = (a: Account): number => sum(a.items.map((i) => i.basic))
export const projectOf = (a: Account): number => sum(a.items.map((i) => i.project))
export const budgetOf = (a: Account): number => sum(a.items.map((i) => i.budget))
export const beforeOf = (a: Account): number => sum(a.items.map((i) => i.before))
export const receivedOf = (a: Account): number =>
  a.income.general + a.income.fund + a.income.business + a.income.other
export const totalOf = (a: Account): number => receivedOf(a) + a.carried.start
export const staffOf = (a: Account): number =>
  sum(a.economic.filter((e) => /^30[13]/.test(e.code)).map((e) => e.amount))
export const runningOf = (a: Account): number =>
  sum(a.economic.filter((e) => /^302|^310/.test(e.code)).map((e) => e.amount))
export const threeOf = (
  a: Account,
  of: 'budget' | 'outcome' | 'before',
  which: readonly Three[] = ['abroad', 'buy', 'run', 'reception'],
): number => sum(which.map((k) => a.three[k][of]))
export const boughtOf = (a: Account): number =>
  a.procurement.goods + a.procurement.works + a.procurement.services
export const carsOf = (a: Account): number => sum(a.cars.map((c) => c.n))
export const postsOf = (a: Account): number => a.posts.administrative + a.posts.business + a.posts.workers

/** Items of one class together, in the order they come. */
export function classesOf(a: Account): { code: string; name: string; amount: number; budget: number }[] {
  const out = new Map<string, { code: string; name: string; amount: number; budget: number }>()
  for (const i of a.items) {
    const code = i.code.slice(0, 3)
    const c = out.get(code) ?? { code, name: i.names[0], amount: 0, budget: 0 }
    c.amount += i.basic + i.project
    c.budget += i.budget
    out.set(code, c)
  }
  return [...out.values()]
}

export interface Moved {
  up: boolean
  same: boolean
  by: number
  rate: string
}
export const moved = (now: number, before: number): Moved => ({
  up: now > before,
  same: now === before,
  by: Math.abs(now - before),
  rate: pct(Math.abs(now - before), before),
})

/** 增加3.20万元，增长4.50%, in the words given; 与上年持平 where nothing moved. */
export function said(
  m: Moved,
  words: readonly [string, string, string, string],
  level: string,
  between = '，',
): string {
  if (m.same || wan(m.by) === '0.00') return level
  return m.up
    ? `${words[0]}${wan(m.by)}万元${between}${words[1]}${m.rate}%`
    : `${words[2]}${wan(m.by)}万元${between}${words[3]}${m.rate}%`
}

/** 大于, 小于 or 等于 by what is printed. */
export const compared = (outcome: number, budget: number): string =>
  wan(outcome) === wan(budget)
    ? '决算数等于年初预算数'
    : outcome > budget
      ? '决算数大于年初预算数'
      : '决算数小于年初预算数'
