/** SQL of what goes back to other systems. */
import type { MatterDoc } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ReturnState } from './contract.ts'
import type { ReportFacts } from './report.ts'

export interface CandidateRow {
  number: string
  matter_id: string
  version: number
  returned: string | null
  doc: MatterDoc
}

const CANDIDATES = `
from exchange_orders o join matters m on m.bureau_id = o.bureau_id and m.matter_id = o.matter_id
where o.bureau_id = $1 and o.system = $2 and not o.cancelled and not m.shielded and m.version > o.returned_version
  and ($3::text is null or m.doc -> 'seats' ->> 'centre' = $3)
  and (m.ended_on is not null or exists (
    select 1 from documents d where d.bureau_id = m.bureau_id and d.matter_id = m.matter_id and d.served_on is not null))`

/**
 * Orders that may have something to tell, by number; shielded matters are answered by hand and never stand in a file.
 * @param centre only what this unit took in
 */
export function listCandidates(
  tx: Tx,
  bureauId: string,
  system: string,
  centre: string | null,
  limit: number,
): Promise<CandidateRow[]> {
  return tx.query<CandidateRow>(
    `select o.number, o.matter_id, m.version, o.returned, m.doc ${CANDIDATES} order by o.number limit $4`,
    [bureauId, system, centre, limit],
  )
}

/** Orders of each system that are matters in sight. */
export async function countOrders(tx: Tx, bureauId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ system: string; n: number }>(
    'select system, count(*)::integer as n from exchange_orders where bureau_id = $1 and not cancelled group by system',
    [bureauId],
  )
  return new Map(rows.map((r) => [r.system, r.n]))
}

/** What was looked at and holds nothing new is not looked at again before it goes on. */
export async function markTold(
  tx: Tx,
  bureauId: string,
  system: string,
  orders: readonly { number: string; point: string; version: number }[],
): Promise<void> {
  await tx.query(
    `update exchange_orders o set returned = p.point, returned_version = p.version
from jsonb_to_recordset($3::jsonb) as p(number text, point text, version integer)
where o.bureau_id = $1 and o.system = $2 and o.number = p.number`,
    [bureauId, system, JSON.stringify(orders)],
  )
}

/** A refused answer waits again. */
export async function markWaiting(
  tx: Tx,
  bureauId: string,
  system: string,
  numbers: readonly string[],
): Promise<void> {
  await tx.query(
    `update exchange_orders set returned = null, returned_version = 0
where bureau_id = $1 and system = $2 and number = any($3::text[])`,
    [bureauId, system, numbers],
  )
}

export interface ReturnRow {
  return_id: string
  system: string
  unit_id: string | null
  created_at: Date
  created_by: string | null
  sent_at: Date | null
  items: number
  acknowledged: number
  refused: number
}

const RETURNS = `
select r.return_id, r.system, r.unit_id, r.created_at, a.name as created_by, r.sent_at, c.items, c.acknowledged, c.refused
from exchange_returns r
left join accounts a on a.bureau_id = r.bureau_id and a.account_id = r.created_by
left join lateral (
  select count(*)::integer as items, count(*) filter (where i.state = 'acknowledged')::integer as acknowledged,
    count(*) filter (where i.state = 'refused')::integer as refused
  from exchange_return_items i where i.bureau_id = r.bureau_id and i.return_id = r.return_id) c on true`

export async function findReturn(tx: Tx, bureauId: string, returnId: string): Promise<ReturnRow | undefined> {
  const sql = `${RETURNS} where r.bureau_id = $1 and r.return_id = $2`
  return (await tx.query<ReturnRow>(sql, [bureauId, returnId]))[0]
}

export function listReturns(
  tx: Tx,
  bureauId: string,
  f: {
    system: string | null
    unitId: string | null
    after: { at: string; id: string } | null
    limit: number
  },
): Promise<ReturnRow[]> {
  const params: unknown[] = [bureauId]
  const param = (value: unknown) => `$${params.push(value)}`
  const where = ['r.bureau_id = $1']
  if (f.system) where.push(`r.system = ${param(f.system)}`)
  if (f.unitId) where.push(`r.unit_id = ${param(f.unitId)}`)
  if (f.after)
    where.push(
      `(r.created_at, r.return_id) < (${param(f.after.at)}::timestamptz, ${param(f.after.id)}::uuid)`,
    )
  return tx.query<ReturnRow>(
    `${RETURNS} where ${where.join(' and ')} order by r.created_at desc, r.return_id desc limit ${param(f.limit)}`,
    params,
  )
}

export async function insertReturn(
  tx: Tx,
  bureauId: string,
  r: { returnId: string; system: string; unitId: string | null; at: Date; by: string | null },
): Promise<void> {
  await tx.query(
    `insert into exchange_returns (bureau_id, return_id, system, unit_id, created_at, created_by)
values ($1, $2, $3, $4, $5, $6)`,
    [bureauId, r.returnId, r.system, r.unitId, r.at, r.by],
  )
}

