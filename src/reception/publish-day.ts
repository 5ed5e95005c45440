/** The desk's part before the day: enter, publish, cancel with word to everybody who booked. */
import { type BureauFacts, type Command, once, todayIn } from '../bureau/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { otherText, ownWordsOf } from '../notices/index.ts'
import type { DayInput, DayState } from './contract.ts'
import { timesOf } from './present.ts'
import { openVisitor, type ReceptionRoom } from './room.ts'
import { MOST_DAYS_AHEAD, slotTime, wrongDay } from './rules.ts'
import {
  type BookingRow,
  type DayRow,
  findDay,
  insertDay,
  listBookings,
  lockDay,
  updateBooking,
  updateDay,
} from './store.ts'

export interface DayDone {
  dayId: string
  version: number
  state: DayState
}

const applied = (row: DayRow, d: DayInput): DayRow => ({
  ...row,
  on_date: d.onDate,
  starts: d.starts,
  slot_minutes: d.slotMinutes,
  slots: d.slots,
  host: d.host.trim(),
  unit_id: d.unitId,
  place: d.place.trim(),
  note: d.note.trim(),
})

const sameTimes = (row: DayRow, d: DayInput): boolean =>
  row.on_date === d.onDate &&
  row.starts === d.starts &&
  row.slot_minutes === d.slotMinutes &&
  row.slots === d.slots

/**
 * Enters a day or changes one. Once somebody has booked, its times stay.
 * @param dayId null for a new one
 * @returns refusals `not_found`, `write.stale_version`, `reception.*`, `input.*`
 */
export async function saveDay(
  room: ReceptionRoom,
  command: Command,
  dayId: string | null,
  input: DayInput & { expectedVersion: number },
): Promise<DayDone | Refusal> {
  const { bureauId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, command.now)
  const wrong = wrongDay(input, today, addDays(today, MOST_DAYS_AHEAD))
  if (wrong) return wrong
  if (input.unitId !== null && !facts.units.get(input.unitId)?.active)
    return refuse('input.invalid', { field: 'unitId' })
  return once(room.pool, command, ['reception-day', dayId, input], async (tx) => {
    if (dayId === null) {
      const id = uuidv7(command.now)
      await insertDay(tx, bureauId, id, input, command.now)
      return { dayId: id, version: 1, state: 'draft' as const }
    }
    const row = await lockDay(tx, bureauId, dayId)
    if (!row) return refuse('not_found')
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    if (row.state === 'cancelled') return refuse('reception.cancelled')
    const counted = await findDay(tx, bureauId, dayId)
    if (!sameTimes(row, input) && ((counted?.taken.length ?? 0) > 0 || (counted?.waiting ?? 0) > 0))
      return refuse('reception.has_bookings')
    const next = { ...applied(row, input), version: row.version + 1 }
    await updateDay(tx, bureauId, next, command.now)
    return { dayId, version: next.version, state: next.state }
  })
}

/**
 * Publishes or cancels. Cancelling tells everybody who holds a booking, by the telephone they gave; their page says so too.
 * @returns refusals `not_found`, `write.stale_version`, `reception.*`, `input.required` for a missing reason
 */
export async function changeDay(
  room: ReceptionRoom,
  command: Command,
  dayId: string,
  input: { expectedVersion: number; act: 'publish' | 'cancel'; reason?: string },
): Promise<DayDone | Refusal> {
  const { bureauId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const reason = input.reason?.trim() ?? ''
  if (input.act === 'cancel' && reason === '') return refuse('input.required', { field: 'reason' })
  const told: { row: BookingRow; day: DayRow }[] = []
  const done = await once(room.pool, command, ['reception-day-act', dayId, input], async (tx) => {
    const row = await lockDay(tx, bureauId, dayId)
    if (!row) return refuse('not_found')
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    if (input.act === 'publish' ? row.state !== 'draft' : row.state === 'cancelled')
      return refuse('reception.not_now')
    if (input.act === 'publish' && row.on_date < todayIn(facts, command.now))
      return refuse('reception.closed')
    const next: DayRow = {
      ...row,
      state: input.act === 'publish' ? 'published' : 'cancelled',
      reason: input.act === 'cancel' ? reason : null,
      version: row.version + 1,
    }
    await updateDay(tx, bureauId, next, command.now)
    if (input.act === 'cancel') {
      for (const b of await listBookings(tx, bureauId, dayId)) {
        if (b.state !== 'booked' && b.state !== 'waiting') continue
        await updateBooking(tx, bureauId, { ...b, state: 'cancelled' }, command.now)
        told.push({ row: b, day: next })
      }
    }
    return { dayId, version: next.version, state: next.state }
  })
  if (!isRefusal(done))
    for (const one of told) await tell(room, facts, one.row, one.day, 'reception-cancelled', command.now)
  return done
}

/** Sends word to the telephone somebody gave. What cannot be sent stands on the page of the booking anyway. */
export async function tell(
  room: ReceptionRoom,
  facts: BureauFacts,
  b: BookingRow,
  d: DayRow,
  template: 'reception-cancelled' | 'reception-moved-up',
  now: Date,
): Promise<void> {
  if (!room.notices || !b.box) return
  const { bureauId, slug, simulated } = facts.bureau
  const { phone } = openVisitor(room, bureauId, b.booking_id, b.box)
  if (phone === '') return
  const text = otherText(
    template,
    {
      day: d.on_date,
      time: b.slot === null ? '' : slotTime(timesOf(d), b.slot),
      reason: d.reason ?? '',
      place: d.place,
    },
    await ownWordsOf(room.pool, bureauId, template),
  )
  // Who waited has no time yet: the blank it leaves is closed.
  const closed = (words: string) => words.replace(/ {2,}/g, ' ')
  await room.notices.send({
    id: b.booking_id,
    bureau: slug,
    bureauId,
    simulated,
    discreet: false,
    template,
    at: now.toISOString(),
    on: todayIn(facts, now),
    to: { via: 'sms', address: phone },
    text: { zh: closed(text.zh), en: closed(text.en) },
  })
}
