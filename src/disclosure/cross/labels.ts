/**
 * What the explanation calls by the name of a row or a column, against all figures that tables have under this name (R-X-05).
 * Names mean other sums in other tables, so one that fits any of them holds; what fits none is told only where a slip of
 * one digit leads to one of them, or where the sentence names the only table there is.
 */
import { type Decimal, divide, isZero, multiply, show, whole, within } from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { slipOf } from '../prose/slips.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { TextTable } from '../tables/text-tables.ts'
import type { Quantity } from '../text/quantities.ts'

interface Cell {
  amount: Decimal
  digits: string
  t: TextTable
}

const NUMBERED = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])/
const bare = (label: string): string =>
  label
    .replace(/[\s“”]/g, '')
    .replace(NUMBERED, '')
    .replace(/^(?:其中[：，]?|20\d\d年(?:度)?|本年度?)+/, '')
    .replace(/(?:（[类款项]）|（\d{3,7}）)/g, '')
    .replace(/(?:支出)?(?:决算|预算)数?(?:为|是)?$/, '')
    .replace(/(?:共计|共|总额|数|为|是|达)*$/, '')

/** Sums that every table has under the same name, of all funds or of one, tell nothing. */
const COMMON =
  /^(?:基本支出|项目支出|人员经费|公用经费|日常公用经费|财政拨款|本年支出合计|本年收入合计|合计|总计|小计|支出|收入|金额|项目|其他|本年支出|本年收入)?$/

export function checkLabels(
  paragraphs: readonly ReadParagraph[],
  tables: readonly TextTable[],
  ledger: Ledger,
): void {
  const cells = cellsByName(tables)
  if (cells.size === 0) return
  for (const p of paragraphs) {
    // A row of a table is not said of the table.
    if (!/[，。；]/.test(p.text)) continue
    for (const q of p.quantities) {
      if (q.dim !== 'money' || q.role !== 'plain' || q.about || isZero(q.amount)) continue
      if (roleWord(q.label) === 'budget' && tables.some((t) => /决算/.test(t.title))) continue
      if (/上年|去年|同期|年初|调整/.test(q.label)) continue
      const name = bare(q.label)
      const hit = name.length >= 4 && !COMMON.test(name) ? cells.get(name) : undefined
      if (hit) compare(p, q, name, hit, ledger)
    }
  }
}

function cellsByName(tables: readonly TextTable[]): Map<string, Cell[]> {
  const out = new Map<string, Cell[]>()
  const put = (label: string, amount: Decimal, digits: string, t: TextTable) => {
    const name = bare(label)
    if (name.length >= 4 && !COMMON.test(name) && !isZero(amount))
      out.set(name, [...(out.get(name) ?? []), { amount, digits, t }])
  }
  for (const t of tables) {
    if (!t.factor) continue
    const columns = columnsOf(t)
    for (const r of t.rows) {
      for (const x of r.pairs) put(x.label, multiply(x.figure.value, t.factor), x.figure.digits, t)
      const first = r.figures[0]
      if (r.code !== '' && first) put(r.name, multiply(first.value, t.factor), first.digits, t)
      if (/^(?:合计|总计)$/.test(r.name))
        for (const [i, name] of columns.entries())
          if (r.figures[i]) put(name, multiply(r.figures[i]!.value, t.factor), r.figures[i]!.digits, t)
    }
  }
  return out
}

/** The names over the columns of figures, where the heading is one line that names as many as the foot has figures. */
function columnsOf(t: TextTable): string[] {
  const foot = t.rows.find((r) => /^(?:合计|总计)$/.test(r.name))
  const names = t.header
    .trim()
    .split(/\s+/)
    .filter((n) => !/单位|科目|编码|名称|功能分类|栏次|项目$/.test(n) && /[\u4e00-\u9fff]/.test(n))
  return foot && names.length === foot.figures.length ? names : []
}

function compare(p: ReadParagraph, q: Quantity, name: string, cells: readonly Cell[], ledger: Ledger): void {
  const fit = cells.find((c) => within(q.amount, c.amount, q.half))
  const unit = q.unit === '元' ? whole(1) : q.unit === '亿元' ? whole(100_000_000) : whole(10_000)
  const inText = (c: Cell) => divide(c.amount, unit, Math.max(q.shown, 4))
  const near = fit ?? cells.find((c) => slipOf(q, asSaid(q, c, unit)))
  if (!near) return
  ledger.write(
    relation(
      'R-X-05',
      'equal',
      span(p, { start: Math.max(0, q.start - 16) }, q),
      q.digits,
      `[${near.t.title}] ${name} ${near.digits}`,
      fit !== undefined,
      {
        leftValue: q.value,
        rightValue: inText(near),
        ...(fit
          ? {}
          : {
              severity: within(q.amount, near.amount, multiply(q.half, whole(3)))
                ? ('tail' as const)
                : ('review' as const),
              shouldBe: `${show(divide(near.amount, unit, q.shown), q.shown)}${q.unit}`,
            }),
        note: { key: 'text-table', values: { table: near.t.title } },
      },
    ),
  )
}

/** The table's figure as the sentence would print it. */
function asSaid(q: Quantity, c: Cell, unit: Decimal): Quantity {
  const value = divide(c.amount, unit, q.shown)
  return { ...q, digits: show(value, q.shown), value, amount: multiply(value, unit) }
}
