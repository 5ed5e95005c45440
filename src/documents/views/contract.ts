/** What screens see of documents. Written apart from what is stored; nothing is shown by default. */
import type { Audience, Change, Day, HeadMark, Paper, PaperKind, PaperMarks } from '../contract.ts'

interface Label {
  zh: string
  en: string
}

export type PaperStage = 'draft' | 'submitted' | 'approved' | 'sealed' | 'served'

export interface PaperItem {
  paperId: string
  kind: PaperKind
  audience: Audience
  stage: PaperStage
  revision: number
  number: string | null
  unit: { unitId: string; name: Label }
  toUnit: { unitId: string; name: Label } | null
  documentId: string | null
  proceedingId: string
  approvedOn: Day | null
  sealed: { attachmentId: string; on: Day } | null
  served: { on: Day; method: string } | null
  /** What this account may do now. */
  may: {
    /** Works in the unit that issues it. */
    write: boolean
    edit: boolean
    sign: boolean
    sendBack: boolean
    seal: boolean
    deliver: boolean
  }
}

export interface PossiblePaper {
  kind: PaperKind
  audience: Audience
  proceedingId: string
  documentId: string | null
}

export interface PapersOfMatter {
  items: PaperItem[]
  possible: PossiblePaper[]
  /** Service on the citizen's page; null where it serves by itself, or nobody can be reached otherwise. */
  online: {
    agreed: boolean
    on: Day | null
    by: 'citizen' | 'unit' | null
    /** Whether this account may write the agreement down from a signed paper. */
    mayRecord: boolean
  } | null
}

export interface RevisionView {
  revision: number
  source: 'merged' | 'browser' | 'word'
  at: string
  by: string
  hasFile: boolean
}

export interface PaperPage {
  item: PaperItem
  matter: { matterId: string; number: string; version: number; subject: string | null }
  paragraphs: string[]
  marks: PaperMarks
  /** Marks of the head the organ uses. */
  headMarks: HeadMark[]
  /** As it would be printed now; whom it is addressed to is not named here. */
  paper: Paper
  revisions: RevisionView[]
  /** Limits in the text that are not verified for this matter: for whoever signs to look at. */
  unverified: string[]
  /** The step of the procedure that signing takes, in words; null when it was taken before or there is none. */
  takesStep: Label | null
}

export interface Comparison {
  from: number
  to: number
  changes: Change[]
}

export interface WaitingPaper {
  paperId: string
  matterId: string
  matterNumber: string
  kind: PaperKind
  stage: PaperStage
  number: string | null
  unit: { unitId: string; name: Label }
  changedAt: string
}

export interface OrganNumbers {
  unitId: string
  name: Label
  /** As set; null = taken from the list of units. */
  printedName: string | null
  word: string | null
  kindWords: Record<string, string>
  /** 印发机关 as set; null = the organ itself. */
  imprintBy: string | null
  headMarks: HeadMark[]
  mayChange: boolean
  /** `word`: that of the kind where none is set. */
  kinds: { kind: PaperKind; word: string; prefix: string; given: number; year: number }[]
}

export type { HeadMark, Paper, PaperKind, PaperMarks } from '../contract.ts'
