/** Which column of a sheet is which, by the words of its heading. Pure. */
import type { Words } from '../kernel/errors/entry.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { cellName, columnLetter, folded, textOf } from './cells.ts'
import type { Cell, Sheet } from './contract.ts'
import { MAX_COLUMNS } from './limits.ts'

export interface Column {
  id: string
  label: Words
  required: boolean
  /** Other words for it. */
  also?: readonly string[]
}

export interface TableRow {
  /** As counted in the sheet, from 1. */
  line: number
  /** By column id; '' where the cell is empty or there is no such column. */
  cells: Record<string, string>
}

/** A sheet read by columns that are known. */
export interface NamedTable {
  sheet: string
  /** `C` for each column by id; null where the sheet has none. */
  letters: Readonly<Record<string, string | null>>
  rows: TableRow[]
}

/** Rows looked at for the headings: titles and dates of print often stand above them. */
const HEADING_ROWS = 12
/** What one import takes unless it is told otherwise. */
const MOST_ROWS = 2000

/** A heading as it is compared: without blanks and the star of a needed column. */
const plain = (heading: string): string =>
  folded(heading)
    .replace(/[\s*＊]/g, '')
    .toLowerCase()

/**
 * Place of the headings in a sheet, from 0: of its first rows the one with most known headings, if there are two of them
 * or more; else the first that holds anything.
 */
export function headingRow(rows: readonly (readonly Cell[])[], isHeading: (text: string) => boolean): number {
  let best = { at: -1, known: 1 }
  for (const [at, row] of rows.slice(0, HEADING_ROWS).entries()) {
    const known = row.filter((c) => isHeading(textOf(c))).length
    if (known > best.known) best = { at, known }
  }
  if (best.at >= 0) return best.at
  return Math.max(
    0,
    rows.findIndex((row) => row.some((c) => textOf(c) !== '')),
  )
}

/**
 * The rows below the headings, by column. Columns may stand in any order, and others beside them.
 * @returns `table.empty`, `table.column_missing`, `table.column_twice`, `table.too_many_columns`, `table.too_many_rows`,
 * each with the sheet and the cell that is meant
 */
export function readColumns(
  sheet: Sheet,
  columns: readonly Column[],
  mostRows = MOST_ROWS,
): NamedTable | Refusal {
  const { name } = sheet
  const names = new Map(columns.flatMap((c) => wordsOf(c).map((word) => [word, c.id] as const)))
  const at = headingRow(sheet.rows, (text) => names.has(plain(text)))
  const head = sheet.rows[at] ?? []
  const width = head.findLastIndex((c) => textOf(c) !== '') + 1
  if (width === 0) return refuse('table.empty', { details: { sheet: name } })
  if (width > MAX_COLUMNS) {
    const details = { sheet: name, max: MAX_COLUMNS, cell: cellName(width - 1, at + 1) }
    return refuse('table.too_many_columns', { details })
  }
  const places = new Map<string, number>()
  for (const [i, cell] of head.entries()) {
    const id = names.get(plain(textOf(cell)))
    if (id === undefined) continue
    const first = places.get(id)
    if (first !== undefined) {
      const details = { sheet: name, first: cellName(first, at + 1), second: cellName(i, at + 1) }
      return refuse('table.column_twice', { details })
    }
    places.set(id, i)
  }
  const missing = columns.filter((c) => c.required && !places.has(c.id))
  if (missing.length > 0) {
    const column = missing.map((c) => `${c.label.zh} ${c.label.en}`).join(' / ')
    return refuse('table.column_missing', { details: { sheet: name, line: at + 1, column } })
  }
  const rows = sheet.rows.slice(at + 1).flatMap((cells, i): TableRow[] => {
    if (!cells.some((c) => textOf(c) !== '')) return []
    const own = columns.map((c) => [c.id, textOf(cells[places.get(c.id) ?? -1]).normalize('NFC')])
    return [{ line: at + 2 + i, cells: Object.fromEntries(own) }]
  })
  if (rows.length === 0) return refuse('table.empty', { details: { sheet: name } })
  if (rows.length > mostRows)
    return refuse('table.too_many_rows', { details: { sheet: name, max: mostRows } })
  const letters = columns.map((c) => [c.id, places.has(c.id) ? columnLetter(places.get(c.id)!) : null])
  return { sheet: name, letters: Object.fromEntries(letters), rows }
}

const wordsOf = (c: Column): string[] => [c.id, c.label.zh, c.label.en, ...(c.also ?? [])].map(plain)
