/**
 * Early warning (苗头预警): a topic of which people write faster than before. Of all its letters of nine weeks, the last
 * seven days hold a share; had nothing changed it would be a ninth. The share's interval at 95 % (Wilson, honest for small
 * numbers) is turned into times as many a week, and the topic is told where even the low end is twice as many. Demand is
 * told, as a reason to look: no demerit of anybody. Pure.
 */

/** Days of the last week, weeks before it, fewest letters worth a word, and times as many at the low end. */
export const GROWTH = { days: 7, weeks: 8, letters: 4, times: 2 } as const

export interface Growth {
  /** Letters of the last seven days. */
  letters: number
  /** Letters of the eight weeks before, altogether. */
  before: number
  /** Times as many a week as before; null where there was none before. */
  times: number | null
  /** Ends of its interval at 95 %; the high end is null where it is not bounded. */
  low: number
  high: number | null
}

/** Normal quantile of 97.5 %. */
const Z = 1.959964

/** Wilson's interval of a share. */
function shareBetween(of: number, all: number): [number, number] {
  const p = of / all
  const scale = 1 + (Z * Z) / all
  const middle = (p + (Z * Z) / (2 * all)) / scale
  const spread = (Z / scale) * Math.sqrt((p * (1 - p)) / all + (Z * Z) / (4 * all * all))
  return [Math.max(0, middle - spread), of === all ? 1 : Math.min(1, middle + spread)]
}

const tenth = (x: number): number => Math.round(x * 10) / 10

/** @returns null where it does not grow beyond what chance may bring */
export function growthOf(letters: number, before: number): Growth | null {
  if (letters < GROWTH.letters) return null
  const times = (share: number): number | null => (share >= 1 ? null : (share / (1 - share)) * GROWTH.weeks)
  const [low, high] = shareBetween(letters, letters + before)
  const least = times(low)!
  if (least < GROWTH.times) return null
  const most = times(high)
  return {
    letters,
    before,
    times: before === 0 ? null : tenth((letters / before) * GROWTH.weeks),
    low: tenth(least),
    high: most === null ? null : tenth(most),
  }
}
