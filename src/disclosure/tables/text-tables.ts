/** Tables in running text: rows of codes, names and figures, as a text file or the text layer of a PDF has them. */
import type { SourceLine } from '../contract.ts'
import { type Decimal, multiply, whole } from '../decimal.ts'
import type { ReadLine } from '../text/displaced.ts'
import { rowsOfCells } from './cells.ts'
import { byColumns } from './columns.ts'
import { type Figure, figure } from './figure.ts'

export interface Row {
  /** 201, 20105 or 2010506; empty for rows without one. */
  code: string
  name: string
  figures: readonly Figure[]
  line: SourceLine
  /** Label and figure pairs of a row with two sides. */
  pairs: readonly { label: string; figure: Figure }[]
  text: string
}

export interface TextTable {
  title: string
  /** Yuan for one unit of the table; null when it says none. */
  factor: Decimal | null
  header: string
  rows: readonly Row[]
}

const TITLE = /^[^，。；]{2,50}表(?:（[^）]{1,20}）)?$/
const UNIT = /单位\s*：\s*(亿元|万元|元)/
const NUMBER = /-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?/g
const FACTORS: Readonly<Record<string, Decimal>> = {
  元: whole(1),
  万元: whole(10_000),
  亿元: whole(100_000_000),
}

export function textTables(given: readonly ReadLine[]): TextTable[] {
  const lines = rowsOfCells(given)
  const out: { title: string; factor: Decimal | null; header: string; rows: Row[] }[] = []
  let open: (typeof out)[number] | null = null
  let waiting: { name: string; figures: Figure[]; line: SourceLine } | null = null
  let skip = false
  for (const [i, l] of lines.entries()) {
    const text = l.text.replace(/[|\s]+/g, ' ').trim()
    const line = l.from[0]!
    if (skip) {
      skip = false
      continue
    }
    if (text === '') continue
    if (TITLE.test(text) && !/^[\d一二三四五六七八九十]+[.、]/.test(text)) {
      // A list of contents has titles one after another, and no rows.
      open = { title: text.replace(/\s+/g, ''), factor: null, header: '', rows: [] }
      out.push(open)
      waiting = null
      continue
    }
    // The heading of a table of codes opens one that has no title of its own.
    if (
      !open &&
      /^(?:科目|功能分类科目)?编码\s.*(?:合计|基本支出|决算数|预算数)/.test(text.replace(/^科目/, ''))
    ) {
      open = { title: '（无表名）', factor: null, header: '', rows: [] }
      out.push(open)
    }
    if (!open) continue
    const unit = UNIT.exec(text)
    if (unit) open.factor = FACTORS[unit[1]!]!
    if (/[。；]|，.*，/.test(text) && !/^注/.test(text)) {
      open = null
      continue
    }
    const row = rowOf(text, line)
    if (row.figures.length === 0 && row.code === '') {
      const pairs = labelsAbove(text, lines[i + 1]?.text.trim() ?? '')
      if (pairs) {
        open.rows.push({ ...row, pairs, figures: pairs.map((x) => x.figure) })
        skip = true
        continue
      }
      if (open.rows.length === 0) open.header += ` ${text}`
      waiting = null
      continue
    }
    if (row.code !== '' && row.name === '' && waiting) {
      const previous: Row | undefined = open.rows.at(-1)
      if (previous && previous.code === '' && previous.line === waiting.line) open.rows.pop()
      open.rows.push({ ...row, name: waiting.name, figures: [...row.figures, ...waiting.figures] })
      waiting = null
      continue
    }
    // A total whose first figure stands on the next line by itself.
    const alone = /^-?[\d,]+\.\d+$/.exec(lines[i + 1]?.text.trim() ?? '')
    if (row.code === '' && row.figures.length >= 2 && alone && /^[^\d]*合计/.test(text)) {
      open.rows.push({ ...row, figures: [figure(alone[0]), ...row.figures] })
      skip = true
      continue
    }
    // A row without a code may belong to the code on the next line.
    const next = lines[i + 1]?.text.trim() ?? ''
    const sides = twoCodes(text, line)
    if (sides) {
      open.rows.push(...sides)
      waiting = null
      continue
    }
    waiting =
      row.code === '' && /^\d{3}( \d{2}){0,2}(\s|$)/.test(next)
        ? { name: row.name, figures: [...row.figures], line }
        : null
    open.rows.push(row)
  }
  return out.filter((t) => t.rows.length > 0).map((t) => ({ ...t, rows: byColumns(t.rows) }))
}

