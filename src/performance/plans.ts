/** Steps of a project's performance: targets, approval by the head, monitoring, self-evaluation. Each version is kept. */
import { type Command, once, todayIn } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { PlanBody, PlanState, Report, ReportInput, Result, Step, StepName } from './contract.ts'
import { askLive } from './live.ts'
import type { PerformanceRoom } from './room.ts'
import { faultsOf, missingIn } from './rules.ts'
import { findPlan, keepPlan, type PlanRecord } from './store.ts'

/** From which states a step is taken, and by whom. Targets are approved, and a closed report opened, by the head alone. */
const WAYS: Readonly<Record<StepName, { from: readonly PlanState[]; role: 'finance' | 'bureau-head' }>> = {
  save: { from: ['targets'], role: 'finance' },
  approve: { from: ['targets'], role: 'bureau-head' },
  monitor: { from: ['approved', 'monitored'], role: 'finance' },
  evaluate: { from: ['approved', 'monitored'], role: 'finance' },
  reopen: { from: ['approved', 'monitored', 'evaluated'], role: 'bureau-head' },
}

/** Steps open to these roles in a state. Pure. */
export const stepsOpen = (state: PlanState, roles: readonly string[]): StepName[] =>
  (Object.keys(WAYS) as StepName[]).filter(
    (s) => WAYS[s].from.includes(state) && roles.includes(WAYS[s].role),
  )

interface Done {
  planId: string
  version: number
  state: PlanState
}

/** Enters a project with its targets. @returns refusals `performance.unknown_project`, `input.*` */
export function createPlan(
  room: PerformanceRoom,
  command: Command,
  input: { year: number; plan: PlanBody },
): Promise<Done | Refusal> {
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['create-performance-plan', input], async (tx) => {
    const plan = await withFunds(room, tx, bureauId, input.year, input.plan)
    if (isRefusal(plan)) return plan
    const record: PlanRecord = {
      plan_id: uuidv7(command.now),
      year: input.year,
      version: 1,
      state: 'targets',
      plan,
      monitoring: null,
      evaluation: null,
    }
    await keepPlan(tx, bureauId, record, { at: command.now, accountId, what: 'create', reason: '' })
    return { planId: record.plan_id, version: 1, state: record.state }
  })
}

/**
 * Takes one step. What linked queries give is asked in the same transaction and kept with the report.
 * @returns refusals `not_found`, `access.denied`, `write.stale_version`, `performance.wrong_state`,
 * `performance.faults`, `performance.missing`, `performance.unknown_project`, `performance.unknown_indicator`
 */
export async function takeStep(
  room: PerformanceRoom,
  command: Command,
  planId: string,
  step: Step,
): Promise<Done | Refusal> {
  const { bureauId, accountId, roles } = command.session
  if (!roles.includes(WAYS[step.step].role))
    return refuse('access.denied', { details: { roles: [WAYS[step.step].role] } })
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, command, ['performance-step', planId, step], async (tx) => {
    const before = await findPlan(tx, bureauId, planId, true)
    if (!before) return refuse('not_found')
    if (before.version !== step.expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    if (!WAYS[step.step].from.includes(before.state)) return refuse('performance.wrong_state')
    const day = { today: todayIn(facts, command.now), now: command.now }
    const after = await afterStep(room, tx, bureauId, before, step, day)
    if (isRefusal(after)) return after
    const record = { ...after, version: before.version + 1 }
    const reason = step.step === 'reopen' ? step.reason : ''
    await keepPlan(tx, bureauId, record, { at: command.now, accountId, what: step.step, reason })
    return { planId, version: record.version, state: record.state }
  })
}

interface Day {
  today: string
  now: Date
}

async function afterStep(
  room: PerformanceRoom,
  tx: Tx,
  bureauId: string,
  before: PlanRecord,
  step: Step,
  day: Day,
): Promise<PlanRecord | Refusal> {
  switch (step.step) {
    case 'save': {
      const plan = await withFunds(room, tx, bureauId, before.year, step.plan)
      return isRefusal(plan) ? plan : { ...before, plan }
    }
    case 'approve': {
      const faults = faultsOf(before.plan)
      if (faults.length > 0)
        return refuse('performance.faults', { details: { faults: faults.map((f) => f.key) } })
      return { ...before, state: 'approved' }
    }
    case 'monitor':
    case 'evaluate': {
      const plan = await withFunds(room, tx, bureauId, before.year, before.plan)
      if (isRefusal(plan)) return plan
      const report = await reportOf(tx, bureauId, { ...before, plan }, step, day)
      if (isRefusal(report)) return report
      if (step.step === 'monitor') return { ...before, plan, monitoring: report, state: 'monitored' }
      const missing = missingIn(plan, report)
      if (missing.length > 0)
        return refuse('performance.missing', {
          details: { missing: missing.map((f) => (f.indicator ? `${f.key} ${f.indicator}` : f.key)) },
        })
      return { ...before, plan, evaluation: report, state: 'evaluated' }
    }
    case 'reopen':
      // An evaluation goes back to be written again; approved targets go back to be changed.
      return before.state === 'evaluated'
        ? { ...before, evaluation: null, state: before.monitoring ? 'monitored' : 'approved' }
        : { ...before, state: 'targets' }
  }
}

/** The project's money as the accounts have it, where it is one of theirs. */
async function withFunds(
  room: PerformanceRoom,
  tx: Tx,
  bureauId: string,
  year: number,
  plan: PlanBody,
): Promise<PlanBody | Refusal> {
  if (plan.projectCode === null || !room.fundsOf) return plan
  const funds = await room.fundsOf(tx, bureauId, year, plan.projectCode)
  return funds ? { ...plan, funds } : refuse('performance.unknown_project', { field: 'projectCode' })
}

async function reportOf(
  tx: Tx,
  bureauId: string,
  record: PlanRecord,
  { step, report: input }: { step: 'monitor' | 'evaluate'; report: ReportInput },
  day: Day,
): Promise<Report | Refusal> {
  const { year, plan } = record
  const strange = input.results.find((r) => !plan.indicators.some((i) => i.id === r.id))
  if (strange) return refuse('performance.unknown_indicator', { details: { id: strange.id } })
  const span = spanOf(year, day.today)
  const results: Result[] = []
  for (const i of plan.indicators) {
    const entered = input.results.find((r) => r.id === i.id) ?? {
      id: i.id,
      actual: null,
      grade: null,
      percent: null,
      done: '',
      reason: '',
    }
    const live = i.query ? await askLive(tx, bureauId, i.query, { ...span, ...day }) : null
    // Where the query has an answer nobody enters another.
    results.push({ ...entered, actual: live?.value ? null : entered.actual, live })
  }
  return {
    on: day.today,
    executed: given(plan, step) ? input.executed : plan.funds.executed,
    results,
    executionReason: input.executionReason,
    findings: input.findings,
    measures: input.measures,
  }
}

/**
 * Whether the expenditure is entered with the report. The accounts know what a project of theirs has spent, but while its
 * year runs they have months by function only, and no outcome of a project.
 */
const given = ({ projectCode, funds }: PlanBody, step: 'monitor' | 'evaluate'): boolean =>
  projectCode === null || (step === 'monitor' && funds.executed === 0)

/** The year up to today, or whole once it is over. */
export const spanOf = (year: number, today: string): { from: string; to: string } => ({
  from: `${year}-01-01`,
  to: today < `${year}-12-31` && today >= `${year}-01-01` ? today : `${year}-12-31`,
})
