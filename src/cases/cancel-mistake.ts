/** 撤销误登记: a matter of a mistaken batch ends with its reason; it can be done only before anything else happened to it. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { cancelMistake as decide } from './engine/cancel.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/** @returns refusals of `engine/cancel.ts`, `not_found` */
export function cancelMistake(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  batchId: string,
  reason: string,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'cancel-mistake', matterId, batchId, reason },
    decide: (doc, world) => decide(doc, batchId, reason, caller.actor, world),
  })
}
