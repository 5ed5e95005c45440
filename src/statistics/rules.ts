/** Rules of the figures: periods, buckets, what is out of the ordinary. Pure. */
import { addDays, diffDays } from '../kernel/calendar/index.ts'

// --- Periods -----------------------------------------------------------------------------------------------------------

export interface Span {
  from: string
  to: string
}

const monthStart = (day: string): string => `${day.slice(0, 7)}-01`

/** The same day some months on; the last of a month stays the last, and what a month lacks becomes its last. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const at = year * 12 + (month - 1) + months
  const first = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`
  const last = monthEnd(first)
  if (day === monthEnd(day)) return last
  return date > Number(last.slice(8)) ? last : `${first.slice(0, 8)}${String(date).padStart(2, '0')}`
}

/** Last day of the month a day lies in. */
export function monthEnd(day: string): string {
  return addDays(monthStart(addDays(monthStart(day), 31)), -1)
}

/**
 * The period before: of a period that begins with a month as many months back, else the same number of days. A month that
 * still runs is thus compared with the same days of the last one.
 */
export function periodBefore({ from, to }: Span): Span {
  if (from.endsWith('-01')) {
    const months =
      Number(to.slice(0, 4)) * 12 +
      Number(to.slice(5, 7)) -
      (Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7))) +
      1
    return { from: addMonths(from, -months), to: addMonths(to, -months) }
  }
  return { from: addDays(from, -diffDays(from, to) - 1), to: addDays(from, -1) }
}

/** The same period a year ago (同比). */
export const yearBefore = ({ from, to }: Span): Span => ({
  from: from.endsWith('-01') ? `${Number(from.slice(0, 4)) - 1}${from.slice(4)}` : addMonths(from, -12),
  to: addMonths(to, -12),
})

/** Calendar months that a period touches, cut to it. */
export function monthsOf({ from, to }: Span): Span[] {
  const out: Span[] = []
  for (let first = monthStart(from); first <= to; first = addDays(monthEnd(first), 1))
    out.push({ from: first < from ? from : first, to: monthEnd(first) > to ? to : monthEnd(first) })
  return out
}

export interface Piece {
  grain: 'day' | 'month'
  first: string
  last: string
  /** All of it lies before today: a limit still running in it was missed. */
  past: boolean
}

const earlier = (a: string, b: string): string => (a < b ? a : b)

/** A period in as few pieces as there are rows for: whole months, and single days at its ends. */
export function piecesOf(span: Span, today: string): Piece[] {
  const yesterday = addDays(today, -1)
  return [
    ...cut({ from: span.from, to: earlier(span.to, yesterday) }).map((p) => ({
      ...p,
      past: true,
    })),
    ...cut({ from: span.from > today ? span.from : today, to: span.to }).map((p) => ({ ...p, past: false })),
  ]
}

function cut({ from, to }: Span): Omit<Piece, 'past'>[] {
  if (from > to) return []
  const firstMonth = from.endsWith('-01') ? from : addDays(monthEnd(from), 1)
  const lastDay = to === monthEnd(to) ? to : addDays(monthStart(to), -1)
  if (firstMonth > lastDay) return [{ grain: 'day', first: from, last: to }]
  const out: Omit<Piece, 'past'>[] = []
  if (from < firstMonth) out.push({ grain: 'day', first: from, last: addDays(firstMonth, -1) })
  out.push({ grain: 'month', first: firstMonth, last: monthStart(lastDay) })
  if (lastDay < to) out.push({ grain: 'day', first: addDays(lastDay, 1), last: to })
  return out
}

// --- Buckets -----------------------------------------------------------------------------------------------------------

/** Upper ends of the buckets of durations, in calendar days, both ends included; beyond them is one more. */
export const DURATIONS = [0, 1, 3, 7, 15, 30, 60, 90] as const
/** Upper ends of the ages of what is open, in calendar days since it was received. */
export const AGES = [7, 15, 30, 60, 90, 180, 365] as const

export const bucketOf = (days: number, ends: readonly number[] = DURATIONS): number => {
  const at = ends.findIndex((end) => days <= end)
  return at < 0 ? ends.length : at
}

/** Ends of a bucket by its number. */
export function bucketEnds(
  at: number,
  ends: readonly number[] = DURATIONS,
): { least: number; most: number | null } {
  return { least: at === 0 ? 0 : ends[at - 1]! + 1, most: ends[at] ?? null }
}

// --- Early warning -----------------------------------------------------------------------------------------------------

/** Weeks looked back on, the fewest matters worth a word, and how unlikely the number must be. */
export const WARNING = { weeks: 8, least: 5, chance: 0.001 } as const

/** Chance of `n` or more where `expected` are to be expected, by Poisson's law. */
export function atLeast(n: number, expected: number): number {
  if (n <= 0) return 1
  let term = Math.exp(-expected)
  let below = 0
  for (let k = 0; k < n; k++) {
    below += term
    term *= expected / (k + 1)
  }
  return Math.min(1, Math.max(0, 1 - below))
}

/** The middle of some numbers; of an even number of them the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

export interface Unusual {
  expected: number
  chance: number
}

/**
 * Whether a week is out of the ordinary: at least five matters, and as many or more would come by chance in fewer than one
 * week in a thousand if as many were to be expected as in the median of the eight weeks before (at least one half, so that
 * a topic never heard of is told from the fifth matter on). The median, for one bad week among the eight hides no second.
 * @param weeks the weeks before
 */
export function unusual(now: number, weeks: readonly number[]): Unusual | null {
  if (now < WARNING.least) return null
  const expected = Math.max(0.5, median(weeks))
  const chance = atLeast(now, expected)
  return chance < WARNING.chance ? { expected, chance } : null
}
