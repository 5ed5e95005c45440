/** How many requests an address or a key may send: a count a minute, in memory, the oldest forgotten first. */
export interface Limiter {
  /** Counts one. @returns seconds to wait, 0 if it may go on */
  take(who: string, now: Date): number
}

const WINDOW = 60_000
const MOST_REMEMBERED = 50_000

export function createLimiter(most: number): Limiter {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    take(who, now) {
      const at = now.getTime()
      const entry = seen.get(who)
      if (!entry || at - entry.since >= WINDOW || at < entry.since) {
        seen.delete(who)
        seen.set(who, { since: at, count: 1 })
        if (seen.size > MOST_REMEMBERED) seen.delete(seen.keys().next().value!)
        return 0
      }
      entry.count++
      return entry.count <= most ? 0 : Math.max(1, Math.ceil((entry.since + WINDOW - at) / 1000))
    },
  }
}
