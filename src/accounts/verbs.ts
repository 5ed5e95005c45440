/** The desk's verbs on figures, one transaction each: save, see what happened, control. */
import { type Command, once } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { CodeList, HistoryLine, SavedFigures, YearDone } from './contract.ts'
import { type Control, controlsOf } from './controls.ts'
import { type EntryTable, entryTables } from './entry-tables.ts'
import { readPath } from './keys.ts'
import { codeListsOf, loadAccounts } from './read-accounts.ts'
import { type AccountsRoom, type By, contextFor } from './room.ts'
import { type FigureChange, writeFigures } from './save-figures.ts'
import { findYear, listChanges, listCodes, listHistory } from './store.ts'

type Reader = Pick<By, 'bureauId' | 'accountId' | 'unitId'>
/** Lines of history given at once. */
const MOST_LINES = 500

const reading = <T>(room: Pick<AccountsRoom, 'pool'>, by: Reader, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTx(room.pool, contextFor(by), work, { isolation: 'repeatable read', readOnly: true })

/** Saves typed figures. @returns what `writeFigures` refuses */
export function saveFigures(
  room: AccountsRoom,
  command: Command,
  where: { departmentId: string; year: number },
  input: SavedFigures,
): Promise<(YearDone & { changed: number }) | Refusal> {
  const { bureauId, accountId, unitId, name } = command.session
  const by: By = { bureauId, accountId, unitId, name, now: command.now }
  const changes: FigureChange[] = input.changes
  return once(room.pool, command, ['finance-figures', where, input], (tx) =>
    writeFigures(tx, by, where, changes, { origin: 'typed', note: input.note ?? '' }),
  )
}

/** What happened to some figures: who entered each when, typed or from which cell. The latest first. */
export async function readHistory(
  room: AccountsRoom,
  by: Reader,
  where: { departmentId: string; year: number },
  paths: readonly string[],
): Promise<HistoryLine[] | Refusal> {
  const wrong = paths.find((p) => readPath(p) === null)
  if (wrong !== undefined) return refuse('accounts.no_such_figure', { details: { path: wrong } })
  return reading(room, by, async (tx) => {
    if (!(await findYear(tx, by.bureauId, where.departmentId, where.year))) return refuse('not_found')
    const rows = await listHistory(tx, { bureauId: by.bureauId, ...where }, paths, MOST_LINES)
    return rows.map((r) => ({
      path: r.path,
      before: r.before,
      value: r.value,
      wordsBefore: r.words_before,
      words: r.words,
      at: r.at.toISOString(),
      by: r.by_name,
      origin: r.origin,
      file: r.file_name,
      sheet: r.sheet,
      cell: r.cell,
      note: r.note,
    }))
  })
}

export interface ChangeListed {
  changeId: string
  at: string
  by: string
  origin: 'typed' | 'file' | 'release' | 'reopen'
  file: string | null
  note: string
  lines: number
}

/** The changes of a year, the latest first. */
export async function readChanges(
  room: AccountsRoom,
  by: Reader,
  where: { departmentId: string; year: number },
): Promise<ChangeListed[] | Refusal> {
  return reading(room, by, async (tx) => {
    if (!(await findYear(tx, by.bureauId, where.departmentId, where.year))) return refuse('not_found')
    const rows = await listChanges(tx, { bureauId: by.bureauId, ...where }, 100)
    return rows.map((r) => ({
      changeId: r.change_id,
      at: r.at.toISOString(),
      by: r.by_name,
      origin: r.origin,
      file: r.file_name,
      note: r.note,
      lines: r.lines,
    }))
  })
}

/** What of a year does not agree, against the year before where that is kept. */
export async function readControls(
  room: Pick<AccountsRoom, 'pool'>,
  by: Reader,
  where: { departmentId: string; year: number },
): Promise<Control[] | Refusal> {
  return reading(room, by, async (tx) => {
    const accounts = await loadAccounts(tx, by.bureauId, where.departmentId, where.year)
    if (!accounts) return refuse('not_found')
    const before = await loadAccounts(tx, by.bureauId, where.departmentId, where.year - 1)
    const codes = await codeListsOf(tx, by.bureauId, where.year)
    return controlsOf(accounts, { before, codes })
  })
}

/** The tables figures are entered in, as data. */
export async function readEntryTables(
  room: AccountsRoom,
  by: Reader,
  where: { departmentId: string; year: number },
): Promise<EntryTable[] | Refusal> {
  return reading(room, by, async (tx) => {
    const accounts = await loadAccounts(tx, by.bureauId, where.departmentId, where.year)
    if (!accounts) return refuse('not_found')
    return entryTables(accounts)
  })
}

/** The codes of a year. */
export async function readCodes(room: AccountsRoom, by: Reader, year: number): Promise<CodeList> {
  const items = await reading(room, by, (tx) => listCodes(tx, by.bureauId, year))
  return { year, items }
}
