/** SQL of the duty roster. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Kind, RosterSettings } from './contract.ts'
import type { PlannedShift } from './rules.ts'

export interface ShiftRow {
  shift_id: string
  kind: Kind
  day: string
  starts_at: Date
  ends_at: Date
  account_id: string
  name: string
  unit_id: string
  phone: string
  version: number
}

const SHIFTS = `
select s.shift_id, s.kind, to_char(s.day, 'YYYY-MM-DD') as day, s.starts_at, s.ends_at, s.account_id, a.name, s.unit_id,
  s.phone, s.version
from roster_shifts s join accounts a on a.bureau_id = s.bureau_id and a.account_id = s.account_id
where s.bureau_id = $1 and s.cancelled_at is null`

export const shiftsBetween = (tx: Tx, b: string, from: string, to: string): Promise<ShiftRow[]> =>
  tx.query(
    `${SHIFTS} and s.day >= $2 and s.day <= $3 order by s.day, s.starts_at, s.kind, a.name limit 3000`,
    [b, from, to],
  )

/** Whose duty holds at an instant; a night may have begun the day before. */
export const shiftsAt = (tx: Tx, b: string, now: Date, today: string): Promise<ShiftRow[]> =>
  tx.query(
    `${SHIFTS} and s.day >= $3::date - 1 and s.day <= $3::date and s.starts_at <= $2 and s.ends_at > $2
     order by s.kind, s.starts_at`,
    [b, now, today],
  )

export const shiftById = async (tx: Tx, b: string, id: string): Promise<ShiftRow | undefined> =>
  (await tx.query<ShiftRow>(`${SHIFTS} and s.shift_id = $2 for update of s`, [b, id]))[0]

const ADD = `
insert into roster_shifts (bureau_id, shift_id, kind, day, starts_at, ends_at, account_id, unit_id, phone, version)
select $1, s."shiftId", $2, s.day, s."startsAt", s."endsAt", s."accountId", a.unit_id, $3, 1
from jsonb_to_recordset($4::jsonb) as s ("shiftId" uuid, day date, "startsAt" timestamptz, "endsAt" timestamptz,
  "accountId" uuid)
join accounts a on a.bureau_id = $1 and a.account_id = s."accountId"
on conflict do nothing returning shift_id`

/** @returns how many were new; whoever has that duty already keeps it */
export async function addShifts(
  tx: Tx,
  b: string,
  of: { kind: Kind; phone: string },
  shifts: readonly (PlannedShift & { shiftId: string })[],
): Promise<number> {
  return (await tx.query(ADD, [b, of.kind, of.phone, JSON.stringify(shifts)])).length
}

