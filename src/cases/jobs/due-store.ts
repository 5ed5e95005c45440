/** SQL of due work. Everything is found by `due <= now` along `clocks_due` and `clocks_rights`; what was done already leaves a command row. */
import type { Tx } from '../../kernel/postgres/connect.ts'

export interface DueClock {
  matter_id: string
  proceeding_id: string
  clock_id: string
}

// For hours `nominal` is the day of `due_at`. A matter that has ended is past supervising; supervision is not supervised.
const OVERDUE = `
select c.matter_id, c.proceeding_id, c.clock_id
from clocks c
join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and m.ended_on is null
join proceedings p on p.bureau_id = c.bureau_id and p.matter_id = c.matter_id and p.proceeding_id = c.proceeding_id
where c.bureau_id = $1 and c.status = 'running' and not c.is_right and c.nominal <= $2::date
  and (case when c.due_at is null then c.nominal < $2::date else c.due_at < $3::timestamptz end)
  and p.procedure not in ('supervision', 'reminder', 'advice')
  and not exists (select 1 from commands k where k.bureau_id = c.bureau_id and k.principal = 'system'
    and k.idempotency_key = 'overdue:' || c.matter_id || ':' || c.clock_id)
order by c.nominal, c.matter_id, c.clock_id limit $4`

export const findOverdue = (
  tx: Tx,
  bureauId: string,
  today: string,
  now: Date,
  limit: number,
): Promise<DueClock[]> => tx.query<DueClock>(OVERDUE, [bureauId, today, now, limit])

const LAPSED = `
select c.matter_id, c.proceeding_id, c.clock_id
from clocks c
where c.bureau_id = $1 and c.status = 'running' and c.is_right and c.rule_id = $3 and c.nominal < $2::date
  and c.rolled < $2::date
order by c.nominal, c.matter_id, c.clock_id limit $4`

/** Rights of a citizen under a rule whose rolled day is over. */
export const findLapsed = (
  tx: Tx,
  bureauId: string,
  today: string,
  rule: string,
  limit: number,
): Promise<DueClock[]> => tx.query<DueClock>(LAPSED, [bureauId, today, rule, limit])

export interface SoonDue extends DueClock {
  nominal: string
}

// A limit no longer than the warning itself needs none. An extended limit has a new date and is warned of again.
const SOON = `
select c.matter_id, c.proceeding_id, c.clock_id, c.nominal
from clocks c
where c.bureau_id = $1 and c.status = 'running' and not c.is_right and c.unit_id is not null and c.due_at is null
  and c.nominal between $2::date and $2::date + $3::integer and c.nominal - c.started_on > $3::integer
  and not exists (select 1 from commands k where k.bureau_id = c.bureau_id and k.principal = 'system'
    and k.idempotency_key = 'remind:' || c.matter_id || ':' || c.clock_id || ':' || c.nominal)
order by c.nominal, c.matter_id, c.clock_id limit $4`

export const findSoonDue = (
  tx: Tx,
  bureauId: string,
  today: string,
  days: number,
  limit: number,
): Promise<SoonDue[]> => tx.query<SoonDue>(SOON, [bureauId, today, days, limit])

// What passed longer ago is not told any more, so that an installation brought up to date writes to nobody about last year.
// A provisional date may still move.
const PASSED = `
select c.matter_id, c.proceeding_id, c.clock_id, c.nominal
from clocks c
where c.bureau_id = $1 and c.status = 'running' and not c.is_right and c.owner = 'citizen' and c.proceeding_id = 'main'
  and c.due_at is null and not c.provisional and c.nominal between $2::date - 7 and $2::date - 1
  and not exists (select 1 from commands k where k.bureau_id = c.bureau_id and k.principal = 'system'
    and k.idempotency_key = 'due:' || c.matter_id || ':' || c.clock_id || ':' || c.nominal)
order by c.nominal, c.matter_id, c.clock_id limit $3`

/** Limits owed to the person who asked that passed within a week without a result, and that nobody was told of. */
export const findPassed = (tx: Tx, bureauId: string, today: string, limit: number): Promise<SoonDue[]> =>
  tx.query<SoonDue>(PASSED, [bureauId, today, limit])

// The command row says that the reminder was given; two sweepers at once write it, and the job, once.
const REMIND = `
with r as (
  select * from jsonb_to_recordset($2::jsonb) as r(event_id uuid, key text, payload jsonb)),
marked as (
  insert into commands (bureau_id, principal, idempotency_key, request_hash, response, at)
  select $1, 'system', r.key, 'remind', '{}', $3 from r
  on conflict do nothing returning idempotency_key)
insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at)
select $1, r.event_id, $4, r.payload, $3, $3 from r join marked on marked.idempotency_key = r.key`

export async function enqueueReminders(
  tx: Tx,
  bureauId: string,
  topic: 'remind-unit' | 'notify-citizen',
  reminders: readonly { event_id: string; key: string; payload: Record<string, unknown> }[],
  now: Date,
): Promise<void> {
  await tx.query(REMIND, [bureauId, JSON.stringify(reminders), now, topic])
}

const PROVISIONAL = `
select distinct c.matter_id from clocks c
where c.bureau_id = $1 and c.provisional and c.status in ('running', 'paused') order by c.matter_id`

export async function findProvisional(tx: Tx, bureauId: string): Promise<string[]> {
  return (await tx.query<{ matter_id: string }>(PROVISIONAL, [bureauId])).map((r) => r.matter_id)
}
