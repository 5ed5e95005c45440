/** Gathers what a package is made of: accounts of the year and the year before, performance, words. */
import { loadAccounts } from '../accounts/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { listPlans } from '../performance/index.ts'
import type { Material } from './asking.ts'
import type { Kind, Settings } from './contract.ts'
import { findSet } from './sets.ts'
import { findPackageOf } from './store.ts'

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
  const set = findSet(w.settings.tableSet, w.kind, w.year)
  if (!accounts || !set) return null
  return {
    kind: w.kind,
    accounts,
    previous: await loadAccounts(tx, bureauId, w.departmentId, w.year - 1),
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
