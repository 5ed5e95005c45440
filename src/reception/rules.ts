/** Slots, turns, and what may happen to a booking. Pure. */
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { BookingState, DayInput, DayState, DeskAct } from './contract.ts'

/** Personal data of a booking go so many days after the reception day. */
export const KEPT_DAYS = 30
/** So many may wait for a slot that comes free, as a share of the slots; more would only be given false hope. */
export const WAITING_SHARE = 0.5
/** A slot may be booked until it begins; a day is published at most so far ahead. */
export const MOST_DAYS_AHEAD = 180

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

type Times = Pick<DayInput, 'starts' | 'slotMinutes' | 'slots'>

/** When a slot begins, `HH:MM`. */
export const slotTime = (d: Times, slot: number): string => timeOf(minutesOf(d.starts) + slot * d.slotMinutes)
export const endOf = (d: Times): string => timeOf(minutesOf(d.starts) + d.slots * d.slotMinutes)

/** @returns why a day cannot be as it was entered; a day ends before midnight */
export function wrongDay(d: DayInput, today: string, last: string): Refusal | undefined {
  if (d.onDate < today || d.onDate > last)
    return refuse('reception.wrong_date', { field: 'onDate', details: { last } })
  if (minutesOf(d.starts) + d.slots * d.slotMinutes >= 24 * 60)
    return refuse('reception.past_midnight', { field: 'slots' })
  return undefined
}

/** Slots that can still be booked: not taken and not begun. @param now `HH:MM` if the day is today, else null */
export function freeSlots(d: Times, taken: ReadonlySet<number>, now: string | null): number[] {
  return Array.from({ length: d.slots }, (_, i) => i).filter(
    (i) => !taken.has(i) && (now === null || slotTime(d, i) > now),
  )
}

/** Where a day stands: its hours are still to come, run, or are past. @param now `HH:MM` if the day is today, else null */
export type Phase = 'coming' | 'now' | 'over'
export const phaseOf = (d: Times, now: string | null): Phase =>
  now === null || now < d.starts ? 'coming' : now < endOf(d) ? 'now' : 'over'

export const mostWaiting = (d: Pick<DayInput, 'slots'>): number =>
  Math.max(1, Math.floor(d.slots * WAITING_SHARE))

export interface InQueue {
  bookingId: string
  state: BookingState
  slot: number | null
  ticket: number | null
}

/**
 * Whose turn it is of those who are there: whoever booked comes at the booked time, the earliest slot first; in between
 * whoever took a ticket, in the order of the tickets; who came before the booked time only when nobody else is there.
 * @param now `HH:MM`
 */
export function nextInLine(d: Times, queue: readonly InQueue[], now: string): InQueue | null {
  const here = queue.filter((q) => q.state === 'arrived' && q.ticket !== null)
  const rank = (q: InQueue): number => (q.slot === null ? 1 : slotTime(d, q.slot) <= now ? 0 : 2)
  const order = (a: InQueue, b: InQueue) =>
    rank(a) - rank(b) || (rank(a) === 1 ? a.ticket! - b.ticket! : a.slot! - b.slot!) || a.ticket! - b.ticket!
  return here.sort(order)[0] ?? null
}

const FROM: Readonly<Record<Exclude<DeskAct, 'tie'>, readonly BookingState[]>> = {
  arrive: ['booked', 'waiting'],
  call: ['arrived', 'absent'],
  done: ['called'],
  absent: ['booked', 'called', 'arrived'],
}
const TO: Readonly<Record<Exclude<DeskAct, 'tie'>, BookingState>> = {
  arrive: 'arrived',
  call: 'called',
  done: 'done',
  absent: 'absent',
}

/** @returns the state after an act at the window, or why it is not possible */
export function afterAct(state: BookingState, act: DeskAct): BookingState | Refusal {
  if (act === 'tie') return state === 'called' || state === 'done' ? state : refuse('reception.not_now')
  return FROM[act].includes(state) ? TO[act] : refuse('reception.not_now')
}

/** Whether the person may still change or cancel. */
export const isOpenBooking = (state: BookingState): boolean => state === 'booked' || state === 'waiting'

/** @returns why a day does not take bookings */
export function closedDay(state: DayState, onDate: string, today: string): Refusal | undefined {
  if (state === 'cancelled') return refuse('reception.cancelled')
  return state !== 'published' || onDate < today ? refuse('reception.closed') : undefined
}

/** Public number of a booking: the bureau, the day, the running number. */
export const bookingNumber = (slug: string, onDate: string, seq: number): string =>
  `${slug.toUpperCase()}-R${onDate.replaceAll('-', '')}-${String(seq).padStart(2, '0')}`

const NUMBER = /^([A-Z][A-Z0-9-]{1,30})-R(\d{4})(\d{2})(\d{2})-(\d{1,4})$/

/** @returns day and running number of a booking of this bureau, or null */
export function readNumber(slug: string, number: string): { onDate: string; seq: number } | null {
  const m = NUMBER.exec(number.normalize('NFKC').replace(/\s+/g, '').toUpperCase())
  if (!m || m[1] !== slug.toUpperCase()) return null
  return { onDate: `${m[2]}-${m[3]}-${m[4]}`, seq: Number(m[5]) }
}
