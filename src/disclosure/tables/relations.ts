/**
 * Tables checked by their own rule (R-SUM-01, R-SUM-04): what most of its rows keep, the others should. Parents are the
 * sum of the codes below them, the first figure of a row is the sum of the rest.
 */

import type { Relation } from '../contract.ts'
import { compare, type Decimal, equal, show, subtract, total, within } from '../decimal.ts'
import { type Ledger, relation } from '../reading.ts'
import { type Figure, halfOfFigure } from './figure.ts'
import { asSlip, plainTotals, staffAndRunning } from './plain-totals.ts'
import type { Row, TextTable } from './text-tables.ts'

const MOST = 0.7

export function checkTables(tables: readonly TextTable[], ledger: Ledger): void {
  for (const t of tables) {
    hierarchy(t, ledger)
    rows(t, ledger)
    sides(t, ledger)
    underHeading(t, ledger)
    plainTotals(t, ledger)
    staffAndRunning(t, ledger)
  }
}

const where = (t: TextTable, r: Row) => ({
  quote: `[${t.title}] ${r.text}`,
  at: {
    line: r.line.line,
    ...(r.line.page === undefined ? {} : { page: r.line.page }),
    table: t.title,
    ...(r.line.place?.cell === undefined ? {} : { cell: r.line.place.cell }),
  },
})
const slack = (figures: readonly Figure[]): Decimal => total(figures.map(halfOfFigure))

/** Judged together: a rule that most rows break is not the rule of this table. */
/** Each figure of the table stands behind a name of its own, so that none can have slid to another row. */
const whollyRead = (t: TextTable, named: number): boolean =>
  named >= 4 && t.rows.every((r) => r.figures.length === r.pairs.length)

function settle(found: Relation[], ledger: Ledger): void {
  const good = found.filter((r) => r.holds).length
  if (good < found.length * MOST || good < 2) {
    // Two that keep it and one that does not: too few for a rule, enough to look.
    const alone = good === 2 && found.length === 3
    for (const r of found)
      if (r.holds) ledger.write(r)
      else if (alone) ledger.write({ ...r, severity: 'review' })
    return
  }
  for (const r of found) ledger.write(r)
}

export function judge(
  kind: Relation['kind'],
  rule: string,
  t: TextTable,
  r: Row,
  parts: readonly Figure[],
  w: Figure,
  note: string,
): Relation {
  const sum = total(parts.map((f) => f.value))
  const tolerance = slack([...parts, w])
  const ok = within(sum, w.value, tolerance)
  const exact = equal(sum, w.value)
  return relation(
    rule,
    kind,
    where(t, r),
    parts.map((f) => f.digits.replace(/,/g, '')).join('+'),
    w.digits.replace(/,/g, ''),
    ok,
    {
      leftValue: sum,
      rightValue: w.value,
      tolerance,
      ...(ok ? (exact ? {} : { severity: 'tail' as const }) : { severity: 'error' as const }),
      note: { key: note, values: { diff: show(subtract(sum, w.value)) } },
    },
  )
}

type InColumn = Relation & { k: number; several: boolean }

/** Under a heading that compares years some columns are percentages: what several items make of those is no sum. */
function additive(t: TextTable, found: readonly InColumn[]): readonly InColumn[] {
  if (!/增减|增长|幅|占比|比例|比重|%|率/.test(t.header)) return found
  const sums = (k: number): boolean => {
    const own = found.filter((r) => r.k === k && r.several)
    return own.filter((r) => r.holds).length * 2 >= own.length
  }
  return found.filter((r) => sums(r.k))
}

function hierarchy(t: TextTable, ledger: Ledger): void {
  const coded = t.rows.filter((r) => r.code !== '' && r.figures.length > 0)
  if (coded.length < 3) return
  const byCode = new Map(coded.map((r) => [r.code, r] as const))
  const found: InColumn[] = []
  const columns = sameColumns(coded)
  for (const r of coded) {
    const below = coded.filter((c) => c.code.length > r.code.length && c.code.startsWith(r.code))
    const children = below.filter(
      (c) => !below.some((b) => b !== c && c.code.startsWith(b.code) && b.code.length < c.code.length),
    )
    if (children.length === 0) continue
    for (let k = 0; k < columns; k++) {
      const parts = children.map((c) => c.figures[k]).filter((f) => f !== undefined)
      if (parts.length < children.length || !r.figures[k]) continue
      const said = judge('table-hierarchy', 'R-SUM-04', t, r, parts, r.figures[k]!, 'table-hierarchy')
      found.push({ ...said, k, several: parts.length > 1 })
    }
  }
  const grand = t.rows.find(
    (r) => r.code === '' && /^合计|^总计|^支出合计/.test(r.text) && r.figures.length > 0,
  )
  const tops = coded.filter((r) => ![...byCode.keys()].some((c) => c !== r.code && r.code.startsWith(c)))
  if (grand && tops.length > 0)
    for (let k = 0; k < (sameColumns([...coded, grand]) || 1); k++) {
      const parts = tops.map((c) => c.figures[k]).filter((f) => f !== undefined)
      if (parts.length === tops.length && grand.figures[k])
        found.push({
          ...judge('table-hierarchy', 'R-SUM-04', t, grand, parts, grand.figures[k]!, 'table-hierarchy'),
          k,
          several: parts.length > 1,
        })
    }
  settle(
    additive(t, found).map(({ k: _, several: __, ...r }) => r),
    ledger,
  )
}

