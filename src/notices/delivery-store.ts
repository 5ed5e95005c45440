/** SQL of the notices on their way through gateways: the row is the queue. */
import type { Pool, Tx } from '../kernel/postgres/connect.ts'
import type { Via } from './notice.ts'

export type DeliveryState = 'waiting' | 'sent' | 'delivered' | 'refused' | 'given-up' | 'not-needed'

/** A way that was refused for good before the one the row stands at. */
export interface TriedWay {
  via: Via
  code: string
  at: string
}

export interface NewDelivery {
  bureauId: string
  noticeId: string
  matterId: string | null
  template: string
  via: Via
  madeAt: Date
  nextAt: Date
  box: Buffer
}

const INSERT = `
insert into notice_deliveries (bureau_id, notice_id, matter_id, template, via, state, made_at, next_at, box)
values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8) on conflict do nothing`

/** The same notice again changes nothing, whatever has become of it. */
export async function insertDelivery(tx: Tx, d: NewDelivery): Promise<void> {
  const { bureauId, noticeId, matterId, template, via, madeAt, nextAt, box } = d
  await tx.query(INSERT, [bureauId, noticeId, matterId, template, via, madeAt, nextAt, box])
}

export interface Claimed {
  bureau_id: string
  notice_id: string
  matter_id: string | null
  template: string
  via: Via
  made_at: Date
  attempts: number
  tried: TriedWay[]
  box: Buffer
}

// Moved ahead instead of locked: a gateway that answers slowly then holds no transaction open, which the feed of events
// would wait for. A killed process gives its rows back when the lease is over.
const CLAIM = `
update notice_deliveries d set next_at = $2, attempts = d.attempts + 1
from (select bureau_id, notice_id from notice_deliveries
      where state = 'waiting' and next_at <= $1 and via = any($3::text[])
      order by next_at, notice_id limit $4 for update skip locked) due
where d.bureau_id = due.bureau_id and d.notice_id = due.notice_id
returning d.bureau_id, d.notice_id, d.matter_id, d.template, d.via, d.made_at, d.attempts, d.tried, d.box`

/** Takes what is due for some ways until `until`; runs as the worker, over all bureaus. */
export async function claimDeliveries(
  worker: Pool,
  ask: { now: Date; until: Date; vias: readonly Via[]; limit: number },
): Promise<Claimed[]> {
  return (await worker.query<Claimed>(CLAIM, [ask.now, ask.until, [...ask.vias], ask.limit])).rows
}

export interface Settled {
  state: DeliveryState
  /** Way it stands at now. */
  via: Via
  nextAt: Date
  settledAt: Date | null
  reference: string | null
  lastError: string | null
  tried: readonly TriedWay[]
  /** Whether addresses and words are still needed. */
  keepBox: boolean
}

const SETTLE = `
update notice_deliveries set state = $3, via = $4, next_at = $5, settled_at = $6, reference = $7, last_error = $8,
  tried = $9, box = case when $10 then box end
where bureau_id = $1 and notice_id = $2 and state = 'waiting'`

export async function settleDelivery(worker: Pool, of: Claimed, s: Settled): Promise<void> {
  await worker.query(SETTLE, [
    of.bureau_id,
    of.notice_id,
    s.state,
    s.via,
    s.nextAt,
    s.settledAt,
    s.reference,
    s.lastError,
    JSON.stringify(s.tried),
    s.keepBox,
  ])
}

const REPORT = `
update notice_deliveries set state = $3, settled_at = $4, last_error = $5
where notice_id = $1 and via = $2 and state = 'sent'
returning bureau_id, matter_id, template`

/** A later word of the gateway on a message it has taken. @returns the row it was about, once */
export async function reportDelivery(
  worker: Pool,
  r: { noticeId: string; via: Via; delivered: boolean; code: string | null; at: Date },
): Promise<{ bureau_id: string; matter_id: string | null; template: string } | null> {
  const values = [r.noticeId, r.via, r.delivered ? 'delivered' : 'refused', r.at, r.code]
  type Row = { bureau_id: string; matter_id: string | null; template: string }
  return (await worker.query<Row>(REPORT, values)).rows[0] ?? null
}

const BY_REFERENCE = `
select notice_id as "noticeId" from notice_deliveries where reference = $1 and via = $2 and state = 'sent' limit 1`

/** As `reportDelivery`, by the number the gateway gave the message. */
export async function reportByReference(
  worker: Pool,
  r: { reference: string; via: Via; delivered: boolean; code: string | null; at: Date },
): Promise<{ noticeId: string; bureau_id: string; matter_id: string | null } | null> {
  const found = (await worker.query<{ noticeId: string }>(BY_REFERENCE, [r.reference, r.via])).rows[0]
  if (!found) return null
  const row = await reportDelivery(worker, { ...r, noticeId: found.noticeId })
  return row && { ...row, noticeId: found.noticeId }
}

const REVIVE = `
update notice_deliveries set state = 'waiting', next_at = $2, attempts = 0, settled_at = null
where bureau_id = $1 and state = 'given-up' and box is not null`

/** Tries those given up again, once the gateway is put right. @returns how many */
export async function reviveDeliveries(worker: Pool, bureauId: string, now: Date): Promise<number> {
  return (await worker.query(REVIVE, [bureauId, now])).rowCount ?? 0
}

export interface DeliveryRow {
  template: string
  via: Via
  state: DeliveryState
  madeAt: string
  settledAt: string | null
  code: string | null
  tried: TriedWay[]
}

const OF_MATTER = `
select template, via, state, made_at, settled_at, last_error, tried from notice_deliveries
where bureau_id = $1 and matter_id = $2 order by made_at desc, notice_id limit 100`

/** What became of telling the people of a matter, newest first; under row security, with the matter. */
export async function deliveriesOfMatter(tx: Tx, bureauId: string, matterId: string): Promise<DeliveryRow[]> {
  const rows = await tx.query<{
    template: string
    via: Via
    state: DeliveryState
    made_at: Date
    settled_at: Date | null
    last_error: string | null
    tried: TriedWay[]
  }>(OF_MATTER, [bureauId, matterId])
  return rows.map((r) => ({
    template: r.template,
    via: r.via,
    state: r.state,
    madeAt: r.made_at.toISOString(),
    settledAt: r.settled_at?.toISOString() ?? null,
    code: r.last_error,
    tried: r.tried,
  }))
}

export interface NoticeFigure {
  via: Via
  state: 'waiting' | 'refused' | 'given-up'
  number: number
  oldest: string
  /** Code of the newest failure among them. */
  code: string | null
}

const FIGURES = `
select via, state, number::int, oldest, last_error from notice_figures($1, $2) order by via, state`

/** What waits, and what was refused or given up since a day; counts and codes only. */
export async function noticeFigures(tx: Tx, bureauId: string, since: Date): Promise<NoticeFigure[]> {
  const rows = await tx.query<{
    via: Via
    state: NoticeFigure['state']
    number: number
    oldest: Date
    last_error: string | null
  }>(FIGURES, [bureauId, since])
  return rows.map((r) => ({
    via: r.via,
    state: r.state,
    number: r.number,
    oldest: r.oldest.toISOString(),
    code: r.last_error,
  }))
}
