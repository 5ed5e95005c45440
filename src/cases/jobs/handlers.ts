/** Which handler takes which topic of the outbox. */
import type { JobHandlers } from '../../kernel/jobs/index.ts'
import { allowReviewAgain, openLinkedMatter, reopenAfterReview } from '../link/index.ts'
import { checkTriggers } from './check-triggers.ts'
import type { CaseJobsDeps } from './deps.ts'
import { notifyCitizens } from './notify-citizen.ts'
import { remindUnit } from './remind-unit.ts'

/** Handlers of the closed loop, for `startRelay` and `drainOutbox`. */
export function caseJobHandlers(deps: CaseJobsDeps): JobHandlers {
  return {
    'open-linked-matter': (job) => openLinkedMatter(deps, job),
    'review-decided': (job) => reopenAfterReview(deps, job),
    'review-withdrawn': (job) => allowReviewAgain(deps, job),
    'notify-citizen': { together: (jobs) => notifyCitizens(deps, jobs) },
    'check-triggers': (job) => checkTriggers(deps, job),
    'remind-unit': (job) => remindUnit(deps, job),
  }
}
