/** What a table would do, shown before it does it: row by row, with what is wrong in which cell. */
import { createHash } from 'node:crypto'
import type { TablePreview, Words } from '../contract.ts'
import type { Column } from './read-table.ts'

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

export function previewOf(columns: readonly Column[], rows: readonly PlannedRow[]): TablePreview {
  const count = (action: PlannedRow['action']) => rows.filter((r) => r.action === action).length
  return {
    columns: columns.map(({ id, label, required }) => ({ id, label, required })),
    rows: rows.map((r) => ({ ...r, changed: [...r.changed], problems: [...r.problems] })),
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

/** Several values in one cell, as people write them: `登记员、督办员`. */
export const splitCell = (text: string): string[] =>
  text.split(/[、,，;；/|\n]+/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
