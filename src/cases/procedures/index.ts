/** All procedures by id and version. Engine, menus, check and docs take the tables from here and nowhere else. */
import { advice } from './advice.ts'
import { archiving } from './archiving.ts'
import { contribution } from './contribution.ts'
import { extension, extensionV1, extensionV2 } from './extension.ts'
import { followUp, followUpV1, followUpV2 } from './follow-up.ts'
import type { Procedure, StateDef, Transition } from './format.ts'
import { beforeEscalation } from './former.ts'
import { fromAbove } from './from-above.ts'
import { hearing } from './hearing.ts'
import { hotlineOrder, hotlineOrderV2, hotlineOrderV3 } from './hotline-order.ts'
import { laterContact } from './later-contact.ts'
import { letterBox } from './letter-box.ts'
import { misconduct } from './misconduct.ts'
import { petition, petitionV2, petitionV3 } from './petition.ts'
import { reReview, reReviewV1 } from './re-review.ts'
import { reminder } from './reminder.ts'
import { reportBack } from './report-back.ts'
import { review, reviewV1 } from './review.ts'
import { reviewElsewhere } from './review-elsewhere.ts'
import { service, serviceV1 } from './service.ts'
import { simple, simpleV1, simpleV2 } from './simple.ts'
import { STATUTORY_ROUTES } from './statutory-routes.ts'
import { suggestion } from './suggestion.ts'
import { supervision, supervisionV1 } from './supervision.ts'

export { CANCEL_WITH_MATTER } from './attached-parts.ts'
export { checkProcedures, type Problem, type ProblemKind } from './check.ts'
export * from './labels.ts'
export { ESCALATE, ESCALATED } from './objection.ts'
export { NOTICE_TEMPLATES } from './parts.ts'
export { TRIGGERS, type TriggerId, type TriggerRule, triggerOf } from './triggers.ts'

/** The tables that a new proceeding opens with. */
export const PROCEDURES: readonly Procedure[] = [
  petition,
  simple,
  ...STATUTORY_ROUTES,
  review,
  reReview,
  letterBox,
  hotlineOrder,
  suggestion,
  misconduct,
  supervision,
  reminder,
  advice,
  followUp,
  service,
  extension,
  contribution,
  hearing,
  reviewElsewhere,
  laterContact,
  fromAbove,
  reportBack,
  archiving,
]

/** Versions no longer opened but still pinned to proceedings. A table that changes leaves its old form here. */
const FORMER: readonly Procedure[] = [
  petitionV3,
  petitionV2,
  simpleV2,
  simpleV1,
  reviewV1,
  reReviewV1,
  ...[petitionV2, letterBox, hotlineOrderV2, misconduct].map(beforeEscalation),
  hotlineOrderV3,
  hotlineOrderV2,
  followUpV2,
  followUpV1,
  supervisionV1,
  serviceV1,
  extensionV2,
  extensionV1,
]

/** The table of that id and version (without version: the one in use now), or undefined. */
export function findProcedure(id: string, version?: number): Procedure | undefined {
  const all = version === undefined ? PROCEDURES : [...PROCEDURES, ...FORMER]
  return all.find((p) => p.id === id && (version === undefined || p.version === version))
}

/**
 * The table of that id and version; without version the one in use now.
 * @throws if there is none: a proceeding pins only versions this program has shipped, so its absence is a broken upgrade.
 */
export function procedureOf(id: string, version?: number): Procedure {
  const found = findProcedure(id, version)
  if (!found) throw new Error(`no procedure ${id}${version === undefined ? '' : ` version ${version}`}`)
  return found
}

/** Steps that lead out of (or stay in) a state, in the order of the table. */
export function transitionsFrom(procedure: Procedure, state: string): Transition[] {
  return procedure.transitions.filter((t) => t.from.includes(state))
}

/** Where a matter is that was registered by mistake with a batch and cancelled, in whatever procedure. */
const REGISTERED_BY_MISTAKE: StateDef = {
  id: 'registered-by-mistake',
  label: { zh: '误登记，已撤销', en: 'Registered by mistake, cancelled' },
  responsible: 'centre',
  citizen: {
    zh: '本件是批量录入时误登记的，已经撤销，编号保留。如果这确实是您反映的事项，请与我们联系。',
    en: 'This was registered by mistake when a list was entered, and cancelled; its number stays. If it is yours, please tell us.',
  },
  end: 'cancelled',
}

/** @throws if the table has no such state. */
export function stateOf(procedure: Procedure, id: string): StateDef {
  const found =
    procedure.states.find((s) => s.id === id) ??
    (id === REGISTERED_BY_MISTAKE.id ? REGISTERED_BY_MISTAKE : undefined)
  if (!found) throw new Error(`${procedure.id} has no state ${id}`)
  return found
}

/** Words for a state in a list; its id where today's table has it no more. */
export function labelOfState(procedure: Procedure, id: string): StateDef['label'] {
  if (id === REGISTERED_BY_MISTAKE.id) return REGISTERED_BY_MISTAKE.label
  return procedure.states.find((s) => s.id === id)?.label ?? { zh: id, en: id }
}
