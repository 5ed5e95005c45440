/** What a table would do, shown before it does it: row by row, with what is wrong in which cell. */
import { createHash } from 'node:crypto'
import type { Words } from '../kernel/errors/entry.ts'
import type { Column, NamedTable } from './columns.ts'
import type { TablePreview } from './contract.ts'

export interface CellProblem {
  column: string
  words: Words
}

export interface PlannedRow {
  line: number
  action: 'add' | 'change' | 'same' | 'wrong'
  cells: Record<string, string>
  /** Columns in which it differs from what stands there now. */
  changed: string[]
  problems: CellProblem[]
}

/** The plan of a table as it is shown: each problem with the cell it stands in. */
export function previewOf(
  columns: readonly Column[],
  table: Pick<NamedTable, 'sheet' | 'letters'>,
  rows: readonly PlannedRow[],
): TablePreview {
  const count = (action: PlannedRow['action']) => rows.filter((r) => r.action === action).length
  const cell = (column: string, line: number) => {
    const letter = table.letters[column]
    return letter ? `${letter}${line}` : null
  }
  return {
    sheet: table.sheet,
    columns: columns.map(({ id, label, required }) => ({ id, label, required })),
    rows: rows.map((r) => ({
      ...r,
      changed: [...r.changed],
      problems: r.problems.map((p) => ({ ...p, cell: cell(p.column, r.line) })),
    })),
    counts: {
      add: count('add'),
      change: count('change'),
      same: count('same'),
      problems: rows.reduce((n, r) => n + r.problems.length, 0),
    },
    digest: digestOf(rows),
  }
}

/** The same rows with the same meaning today give the same digest: what is carried out is what was shown. */
export function digestOf(rows: readonly PlannedRow[]): string {
  const meaning = rows.map((r) => [r.line, r.action, r.cells, r.changed, r.problems.length])
  return createHash('sha256').update(JSON.stringify(meaning)).digest('hex')
}

export const wrong = (column: string, zh: string, en: string): CellProblem => ({ column, words: { zh, en } })
