/** 更正分类: with reason and history; moves to another track only before anything was dispatched. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { type ClassCorrection, correctClass as decide } from './engine/correct-class.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export function correctClass(
  deps: CasesDeps,
  caller: Caller,
  r: ClassCorrection & { matterId: string; expectedVersion?: number },
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'classify', ...r },
    decide: (doc, world) => decide(doc, r, caller.actor, world),
  })
}
