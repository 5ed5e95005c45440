/** SQL of what offices have taken on themselves. Words are encrypted under the key of the matter. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { FollowUpKind, FollowUpState } from './contract.ts'

export interface FollowUpRow {
  follow_up_id: string
  kind: FollowUpKind
  matter_id: string
  office: string
  unit_id: string | null
  on_date: string
  due_on: string | null
  state: FollowUpState
  version: number
  meetings: number
  changed_at: Date
}
export interface ListedFollowUp extends FollowUpRow {
  number: string
  ended: boolean
}

const COLUMNS = `f.follow_up_id, f.kind, f.matter_id, f.office, f.unit_id, f.on_date, f.due_on, f.state, f.version, f.meetings,
  f.changed_at`
const LISTED = `
select ${COLUMNS}, m.number, m.end_kind is not null as ended
from leader_follow_ups f join matters m on m.bureau_id = f.bureau_id and m.matter_id = f.matter_id`

/** Of one kind, those of one state, the nearest date first; at most 200. */
export const listFollowUps = (
  tx: Tx,
  bureauId: string,
  kind: FollowUpKind,
  open: boolean,
): Promise<ListedFollowUp[]> =>
  tx.query<ListedFollowUp>(
    `${LISTED} where f.bureau_id = $1 and f.kind = $2 and (f.state = 'open') = $3
     order by case when $3 then f.due_on end, f.changed_at desc, f.follow_up_id limit 200`,
    [bureauId, kind, open],
  )

/** Of one matter, the latest first. */
export const listFollowUpsOf = (tx: Tx, bureauId: string, matterId: string): Promise<ListedFollowUp[]> =>
  tx.query<ListedFollowUp>(
    `${LISTED} where f.bureau_id = $1 and f.matter_id = $2 order by f.on_date desc, f.follow_up_id desc limit 50`,
    [bureauId, matterId],
  )

export async function findFollowUp(
  tx: Tx,
  bureauId: string,
  id: string,
): Promise<ListedFollowUp | undefined> {
  const sql = `${LISTED} where f.bureau_id = $1 and f.follow_up_id = $2`
  return (await tx.query<ListedFollowUp>(sql, [bureauId, id]))[0]
}

/** Holds the row until the end of the transaction, so that two who write at once are told apart by the version. */
export async function lockFollowUp(tx: Tx, bureauId: string, id: string): Promise<FollowUpRow | undefined> {
  const sql = `select ${COLUMNS} from leader_follow_ups f where f.bureau_id = $1 and f.follow_up_id = $2 for update`
  return (await tx.query<FollowUpRow>(sql, [bureauId, id]))[0]
}

/** Whether an office answers for the matter now. */
export async function isSponsored(tx: Tx, bureauId: string, matterId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from leader_follow_ups where bureau_id = $1 and matter_id = $2 and kind = 'sponsored' and state = 'open'`,
    [bureauId, matterId],
  )
  return rows.length > 0
}

export async function insertFollowUp(
  tx: Tx,
  bureauId: string,
  f: FollowUpRow & { booking: { dayId: string; bookingId: string } | null },
): Promise<void> {
  await tx.query(
    `insert into leader_follow_ups (bureau_id, follow_up_id, kind, matter_id, office, unit_id, on_date, due_on, state, version,
       meetings, changed_at, day_id, booking_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      bureauId,
      f.follow_up_id,
      f.kind,
      f.matter_id,
      f.office,
      f.unit_id,
      f.on_date,
      f.due_on,
      f.state,
      f.version,
      f.meetings,
      f.changed_at,
      f.booking?.dayId ?? null,
      f.booking?.bookingId ?? null,
    ],
  )
}

export async function updateFollowUp(tx: Tx, bureauId: string, f: FollowUpRow): Promise<void> {
  await tx.query(
    `update leader_follow_ups set due_on = $3, state = $4, version = $5, meetings = $6, changed_at = $7
     where bureau_id = $1 and follow_up_id = $2`,
    [bureauId, f.follow_up_id, f.due_on, f.state, f.version, f.meetings, f.changed_at],
  )
}

export interface StepRow {
  version: number
  at: Date
  step: string
  name: string | null
  cipher: Buffer
}

export async function insertFollowUpStep(
  tx: Tx,
  bureauId: string,
  s: { followUpId: string; version: number; at: Date; step: string; accountId: string; cipher: Buffer },
): Promise<void> {
  await tx.query(
    `insert into leader_follow_up_steps (bureau_id, follow_up_id, version, at, step, account_id, cipher)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [bureauId, s.followUpId, s.version, s.at, s.step, s.accountId, s.cipher],
  )
}

export const listFollowUpSteps = (tx: Tx, bureauId: string, id: string): Promise<StepRow[]> =>
  tx.query<StepRow>(
    `select s.version, s.at, s.step, a.name, s.cipher from leader_follow_up_steps s
     left join accounts a on a.bureau_id = s.bureau_id and a.account_id = s.account_id
     where s.bureau_id = $1 and s.follow_up_id = $2 order by s.version`,
    [bureauId, id],
  )
