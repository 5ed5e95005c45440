/** The table of a file: its headings found, the rows below them. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import {
  type Cell,
  cellName,
  headingRow,
  MAX_COLUMNS,
  MAX_ROWS,
  readSheet,
  type Sheet,
  textOf,
} from '../tables/index.ts'
import type { BatchKind } from './contract.ts'
import { isHeading, uniqueHeaders } from './mapping.ts'

/** Headings and the rows below them. */
export interface Table {
  /** Headings, each once: a second one of the same words carries `(2)`. */
  headers: string[]
  /** Row of the headings in the sheet, counted from 1. */
  headerRow: number
  rows: { row: number; cells: Cell[] }[]
  encoding: Sheet['encoding']
}

/** Reads a file. Refuses what `readSheet` refuses, `table.too_many_columns`. */
export async function readTable(name: string, bytes: Buffer, kind: BatchKind): Promise<Table | Refusal> {
  const sheet = await readSheet(name, bytes)
  return isRefusal(sheet) ? sheet : tableOf(sheet, kind)
}

/** @returns `table.empty`, `table.too_many_columns`, `table.too_many_rows`, each with its sheet */
export function tableOf({ name, rows, encoding }: Sheet, kind: BatchKind): Table | Refusal {
  const at = headingRow(rows, (text) => isHeading(text, kind))
  const headings = rows[at] ?? []
  const width = headings.findLastIndex((c) => textOf(c) !== '') + 1
  if (width > MAX_COLUMNS) {
    const details = { sheet: name, max: MAX_COLUMNS, cell: cellName(width - 1, at + 1) }
    return refuse('table.too_many_columns', { details })
  }
  const headers = uniqueHeaders(headings.slice(0, width))
  const below = rows.slice(at + 1).flatMap((cells, i) => {
    const own = Array.from({ length: width }, (_, c) => cells[c] ?? null)
    return own.some((c) => textOf(c) !== '') ? [{ row: at + 2 + i, cells: own }] : []
  })
  if (below.length === 0) return refuse('table.empty', { details: { sheet: name } })
  if (below.length > MAX_ROWS)
    return refuse('table.too_many_rows', { details: { sheet: name, max: MAX_ROWS } })
  return { headers, headerRow: at + 1, rows: below, encoding }
}