/** @returns false where somebody has changed it meanwhile */
export async function cancelShift(
  tx: Tx,
  b: string,
  id: string,
  version: number,
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update roster_shifts set cancelled_at = $4, version = version + 1
     where bureau_id = $1 and shift_id = $2 and version = $3 and cancelled_at is null returning shift_id`,
    [b, id, version, now],
  )
  return rows.length > 0
}

/** The two change places: each duty stays as it is, and gets the other's person. */
export async function exchange(tx: Tx, b: string, one: ShiftRow, other: ShiftRow): Promise<void> {
  await tx.query(
    `update roster_shifts s set account_id = n.account_id, unit_id = n.unit_id, version = s.version + 1
     from (values ($2::uuid, $3::uuid, $4::uuid), ($5::uuid, $6::uuid, $7::uuid)) as n (shift_id, account_id, unit_id)
     where s.bureau_id = $1 and s.shift_id = n.shift_id`,
    [b, one.shift_id, other.account_id, other.unit_id, other.shift_id, one.account_id, one.unit_id],
  )
}

export interface SwapRow {
  swap_id: string
  shift_id: string
  other_shift_id: string
  asked_by: string
  asked_of: string
  asked_at: Date
  state: string
}

export const openSwaps = (tx: Tx, b: string): Promise<SwapRow[]> =>
  tx.query(
    `select swap_id, shift_id, other_shift_id, asked_by, asked_of, asked_at, state from roster_swaps
     where bureau_id = $1 and state = 'asked' order by asked_at desc limit 200`,
    [b],
  )

export const swapById = async (tx: Tx, b: string, id: string): Promise<SwapRow | undefined> =>
  (
    await tx.query<SwapRow>(
      `select swap_id, shift_id, other_shift_id, asked_by, asked_of, asked_at, state from roster_swaps
       where bureau_id = $1 and swap_id = $2 for update`,
      [b, id],
    )
  )[0]

export async function insertSwap(tx: Tx, b: string, s: Omit<SwapRow, 'state'>): Promise<void> {
  await tx.query(
    `insert into roster_swaps (bureau_id, swap_id, shift_id, other_shift_id, asked_by, asked_of, asked_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, 'asked')`,
    [b, s.swap_id, s.shift_id, s.other_shift_id, s.asked_by, s.asked_of, s.asked_at],
  )
}

export async function settleSwap(tx: Tx, b: string, id: string, state: string, now: Date): Promise<void> {
  await tx.query(
    'update roster_swaps set state = $3, settled_at = $4 where bureau_id = $1 and swap_id = $2',
    [b, id, state, now],
  )
}

export const peopleOf = (
  tx: Tx,
  b: string,
): Promise<{ account_id: string; name: string; unit_id: string }[]> =>
  tx.query(
    'select account_id, name, unit_id from accounts where bureau_id = $1 and active order by name limit 1000',
    [b],
  )

export const listNotes = (
  tx: Tx,
  b: string,
): Promise<
  {
    note_id: string
    kind: Kind
    at: Date
    by: string | null
    box: Buffer
    read_at: Date | null
    read_by: string | null
  }[]
> =>
  tx.query(
    `select n.note_id, n.kind, n.at, a.name as by, n.box, n.read_at, r.name as read_by from roster_notes n
     left join accounts a on a.bureau_id = n.bureau_id and a.account_id = n.account_id
     left join accounts r on r.bureau_id = n.bureau_id and r.account_id = n.read_by
     where n.bureau_id = $1 order by n.at desc, n.note_id limit 50`,
    [b],
  )

export async function insertNote(
  tx: Tx,
  b: string,
  n: { noteId: string; kind: Kind; at: Date; accountId: string; box: Buffer },
): Promise<void> {
  await tx.query(
    'insert into roster_notes (bureau_id, note_id, kind, at, account_id, box) values ($1, $2, $3, $4, $5, $6)',
    [b, n.noteId, n.kind, n.at, n.accountId, n.box],
  )
}

/** @returns false for one's own note, and for one that was taken over already */
export async function takeOver(
  tx: Tx,
  b: string,
  id: string,
  accountId: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update roster_notes set read_at = $4, read_by = $3
     where bureau_id = $1 and note_id = $2 and account_id <> $3 and read_at is null returning note_id`,
    [b, id, accountId, now],
  )
  return rows.length > 0
}

export async function findSettings(tx: Tx, b: string): Promise<RosterSettings> {
  const [row] = await tx.query<{ show_names: boolean; version: number }>(
    'select show_names, version from roster_settings where bureau_id = $1',
    [b],
  )
  return { showNames: row?.show_names ?? false, version: row?.version ?? 0 }
}

export async function saveSettings(tx: Tx, b: string, s: RosterSettings): Promise<boolean> {
  const rows = await tx.query(
    `insert into roster_settings as r (bureau_id, show_names, version) values ($1, $2, $3::integer + 1)
     on conflict (bureau_id) do update set show_names = excluded.show_names, version = excluded.version
       where r.version = $3::integer returning version`,
    [b, s.showNames, s.version],
  )
  return rows.length > 0
}
