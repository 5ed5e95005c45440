/** What became of the records of a file: figures and digest, read off the matters themselves. */
import type { BureauFacts } from '../bureau/index.ts'
import { type MatterDoc, mainOf, metInTime, overdueForOrgan, ruleInForce } from '../cases/index.ts'
import { diffDays, plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { ImportReport, LimitStated } from './contract.ts'
import { digestOfAll, digestOfMatter } from './digest.ts'
import { median, percentile } from './figures.ts'
import { readMatters } from './store.ts'

const LIMIT = 'HY-LETTERBOX'
const BATCH = 200

type Figures = Pick<
  ImportReport,
  | 'registered'
  | 'replied'
  | 'open'
  | 'undated'
  | 'metLimit'
  | 'overdue'
  | 'overdueOpen'
  | 'medianDays'
  | 'p90Days'
  | 'digest'
>

/** Day on which the answer was served first; a redo does not take it back. */
function servedOn(doc: MatterDoc): string | null {
  return Object.values(doc.documents).find((d) => d.kind === 'reply' && d.servedOn)?.servedOn ?? null
}

class Count {
  replied = 0
  open = 0
  undated = 0
  metLimit = 0
  answeredLate = 0
  overdueOpen = 0
  readonly days: number[] = []

  add(doc: MatterDoc, now: { date: string; instant: string }): void {
    const { end } = mainOf(doc)
    if (end === 'answered') this.replied++
    if (end === null) this.open++
    if (doc.undated) {
      this.undated++
      return
    }
    const served = servedOn(doc)
    if (served) this.days.push(diffDays(doc.receivedOn, served))
    const clock = Object.values(doc.clocks).find((c) => c.ruleId === LIMIT)
    if (clock?.status === 'met') {
      if (metInTime(clock)) this.metLimit++
      else this.answeredLate++
    } else if (clock && overdueForOrgan(clock, now)) this.overdueOpen++
  }
}

/**
 * @param until the moment open matters are held against the limit
 */
export async function accountFor(
  pool: Pool,
  facts: BureauFacts,
  sourceKeys: readonly string[],
  until: Date,
): Promise<Figures> {
  const { bureauId, zone } = facts.bureau
  const instant = until.toISOString()
  const now = { date: plainDateIn(zone, instant), instant }
  const unitCodes = new Map([...facts.units.values()].map((u) => [u.unitId, u.code]))
  const parts = new Map<string, Buffer>()
  const count = new Count()
  // One snapshot: a matter somebody works on meanwhile is counted once, as it was.
  await withTx(
    pool,
    { bureau: bureauId, system: true },
    async (tx) => {
      for (let from = 0; from < sourceKeys.length; from += BATCH) {
        for (const m of await readMatters(tx, bureauId, sourceKeys.slice(from, from + BATCH))) {
          parts.set(m.source_key, digestOfMatter(m, unitCodes))
          count.add(m.doc, now)
        }
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  const { replied, open, undated, metLimit, answeredLate, overdueOpen, days } = count
  return {
    registered: parts.size,
    replied,
    open,
    undated,
    metLimit,
    overdue: answeredLate + overdueOpen,
    overdueOpen,
    medianDays: median(days),
    p90Days: percentile(days, 0.9),
    digest: digestOfAll(parts),
  }
}

/** The limit of letter boxes as it holds in the bureau on a day, with its mark. */
export function limitStated(facts: BureauFacts, on: string): LimitStated | null {
  const rule = ruleInForce(LIMIT, on, facts.settings)
  if (isRefusal(rule) || rule.length === null) return null
  return { ruleId: LIMIT, length: rule.length, unit: rule.unit, mark: rule.mark, basis: rule.basis }
}
