/** What the verbs of oversight work with. */
import type { BureauDirectory } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool, Tx, TxContext } from '../kernel/postgres/connect.ts'
import type { ListedName } from './contract.ts'
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

/**
 * Matters whose cases stand first behind a figure of a unit: of those that speak against it and of the others each `most` of the
 * newest. Null where that is not kept, or behind.
 */
export type KeptMatters = (
  tx: Tx,
  bureauId: string,
  ask: { period: Period; figure: ListedName; unitId: string; most: number },
  now: Date,
) => Promise<string[] | null>

export interface OversightRoom {
  pool: Pool
  directory: BureauDirectory
  /** Without it every figure is counted from the cases. */
  kept?: KeptRates
  /** Without it a list looks at every case of the period. */
  keptMatters?: KeptMatters
}

/** The second wall is told unit and account of who reads. */
export const contextOf = (s: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})
