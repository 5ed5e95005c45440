/** SQL of bureaus and their people. Every function takes the transaction first; row security keeps bureaus apart. */

import type { RoleName } from '../kernel/access/roles.ts'
import type { HolidayNotice, NoticeDays } from '../kernel/calendar/index.ts'
import type { HashName } from '../kernel/crypto/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Account, AuditRow, BureauInfo, LocalSettingFact, UnitInfo } from './contract.ts'

interface BureauRow {
  bureau_id: string
  slug: string
  name_zh: string
  name_en: string
  superior_bureau_id: string | null
  zone: string
  simulated: boolean
  hash_name: HashName
  practice_of: string | null
}

const BUREAU_COLUMNS =
  'bureau_id, slug, name_zh, name_en, superior_bureau_id, zone, simulated, hash_name, practice_of'

function toBureau(row: BureauRow): BureauInfo {
  return {
    bureauId: row.bureau_id,
    slug: row.slug,
    name: { zh: row.name_zh, en: row.name_en },
    zone: row.zone,
    simulated: row.simulated,
    hashName: row.hash_name,
    superiorBureauId: row.superior_bureau_id,
    practiceOf: row.practice_of,
  }
}

/** All bureaus of the installation by slug; the list is short and public. */
export async function listBureaus(tx: Tx): Promise<BureauInfo[]> {
  return (await tx.query<BureauRow>(`SELECT ${BUREAU_COLUMNS} FROM bureaus ORDER BY slug`)).map(toBureau)
}

/** Writes the bureau unless its slug exists. @returns whether it was written */
export async function insertBureau(tx: Tx, b: BureauInfo, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO bureaus (${BUREAU_COLUMNS}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (slug) DO NOTHING RETURNING bureau_id`,
    [
      b.bureauId,
      b.slug,
      b.name.zh,
      b.name.en,
      b.superiorBureauId,
      b.zone,
      b.simulated,
      b.hashName,
      b.practiceOf,
      now,
    ],
  )
  return rows.length > 0
}

interface UnitRow {
  unit_id: string
  parent_id: string | null
  code: string
  name_zh: string
  name_en: string
  kind: string
  seats: string[]
  superior_bureau_id: string | null
  superior_unit_id: string | null
  active: boolean
}

function toUnit(row: UnitRow): UnitInfo {
  return {
    unitId: row.unit_id,
    parentId: row.parent_id,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    seats: row.seats,
    superiorBureauId: row.superior_bureau_id,
    superiorUnitId: row.superior_unit_id,
    active: row.active,
  }
}

export async function listUnits(tx: Tx, bureauId: string): Promise<UnitInfo[]> {
  const rows = await tx.query<UnitRow>(
    `SELECT unit_id, parent_id, code, name_zh, name_en, kind, seats, superior_bureau_id, superior_unit_id, active
     FROM units WHERE bureau_id = $1 ORDER BY code`,
    [bureauId],
  )
  return rows.map(toUnit)
}

/** @returns whether it was written; false when the code is taken */
export async function insertUnit(tx: Tx, bureauId: string, u: UnitInfo): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO units (bureau_id, unit_id, parent_id, code, name_zh, name_en, kind, seats, superior_bureau_id,
                        superior_unit_id, active)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (bureau_id, code) DO NOTHING RETURNING unit_id`,
    [
      bureauId,
      u.unitId,
      u.parentId,
      u.code,
      u.name.zh,
      u.name.en,
      u.kind,
      u.seats,
      u.superiorBureauId,
      u.superiorUnitId,
      u.active,
    ],
  )
  return rows.length > 0
}

/** Versions of the units, by id: what a change must expect. */
export async function unitVersions(tx: Tx, bureauId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ unit_id: string; version: number }>(
    'SELECT unit_id, version FROM units WHERE bureau_id = $1',
    [bureauId],
  )
  return new Map(rows.map((r) => [r.unit_id, r.version]))
}

/** Locks the tree of a bureau: two moves at once could make a circle. */
export async function lockUnits(tx: Tx, bureauId: string): Promise<UnitInfo[]> {
  await tx.query('SELECT unit_id FROM units WHERE bureau_id = $1 ORDER BY unit_id FOR UPDATE', [bureauId])
  return listUnits(tx, bureauId)
}

