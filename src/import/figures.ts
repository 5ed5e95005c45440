/** Figures of time over a set of whole days. Pure. */

/** The middle one; of an even number the mean of the two in the middle. Null for none. */
export function median(days: readonly number[]): number | null {
  if (days.length === 0) return null
  const sorted = [...days].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Nearest rank: the smallest value that at least `share` of them do not exceed. Null for none. */
export function percentile(days: readonly number[], share: number): number | null {
  if (days.length === 0) return null
  const sorted = [...days].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}
