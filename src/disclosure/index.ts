/** What others may use of the checker of disclosures. */
export { checkSource } from './check.ts'
export type {
  Finding,
  Relation,
  RelationKind,
  Report,
  Severity,
  Source,
  SourceLine,
  SourceTable,
} from './contract.ts'
export { absolute, type Decimal, decimal, show, subtract, within } from './decimal.ts'
export { reportOn } from './report.ts'