/** @returns false when the version expected is no longer the one that stands there */
export async function updateUnit(
  tx: Tx,
  bureauId: string,
  u: UnitInfo,
  expectedVersion: number | null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE units SET parent_id = $3, name_zh = $4, name_en = $5, kind = $6, seats = $7, active = $8, version = version + 1
     WHERE bureau_id = $1 AND unit_id = $2 AND ($9::integer IS NULL OR version = $9) RETURNING 1 AS one`,
    [bureauId, u.unitId, u.parentId, u.name.zh, u.name.en, u.kind, u.seats, u.active, expectedVersion],
  )
  return rows.length > 0
}

interface AccountRow {
  account_id: string
  login: string
  name: string
  unit_id: string
  roles: RoleName[]
  active: boolean
}

const ACCOUNT_COLUMNS = 'account_id, login, name, unit_id, roles, active'

function toAccount(row: AccountRow): Account {
  return {
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    unitId: row.unit_id,
    roles: row.roles,
    active: row.active,
  }
}

/** Accounts by login, after a login. */
export async function listAccounts(
  tx: Tx,
  bureauId: string,
  after: string | null,
  limit: number,
): Promise<Account[]> {
  const rows = await tx.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts
     WHERE bureau_id = $1 AND ($2::text IS NULL OR login > $2) ORDER BY login LIMIT $3`,
    [bureauId, after, limit],
  )
  return rows.map(toAccount)
}

export async function findAccount(tx: Tx, bureauId: string, accountId: string): Promise<Account | null> {
  const rows = await tx.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts WHERE bureau_id = $1 AND account_id = $2`,
    [bureauId, accountId],
  )
  return rows[0] ? toAccount(rows[0]) : null
}

/** Locks the accounts that may administer, so that two administrators cannot each remove the other. */
export async function lockAdministrators(tx: Tx, bureauId: string): Promise<Account[]> {
  const rows = await tx.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts
     WHERE bureau_id = $1 AND active AND 'administrator' = ANY (roles) ORDER BY account_id FOR UPDATE`,
    [bureauId],
  )
  return rows.map(toAccount)
}

/** @returns whether it was written; false when the bureau has the account already, or another of that login */
export async function insertAccount(tx: Tx, bureauId: string, a: Account, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO accounts (bureau_id, ${ACCOUNT_COLUMNS}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT DO NOTHING RETURNING account_id`,
    [bureauId, a.accountId, a.login, a.name, a.unitId, a.roles, a.active, now],
  )
  return rows.length > 0
}

/** @returns false when the version expected is no longer the one that stands there */
export async function updateAccount(
  tx: Tx,
  bureauId: string,
  a: Omit<Account, 'login'>,
  expectedVersion: number | null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE accounts SET name = $3, unit_id = $4, roles = $5, active = $6, version = version + 1
     WHERE bureau_id = $1 AND account_id = $2 AND ($7::integer IS NULL OR version = $7) RETURNING 1 AS one`,
    [bureauId, a.accountId, a.name, a.unitId, a.roles, a.active, expectedVersion],
  )
  return rows.length > 0
}

interface SettingRow {
  rule_id: string
  valid_from: string
  valid_to: string | null
  length: number
  unit: LocalSettingFact['unit']
  extension_cap: number | null
  mark: LocalSettingFact['mark']
  basis_zh: string
  basis_en: string
}

const SETTING_COLUMNS = 'rule_id, valid_from, valid_to, length, unit, extension_cap, mark, basis_zh, basis_en'

function toSetting(row: SettingRow): LocalSettingFact {
  return {
    ruleId: row.rule_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    length: row.length,
    unit: row.unit,
    ...(row.extension_cap === null ? {} : { extensionCap: row.extension_cap }),
    mark: row.mark,
    basis: { zh: row.basis_zh, en: row.basis_en },
  }
}

export async function listSettings(tx: Tx, bureauId: string): Promise<LocalSettingFact[]> {
  const rows = await tx.query<SettingRow>(
    `SELECT ${SETTING_COLUMNS} FROM local_settings WHERE bureau_id = $1 ORDER BY rule_id, valid_from`,
    [bureauId],
  )
  return rows.map(toSetting)
}

