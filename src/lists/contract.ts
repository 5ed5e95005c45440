/** What the lists of the desk ask and answer; the browser takes these types. */

/**
 * inbox: work that lies with my unit. unit: matters in progress my unit has a part in. sent: of these, what lies with
 * another unit now. overdue: work past its day. at-risk: not late yet, but likely to be. all: also what has ended.
 */
export type ListId = 'inbox' | 'unit' | 'sent' | 'overdue' | 'at-risk' | 'all'

export type Progress = 'open' | 'ended' | 'any'

export type Archive = 'archived' | 'ready'

/** By due day, day of arrival or day of ending; a leading minus turns it round. */
export type Sort = 'due' | '-due' | 'received' | '-received' | 'ended' | '-ended'

/** A list with its filters and order, as it stands in an address, in a saved view and in the record of an export. */
export interface ListQuery {
  list: ListId
  progress?: Progress
  state?: string
  procedure?: string
  channel?: string
  class?: string
  /** A code of the tree with all below it; words where the bureau has no tree. */
  category?: string
  /** The unit it lies with, or in lists of matters the unit that handles it. */
  unit?: string
  /** Orders that are archived, or could be: ended, called back or not called for, not filed yet. */
  archive?: Archive
  /** Also what only waits for the citizen (ratings). */
  waiting?: boolean
  dueFrom?: string
  dueTo?: string
  receivedFrom?: string
  receivedTo?: string
  /** Words of the letter and its answers, or a number. */
  q?: string
  sort?: Sort
}

/** Why something will probably be late. Figures stand beside each so that the reader can judge for themselves. */
export type RiskReason =
  /** Of `like` matters of the same kind that were still open after `elapsed` days, `longer` took more than `allowed`. */
  | {
      kind: 'history'
      like: number
      longer: number
      elapsed: number
      allowed: number
      /** What "the same kind" was: this unit and category, this unit and procedure, or the bureau and procedure. */
      of: 'unit-category' | 'unit-procedure' | 'bureau-procedure'
    }
  /** The unit has `before` matters due on or before that day and ended `pace` a working day; `left` days are left. */
  | { kind: 'load'; before: number; pace: number; needed: number; left: number }
  /** It has not been taken up yet, with `left` working days to go. */
  | { kind: 'not-begun'; left: number }

export interface Risk {
  grade: 'high' | 'medium'
  reasons: RiskReason[]
}

/** Part of a letter around a word that was looked for. Digits of numbers are masked. */
export interface Snippet {
  /** Pieces in order; `hit` pieces are what was looked for. */
  parts: { text: string; hit: boolean }[]
}

/** What a row of a list has besides that of the inbox. */
export interface ListExtra {
  category: string | null
  secrecy: 'none' | 'name' | 'matter'
  lane: 'open' | 'shielded'
  /** Unit that took it in. */
  centre: { unitId: string; name: { zh: string; en: string } } | null
  endedOn: string | null
  /** Only in the list of what is at risk. */
  risk: Risk | null
  /** Only where words were looked for. */
  snippet: Snippet | null
}

export interface PageOf<Item> {
  items: Item[]
  next: string | null
  /** The bureau's day the list was made on. */
  today: string
}

/** `more`: there are more than were counted. `count` null: not counted within its time. */
export interface ListCount {
  count: number | null
  more: boolean
}

export type Shared = 'own' | 'unit' | 'bureau'

export interface SavedView {
  viewId: string
  name: string
  shared: Shared
  /** Whether it is the reader's own, to change or take away. */
  mine: boolean
  query: ListQuery
  columns: string[]
  version: number
}

export type BatchVerb = 'sign' | 'assign' | 'remind' | 'supervise' | 'archive'

export interface BatchItem {
  matterId: string
  proceedingId: string
  /** What the reader saw; a newer one is refused. */
  version: number
}

export interface BatchOutcome {
  matterId: string
  proceedingId: string
  done: boolean
  /** Code of the refusal, with its words in the reader's language; null when done. */
  refused: { code: string; title: string; detail: string } | null
}

export interface ExportState {
  exportId: string
  state: 'running' | 'done' | 'broken'
  rows: number
  /** Rows there will be; 0 where that is not known before they are found. */
  expected: number
}