export interface NewItem {
  number: string
  matter_id: string
  position: number
  point: string
  facts: ReportFacts
}

export async function insertItems(
  tx: Tx,
  bureauId: string,
  returnId: string,
  items: readonly NewItem[],
): Promise<void> {
  await tx.query(
    `insert into exchange_return_items (bureau_id, return_id, number, matter_id, position, point, facts)
select $1, $2, i.number, i.matter_id, i.position, i.point, i.facts
from jsonb_to_recordset($3::jsonb) as i(number text, matter_id uuid, position integer, point text, facts jsonb)`,
    [bureauId, returnId, JSON.stringify(items)],
  )
}

export interface ItemRow extends NewItem {
  state: ReturnState
  note: string | null
  matter_number: string
  kek_id: string | null
  wrapped: Buffer | null
}

export function listItems(tx: Tx, bureauId: string, returnId: string): Promise<ItemRow[]> {
  return tx.query<ItemRow>(
    `select i.number, i.matter_id, i.position, i.point, i.facts, i.state, i.note, m.number as matter_number, k.kek_id, k.wrapped
from exchange_return_items i
join matters m on m.bureau_id = i.bureau_id and m.matter_id = i.matter_id
join matter_keys k on k.bureau_id = i.bureau_id and k.matter_id = i.matter_id
where i.bureau_id = $1 and i.return_id = $2 order by i.position`,
    [bureauId, returnId],
  )
}

/** Ciphers of the words that answers are made of. */
export function listWords(
  tx: Tx,
  bureauId: string,
  ids: readonly { matterId: string; contentId: string }[],
): Promise<{ matter_id: string; content_id: string; cipher: Buffer }[]> {
  return tx.query(
    `select c.matter_id, c.content_id, c.cipher
from unnest($2::uuid[], $3::uuid[]) as w(matter_id, content_id)
join contents c on c.bureau_id = $1 and c.matter_id = w.matter_id and c.content_id = w.content_id`,
    [bureauId, ids.map((i) => i.matterId), ids.map((i) => i.contentId)],
  )
}

export async function logReading(
  tx: Tx,
  bureauId: string,
  rows: readonly { access_id: string; matter_id: string }[],
  who: {
    accountId: string | null
    unitId: string | null
    roles: readonly string[]
    at: Date
    reason: string
  },
): Promise<void> {
  await tx.query(
    `insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason, roles)
select $1, a.access_id, a.matter_id, $3, $4, $5, 'matter', $6, $7::text[]
from jsonb_to_recordset($2::jsonb) as a(access_id uuid, matter_id uuid) on conflict do nothing`,
    [
      bureauId,
      JSON.stringify(rows),
      who.accountId,
      who.unitId,
      who.at,
      who.reason,
      who.accountId ? [...who.roles] : null,
    ],
  )
}

export async function markSent(tx: Tx, bureauId: string, returnId: string, at: Date): Promise<void> {
  void tx
    .query(
      'update exchange_returns set sent_at = $3 where bureau_id = $1 and return_id = $2 and sent_at is null',
      [bureauId, returnId, at],
    )
    .catch(() => {})
  await tx.query(
    `update exchange_return_items set state = 'sent'
where bureau_id = $1 and return_id = $2 and state = 'prepared'`,
    [bureauId, returnId],
  )
}

export async function answerItems(
  tx: Tx,
  bureauId: string,
  returnId: string,
  answers: readonly { number: string; state: 'acknowledged' | 'refused'; note: string | null }[],
): Promise<string[]> {
  const rows = await tx.query<{ number: string }>(
    `update exchange_return_items i set state = a.state, note = a.note
from jsonb_to_recordset($3::jsonb) as a(number text, state text, note text)
where i.bureau_id = $1 and i.return_id = $2 and i.number = a.number returning i.number`,
    [bureauId, returnId, JSON.stringify(answers)],
  )
  return rows.map((r) => r.number)
}

export interface OrderOfMatter {
  system: string
  number: string
  status: string | null
  seen_at: Date
  changes: number
  state: ReturnState | null
  at: Date | null
}

/** Their side of one matter, with the newest return it stood in. */
export async function findOrderOfMatter(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<OrderOfMatter | undefined> {
  const rows = await tx.query<OrderOfMatter>(
    `select o.system, o.number, o.status, o.seen_at, o.changes, i.state, coalesce(i.sent_at, i.created_at) as at
from exchange_orders o
left join lateral (
  select i.state, r.sent_at, r.created_at from exchange_return_items i
  join exchange_returns r on r.bureau_id = i.bureau_id and r.return_id = i.return_id
  where i.bureau_id = o.bureau_id and i.matter_id = o.matter_id order by r.created_at desc limit 1) i on true
where o.bureau_id = $1 and o.matter_id = $2`,
    [bureauId, matterId],
  )
  return rows[0]
}
