/** What the verbs of routing work with. */
import type { BureauDirectory, Command } from '../bureau/index.ts'
import type { CasesDeps } from '../cases/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'

export interface RoutingRoom {
  pool: Pool
  directory: BureauDirectory
  cases: CasesDeps
}

export type { Command }
