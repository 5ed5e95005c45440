/** Numbers as a report says them: directions from the figures alone, small numbers as intervals where it goes outside. Pure. */
import type { Audience } from './contract.ts'

/** In the place of a number that is left out so that a small one does not follow from it. */
export const NOT_TOLD = '不列'

/** Below it a number is not told outside: with what people know, it may point at somebody. */
export const LEAST = 5
/** From how many on a change is told in per cent, and a rate without its interval. */
export const LEAST_FOR_SHARE = 10
export const LEAST_FOR_RATE = 30

const isSmall = (n: number): boolean => n > 0 && n < LEAST

/** A count: exactly inside, of one to four an interval outside. */
export const told = (n: number, audience: Audience): string =>
  audience === 'outside' && isSmall(n) ? `1至${LEAST - 1}` : String(n)

/** Per cent with one decimal, as `12.5`. */
export const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1)

/**
 * `收到123件，比上年同期增加12件，增长10.8%（上年同期111件）`; outside, where one of the two is small, both numbers without
 * their difference.
 */
export function compared(
  what: string,
  now: number,
  against: { name: string; was: number },
  unit: string,
  audience: Audience,
): string {
  const { name, was } = against
  const first = `${what}${told(now, audience)}${unit}`
  const last = `（${name}${told(was, audience)}${unit}）`
  if (audience === 'outside' && (isSmall(now) || isSmall(was))) return first + last
  if (now === was) return `${first}，与${name}持平`
  const [more, grows] = now > was ? ['增加', '增长'] : ['减少', '下降']
  const share = percent(Math.abs(now - was), was)
  const grown = was < LEAST_FOR_SHARE || share === '0.0' ? '' : `，${grows}${share}%`
  return `${first}，比${name}${more}${Math.abs(now - was)}${unit}${grown}${last}`
}

/** A change as a cell: `+12`, `-3`, `0`; a dash where it must not be told. */
export function difference(now: number, then: number, audience: Audience): string {
  if (audience === 'outside' && (isSmall(now) || isSmall(then))) return '—'
  return now > then ? `+${now - then}` : String(now - then)
}

export interface RateFigures {
  numerator: number
  denominator: number
  low: number | null
  high: number | null
}

/**
 * `87.5%（35/40）`; of few, between what it lies; outside of few only that.
 * @param partHidden one of the two numbers it is made of is not told outside, so that they may not follow from it
 */
export function rate(r: RateFigures, audience: Audience, partHidden = false): string {
  if (r.denominator === 0) return '无'
  const few = r.denominator < LEAST_FOR_RATE && r.low !== null && r.high !== null
  const between = `${r.low}%至${r.high}%之间`
  if (audience === 'outside' && (few || partHidden)) return between
  const exact = `${percent(r.numerator, r.denominator)}%（${r.numerator}/${r.denominator}）`
  return few ? `${exact}，样本少，95%区间在${between}` : exact
}

/**
 * Which numbers of a sum that is known are not told outside: the small ones, and as many others that none follows by
 * subtraction (at least two, that together reach the least size).
 */
export function hidden(values: readonly number[]): Set<number> {
  const out = new Set(values.flatMap((n, at) => (isSmall(n) ? [at] : [])))
  if (out.size === 0) return out
  const gone = () => [...out].reduce((sum, at) => sum + values[at]!, 0)
  while (out.size < 2 || gone() < LEAST) {
    const next = values
      .map((n, at) => ({ n, at }))
      .filter(({ n, at }) => n > 0 && !out.has(at))
      .sort((a, b) => a.n - b.n || a.at - b.at)[0]
    if (!next) break
    out.add(next.at)
  }
  return out
}

/** A column of numbers whose sum stands elsewhere. */
export function column(values: readonly number[], audience: Audience): string[] {
  if (audience === 'inside') return values.map(String)
  const gone = hidden(values)
  return values.map((n, at) => (isSmall(n) ? told(n, audience) : gone.has(at) ? NOT_TOLD : String(n)))
}
