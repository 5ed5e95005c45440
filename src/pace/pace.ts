/**
 * Keeps the public pages usable when somebody sends far more than people do, without locking anybody out: first answers get
 * slower, then a page asks to wait and says how long. Counts are per block of addresses (kernel/access/address-block.ts) and
 * per bureau, in the memory of this process; nothing of them is stored or logged.
 */
import { type AddressKeys, createAddressKeys } from '../kernel/access/index.ts'
import { createBuckets } from './buckets.ts'
import { DEFAULT_PACE, type PaceSettings } from './contract.ts'

/** An answer is held back at most this long. */
const MOST_DELAY_MS = 3000
/** How much each page too many slows down. */
const DELAY_STEP_MS = 100
/** A person reads and writes for minutes; a program is done in moments. */
const LEAST_SECONDS = 12
const MOST_WAIT_SECONDS = 120
const BUSY_WAIT_SECONDS = 60

export interface PageVerdict {
  /** Answer this much later. */
  delayMs: number
  /** Do not answer; seconds until it may be tried again. 0: answer. */
  retryAfter: number
}

export interface SendVerdict {
  /** Seconds to wait before it is sent; 0: at once. */
  seconds: number
  /** Many are sending: a calculation may stand in for the waiting. */
  busy: boolean
}

export interface Pace {
  page(address: string, now: Date): PageVerdict
  /** @param startedAt when the draft was begun */
  send(address: string, bureauId: string, startedAt: Date, now: Date): SendVerdict
}

export function createPace(
  settings: PaceSettings = DEFAULT_PACE,
  keys: AddressKeys = createAddressKeys(),
): Pace {
  const { pagesPerMinute, sendsPerHour, bureauSendsPerHour } = settings
  // One minute's worth of pages is answered more and more slowly before any is refused.
  const pages = createBuckets(pagesPerMinute, pagesPerMinute * 2, pagesPerMinute * 1.5)
  const sends = createBuckets(sendsPerHour / 60, Math.max(1, sendsPerHour / 2), sendsPerHour)
  const bureaus = createBuckets(
    bureauSendsPerHour / 60,
    Math.max(1, bureauSendsPerHour / 6),
    bureauSendsPerHour,
  )
  return {
    page(address, now) {
      const key = keys.digest(address, now)
      const left = pages.take(key, now)
      if (left >= 0) return { delayMs: 0, retryAfter: 0 }
      const retryAfter = left < -pagesPerMinute ? Math.min(60, pages.secondsUntilOne(key, now)) : 0
      return { delayMs: Math.min(MOST_DELAY_MS, Math.ceil(-left) * DELAY_STEP_MS), retryAfter }
    },
    send(address, bureauId, startedAt, now) {
      const key = keys.digest(address, now)
      const own = sends.take(key, now) < 0 ? Math.min(MOST_WAIT_SECONDS, sends.secondsUntilOne(key, now)) : 0
      const busy = bureaus.take(bureauId, now) < 0
      const early = Math.ceil(LEAST_SECONDS - (now.getTime() - startedAt.getTime()) / 1000)
      return { seconds: Math.max(own, busy ? BUSY_WAIT_SECONDS : 0, early, 0), busy }
    },
  }
}
