/** What others may use of the clocks. */
export {
  citizenRightOpen,
  endClock,
  extendClock,
  type LimitOverride,
  metInTime,
  type Now,
  overdueForOrgan,
  pauseClock,
  recompute,
  resumeClock,
  type StartClock,
  startClock,
} from './clock.ts'
export type {
  BusinessHours,
  Clock,
  ClockOwner,
  ClockRule,
  ClockRuleId,
  Derivation,
  DerivationStep,
  Instant,
  LimitUnit,
  LocalSetting,
  PauseSpan,
  PlainDate,
  Regulation,
  SourceMark,
} from './contract.ts'
export { computeDue, type Due, type DueInput, derive } from './due.ts'
export { type ResolvedRule, RULE_TABLE, ruleInForce, wordsOfBasis } from './rule-table.ts'
