/**
 * What a call adds to the figures of the hotline. It follows from the call alone, so that what a change takes away and
 * adds is known to whoever makes it, and anybody can count again. Nothing of it says who called. Pure.
 */
import { localMs, plainDateIn } from '../../kernel/calendar/index.ts'
import type { Call, HandedTo } from '../contract.ts'
import { ANSWER_WITHIN_S } from '../rules.ts'

/** What may be done on a call; each counts once a call. */
export const DONE = ['answered', 'order', 'linked', '110', '119', '120', '122', 'other'] as const
export type Done = (typeof DONE)[number]

/** Columns of the sums; `wait_ms`, `talk_ms` are milliseconds, all others calls. */
export const CALL_MEASURES = [
  'calls',
  'answered',
  'in15',
  'abandoned',
  'called_back',
  'at_once',
  'orders',
  'linked',
  'settled',
  'to_110',
  'to_119',
  'to_120',
  'to_122',
  'to_other',
  'nothing',
  'outgoing',
  'talked',
  'wait_ms',
  'talk_ms',
] as const
export type CallMeasure = (typeof CALL_MEASURES)[number]
export type CallSums = Record<CallMeasure, number>

/** What of a call its figures follow from. */
export interface Counted {
  direction: Call['direction']
  state: Call['state']
  startedAt: Date
  answeredAt: Date | null
  endedAt: Date | null
  calledBack: boolean
  done: readonly string[]
}

/** The act of a call as it counts; undefined for what is no result (a look, a dial, wrapping up). */
export function doneBy(kind: string, details: Record<string, unknown>): Done | undefined {
  if (kind === 'transferred') return details.to as HandedTo
  return kind === 'answered' || kind === 'order' || kind === 'linked' ? kind : undefined
}

/** With one more thing done, in the order of their names; the same one twice is one. */
export const withDone = (before: readonly string[], more: Done | undefined): string[] =>
  [...new Set([...before, ...(more ? [more] : [])])].sort()

export const noSums = (): CallSums =>
  Object.fromEntries(CALL_MEASURES.map((m) => [m, 0])) as Record<CallMeasure, number>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Where in the figures a call stands: the bureau's day and hour of its first ring. */
export function slotOf(startedAt: Date, zone: string): { day: string; hour: number } {
  const ms = startedAt.getTime()
  const hour = Math.floor((((localMs(zone, ms) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS)
  return { day: plainDateIn(zone, ms), hour }
}

/** What a call adds, as it stands. A call that still waits adds nothing yet. */
export function addedBy(c: Counted): CallSums {
  const one = (yes: boolean) => (yes ? 1 : 0)
  const incoming = c.direction === 'in'
  const spoken = c.answeredAt !== null
  const wait = incoming && spoken ? c.answeredAt!.getTime() - c.startedAt.getTime() : 0
  const has = (what: Done) => c.done.includes(what)
  const missed = c.state === 'abandoned'
  return {
    calls: one(incoming && (spoken || missed)),
    answered: one(incoming && spoken),
    in15: one(incoming && spoken && wait <= ANSWER_WITHIN_S * 1000),
    abandoned: one(missed),
    called_back: one(missed && c.calledBack),
    at_once: one(has('answered')),
    orders: one(has('order')),
    linked: one(has('linked')),
    settled: one(has('answered') || has('order')),
    to_110: one(has('110')),
    to_119: one(has('119')),
    to_120: one(has('120')),
    to_122: one(has('122')),
    to_other: one(has('other')),
    nothing: one(incoming && spoken && c.done.length === 0),
    outgoing: one(!incoming),
    talked: one(spoken && c.endedAt !== null),
    wait_ms: wait,
    talk_ms: spoken && c.endedAt ? c.endedAt.getTime() - c.answeredAt!.getTime() : 0,
  }
}

/** Sums by day and hour; `2026-11-22 09`. */
export class CallCounts {
  readonly rows = new Map<string, CallSums>()
  readonly #zone: string

  constructor(zone: string) {
    this.#zone = zone
  }

  /** @param sign -1 takes away what a call counted as before it changed */
  add(c: Counted, sign: 1 | -1 = 1): void {
    const { day, hour } = slotOf(c.startedAt, this.#zone)
    const key = `${day} ${String(hour).padStart(2, '0')}`
    const row = this.rows.get(key) ?? noSums()
    const more = addedBy(c)
    for (const m of CALL_MEASURES) row[m] += sign * more[m]
    this.rows.set(key, row)
  }
}

export const slotOfKey = (key: string): { day: string; hour: number } => ({
  day: key.slice(0, 10),
  hour: Number(key.slice(11)),
})
