/**
 * Tables without codes: rows under a 合计 that they make (R-SUM-09, R-SUM-10), and the foot of basic expenditure, staff and
 * running cost, from its classes (R-SUM-03).
 */
import type { Relation } from '../contract.ts'
import { add, compare, type Decimal, equal, subtract, total } from '../decimal.ts'
import type { Ledger } from '../reading.ts'
import type { Figure } from './figure.ts'
import { judge } from './relations.ts'
import type { Row, TextTable } from './text-tables.ts'

/** Written where it holds; else, to be looked at, only where one digit of one figure explains the miss. */
export function asSlip(r: Relation, parts: readonly Figure[], w: Figure, ledger: Ledger): void {
  if (r.holds) ledger.write(r)
  else if (slip(parts, w)) ledger.write({ ...r, severity: 'review' })
}

/** Would the sum be right if one figure had another digit in one place? */
export function slip(parts: readonly Figure[], w: Figure): boolean {
  const diff = subtract(total(parts.map((f) => f.value)), w.value)
  return parts.some((f) => oneDigit(f, subtract(f.value, diff))) || oneDigit(w, add(w.value, diff))
}

function oneDigit(f: Figure, right: Decimal): boolean {
  const digits = f.digits.replace(/[,.-]/g, '')
  for (let i = 0; i < digits.length; i++)
    for (let d = 0; d <= 9; d++) {
      const n = BigInt(digits.slice(0, i) + d + digits.slice(i + 1))
      if (equal({ n, s: f.shown }, right)) return true
    }
  return false
}

const TOTAL = /^(?:合计|总计)$/
/** Rows that say more of the row before, or sum some. */
const WITHIN = /^(?:其中|[（(]|小计|注|\d+[.、]\d)/

/** A table whose first or last row is the total of the others, column by column. */
export function plainTotals(t: TextTable, ledger: Ledger): void {
  const rows = t.rows.filter((r) => r.figures.length > 0)
  if (
    rows.length < 3 ||
    rows.some((r) => r.code !== '' || r.pairs.length > r.figures.length || r.pairs.length > 1)
  )
    return
  const sums = rows.filter((r) => TOTAL.test(r.name))
  const w = sums[0]
  if (sums.length !== 1 || !w || (w !== rows[0] && w !== rows.at(-1))) return
  const parts = rows.filter((r) => r !== w)
  const width = w.figures.length
  if (parts.length < 2 || parts.some((r) => WITHIN.test(r.name) || r.figures.length !== width)) return
  for (let k = 0; k < width; k++) {
    const own = parts.map((r) => r.figures[k]!)
    const r = judge('sum', 'R-SUM-10', t, w, own, w.figures[k]!, 'sum')
    if (own.some((f) => compare(f.value, { n: 0n, s: 0 }) > 0)) asSlip(r, own, w.figures[k]!, ledger)
  }
}

const PERSONNEL = /^30[13]$/
const RUNNING = /^(?:302|307|309|31[0-3]|399)$/

/** 人员经费合计 is 301 and 303, 公用经费合计 the others. */
export function staffAndRunning(t: TextTable, ledger: Ledger): void {
  if (!/基本支出/.test(t.title)) return
  const classes = t.rows.filter((r) => /^3\d\d$/.test(r.code) && r.figures.length > 0)
  const foot = (words: RegExp): { r: Row; f: Figure } | null => {
    const hit = t.rows.flatMap((r) => r.pairs.map((x) => ({ r, x }))).filter(({ x }) => words.test(x.label))
    return hit.length === 1 ? { r: hit[0]!.r, f: hit[0]!.x.figure } : null
  }
  for (const [words, codes] of [
    [/^人员经费合计$/, PERSONNEL],
    [/^公用经费合计$/, RUNNING],
  ] as const) {
    const w = foot(words)
    const parts = classes.filter((r) => codes.test(r.code)).map((r) => r.figures[0]!)
    if (w && parts.length > 0 && new Set(classes.map((r) => r.code)).size === classes.length)
      asSlip(judge('sum', 'R-SUM-03', t, w.r, parts, w.f, 'sum'), parts, w.f, ledger)
  }
}
