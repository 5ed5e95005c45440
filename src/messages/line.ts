/** A way out as the dispatcher sees it: an SMPP session, a gateway of the notices, or a folder. */
import type { QuietHours } from '../notices/index.ts'
import type { Outcome } from './rules.ts'

export interface Handed {
  messageId: string
  bureau: string
  campaignId: string
  address: string
  text: string
  signature: string
  segments: readonly Buffer[]
  ucs2: boolean
}

export interface Line {
  name: string
  /** Messages that may be under way at once, which is also how many may be uncertain after a crash. */
  window: number
  /** Segments a second at most; null: as fast as it goes. */
  perSecond: number | null
  costFen: number
  quiet: QuietHours | null
  /** Not reached now: the next line takes what waits. */
  isAway(): boolean
  /** Never throws. */
  hand(m: Handed): Promise<Outcome>
  close(): Promise<void>
}
