/** Reads of project performance: the board of a year, one plan with its scores, its history, a query asked now. */
import { todayIn } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Change, LiveQueryName, LiveValue, Plan, PlanRow } from './contract.ts'
import { askLive } from './live.ts'
import { spanOf, stepsOpen } from './plans.ts'
import { contextOf, type PerformanceRoom } from './room.ts'
import { faultsOf, scoresOf } from './rules.ts'
import { findPlan, listChanges, listPlans, type PlanRecord } from './store.ts'

type Who = { session: Session }

const rowOf = (p: PlanRecord): PlanRow => ({
  planId: p.plan_id,
  year: p.year,
  state: p.state,
  name: p.plan.name,
  indicators: p.plan.indicators.length,
  adjusted: p.plan.funds.adjusted,
  executed: (p.evaluation ?? p.monitoring)?.executed ?? p.plan.funds.executed,
  total: p.evaluation ? scoresOf(p.plan, p.evaluation).total : null,
  faults: faultsOf(p.plan).length,
})

const planOf = (p: PlanRecord, roles: readonly string[]): Plan => ({
  planId: p.plan_id,
  year: p.year,
  version: p.version,
  state: p.state,
  plan: p.plan,
  monitoring: p.monitoring,
  evaluation: p.evaluation,
  faults: faultsOf(p.plan),
  scores: p.evaluation ? scoresOf(p.plan, p.evaluation) : null,
  monitoringScores: p.monitoring ? scoresOf(p.plan, p.monitoring) : null,
  may: stepsOpen(p.state, roles),
})

export async function readBoard(room: PerformanceRoom, who: Who, year: number | null): Promise<PlanRow[]> {
  const { bureauId } = who.session
  const rows = await withTx(room.pool, contextOf(who.session), (tx) => listPlans(tx, bureauId, year), {
    readOnly: true,
  })
  return rows.map(rowOf)
}

/** @returns refusal `not_found` */
export async function readPlan(room: PerformanceRoom, who: Who, planId: string): Promise<Plan | Refusal> {
  const { bureauId, roles } = who.session
  const found = await withTx(room.pool, contextOf(who.session), (tx) => findPlan(tx, bureauId, planId), {
    readOnly: true,
  })
  return found ? planOf(found, roles) : refuse('not_found')
}

export async function readChanges(room: PerformanceRoom, who: Who, planId: string): Promise<Change[]> {
  const { bureauId } = who.session
  const rows = await withTx(room.pool, contextOf(who.session), (tx) => listChanges(tx, bureauId, planId), {
    readOnly: true,
  })
  return rows.map(({ name, at, ...r }) => ({ ...r, account: name, at: at.toISOString() }))
}

/** What a query gives today for a year; nothing is kept. @returns refusal `not_found` */
export async function askNow(
  room: PerformanceRoom,
  who: Who & { now: Date },
  query: LiveQueryName,
  year: number,
): Promise<LiveValue | Refusal> {
  const { bureauId } = who.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, who.now)
  return withTx(
    room.pool,
    contextOf(who.session),
    (tx) => askLive(tx, bureauId, query, { ...spanOf(year, today), today, now: who.now }),
    { readOnly: true },
  )
}
