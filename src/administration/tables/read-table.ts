/** Reads a table that somebody made in WPS or Excel: first line the names of columns, in any order. */
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import type { Words } from '../contract.ts'

export interface Column {
  id: string
  label: Words
  required: boolean
}

/** A file as the browser sends it. */
export interface TableFile {
  name: string
  /** Base64. */
  content: string
}

export interface TableRow {
  /** As counted in the sheet, the line of names being 1. */
  line: number
  /** By column id; '' where the cell is empty. */
  cells: Record<string, string>
}

export const MOST_ROWS = 2000
const ZIP = 0x504b

/** Refuses `table.unreadable`, `table.column_missing`, `table.too_many_rows`. */
export async function readTable(file: TableFile, columns: readonly Column[]): Promise<TableRow[] | Refusal> {
  const bytes = Buffer.from(file.content, 'base64')
  const sheet = await cellsOf(bytes)
  if (sheet === null) return refuse('table.unreadable')
  const rows = sheet.map((cells, i) => ({ line: i + 1, cells: cells.map(textOf) }))
  const filled = rows.filter((row) => row.cells.some((cell) => cell !== ''))
  const head = filled.shift()
  if (!head) return refuse('table.unreadable')
  if (filled.length > MOST_ROWS) return refuse('table.too_many_rows', { details: { max: MOST_ROWS } })
  const names = head.cells.map(plain)
  const at = new Map(columns.map((c) => [c.id, names.findIndex((name) => namesOf(c).includes(name))]))
  const missing = columns.find((c) => c.required && at.get(c.id) === -1)
  if (missing) {
    const { zh, en } = missing.label
    return refuse('table.column_missing', { details: { column: `${zh} ${en}` } })
  }
  return filled.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(columns.map((c) => [c.id, cells[at.get(c.id)!] ?? ''])),
  }))
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s*＊]/g, '')
    .toLowerCase()
const namesOf = (c: Column): string[] => [c.id, c.label.zh, c.label.en].map(plain)

/** What Excel keeps as a number or a date was typed as text by a person. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).normalize('NFC').trim()
}

async function cellsOf(bytes: Buffer): Promise<unknown[][] | null> {
  try {
    if (bytes.length >= 4 && bytes.readUInt16BE(0) === ZIP) return (await readSheet(bytes)) as unknown[][]
    const text = decode(bytes)
    const first = text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'))
    const delimiter = [',', '\t', ';'].reduce((a, b) => (count(first, b) > count(first, a) ? b : a))
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true }) as string[][]
  } catch {
    return null
  }
}

const count = (text: string, mark: string): number => text.split(mark).length - 1

/** Excel on a Chinese desktop saves .csv in GB18030. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}
