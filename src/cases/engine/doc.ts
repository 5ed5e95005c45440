/**
 * The folded state of one matter (信访事项). It holds references, plain codes and dates, never words of a person:
 * those live encrypted in `contents`, named here by id.
 */
import type { Clock, PlainDate } from '../clocks/contract.ts'
import type { DocumentKind, EndKind, Seat } from '../procedures/format.ts'

export type Channel =
  | 'letter'
  | 'visit'
  | 'phone'
  | 'web'
  | 'letter-box'
  | 'mobile'
  | 'sms'
  | 'fax-mail'
  | 'from-above'

/** Class of what is asked (rules.md A4): it chooses track, clock, document and remedy. */
export type MatterClass =
  | 'suggestion'
  | 'misconduct'
  | 'claim-31-1'
  | 'claim-31-2'
  | 'claim-31-3'
  | 'claim-31-4'
  | 'claim-31-5'
  | 'claim-31-6'
  | 'inquiry'
  | 'other'

export type OutcomeResult = 'supported' | 'partly-supported' | 'explained' | 'not-supported'

export interface Demand {
  demandId: string
  contentId: string
  outcome: { result: OutcomeResult; contentId: string; on: PlainDate; proceedingId: string } | null
}

/** Where a matter came from when another system sent it; that system stays its master. */
export interface ExternalReference {
  system: string
  number: string
  sender: string
  due: PlainDate | null
  receivedOn: PlainDate
}

/** A unit named in a report of misconduct, wherever it stands. */
export interface ReportedUnit {
  bureauId: string
  unitId: string
}

/** One arrival (信访件). 人次 and 批次 are counted from these. */
/** Letter box of a named office (书记信箱): a code of the bureau's list, and the office's name when it was written to. */
export interface LetterBox {
  code: string
  name: { zh: string; en: string }
}

export interface Contact {
  contactId: string
  channel: Channel
  receivedOn: PlainDate
  persons: number
  representatives: number
  /** Ticket of the reception hall (排队号), for visits. */
  queueNumber?: string
  /** Letter box it was written to, by the name it had then. */
  letterBox?: LetterBox
  external: ExternalReference | null
}

export interface Proceeding {
  proceedingId: string
  procedure: string
  version: number
  state: string
  seats: Partial<Record<Seat, string>>
  openedOn: PlainDate
  /** Proceeding whose step opened it; null for main. */
  parentId: string | null
  /** service: the document it serves. */
  documentId: string | null
  /** Plain values given when it opened or on the way (days asked, trigger, choice), for guards and screens. */
  values: Record<string, string | number | boolean>
  endedOn: PlainDate | null
  end: EndKind | null
}

export interface IssuedDocument {
  documentId: string
  kind: DocumentKind
  proceedingId: string
  unitId: string
  issuedOn: PlainDate
  contentIds: string[]
  serviceId: string
  servedOn: PlainDate | null
  method: string | null
}

/** Whether the person lets the matter be published, as said last. */
export interface PublishingConsent {
  given: boolean
  where: 'filing' | 'portal' | 'desk'
  on: PlainDate
}

/**
 * A document in its written form (文书) as its organ approved it: under a number, later sealed, and brought to whom it is
 * for. One that a step of a procedure issues names that document; its service then is the document's own.
 */
export interface IssuedPaper {
  paperId: string
  kind: string
  audience: 'person' | 'unit' | 'file'
  unitId: string
  /** 文号; null for records that carry none. */
  number: string | null
  documentId: string | null
  proceedingId: string
  /** Unit a letter goes to. */
  toUnitId: string | null
  contentId: string
  approvedOn: PlainDate
  sealed: { attachmentId: string; on: PlainDate } | null
  /** Of letters between organs. */
  delivered: { on: PlainDate; method: string } | null
}

export interface MatterLink {
  kind: 'review-of' | 'reviewed-by' | 'transferred-to' | 'transferred-from' | 'same-matter'
  bureauId: string
  matterId: string
  number: string | null
}

export interface Attachment {
  attachmentId: string
  nameContentId: string
  mediaType: string
  size: number
  on: PlainDate
}

export interface Rating {
  proceedingId: string
  bureau: 'satisfied' | 'fairly-satisfied' | 'unsatisfied'
  unit: 'satisfied' | 'fairly-satisfied' | 'unsatisfied'
  unitId: string
  solved: Record<string, boolean>
  /** Of the demands not solved, those solved in part. */
  partly?: string[]
  on: PlainDate
}

export interface OnlineService {
  agreed: boolean
  on: PlainDate
  /** Said by the person with the code of the matter, or written down by a unit from a signed paper. */
  by: 'citizen' | 'unit'
  /** The signed paper, among the attachments. */
  evidence: string | null
}

export interface MatterDoc {
  bureauId: string
  matterId: string
  number: string
  version: number
  channel: Channel
  class: MatterClass
  category: string | null
  lane: 'open' | 'shielded'
  secrecy: 'none' | 'name' | 'matter'
  /** Named in a report of misconduct: kept out of every seat, search and copy (XF-P01). */
  reportedUnitId: string | null
  /** The unit reported stands in another bureau of the installation: kept for the way back, a transfer may return. */
  reportedElsewhere?: ReportedUnit
  receivedOn: PlainDate
  receivedAt: string
  /** The source gave no date: registered, flagged, left out of timing. */
  undated: boolean
  acceptedOn: PlainDate | null
  subjectId: string | null
  bodyId: string | null
  placeId: string | null
  /** A point on the bureau's map, where the person marked one. */
  pointId?: string
  /** Township or subdistrict it is about, as a code of the bureau's own list; absent where none is known. */
  area?: string
  partyIds: string[]
  /** A person can be reached outside the citizen's page (post, phone, mail). */
  reachable: boolean
  seats: Partial<Record<Seat, string>>
  demands: Demand[]
  contacts: Contact[]
  proceedings: Record<string, Proceeding>
  clocks: Record<string, Clock>
  documents: Record<string, IssuedDocument>
  /** Absent until the first is approved. */
  papers?: Record<string, IssuedPaper>
  attachments: Attachment[]
  links: MatterLink[]
  ratings: Rating[]
  /** The person agreed to be served on the citizen's page (送达地址确认), or took that back. Absent until then. */
  onlineService?: OnlineService
  /** Version from which the present query code counts. Absent while it is the first. */
  codeSince?: number
  marks: { designated: boolean; returns: number; redos: number; final: boolean }
  /** Absent until the person has said something about it. */
  publishing?: PublishingConsent
  /** Content destroyed under a recorded decision. */
  erased: { on: PlainDate; decision: string } | null
}

/** Name of the proceeding a matter lives in. */
export const MAIN = 'main'

/** State of a matter registered by mistake with a batch and cancelled; it stands outside the tables, so no step leads out. */
export const CANCELLED = 'registered-by-mistake'

/** The matter's own procedure. */
export function mainOf(doc: MatterDoc): Proceeding {
  const main = doc.proceedings[MAIN]
  if (!main) throw new Error(`matter ${doc.matterId} has no main proceeding`)
  return main
}

/** Content that names the re-review opinion for which the matter was no longer accepted (R22 36¶3); null where it was not. */
export function finishedBy(doc: MatterDoc): string | null {
  const id = mainOf(doc).values['text:finished']
  return typeof id === 'string' ? id : null
}

/** The approved written form of a document that a step issued, if its organ wrote it here. */
export function paperOfDocument(doc: MatterDoc, documentId: string): IssuedPaper | undefined {
  return Object.values(doc.papers ?? {}).find((p) => p.documentId === documentId)
}
