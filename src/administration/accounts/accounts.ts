/** Finding accounts, and opening many at once. */
import { pinyin } from 'pinyin-pro'
import { type AddedAccount, addAccounts, type Command } from '../../bureau/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { digestOf, type PlannedRow, type TableRow } from '../../tables/index.ts'
import type { AccountRow } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { factsOf } from '../units/units.ts'
import { planAccounts } from './account-table.ts'
import { readAccounts, takenLogins } from './store.ts'

export interface AccountFilter {
  /** Name, account or unit; also pinyin (`zhangsan`) and its initials (`zs`). */
  q?: string
  role?: string
  unitId?: string
  state?: 'active' | 'inactive' | 'locked' | 'one-time'
}

/** Accounts of a bureau by login, after filters. */
export async function findAccounts(
  deps: AdministrationDeps,
  bureauId: string,
  now: Date,
  filter: AccountFilter,
): Promise<AccountRow[]> {
  const { units } = await factsOf(deps, bureauId)
  const all = await withTx(deps.bureau.pool, { bureau: bureauId }, (tx) => readAccounts(tx, bureauId, now), {
    readOnly: true,
  })
  const wanted = plain(filter.q ?? '')
  return all.filter(
    (a) =>
      (filter.role === undefined || a.roles.includes(filter.role)) &&
      (filter.unitId === undefined || a.unitId === filter.unitId) &&
      inState(a, filter.state) &&
      (wanted === '' ||
        namesOf(a.name, units.get(a.unitId)?.name.zh ?? '', a.login).some((n) => n.includes(wanted))),
  )
}

function inState(a: AccountRow, state: AccountFilter['state']): boolean {
  if (state === 'active') return a.active
  if (state === 'inactive') return !a.active
  if (state === 'locked') return a.lockedUntil !== null
  return state === 'one-time' ? a.oneTimeUntil !== null : true
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** What typing is compared with: the words themselves, their pinyin, its initials. */
function namesOf(...texts: string[]): string[] {
  return texts.flatMap((text) => {
    if (!/\p{Script=Han}/u.test(text)) return [plain(text)]
    const read = (pattern: 'pinyin' | 'first') =>
      pinyin(text, { toneType: 'none', pattern, type: 'array' }).join('')
    return [plain(text), plain(read('pinyin')), plain(read('first'))]
  })
}

async function plan(deps: AdministrationDeps, bureauId: string, table: readonly TableRow[]) {
  const { units } = await factsOf(deps, bureauId)
  const logins = table.map((r) => r.cells.login ?? '')
  const taken = await withTx(deps.bureau.pool, { bureau: bureauId }, (tx) => takenLogins(tx, logins), {
    readOnly: true,
  })
  return planAccounts(table, [...units.values()], taken)
}

/** What a table of accounts would do. Nothing is written. */
export async function previewAccounts(
  deps: AdministrationDeps,
  bureauId: string,
  table: readonly TableRow[],
): Promise<PlannedRow[]> {
  deps.bureau.directory.invalidate(bureauId)
  return (await plan(deps, bureauId, table)).rows
}

/**
 * Opens the accounts the preview showed, or none.
 * Refuses `table.has_problems`, `table.preview_outdated`, and what `addAccounts` refuses.
 */
export async function importAccounts(
  deps: AdministrationDeps,
  command: Command,
  table: readonly TableRow[],
  digest: string,
): Promise<{ items: AddedAccount[]; until: string } | Refusal> {
  const { bureauId } = command.session
  const { rows, accounts } = await plan(deps, bureauId, table)
  const problems = rows.reduce((n, r) => n + r.problems.length, 0)
  if (problems > 0) return refuse('table.has_problems', { details: { count: problems } })
  if (digestOf(rows) !== digest) return refuse('table.preview_outdated')
  return addAccounts(deps.bureau, command, accounts)
}
