/** Shapes of documents (文书), shared by server and screens. */
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** Every document a matter may need: those the procedures issue, letters between organs, and records. */
export const PAPER_KINDS = [
  'acceptance-notice',
  'procedural-notice',
  'non-acceptance-notice',
  'referral-notice',
  'transfer-notice',
  'extension-notice',
  'handling-opinion',
  'review-opinion',
  're-review-opinion',
  'revocation-notice',
  'reply',
  'transfer-letter',
  'assignment-letter',
  'supervision-letter',
  'completion-report',
  'mediation-agreement',
  'settlement-agreement',
  'hearing-notice',
  'hearing-record',
  'service-receipt',
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const isPaperKind = (kind: string): kind is PaperKind =>
  (PAPER_KINDS as readonly string[]).includes(kind)

/** A limit of the law that may be printed: read in full in its source (mark V), in days. */
export interface PrintedLimit {
  /** As printed: 30日, 5个工作日. */
  length: string
  /** 《信访工作条例》第三十五条. */
  article: string
}

/** What a document is merged from. It holds what may be printed, and nothing else of the matter. */
export interface PaperFacts {
  number: string
  /** As in the ledger: claim-31-6, suggestion, ... */
  class: string
  procedure: string
  /** Which of the regulations governs the matter, by its day of acceptance. */
  regulation: 'R22' | 'R05'
  channel: string
  receivedOn: Day
  acceptedOn: Day | null
  today: Day
  subject: string | null
  demands: { text: string; result: string | null; words: string | null; basis: string | null }[]
  /** Full name of the organ that issues. */
  organ: string
  bureau: string
  /** Whoever decides on a review of what this organ decides; null = not on record. */
  superior: string | null
  /** Unit a letter goes to. */
  toUnit: string | null
  given: {
    reason: string | null
    route: string | null
    routeLabel: string | null
    days: number | null
    opinion: string | null
    result: string | null
    words: string | null
    trigger: string | null
    date: Day | null
    bureau: string | null
  }
  /** Only limits that are verified and whose start is known to the reader of the document. */
  limits: {
    notice: PrintedLimit | null
    objection: PrintedLimit | null
    handling: PrintedLimit | null
    /** Last day of handling, once its clock runs. */
    handlingUntil: Day | null
    review: PrintedLimit | null
    reReview: PrintedLimit | null
    reviewAnswer: PrintedLimit | null
  }
  /** service-receipt: the document served. */
  served: { title: string; number: string | null } | null
}

/** The words of a document that people edit, one entry a paragraph; level and font follow from how it begins. */
export interface PaperText {
  paragraphs: string[]
}

/** A paragraph of one version beside another. */
export interface Change {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface FormRow {
  label: string
  value: string
}

/** A document put together, ready for page and printer. */
export interface Paper {
  kind: PaperKind
  organ: string
  /** 文号; null before approval, and of records that carry none. */
  number: string | null
  numbered: boolean
  title: string
  addressee: string | null
  paragraphs: string[]
  /** Follow the text, made by the rules and never edited: reasons, routes, remedies. */
  fixed: string[]
  rows: FormRow[]
  signers: string[]
  /** Name and date below: the organ's. */
  signed: boolean
  date: Day | null
}

/** Who the document is for. */
export type Audience = 'person' | 'unit' | 'file'

export interface KindDef {
  kind: PaperKind
  audience: Audience
  /** The word of this kind in a number: 答 in 某信访答〔2026〕3号; null = carries no number. */
  word: string | null
  title(f: PaperFacts): string
  /** First words, to be edited. */
  merge(f: PaperFacts): string[]
  /** What the rules put in and nobody edits. */
  fixed?(f: PaperFacts): string[]
  rows?(f: PaperFacts): FormRow[]
  signers?: readonly string[]
  /** Default true: the organ signs with its name and the date. */
  signed?: boolean
}
