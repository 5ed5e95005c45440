/** The 12345 desk (热线): call events, the operator's screen, the board, the figures. */

export type { CallEvent } from './contract.ts'
export { CALL_RATES, CALL_RESULTS, type CallFigures, type CallStatistics } from './figures/contract.ts'
export { CALL_DEFINITIONS } from './figures/definitions.ts'
export { type CallsNow, callsNow } from './figures/now.ts'
export { callFiguresOf, readCallStatistics, sumsIn } from './figures/read.ts'
export { type CallSumRow, readCallCounts } from './figures/store.ts'
export {
  type CallFinding,
  type CallReport,
  rebuildCallCounts,
  verifyCallCounts,
} from './figures/verify.ts'
export { hookRoutes } from './hook-routes.ts'
export { startKeeping } from './keeping.ts'
export { followOnDuty, setAgent } from './my-calls.ts'
export { answerAtOnce } from './on-call.ts'
export type { HotlineRoom } from './room.ts'
export { hotlineRoutes } from './routes.ts'
export { signedHeaders } from './sign.ts'
export { type PlayedDay, playDay } from './simulate.ts'
export { lastNumber } from './store.ts'
export { addSystem, readSystems, revokeSystem } from './systems.ts'
export { takeEvents } from './take-events.ts'
