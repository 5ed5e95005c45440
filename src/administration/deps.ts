/** What the verbs of this room work with. */
import type { BureauRoom } from '../bureau/index.ts'
import type { CasesDeps } from '../cases/index.ts'
import type { Access } from '../kernel/access/index.ts'
import type { Words } from './contract.ts'

/** What is declared of a route. */
export interface RouteFact {
  method: string
  url: string
  access: Access
  summary: Words
}

export interface AdministrationDeps {
  bureau: BureauRoom
  cases: CasesDeps
  /** Every route of the server: what a role may do is read from there, not written down a second time. */
  routes(): readonly RouteFact[]
}
