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
  'correction-notice',
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
  /** 印发机关: the office that prints for it. */
  imprintBy: string
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
    /** Days within which a revoked opinion is to be handled again. */
    redoDays: number | null
    /** Re-review opinion that ended the matter before (不再受理). */
    finished: string | null
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

/** 密级: 秘密, 机密, 绝密. */
export const SECRECY_GRADES = ['secret', 'confidential', 'top-secret'] as const
/** 紧急程度: 加急, 特急. */
export const URGENCIES = ['urgent', 'very-urgent'] as const
/** Marks of the head an organ may use at all; none unless it says so. */
export const HEAD_MARKS = ['copy-number', 'secrecy', 'urgency'] as const
export type HeadMark = (typeof HEAD_MARKS)[number]

/** What writers set of head and foot (版头, 版记) besides the text. Nothing is marked by default. */
export interface PaperMarks {
  /** 份号: up to six digits, of a document that carries a grade of secrecy. */
  copyNumber: string | null
  /** `years`: 保密期限; null = the grade alone is printed. */
  secrecy: { grade: (typeof SECRECY_GRADES)[number]; years: number | null } | null
  urgency: (typeof URGENCIES)[number] | null
  /** 抄送: names of organs, as printed. */
  copyTo: string[]
  /** Whether the line of printing (印发机关和印发日期) stands at the foot. */
  imprint: boolean
}

/** The words of a document that people edit, one entry a paragraph; level and font follow from how it begins. */
export interface PaperText {
  paragraphs: string[]
  /** Absent in versions from before there were any: those of the kind. */
  marks?: PaperMarks
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
  /** 份号, 密级, 紧急程度 as they are printed, one a line. */
  markings: string[]
  /** Goes to an organ above: the head names who signed it. */
  upward: boolean
  /** Set in the letter form (信函格式). */
  letter: boolean
  /** 签发人; null before approval. */
  signedBy: string | null
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
  copyTo: string[]
  /** 印发机关; the day is that of the document. Null = no such line. */
  imprintBy: string | null
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
  /** 上行文: to an organ above, which reads in the head who signed. */
  upward?: boolean
  /** 函 and what is written like one: in the letter form (信函格式) instead of under the common red head. */
  letter?: boolean
}
