/** SQL of disclosure packages. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Format, Kind, PackageChange, Settings, State } from './contract.ts'
import type { PackageDoc } from './document.ts'
import type { TableSet } from './sets.ts'

export interface PackageRecord {
  package_id: string
  department_id: string
  department: string
  year: number
  kind: Kind
  state: State
  version: number
  words: Record<string, string>
  settings: Settings
  accounts_version: number | null
  submitted_by: string | null
  released_at: Date | null
}

const COLUMNS = `p.package_id, p.department_id, coalesce(d.name, p.shown ->> 'entity') as department, p.year, p.kind, p.state,
  p.version, p.words, p.settings, p.accounts_version, p.submitted_by, p.released_at`
// Who reads released packages may not read the accounts' own list of departments.
const FROM = `from disclosure_packages p
  left join finance_departments d on d.bureau_id = p.bureau_id and d.department_id = p.department_id`

/** The latest year first; at most 300. */
export function listPackages(tx: Tx, bureauId: string, state: State | null): Promise<PackageRecord[]> {
  return tx.query<PackageRecord>(
    `select ${COLUMNS} ${FROM} where p.bureau_id = $1 and ($2::text is null or p.state = $2)
     order by p.year desc, p.kind desc, p.package_id limit 300`,
    [bureauId, state],
  )
}

export async function findPackage(
  tx: Tx,
  bureauId: string,
  packageId: string,
  lock = false,
): Promise<PackageRecord | undefined> {
  const rows = await tx.query<PackageRecord>(
    `select ${COLUMNS} ${FROM} where p.bureau_id = $1 and p.package_id = $2${lock ? ' for update of p' : ''}`,
    [bureauId, packageId],
  )
  return rows[0]
}

/** The package of a department, year and kind; each has one. */
export async function findPackageOf(
  tx: Tx,
  bureauId: string,
  of: { departmentId: string; year: number; kind: Kind },
): Promise<PackageRecord | undefined> {
  const rows = await tx.query<PackageRecord>(
    `select ${COLUMNS} ${FROM} where p.bureau_id = $1 and p.department_id = $2 and p.year = $3 and p.kind = $4`,
    [bureauId, of.departmentId, of.year, of.kind],
  )
  return rows[0]
}

export interface Made {
  at: Date
  accountId: string
  what: PackageChange['what']
  reason: string
}

export async function insertPackage(
  tx: Tx,
  bureauId: string,
  p: Omit<PackageRecord, 'department'>,
  made: Made,
): Promise<void> {
  await tx.query(
    `insert into disclosure_packages (bureau_id, package_id, department_id, year, kind, state, version, words, settings)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      bureauId,
      p.package_id,
      p.department_id,
      p.year,
      p.kind,
      p.state,
      p.version,
      JSON.stringify(p.words),
      JSON.stringify(p.settings),
    ],
  )
  await keepChange(tx, bureauId, p, made)
}

/** Writes the changed package and its version. @param shown the released document; kept as it is when undefined */
export async function updatePackage(
  tx: Tx,
  bureauId: string,
  p: Omit<PackageRecord, 'department'>,
  made: Made,
  shown?: PackageDoc | null,
): Promise<void> {
  await tx.query(
    `update disclosure_packages set state = $3, version = $4, words = $5, settings = $6, accounts_version = $7,
       submitted_by = $8, released_at = $9, shown = case when $10 then $11::jsonb else shown end
     where bureau_id = $1 and package_id = $2`,
    [
      bureauId,
      p.package_id,
      p.state,
      p.version,
      JSON.stringify(p.words),
      JSON.stringify(p.settings),
      p.accounts_version,
      p.submitted_by,
      p.released_at,
      shown !== undefined,
      shown ? JSON.stringify(shown) : null,
    ],
  )
  await keepChange(tx, bureauId, p, made)
}

async function keepChange(
  tx: Tx,
  bureauId: string,
  p: Omit<PackageRecord, 'department'>,
  made: Made,
): Promise<void> {
  await tx.query(
    `insert into disclosure_package_changes (bureau_id, package_id, version, at, account_id, what, reason, words, settings,
       accounts_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      bureauId,
      p.package_id,
      p.version,
      made.at,
      made.accountId,
      made.what,
      made.reason,
      JSON.stringify(p.words),
      JSON.stringify(p.settings),
      p.accounts_version,
    ],
  )
}

export interface ChangeRow {
  version: number
  at: Date
  name: string
  what: PackageChange['what']
  reason: string
  words: Record<string, string>
}

/** Every version, the newest first; at most 200. */
export function listChanges(tx: Tx, bureauId: string, packageId: string): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `select c.version, c.at, a.name, c.what, c.reason, c.words
     from disclosure_package_changes c join accounts a on a.bureau_id = c.bureau_id and a.account_id = c.account_id
     where c.bureau_id = $1 and c.package_id = $2 order by c.version desc limit 200`,
    [bureauId, packageId],
  )
}

export async function insertFile(
  tx: Tx,
  bureauId: string,
  f: { packageId: string; version: number; format: Format; bytes: Buffer; sha256: string },
): Promise<void> {
  await tx.query(
    `insert into disclosure_package_files (bureau_id, package_id, version, format, bytes, sha256)
     values ($1, $2, $3, $4, $5, $6)`,
    [bureauId, f.packageId, f.version, f.format, f.bytes, f.sha256],
  )
}

/** A file of the released version. */
export async function releasedFile(
  tx: Tx,
  bureauId: string,
  packageId: string,
  format: Format,
): Promise<{ bytes: Buffer; sha256: string } | undefined> {
  const rows = await tx.query<{ bytes: Buffer; sha256: string }>(
    `select f.bytes, f.sha256 from disclosure_package_files f
     join disclosure_packages p on p.bureau_id = f.bureau_id and p.package_id = f.package_id and p.state = 'released'
     where f.bureau_id = $1 and f.package_id = $2 and f.format = $3 order by f.version desc limit 1`,
    [bureauId, packageId, format],
  )
  return rows[0]
}

export interface ShownRow {
  package_id: string
  year: number
  kind: Kind
  released_at: Date
  shown: PackageDoc
}

/** The released document; of all years with the same department and kind the other years' too, the latest first. */
export function listShown(tx: Tx, bureauId: string, packageId: string): Promise<ShownRow[]> {
  return tx.query<ShownRow>(
    `select o.package_id, o.year, o.kind, o.released_at, o.shown
     from disclosure_packages p join disclosure_packages o
       on o.bureau_id = p.bureau_id and o.department_id = p.department_id and o.kind = p.kind and o.state = 'released'
     where p.bureau_id = $1 and p.package_id = $2 and p.state = 'released' order by o.year desc limit 6`,
    [bureauId, packageId],
  )
}

/** What the bureau loaded, by id. */
export async function listSets(tx: Tx, bureauId: string): Promise<TableSet[]> {
  const rows = await tx.query<{ contents: TableSet }>(
    'select contents from disclosure_package_sets where bureau_id = $1 order by set_id limit 500',
    [bureauId],
  )
  return rows.map((r) => r.contents)
}

export async function putSet(
  tx: Tx,
  bureauId: string,
  set: TableSet,
  by: { at: Date; accountId: string | null },
): Promise<void> {
  await tx.query(
    `insert into disclosure_package_sets (bureau_id, set_id, contents, loaded_at, loaded_by) values ($1, $2, $3, $4, $5)
     on conflict (bureau_id, set_id) do update
       set contents = excluded.contents, loaded_at = excluded.loaded_at, loaded_by = excluded.loaded_by`,
    [bureauId, set.id, JSON.stringify(set), by.at, by.accountId],
  )
}
