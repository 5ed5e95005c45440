/** What the verbs of performance work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, Tx, TxContext } from '../kernel/postgres/connect.ts'
import type { PlanBody } from './contract.ts'

export interface PerformanceRoom {
  pool: Pool
  directory: BureauDirectory
  /** Money of a project as the accounts have it, in fen; null where they know no such project. Wired by `main`. */
  fundsOf?: (tx: Tx, bureauId: string, year: number, projectCode: string) => Promise<PlanBody['funds'] | null>
}

export const contextOf = (s: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})
