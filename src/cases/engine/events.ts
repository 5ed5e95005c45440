/**
 * Event types of the ledger and their data. Data hold references and salted commitments only. A type's shape never
 * changes in place: raise its schema version and add a pure upcaster (`upcasters.ts`), and keep a golden event of each.
 */
import type { Clock, PlainDate } from '../clocks/contract.ts'
import type { ContentKind, DocumentKind, EndKind, Seat } from '../procedures/format.ts'
import type {
  Attachment,
  Channel,
  Contact,
  ExternalReference,
  IssuedPaper,
  MatterClass,
  MatterDoc,
  MatterLink,
  OutcomeResult,
  PublishingConsent,
  Rating,
  ReportedUnit,
} from './doc.ts'

/** A content as the ledger knows it. */
export interface ContentRef {
  contentId: string
  kind: ContentKind
  commitment: string
  /** Input field the words were given in; absent for demands and parties. */
  field?: string
}

export interface ProceedingOpened {
  proceedingId: string
  procedure: string
  procedureVersion: number
  state: string
  seats: Partial<Record<Seat, string>>
  parentId: string | null
  documentId: string | null
  values: Record<string, string | number | boolean>
}

export interface Registered {
  number: string
  channel: Channel
  class: MatterClass
  category: string | null
  lane: MatterDoc['lane']
  secrecy: MatterDoc['secrecy']
  reportedUnitId: string | null
  reportedElsewhere?: ReportedUnit | null
  receivedOn: PlainDate
  receivedAt: string
  undated: boolean
  reachable: boolean
  subjectId: string | null
  bodyId: string | null
  placeId: string | null
  pointId?: string
  /** Township or subdistrict, as a code of the bureau's own list; never in the shielded lane. */
  area?: string
  partyIds: string[]
  demands: { demandId: string; contentId: string }[]
  contact: Contact
  seats: Partial<Record<Seat, string>>
  main: ProceedingOpened
  clocks: Clock[]
  links: MatterLink[]
  contents: ContentRef[]
}

export interface Stepped {
  proceedingId: string
  action: string
  from: string
  to: string
  end: EndKind | null
  values: Record<string, string | number | boolean>
  seats: Partial<Record<Seat, string | null>>
  /** Clocks as they are after the step; only those it touched. */
  clocks: Clock[]
  outcomes: { demandId: string; result: OutcomeResult; contentId: string }[]
  documents: {
    documentId: string
    kind: DocumentKind
    unitId: string
    contentIds: string[]
    serviceId: string
  }[]
  opened: ProceedingOpened[]
  served: { documentId: string; on: PlainDate; method: string }[]
  acceptedOn: PlainDate | null
  marks: Partial<MatterDoc['marks']>
  clearOutcomes: boolean
  rating: Omit<Rating, 'proceedingId' | 'on'> | null
  contents: ContentRef[]
}

export interface Classified {
  class: MatterClass
  category: string | null
  previous: { class: MatterClass; category: string | null }
  /** Absent where the correction says nothing of it. */
  area?: string | null
  /** Set when the class belongs to another track and nothing was dispatched yet. */
  procedure: ProceedingOpened | null
  clocks: Clock[]
  contents: ContentRef[]
}

export interface PaperApproved {
  paperId: string
  kind: string
  audience: IssuedPaper['audience']
  unitId: string
  number: string | null
  documentId: string | null
  proceedingId: string
  toUnitId: string | null
  contents: ContentRef[]
}

export interface EventData {
  'matter.registered': Registered
  'matter.contacted': { contact: Contact; contents: ContentRef[] }
  'matter.noted': { by: 'unit' | 'citizen'; contents: ContentRef[] }
  /** Words of a unit to the person; `asks`: an answer is waited for, while the clock runs on. */
  'matter.messaged': { asks: boolean; contents: ContentRef[] }
  'matter.attached': { attachment: Attachment; commitment: string; contents: ContentRef[] }
  'matter.classified': Classified
  'matter.party-corrected': { partyIds: string[]; reachable: boolean; contents: ContentRef[] }
  'matter.linked': { link: MatterLink }
  'matter.publishing-consented': {
    given: boolean
    where: PublishingConsent['where']
    contents: ContentRef[]
  }
  'matter.online-service-agreed': { agreed: boolean; by: 'citizen' | 'unit'; evidence: string | null }
  /** From this version on another query code opens the matter. */
  'matter.code-renewed': { contents: ContentRef[] }
  'matter.erased': { decision: string; basis: string }
  'matter.cancelled': { batchId: string; clocks: Clock[]; contents: ContentRef[] }
  'proceeding.opened': {
    opened: ProceedingOpened
    clocks: Clock[]
    contents: ContentRef[]
    documents: Stepped['documents']
    alsoOpened: ProceedingOpened[]
  }
  'proceeding.stepped': Stepped
  'clocks.recomputed': { clocks: Clock[]; because: string }
  'document.approved': PaperApproved
  'document.sealed': { paperId: string; attachmentId: string }
  'document.delivered': { paperId: string; on: PlainDate; method: string; contents: ContentRef[] }
}

export type EventType = keyof EventData

/** Current schema version of each type. Those of version 2 name the words of a clock's rule instead of repeating them. */
export const EVENT_VERSIONS: Record<EventType, number> = {
  'matter.registered': 2,
  'matter.contacted': 1,
  'matter.noted': 1,
  'matter.messaged': 1,
  'matter.attached': 1,
  'matter.classified': 2,
  'matter.party-corrected': 1,
  'matter.linked': 1,
  'matter.publishing-consented': 1,
  'matter.online-service-agreed': 1,
  'matter.code-renewed': 1,
  'matter.erased': 1,
  'matter.cancelled': 2,
  'proceeding.opened': 2,
  'proceeding.stepped': 2,
  'clocks.recomputed': 2,
  'document.approved': 1,
  'document.sealed': 1,
  'document.delivered': 1,
}

/** An event before it has its place in the chain. */
export type EventDraft = {
  [T in EventType]: { type: T; data: EventData[T]; procedure: string; procedureVersion: number }
}[EventType]

export type { ExternalReference }