/** Writes a setting, or corrects one that begins after today. @returns whether it was written */
export async function saveSetting(
  tx: Tx,
  bureauId: string,
  s: LocalSettingFact,
  today: string,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO local_settings AS had (bureau_id, ${SETTING_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (bureau_id, rule_id, valid_from) DO UPDATE SET valid_to = excluded.valid_to,
       length = excluded.length, unit = excluded.unit, extension_cap = excluded.extension_cap, mark = excluded.mark,
       basis_zh = excluded.basis_zh, basis_en = excluded.basis_en
     WHERE had.valid_from > $11::date RETURNING rule_id`,
    [
      bureauId,
      s.ruleId,
      s.validFrom,
      s.validTo,
      s.length,
      s.unit,
      s.extensionCap ?? null,
      s.mark,
      s.basis.zh,
      s.basis.en,
      today,
    ],
  )
  return rows.length > 0
}

export interface OverrideFact {
  day: string
  working: boolean
  basis: { zh: string; en: string }
}

export async function listOverrides(tx: Tx, bureauId: string): Promise<OverrideFact[]> {
  const rows = await tx.query<{ day: string; working: boolean; basis_zh: string; basis_en: string }>(
    'SELECT day, working, basis_zh, basis_en FROM calendar_overrides WHERE bureau_id = $1 ORDER BY day',
    [bureauId],
  )
  return rows.map((r) => ({ day: r.day, working: r.working, basis: { zh: r.basis_zh, en: r.basis_en } }))
}

export async function saveOverride(tx: Tx, bureauId: string, o: OverrideFact): Promise<void> {
  await tx.query(
    `INSERT INTO calendar_overrides (bureau_id, day, working, basis_zh, basis_en) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (bureau_id, day) DO UPDATE SET working = excluded.working, basis_zh = excluded.basis_zh,
       basis_en = excluded.basis_en`,
    [bureauId, o.day, o.working, o.basis.zh, o.basis.en],
  )
}

/** Holiday notices the bureau has read in itself, by year. */
export async function listNotices(tx: Tx, bureauId: string): Promise<HolidayNotice[]> {
  const rows = await tx.query<{ year: number; title: string; number: string | null; days: NoticeDays[] }>(
    'SELECT year, title, number, days FROM calendar_notices WHERE bureau_id = $1 ORDER BY year',
    [bureauId],
  )
  return rows
}

/** @returns false when a notice of that year is there already */
export async function insertNotice(tx: Tx, bureauId: string, n: HolidayNotice, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO calendar_notices (bureau_id, year, title, number, days, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING year`,
    [bureauId, n.year, n.title, n.number, JSON.stringify(n.days), now],
  )
  return rows.length > 0
}

/** Writes one line of the audit log. `details` hold no personal data of petitioners and no secrets. */
export async function audit(
  tx: Tx,
  line: {
    bureauId: string
    accountId: string | null
    action: string
    details: Record<string, unknown>
    now: Date
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO audit_log (bureau_id, audit_id, at, account_id, action, details) VALUES ($1, $2, $3, $4, $5, $6)',
    [line.bureauId, uuidv7(line.now), line.now, line.accountId, line.action, line.details],
  )
}

/** The audit log, newest first, before an id (ids are ordered by time). */
export async function listAudit(
  tx: Tx,
  bureauId: string,
  before: string | null,
  limit: number,
): Promise<AuditRow[]> {
  const rows = await tx.query<{
    audit_id: string
    at: Date
    account_id: string | null
    action: string
    details: Record<string, unknown>
  }>(
    `SELECT audit_id, at, account_id, action, details FROM audit_log
     WHERE bureau_id = $1 AND ($2::uuid IS NULL OR audit_id < $2) ORDER BY audit_id DESC LIMIT $3`,
    [bureauId, before, limit],
  )
  return rows.map((r) => ({
    auditId: r.audit_id,
    at: r.at.toISOString(),
    accountId: r.account_id,
    action: r.action,
    details: r.details,
  }))
}
