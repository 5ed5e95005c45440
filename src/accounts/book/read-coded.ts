/**
 * Reads a table by codes. Nothing is guessed: a code the year does not have, a parent that is not the sum of its children, a row or
 * total that is not its parts and a number that is none are told by their cells. Pure.
 */

import type { Sheet } from '../../tables/index.ts'
import { cellName, textOf } from '../../tables/index.ts'
import { isLeaf, levelOf, parentOf } from '../codes.ts'
import type { Label } from '../labels.ts'
import { type MoneyUnit, readFen, showFen } from '../money.ts'
import { FAULTS, isBlank, numberText, plain, type ReadBook, type ReadOptions, say } from './found.ts'
import type { CodedLayout } from './layouts.ts'
import { roundingOf } from './units.ts'

interface Amount {
  value: number
  text: string
}
interface Placed {
  /** Null: a sum of classes. */
  code: string | null
  label: string
  line: number
  /** Place of the code's cell. */
  at: number
  values: Map<number, Amount & { column: number }>
  /** Columns whose cell is wrong: told already, and no sum of theirs is told as well. */
  unread: Set<number>
}
/** Codes and figures that stand beside each other; the table of basic expenditure has two or three in a row. */
interface Block {
  code: number[]
  name: number
  columns: (number | undefined)[]
}

const CODE_HEAD = /科目编码$|^编码$|^科目代码$|^代码$/
const SUM_ROW = /^(合计|总计|本年支出合计|本年收入合计|人员经费合计|公用经费合计)$/

export function readCoded(
  sheet: Sheet,
  layout: CodedLayout,
  unit: MoneyUnit,
  o: ReadOptions,
  book: ReadBook,
): void {
  const head = headOf(sheet, layout)
  const needed = layout.columns.findIndex((c) => c.leaf !== null && !c.optional)
  if (!head || head.blocks.every((b) => b.columns[needed] === undefined)) {
    const heading = head ? (layout.columns[needed]?.words[0] ?? '') : '科目编码'
    say(book, { sheet: sheet.name, cell: cellName(0, (head?.line ?? 0) + 1) }, FAULTS['no-heading'](heading))
    return
  }
  const rows = head.blocks.flatMap((b) => rowsOf(sheet, layout, b, head.line, unit, o, book))
  seenTwice(sheet, rows, book)
  const half = roundingOf(
    rows.flatMap((r) => [...r.values.values()].map((v) => v.text)),
    unit,
  )
  checkSums(sheet, layout, rows, half, book)
  let figures = 0
  for (const row of rows) {
    if (row.code === null || !isLeaf(layout.codes, row.code)) continue
    for (const [i, { value, text, column }] of row.values) {
      const held = layout.columns[i]!.leaf?.(row.code)
      if (held === undefined) continue
      const cell = cellName(column, row.line)
      if (value < 0) {
        say(book, { sheet: sheet.name, cell, value: text }, FAULTS.negative())
        continue
      }
      figures++
      const has = (name: string) =>
        head.blocks.some((b) => b.columns[layout.columns.findIndex((c) => c.words[0] === name)] !== undefined)
      const less = [
        ...(held.less ?? []),
        ...(held.lacking ?? []).filter((x) => !has(x.column)).map((x) => x.path),
      ]
      const leaf = { path: held.path, value, sheet: sheet.name, cell }
      if (less.length > 0) book.sums.push({ ...leaf, less, tolerance: half * (less.length + 1) })
      else book.leaves.push(leaf)
    }
  }
  book.scopes.push(...layout.scope)
  book.tables.push({ sheet: sheet.name, name: layout.names[0]!, unit, figures })
}

