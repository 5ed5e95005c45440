/** Rows as desk and public see them. */
import type { BureauFacts } from '../bureau/index.ts'
import type { Booking, ReceptionDay } from './contract.ts'
import { openVisitor, type ReceptionRoom } from './room.ts'
import { bookingNumber, endOf, slotTime } from './rules.ts'
import type { BookingRow, CountedDay, DayRow } from './store.ts'

export const timesOf = (d: DayRow) => ({ starts: d.starts, slotMinutes: d.slot_minutes, slots: d.slots })

export function dayView(facts: BureauFacts, d: CountedDay): ReceptionDay {
  return {
    dayId: d.day_id,
    onDate: d.on_date,
    starts: d.starts,
    ends: endOf(timesOf(d)),
    slotMinutes: d.slot_minutes,
    slots: d.slots,
    host: d.host,
    unitId: d.unit_id,
    unit: d.unit_id ? (facts.units.get(d.unit_id)?.name ?? null) : null,
    place: d.place,
    note: d.note,
    state: d.state,
    reason: d.reason,
    version: d.version,
    free: d.slots - d.taken.length,
    booked: d.taken.length,
    waiting: d.waiting,
    called: d.called,
  }
}

/** With name, telephone and topic until they are erased. */
export function bookingView(room: ReceptionRoom, facts: BureauFacts, d: DayRow, b: BookingRow): Booking {
  const { bureauId, slug } = facts.bureau
  const visitor = b.box ? openVisitor(room, bureauId, b.booking_id, b.box) : null
  return {
    bookingId: b.booking_id,
    number: bookingNumber(slug, d.on_date, b.seq),
    state: b.state,
    walkIn: b.walk_in,
    at: b.slot === null ? null : slotTime(timesOf(d), b.slot),
    ticket: b.ticket,
    name: visitor?.name ?? null,
    phone: visitor?.phone ?? null,
    topic: visitor?.topic ?? null,
    matterNumber: b.matter_number,
  }
}
