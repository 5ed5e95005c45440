/** One step of a procedure, as its table allows: sign, assign, reply, approve, withdraw, rate, ... */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { fire } from './engine/step.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export interface ActionRequest {
  matterId: string
  proceedingId: string
  action: string
  input: Record<string, unknown>
  expectedVersion?: number
}

/** @returns the matter after the step, or a refusal (`case.*`, `access.denied`, `input.*`, `write.stale_version`). */
export function fireAction(
  deps: CasesDeps,
  caller: Caller,
  r: ActionRequest,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'fire', ...r },
    asCitizen: caller.actor.kind === 'citizen',
    decide: (doc, world) =>
      fire(doc, { proceedingId: r.proceedingId, action: r.action, input: r.input }, caller.actor, world),
  })
}
