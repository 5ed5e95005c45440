/** SQL of the sums of calls: kept with each change, read by day, hour or month, and compared with the calls themselves. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { CallFold } from '../rules.ts'
import type { CallRow } from '../store.ts'
import { CALL_MEASURES, type CallCounts, type CallSums, type Counted, slotOfKey } from './counts.ts'

type CountedRow = Pick<
  CallRow,
  'direction' | 'state' | 'started_at' | 'answered_at' | 'ended_at' | 'called_back_at' | 'done'
>

/** What a call counts as, as it stands in the table. */
export const countedOf = (r: CountedRow): Counted => ({
  direction: r.direction,
  state: r.state,
  startedAt: r.started_at,
  answeredAt: r.answered_at,
  endedAt: r.ended_at,
  calledBack: r.called_back_at !== null,
  done: r.done,
})

const ADD = `
insert into call_counts as c (bureau_id, day, hour, ${CALL_MEASURES.join(', ')})
select $1, d.* from unnest($2::date[], $3::smallint[], ${CALL_MEASURES.map((_, i) => `$${i + 4}::bigint[]`).join(', ')}) as d
on conflict (bureau_id, day, hour) do update
set ${CALL_MEASURES.map((m) => `${m} = c.${m} + excluded.${m}`).join(', ')}`

/** Adds to rows, in the order of their keys; those where nothing changes are left out. */
export async function addCallCounts(tx: Tx, bureauId: string, counts: CallCounts): Promise<void> {
  const changed = [...counts.rows]
    .filter(([, sums]) => CALL_MEASURES.some((m) => sums[m] !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (changed.length === 0) return
  const slots = changed.map(([key]) => slotOfKey(key))
  await tx.query(ADD, [
    bureauId,
    slots.map((s) => s.day),
    slots.map((s) => s.hour),
    ...CALL_MEASURES.map((m) => changed.map(([, sums]) => sums[m])),
  ])
}

// --- Read --------------------------------------------------------------------------------------------------------------

/** What rows are summed together. */
export type CallGrouping = 'none' | 'day' | 'hour' | 'month'

const KEYS: Readonly<Record<CallGrouping, string>> = {
  none: `''`,
  day: `to_char(day, 'YYYY-MM-DD')`,
  hour: `lpad(hour::text, 2, '0')`,
  month: `to_char(day, 'YYYY-MM')`,
}
const SUMS = CALL_MEASURES.map((m) => `sum(${m})::float8 as ${m}`).join(', ')
const READS = Object.fromEntries(
  Object.entries(KEYS).map(([group, key]) => [
    group,
    `select ${key} as key, ${SUMS} from call_counts where bureau_id = $1 and day between $2 and $3
     and ($4::smallint is null or hour = $4) group by 1 order by 1`,
  ]),
) as Record<CallGrouping, string>

export type CallSumRow = { key: string } & CallSums

/** Sums from one day to another, both in; of one hour of each day where one is named. */
export const readCallCounts = (
  tx: Tx,
  bureauId: string,
  ask: { from: string; to: string; group: CallGrouping; hour?: number },
): Promise<CallSumRow[]> =>
  tx.query<CallSumRow>(READS[ask.group], [bureauId, ask.from, ask.to, ask.hour ?? null])

// --- Compared ----------------------------------------------------------------------------------------------------------

export interface CallAndActs extends CountedRow {
  call_id: string
  fold: CallFold
  acts: { kind: string; details: Record<string, unknown> }[]
}

/** Calls after one, in the order of their ids, each with its acts. */
export const nextCalls = (tx: Tx, bureauId: string, after: string, limit: number): Promise<CallAndActs[]> =>
  tx.query<CallAndActs>(
    `select call_id, direction, state, fold, started_at, answered_at, ended_at, called_back_at, done,
       coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'details', a.details)) from call_acts a
         where a.bureau_id = c.bureau_id and a.call_id = c.call_id), '[]') as acts
     from calls c where bureau_id = $1 and call_id > $2 order by call_id limit $3`,
    [bureauId, after, limit],
  )

export const readAllCallCounts = (
  tx: Tx,
  bureauId: string,
): Promise<({ day: string; hour: number } & CallSums)[]> =>
  tx.query(
    `select day, hour, ${CALL_MEASURES.map((m) => `${m}::float8 as ${m}`).join(', ')} from call_counts where bureau_id = $1`,
    [bureauId],
  )

export const clearCallCounts = (tx: Tx, bureauId: string): Promise<unknown> =>
  tx.query('delete from call_counts where bureau_id = $1', [bureauId])

const SET_RIGHT = `
update calls c set direction = d.direction, state = d.state, started_at = d."startedAt", answered_at = d."answeredAt",
  ended_at = d."endedAt", done = d.done,
  called_back_at = case when d."calledBack" then coalesce(c.called_back_at, (select min(a.at) from call_acts a
    where a.bureau_id = c.bureau_id and a.call_id = c.call_id and a.kind = 'called-back'
      and a.details @> '{"reached": true}')) end
from jsonb_to_recordset($2::jsonb) as d ("callId" uuid, direction text, state text, "startedAt" timestamptz,
  "answeredAt" timestamptz, "endedAt" timestamptz, "calledBack" boolean, done text[])
where c.bureau_id = $1 and c.call_id = d."callId"`

/** Writes of calls what their events and acts give. */
export const setRight = (
  tx: Tx,
  bureauId: string,
  rows: readonly ({ callId: string } & Counted)[],
): Promise<unknown> => tx.query(SET_RIGHT, [bureauId, JSON.stringify(rows)])
