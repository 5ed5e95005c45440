/**
 * How often an address may try number and code: failures within a sliding window, kept in memory. Portal and API share one
 * count, so that neither is a way round the other. Of addresses only keyed digests of their blocks are held.
 */
import { type AddressKeys, createAddressKeys } from './address-block.ts'

export const MOST_FAILURES = 10
export const WINDOW_MINUTES = 15
/** Addresses remembered at most; the oldest are forgotten first. */
const MOST_ADDRESSES = 50_000

export interface Attempts {
  /** Minutes to wait before the next try, or 0. */
  waitMinutes(address: string, now: Date): number
  failed(address: string, now: Date): void
}

export function createAttempts(
  most = MOST_FAILURES,
  windowMinutes = WINDOW_MINUTES,
  keys: AddressKeys = createAddressKeys(),
): Attempts {
  const failures = new Map<string, number[]>()
  const windowMs = windowMinutes * 60_000
  const recent = (block: string, now: Date): number[] => {
    const since = now.getTime() - windowMs
    const kept = (failures.get(block) ?? []).filter((at) => at > since)
    if (kept.length === 0) failures.delete(block)
    else failures.set(block, kept)
    return kept
  }
  return {
    waitMinutes(address, now) {
      const kept = recent(keys.digest(address, now), now)
      if (kept.length < most) return 0
      return Math.max(1, Math.ceil((kept[kept.length - most]! + windowMs - now.getTime()) / 60_000))
    },
    failed(address, now) {
      const block = keys.digest(address, now)
      const kept = recent(block, now)
      failures.delete(block)
      failures.set(block, [...kept, now.getTime()].slice(-most))
      if (failures.size > MOST_ADDRESSES) failures.delete(failures.keys().next().value!)
    },
  }
}
