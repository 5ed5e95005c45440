/** The figures an estimate needs, of one bureau, read once and kept for a minute. */
import type { CasesDeps } from '../../cases/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { RiskFacts, Times } from './rules.ts'
import { readLoads, readPace, readTimes, refreshedOn, refreshPast } from './store.ts'

export interface Past {
  times(unitId: string | null, procedure: string, category: string | null): RiskFacts['times']
  /** Open matters of a unit due on or before a day. */
  before(unitId: string | null, day: string): number
  pace(unitId: string | null): number
}

const KEPT_MS = 60_000
/** By pool, so that two installations in one process do not share figures. */
const kept = new WeakMap<object, Map<string, { until: number; past: Promise<Past> }>>()

/**
 * The past of a bureau as of a day. The first reader of a day has it counted anew.
 * @param until last due day that will be asked for
 */
export function pastOf(deps: CasesDeps, bureauId: string, today: string, until: string): Promise<Past> {
  const ofPool = kept.get(deps.app) ?? new Map<string, { until: number; past: Promise<Past> }>()
  kept.set(deps.app, ofPool)
  const key = `${bureauId} ${today}`
  const found = ofPool.get(key)
  if (found && found.until > performance.now()) return found.past
  const past = readPast(deps, bureauId, today, until)
  if (ofPool.size > 200) ofPool.clear()
  ofPool.set(key, { until: performance.now() + KEPT_MS, past })
  past.catch(() => ofPool.delete(key))
  return past
}

/** Bureaus whose past is being counted anew by this process. */
const refreshing = new Set<string>()

function refreshMeanwhile(deps: CasesDeps, bureauId: string, today: string): void {
  if (refreshing.has(bureauId)) return
  refreshing.add(bureauId)
  // What fails is tried again by the next reader.
  withTx(deps.app, { bureau: bureauId }, (tx) => refreshPast(tx, bureauId, today))
    .catch(() => {})
    .finally(() => {
      refreshing.delete(bureauId)
      kept.get(deps.app)?.delete(`${bureauId} ${today}`)
    })
}

async function readPast(deps: CasesDeps, bureauId: string, today: string, until: string): Promise<Past> {
  const read = await withTx(deps.app, { bureau: bureauId }, async (tx) => {
    const made = await refreshedOn(tx, bureauId)
    // Yesterday's past will do for the moment it takes to count it anew; only the very first reader waits.
    if (made === null) await refreshPast(tx, bureauId, today)
    else if (made !== today) refreshMeanwhile(deps, bureauId, today)
    return Promise.all([readTimes(tx, bureauId), readPace(tx, bureauId), readLoads(tx, bureauId, until)])
  })
  const [times, paces, loads] = read
  const byKey = new Map<string, Map<number, number>>()
  const add = (key: string, days: number, ended: number) => {
    const of = byKey.get(key) ?? new Map<number, number>()
    byKey.set(key, of)
    of.set(days, (of.get(days) ?? 0) + ended)
  }
  for (const t of times) {
    add(`${t.unit_id} ${t.procedure} ${t.category}`, t.days, t.ended)
    add(`${t.unit_id} ${t.procedure}`, t.days, t.ended)
    add(t.procedure, t.days, t.ended)
  }
  const sorted = new Map<string, Times>(
    [...byKey].map(([key, of]) => [
      key,
      [...of].sort(([a], [b]) => a - b).map(([days, ended]) => ({ days, ended })),
    ]),
  )
  const pace = new Map(paces.map((p) => [p.unit_id, p.ended]))
  const none: Times = []
  return {
    times: (unit, procedure, category) => ({
      unitCategory: category ? (sorted.get(`${unit} ${procedure} ${category}`) ?? none) : none,
      unitProcedure: sorted.get(`${unit} ${procedure}`) ?? none,
      bureauProcedure: sorted.get(procedure) ?? none,
    }),
    before: (unit, day) =>
      loads.reduce((sum, l) => sum + (l.unit_id === unit && l.next_due <= day ? l.n : 0), 0),
    pace: (unit) => (unit ? (pace.get(unit) ?? 0) : 0),
  }
}
