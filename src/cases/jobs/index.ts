/** What runs by itself in the closed loop: handlers of the outbox and sweeps of due work. */
export type { CaseJobsDeps } from './deps.ts'
export { caseJobHandlers } from './handlers.ts'
export { recomputeProvisional } from './recompute-provisional.ts'
export { type SweepOptions, type Swept, sweepDue } from './sweep-due.ts'
export { type SweeperOptions, startSweeper } from './sweeper.ts'
export { tellUnreached } from './tell-unreached.ts'
