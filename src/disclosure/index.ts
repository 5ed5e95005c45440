/** What others may use of the checker of disclosures. Nothing here knows HTTP or the database: the command loads it alone. */
export { checkSource } from './check.ts'
export type {
  Finding,
  Relation,
  RelationKind,
  Report,
  Severity,
  Source,
  SourceLine,
} from './contract.ts'
export { absolute, type Decimal, decimal, show, subtract, within } from './decimal.ts'
export { htmlReport } from './print/html.ts'
export { textReport } from './print/text.ts'
export { type Checked, checkFile, type NamedFile } from './readers/in-thread.ts'
export { LIMITS, readDisclosure } from './readers/read.ts'
export { decodeText } from './readers/text.ts'
export { reportOn } from './report.ts'
