/** SQL of reception days and bookings. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { BookingState, DayInput, DayState } from './contract.ts'

export interface DayRow {
  day_id: string
  on_date: string
  starts: string
  slot_minutes: number
  slots: number
  host: string
  unit_id: string | null
  place: string
  note: string
  state: DayState
  reason: string | null
  version: number
  last_seq: number
  last_ticket: number
  called: number | null
}

const DAY = `day_id, on_date, starts, slot_minutes, slots, host, unit_id, place, note, state, reason, version, last_seq,
  last_ticket, called`

export type CountedDay = DayRow & { taken: number[]; waiting: number }

const COUNTED = `
select ${DAY.split(', ')
  .map((c) => `d.${c.trim()}`)
  .join(', ')},
  coalesce(b.taken, '{}') as taken, coalesce(b.waiting, 0) as waiting
from reception_days d
left join lateral (
  select array_agg(slot order by slot) filter (where slot is not null) as taken,
    count(*) filter (where state = 'waiting')::int as waiting
  from reception_bookings b where b.bureau_id = d.bureau_id and b.day_id = d.day_id and b.state <> 'cancelled') b on true`

/** Days from one date to another in some states, the soonest first; at most 100. */
export function listDays(
  tx: Tx,
  bureauId: string,
  o: { from: string; to: string; states: readonly DayState[] },
): Promise<CountedDay[]> {
  return tx.query<CountedDay>(
    `${COUNTED} where d.bureau_id = $1 and d.on_date between $2::date and $3::date and d.state = any($4)
     order by d.on_date, d.starts, d.day_id limit 100`,
    [bureauId, o.from, o.to, o.states],
  )
}

export async function findDay(tx: Tx, bureauId: string, dayId: string): Promise<CountedDay | undefined> {
  return (
    await tx.query<CountedDay>(`${COUNTED} where d.bureau_id = $1 and d.day_id = $2`, [bureauId, dayId])
  )[0]
}

export async function lockDay(tx: Tx, bureauId: string, dayId: string): Promise<DayRow | undefined> {
  const sql = `select ${DAY} from reception_days where bureau_id = $1 and day_id = $2 for update`
  return (await tx.query<DayRow>(sql, [bureauId, dayId]))[0]
}

export async function insertDay(
  tx: Tx,
  bureauId: string,
  dayId: string,
  d: DayInput,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into reception_days (bureau_id, day_id, on_date, starts, slot_minutes, slots, host, unit_id, place, note,
       state, version, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', 1, $11)`,
    [bureauId, dayId, d.onDate, d.starts, d.slotMinutes, d.slots, d.host, d.unitId, d.place, d.note, at],
  )
}

export async function updateDay(tx: Tx, bureauId: string, d: DayRow, at: Date): Promise<void> {
  await tx.query(
    `update reception_days set on_date = $3, starts = $4, slot_minutes = $5, slots = $6, host = $7, unit_id = $8, place = $9,
       note = $10, state = $11, reason = $12, version = $13, last_seq = $14, last_ticket = $15, called = $16, changed_at = $17
     where bureau_id = $1 and day_id = $2`,
    [
      bureauId,
      d.day_id,
      d.on_date,
      d.starts,
      d.slot_minutes,
      d.slots,
      d.host,
      d.unit_id,
      d.place,
      d.note,
      d.state,
      d.reason,
      d.version,
      d.last_seq,
      d.last_ticket,
      d.called,
      at,
    ],
  )
}

export interface BookingRow {
  booking_id: string
  day_id: string
  seq: number
  slot: number | null
  state: BookingState
  walk_in: boolean
  ticket: number | null
  box: Buffer | null
  phone_blind: Buffer | null
  matter_number: string | null
  erase_on: string
}

const BOOKING =
  'booking_id, day_id, seq, slot, state, walk_in, ticket, box, phone_blind, matter_number, erase_on'

/** In the order they were made. */
export function listBookings(tx: Tx, bureauId: string, dayId: string): Promise<BookingRow[]> {
  return tx.query<BookingRow>(
    `select ${BOOKING} from reception_bookings where bureau_id = $1 and day_id = $2 order by seq`,
    [bureauId, dayId],
  )
}

export async function findBooking(
  tx: Tx,
  bureauId: string,
  by: { bookingId: string } | { onDate: string; seq: number },
): Promise<BookingRow[]> {
  const columns = BOOKING.split(', ')
    .map((c) => `b.${c}`)
    .join(', ')
  // Two offices may receive on one day: the code tells which of the bookings with this number is meant.
  const sql =
    'bookingId' in by
      ? `select ${columns} from reception_bookings b where b.bureau_id = $1 and b.booking_id = $2`
      : `select ${columns} from reception_days d
         join reception_bookings b on b.bureau_id = d.bureau_id and b.day_id = d.day_id
         where d.bureau_id = $1 and d.on_date = $2 and b.seq = $3`
  return tx.query<BookingRow>(
    sql,
    'bookingId' in by ? [bureauId, by.bookingId] : [bureauId, by.onDate, by.seq],
  )
}

export async function insertBooking(tx: Tx, bureauId: string, b: BookingRow, at: Date): Promise<void> {
  await tx.query(
    `insert into reception_bookings (bureau_id, day_id, booking_id, seq, slot, state, walk_in, ticket, box, phone_blind,
       made_at, changed_at, erase_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
    [
      bureauId,
      b.day_id,
      b.booking_id,
      b.seq,
      b.slot,
      b.state,
      b.walk_in,
      b.ticket,
      b.box,
      b.phone_blind,
      at,
      b.erase_on,
    ],
  )
}

export async function updateBooking(tx: Tx, bureauId: string, b: BookingRow, at: Date): Promise<void> {
  await tx.query(
    `update reception_bookings set slot = $4, state = $5, ticket = $6, box = $7, phone_blind = $8, matter_number = $9,
       changed_at = $10
     where bureau_id = $1 and day_id = $2 and booking_id = $3`,
    [bureauId, b.day_id, b.booking_id, b.slot, b.state, b.ticket, b.box, b.phone_blind, b.matter_number, at],
  )
}

/** Takes names, telephones and topics away whose time is over. @returns how many */
export async function eraseDue(tx: Tx, bureauId: string, today: string): Promise<number> {
  const rows = await tx.query(
    `update reception_bookings set box = null, phone_blind = null
     where bureau_id = $1 and erase_on <= $2::date and box is not null returning booking_id`,
    [bureauId, today],
  )
  return rows.length
}
