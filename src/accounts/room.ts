/** What the verbs of the accounts work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, TxContext } from '../kernel/postgres/connect.ts'

export interface AccountsRoom {
  /** The app pool: row security applies, so an account without the role reads nothing whatever asks for it. */
  pool: Pool
  directory: BureauDirectory
}

/**
 * For whom it is done. Null account: the command line of whoever runs the installation, shown by `name` in the history.
 */
export interface By {
  bureauId: string
  accountId: string | null
  unitId: string | null
  name: string
  now: Date
}

/** The transaction row security is to see: of the account, or of the program after its own rules. */
export const contextFor = (by: Pick<By, 'bureauId' | 'accountId' | 'unitId'>): TxContext => ({
  bureau: by.bureauId,
  account: by.accountId,
  unit: by.unitId,
  system: by.accountId === null,
})

/** Who asks, as a request proves it. */
export const byOf = (ctx: { session: Session; now: Date }): By => ({
  bureauId: ctx.session.bureauId,
  accountId: ctx.session.accountId,
  unitId: ctx.session.unitId,
  name: ctx.session.name,
  now: ctx.now,
})
