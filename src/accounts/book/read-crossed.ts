/**
 * Reads a table with functional codes down and economic codes across (支出决算明细表). Every cell is checked against the sums it is
 * part of; what a row and a column come to are the figures taken. Pure.
 */
import type { Sheet } from '../../tables/index.ts'
import { cellName, textOf } from '../../tables/index.ts'
import { isLeaf, levelOf, parentOf } from '../codes.ts'
import type { Label } from '../labels.ts'
import { type MoneyUnit, readFen, showFen } from '../money.ts'
import { type CrossedLayout, type Share, targetOf } from './crossed-layouts.ts'
import { FAULTS, isBlank, numberText, plain, type ReadBook, type ReadOptions, say } from './found.ts'
import { roundingOf } from './units.ts'

const CODE_HEAD = /科目编码$|^编码$|^科目代码$|^代码$/
const NAME_HEAD = /科目名称$|^名称$/
const TOTAL = /^(?:合计|总计|本年支出合计)$/

/** What a column holds: an economic item, the sum of a class, or the sum of the row. */
interface Column {
  at: number
  code: string | null
}
interface Row {
  /** Null: the sum of all. */
  code: string | null
  line: number
  values: Map<number, { value: number; text: string }>
}

/** Do these headings name economic classes over columns, and codes down the side? */
export function isCrossed(sheet: Sheet): boolean {
  const words = sheet.rows.slice(0, 10).map((r) => r.map((c) => plain(textOf(c))))
  const side = words.some((w) => w.some((x) => CODE_HEAD.test(x)) || ['类', '款'].every((x) => w.includes(x)))
  return side && words.some((w) => w.includes('工资福利支出') && w.includes('商品和服务支出'))
}

export function readCrossed(
  sheet: Sheet,
  layout: CrossedLayout,
  unit: MoneyUnit,
  o: ReadOptions,
  book: ReadBook,
): void {
  const head = headOf(sheet, o)
  if (!head) {
    say(book, { sheet: sheet.name, cell: 'A1' }, FAULTS['no-heading']('科目编码'))
    return
  }
  for (const u of head.unknown)
    say(book, { sheet: sheet.name, cell: u.cell, value: u.text }, FAULTS['no-code'](u.text, o.accounts.year))
  const rows = rowsOf(sheet, head, unit, o, book)
  const half = roundingOf(
    rows.flatMap((r) => [...r.values.values()].map((v) => v.text)),
    unit,
  )
  const check = checker(sheet, half, book)
  for (const row of rows) across(row, head.columns, check)
  down(rows, head.columns, check)
  take(sheet, layout, rows, head.columns, half, unit, book)
}

interface Head {
  code: number[]
  columns: Column[]
  unknown: { cell: string; text: string }[]
  /** First line of figures, from 0. */
  from: number
}

function headOf(sheet: Sheet, o: ReadOptions): Head | null {
  const words = sheet.rows.slice(0, 14).map((r) => r.map((c) => plain(textOf(c))))
  const top = words.findIndex(
    (w) => w.some((x) => CODE_HEAD.test(x)) || ['类', '款'].every((x) => w.includes(x)),
  )
  if (top < 0) return null
  const parts = words
    .slice(top, top + 3)
    .map((w) => ['类', '款', '项'].map((x) => w.indexOf(x)).filter((at) => at >= 0))
    .find((found) => found.length >= 2)
  const code = parts ?? [words[top]!.findIndex((x) => CODE_HEAD.test(x))]
  let from = top + 1
  while (from < words.length && !isFigures(words[from]!, code)) from++
  // The classes stand over their items, so a line or two above the codes.
  const lines = words.slice(Math.max(0, top - 2), from)
  const width = Math.max(...sheet.rows.slice(0, from + 1).map((r) => r.length))
  const name = Math.max(...lines.map((l) => l.findIndex((x) => NAME_HEAD.test(x))))
  const columns: Column[] = []
  const unknown: Head['unknown'] = []
  for (let at = Math.max(...code, name) + 1; at < width; at++) {
    const told = lines.map((l) => l[at] ?? '').filter((x) => x !== '')
    const found = columnOf(told, classOver(lines, at, o), o)
    if (found !== undefined) columns.push({ at, code: found })
    else if (told.length > 0) unknown.push({ cell: cellName(at, from), text: told.at(-1)! })
  }
  return columns.some((c) => c.code?.length === 5) ? { code, columns, unknown, from } : null
}

