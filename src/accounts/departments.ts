/** Departments and their years: entered, opened, changed. */
import { type Command, once } from '../bureau/index.ts'
import { seedFor } from '../codelists/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { DepartmentInput, YearDone } from './contract.ts'
import { CODE_KINDS } from './keys.ts'
import type { AccountsRoom } from './room.ts'
import {
  findDepartment,
  insertDepartment,
  insertYear,
  listCodes,
  replaceCodes,
  updateDepartment,
} from './store.ts'

/** Enters a department. @returns refusals `accounts.code_taken` */
export function addDepartment(
  room: AccountsRoom,
  command: Command,
  input: DepartmentInput,
): Promise<{ departmentId: string; version: number } | Refusal> {
  const { bureauId } = command.session
  return once(room.pool, command, ['finance-department', input], async (tx) => {
    const departmentId = uuidv7(command.now)
    const row = { department_id: departmentId, code: input.code, name: input.name.trim(), kind: input.kind }
    const added = await insertDepartment(tx, bureauId, row, command.now)
    return added
      ? { departmentId, version: 1 }
      : refuse('accounts.code_taken', { details: { code: input.code } })
  })
}

/** Changes name or kind. @returns refusals `not_found`, `write.stale_version` */
export function changeDepartment(
  room: AccountsRoom,
  command: Command,
  departmentId: string,
  input: Omit<DepartmentInput, 'code'> & { expectedVersion: number },
): Promise<{ departmentId: string; version: number } | Refusal> {
  const { bureauId } = command.session
  return once(room.pool, command, ['finance-department', departmentId, input], async (tx) => {
    const row = await findDepartment(tx, bureauId, departmentId)
    if (!row) return refuse('not_found')
    const next = { ...row, name: input.name.trim(), kind: input.kind, version: input.expectedVersion }
    if (!(await updateDepartment(tx, bureauId, next, command.now)))
      return refuse('write.stale_version', { details: { version: row.version } })
    return { departmentId, version: row.version + 1 }
  })
}

/** A bureau that has no list of codes for a year is given the program's own. */
export async function ensureCodes(tx: Tx, bureauId: string, year: number): Promise<void> {
  const has = new Set((await listCodes(tx, bureauId, year)).map((c) => c.kind))
  const seed = seedFor(year)
  for (const kind of CODE_KINDS)
    if (!has.has(kind)) await replaceCodes(tx, bureauId, year, kind, seed[kind], 'program')
}

/** Opens a department's year, with the list of codes of that year. @returns refusals `not_found`, `accounts.year_open` */
export function openYear(
  room: AccountsRoom,
  command: Command,
  departmentId: string,
  year: number,
): Promise<YearDone | Refusal> {
  const { bureauId } = command.session
  return once(room.pool, command, ['finance-year', departmentId, year], async (tx) => {
    if (!(await findDepartment(tx, bureauId, departmentId))) return refuse('not_found')
    if (!(await insertYear(tx, bureauId, departmentId, year, command.now)))
      return refuse('accounts.year_open', { details: { year } })
    await ensureCodes(tx, bureauId, year)
    return { departmentId, year, version: 1, books: { budget: 'open' as const, final: 'open' as const } }
  })
}
