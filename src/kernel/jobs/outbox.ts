/** SQL of the outbox: the row is the queue. Everything here runs as `huiyin_worker`, which sees the rows of all bureaus. */
import type pg from 'pg'
import type { Pool } from '../postgres/connect.ts'

/** One effect to be had outside the transaction that decided it, keyed by bureau, event and topic. */
export interface Job {
  bureauId: string
  eventId: string
  topic: string
  payload: Record<string, unknown>
  /** When the deciding event occurred. */
  createdAt: Date
  /** Failed tries so far. */
  attempts: number
}

/** What became of one try. */
export interface Verdict {
  job: Job
  outcome: 'done' | 'again' | 'dead'
  /** Kept in `last_error`: of a done job a remark, of another the reason. No personal data. */
  note: string | null
  /** When to try again; only for `again`. */
  nextAt: Date | null
}

interface Row {
  bureau_id: string
  event_id: string
  topic: string
  payload: Record<string, unknown>
  created_at: Date
  attempts: number
}

// Locked until the transaction ends: another process skips these rows, a killed one gives them back at once.
const CLAIM = `
select bureau_id, event_id, topic, payload, created_at, attempts from outbox
where done_at is null and next_at <= $1 and topic = any($2::text[]) and ($3::uuid is null or bureau_id = $3)
order by next_at, event_id
limit $4
for update skip locked`

export async function claimDue(
  client: pg.PoolClient,
  ask: { now: Date; topics: readonly string[]; bureauId: string | null; limit: number },
): Promise<Job[]> {
  const { rows } = await client.query<Row>(CLAIM, [ask.now, [...ask.topics], ask.bureauId, ask.limit])
  return rows.map((r) => ({
    bureauId: r.bureau_id,
    eventId: r.event_id,
    topic: r.topic,
    payload: r.payload,
    createdAt: r.created_at,
    attempts: r.attempts,
  }))
}

// A dead job is due at infinity: it stays where it was, with its reason, and nobody takes it until it is revived.
const SETTLE = `
update outbox o set
  attempts = o.attempts + 1,
  done_at = case when v.outcome = 'done' then $1::timestamptz end,
  next_at = case v.outcome when 'done' then o.next_at when 'dead' then 'infinity'::timestamptz else v.next_at end,
  last_error = v.note
from jsonb_to_recordset($2::jsonb) as v(bureau_id uuid, event_id uuid, topic text, outcome text, note text,
  next_at timestamptz)
where o.bureau_id = v.bureau_id and o.event_id = v.event_id and o.topic = v.topic`

export async function settle(client: pg.PoolClient, now: Date, verdicts: readonly Verdict[]): Promise<void> {
  const rows = verdicts.map((v) => ({
    bureau_id: v.job.bureauId,
    event_id: v.job.eventId,
    topic: v.job.topic,
    outcome: v.outcome,
    note: v.note,
    next_at: v.nextAt,
  }))
  await client.query(SETTLE, [now, JSON.stringify(rows)])
}

export interface OutboxFigures {
  topic: string
  waiting: number
  /** Waiting after at least one failure. */
  failing: number
  dead: number
  oldestWaiting: Date | null
}

const FIGURES = `
select topic,
  count(*) filter (where next_at < 'infinity') as waiting,
  count(*) filter (where next_at < 'infinity' and attempts > 0) as failing,
  count(*) filter (where next_at = 'infinity') as dead,
  min(created_at) filter (where next_at < 'infinity') as oldest
from outbox where done_at is null group by topic order by topic`

/** What waits and what is dead, by topic: for the health page and for operators. */
export async function outboxFigures(worker: Pool): Promise<OutboxFigures[]> {
  const { rows } = await worker.query<Omit<OutboxFigures, 'oldestWaiting'> & { oldest: Date | null }>(FIGURES)
  return rows.map(({ oldest, ...figures }) => ({ ...figures, oldestWaiting: oldest }))
}

const DEAD = `
select bureau_id, event_id, topic, payload, created_at, attempts, last_error from outbox
where done_at is null and next_at = 'infinity' order by created_at, event_id limit $1`

/** Jobs given up, oldest first, each with the reason. */
export async function deadJobs(worker: Pool, limit = 100): Promise<(Job & { reason: string | null })[]> {
  const { rows } = await worker.query<Row & { last_error: string | null }>(DEAD, [limit])
  return rows.map((r) => ({
    bureauId: r.bureau_id,
    eventId: r.event_id,
    topic: r.topic,
    payload: r.payload,
    createdAt: r.created_at,
    attempts: r.attempts,
    reason: r.last_error,
  }))
}

const REVIVE = `
update outbox set next_at = $4, attempts = 0
where bureau_id = $1 and event_id = $2 and topic = $3 and done_at is null`

/** Tries a dead job again, once what stood against it is put right. False if there is no such open job. */
export async function reviveJob(
  worker: Pool,
  key: Pick<Job, 'bureauId' | 'eventId' | 'topic'>,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await worker.query(REVIVE, [key.bureauId, key.eventId, key.topic, now])
  return rowCount === 1
}
