/** What the verbs of this room work with, and who asks. */
import { type Actor, type CasesDeps, unitInSight } from '../cases/index.ts'
import type { TxContext } from '../kernel/postgres/connect.ts'
import type { Bell } from './bell.ts'
import type { Reader } from './store.ts'

export interface NotificationsDeps {
  cases: CasesDeps
  bell: Bell
}

export interface Who {
  bureauId: string
  actor: Actor
  now: Date
}

/** Unit and roles whose notifications an account reads; null for one that works on no matter. */
export function readerOf({ bureauId, actor }: Who): Reader | null {
  const unitId = unitInSight(actor)
  if (actor.kind !== 'account' || !actor.id || !unitId) return null
  return { bureauId, unitId, accountId: actor.id, roles: actor.roles }
}

export const contextOf = (r: Reader): TxContext => ({
  bureau: r.bureauId,
  unit: r.unitId,
  account: r.accountId,
})
