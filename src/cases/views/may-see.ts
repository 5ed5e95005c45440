/** Who may open what. First wall; row security is the second. */
import { takesPart } from '../engine/add.ts'
import { allowed } from '../engine/authorise.ts'
import { type MatterDoc, mainOf } from '../engine/doc.ts'
import type { Actor } from '../engine/world.ts'

const OVERSIGHT = ['supervisor', 'bureau-head', 'auditor'] as const
const CENTRE_ROLES = ['clerk', 'operator', 'supervisor', 'bureau-head'] as const

/** A matter opens to units that take part in it, and in the open lane to those who oversee the whole bureau. */
export function mayOpenMatter(doc: MatterDoc, actor: Actor): boolean {
  if (actor.kind !== 'account') return actor.kind === 'system'
  if (takesPart(doc, actor)) return true
  return doc.lane === 'open' && OVERSIGHT.some((r) => actor.roles.includes(r))
}

/** Notes between organs are not shown to those who only oversee accounts. */
export const mayReadNotes = (doc: MatterDoc, actor: Actor): boolean => takesPart(doc, actor)

/**
 * Who asked is shown to the unit that took the matter in, on a stated reason; in an open lane without a wish for
 * secrecy also to the unit that handles it, which must talk with the person. In a shielded lane handlers never see it.
 */
export function mayDisclose(doc: MatterDoc, actor: Actor): boolean {
  const main = mainOf(doc)
  if (allowed([{ roles: [...CENTRE_ROLES], seat: 'centre' }], actor, doc, main)) return true
  if (doc.lane === 'shielded' || doc.secrecy !== 'none') return false
  return allowed(
    [
      { roles: ['handler', 'unit-head', 'clerk', 'operator'], seat: 'handler' },
      { roles: ['reviewer', 'unit-head'], seat: 'reviewer' },
    ],
    actor,
    doc,
    main,
  )
}
