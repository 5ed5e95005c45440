/** SQL of telephone systems and of the settings. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Settings, System } from './contract.ts'

export interface SystemRow {
  system_id: string
  name: string
  secret: Buffer
  dial_url: string | null
  made_at: Date
  revoked_at: Date | null
}

export async function insertSystem(
  tx: Tx,
  s: {
    bureauId: string
    systemId: string
    name: string
    secret: Buffer
    dialUrl: string | null
    now: Date
    accountId: string | null
  },
): Promise<void> {
  await tx.query(
    `insert into telephone_systems (bureau_id, system_id, name, secret, dial_url, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [s.bureauId, s.systemId, s.name, s.secret, s.dialUrl, s.now, s.accountId],
  )
}

/** One that holds; revoked and unknown ones look alike. */
export async function findSystem(tx: Tx, bureauId: string, systemId: string): Promise<SystemRow | undefined> {
  const rows = await tx.query<SystemRow>(
    `select system_id, name, secret, dial_url, made_at, revoked_at from telephone_systems
     where bureau_id = $1 and system_id = $2 and revoked_at is null`,
    [bureauId, systemId],
  )
  return rows[0]
}

/** The newest system that holds and can dial; a practice ground calls nobody. */
export async function findDialler(tx: Tx, bureauId: string): Promise<SystemRow | undefined> {
  const rows = await tx.query<SystemRow>(
    `select system_id, name, secret, dial_url, made_at, revoked_at from telephone_systems
     where bureau_id = $1 and revoked_at is null and dial_url is not null
       and not exists (select 1 from bureaus b where b.bureau_id = $1 and b.practice_of is not null)
     order by made_at desc limit 1`,
    [bureauId],
  )
  return rows[0]
}

/** @returns its name, or undefined where none holds */
export async function revokeSystem(
  tx: Tx,
  bureauId: string,
  systemId: string,
  now: Date,
  accountId: string | null,
): Promise<string | undefined> {
  const rows = await tx.query<{ name: string }>(
    `update telephone_systems set revoked_at = $3, revoked_by = $4
     where bureau_id = $1 and system_id = $2 and revoked_at is null returning name`,
    [bureauId, systemId, now, accountId],
  )
  return rows[0]?.name
}

export async function setDialUrl(
  tx: Tx,
  bureauId: string,
  systemId: string,
  dialUrl: string | null,
): Promise<boolean> {
  const rows = await tx.query(
    `update telephone_systems set dial_url = $3
     where bureau_id = $1 and system_id = $2 and revoked_at is null returning system_id`,
    [bureauId, systemId, dialUrl],
  )
  return rows.length > 0
}

export async function listSystems(tx: Tx, bureauId: string): Promise<System[]> {
  const rows = await tx.query<SystemRow & { last: Date | null }>(
    `select s.system_id, s.name, s.secret, s.dial_url, s.made_at, s.revoked_at, e.received_at as last
     from telephone_systems s
     left join lateral (select max(received_at) as received_at from call_events e
       where e.bureau_id = s.bureau_id and e.system_id = s.system_id) e on true
     where s.bureau_id = $1 order by s.made_at desc, s.system_id`,
    [bureauId],
  )
  return rows.map((r) => ({
    systemId: r.system_id,
    name: r.name,
    dialUrl: r.dial_url,
    madeAt: r.made_at.toISOString(),
    revokedAt: r.revoked_at?.toISOString() ?? null,
    lastEventAt: r.last?.toISOString() ?? null,
  }))
}

export async function findSettings(tx: Tx, bureauId: string): Promise<Settings | undefined> {
  const [row] = await tx.query<{ wrap_codes: Settings['wrapCodes']; keep_days: number; version: number }>(
    'select wrap_codes, keep_days, version from hotline_settings where bureau_id = $1',
    [bureauId],
  )
  return row && { wrapCodes: row.wrap_codes, keepDays: row.keep_days, version: row.version }
}

/** @returns false when somebody else has just saved another version */
export async function saveSettings(tx: Tx, bureauId: string, s: Settings): Promise<boolean> {
  const rows = await tx.query(
    `insert into hotline_settings as h (bureau_id, wrap_codes, keep_days, version) values ($1, $2::jsonb, $3, $4::integer + 1)
     on conflict (bureau_id) do update set wrap_codes = excluded.wrap_codes, keep_days = excluded.keep_days,
       version = excluded.version where h.version = $4::integer returning version`,
    [bureauId, JSON.stringify(s.wrapCodes), s.keepDays, s.version],
  )
  return rows.length > 0
}
