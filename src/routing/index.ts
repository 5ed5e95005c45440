/** Routing (分派): the duty list, precedents, and which unit they suggest. */
import type { CasesDeps } from '../cases/index.ts'
import type { JobHandlers } from '../kernel/jobs/index.ts'
import { noteDecision } from './record-precedent.ts'

export { type CategoryWords, categoryWords } from './category-words.ts'
export { addDuty } from './change-duty.ts'
export { importDuties } from './import-duties.ts'
export type { RoutingMeasure } from './measure.ts'
export { measureRouting } from './measure-routing.ts'
export type { RoutingRoom } from './room.ts'
export { routingRoutes } from './routes.ts'

/** Handlers of this room for the relay. */
export function routingJobHandlers(deps: CasesDeps): JobHandlers {
  return { 'who-decided': (job) => noteDecision(deps, job) }
}
