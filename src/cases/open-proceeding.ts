/** Opens an attached procedure by hand: 督办, 延期, 协办. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { openAttached } from './engine/open-matter.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export interface OpenRequest {
  matterId: string
  procedure: string
  input: Record<string, unknown>
  expectedVersion?: number
}

export function openProceeding(
  deps: CasesDeps,
  caller: Caller,
  r: OpenRequest,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'open', ...r },
    decide: (doc, world) => openAttached(doc, r.procedure, r.input, caller.actor, world),
  })
}