/** Where codes and columns stand, and the first line of figures. Headings may take several lines. */
function headOf(sheet: Sheet, layout: CodedLayout): { line: number; blocks: Block[] } | null {
  const lines = sheet.rows.slice(0, 14)
  const words = lines.map((row) => row.map((c) => plain(textOf(c))))
  const top = words.findIndex(
    (w) => w.some((x) => CODE_HEAD.test(x)) || ['类', '款'].every((x) => w.includes(x)),
  )
  if (top < 0) return null
  const codes = words[top]!.flatMap((w, at) => (CODE_HEAD.test(w) ? [at] : []))
  // 类, 款 and 项 may have a column each, under the heading or without one.
  const parts = words
    .slice(top, top + 3)
    .map((w) => ['类', '款', '项'].map((x) => w.indexOf(x)).filter((at) => at >= 0))
    .find((found) => found.length >= 2)
  let line = top + 1
  const starts = codes.length > 0 ? codes : [parts![0]!]
  while (line < lines.length && !isData(words[line]!, starts)) line++
  const width = Math.max(...lines.map((row) => row.length))
  const inColumn = (at: number) => words.slice(top, line).map((w) => w[at] ?? '')
  const blocks = starts.map((start, n): Block => {
    const end = starts[n + 1] ?? width
    const code = parts && starts.length === 1 ? parts : [start]
    const inBlock = Array.from({ length: end - start }, (_, i) => start + i).filter(
      (at) => !code.includes(at),
    )
    const at = (wanted: readonly string[]) =>
      wanted.map((w) => inBlock.find((c) => inColumn(c).includes(plain(w)))).find((c) => c !== undefined)
    return {
      code,
      name: at(['科目名称', '功能分类科目名称', '经济分类科目名称', '名称', '项目']) ?? start + 1,
      columns: layout.columns.map((c) => at(c.words)),
    }
  })
  return { line, blocks }
}

/** A code, a number of the columns' line (栏次) or a sum ends the headings. */
const isData = (words: readonly string[], codes: readonly number[]): boolean =>
  words.some((w) => w === '栏次') ||
  codes.some((c) => /^\d{3,7}$/.test(words[c] ?? '')) ||
  (words.some((w) => SUM_ROW.test(w)) && words.some((w) => /^-?[\d.,]+$/.test(w)))

function rowsOf(
  sheet: Sheet,
  layout: CodedLayout,
  block: Block,
  from: number,
  unit: MoneyUnit,
  o: ReadOptions,
  book: ReadBook,
): Placed[] {
  const rows: Placed[] = []
  for (let r = from; r < sheet.rows.length; r++) {
    const row = sheet.rows[r]!
    const texts = row.map((c) => plain(textOf(c)))
    if (texts.includes('栏次') || /^[注说]/.test(texts.find((t) => t !== '') ?? '注')) continue
    const code = block.code.map((c) => numberText(row[c]).normalize('NFKC').replace(/\s/g, '')).join('')
    const label =
      [texts[block.name] ?? '', ...block.code.map((c) => texts[c] ?? '')].find((t) => t !== '') ?? ''
    const values: Placed['values'] = new Map()
    const unread = new Set<number>()
    for (const [i, column] of block.columns.entries()) {
      if (column === undefined) continue
      const text = numberText(row[column])
      if (isBlank(text)) continue
      const value = readFen(text, unit)
      if (typeof value === 'number') values.set(i, { value, text, column })
      else {
        unread.add(i)
        say(book, { sheet: sheet.name, cell: cellName(column, r + 1), value: text }, FAULTS[value]())
      }
    }
    const at = block.code[0]!
    const isCode = /^\d+$/.test(code)
    if (!isCode) {
      if (values.size > 0 && SUM_ROW.test(label))
        rows.push({ code: null, label, line: r + 1, at, values, unread })
      else if (values.size > 0 && code !== '' && !SUM_ROW.test(code))
        say(
          book,
          { sheet: sheet.name, cell: cellName(at, r + 1), value: code },
          FAULTS['no-code'](code, o.accounts.year),
        )
      continue
    }
    if (levelOf(layout.codes, code) === null || !o.codes[layout.codes].has(code)) {
      say(
        book,
        { sheet: sheet.name, cell: cellName(at, r + 1), value: code },
        FAULTS['no-code'](code, o.accounts.year),
      )
      continue
    }
    rows.push({ code, label, line: r + 1, at, values, unread })
  }
  return rows
}

