/** The desk's part on the day: who is there, tickets for those who just come, whose turn it is, what became of it. */
import { audit, type Command, once, todayIn } from '../bureau/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { DayDetail, DeskAct, ReceptionDay } from './contract.ts'
import { bookingView, dayView, timesOf } from './present.ts'
import { type ReceptionRoom, sealVisitor, timeIn, type Visitor } from './room.ts'
import { afterAct, closedDay, KEPT_DAYS, nextInLine } from './rules.ts'
import {
  type BookingRow,
  findDay,
  insertBooking,
  listBookings,
  listDays,
  lockDay,
  updateBooking,
  updateDay,
} from './store.ts'

interface Looking {
  session: Command['session']
  now: Date
}

const contextOf = (l: Looking) => ({
  bureau: l.session.bureauId,
  unit: l.session.unitId,
  account: l.session.accountId,
})
/** Past days a desk still looks at. */
const DAYS_BACK = 60
const DAYS_AHEAD = 400

/** All days of the last two months and to come. @returns refusal `not_found` */
export async function listForDesk(room: ReceptionRoom, l: Looking): Promise<ReceptionDay[] | Refusal> {
  const { bureauId } = l.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, l.now)
  const rows = await withTx(
    room.pool,
    contextOf(l),
    (tx) =>
      listDays(tx, bureauId, {
        from: addDays(today, -DAYS_BACK),
        to: addDays(today, DAYS_AHEAD),
        states: ['draft', 'published', 'cancelled'],
      }),
    { readOnly: true },
  )
  return rows.map((d) => dayView(facts, d))
}

const inQueue = (b: BookingRow) => ({
  bookingId: b.booking_id,
  state: b.state,
  slot: b.slot,
  ticket: b.ticket,
})

/** One day with everybody on it; the look at their names is written into the audit log. @returns refusal `not_found` */
export async function readForDesk(
  room: ReceptionRoom,
  l: Looking,
  dayId: string,
): Promise<DayDetail | Refusal> {
  const { bureauId, accountId } = l.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.pool, contextOf(l), async (tx) => {
    const day = await findDay(tx, bureauId, dayId)
    if (!day) return refuse('not_found')
    const rows = await listBookings(tx, bureauId, dayId)
    if (rows.length > 0)
      await audit(tx, { bureauId, accountId, action: 'reception.read', details: { dayId }, now: l.now })
    return {
      day: dayView(facts, day),
      bookings: rows.map((b) => bookingView(room, facts, day, b)),
      next: nextInLine(timesOf(day), rows.map(inQueue), timeIn(facts, l.now))?.bookingId ?? null,
    }
  })
}

export interface WindowDone {
  bookingId: string
  ticket: number | null
}

/** Somebody comes without a booking and takes a ticket. @returns refusals `not_found`, `reception.closed`, `reception.cancelled` */
export async function takeTicket(
  room: ReceptionRoom,
  command: Command,
  dayId: string,
  visitor: Visitor,
): Promise<WindowDone | Refusal> {
  const { bureauId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, command, ['reception-ticket', dayId], async (tx) => {
    const day = await lockDay(tx, bureauId, dayId)
    if (!day) return refuse('not_found')
    const today = todayIn(facts, command.now)
    const closed = closedDay(day.state, day.on_date, today)
    if (closed) return closed
    if (day.on_date !== today) return refuse('reception.closed')
    const bookingId = uuidv7(command.now)
    const ticket = day.last_ticket + 1
    const row: BookingRow = {
      booking_id: bookingId,
      day_id: dayId,
      seq: day.last_seq + 1,
      slot: null,
      state: 'arrived',
      walk_in: true,
      ticket,
      box: sealVisitor(room, bureauId, bookingId, visitor),
      phone_blind: null,
      matter_number: null,
      erase_on: addDays(day.on_date, KEPT_DAYS),
    }
    await insertBooking(tx, bureauId, row, command.now)
    await updateDay(tx, bureauId, { ...day, last_seq: row.seq, last_ticket: ticket }, command.now)
    return { bookingId, ticket }
  })
}

/**
 * What happens to one booking at the window; arriving gives a ticket, calling shows it to everybody.
 * @returns refusals `not_found`, `reception.not_now`, `reception.cancelled`, `input.required`
 */
export async function actAtWindow(
  room: ReceptionRoom,
  command: Command,
  dayId: string,
  bookingId: string,
  input: { act: DeskAct; matterNumber?: string },
): Promise<WindowDone | Refusal> {
  const { bureauId } = command.session
  return once(room.pool, command, ['reception-act', dayId, bookingId, input], async (tx) => {
    const day = await lockDay(tx, bureauId, dayId)
    if (!day) return refuse('not_found')
    if (day.state === 'cancelled') return refuse('reception.cancelled')
    const row = (await listBookings(tx, bureauId, dayId)).find((b) => b.booking_id === bookingId)
    if (!row) return refuse('not_found')
    const state = afterAct(row.state, input.act)
    if (isRefusal(state)) return state
    const next: BookingRow = { ...row, state }
    if (input.act === 'tie') {
      if (!input.matterNumber?.trim()) return refuse('input.required', { field: 'matterNumber' })
      next.matter_number = input.matterNumber.trim()
    }
    const changed = { ...day }
    if (input.act === 'arrive') {
      changed.last_ticket++
      next.ticket = changed.last_ticket
    }
    if (input.act === 'call') {
      // Who comes back after having missed the call keeps the ticket.
      next.ticket ??= ++changed.last_ticket
      changed.called = next.ticket
    }
    await updateBooking(tx, bureauId, next, command.now)
    await updateDay(tx, bureauId, changed, command.now)
    return { bookingId, ticket: next.ticket }
  })
}
