/** SQL of accounts as the administrator sees them. Sign-ins and sessions have no row security: the bureau is asked for. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { AccountRow } from '../contract.ts'

interface Row {
  account_id: string
  login: string
  name: string
  unit_id: string
  roles: string[]
  active: boolean
  version: number
  locked_until: Date | null
  one_time_until: Date | null
  second_factor: boolean
  sessions: number
  last_seen_at: Date | null
}

const ACCOUNTS = `
select a.account_id, a.login, a.name, a.unit_id, a.roles, a.active, a.version, s.locked_until, s.one_time_until,
  s.totp_cipher is not null as second_factor, coalesce(o.n, 0)::integer as sessions, o.last_seen_at
from accounts a
left join sign_ins s on s.login = a.login and s.bureau_id = a.bureau_id
left join (select account_id, count(*) as n, max(last_seen_at) as last_seen_at from sessions
           where bureau_id = $1 and expires_at > $2 group by account_id) o on o.account_id = a.account_id
where a.bureau_id = $1 order by a.login`

/** All accounts of a bureau by login. A bureau has hundreds, not thousands. */
export async function readAccounts(tx: Tx, bureauId: string, now: Date): Promise<AccountRow[]> {
  return (await tx.query<Row>(ACCOUNTS, [bureauId, now])).map((r) => ({
    accountId: r.account_id,
    login: r.login,
    name: r.name,
    unitId: r.unit_id,
    roles: r.roles,
    active: r.active,
    version: r.version,
    lockedUntil: r.locked_until && r.locked_until > now ? r.locked_until.toISOString() : null,
    oneTimeUntil: r.one_time_until?.toISOString() ?? null,
    secondFactor: r.second_factor,
    sessions: r.sessions,
    lastSeenAt: r.last_seen_at?.toISOString() ?? null,
  }))
}

// Account names are unique in the installation; only whether one is taken is told.
const TAKEN = 'select login from sign_ins where login = any ($1::text[])'

export async function takenLogins(tx: Tx, logins: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.query<{ login: string }>(TAKEN, [[...logins]])).map((r) => r.login))
}

const FACTORS = `
select r.role, count(*)::integer as accounts, count(s.totp_cipher)::integer as set
from accounts a
cross join unnest(a.roles) as r (role)
left join sign_ins s on s.login = a.login and s.bureau_id = a.bureau_id
where a.bureau_id = $1 and a.active
group by r.role order by r.role`

/** Active accounts by role, and how many of them have a second factor. */
export function countFactors(
  tx: Tx,
  bureauId: string,
): Promise<{ role: string; accounts: number; set: number }[]> {
  return tx.query<{ role: string; accounts: number; set: number }>(FACTORS, [bureauId])
}
