/** Shapes of an import: records in, report out. */
import type { BureauRoom } from '../bureau/index.ts'
import type { CasesDeps } from '../cases/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { Words } from '../kernel/errors/index.ts'

/** One checked message of the file. Instants are ISO texts in UTC. */
export interface SourceRecord {
  id: string
  /** How the person is called in the source, often a pseudonym; null when the source names nobody. */
  citizen: string | null
  subject: string | null
  body: string
  /** When it was written; null when the source does not say. */
  at: string | null
  /** The answer it got and when; `repliedAt` is null when the source gives an answer without a time. */
  reply: { text: string; at: string | null } | null
}

/** Why a line did not become a matter. The code is stable, the words are for reading. */
export interface RejectReason extends Words {
  code: string
}

export interface Reject {
  line: number
  reason: RejectReason
}

/** A matter that was registered, but could not be taken as far as its record goes. */
export interface Stuck {
  line: number
  number: string
  state: string
  reason: RejectReason
}

/** The limit the times are held against: a local setting, named as such. */
export interface LimitStated {
  ruleId: string
  length: number
  unit: 'cal' | 'wd' | 'hour'
  mark: string
  basis: Words
}

export interface ImportReport {
  bureau: string
  procedure: string
  replay: boolean
  dryRun: boolean
  /** Lines that are not blank. Always `registered + rejected`. */
  read: number
  /** Records of this file that are matters of the bureau now, whether this run or an earlier one made them. */
  registered: number
  /** Of those, made by this run. */
  added: number
  rejected: number
  /** Answered and served. */
  replied: number
  /** Not ended. */
  open: number
  /** Registered without a usable date of letter or answer: flagged and left out of all figures of time. */
  undated: number
  /** Dated, answered within the limit. */
  metLimit: number | null
  /** Dated, past the limit: answered late, or (`overdueOpen` of them) still open when the file ends. */
  overdue: number | null
  overdueOpen: number | null
  /** Calendar days from the day of the letter to the day of the answer, dated and answered matters only. */
  medianDays: number | null
  /** Nearest rank: the smallest number of days within which 90 % were answered. */
  p90Days: number | null
  limit: LimitStated | null
  /** Where the replay's clock stands at the end: the newest time in the file. */
  until: string | null
  /** Canonical hash over the matters of this file; null for a dry run. */
  digest: string | null
  rejects: Reject[]
  /** Rejects beyond the longest list kept. */
  rejectsLeftOut: number
  stuck: Stuck[]
}

/** What an import works with. */
export interface ImportDeps {
  cases: CasesDeps
  room: BureauRoom
  /** When things are written down; what happened when is taken from the file. */
  clock: Clock
  /** One line of progress at a time; default standard error. */
  progress?: (line: string) => void
}

/** What a command leaves to be printed. 0 done, 1 refused, 2 the command was not understood. */
export interface ImportOutput {
  exitCode: 0 | 1 | 2
  /** The report, or what stands against it. */
  json: unknown
  text: string
}
