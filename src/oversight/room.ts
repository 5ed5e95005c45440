/** What the verbs of oversight work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, Tx, TxContext } from '../kernel/postgres/connect.ts'
import type { CountRow, Period } from './figures-store.ts'

/**
 * Every rate but that of supervision, of these units, from sums kept as things happen; null where they are behind, and the
 * cases have to be counted. Both ways tell the same (`test/oversight/kept-rates.test.ts`).
 */
export type KeptRates = (
  tx: Tx,
  bureauId: string,
  period: Period,
  units: readonly string[],
  now: Date,
) => Promise<CountRow[] | null>

export interface OversightRoom {
  pool: Pool
  directory: BureauDirectory
  /** Without it every figure is counted from the cases. */
  kept?: KeptRates
}

/** The second wall is told unit and account of who reads. */
export const contextOf = (s: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})
