/** Changes figures: each checked by itself, all written together with one line of history each. */
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { CodeLists } from './codes.ts'
import type { YearDone } from './contract.ts'
import { bookOf, type FigurePath, MOST_FEN, mayBeNegative, readPath, ZERO_IS_NOTHING } from './keys.ts'
import { codeListsOf } from './read-accounts.ts'
import type { By } from './room.ts'
import {
  applyLines,
  type FigureRow,
  insertChange,
  type LineRow,
  listFigures,
  lockYear,
  updateYear,
  type YearRow,
} from './store.ts'

export interface FigureChange {
  path: string
  /** As the writer saw it; refused where somebody changed it meanwhile. Undefined: whatever stands there (a whole file). */
  before?: number | null
  value: number | null
  words?: string | null
  /** Where in the file it stands. */
  sheet?: string
  cell?: string
}

export interface Origin {
  origin: 'typed' | 'file'
  fileName?: string
  fileDigest?: string
  note?: string
}

/** Why a value may not stand at a path, with the path; null: it may. Pure. */
export function wrongFigure(
  path: string,
  change: Pick<FigureChange, 'value' | 'words'>,
  codes: CodeLists,
): Refusal | null {
  const p = readPath(path)
  const details = { path, code: p?.code?.code ?? '' }
  const { value } = change
  const named = p?.unit === 'words'
  if (!p || (named ? value !== null : Boolean(change.words)))
    return refuse('accounts.no_such_figure', { details })
  if (p.code && !codes[p.code.kind].has(p.code.code)) return refuse('accounts.code_unknown', { details })
  if (value === null) return null
  if (!Number.isSafeInteger(value) || Math.abs(value) > MOST_FEN)
    return refuse('accounts.value_too_large', { details })
  if (value < 0 && !mayBeNegative(p)) return refuse('accounts.value_negative', { details })
  return p.unit === 'bp' && value > 10_000 ? refuse('accounts.share_over', { details }) : null
}

/** What is kept for a value: nothing for zero under a code. */
const kept = (p: FigurePath, value: number | null): number | null =>
  value === 0 && ZERO_IS_NOTHING.has(p.family) ? null : value

/** What really changes, as lines of history. Pure. */
export function linesOf(
  changes: readonly FigureChange[],
  stand: ReadonlyMap<string, FigureRow>,
): LineRow[] | { changedMeanwhile: string } {
  const lines = new Map<string, LineRow>()
  for (const change of changes) {
    const p = readPath(change.path)
    if (!p) continue
    const now = stand.get(change.path)
    const before = now?.value ?? null
    const wordsBefore = now?.words ?? null
    if (change.before !== undefined && change.before !== before) return { changedMeanwhile: change.path }
    const value = p.unit === 'words' ? null : kept(p, change.value)
    const words = p.unit === 'words' ? change.words?.trim() || null : null
    if (value === before && words === wordsBefore) continue
    lines.set(change.path, {
      path: change.path,
      before,
      value,
      words_before: wordsBefore,
      words,
      sheet: change.sheet ?? null,
      cell: change.cell ?? null,
    })
  }
  return [...lines.values()]
}

/**
 * Writes figures of a year within a transaction; what is as it was before writes nothing.
 * @returns refusals `not_found`, `accounts.book_released`, `accounts.changed_meanwhile`, `accounts.no_such_figure`,
 * `accounts.code_unknown`, `accounts.value_*`, `accounts.share_over`, each with the path
 */
export async function writeFigures(
  tx: Tx,
  by: By,
  where: { departmentId: string; year: number },
  changes: readonly FigureChange[],
  from: Origin,
): Promise<(YearDone & { changed: number }) | Refusal> {
  const { departmentId, year } = where
  const row = await lockYear(tx, by.bureauId, departmentId, year)
  if (!row) return refuse('not_found')
  const codes = await codeListsOf(tx, by.bureauId, year)
  const stand = new Map(
    (await listFigures(tx, by.bureauId, departmentId, year)).map((f) => [f.path, f] as const),
  )
  const lines = linesOf(changes, stand)
  if (!Array.isArray(lines))
    return refuse('accounts.changed_meanwhile', { details: { path: lines.changedMeanwhile } })
  for (const line of lines) {
    const p = readPath(line.path)
    // What goes away may name a code the year no longer has.
    const wrong = line.value === null && line.words === null ? null : wrongFigure(line.path, line, codes)
    if (wrong) return wrong
    if (p && row[bookOf(p)] === 'released')
      return refuse('accounts.book_released', { details: { book: bookOf(p), path: line.path } })
  }
  const unknown = changes.find((c) => readPath(c.path) === null)
  if (unknown) return refuse('accounts.no_such_figure', { details: { path: unknown.path } })
  const done = (y: YearRow, changed: number) => ({
    departmentId,
    year,
    version: y.version,
    books: { budget: y.budget, final: y.final },
    changed,
  })
  if (lines.length === 0) return done(row, 0)
  const changeId = uuidv7(by.now)
  await insertChange(
    tx,
    { bureauId: by.bureauId, departmentId, year },
    {
      change_id: changeId,
      at: by.now,
      account_id: by.accountId,
      by_name: by.name,
      origin: from.origin,
      file_name: from.fileName ?? null,
      file_digest: from.fileDigest ?? null,
      note: from.note?.trim() ?? '',
    },
  )
  await applyLines(tx, { bureauId: by.bureauId, departmentId, year }, changeId, lines)
  const next = { ...row, version: row.version + 1 }
  await updateYear(tx, by.bureauId, departmentId, next, by.now)
  return done(next, lines.length)
}
