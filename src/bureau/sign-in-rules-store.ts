/** SQL of a bureau's rules about signing in. */
import type { RoleName } from '../kernel/access/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Account } from './contract.ts'
import { DEFAULT_SIGN_IN_RULES, type SignInRules } from './rules.ts'

interface RulesRow {
  idle_minutes: number | null
  session_hours: number | null
  second_factor_roles: RoleName[] | null
}

const toRules = (row: RulesRow | undefined): SignInRules => ({
  idleMinutes: row?.idle_minutes ?? DEFAULT_SIGN_IN_RULES.idleMinutes,
  sessionHours: row?.session_hours ?? DEFAULT_SIGN_IN_RULES.sessionHours,
  secondFactorRoles: row?.second_factor_roles ?? DEFAULT_SIGN_IN_RULES.secondFactorRoles,
})

/** The rules in force and their version, 0 before a bureau has set its own. */
export async function findSignInRules(
  tx: Tx,
  bureauId: string,
): Promise<{ rules: SignInRules; version: number }> {
  const [row] = await tx.query<RulesRow & { version: number }>(
    `SELECT idle_minutes, session_hours, second_factor_roles, version FROM sign_in_rules WHERE bureau_id = $1`,
    [bureauId],
  )
  return { rules: toRules(row), version: row?.version ?? 0 }
}

/** @returns false when the version expected is no longer the one that stands there */
export async function saveSignInRules(
  tx: Tx,
  bureauId: string,
  r: SignInRules,
  expectedVersion: number,
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO sign_in_rules AS had (bureau_id, idle_minutes, session_hours, second_factor_roles, changed_at)
     SELECT $1, $2, $3, $4, $6 WHERE $5::integer = 0 OR EXISTS (SELECT 1 FROM sign_in_rules WHERE bureau_id = $1)
     ON CONFLICT (bureau_id) DO UPDATE SET idle_minutes = $2, session_hours = $3, second_factor_roles = $4,
       version = had.version + 1, changed_at = $6
     WHERE had.version = $5 RETURNING version`,
    [bureauId, r.idleMinutes, r.sessionHours, r.secondFactorRoles, expectedVersion, now],
  )
  return rows.length > 0
}

interface AccountUnderRules extends RulesRow {
  account_id: string
  login: string
  name: string
  unit_id: string
  roles: string[]
  active: boolean
}

const ACCOUNT = `
select a.account_id, a.login, a.name, a.unit_id, a.roles, a.active,
  r.idle_minutes, r.session_hours, r.second_factor_roles
from accounts a left join sign_in_rules r on r.bureau_id = a.bureau_id
where a.bureau_id = $1 and a.account_id = $2`

/** An account with the rules it signs in under. */
export async function findAccountUnderRules(
  tx: Tx,
  bureauId: string,
  accountId: string,
): Promise<{ account: Account; rules: SignInRules } | null> {
  const [row] = await tx.query<AccountUnderRules>(ACCOUNT, [bureauId, accountId])
  if (!row) return null
  const { account_id, login, name, unit_id, roles, active } = row
  return {
    account: { accountId: account_id, login, name, unitId: unit_id, roles, active },
    rules: toRules(row),
  }
}
