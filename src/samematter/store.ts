/** SQL of possible same matters: open lane only, by matter and never by person. */
import type { Looker } from '../cases/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'

export interface Said {
  matter_id: string
  kek_id: string
  wrapped: Buffer | null
  contents: { content_id: string; cipher: Buffer }[]
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
       where bureau_id = $1 and matter_id = any($2::uuid[]) and kind in ('subject', 'body', 'place', 'demand')
       order by matter_id, case kind when 'subject' then 0 when 'body' then 1 else 2 end, version`,
      [bureauId, matterIds],
    ),
  ])
  const of = Map.groupBy(contents, (c) => c.matter_id)
  return keys.map((k) => ({ ...k, contents: of.get(k.matter_id) ?? [] }))
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

const LOG = `
insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason, roles)
select $1, n.access_id, n.matter_id, $4, $5, $6, 'lookup', n.reason, $8::text[]
from unnest($2::uuid[], $3::uuid[], $7::text[]) as n(access_id, matter_id, reason)
where not exists (
  select 1 from access_log where bureau_id = $1 and matter_id = n.matter_id and account_id = $4 and what = 'lookup'
    and reason = n.reason and at > $6::timestamptz - interval '12 hours')`

/** Logs looks at matters; the same account at the same matter for the same reason within twelve hours is one look. */
export async function logLooks(
  tx: Tx,
  { bureauId, actor, now }: Looker,
  looks: readonly { matterId: string; reason: string }[],
): Promise<void> {
  if (looks.length === 0) return
  await tx.query(LOG, [
    bureauId,
    looks.map(() => uuidv7(now)),
    looks.map((k) => k.matterId),
    actor.id,
    actor.unitId,
    now,
    looks.map((k) => k.reason),
    [...actor.roles],
  ])
}
