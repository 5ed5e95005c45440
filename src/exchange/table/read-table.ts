/** From the bytes of a file to a table, in a thread of its own: a large sheet must not hold up the server. */
import { Worker } from 'node:worker_threads'
import { readSheet } from 'read-excel-file/node'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { textOf } from '../cells.ts'
import type { BatchKind, Cell, Table } from '../contract.ts'
import { findHeaderRow, uniqueHeaders } from '../mapping.ts'
import {
  MAX_COLUMNS,
  MAX_FILE_BYTES,
  MAX_ROWS,
  MAX_UNPACKED_BYTES,
  READ_MEMORY_MB,
  READ_TIMEOUT_MS,
} from './limits.ts'
import { readCsv } from './read-csv.ts'
import { isZip, zipFault } from './zip.ts'

const MB = 1024 * 1024

/**
 * Reads a file in a thread. The thread has a limit of memory and of time, so that no file can take the server with it.
 * @returns the table, or `table.too_large`, `table.unpacks_too_large`, `table.kind_unknown`, `table.broken`,
 * `table.encoding`, `table.too_many_rows`, `table.empty`
 */
export function readTable(bytes: Buffer, kind: BatchKind): Promise<Table | Refusal> {
  if (bytes.length > MAX_FILE_BYTES)
    return Promise.resolve(refuse('table.too_large', { details: { max: MAX_FILE_BYTES / MB } }))
  const copy = new Uint8Array(bytes)
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    workerData: { bytes: copy, kind },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: READ_MEMORY_MB },
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), READ_TIMEOUT_MS)
    worker.once('message', (answer: Table | Refusal) => resolve(answer))
    // Out of memory, or stopped for taking too long: no register does that.
    worker.once('error', () => resolve(refuse('table.broken')))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(refuse('table.broken'))
    })
  })
}

/** The same in this thread. */
export async function parseTable(bytes: Buffer, kind: BatchKind): Promise<Table | Refusal> {
  const raw = isZip(bytes)
    ? await readXlsx(bytes)
    : looksBinary(bytes)
      ? refuse('table.kind_unknown')
      : readCsv(bytes)
  return isRefusal(raw) ? raw : toTable(raw.rows, raw.encoding, kind)
}

/** An old .xls and an .xlsx with a password are both OLE files; pictures and papers have signs of their own. */
const looksBinary = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])) ||
  bytes.subarray(0, 4).toString('latin1') === '%PDF' ||
  bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
  bytes.subarray(1, 4).toString('latin1') === 'PNG'

async function readXlsx(bytes: Buffer): Promise<{ rows: Cell[][]; encoding: null } | Refusal> {
  const fault = zipFault(bytes, MAX_UNPACKED_BYTES)
  if (fault === 'too-large')
    return refuse('table.unpacks_too_large', { details: { max: MAX_UNPACKED_BYTES / MB } })
  if (fault) return refuse('table.broken')
  try {
    const rows = (await readSheet(bytes, { trim: false })) as unknown as (Cell | Date | boolean)[][]
    return { rows: rows.map((row) => row.map(plainCell)), encoding: null }
  } catch (error) {
    const name = (error as Error).name
    return name === 'InvalidInputError' || name === 'InvalidSpreadsheetError'
      ? refuse('table.kind_unknown')
      : refuse('table.broken')
  }
}

function plainCell(cell: Cell | Date | boolean): Cell {
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return null
    // A sheet has wall-clock times and no zone; the reader hands them over as if they were UTC.
    const text = new Date(Math.round(cell.getTime() / 1000) * 1000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ')
    return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
  }
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return cell ?? null
}

function toTable(rows: readonly Cell[][], encoding: Table['encoding'], kind: BatchKind): Table | Refusal {
  const at = findHeaderRow(rows, kind)
  const headings = rows[at] ?? []
  let width = headings.length
  while (width > 0 && textOf(headings[width - 1]) === '') width--
  if (width === 0) return refuse('table.empty')
  if (width > MAX_COLUMNS) return refuse('table.broken')
  const headers = uniqueHeaders(headings.slice(0, width))
  const below = rows.slice(at + 1).flatMap((cells, i) => {
    const own = Array.from({ length: width }, (_, c) => cells[c] ?? null)
    return own.some((c) => textOf(c) !== '') ? [{ row: at + 2 + i, cells: own }] : []
  })
  if (below.length === 0) return refuse('table.empty')
  if (below.length > MAX_ROWS) return refuse('table.too_many_rows', { details: { max: MAX_ROWS } })
  return { headers, headerRow: at + 1, rows: below, encoding }
}
