/** What the checker of disclosures (部门预决算公开检查) reads and what it reports. */
import type { Decimal } from './decimal.ts'

/** Where something stands. Lines count from 1 in the text as given; a cell is `sheet!B7`. */
export interface Place {
  line?: number
  page?: number
  table?: string
  cell?: string
}

/** One line of the document as it was given. */
export interface SourceLine {
  text: string
  line: number
  page?: number
  /** Of a row that came in a table: the table and its first cell. */
  place?: Place
  /** Of a row of a table whose columns are known: its cells, empty ones too. */
  cells?: readonly string[]
}

/** A document as lines; rows of its tables are lines too, their cells parted by a space. */
export interface Source {
  name: string
  lines: readonly SourceLine[]
  /** How many lines after these were too many to be read. */
  unread?: number
}

export type RelationKind =
  | 'sum'
  | 'share'
  | 'share-total'
  | 'yoy'
  | 'feasible-yoy'
  | 'completion'
  | 'direction'
  | 'order'
  | 'equal'
  | 'identity'
  | 'count'
  | 'derived'
  | 'year'
  | 'table-hierarchy'
  | 'table-row'
  | 'table-text'
  | 'unit-convert'
  | 'cross-year'
  | 'range'
  | 'glued'
  | 'garble'
  | 'template'
  | 'numbering'
  | 'copy'
  | 'undefined-ratio'
  | 'unit'
  | 'code'
  | 'coverage'
  | 'entity'
  | 'performance'

/** error: proved wrong; tail: less than a unit of the last digit; review: a person should look. */
export type Severity = 'error' | 'tail' | 'review'

/** One stated relation, computed. */
export interface Relation {
  rule: string
  kind: RelationKind
  quote: string
  /** The lines as they stand, where the quotation had to be put together from several. */
  source?: string
  at: Place
  left: string
  right: string
  leftValue?: Decimal
  rightValue?: Decimal
  tolerance?: Decimal
  /** Of a percentage: half a unit of its own last digit, which leaves out what rounded terms may add. */
  strict?: Decimal
  holds: boolean
  /** Only where it does not hold. */
  severity?: Severity
  shouldBe?: string
  proof?: string
  /** Key of the sentence that tells a reader what is wrong, with its values. */
  note: Note
}

export interface Note {
  key: string
  values?: Readonly<Record<string, string>>
}

export interface Finding {
  id: string
  rule: string
  kind: RelationKind
  severity: Severity
  quote: string
  source?: string
  line?: number
  page?: number
  cell?: string
  table?: string
  left: string
  right: string
  /** The computed and the stated value as plain decimals, in the unit of the quotation. */
  leftValue?: string
  rightValue?: string
  tolerance?: string
  shouldBe?: string
  proof?: string
  note: { zh: string; en: string }
}

export interface Report {
  document: string
  /** What the document is: kind and year, as read from its title and headings. */
  of: { kind: 'budget' | 'final' | null; year: number | null; entity: string | null }
  relations: number
  held: number
  findings: Finding[]
}
