/** What the verbs of oversight work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, TxContext } from '../kernel/postgres/connect.ts'

export interface OversightRoom {
  pool: Pool
  directory: BureauDirectory
}

/** The second wall is told unit and account of who reads. */
export const contextOf = (s: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})
