/**
 * Tables with a name and several figures on a side (财政拨款收入支出决算总表): each name's first figure is the sum of the others, one a fund,
 * and the numbered items make the sum of their side. Judged by what most of the table keeps.
 */
import type { Relation } from '../contract.ts'
import { compare, total, ZERO } from '../decimal.ts'
import type { Ledger } from '../reading.ts'
import { type Figure, figure } from './figure.ts'
import { asSlip } from './plain-totals.ts'
import { judge } from './relations.ts'
import type { Row, TextTable } from './text-tables.ts'

interface Segment {
  name: string
  figures: readonly Figure[]
  r: Row
}

const SEGMENT =
  /([\u4e00-\u9fff][\u4e00-\u9fff、（）“”]*)((?:\s+-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,%]))+)(?=\s|$)/g

export function checkSegments(tables: readonly TextTable[], ledger: Ledger): void {
  for (const t of tables) {
    if (!/财政拨款.*总表/.test(t.title)) continue
    const all = t.rows.flatMap((r) =>
      [...r.text.matchAll(SEGMENT)].map(
        (m): Segment => ({ name: m[1]!, figures: m[2]!.trim().split(/\s+/).map(figure), r }),
      ),
    )
    const width = mostOften(all.filter((s) => s.figures.length >= 3).map((s) => s.figures.length))
    if (width === null) continue
    const wide = all.filter((s) => s.figures.length === width)
    acrossFunds(t, wide, ledger)
    downSide(t, wide, ledger)
  }
}

const mostOften = (numbers: readonly number[]): number | null => {
  const times = new Map<number, number>()
  for (const n of numbers) times.set(n, (times.get(n) ?? 0) + 1)
  return [...times].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** 社会保障和就业支出 17.28 17.28 0.00 0.00. */
function acrossFunds(t: TextTable, wide: readonly Segment[], ledger: Ledger): void {
  const found = wide.map(
    (s): Relation => judge('table-row', 'R-SUM-01', t, s.r, s.figures.slice(1), s.figures[0]!, 'table-row'),
  )
  const good = found.filter((r) => r.holds).length
  if (found.length < 4 || good < found.length * 0.7) return
  for (const r of found) ledger.write(r.holds ? r : { ...r, severity: 'review' })
}

/** The numbered classes against 本年支出合计, column by column. */
function downSide(t: TextTable, wide: readonly Segment[], ledger: Ledger): void {
  const items = wide.filter((s) => /^[一二三四五六七八九十]+、[\u4e00-\u9fff、（）]*支出$/.test(s.name))
  const foot = wide.filter((s) => /^本年支出合计$/.test(s.name))
  if (items.length < 3 || foot.length !== 1) return
  for (const [k, w] of foot[0]!.figures.entries()) {
    const parts = items.map((s) => s.figures[k]!)
    if (compare(total(parts.map((f) => f.value)), ZERO) > 0)
      asSlip(judge('sum', 'R-SUM-05', t, foot[0]!.r, parts, w, 'sum'), parts, w, ledger)
  }
}