const isFigures = (words: readonly string[], code: readonly number[]): boolean =>
  words.includes('栏次') ||
  code.some((c) => /^\d{3,7}$/.test(words[c] ?? '')) ||
  (words.some((w) => TOTAL.test(w)) && words.some((w) => /^-?[\d.,]+$/.test(w)))

/** The class whose heading reaches over this column: the nearest on its line, at the column or to its left. */
function classOver(lines: readonly string[][], at: number, o: ReadOptions): string | null {
  for (const line of lines)
    for (let c = at; c >= 0; c--) {
      const text = line[c] ?? ''
      if (text === '') continue
      const hit = [...o.codes.economic].find(([code, name]) => code.length === 3 && plain(name) === text)
      if (hit) return hit[0]
      if (TOTAL.test(text)) break
    }
  return null
}

/** @returns the code of the column, null for the sum of the row, undefined where nothing is known */
function columnOf(told: readonly string[], above: string | null, o: ReadOptions): string | null | undefined {
  const digits = told.find((t) => /^\d{3}(\d{2})?$/.test(t) && o.codes.economic.has(t))
  if (digits) return digits
  const last = told.at(-1) ?? ''
  if (TOTAL.test(last) && told.every((t) => TOTAL.test(t))) return null
  if (last === '小计' || (above !== null && plain(o.codes.economic.get(above) ?? '') === last))
    return above ?? undefined
  const named = [...o.codes.economic].filter(([code, name]) => code.length === 5 && plain(name) === last)
  const own = named.filter(([code]) => above !== null && code.startsWith(above))
  const hit = own.length === 1 ? own[0] : named.length === 1 ? named[0] : undefined
  return hit?.[0]
}

function rowsOf(sheet: Sheet, head: Head, unit: MoneyUnit, o: ReadOptions, book: ReadBook): Row[] {
  const out: Row[] = []
  for (let r = head.from; r < sheet.rows.length; r++) {
    const row = sheet.rows[r]!
    const texts = row.map((c) => plain(textOf(c)))
    if (texts.includes('栏次') || /^[注说]/.test(texts.find((t) => t !== '') ?? '注')) continue
    const code = head.code.map((c) => numberText(row[c]).normalize('NFKC').replace(/\s/g, '')).join('')
    const values: Row['values'] = new Map()
    for (const { at } of head.columns) {
      const text = numberText(row[at])
      if (isBlank(text)) continue
      const value = readFen(text, unit)
      if (typeof value === 'number') values.set(at, { value, text })
      else say(book, { sheet: sheet.name, cell: cellName(at, r + 1), value: text }, FAULTS[value]())
    }
    const total = !/^\d+$/.test(code)
    if (total && (values.size === 0 || !texts.some((t) => TOTAL.test(t)))) continue
    if (!total && (levelOf('functional', code) === null || !o.codes.functional.has(code))) {
      const at = { sheet: sheet.name, cell: cellName(head.code[0]!, r + 1), value: code }
      say(book, at, FAULTS['no-code'](code, o.accounts.year))
      continue
    }
    out.push({ code: total ? null : code, line: r + 1, values })
  }
  return out
}

type Check = (row: Row, at: number, right: number, terms: number, of: Label) => void

const checker =
  (sheet: Sheet, half: number, book: ReadBook): Check =>
  (row, at, right, terms, of) => {
    const held = row.values.get(at)
    if (!held || held.value === right) return
    const close = Math.abs(held.value - right) <= half * (terms + 1)
    say(
      book,
      { sheet: sheet.name, cell: cellName(at, row.line), value: held.text },
      FAULTS['not-the-sum'](showFen(held.value, 'yuan'), of, showFen(right, 'yuan')),
      close ? 'warning' : 'error',
    )
  }

