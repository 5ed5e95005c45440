/**
 * Figures of the start page, counted once for all who see the same: some thousands of matters are looked at for them, and a
 * morning's first page of everybody at the centre would count them all over again.
 */

/** After this long they are counted anew, in milliseconds; whoever looks meanwhile sees the last ones. */
const FRESH_MS = 60_000
/** Older ones are shown to nobody. */
const MOST_MS = 600_000
/** Most kept at once; beyond that all go. */
const MOST_KEPT = 2_000

export interface SharedFigures<T> {
  /**
   * @param key everything the figures depend on: who may see what, the day
   * @param count runs at most once at a time for a key; what it throws is thrown to those who wait, and kept for nobody
   */
  get(key: string, count: () => Promise<T>): Promise<T>
}

/** @param now in milliseconds, of a clock that never goes back */
export function shareFigures<T>(now: () => number = () => performance.now()): SharedFigures<T> {
  const kept = new Map<string, { at: number; value: T }>()
  const running = new Map<string, Promise<T>>()
  const countAnew = (key: string, count: () => Promise<T>): Promise<T> => {
    let counting = running.get(key)
    if (!counting) {
      counting = count()
        .then((value) => {
          if (kept.size >= MOST_KEPT) kept.clear()
          kept.set(key, { at: now(), value })
          return value
        })
        .finally(() => running.delete(key))
      running.set(key, counting)
    }
    return counting
  }
  return {
    async get(key, count) {
      const had = kept.get(key)
      const age = had ? now() - had.at : Number.POSITIVE_INFINITY
      if (!had || age >= MOST_MS) return countAnew(key, count)
      // Who looks need not wait, nor hear of what went wrong behind: the next one asks again.
      if (age >= FRESH_MS) void countAnew(key, count).catch(() => undefined)
      return had.value
    },
  }
}
