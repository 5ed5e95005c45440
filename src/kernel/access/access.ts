/** Access is declared on every route and denied unless declared. Pure. */
import { type Refusal, refuse } from '../errors/refusal.ts'
import type { RoleName } from './roles.ts'
import type { CitizenSession, Session } from './session.ts'

/**
 * public: anybody. citizen: who holds number and code of the matter. signed-in: any account of a bureau.
 * roles: an account that has one of them.
 */
export type Access = 'public' | 'citizen' | 'signed-in' | { readonly roles: readonly RoleName[] }

/** Reads as a sentence in policies: `only('administrator', 'auditor')`. */
export function only(...roles: readonly RoleName[]): { readonly roles: readonly RoleName[] } {
  return { roles }
}

/** Whether a value declares access at all; a list of no roles would open to nobody and is taken as a mistake. */
export function isAccess(value: unknown): value is Access {
  if (value === 'public' || value === 'citizen' || value === 'signed-in') return true
  const roles = (value as { roles?: unknown } | null | undefined)?.roles
  return Array.isArray(roles) && roles.length > 0
}

/**
 * Decides whether what was proved is enough.
 * @returns undefined, or `access.signed_out` (nothing proved), `access.matter_not_opened`, `access.denied` (wrong role)
 */
export function decideAccess(
  access: Access,
  who: { session?: Session; citizen?: CitizenSession },
): Refusal | undefined {
  if (access === 'public') return undefined
  if (access === 'citizen') return who.citizen ? undefined : refuse('access.matter_not_opened')
  if (!who.session) return refuse('access.signed_out')
  if (access === 'signed-in') return undefined
  const { roles } = who.session
  if (access.roles.some((role) => roles.includes(role))) return undefined
  return refuse('access.denied', { details: { roles: [...access.roles] } })
}
