/** Reads one department's year and derives everything from it. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { CodeLists } from './codes.ts'
import type { Accounts } from './figures.ts'
import { accountsOf } from './model.ts'
import { type AccountsRoom, type By, contextFor } from './room.ts'
import { findDepartment, findYear, listCodes, listDepartments, listFigures, type YearRow } from './store.ts'

/** Code lists of a year as the model reads them. */
export async function codeListsOf(tx: Tx, bureauId: string, year: number): Promise<CodeLists> {
  const rows = await listCodes(tx, bureauId, year)
  const of = (kind: string) =>
    new Map(rows.filter((r) => r.kind === kind).map((r) => [r.code, r.name] as const))
  return { functional: of('functional'), economic: of('economic') }
}

/**
 * All figures of one department and year within a transaction that row security shows the accounts to.
 * @returns null where there is no such department or the year is not opened (or the asker may not see it)
 */
export async function loadAccounts(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  year: number,
): Promise<Accounts | null> {
  const [department, opened, figures, codes] = await Promise.all([
    findDepartment(tx, bureauId, departmentId),
    findYear(tx, bureauId, departmentId, year),
    listFigures(tx, bureauId, departmentId, year),
    codeListsOf(tx, bureauId, year),
  ])
  if (!department || !opened) return null
  return accountsOf({
    department: {
      departmentId: department.department_id,
      code: department.code,
      name: department.name,
      kind: department.kind,
    },
    year,
    version: opened.version,
    books: { budget: opened.budget, final: opened.final },
    leaves: new Map(figures.flatMap((f) => (f.value === null ? [] : [[f.path, f.value] as const]))),
    projectNames: new Map(
      figures.flatMap((f) => (f.words === null ? [] : [[f.path.split('/')[1]!, f.words] as const])),
    ),
    codes,
  })
}

/** The same for somebody of the bureau. @returns `not_found` where they may not see it, too */
export async function readAccounts(
  room: Pick<AccountsRoom, 'pool'>,
  by: Pick<By, 'bureauId' | 'accountId' | 'unitId'>,
  departmentId: string,
  year: number,
): Promise<Accounts | Refusal> {
  const found = await withTx(
    room.pool,
    contextFor(by),
    (tx) => loadAccounts(tx, by.bureauId, departmentId, year),
    { isolation: 'repeatable read', readOnly: true },
  )
  return found ?? refuse('not_found')
}

export interface DepartmentListed {
  departmentId: string
  code: string
  name: string
  kind: Accounts['department']['kind']
  version: number
  /** The latest first. */
  years: { year: number; books: Accounts['books']; version: number; changedAt: string }[]
}

/** The departments of a bureau with the years that are opened. */
export async function readDepartments(
  room: Pick<AccountsRoom, 'pool'>,
  by: Pick<By, 'bureauId' | 'accountId' | 'unitId'>,
): Promise<DepartmentListed[]> {
  const rows = await withTx(room.pool, contextFor(by), (tx) => listDepartments(tx, by.bureauId))
  return rows.map((d) => ({
    departmentId: d.department_id,
    code: d.code,
    name: d.name,
    kind: d.kind,
    version: d.version,
    years: d.years.map((y: YearRow) => ({
      year: y.year,
      books: { budget: y.budget, final: y.final },
      version: y.version,
      changedAt: new Date(y.changed_at).toISOString(),
    })),
  }))
}
