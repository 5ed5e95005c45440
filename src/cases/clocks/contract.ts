/**
 * Shared vocabulary of the clocks (时限). Server, screens and documents read these types; the arithmetic is in
 * `due.ts`, the state changes in `clock.ts`, the law as data in `rule-table.ts`.
 */

/** A calendar day in the bureau's zone, `YYYY-MM-DD`. Statutory limits are plain dates, never timestamps. */
export type PlainDate = string
/** An instant, ISO 8601 with offset or `Z`. */
export type Instant = string

/** cal = 日 (calendar day), wd = 工作日 (working day), hour = hours of the hotline. */
export type LimitUnit = 'cal' | 'wd' | 'hour'
/** How sure a rule is: V full text read, S excerpt seen, C seen in code, K own knowledge, I interpretation, L local setting. */
export type SourceMark = 'V' | 'S' | 'C' | 'K' | 'I' | 'L'
export type Regulation = 'R22' | 'R05' | 'HL' | 'HY'
/** Whose clock it is: the citizen's (never reset by anything between organs) or an organ's own. */
export type ClockOwner = 'citizen' | 'organ'

export type ClockRuleId = string

/**
 * Why a limit holds: the words of a version of a rule by their name (`XF-T06@2022-05-01`, see `wordsOfBasis`), or words of
 * its own, as a local setting has them. Clocks written before names were used carry all words.
 */
export type Basis = string | { zh: string; en: string }

export interface ClockRule {
  id: ClockRuleId
  name: { zh: string; en: string }
  regulation: Regulation
  /** Article as printed, for example "《信访工作条例》第三十四条". */
  article: { zh: string; en: string }
  /** A few words of the text that give the number, in Chinese. */
  quote: string
  mark: SourceMark
  /** null: the text gives no number; a local setting or a limit set per case must supply it. */
  length: number | null
  unit: LimitUnit
  owner: ClockOwner
  /** Event that starts it, in words, zh and en. */
  starts: { zh: string; en: string }
  /** Who must act (organ) or may act (citizen's right). */
  actor: { zh: string; en: string }
  missed: { zh: string; en: string }
  /** Most days by which it may be extended in all; 0 if never. */
  extensionCap: number
  /** Whether the text (or a listed practice) lets it pause. */
  pausable: boolean
  /** A citizen's right (window to ask) rather than a duty. */
  right: boolean
  validFrom: PlainDate
  /** Inclusive; null while in force. */
  validTo: PlainDate | null
}

/** A bureau's own value for a rule from a date on, with its basis, shown with its mark. */
export interface LocalSetting {
  ruleId: ClockRuleId
  validFrom: PlainDate
  validTo: PlainDate | null
  length: number
  unit: LimitUnit
  extensionCap?: number
  mark: SourceMark
  basis: { zh: string; en: string }
}

/** Opening hours for limits in hours; absent = round the clock. Minutes after midnight, bureau's zone, working days only. */
export interface BusinessHours {
  spans: { fromMinute: number; toMinute: number }[]
}

export interface PauseSpan {
  from: PlainDate
  /** null while it still runs. Exclusive: the clock counts again from this day. */
  to: PlainDate | null
  reason: string
}

/** A clock as written with the event that starts it; later changes of rules do not rewrite it. */
export interface Clock {
  clockId: string
  proceedingId: string
  ruleId: ClockRuleId
  regulation: Regulation
  owner: ClockOwner
  right: boolean
  /** The unit that must act; null for a citizen's right. */
  unitId: string | null
  /** Event day (not counted, CAL-01) for days; instant for hours. */
  startedOn: PlainDate
  startedAt: Instant
  length: number
  unit: LimitUnit
  mark: SourceMark
  /** Article or local basis as valid at the start. */
  basis: Basis
  extensionCap: number
  /** Whether the rule as valid at the start lets it pause. */
  pausable: boolean
  extendedBy: number
  pauses: PauseSpan[]
  status: 'running' | 'paused' | 'met' | 'stopped'
  /** Last day by count. For hours: the day of `dueAt`. */
  nominal: PlainDate
  /** Last day after rolling off holidays (CAL-02). */
  rolled: PlainDate
  /** Only for hours. */
  dueAt: Instant | null
  /** The calendar for some day of it is not yet published. */
  provisional: boolean
  endedOn: PlainDate | null
  endedAt: Instant | null
}

/** One line of the printed derivation. */
export interface DerivationStep {
  date: PlainDate
  kind: 'start' | 'counted' | 'skipped' | 'paused' | 'extended' | 'nominal' | 'rolled' | 'due'
  /** Running count after this line, where it counts. */
  count?: number
  why: { zh: string; en: string }
  /** Source of the calendar fact (notice of the State Council office, weekend, local override). */
  source?: string
}

export interface Derivation {
  ruleId: ClockRuleId
  basis: { zh: string; en: string }
  mark: SourceMark
  startedOn: PlainDate
  length: number
  unit: LimitUnit
  extendedBy: number
  nominal: PlainDate
  rolled: PlainDate
  dueAt: Instant | null
  provisional: boolean
  /** All days for short limits; runs of counted days are folded to one line, skipped days are each a line. */
  steps: DerivationStep[]
}
