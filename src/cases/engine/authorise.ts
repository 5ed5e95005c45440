/** Who may fire a transition: read off the table, denied unless allowed. */
import type { Procedure, RoleName, Seat, Who } from '../procedures/format.ts'
import type { MatterDoc, Proceeding } from './doc.ts'
import type { Actor } from './world.ts'

/** The unit on a seat, as seen from a proceeding: its own seats first, then the matter's. */
export function unitOnSeat(doc: MatterDoc, proceeding: Proceeding | null, seat: Seat): string | undefined {
  return proceeding?.seats[seat] ?? doc.seats[seat]
}

/** The one unit responsible for a proceeding in its present state. */
export function responsibleUnit(doc: MatterDoc, proceeding: Proceeding, table: Procedure): string {
  const state = table.states.find((s) => s.id === proceeding.state)
  const unit = state && unitOnSeat(doc, proceeding, state.responsible)
  // The exhaustive check proves every seat bound; should it ever fail, the centre answers rather than nobody.
  const fallback = unit ?? doc.seats.centre
  if (!fallback) throw new Error(`matter ${doc.matterId}: no unit is responsible in ${proceeding.state}`)
  return fallback
}

/** Whether the actor is one of those the rule names. */
export function allowed(
  who: readonly Who[],
  actor: Actor,
  doc: MatterDoc | null,
  proceeding: Proceeding | null,
): boolean {
  return who.some((w) => {
    if ('citizen' in w) return actor.kind === 'citizen'
    if ('system' in w) return actor.kind === 'system'
    if (actor.kind !== 'account' || !w.roles.some((r) => actor.roles.includes(r))) return false
    if ('anywhere' in w) return true
    return doc !== null && actor.unitId !== null && unitOnSeat(doc, proceeding, w.seat) === actor.unitId
  })
}

/** Roles that work on matters. Who only keeps accounts, money or papers in a unit has no part in its matters. */
const WORKING: readonly RoleName[] = [
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
]

export const handlesMatters = (actor: Actor): boolean => WORKING.some((r) => actor.roles.includes(r))

/** The unit row security is told: of an account that works on no matter none, so that no shielded one is seen. */
export const unitInSight = (actor: Actor): string | null =>
  actor.kind !== 'account' || handlesMatters(actor) ? actor.unitId : null
