/** Buckets that fill by themselves (token buckets), one a key, the oldest forgotten first. Time is passed in. */

interface Bucket {
  left: number
  at: number
}

export interface Buckets {
  /**
   * Takes one from the bucket, also when it is empty.
   * @returns what is left; below zero, how much was taken too early
   */
  take(key: string, now: Date): number
  /** Seconds until there is one in the bucket; 0 when there is. */
  secondsUntilOne(key: string, now: Date): number
}

/**
 * @param perMinute how many come in
 * @param most how many a bucket holds
 * @param debt how far below zero it goes: whoever goes on asking waits no longer than for these
 */
export function createBuckets(perMinute: number, most: number, debt: number, mostKeys = 100_000): Buckets {
  const buckets = new Map<string, Bucket>()
  const perMs = perMinute / 60_000
  const leftAt = (key: string, now: Date): number => {
    const b = buckets.get(key)
    // A clock set back fills nothing and takes nothing away.
    return b ? Math.min(most, b.left + Math.max(0, now.getTime() - b.at) * perMs) : most
  }
  return {
    take(key, now) {
      const left = Math.max(-debt, leftAt(key, now) - 1)
      buckets.delete(key)
      buckets.set(key, { left, at: now.getTime() })
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value!)
      return left
    },
    secondsUntilOne(key, now) {
      const left = leftAt(key, now)
      return left >= 1 ? 0 : Math.ceil((1 - left) / perMs / 1000)
    },
  }
}
