/** SQL of Open311: keys, settings of services, which matters came this way, and the public facts of a request. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { KeyView, ServiceSettings } from './contract.ts'

export async function insertKey(
  tx: Tx,
  k: { bureauId: string; keyId: string; name: string; digest: Buffer; now: Date; accountId: string | null },
): Promise<void> {
  await tx.query(
    'insert into open311_keys (bureau_id, key_id, name, digest, made_at, made_by) values ($1, $2, $3, $4, $5, $6)',
    [k.bureauId, k.keyId, k.name, k.digest, k.now, k.accountId],
  )
}

/** @returns the name of the key, or undefined if there is none that holds */
export async function revokeKey(
  tx: Tx,
  bureauId: string,
  keyId: string,
  now: Date,
  accountId: string | null,
): Promise<string | undefined> {
  const rows = await tx.query<{ name: string }>(
    `update open311_keys set revoked_at = $3, revoked_by = $4
     where bureau_id = $1 and key_id = $2 and revoked_at is null returning name`,
    [bureauId, keyId, now, accountId],
  )
  return rows[0]?.name
}

export async function findKey(tx: Tx, bureauId: string, digest: Buffer): Promise<string | undefined> {
  const rows = await tx.query<{ key_id: string }>(
    'select key_id from open311_keys where bureau_id = $1 and digest = $2 and revoked_at is null',
    [bureauId, digest],
  )
  return rows[0]?.key_id
}

export async function listKeys(tx: Tx, bureauId: string): Promise<KeyView[]> {
  const rows = await tx.query<{
    key_id: string
    name: string
    made_at: Date
    revoked_at: Date | null
    filed: number
    last: Date | null
  }>(
    `select k.key_id, k.name, k.made_at, k.revoked_at, used.filed, used.last
     from open311_keys k
     cross join lateral (select count(*)::integer as filed, max(r.requested_at) as last from open311_requests r
       where r.bureau_id = k.bureau_id and r.key_id = k.key_id) used
     where k.bureau_id = $1 order by k.made_at desc, k.key_id`,
    [bureauId],
  )
  return rows.map((r) => ({
    keyId: r.key_id,
    name: r.name,
    madeAt: r.made_at.toISOString(),
    revokedAt: r.revoked_at?.toISOString() ?? null,
    filed: r.filed,
    lastFiledAt: r.last?.toISOString() ?? null,
  }))
}

export interface SettingsRow extends ServiceSettings {
  service_code: string
  version: number
}

export function listSettings(tx: Tx, bureauId: string): Promise<SettingsRow[]> {
  return tx.query<SettingsRow>(
    'select service_code, offered, type, keywords, attributes, version from open311_services where bureau_id = $1',
    [bureauId],
  )
}

/** @returns false when somebody else has just saved another version */
export async function saveSettings(
  tx: Tx,
  bureauId: string,
  code: string,
  s: ServiceSettings,
  seen: number,
): Promise<boolean> {
  const values = [bureauId, code, s.offered, s.type, s.keywords, JSON.stringify(s.attributes), seen]
  const rows = await tx.query(
    `insert into open311_services as o (bureau_id, service_code, offered, type, keywords, attributes, version)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::integer + 1)
     on conflict (bureau_id, service_code) do update
       set offered = $3, type = $4, keywords = $5, attributes = $6::jsonb, version = $7::integer + 1
       where o.version = $7::integer
     returning version`,
    values,
  )
  return rows.length > 0
}

export async function insertRequest(
  tx: Tx,
  r: { bureauId: string; matterId: string; keyId: string; code: string; token: string; now: Date },
): Promise<void> {
  await tx.query(
    `insert into open311_requests (bureau_id, matter_id, key_id, service_code, token, requested_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [r.bureauId, r.matterId, r.keyId, r.code, r.token, r.now],
  )
}

/** The public facts of a request: dates, codes, the unit that has it. Words only of what is published. */
export interface RequestRow {
  number: string
  procedure: string
  state: string
  unit_id: string
  service_code: string | null
  category: string | null
  requested_at: Date
  updated_at: Date
  end_kind: string | null
  ended_on: string | null
  /** Last day by count of the limit the person is promised. */
  due: string | null
  published: { title: string; letter: string } | null
}

const PUBLIC = `
select m.number, m.procedure, m.state, m.responsible_unit_id as unit_id, o.service_code, m.category,
  m.received_at as requested_at, m.recorded_at as updated_at, m.end_kind, m.ended_on,
  (select min(c.nominal) from clocks c where c.bureau_id = m.bureau_id and c.matter_id = m.matter_id
    and c.owner = 'citizen' and not c.is_right and c.status = 'running') as due,
  p.shown as published
from matters m
left join open311_requests o on o.bureau_id = m.bureau_id and o.matter_id = m.matter_id
left join publications p on p.bureau_id = m.bureau_id and p.matter_id = m.matter_id and p.state = 'published'
where m.bureau_id = $1 and not m.shielded and m.secrecy <> 'matter'
  and (o.matter_id is not null or p.matter_id is not null)`

export interface RequestFilter {
  numbers: string[] | null
  codes: string[] | null
  /** Categories of the codes, for what was published and came another way. */
  categories: string[] | null
  from: Date | null
  to: Date | null
  open: boolean | null
  limit: number
  offset: number
}

// What came this way and what is published are few beside all matters: their keys come first, from their own indexes.
const LIST = `${PUBLIC}
  and m.matter_id in (
    select r.matter_id from open311_requests r where r.bureau_id = $1
      and ($2::text[] is not null or ($5::timestamptz is null or r.requested_at >= $5::timestamptz))
    union
    select q.matter_id from publications q where q.bureau_id = $1 and q.state = 'published')
  and ($2::text[] is null or m.number = any($2))
  and ($3::text[] is null or o.service_code = any($3) or (o.service_code is null and m.category = any($4)))
  and ($5::timestamptz is null or m.received_at >= $5)
  and ($6::timestamptz is null or m.received_at <= $6)
  and ($7::boolean is null or (m.end_kind is null) = $7)
order by m.received_at desc, m.number desc limit $8 offset $9`

export function listRequests(tx: Tx, bureauId: string, f: RequestFilter): Promise<RequestRow[]> {
  const values = [bureauId, f.numbers, f.codes, f.categories, f.from, f.to, f.open, f.limit, f.offset]
  return tx.query<RequestRow>(LIST, values)
}

export async function findByToken(tx: Tx, bureauId: string, token: string): Promise<string | undefined> {
  const rows = await tx.query<{ number: string }>(
    `select m.number from open311_requests r
     join matters m on m.bureau_id = r.bureau_id and m.matter_id = r.matter_id
     where r.bureau_id = $1 and r.token = $2`,
    [bureauId, token],
  )
  return rows[0]?.number
}
