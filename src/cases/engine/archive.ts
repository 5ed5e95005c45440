/** 归档: opens the archiving of an order where it does not wait yet, and files it, as one decision. Pure. */
import type { Refusal } from '../../kernel/errors/refusal.ts'
import type { MatterDoc, Proceeding } from './doc.ts'
import { openOn } from './open-matter.ts'
import { step } from './step.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

const waiting = (doc: MatterDoc): Proceeding | undefined =>
  Object.values(doc.proceedings).find((p) => p.procedure === 'archiving' && !p.end)

/**
 * @param input what the step `archive` asks for: how long the order is kept, and words
 * @returns refusals of both steps (`archive.*`, `case.not_ended`, `access.denied`, `input.*`); nothing is opened then
 */
export function archiveOrder(
  doc: MatterDoc,
  input: Record<string, unknown>,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const work = new Work(world, doc)
  const refused = waiting(doc) ? undefined : openOn(work, 'archiving', {}, actor)
  if (refused) return refused
  const { proceedingId } = waiting(work.doc)!
  return step(work, { proceedingId, action: 'archive', input }, actor, 0) ?? work.decision()
}
