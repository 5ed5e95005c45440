/** The menu of a proceeding: what an actor may do now. */
import type { Transition } from '../procedures/format.ts'
import { procedureOf } from '../procedures/index.ts'
import { allowed } from './authorise.ts'
import { type MatterDoc, mainOf, type Proceeding } from './doc.ts'
import { standsAgainst } from './guards.ts'
import type { Actor } from './world.ts'

/**
 * Transitions an actor may fire, without those that cannot be taken as the matter stands. Steps with a trigger belong to
 * the system alone. What depends on the input or the day is refused when it is fired, with its reason.
 */
export function menuFor(doc: MatterDoc, proceeding: Proceeding, actor: Actor): Transition[] {
  const main = mainOf(doc)
  const mainTable = procedureOf(main.procedure, main.version)
  return procedureOf(proceeding.procedure, proceeding.version).transitions.filter(
    (t) =>
      t.from.includes(proceeding.state) &&
      !t.trigger &&
      allowed(t.who, actor, doc, proceeding) &&
      !standsAgainst(t.guards, { doc, proceeding, mainTable }),
  )
}
