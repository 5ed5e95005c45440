/** Text against table (R-X-05): what the explanation says of a subject or a total is what the tables hold. */
import { compare, type Decimal, divide, halfUnit, isZero, multiply, show, whole, within } from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Row, TextTable } from '../tables/text-tables.ts'
import type { Quantity } from '../text/quantities.ts'

/** Totals with one meaning in a disclosure, by the table whose foot they are and by the words of the text. */
const TOTALS: readonly { table: RegExp; row: RegExp; said: RegExp }[] = [
  {
    table: /财政拨款收支?入?支?出?(?:决算|预算)?总表|财政拨款收入支出决算总表/,
    row: /^(?:总计|收入总计)$/,
    said: /财政拨款收(?:入支出|支)总计(?:均)?(?:为)?$/,
  },
  {
    table: /^(?!.*财政拨款)(?:.*)收入支出决算总表|^(?!.*财政拨款).*收支(?:决算|预算)?总表/,
    row: /^(?:总计|收入总计)$/,
    said: /(?<!拨款)收(?:入支出|支)总计(?:均)?(?:为)?$/,
  },
  {
    table: /^(?!.*财政拨款).*(?:收支预算总表|收支总表)/,
    row: /^收入总计$/,
    said: /(?:处|局|委|室|院|心)?收入预算$/,
  },
  { table: /^(?!.*财政拨款).*(?:收支预算总表|收支总表)/, row: /^支出总计$/, said: /^支出预算$/ },
  { table: /^(?!.*财政拨款).*收入支出决算总表/, row: /^本年收入合计$/, said: /本年收入合计$/ },
  { table: /^(?!.*财政拨款).*收入支出决算总表/, row: /^本年支出合计$/, said: /本年支出合计$/ },
]

export function checkTextAgainstTables(
  paragraphs: readonly ReadParagraph[],
  tables: readonly TextTable[],
  ledger: Ledger,
): void {
  for (const t of tables) {
    if (!t.factor) continue
    for (const total of TOTALS) if (total.table.test(t.title)) totals(t, total, paragraphs, ledger)
  }
  const functional = tables.filter(
    (t) => t.factor && t.rows.filter((r) => /^2\d{6}$/.test(r.code)).length >= 2,
  )
  const spending = functional.filter((t) => /支出/.test(t.title))
  for (const p of paragraphs) path(p, spending.length > 0 ? spending : functional, ledger)
}

function totals(
  t: TextTable,
  want: (typeof TOTALS)[number],
  paragraphs: readonly ReadParagraph[],
  ledger: Ledger,
): void {
  const hit = t.rows.flatMap((r) => r.pairs.map((x) => ({ ...x, r }))).findLast((x) => want.row.test(x.label))
  if (!hit) return
  const amount = multiply(hit.figure.value, t.factor!)
  for (const p of paragraphs)
    for (const q of p.quantities) {
      if (q.dim !== 'money' || q.role !== 'plain' || !want.said.test(q.label.replace(/\s/g, ''))) continue
      compareWith(p, q, amount, `[${t.title}] ${hit.label} ${hit.figure.digits}`, t, ledger)
    }
}

function compareWith(
  p: ReadParagraph,
  q: Quantity,
  amount: Decimal,
  right: string,
  t: TextTable,
  ledger: Ledger,
): void {
  const half = q.half
  const ok = within(q.amount, amount, half)
  const unit = q.unit === '元' ? whole(1) : q.unit === '亿元' ? whole(100_000_000) : whole(10_000)
  const inText = divide(amount, unit, Math.max(q.shown, 4))
  const tail = !ok && within(q.amount, amount, multiply(half, whole(3)))
  const same = compare(t.factor!, unit) === 0
  ledger.write(
    relation(
      'R-X-05',
      ok ? (same ? 'equal' : 'unit-convert') : 'equal',
      span(p, { start: Math.max(0, q.start - 16) }, q),
      q.digits,
      right,
      ok,
      {
        leftValue: q.value,
        rightValue: inText,
        tolerance: halfUnit(q.shown),
        ...(ok
          ? {}
          : {
              severity: tail ? ('tail' as const) : ('error' as const),
              shouldBe: `${show(divide(amount, unit, q.shown), q.shown)}${q.unit}`,
            }),
        note: { key: 'text-table', values: { table: t.title } },
      },
    ),
  )
}

export const PATH =
  /“?([\u4e00-\u9fff]+?)(?:支出)?（类）(?:支出)?([\u4e00-\u9fff]+(?:（[\u4e00-\u9fff]{1,3}）[\u4e00-\u9fff]+)?)（款）([\u4e00-\u9fff]+)（项）/

/** “…（类）…（款）…（项）” and its amount, against the row that bears the three names. */
function path(p: ReadParagraph, tables: readonly TextTable[], ledger: Ledger): void {
  const m = PATH.exec(p.text)
  if (!m || tables.length === 0) return
  const after = p.quantities.filter(
    (q) => q.start >= m.index + m[0].length && q.dim === 'money' && q.role === 'plain',
  )
  const head = after[0]
  if (!head) return
  // The outcome of final accounts, or the figure at the head of a budget's item.
  const q = roleWord(head.label) === 'budget' ? after.find((x) => roleWord(x.label) === 'outcome') : head
  if (!q || p.text.slice(m.index + m[0].length, q.start).length > 140) return
  const amounts: { t: TextTable; r: Row; amount: Decimal }[] = []
  for (const t of tables) {
    const r = rowOfPath(t, m[1]!, m[2]!, m[3]!)
    const first = r?.figures[0]
    if (r && first) amounts.push({ t, r, amount: multiply(first.value, t.factor!) })
  }
  if (amounts.length === 0) return
  const fit = amounts.find((a) => within(q.amount, a.amount, q.half)) ?? amounts[0]!
  if (isZero(fit.amount)) return
  compareWith(p, q, fit.amount, `[${fit.t.title}] ${fit.r.code} ${fit.r.figures[0]!.digits}`, fit.t, ledger)
}

const plainName = (s: string) => s.replace(/\s/g, '').replace(/支出$|（类）|（款）|（项）/g, '')

function rowOfPath(t: TextTable, a: string, b: string, c: string): Row | null {
  for (const top of t.rows.filter((r) => r.code.length === 3 && plainName(r.name) === plainName(a)))
    for (const mid of t.rows.filter(
      (r) => r.code.length === 5 && r.code.startsWith(top.code) && plainName(r.name) === plainName(b),
    )) {
      const rows = t.rows.filter(
        (r) => r.code.length === 7 && r.code.startsWith(mid.code) && plainName(r.name) === plainName(c),
      )
      if (rows.length === 1) return rows[0]!
    }
  return null
}
