/** SQL of the same-matter digests: open lane only, keyed, by matter and never by person. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface Said {
  matter_id: string
  kek_id: string
  wrapped: Buffer | null
  contents: { content_id: string; cipher: Buffer }[]
}

/** Position of the feed up to which registrations are known, locked so that two servers do not read them twice. */
export async function lockProgress(
  tx: Tx,
  bureauId: string,
): Promise<{ feed_xid: string; matter_id: string }> {
  await tx.query(
    `insert into same_matter_progress (bureau_id, feed_xid, matter_id)
     values ($1, '0', '00000000-0000-0000-0000-000000000000') on conflict do nothing`,
    [bureauId],
  )
  const rows = await tx.query<{ feed_xid: string; matter_id: string }>(
    `select feed_xid::text, matter_id from same_matter_progress where bureau_id = $1 for update`,
    [bureauId],
  )
  return rows[0]!
}

export async function keepProgress(
  tx: Tx,
  bureauId: string,
  at: { feed_xid: string; matter_id: string },
  added: number,
): Promise<void> {
  await tx.query(
    `update same_matter_progress set feed_xid = $2::xid8, matter_id = $3, matters = matters + $4
     where bureau_id = $1`,
    [bureauId, at.feed_xid, at.matter_id, added],
  )
}

/** How many matters the digests are made of. */
export async function indexedMatters(tx: Tx, bureauId: string): Promise<number> {
  const rows = await tx.query<{ matters: number }>(
    'select matters from same_matter_progress where bureau_id = $1',
    [bureauId],
  )
  return rows[0]?.matters ?? 0
}

/**
 * The next registrations in the order of the feed. An event is given out only when no transaction before its own still
 * runs, so none is passed over. A shielded matter is named, that the position moves on, and not read.
 */
export function nextRegistered(
  tx: Tx,
  bureauId: string,
  after: { feed_xid: string; matter_id: string },
  limit: number,
): Promise<{ feed_xid: string; matter_id: string; open: boolean }[]> {
  return tx.query(
    `select e.feed_xid::text, e.matter_id, e.data ->> 'lane' = 'open' as open from events e
     where e.bureau_id = $1 and e.feed_xid < pg_snapshot_xmin(pg_current_snapshot())
       and (e.feed_xid, e.matter_id, e.version) > ($2::xid8, $3::uuid, 1) and e.version = 1
     order by e.feed_xid, e.matter_id, e.version limit $4`,
    [bureauId, after.feed_xid, after.matter_id, limit],
  )
}

/** What was asked in some matters, still encrypted: subject, words, place and demands. */
export async function readSaid(tx: Tx, bureauId: string, matterIds: readonly string[]): Promise<Said[]> {
  const [keys, contents] = await Promise.all([
    tx.query<{ matter_id: string; kek_id: string; wrapped: Buffer | null }>(
      'select matter_id, kek_id, wrapped from matter_keys where bureau_id = $1 and matter_id = any($2::uuid[])',
      [bureauId, matterIds],
    ),
    tx.query<{ matter_id: string; content_id: string; cipher: Buffer }>(
      `select matter_id, content_id, cipher from contents
       where bureau_id = $1 and matter_id = any($2::uuid[]) and kind in ('subject', 'body', 'place', 'demand')`,
      [bureauId, matterIds],
    ),
  ])
  const of = Map.groupBy(contents, (c) => c.matter_id)
  return keys.map((k) => ({ ...k, contents: of.get(k.matter_id) ?? [] }))
}

export async function countsOf(
  tx: Tx,
  bureauId: string,
  marks: readonly bigint[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ mark: string; matters: number }>(
    'select mark::text, matters from same_matter_words where bureau_id = $1 and mark = any($2::bigint[])',
    [bureauId, marks.map(String)],
  )
  return new Map(rows.map((r) => [r.mark, r.matters]))
}

export async function addCounts(
  tx: Tx,
  bureauId: string,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.query(
    `insert into same_matter_words (bureau_id, mark, matters)
     select $1, * from unnest($2::bigint[], $3::integer[])
     on conflict (bureau_id, mark) do update set matters = same_matter_words.matters + excluded.matters`,
    [bureauId, [...counts.keys()], [...counts.values()]],
  )
}

export async function addMarks(
  tx: Tx,
  bureauId: string,
  marks: readonly { mark: bigint; matterId: string }[],
): Promise<void> {
  await tx.query(
    `insert into same_matter_marks (bureau_id, mark, matter_id)
     select $1, * from unnest($2::bigint[], $3::uuid[]) on conflict do nothing`,
    [bureauId, marks.map((m) => String(m.mark)), marks.map((m) => m.matterId)],
  )
}

/** Matters that hold most of these digests, the most first. */
export async function matterIdsBy(
  tx: Tx,
  bureauId: string,
  marks: readonly bigint[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ matter_id: string }>(
    `select matter_id from same_matter_marks where bureau_id = $1 and mark = any($2::bigint[])
     group by matter_id order by count(*) desc, matter_id desc limit $3`,
    [bureauId, marks.map(String), limit],
  )
  return rows.map((r) => r.matter_id)
}

export interface MatterRow {
  matter_id: string
  number: string
  procedure: string
  state: string
  responsible_unit_id: string
  received_on: string
  ended_on: string | null
  end_kind: string | null
  doc: unknown
}

/** The rows of the open lane among these; row security holds here as everywhere. */
export function matterRows(tx: Tx, bureauId: string, matterIds: readonly string[]): Promise<MatterRow[]> {
  return tx.query<MatterRow>(
    `select matter_id, number, procedure, state, responsible_unit_id, received_on, ended_on, end_kind, doc
     from matters where bureau_id = $1 and matter_id = any($2::uuid[]) and not shielded`,
    [bureauId, matterIds],
  )
}

/** Open matters of the open lane that carry this telephone. */
export async function idsByPhone(tx: Tx, bureauId: string, blind: string): Promise<string[]> {
  const rows = await tx.query<{ matter_id: string }>(
    `select m.matter_id from blind_index b join matters m on m.bureau_id = b.bureau_id and m.matter_id = b.matter_id
     where b.bureau_id = $1 and b.kind = 'phone' and b.blind = decode($2, 'hex')
       and m.ended_on is null and not m.shielded
     order by m.received_at desc limit 20`,
    [bureauId, blind],
  )
  return rows.map((r) => r.matter_id)
}

/** Logs a look; the same account at the same matter for the same reason within twelve hours is one look. */
export async function logLook(
  tx: Tx,
  a: {
    bureauId: string
    accessId: string
    matterId: string
    accountId: string | null
    unitId: string | null
    at: Date
    reason: string
  },
): Promise<void> {
  await tx.query(
    `insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
     select $1, $2, $3, $4, $5, $6, 'lookup', $7
     where not exists (
       select 1 from access_log where bureau_id = $1 and matter_id = $3 and account_id = $4 and what = 'lookup'
         and reason = $7 and at > $6::timestamptz - interval '12 hours')`,
    [a.bureauId, a.accessId, a.matterId, a.accountId, a.unitId, a.at, a.reason],
  )
}
