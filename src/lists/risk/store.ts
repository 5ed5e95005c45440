/** SQL behind the estimate of what will be late: how long units took, what they have before them. */
import type { Tx } from '../../kernel/postgres/connect.ts'

const CLEAR = [
  'delete from past_times where bureau_id = $1',
  'delete from past_pace where bureau_id = $1',
] as const

// Read in a transaction that has no unit, so that row security leaves out every shielded matter.
const FILL_TIMES = `
insert into past_times (bureau_id, unit_id, procedure, category, days, ended)
select m.bureau_id, m.handler_unit_id, m.procedure, coalesce(m.category, ''), m.ended_on - m.received_on,
  count(*)::integer
from matters m
where m.bureau_id = $1 and m.ended_on > $2::date - 365 and m.ended_on <= $2::date and m.end_kind = 'answered'
  and m.handler_unit_id is not null and not m.undated and m.ended_on >= m.received_on
group by 1, 2, 3, 4, 5`

const FILL_PACE = `
insert into past_pace (bureau_id, unit_id, ended)
select m.bureau_id, m.handler_unit_id, count(*)::integer
from matters m
where m.bureau_id = $1 and m.ended_on > $2::date - 56 and m.ended_on <= $2::date and m.handler_unit_id is not null
group by 1, 2`

const MARK = `
insert into past_refreshed (bureau_id, refreshed_on) values ($1, $2)
on conflict (bureau_id) do update set refreshed_on = excluded.refreshed_on`

/** On which day the past was last counted; null if never. */
export async function refreshedOn(tx: Tx, bureauId: string): Promise<string | null> {
  const sql = 'select refreshed_on from past_refreshed where bureau_id = $1'
  return (await tx.query<{ refreshed_on: string }>(sql, [bureauId]))[0]?.refreshed_on ?? null
}

/** Counts the past anew as of a day; another process that is at it already is waited for. */
export async function refreshPast(tx: Tx, bureauId: string, today: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(7413, hashtext($1::text))', [bureauId])
  for (const sql of CLEAR) await tx.query(sql, [bureauId])
  await tx.query(FILL_TIMES, [bureauId, today])
  await tx.query(FILL_PACE, [bureauId, today])
  await tx.query(MARK, [bureauId, today])
}

export interface TimesRow {
  unit_id: string
  procedure: string
  category: string
  days: number
  ended: number
}

export function readTimes(tx: Tx, bureauId: string): Promise<TimesRow[]> {
  return tx.query<TimesRow>(
    'select unit_id, procedure, category, days, ended from past_times where bureau_id = $1 order by days',
    [bureauId],
  )
}

export function readPace(tx: Tx, bureauId: string): Promise<{ unit_id: string; ended: number }[]> {
  return tx.query('select unit_id, ended from past_pace where bureau_id = $1', [bureauId])
}

const LOADS = `
select m.handler_unit_id as unit_id, m.next_due, count(*)::integer as n
from matters m
where m.bureau_id = $1 and m.ended_on is null and coalesce(m.next_due, date '9999-12-31') <= $2::date
  and m.handler_unit_id is not null
group by 1, 2 order by 2`

/** Open matters of each unit by due day, up to a day. Without a unit in sight: shielded ones are left out. */
export function readLoads(
  tx: Tx,
  bureauId: string,
  until: string,
): Promise<{ unit_id: string; next_due: string; n: number }[]> {
  return tx.query(LOADS, [bureauId, until])
}
