/** What the verbs of packages work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, TxContext } from '../kernel/postgres/connect.ts'

export interface PackageRoom {
  pool: Pool
  directory: BureauDirectory
}

/** Row security looks at the account: without the role it is shown what is released and nothing else. */
export const contextOf = (s: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})
