/** The person's part: see the days, book a slot, look at the booking, change or cancel it. */
import pg from 'pg'
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { deriveUuid, matchesQueryCode, queryCode } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Booking, ReceptionDay } from './contract.ts'
import { bookingView, dayView, timesOf } from './present.ts'
import { tell } from './publish-day.ts'
import { phoneDigest, type ReceptionRoom, sealVisitor, timeIn, type Visitor } from './room.ts'
import {
  bookingNumber,
  closedDay,
  freeSlots,
  isOpenBooking,
  KEPT_DAYS,
  MOST_DAYS_AHEAD,
  mostWaiting,
  type Phase,
  phaseOf,
  readNumber,
  slotTime,
} from './rules.ts'
import {
  type BookingRow,
  type CountedDay,
  type DayRow,
  findBooking,
  findDay,
  insertBooking,
  listBookings,
  listDays,
  lockDay,
  updateBooking,
  updateDay,
} from './store.ts'

export interface PublicDay extends ReceptionDay {
  /** Slots still to be had, as times. */
  times: { slot: number; at: string }[]
  /** Full, but a slot may come free. */
  mayWait: boolean
  open: boolean
  /** Of a day that is open: whether its hours are to come, run, or are past. */
  phase: Phase
}

function publicDay(facts: BureauFacts, d: CountedDay, now: Date): PublicDay {
  const today = todayIn(facts, now)
  const open = closedDay(d.state, d.on_date, today) === undefined
  const time = d.on_date === today ? timeIn(facts, now) : null
  const free = open ? freeSlots(timesOf(d), new Set(d.taken), time) : []
  return {
    ...dayView(facts, d),
    phase: phaseOf(timesOf(d), time),
    times: free.map((slot) => ({ slot, at: slotTime(timesOf(d), slot) })),
    mayWait: open && free.length === 0 && d.on_date > today && d.waiting < mostWaiting(d),
    open,
  }
}

const read = <T>(room: ReceptionRoom, facts: BureauFacts, fn: (tx: Tx) => Promise<T>) =>
  withTx(room.pool, { bureau: facts.bureau.bureauId }, fn, { readOnly: true })

/** Days published and still to come, cancelled ones too, so that nobody waits for nothing. */
export async function comingDays(room: ReceptionRoom, facts: BureauFacts, now: Date): Promise<PublicDay[]> {
  const today = todayIn(facts, now)
  const days = await read(room, facts, (tx) =>
    listDays(tx, facts.bureau.bureauId, {
      from: today,
      to: addDays(today, MOST_DAYS_AHEAD),
      states: ['published', 'cancelled'],
    }),
  )
  return days.map((d) => publicDay(facts, d, now))
}

/** One published day. @returns refusal `not_found` */
export async function publicDayOf(
  room: ReceptionRoom,
  facts: BureauFacts,
  dayId: string,
  now: Date,
): Promise<PublicDay | Refusal> {
  const day = await read(room, facts, (tx) => findDay(tx, facts.bureau.bureauId, dayId))
  return day && day.state !== 'draft' ? publicDay(facts, day, now) : refuse('not_found')
}

export interface Booked {
  bookingId: string
  number: string
  code: string
  state: 'booked' | 'waiting'
}

const takenMeanwhile = (error: unknown): Refusal | null => {
  if (!(error instanceof pg.DatabaseError)) return null
  if (error.constraint === 'reception_slots') return refuse('reception.slot_taken')
  return error.constraint === 'reception_phones' ? refuse('reception.booked_already') : null
}

/**
 * Books a slot, or a place on the waiting list where none is left.
 * @param ask.slot null = wait for one
 * @param ask.once mark of the form: sent twice, it books once and answers the same
 * @returns refusals `not_found`, `reception.closed`, `reception.cancelled`, `reception.slot_taken`, `reception.full`,
 *   `reception.booked_already`
 */
export async function book(
  room: ReceptionRoom,
  facts: BureauFacts,
  dayId: string,
  ask: { visitor: Visitor; slot: number | null; once: string },
  now: Date,
): Promise<Booked | Refusal> {
  const { bureauId, slug } = facts.bureau
  const { visitor, slot } = ask
  const today = todayIn(facts, now)
  const bookingId = deriveUuid(room.keyring.installationKey, 'reception-booking', dayId, ask.once)
  const code = queryCode(room.keyring.codeKey, bookingId)
  try {
    return await withTx(room.pool, { bureau: bureauId }, async (tx) => {
      const day = await lockDay(tx, bureauId, dayId)
      if (!day || day.state === 'draft') return refuse('not_found')
      const [before] = await findBooking(tx, bureauId, { bookingId })
      if (before) {
        const number = bookingNumber(slug, day.on_date, before.seq)
        return { bookingId, number, code, state: before.slot === null ? 'waiting' : 'booked' }
      }
      const closed = closedDay(day.state, day.on_date, today)
      if (closed) return closed
      const counted = (await findDay(tx, bureauId, dayId))!
      const { times, mayWait } = publicDay(facts, counted, now)
      if (slot !== null && !times.some((t) => t.slot === slot)) return refuse('reception.slot_taken')
      if (slot === null && !mayWait)
        return refuse(times.length > 0 ? 'reception.slot_taken' : 'reception.full')
      const seq = day.last_seq + 1
      const state = slot === null ? ('waiting' as const) : ('booked' as const)
      await insertBooking(
        tx,
        bureauId,
        {
          booking_id: bookingId,
          day_id: dayId,
          seq,
          slot,
          state,
          walk_in: false,
          ticket: null,
          box: sealVisitor(room, bureauId, bookingId, visitor),
          phone_blind: phoneDigest(room, bureauId, dayId, visitor.phone),
          matter_number: null,
          erase_on: addDays(day.on_date, KEPT_DAYS),
        },
        now,
      )
      await updateDay(tx, bureauId, { ...day, last_seq: seq }, now)
      const number = bookingNumber(slug, day.on_date, seq)
      return { bookingId, number, code, state }
    })
  } catch (error) {
    const refused = takenMeanwhile(error)
    if (refused) return refused
    throw error
  }
}

