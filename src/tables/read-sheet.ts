/** From the bytes of a file to a sheet, in a thread of its own: a large one must not hold up the server. */
import { Worker } from 'node:worker_threads'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { textOf } from './cells.ts'
import type { Cell, Sheet } from './contract.ts'
import {
  MAX_FILE_BYTES,
  MAX_ROWS,
  MAX_UNPACKED_BYTES,
  READ_MEMORY_MB,
  READ_TIMEOUT_MS,
  SMALL_TEXT_BYTES,
} from './limits.ts'
import { isOldWorkbook, isOle, renewed } from './old-office.ts'
import { readCsv } from './read-csv.ts'
import { isZip, zipFault } from './zip.ts'

const MB = 1024 * 1024

/**
 * Reads the first sheet of a file that holds anything. It is read in a thread with a limit of memory and of time, so that
 * no file can take the server with it; a short text is read at once.
 * @param fileName what the sheet of a .csv is called by
 * @returns the sheet, or `table.too_large`, `table.unpacks_too_large`, `table.kind_unknown`, `table.broken`,
 * `table.encoding`, `table.quote_open`, `table.too_many_rows`, `table.empty`
 */
export async function readSheet(fileName: string, bytes: Buffer): Promise<Sheet | Refusal> {
  const sheets = await readSheets(fileName, bytes)
  // Table programs begin a new file with an empty sheet or two.
  return isRefusal(sheets) ? sheets : (sheets.find((s) => s.rows.some(isFilled)) ?? sheets[0]!)
}

/** The same with every sheet of the file, in its order, empty ones too. */
export function readSheets(fileName: string, bytes: Buffer): Promise<Sheet[] | Refusal> {
  if (bytes.length > MAX_FILE_BYTES)
    return Promise.resolve(refuse('table.too_large', { details: { max: MAX_FILE_BYTES / MB } }))
  if (isOldWorkbook(bytes)) return renewedSheets(fileName, bytes)
  if (bytes.length <= SMALL_TEXT_BYTES && !isZip(bytes)) return parseSheets(fileName, bytes)
  const copy = new Uint8Array(bytes)
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    workerData: { name: fileName, bytes: copy },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: READ_MEMORY_MB },
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), READ_TIMEOUT_MS)
    worker.once('message', (answer: Sheet[] | Refusal) => resolve(answer))
    // Out of memory, or stopped for taking too long: no register does that.
    worker.once('error', () => resolve(refuse('table.broken')))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(refuse('table.broken'))
    })
  })
}

/** An old .xls, where the machine can read it. */
async function renewedSheets(fileName: string, bytes: Buffer): Promise<Sheet[] | Refusal> {
  const anew = await renewed(bytes, 'xls', 'xlsx')
  if (anew === 'missing') return refuse('table.kind_unknown')
  return anew === 'broken' ? refuse('table.broken') : readSheets(fileName, anew)
}

/** The same in this thread. */
export async function parseSheet(fileName: string, bytes: Buffer): Promise<Sheet | Refusal> {
  const sheets = await parseSheets(fileName, bytes)
  return isRefusal(sheets) ? sheets : (sheets.find((s) => s.rows.some(isFilled)) ?? sheets[0]!)
}

/** Every sheet, in this thread. */
export async function parseSheets(fileName: string, bytes: Buffer): Promise<Sheet[] | Refusal> {
  const read = isZip(bytes)
    ? await readXlsx(bytes)
    : looksBinary(bytes)
      ? refuse('table.kind_unknown')
      : readCsv(fileName.replace(/\.[A-Za-z0-9]{1,5}$/, ''), bytes)
  if (isRefusal(read)) return read
  const sheets = Array.isArray(read) ? read : [read]
  return sheets.some((s) => s.rows.some(isFilled))
    ? sheets
    : refuse('table.empty', { details: { sheet: sheets[0]!.name } })
}

const isFilled = (row: readonly Cell[]): boolean => row.some((c) => textOf(c) !== '')

/** What no workbook was found in: an .xlsx with a password is an OLE file too; pictures and papers have signs of their own. */
const looksBinary = (bytes: Buffer): boolean =>
  isOle(bytes) ||
  bytes.subarray(0, 4).toString('latin1') === '%PDF' ||
  bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
  bytes.subarray(1, 4).toString('latin1') === 'PNG'

async function readXlsx(bytes: Buffer): Promise<Sheet[] | Refusal> {
  const fault = zipFault(bytes, MAX_UNPACKED_BYTES)
  if (fault === 'too-large')
    return refuse('table.unpacks_too_large', { details: { max: MAX_UNPACKED_BYTES / MB } })
  if (fault) return refuse('table.broken')
  try {
    const { default: readFile } = await import('read-excel-file/node')
    const sheets = (await readFile(bytes, { trim: false })).map((s) => ({
      name: s.sheet,
      rows: (s.data as (Cell | Date | boolean)[][]).map((row) => row.map(plainCell)),
      encoding: null,
    }))
    if (sheets.length === 0) return refuse('table.broken')
    const long = sheets.find((s) => s.rows.length >= MAX_ROWS + 100)
    return long ? refuse('table.too_many_rows', { details: { sheet: long.name, max: MAX_ROWS } }) : sheets
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