function seenTwice(sheet: Sheet, rows: readonly Placed[], book: ReadBook): void {
  const seen = new Set<string>()
  for (const row of rows) {
    if (row.code !== null && seen.has(row.code))
      say(
        book,
        { sheet: sheet.name, cell: cellName(row.at, row.line), value: row.code },
        FAULTS['code-twice'](row.code),
      )
    if (row.code !== null) seen.add(row.code)
  }
}

/** Parents against their children, totals against their classes, the sum of a row against its parts. */
function checkSums(
  sheet: Sheet,
  layout: CodedLayout,
  rows: readonly Placed[],
  half: number,
  book: ReadBook,
): void {
  const disagree = (row: Placed, i: number, right: number, terms: number, of: Label) => {
    const held = row.values.get(i)
    if (!held || held.value === right) return
    const close = Math.abs(held.value - right) <= half * (terms + 1)
    say(
      book,
      { sheet: sheet.name, cell: cellName(held.column, row.line), value: held.text },
      FAULTS['not-the-sum'](showFen(held.value, 'yuan'), of, showFen(right, 'yuan')),
      close ? 'warning' : 'error',
    )
  }
  const codes = new Set(rows.flatMap((r) => (r.code === null ? [] : [r.code])))
  for (const row of rows) {
    const children = rows.filter((x) => x.code !== null && isBelow(layout, row, x.code, codes))
    if (children.length > 0)
      for (const i of [...row.values.keys()].filter((k) => !children.some((c) => c.unread.has(k))))
        disagree(
          row,
          i,
          children.reduce((n, c) => n + (c.values.get(i)?.value ?? 0), 0),
          children.length,
          row.code === null ? { zh: '各类', en: 'its classes' } : { zh: '下级各项', en: 'the items below' },
        )
    const bare = row.code !== null && !isLeaf(layout.codes, row.code) && children.length === 0
    const paid = [...row.values.values()].find((v) => v.value !== 0)
    if (bare && paid)
      say(
        book,
        { sheet: sheet.name, cell: cellName(row.at, row.line), value: row.code! },
        FAULTS['no-items'](row.code!),
      )
    checkRow(layout, row, disagree)
  }
}

/** Whether a code is right below a row: below its code, or of the classes a sum is of. */
function isBelow(layout: CodedLayout, row: Placed, code: string, codes: ReadonlySet<string>): boolean {
  const above = parentOf(layout.codes, code)
  if (row.code !== null) return above === row.code
  if (above !== null && codes.has(above)) return false
  if (row.label === '人员经费合计') return /^30[13]/.test(code)
  if (row.label === '公用经费合计') return !/^30[13]/.test(code)
  return true
}

/** The sum of a row against its parts; a part of a part counts only where the column it belongs to is missing. */
function checkRow(
  layout: CodedLayout,
  row: Placed,
  disagree: (row: Placed, i: number, right: number, terms: number, of: Label) => void,
): void {
  const at = layout.columns.findIndex((c) => c.role === 'sum')
  if (at < 0 || !row.values.has(at) || row.unread.size > 0) return
  const has = (words: string) => row.values.has(layout.columns.findIndex((c) => c.words[0] === words))
  const parts = layout.columns.flatMap((c, i) => {
    const counts = i !== at && c.role !== 'aside' && (c.within === undefined || !has(c.within))
    return counts && row.values.has(i) ? [row.values.get(i)!.value] : []
  })
  if (parts.length === 0) return
  const right = parts.reduce((n, v) => n + v, 0)
  disagree(row, at, right, parts.length, { zh: '本行各列', en: 'the columns of its row' })
}