/** How many columns can be compared: all when each row fills all of them, else the first alone. */
const sameColumns = (rows: readonly Row[]): number => {
  const n = rows[0]?.figures.length ?? 0
  return rows.every((r) => r.figures.length === n) ? n : 1
}

function rows(t: TextTable, ledger: Ledger): void {
  const several = t.rows.filter((r) => (r.code !== '' || /^合计|^总计/.test(r.text)) && r.figures.length >= 2)
  if (several.length < 3) return
  const found = several.map((r) => {
    // Where the first column came from another line, the largest figure is the total.
    const figures = [...r.figures]
    const top = figures.reduce((a, b) => (compare(b.value, a.value) > 0 ? b : a))
    const first = figures[0]!
    const w = within(total(figures.slice(1).map((f) => f.value)), first.value, slack(figures)) ? first : top
    const parts = figures.filter((f) => f !== w)
    return judge('table-row', 'R-SUM-01', t, r, parts, w, 'table-row')
  })
  settle(found, ledger)
}

/** 合计 货物 工程 服务, and figures under them: the heading names a set that is complete. */
function underHeading(t: TextTable, ledger: Ledger): void {
  const names = t.header.trim().split(/\s+/)
  const at = names.findIndex((n) => /^(?:合计|总计|小计)$/.test(n))
  const parts = names.slice(at + 1)
  if (at < 0 || parts.length < 3 || !/^货物,工程,服务$/.test(parts.join())) return
  for (const r of t.rows)
    if (r.figures.length === parts.length + 1)
      ledger.write({
        ...judge('table-row', 'R-SUM-09', t, r, r.figures.slice(1), r.figures[0]!, 'table-row'),
      })
}

/** Two sides of a table of totals: income and expenditure meet at the foot, and each side is the sum of its items. */
function sides(t: TextTable, ledger: Ledger): void {
  if (!/总表|收支/.test(t.title)) return
  const items = t.rows.flatMap((r) => r.pairs.map((x) => ({ ...x, r })))
  const foot = items.filter((x) => /总计$/.test(x.label))
  const [a, b] = foot.slice(-2)
  if (a && b && a.r === b.r) {
    const ok = equal(a.figure.value, b.figure.value)
    ledger.write(
      relation('R-ID-01', 'identity', where(t, a.r), a.figure.digits, b.figure.digits, ok, {
        leftValue: a.figure.value,
        rightValue: b.figure.value,
        ...(ok
          ? {}
          : {
              severity: 'error' as const,
              note: { key: 'totals', values: { diff: show(subtract(a.figure.value, b.figure.value)) } },
            }),
      }),
    )
  }
  feet(t, items, ledger)
  for (const side of ['支出', '收入'] as const) {
    const own = items.filter(
      (x) =>
        /^[一二三四五六七八九十]+、/.test(x.label) &&
        (side === '支出' ? /支出$|支出（类）$/ : /收入$|拨款$|资金$|预算$/).test(x.label),
    )
    const sumAt = items.find((x) => new RegExp(`^本年${side}合计|^${side}总计|^${side}合计`).test(x.label))
    if (!sumAt || own.length < 1) continue
    const parts = own.map((x) => x.figure)
    if (
      whollyRead(t, items.length) ||
      within(total(parts.map((f) => f.value)), sumAt.figure.value, slack([...parts, sumAt.figure]))
    )
      asSlip(judge('sum', 'R-SUM-05', t, sumAt.r, parts, sumAt.figure, 'sum'), parts, sumAt.figure, ledger)
  }
}

/** 本年合计, what was carried in or out, and 总计 (R-ID-03, R-ID-04). */
const FEET = [
  { rule: 'R-ID-03', own: /^本年收入合计$/, more: /^年初.*结转|^使用非财政拨款结余/, side: 0 },
  { rule: 'R-ID-04', own: /^本年支出合计$/, more: /^年末.*结转|^结余分配/, side: 1 },
] as const

function feet(
  t: TextTable,
  items: readonly { label: string; figure: Figure; r: Row }[],
  ledger: Ledger,
): void {
  const totals = items.filter((x) => /^总计$/.test(x.label)).slice(-2)
  for (const f of FEET) {
    const own = items.find((x) => f.own.test(x.label))
    const more = items.filter((x) => f.more.test(x.label))
    const w = totals[f.side]
    if (!own || !w || more.length === 0) continue
    const r = judge(
      'identity',
      f.rule,
      t,
      w.r,
      [own, ...more].map((x) => x.figure),
      w.figure,
      'totals',
    )
    // A blank that was not read would look like a miss.
    if (r.holds) ledger.write(r)
    else if (whollyRead(t, items.length))
      asSlip(
        r,
        [own, ...more].map((x) => x.figure),
        w.figure,
        ledger,
      )
  }
}
