/**
 * Table against table (R-X-01 to R-X-03): the sum of a table of codes is the total that the table of both sides shows, and
 * basic expenditure is the same in the table of functions and in the table of economic classes.
 */
import type { Relation } from '../contract.ts'
import { type Decimal, divide, multiply, show, subtract, whole, within } from '../decimal.ts'
import { type Facts, halfOf, type Ledger, relation } from '../reading.ts'
import type { Figure } from '../tables/figure.ts'
import { slip } from '../tables/plain-totals.ts'
import type { Row, TextTable } from '../tables/text-tables.ts'

interface Told {
  t: TextTable
  r: Row
  f: Figure
}

export function checkAcross(tables: readonly TextTable[], facts: Facts, ledger: Ledger): void {
  if (facts.kind !== 'final') return
  const both = only(tables, /^(?!.*财政拨款)(?!.*一般公共).*收入支出(?:决算)?总表/)
  for (const side of ['收入', '支出'] as const) {
    const detail = only(tables, new RegExp(`^(?!.*(?:财政拨款|一般公共|基金|资本|总表|明细)).*${side}决算表`))
    compareTold(
      both && inPairs(both, new RegExp(`^本年${side}合计$`)),
      detail && foot(detail),
      'R-X-02',
      ledger,
    )
  }
  const basic = only(tables, /一般公共预算财政拨款基本支出决算/)
  const functions = only(tables, /一般公共预算财政拨款支出决算(?:表|情况表)/)
  const own = functions && foot(functions)
  // 本年支出, 基本支出, 项目支出: the second of three.
  const second = own && own.r.figures.length === 3 ? { ...own, f: own.r.figures[1]! } : null
  compareTold(second, basic && (foot(basic) ?? inPairs(basic, /^(?:支出)?合计$/)), 'R-X-03', ledger)
}

const only = (tables: readonly TextTable[], title: RegExp): TextTable | null => {
  const hit = tables.filter((t) => title.test(t.title))
  return hit.length === 1 ? hit[0]! : null
}

const foot = (t: TextTable): Told | null => {
  const hit = t.rows.filter(
    (r) => r.code === '' && /^(?:合计|总计|支出合计|收入合计)$/.test(r.name) && r.figures.length > 0,
  )
  return hit.length === 1 ? { t, r: hit[0]!, f: hit[0]!.figures[0]! } : null
}

function inPairs(t: TextTable, label: RegExp): Told | null {
  const hit = t.rows.flatMap((r) =>
    r.pairs.filter((x) => label.test(x.label)).map((x) => ({ t, r, f: x.figure })),
  )
  return hit.length === 1 ? hit[0]! : null
}

const YUAN: Decimal = whole(1)

function compareTold(a: Told | null, b: Told | null, rule: string, ledger: Ledger): void {
  if (!a || !b) return
  const [fa, fb] = [a.t.factor ?? YUAN, b.t.factor ?? YUAN]
  const [x, y] = [multiply(a.f.value, fa), multiply(b.f.value, fb)]
  const room = multiply(halfOf(Math.min(a.f.shown, b.f.shown)), show(fa).length >= show(fb).length ? fa : fb)
  const ok = within(x, y, multiply(room, whole(2)))
  // Where units are not told the same, or tables are of different bodies, a slip alone speaks.
  if (!ok && !(show(fa) === show(fb) && slip([a.f], b.f))) return
  const severity: Partial<Relation> = ok ? {} : { severity: 'review' }
  ledger.write(
    relation(
      rule,
      'equal',
      { quote: `[${b.t.title}] ${b.r.text}`, at: { line: b.r.line.line, table: b.t.title } },
      b.f.digits,
      `[${a.t.title}] ${a.f.digits}`,
      ok,
      {
        leftValue: divide(y, fb, 6),
        rightValue: divide(x, fb, 6),
        ...severity,
        note: { key: 'totals', values: { diff: show(divide(subtract(x, y), fb, 2)) } },
      },
    ),
  )
}
