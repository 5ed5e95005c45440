/** Gathers what a package is made of: accounts of the year and the year before, performance, words. */
import { type Accounts, loadAccounts, roundedAccounts } from '../accounts/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { listPlans } from '../performance/index.ts'
import type { Material } from './asking.ts'
import type { Kind, Settings } from './contract.ts'
import { defaultSettings, findSet } from './sets.ts'
import { findPackageOf, listSets } from './store.ts'

export interface Wanted {
  departmentId: string
  year: number
  kind: Kind
  words: Readonly<Record<string, string>>
  settings: Settings
}

/** @returns null where the year is not in the accounts, or the set of tables does not hold for it */
export async function materialOf(tx: Tx, bureauId: string, w: Wanted): Promise<Material | null> {
  const accounts = await loadAccounts(tx, bureauId, w.departmentId, w.year)
  const set = findSet(w.settings.tableSet, w.kind, w.year, await listSets(tx, bureauId))
  if (!accounts || !set) return null
  const previous = await loadAccounts(tx, bureauId, w.departmentId, w.year - 1)
  // The form comes before what the department would like.
  const digits = set.digits ?? w.settings.digits
  const shown = (a: Accounts) => (digits === undefined ? a : roundedAccounts(a, digits))
  return {
    kind: w.kind,
    accounts: shown(accounts),
    exact: accounts,
    previous: previous && shown(previous),
    plans: (await listPlans(tx, bureauId, w.year)).filter(({ plan }) =>
      [plan.department, plan.unit].includes(accounts.department.name),
    ),
    words: w.words,
    settings: w.settings,
    set,
  }
}

/** The package of the year before as it would be written today, to be checked against; null without one. */
export async function previousOf(tx: Tx, bureauId: string, w: Wanted): Promise<Material | null> {
  const of = { departmentId: w.departmentId, year: w.year - 1, kind: w.kind }
  const before = await findPackageOf(tx, bureauId, of)
  return before?.state === 'released'
    ? materialOf(tx, bureauId, { ...of, words: before.words, settings: before.settings })
    : null
}

/** By the department's code, with the words already given where the package is begun. @returns null as `materialOf` */
export async function materialFor(
  tx: Tx,
  bureauId: string,
  of: { department: string; year: number; kind: Kind },
): Promise<{ material: Material; previous: Material | null } | null> {
  const [row] = await tx.query<{ department_id: string }>(
    'select department_id from finance_departments where bureau_id = $1 and code = $2',
    [bureauId, of.department],
  )
  if (!row) return null
  const at = { departmentId: row.department_id, year: of.year, kind: of.kind }
  const begun = await findPackageOf(tx, bureauId, at)
  const wanted: Wanted = {
    ...at,
    words: begun?.words ?? {},
    settings: begun?.settings ?? defaultSettings(of.kind, of.year, await listSets(tx, bureauId)),
  }
  const material = await materialOf(tx, bureauId, wanted)
  return material ? { material, previous: await previousOf(tx, bureauId, wanted) } : null
}
