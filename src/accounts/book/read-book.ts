/**
 * Reads a workbook of official tables, entry tables and lists of figures into leaves, and says of every cell that cannot be taken why.
 * What one table repeats of another must be the same in both. Pure.
 */

import type { Sheet } from '../../tables/index.ts'
import { cellName, textOf } from '../../tables/index.ts'
import type { Accounts } from '../figures.ts'
import { showFen } from '../money.ts'
import { CROSSED_LAYOUTS } from './crossed-layouts.ts'
import { FAULTS, headingTold, plain, type ReadBook, type ReadLeaf, type ReadOptions, say } from './found.ts'
import { CODED_LAYOUTS } from './layouts.ts'
import { readCoded } from './read-coded.ts'
import { isCrossed, readCrossed } from './read-crossed.ts'
import { isEntry, isList, readEntry, readList } from './read-entry.ts'
import { TOTALS_LAYOUTS } from './read-totals.ts'
import { unitOf } from './units.ts'

/** Reads every sheet. `claims` are still to be compared (`checkClaims`) with what the accounts become. */
export function readBook(sheets: readonly Sheet[], o: ReadOptions): ReadBook {
  const book: ReadBook = {
    tables: [],
    unknown: [],
    leaves: [],
    sums: [],
    names: [],
    claims: [],
    scopes: [],
    findings: [],
  }
  for (const sheet of sheets) {
    if (!sheet.rows.some((r) => r.some((c) => textOf(c) !== ''))) continue
    readOne(sheet, o, book)
  }
  resolve(o.accounts, book)
  twice(book)
  return book
}

function readOne(sheet: Sheet, o: ReadOptions, book: ReadBook): void {
  const entry = isEntry(sheet)
  if (entry || isList(sheet)) {
    headingTold(sheet, o, book, cellName)
    if (entry) readEntry(sheet, o, book)
    else readList(sheet, o, book)
    return
  }
  const heads = [
    sheet.name.replace(/^\d+\s*/, ''),
    ...sheet.rows.slice(0, 6).flatMap((r) => r.map((c) => textOf(c))),
  ]
  const words = heads.map(plain)
  const isCalled = (l: { names: readonly string[] }) => l.names.some((n) => words.includes(plain(n)))
  // 基本支出决算明细表 may have its economic codes down or across.
  const crossed = isCrossed(sheet) ? CROSSED_LAYOUTS.find(isCalled) : undefined
  const coded = CODED_LAYOUTS.find(isCalled)
  const totals = TOTALS_LAYOUTS.find(isCalled)
  if (!crossed && !coded && !totals) {
    book.unknown.push(sheet.name)
    return
  }
  headingTold(sheet, o, book, cellName)
  const unit = unitOf(sheet) ?? o.unit
  if (unit === null) {
    say(book, { sheet: sheet.name, cell: 'A1', value: textOf(sheet.rows[0]?.[0]) }, FAULTS['no-unit']())
    return
  }
  if (crossed) readCrossed(sheet, crossed, unit, o, book)
  else if (coded) readCoded(sheet, coded, unit, o, book)
  else if (totals) {
    const figures = totals.read(sheet, unit, o, book)
    book.tables.push({ sheet: sheet.name, name: totals.names[0]!, unit, figures })
  }
}

/** Cells that hold several leaves become what is left when those the file or the accounts tell elsewhere are taken off. */
function resolve(accounts: Accounts, book: ReadBook): void {
  const told = new Map(book.leaves.map((l) => [l.path, l.value]))
  const isWhole = (path: string) => book.scopes.some((s) => path.startsWith(s))
  const at = (path: string) => told.get(path) ?? (isWhole(path) ? 0 : (accounts.leaves[path] ?? 0))
  const [first] = book.sums.filter((s) => s.path.startsWith('spend/') && s.needs === undefined)
  const funds = first?.path.split('/')[1]
  const general = `spend/${funds}/general/`
  if (first && !isWhole(general) && !Object.keys(accounts.leaves).some((p) => p.startsWith(general))) {
    const { sheet, cell } = first
    say(book, { sheet, cell, value: showFen(first.value, 'yuan') }, FAULTS['funds-unknown']())
    return
  }
  const isTold = (below: string) =>
    isWhole(below) || [...told.keys(), ...Object.keys(accounts.leaves)].some((p) => p.startsWith(below))
  const unknown = new Set<string>()
  for (const { path, value, sheet, cell, less, tolerance, needs } of book.sums) {
    if (needs !== undefined && !isTold(needs)) {
      if (!unknown.has(`${sheet} ${needs}`))
        say(book, { sheet, cell, value: showFen(value, 'yuan') }, FAULTS['parts-unknown']())
      unknown.add(`${sheet} ${needs}`)
      continue
    }
    const left = value - less.reduce((n, p) => n + at(p), 0)
    if (left === 0) continue
    const fault = FAULTS['less-than-parts'](showFen(-left, 'yuan'))
    if (Math.abs(left) <= tolerance) {
      if (left < 0) say(book, { sheet, cell, value: showFen(value, 'yuan') }, fault, 'warning')
    } else if (left < 0) say(book, { sheet, cell, value: showFen(value, 'yuan') }, fault)
    else book.leaves.push({ path, value: left, sheet, cell })
  }
}

/** One figure in two tables must be the same in both. */
function twice(book: ReadBook): void {
  const seen = new Map<string, ReadLeaf>()
  const kept: ReadLeaf[] = []
  for (const leaf of book.leaves) {
    const first = seen.get(leaf.path)
    if (!first) {
      seen.set(leaf.path, leaf)
      kept.push(leaf)
    } else if (first.value !== leaf.value)
      say(
        book,
        { ...leaf, value: showFen(leaf.value, 'yuan') },
        FAULTS['differs-from'](first.sheet, first.cell),
      )
  }
  book.leaves = kept
}

/** Compares totals with what the accounts make of the details. Only where the details are in the file or the accounts. */
export function checkClaims(book: ReadBook, after: Accounts): void {
  for (const c of book.claims) {
    const expected = c.expected(after)
    if (expected === c.value) continue
    const close = Math.abs(expected - c.value) <= c.tolerance
    say(
      book,
      { sheet: c.sheet, cell: c.cell, value: c.text },
      FAULTS['not-derived'](c.what, showFen(c.value, 'yuan'), showFen(expected, 'yuan')),
      close ? 'warning' : 'error',
    )
  }
}
