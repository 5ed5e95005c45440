/** The person agrees to be served on the citizen's page, or takes that back; and receives a document there. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { refuse } from '../kernel/errors/refusal.ts'
import { agreeOnlineService as decide, type OnlineServiceInput } from './engine/online-service.ts'
import { fireAction } from './fire-action.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/** @returns refusals `access.denied`, `case.erased`, `case.evidence_missing`, `not_found` */
export function agreeOnlineService(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  input: OnlineServiceInput,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'agree-online-service', matterId, input },
    asCitizen: caller.actor.kind === 'citizen',
    decide: (doc, world) => decide(doc, input, caller.actor, world),
  })
}

/**
 * The person opens a document that waits on the page: it counts as served from this moment, and this command is the proof
 * of it.
 * @param serviceId the proceeding that serves the document
 * @returns refusals `access.denied` for anybody else, `case.not_now`, `case.unknown_proceeding`, `not_found`
 */
export async function receiveOnline(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  serviceId: string,
): Promise<CommandResult | Refusal> {
  if (caller.actor.kind !== 'citizen') return refuse('access.denied')
  return fireAction(deps, caller, { matterId, proceedingId: serviceId, action: 'open-online', input: {} })
}
