/** Which states of which procedures wait for somebody who signs, read off the tables. */
import { PROCEDURES } from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'

/** Those who draft and do; a step one of them may take is no signature. */
const DRAFTING: readonly RoleName[] = ['clerk', 'operator', 'handler', 'reviewer']

export interface Signature {
  procedure: string
  state: string
  /** Roles that sign in the unit responsible. */
  roles: readonly RoleName[]
  /** Roles that may sign wherever they sit. */
  anywhere: readonly RoleName[]
}

/**
 * States whose usual next step only heads may take (an opinion to be issued, an extension to be granted), over all tables
 * in use. A head who also drafts is a head.
 */
export const SIGNATURES: readonly Signature[] = PROCEDURES.flatMap((table) =>
  table.states.flatMap((state): Signature[] => {
    if (state.end !== undefined) return []
    const usual = table.transitions.filter((t) => t.primary && t.from.includes(state.id))
    const who = usual.flatMap((t) => t.who)
    const roles = who.flatMap((w) => ('roles' in w && !('anywhere' in w) ? w.roles : []))
    const anywhere = who.flatMap((w) => ('roles' in w && 'anywhere' in w ? w.roles : []))
    const people = [...roles, ...anywhere]
    const heads = people.some((r) => r === 'unit-head' || r === 'bureau-head')
    if (!heads || people.some((r) => DRAFTING.includes(r)) || who.some((w) => 'citizen' in w)) return []
    return [
      { procedure: table.id, state: state.id, roles: [...new Set(roles)], anywhere: [...new Set(anywhere)] },
    ]
  }),
)

/** The signature a state waits for, or undefined. */
export const signatureOf = (procedure: string, state: string): Signature | undefined =>
  SIGNATURES.find((s) => s.procedure === procedure && s.state === state)
