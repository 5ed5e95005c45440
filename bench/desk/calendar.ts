/** On which day the n-th of so many matters came in: nearly three years up to today, fewer at weekends, a little more each year. */
const DAY = 86_400_000
export const DAYS = 1050

export interface Plan {
  stored: number
  /** Midnight of a day in the bureau's zone; the last is today. */
  dayOf(n: number): Date
  /** Number within its year of the n-th matter, with the year. */
  numberOf(n: number): { year: number; place: number }
  /** How many numbers each year has given. */
  years(): { year: number; last: number }[]
}

/** @param today midnight of today in the bureau's zone, which is that of `offset` milliseconds before UTC */
export function planOf(stored: number, today: Date, offset: number): Plan {
  const days = Array.from({ length: DAYS }, (_, i) => new Date(today.getTime() - (DAYS - 1 - i) * DAY))
  const local = (d: Date) => new Date(d.getTime() + offset)
  const weight = (d: Date, i: number) =>
    (local(d).getUTCDay() % 6 === 0 ? 0.25 : 1) * (1 + (0.3 * i) / DAYS) * (i === DAYS - 1 ? 0.4 : 1)
  const sums: number[] = []
  let sum = 0
  days.forEach((d, i) => {
    sum += weight(d, i)
    sums.push(sum)
  })
  /** First matter of a day, numbered from 1. */
  const firstOf = (i: number) => (i === 0 ? 1 : Math.floor((sums[i - 1]! / sum) * stored) + 1)
  const indexOf = (n: number) => {
    let [low, high] = [0, DAYS - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (firstOf(middle) <= n) low = middle
      else high = middle - 1
    }
    return low
  }
  const yearOf = (i: number) => local(days[i]!).getUTCFullYear()
  const firstOfYear = new Map<number, number>()
  for (let i = 0; i < DAYS; i++) {
    const year = yearOf(i)
    if (!firstOfYear.has(year)) firstOfYear.set(year, firstOf(i))
  }
  return {
    stored,
    dayOf: (n) => days[indexOf(n)]!,
    numberOf: (n) => {
      const year = yearOf(indexOf(n))
      return { year, place: n - firstOfYear.get(year)! + 1 }
    },
    years: () => {
      const starts = [...firstOfYear]
      return starts
        .map(([year, first], i) => ({ year, last: (starts[i + 1]?.[1] ?? stored + 1) - first }))
        .filter((y) => y.last > 0)
    },
  }
}
