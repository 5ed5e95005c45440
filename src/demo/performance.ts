/** The demo's projects: those of last year scored, those of this year measured so far, one that waits for approval. */
import {
  createPlan,
  fundsFromAccounts,
  type PerformanceRoom,
  type PlanBody,
  type ReportInput,
  takeStep,
} from '../performance/index.ts'
import { financeCommand, onDay } from './finance-people.ts'
import { type Filling, granted } from './openness.ts'
import {
  HOTLINE,
  HOTLINE_SO_FAR,
  HOTLINE_YEAR,
  RECEPTION,
  RECEPTION_SO_FAR,
  RECEPTION_YEAR,
  SYSTEM,
} from './projects.ts'

/** Targets of two years through monitoring to the scores of the year that is over. Safe to run again. */
export async function addDemoPerformance(f: Filling): Promise<void> {
  const room: PerformanceRoom = {
    pool: f.cases.app,
    directory: f.cases.directory,
    fundsOf: fundsFromAccounts,
  }
  const thisYear = f.today.getUTCFullYear()
  const last = thisYear - 1

  const create = async (year: number, plan: PlanBody): Promise<string> => {
    const key = `performance:${year}:${plan.projectCode}`
    // A minute apart, so that they stand in the order of their codes.
    const at = onDay(f.today, year, '01-08').getTime() + Number(plan.projectCode?.slice(1)) * 60_000
    const command = financeCommand(f, 'demo.finance', key, new Date(at))
    return granted(key, await createPlan(room, command, { year, plan })).planId
  }
  const approve = async (planId: string, year: number, plan: PlanBody) => {
    const key = `performance:${year}:${plan.projectCode}:approve`
    const command = financeCommand(f, 'demo.chief', key, onDay(f.today, year, '01-15'))
    granted(key, await takeStep(room, command, planId, { step: 'approve', expectedVersion: 1 }))
  }
  const tell = async (
    planId: string,
    year: number,
    report: ReportInput,
    step: 'monitor' | 'evaluate',
    day: Date,
    expectedVersion: number,
  ) => {
    const command = financeCommand(f, 'demo.finance', `performance:${planId}:${step}`, day)
    granted(`${step} ${year}`, await takeStep(room, command, planId, { step, expectedVersion, report }))
  }

  for (const [plan, soFar, whole] of [
    [RECEPTION, RECEPTION_SO_FAR, RECEPTION_YEAR],
    [HOTLINE, HOTLINE_SO_FAR, HOTLINE_YEAR],
  ] as const) {
    // A query of last year would count what the stories of this one happened to leave there.
    const given = { ...plan, indicators: plan.indicators.map((i) => ({ ...i, query: null })) }
    const before = await create(last, given)
    await approve(before, last, given)
    await tell(before, last, soFar, 'monitor', onDay(f.today, last, '07-10'), 2)
    await tell(before, last, whole, 'evaluate', onDay(f.today, thisYear, '02-20'), 3)
    const now = await create(thisYear, plan)
    await approve(now, thisYear, plan)
    // On the day of the demo: only then have the queries letters to count.
    await tell(now, thisYear, soFar, 'monitor', f.today, 2)
  }
  await create(thisYear, SYSTEM)
}
