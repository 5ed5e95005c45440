/** What the verbs of this room work with, and on whose behalf they run. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { PROCEDURES } from '../cases/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { Choice } from './choices.ts'

export interface ExchangeDeps {
  cases: CasesDeps
  clock: Clock
}

/** Who asks: an account of a unit. */
export interface Asker {
  bureauId: string
  accountId: string | null
  unitId: string | null
  roles: Actor['roles']
  now: Date
}

/** Whose idempotency keys an import's are. */
export const PRINCIPAL = 'exchange'

/** Roles that bring files to the register. */
export const IMPORTERS = ['clerk', 'operator'] as const
/** Roles that see batches and returns of their unit. */
export const READERS = ['clerk', 'operator', 'supervisor', 'bureau-head'] as const

/**
 * Procedures a table can be registered in by somebody with these roles. Shielded ones are left out: the unit reported has
 * to be named first, by hand. Reviews are opened by the step that asks for them.
 */
export function importProcedures(roles: Actor['roles'] | 'system'): Choice[] {
  return PROCEDURES.filter(
    (p) =>
      p.kind === 'main' &&
      !p.shielded &&
      p.openedBy.some(
        (w) => 'roles' in w && 'anywhere' in w && w.roles.some((r) => r === 'clerk' || r === 'operator'),
      ) &&
      p.openedBy.some((w) =>
        roles === 'system' ? 'system' in w : 'roles' in w && w.roles.some((r) => roles.includes(r)),
      ),
  ).map((p) => ({ value: p.id, label: p.label, also: [] }))
}

/** For whom the database is asked, so that row security holds. */
export const contextOf = (a: Asker) => ({ bureau: a.bureauId, unit: a.unitId, account: a.accountId })
