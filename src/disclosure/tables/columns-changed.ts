/**
 * Columns that compare two others (R-P-03): last year's, this year's, what it changed by, in amount or in percent. Which columns
 * these are, most of the rows prove; the others should keep it.
 */
import type { Relation } from '../contract.ts'
import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  halfUnit,
  isZero,
  multiply,
  show,
  subtract,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, relation } from '../reading.ts'
import { type Figure, halfOfFigure } from './figure.ts'
import type { Row, TextTable } from './text-tables.ts'

const LEAST = 4
const MOST = 0.8
const HUNDRED = whole(100)

export function checkChangedColumns(tables: readonly TextTable[], ledger: Ledger): void {
  for (const t of tables) {
    const width = Math.max(0, ...t.rows.map((r) => r.figures.length))
    if (width < 3 || width > 10) continue
    const rows = t.rows.filter((r) => r.figures.length === width)
    if (rows.length < LEAST) continue
    for (let k = 2; k < width; k++)
      for (let j = 1; j < k; j++)
        for (let i = 0; i < j; i++)
          for (const as of [asAmount, asPercent]) settle(t, rows, i, j, k, as, ledger)
  }
}

/** What the third column should be, and how far it may miss; null where the row says nothing. */
type Made = (before: Figure, now: Figure, said: Figure) => { value: Decimal; slack: Decimal } | null

const asAmount: Made = (before, now, said) =>
  compare(before.value, now.value) === 0 || isZero(before.value) || isZero(now.value)
    ? null
    : {
        value: subtract(now.value, before.value),
        slack: [before, now, said].map(halfOfFigure).reduce(add),
      }

const asPercent: Made = (before, now, said) => {
  if (isZero(before.value) || compare(before.value, now.value) === 0 || isZero(now.value)) return null
  const value = divide(multiply(HUNDRED, subtract(now.value, before.value)), before.value, said.shown + 6)
  const terms = divide(
    multiply(HUNDRED, add(halfOfFigure(now), halfOfFigure(before))),
    absolute(before.value),
    said.shown + 6,
  )
  return { value, slack: add(halfUnit(said.shown), terms) }
}

function settle(
  t: TextTable,
  rows: readonly Row[],
  i: number,
  j: number,
  k: number,
  as: Made,
  ledger: Ledger,
): void {
  const judged = rows.flatMap((r) => {
    const [before, now, said] = [r.figures[i]!, r.figures[j]!, r.figures[k]!]
    const made = as(before, now, said)
    return made ? [{ r, before, now, said, ...made, ok: within(made.value, said.value, made.slack) }] : []
  })
  const good = judged.filter((x) => x.ok)
  // Wide tolerances prove nothing: the figures have to tell more than their own rounding.
  const sharp = good.filter((x) => compare(absolute(x.said.value), multiply(x.slack, whole(8))) > 0)
  if (sharp.length < LEAST || good.length < judged.length * MOST) return
  for (const x of judged) write(t, x.r, x, as === asPercent, ledger)
}

function write(
  t: TextTable,
  r: Row,
  x: { before: Figure; now: Figure; said: Figure; value: Decimal; slack: Decimal; ok: boolean },
  percent: boolean,
  ledger: Ledger,
): void {
  const at: Relation['at'] = {
    line: r.line.line,
    ...(r.line.page === undefined ? {} : { page: r.line.page }),
    table: t.title,
    ...(r.line.place?.cell === undefined ? {} : { cell: r.line.place.cell }),
  }
  const left = percent
    ? `pct(${x.now.digits}-${x.before.digits},${x.before.digits})`
    : `${x.now.digits}-${x.before.digits}`
  ledger.write(
    relation(
      'R-P-03',
      percent ? 'yoy' : 'equal',
      { quote: `[${t.title}] ${r.text}`, at },
      left,
      x.said.digits,
      x.ok,
      {
        leftValue: x.value,
        rightValue: x.said.value,
        tolerance: x.slack,
        ...(x.ok
          ? {}
          : {
              severity: 'review' as const,
              shouldBe: show(divide(x.value, whole(1), x.said.shown), x.said.shown),
            }),
        note: {
          key: percent ? 'yoy' : 'difference',
          values: { prior: x.before.digits, after: x.said.digits },
        },
      },
    ),
  )
}