const sumAt = (row: Row, columns: readonly Column[]): number =>
  columns.reduce((n, c) => n + (row.values.get(c.at)?.value ?? 0), 0)

/** A class against its items, the sum of the row against its classes; a class that shows no items is taken as it is. */
function across(row: Row, columns: readonly Column[], check: Check): void {
  const classes = columns.filter((c) => c.code?.length === 3)
  const below = (c: Column) => columns.filter((x) => x.code?.length === 5 && x.code.startsWith(c.code!))
  for (const c of classes)
    if (below(c).length > 0)
      check(row, c.at, sumAt(row, below(c)), below(c).length, {
        zh: '本类各款',
        en: 'the items of its class',
      })
  const tops = topsOf(columns)
  for (const c of columns.filter((x) => x.code === null))
    check(row, c.at, sumAt(row, tops), tops.length, { zh: '本行各列', en: 'the columns of its row' })
}

/** Classes, and items whose class has no column. */
const topsOf = (columns: readonly Column[]): Column[] => {
  const classes = new Set(columns.flatMap((c) => (c.code?.length === 3 ? [c.code] : [])))
  return columns.filter((c) => c.code !== null && (c.code.length === 3 || !classes.has(c.code.slice(0, 3))))
}

/** Each row against the rows below it, column by column. */
function down(rows: readonly Row[], columns: readonly Column[], check: Check): void {
  const codes = new Set(rows.flatMap((r) => (r.code === null ? [] : [r.code])))
  for (const row of rows) {
    const children = rows.filter((x) => {
      if (x.code === null) return false
      const above = parentOf('functional', x.code)
      return row.code === null ? above === null || !codes.has(above) : above === row.code
    })
    if (children.length === 0) continue
    const of =
      row.code === null ? { zh: '各类', en: 'its classes' } : { zh: '下级各项', en: 'the items below' }
    for (const c of columns)
      check(
        row,
        c.at,
        children.reduce((n, x) => n + (x.values.get(c.at)?.value ?? 0), 0),
        children.length,
        of,
      )
  }
}

/** Rows by function and columns by economic item, each the leaf that is left after what other tables tell of it. */
function take(
  sheet: Sheet,
  layout: CrossedLayout,
  rows: readonly Row[],
  columns: readonly Column[],
  half: number,
  unit: MoneyUnit,
  book: ReadBook,
): void {
  const { target, less } = targetOf(layout)
  let figures = 0
  const put = (family: 'spend' | 'economic', code: string, value: number, cell: string) => {
    const path = (s: Share) => `${family}/final/${s.fund}/${s.nature}/${code}`
    const leaf = { path: path(target), value, sheet: sheet.name, cell }
    figures++
    if (less.length === 0) book.leaves.push(leaf)
    else
      book.sums.push({
        ...leaf,
        less: less.map(path),
        tolerance: half * (less.length + 1),
        needs: `${family}/final/${less[0]!.fund}/${less[0]!.nature}/`,
      })
  }
  const leaves = rows.filter((r) => r.code !== null && isLeaf('functional', r.code))
  const whole = columns.find((c) => c.code === null)
  for (const r of leaves) {
    const value = whole ? (r.values.get(whole.at)?.value ?? 0) : sumAt(r, topsOf(columns))
    put('spend', r.code!, value, cellName((whole ?? columns[0]!).at, r.line))
  }
  const foot = rows.find((r) => r.code === null)
  for (const c of columns) {
    if (c.code?.length !== 5) continue
    const value = foot
      ? (foot.values.get(c.at)?.value ?? 0)
      : leaves.reduce((n, r) => n + (r.values.get(c.at)?.value ?? 0), 0)
    put('economic', c.code, value, cellName(c.at, (foot ?? rows[0] ?? { line: 1 }).line))
  }
  for (const family of ['spend', 'economic'])
    book.scopes.push(`${family}/final/${target.fund}/${target.nature}/`)
  book.tables.push({ sheet: sheet.name, name: layout.names[0]!, unit, figures })
}
