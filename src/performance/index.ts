/** Project performance (项目绩效): targets, monitoring, self-evaluation, indicators linked to the case system. */
export {
  DIRECTIONS,
  FIRST_LEVELS,
  type Indicator,
  type LiveQueryName,
  type Plan,
  type PlanBody,
  type Report as PerformanceReport,
  type ReportInput,
  type ScoreSheet,
} from './contract.ts'
export { fundsFromAccounts } from './funds.ts'
export { createPlan, takeStep } from './plans.ts'
export type { PerformanceRoom } from './room.ts'
export { performanceRoutes } from './routes.ts'
export { DEFAULT_WEIGHTS, executionRate, faultsOf, quotient, SECOND_LEVELS, scoresOf } from './rules.ts'
export { listPlans, type PlanRecord } from './store.ts'
