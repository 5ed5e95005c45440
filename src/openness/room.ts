/** What the verbs of this room work with. */
import type { BureauFacts } from '../bureau/index.ts'
import type { Actor, CasesDeps } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'

export interface OpennessRoom {
  cases: CasesDeps
}

export const actorOf = (s: Session): Actor => ({
  kind: 'account',
  id: s.accountId,
  unitId: s.unitId,
  roles: s.roles,
})

export const unitName = (facts: BureauFacts, unitId: string | null) =>
  unitId ? (facts.units.get(unitId)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' }) : null