/** 本年收入合计 本年支出合计, and under it 2,946.25 2,940.05: as many figures as names. */
function labelsAbove(text: string, below: string): { label: string; figure: Figure }[] | null {
  if (!/^-?[\d,]+\.\d+(?:\s+-?[\d,]+\.\d+)*$/.test(below)) return null
  const labels = text.split(/\s+/)
  const numbers = below.split(/\s+/)
  // Totals repeat over further columns; the first two belong to the two names.
  if (
    labels.length > numbers.length ||
    labels.length > 2 ||
    !labels.every((l) => /[\u4e00-\u9fff]{2}/.test(l))
  )
    return null
  if (labels.length === 1 && numbers.length !== 1) return null
  return labels.map((label, k) => ({ label, figure: figure(numbers[k]!) }))
}

const CODED =
  /(?:^|\s)(\d{3}|\d{5})\s+([\u4e00-\u9fff（）、“”]{2,30})((?:\s+-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)(?!\s+[\u4e00-\u9fff]))*)(?=\s|$)/g

/** 301 工资福利支出 320.00 302 商品和服务支出 45.00: a row with a code on each side is a row for each; a side left blank is none. */
function twoCodes(text: string, line: SourceLine): Row[] | null {
  const found = [...text.matchAll(CODED)]
  if (found.length < 2) return null
  return found.map((m) => {
    const own = m[0].trim()
    return { code: m[1]!, name: m[2]!, figures: figuresIn(m[3]!), pairs: [], line, text: own }
  })
}

const CODE =
  /^(\d{3})(?:\s(\d{1,2}))?(?:\s(\d{1,2}))?(?=\s[\u4e00-\u9fff]|\s\d{2}\s|\s-?[\d,]+\.?\d*|$)|^(\d{7}|\d{5})(?=[\s\u4e00-\u9fff])/

export function rowOf(text: string, line: SourceLine): Row {
  const code = CODE.exec(text)
  // 302 alone may be a figure: a code is followed by a name, more code, or a figure after a name on another line.
  const coded = code && !/^\d{3}$/.test(text) && !/^\d{3}\s+\d{1,3}$/.test(text)
  const rest = coded ? text.slice(code[0].length).trim() : text
  const name = rest.replace(NUMBER, ' ').replace(/[|%]/g, ' ').trim()
  const figures = /(?:19|20)\d\d\s*年/.test(rest) && !/,|\.\d/.test(rest) ? [] : figuresIn(rest)
  return {
    code: coded
      ? [code[1], code[2]?.padStart(2, '0'), code[3]?.padStart(2, '0')]
          .filter((c) => c !== undefined)
          .join('') || code[4]!
      : '',
    name: name.split(/\s+/)[0] ?? '',
    figures,
    pairs: pairsIn(rest),
    line,
    text,
  }
}

function figuresIn(text: string): Figure[] {
  return [...text.matchAll(NUMBER)]
    .filter(
      (m) =>
        !/[A-Za-z\d.]/.test(text[m.index - 1] ?? '') && !/[%年月日]/.test(text[m.index + m[0].length] ?? ''),
    )
    .map((m) => figure(m[0]))
}

/** 收入总计 100 支出总计 100: each figure with the words before it. */
function pairsIn(text: string): { label: string; figure: Figure }[] {
  const out: { label: string; figure: Figure }[] = []
  for (const m of text.matchAll(
    /([\u4e00-\u9fff][\u4e00-\u9fff、（）“”. \d]*?)\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+)/g,
  ))
    out.push({ label: m[1]!.replace(/\s+/g, ''), figure: figure(m[2]!) })
  return out
}

export const amountIn = (f: Figure, factor: Decimal): Decimal => multiply(f.value, factor)
