/** Shapes of exchange and batch import, shared with the browser. */
import type { Words } from '../kernel/errors/entry.ts'

/** register: a table typed at the bureau. exchange: the export of another system, known by its number there. */
export type BatchKind = 'register' | 'exchange'

export type FieldId =
  | 'externalNumber'
  | 'sender'
  | 'sentAt'
  | 'due'
  | 'theirStatus'
  | 'receivedAt'
  | 'procedure'
  | 'channel'
  | 'class'
  | 'category'
  | 'subject'
  | 'body'
  | 'demands'
  | 'place'
  | 'secrecy'
  | 'name'
  | 'phone'
  | 'address'
  | 'idNumber'
  | 'email'
  | 'persons'
  | 'representatives'

/** Fields whose words are translated into our codes. */
export type ChoiceField = 'procedure' | 'channel' | 'class' | 'secrecy'

/** How the columns of a file become the fields of a registration. */
export interface Mapping {
  /** Heading of the column each field is read from. */
  columns: Partial<Record<FieldId, string>>
  /** What stands where a field has no column or an empty cell. */
  defaults: Partial<Record<ChoiceField | 'category' | 'sender', string>>
  /** Their words for our codes, beyond those the program knows: `{ channel: { '12345来电': 'phone' } }`. */
  words: Partial<Record<ChoiceField, Record<string, string>>>
}

/** The columns of the file that goes back: heading and what stands below it. */
export interface ReturnColumn {
  header: string
  value: ReturnField
}

export type ReturnField =
  | 'theirNumber'
  | 'ourNumber'
  | 'status'
  | 'outcome'
  | 'unit'
  | 'acceptedOn'
  | 'endedOn'
  | 'document'
  | 'reply'
  | 'system'
  | 'blank'

export interface ReturnLayout {
  format: 'xlsx' | 'csv'
  columns: ReturnColumn[]
  /** Their words for how a matter ended: `{ answered: '已办结' }`. */
  status: Record<string, string>
}

export interface FieldView {
  id: FieldId
  label: Words
  help: Words
  required: boolean
  example: string
  /** Allowed codes with their words; null for free fields. */
  choices: { value: string; label: Words }[] | null
}

/** What is wrong with one cell, in words, with what to do. */
export interface CellProblem {
  row: number
  /** `C`; null when the row as a whole is meant. */
  column: string | null
  header: string | null
  field: FieldId | null
  code: string
  /** error: the row is left out. warning: it is taken, but somebody should look. */
  level: 'error' | 'warning'
  title: string
  remedy: string
  value: string | null
}

export type RowOutcome = 'made' | 'known' | 'changed' | 'bad'
export type BatchState = 'ready' | 'running' | 'done' | 'stopped' | 'cancelling' | 'cancelled'

export interface BatchView {
  batchId: string
  kind: BatchKind
  /** Their system; null for a table typed here. */
  system: string | null
  fileName: string
  state: BatchState
  version: number
  createdAt: string
  createdBy: string | null
  doneAt: string | null
  rows: number
  progress: number
  made: number
  known: number
  changed: number
  bad: number
  /** Why it stopped: a code of the catalogue. */
  stopped: { code: string; title: string; remedy: string } | null
  cancelled: { cancelled: number; kept: number } | null
  /** The file is still here: bad rows can be fetched, the import can go on. */
  fileKept: boolean
  /** The very same file was brought before; nothing was begun anew. */
  seenBefore?: boolean
}

export interface BatchPage extends BatchView {
  /** With what stands first below each heading; nothing below those that mark people, or once the file is thrown away. */
  table: { headers: string[]; headerRow: number; encoding: string | null; examples: string[] }
  /** Columns that hold marks on people; they are not taken in. */
  refusedHeaders: string[]
  mapping: Mapping
  fields: FieldView[]
}

export interface Preview {
  rows: number
  good: number
  bad: number
  warnings: number
  /** Already here, from an earlier file; left out. */
  known: number
  /** exchange: known orders of which the other system now says something else. */
  changed: number
  problems: CellProblem[]
  /** Problems beyond those listed. */
  more: number
  /** The first rows as they would be registered. */
  samples: { row: number; values: { field: FieldId; value: string }[]; outcome: RowOutcome }[]
  differences: Difference[]
  /** Words no choice is known by, with how often they stand there: the mapping can say what they mean. */
  unknown: { field: ChoiceField; word: string; count: number }[]
}

/** A known order of which a later export says something else. */
export interface Difference {
  row: number
  externalNumber: string
  number: string | null
  matterId: string
  fields: { field: FieldId; before: string | null; after: string | null }[]
}

export interface SourceView {
  sourceId: string
  system: string
  mapping: Mapping
  layout: ReturnLayout
  version: number
  changedAt: string
  /** Orders of it that are matters here. */
  orders: number
  /** Answered or returned, and not yet told to it. */
  waiting: number
}

export type ReturnState = 'prepared' | 'sent' | 'acknowledged' | 'refused'

export interface ReturnView {
  returnId: string
  system: string
  createdAt: string
  createdBy: string | null
  sentAt: string | null
  items: number
  acknowledged: number
  refused: number
}

export interface ReturnItem {
  theirNumber: string
  ourNumber: string
  matterId: string
  /** How it ended here: `answered`, `not-accepted`, …; `replied` for an answer whose matter still runs. */
  kind: string
  status: string
  outcome: string
  unit: Words
  acceptedOn: string | null
  endedOn: string | null
  document: Words | null
  reply: string | null
  state: ReturnState
  /** What they said when they refused it. */
  note: string | null
}

/** Their side of a matter, shown beside our clocks. */
export interface OrderView {
  system: string
  number: string
  sender: string
  due: string | null
  receivedOn: string
  status: string | null
  seenAt: string
  changes: number
  returned: { state: ReturnState; at: string } | null
}