/** Number and code open a booking; a wrong code tells no more than a wrong number. */
export async function findByCode(
  room: ReceptionRoom,
  facts: BureauFacts,
  number: string,
  code: string,
): Promise<{ bookingId: string } | Refusal> {
  const at = readNumber(facts.bureau.slug, number)
  const rows = at ? await read(room, facts, (tx) => findBooking(tx, facts.bureau.bureauId, at)) : []
  const found = rows.find((b) => matchesQueryCode(room.keyring.codeKey, b.booking_id, code))
  return found ? { bookingId: found.booking_id } : refuse('reception.wrong_number_or_code')
}

export interface MyBooking {
  booking: Booking
  day: PublicDay
  code: string
  /** May still be changed or cancelled. */
  open: boolean
  /** How many are before this one on the waiting list. */
  before: number | null
}

/** The person's own booking, opened with number and code. @returns refusal `not_found` */
export async function readBooking(
  room: ReceptionRoom,
  facts: BureauFacts,
  bookingId: string,
  now: Date,
): Promise<MyBooking | Refusal> {
  const { bureauId } = facts.bureau
  return read(room, facts, async (tx) => {
    const [row] = await findBooking(tx, bureauId, { bookingId })
    const day = row && (await findDay(tx, bureauId, row.day_id))
    if (!row || !day) return refuse('not_found')
    const all = row.state === 'waiting' ? await listBookings(tx, bureauId, row.day_id) : []
    const shown = publicDay(facts, day, now)
    return {
      booking: bookingView(room, facts, day, row),
      day: shown,
      code: queryCode(room.keyring.codeKey, bookingId),
      open: shown.open && isOpenBooking(row.state),
      before:
        row.state === 'waiting' ? all.filter((b) => b.state === 'waiting' && b.seq < row.seq).length : null,
    }
  })
}

/**
 * Moves a booking to another slot of its day, or cancels it (`slot` null). A slot that comes free goes to who waits longest.
 * @returns refusals `not_found`, `reception.not_now`, `reception.slot_taken`
 */
export async function changeBooking(
  room: ReceptionRoom,
  facts: BureauFacts,
  bookingId: string,
  slot: number | null,
  now: Date,
): Promise<{ state: 'booked' | 'cancelled' } | Refusal> {
  const { bureauId } = facts.bureau
  const moved: { row: BookingRow; day: DayRow }[] = []
  try {
    const done = await withTx(room.pool, { bureau: bureauId }, async (tx) => {
      const [seen] = await findBooking(tx, bureauId, { bookingId })
      const day = seen && (await lockDay(tx, bureauId, seen.day_id))
      // Read again: the day's lock decides who was first.
      const [row] = day ? await findBooking(tx, bureauId, { bookingId }) : []
      if (!row || !day) return refuse('not_found')
      if (!isOpenBooking(row.state) || closedDay(day.state, day.on_date, todayIn(facts, now)))
        return refuse('reception.not_now')
      if (slot === null) {
        await updateBooking(tx, bureauId, { ...row, state: 'cancelled', box: null, phone_blind: null }, now)
      } else {
        const { times } = publicDay(facts, (await findDay(tx, bureauId, row.day_id))!, now)
        if (!times.some((t) => t.slot === slot)) return refuse('reception.slot_taken')
        await updateBooking(tx, bureauId, { ...row, slot, state: 'booked' }, now)
      }
      const up = row.slot === null ? null : await moveUp(tx, facts, day, row.slot, now)
      if (up) moved.push(up)
      return { state: slot === null ? ('cancelled' as const) : ('booked' as const) }
    })
    for (const one of moved) await tell(room, facts, one.row, one.day, 'reception-moved-up', now)
    return done
  } catch (error) {
    const refused = takenMeanwhile(error)
    if (refused) return refused
    throw error
  }
}

/** Gives a slot that came free to who waits longest. */
async function moveUp(
  tx: Tx,
  facts: BureauFacts,
  day: DayRow,
  slot: number,
  now: Date,
): Promise<{ row: BookingRow; day: DayRow } | null> {
  const { bureauId } = facts.bureau
  if (day.on_date <= todayIn(facts, now)) return null
  const first = (await listBookings(tx, bureauId, day.day_id)).find((b) => b.state === 'waiting')
  if (!first) return null
  const row: BookingRow = { ...first, slot, state: 'booked' }
  await updateBooking(tx, bureauId, row, now)
  return { row, day }
}

export interface Queue {
  day: PublicDay
  /** Ticket called last. */
  called: number | null
  /** Tickets of those who are there and wait, in no order that would tell whose turn is next. */
  here: number
}

/** The queue of a day as everybody may see it: numbers, no names. @returns refusal `not_found` */
export async function readQueue(
  room: ReceptionRoom,
  facts: BureauFacts,
  dayId: string,
  now: Date,
): Promise<Queue | Refusal> {
  const { bureauId } = facts.bureau
  return read(room, facts, async (tx) => {
    const day = await findDay(tx, bureauId, dayId)
    if (!day || day.state === 'draft') return refuse('not_found')
    const rows = await listBookings(tx, bureauId, dayId)
    return {
      day: publicDay(facts, day, now),
      called: day.called,
      here: rows.filter((b) => b.state === 'arrived').length,
    }
  })
}
