/** Reads the sheets an export writes beside the official tables: entry tables by the keys of their rows, and lists of figures. Pure. */

import type { Sheet } from '../../tables/index.ts'
import { cellName, textOf } from '../../tables/index.ts'
import { type EntryTable, entryTables } from '../entry-tables.ts'
import { mayBeNegative, readPath, type Unit } from '../keys.ts'
import { readDecimal, writeDecimal } from '../money.ts'
import { FAULTS, isBlank, numberText, type ReadBook, type ReadOptions, say } from './found.ts'

/** The words in the first cell of an entry table, by which it is known again. */
export const ENTRY_TITLE = '录入表'
/** The first heading of a list of figures, and of the rows of an entry table. */
export const KEY_HEAD = '数据项'
const VALUE_HEAD = '数值'

export const DIGITS: Readonly<Record<Unit, number>> = { fen: 2, count: 0, bp: 2, words: 0 }
export const UNIT_WORDS: Readonly<Record<Unit, string>> = { fen: '元', count: '', bp: '%', words: '' }

/** As it is typed: `1234.50`, `12`, `20` of percent. */
export const written = (value: number, unit: Unit): string =>
  writeDecimal(value, DIGITS[unit], unit === 'fen' ? 2 : 0)

export const isEntry = (sheet: Sheet): boolean =>
  sheet.rows.slice(0, 3).some((r) => textOf(r[0]).includes(`${ENTRY_TITLE}：`))
export const isList = (sheet: Sheet): boolean => headOf(sheet, VALUE_HEAD) >= 0

const headOf = (sheet: Sheet, also: string): number =>
  sheet.rows.slice(0, 8).findIndex((r) => textOf(r[0]) === KEY_HEAD && r.some((c) => textOf(c) === also))

/** Takes one figure into the book, or says what is wrong with its cell. */
function take(sheet: string, cell: string, path: string, text: string, book: ReadBook): boolean {
  const p = readPath(path)!
  const at = { sheet, cell, value: text }
  if (p.unit === 'words') {
    book.names.push({ path, words: text, sheet, cell })
    return true
  }
  const value = readDecimal(text, DIGITS[p.unit])
  if (typeof value !== 'number') say(book, at, FAULTS[value]())
  else if (value < 0 && !mayBeNegative(p)) say(book, at, FAULTS.negative())
  else if (p.unit === 'bp' && value > 10_000) say(book, at, FAULTS['share-over']())
  else {
    book.leaves.push({ path, value, sheet, cell })
    return true
  }
  return false
}

/** Whether there can be such a figure in this year. */
function known(path: string | undefined, o: ReadOptions): { path: string } | { code: string } | null {
  const p = path === undefined ? null : readPath(path)
  if (!p) return null
  return p.code && !o.codes[p.code.kind].has(p.code.code) ? { code: p.code.code } : { path: path! }
}

/** A list of figures: address, name, unit and value a row. */
export function readList(sheet: Sheet, o: ReadOptions, book: ReadBook): void {
  const head = headOf(sheet, VALUE_HEAD)
  const at = sheet.rows[head]!.findIndex((c) => textOf(c) === VALUE_HEAD)
  let figures = 0
  for (let r = head + 1; r < sheet.rows.length; r++) {
    const key = textOf(sheet.rows[r]![0])
    const text = numberText(sheet.rows[r]![at])
    if (key === '' || isBlank(text)) continue
    const found = known(key, o)
    const cell = { sheet: sheet.name, cell: cellName(0, r + 1), value: key }
    if (!found) say(book, cell, FAULTS['no-figure'](key))
    else if ('code' in found) say(book, cell, FAULTS['no-code'](found.code, o.accounts.year))
    else if (take(sheet.name, cellName(at, r + 1), key, text, book)) figures++
  }
  book.tables.push({ sheet: sheet.name, name: textOf(sheet.rows[0]?.[0]), unit: 'yuan', figures })
}

/** An entry table: its rows are named by their keys, so it is read as exactly as it was written. */
export function readEntry(sheet: Sheet, o: ReadOptions, book: ReadBook): void {
  const title = textOf(sheet.rows[0]?.[0])
  const table = entryTables(o.accounts).find((t) => title.endsWith(`：${t.label.zh}`))
  const head = sheet.rows.findIndex((r) => textOf(r[0]) === KEY_HEAD)
  if (!table || head < 0) {
    book.unknown.push(sheet.name)
    return
  }
  const columns = table.columns.map((c) => ({
    id: c.id,
    at: (sheet.rows[head] ?? []).findIndex((x) => textOf(x) === c.label.zh),
  }))
  let figures = 0
  for (let r = head + 1; r < sheet.rows.length; r++) {
    const row = sheet.rows[r]!
    const key = textOf(row[0])
    if (key === '') continue
    for (const { id, at } of columns) {
      const text = at < 0 ? '' : numberText(row[at])
      if (isBlank(text)) continue
      const found = known(pathFor(table, key, id), o)
      const cell = { sheet: sheet.name, cell: cellName(0, r + 1), value: key }
      if (found && 'path' in found) {
        if (take(sheet.name, cellName(at, r + 1), found.path, text, book)) figures++
        continue
      }
      say(book, cell, found ? FAULTS['no-code'](found.code, o.accounts.year) : FAULTS['no-figure'](key))
      break
    }
    if (table.add?.project) readName(sheet.name, textOf(row[1]), r, key, book)
  }
  const all = [
    ...table.rows.flatMap((x) => Object.values(x.cells).map((c) => c.path)),
    ...Object.values(table.add?.paths ?? {}).map((p) => p.replace('{row}', '')),
  ]
  book.scopes.push(...new Set(all))
  const name = `${ENTRY_TITLE}：${table.label.zh}`
  book.tables.push({ sheet: sheet.name, name, unit: 'yuan', figures })
}

const pathFor = (table: EntryTable, key: string, column: string): string | undefined =>
  table.rows.find((x) => x.key === key)?.cells[column]?.path ??
  table.add?.paths[column]?.replace('{row}', key)

/** `一般公共预算 2014004 P01 信访接待` tells a project's name behind its code. */
function readName(sheet: string, told: string, r: number, key: string, book: ReadBook): void {
  const code = key.split('/')[0]!
  const words = told.split(` ${code} `).at(1)?.trim()
  const path = `project-name/${code}`
  if (words && readPath(path) && !book.names.some((n) => n.path === path))
    book.names.push({ path, words, sheet, cell: cellName(1, r + 1) })
}
