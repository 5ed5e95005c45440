/** Days (R-Y-01): a day that no calendar has, and the day at which assets were counted. */
import { type Facts, type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const DAY = /(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})日/g
const AS_OF = /截[至止]到?\s*(20\d\d)\s*年\s*12\s*月\s*31\s*日/g
const COUNTED = /资产|车辆|设备|用车/

export function checkDates(paragraphs: readonly ReadParagraph[], facts: Facts, ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const m of p.text.matchAll(DAY)) noSuchDay(p, m, ledger)
    if (facts.year !== null && facts.kind !== null)
      for (const m of p.text.matchAll(AS_OF)) countedAt(p, m, facts, ledger)
  }
}

function noSuchDay(p: ReadParagraph, m: RegExpExecArray, ledger: Ledger): void {
  const [year, month, day] = [Number(m[1] ?? 2024), Number(m[2]), Number(m[3])]
  // Without its year February may have a leap day.
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day) return
  const where = span(p, { start: m.index }, { end: m.index + m[0].length })
  ledger.write(
    relation('R-Y-01', 'year', where, m[0], '—', false, {
      severity: 'error',
      note: { key: 'no-such-day', values: { day: m[0] } },
    }),
  )
}

/** Final accounts count assets at the end of their year, budgets at the end of the year before. */
function countedAt(p: ReadParagraph, m: RegExpExecArray, facts: Facts, ledger: Ledger): void {
  if (!COUNTED.test(p.text.slice(m.index, m.index + 60))) return
  const said = Number(m[1])
  const due = facts.kind === 'final' ? facts.year! : facts.year! - 1
  const ok = said === due
  // A budget may be written when that year is not over yet.
  if (!ok && facts.kind === 'budget' && said === due - 1) return
  const where = span(p, { start: m.index }, { end: Math.min(p.text.length, m.index + m[0].length + 24) })
  ledger.write(
    relation('R-Y-01', 'year', where, String(said), String(due), ok, {
      ...(ok ? {} : { severity: 'review' as const, shouldBe: `${due}年` }),
      note: { key: 'year-counted', values: { year: String(facts.year) } },
    }),
  )
}
