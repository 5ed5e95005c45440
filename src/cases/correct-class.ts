/** 更正分类: with reason and history; moves to another track only before anything was dispatched. */
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { areasOf, placesOf } from '../places/index.ts'
import { type ClassCorrection, correctClass as decide } from './engine/correct-class.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/** @returns refusals of `engine/correct-class.ts`, and `input.invalid_choice` for an area the bureau does not have */
export async function correctClass(
  deps: CasesDeps,
  caller: Caller,
  r: ClassCorrection & { matterId: string; expectedVersion?: number },
): Promise<CommandResult | Refusal> {
  if (r.area) {
    const facts = await deps.directory.byId(caller.bureauId)
    const known = facts ? areasOf(await placesOf(deps.app, facts)) : []
    if (!known.some((a) => a.code === r.area)) return refuse('input.invalid_choice', { field: 'area' })
  }
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'classify', ...r },
    decide: (doc, world) => decide(doc, r, caller.actor, world),
  })
}
