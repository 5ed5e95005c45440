/** SQL of the feed: events in an order that never gains an earlier entry afterwards, and how far each follower is. */
import type { Tx } from '../postgres/connect.ts'

/** A place in the feed; everything up to it, itself included, has been read. */
export interface Position {
  feed_xid: string
  matter_id: string
  version: number
}

/** Order of places, as the database orders them. */
export function comparePositions(a: Position, b: Position): number {
  const [x, y] = [BigInt(a.feed_xid), BigInt(b.feed_xid)]
  if (x !== y) return x < y ? -1 : 1
  if (a.matter_id !== b.matter_id) return a.matter_id < b.matter_id ? -1 : 1
  return a.version - b.version
}

/** An event as followers get it. */
export interface FeedEvent extends Position {
  event_id: string
  type: string
  schema_version: number
  occurred_at: Date
  recorded_at: Date
  actor: { kind: 'account' | 'citizen' | 'system'; id: string | null; unitId: string | null }
  procedure: string
  procedure_version: number
  data: unknown
  /** Of a matter in a shielded lane. */
  shielded: boolean
}

const LOCK = 'select pg_try_advisory_xact_lock(7412, hashtext($1::text)) as mine'

/** One reader of a bureau's feed at a time, until its transaction ends; false while another process is at it. */
export async function takeTurn(tx: Tx, bureauId: string): Promise<boolean> {
  return (await tx.query<{ mine: boolean }>(LOCK, [bureauId]))[0]!.mine
}

/** The same, waiting for whoever is at it. */
export async function waitForTurn(tx: Tx, bureauId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(7412, hashtext($1::text))', [bureauId])
}

const POSITIONS = `
select follower, feed_xid::text, matter_id, version from feed_positions
where bureau_id = $1 and follower = any($2::text[])`

export async function readPositions(
  tx: Tx,
  bureauId: string,
  followers: readonly string[],
): Promise<Map<string, Position>> {
  const rows = await tx.query<Position & { follower: string }>(POSITIONS, [bureauId, followers])
  return new Map(rows.map(({ follower, ...position }) => [follower, position]))
}

const MOVE = `
insert into feed_positions (bureau_id, follower, feed_xid, matter_id, version)
select $1, f, $3::xid8, $4, $5 from unnest($2::text[]) as f
on conflict (bureau_id, follower) do update
set feed_xid = excluded.feed_xid, matter_id = excluded.matter_id, version = excluded.version`

export async function movePositions(
  tx: Tx,
  bureauId: string,
  followers: readonly string[],
  to: Position,
): Promise<void> {
  await tx.query(MOVE, [bureauId, followers, to.feed_xid, to.matter_id, to.version])
}

/** Sends a follower back to the beginning. */
export async function dropPosition(tx: Tx, bureauId: string, follower: string): Promise<void> {
  await tx.query('delete from feed_positions where bureau_id = $1 and follower = $2', [bureauId, follower])
}

/** Moves a follower on, never back: another may have brought it further meanwhile. Asks for the turn. */
export async function raisePosition(tx: Tx, bureauId: string, follower: string, to: Position): Promise<void> {
  const now = (await readPositions(tx, bureauId, [follower])).get(follower)
  if (!now || comparePositions(now, to) < 0) await movePositions(tx, bureauId, [follower], to)
}

const END = `
select feed_xid::text, matter_id, version from events
where bureau_id = $1 and feed_xid < pg_snapshot_xmin(pg_current_snapshot())
order by feed_xid desc, matter_id desc, version desc limit 1`

/** The last place in the feed before which nothing can come any more; null while there is nothing. */
export async function endOfFeed(tx: Tx, bureauId: string): Promise<Position | null> {
  return (await tx.query<Position>(END, [bureauId]))[0] ?? null
}

// Only what no running transaction can still put an earlier entry before.
const NEXT = `
select e.feed_xid::text, e.matter_id, e.version, e.event_id, e.type, e.schema_version, e.occurred_at, e.recorded_at,
  e.actor, e.procedure, e.procedure_version, e.data, m.shielded
from events e join matters m on m.bureau_id = e.bureau_id and m.matter_id = e.matter_id
where e.bureau_id = $1 and e.feed_xid < pg_snapshot_xmin(pg_current_snapshot())
  and (e.feed_xid, e.matter_id, e.version) > ($2::xid8, $3::uuid, $4)
  and ($5::xid8 is null or (e.feed_xid, e.matter_id, e.version) <= ($5::xid8, $6::uuid, $7::integer))
order by e.feed_xid, e.matter_id, e.version limit $8`

/** The next events after a place, at most to another one. */
export function nextEvents(
  tx: Tx,
  bureauId: string,
  after: Position,
  upTo: Position | null,
  limit: number,
): Promise<FeedEvent[]> {
  const from = [after.feed_xid, after.matter_id, after.version]
  const to = upTo ? [upTo.feed_xid, upTo.matter_id, upTo.version] : [null, null, null]
  return tx.query<FeedEvent>(NEXT, [bureauId, ...from, ...to, limit])
}

/** A matter as it is now: the feed may still be behind it. */
export interface MatterState<Doc = unknown> {
  matter_id: string
  version: number
  doc: Doc
}

const STATES = `
select matter_id, version, doc from matters where bureau_id = $1 and matter_id = any($2::uuid[]) order by matter_id`

/** States of those matters that this transaction sees. */
export function readStates(tx: Tx, bureauId: string, matterIds: readonly string[]): Promise<MatterState[]> {
  return tx.query<MatterState>(STATES, [bureauId, matterIds])
}

const NEXT_STATES = `
select matter_id, version, doc from matters where bureau_id = $1 and matter_id > $2 order by matter_id limit $3`

/** States of the matters after one in the order of their ids, as far as this transaction sees them. */
export const nextStates = <Doc>(
  tx: Tx,
  bureauId: string,
  after: string,
  limit: number,
): Promise<MatterState<Doc>[]> => tx.query<MatterState<Doc>>(NEXT_STATES, [bureauId, after, limit])

/** Grows whenever something was written anywhere: while it stands still there is nothing new. */
export async function horizon(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ at: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as at')
  return row!.at
}
