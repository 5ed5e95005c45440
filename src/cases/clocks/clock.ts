/**
 * What can happen to a clock. Every function is pure and gives a new clock or a refusal. No function starts a running
 * clock again: nothing between organs can reset it.
 */
import { isPlainDate, type WorkCalendar } from '../../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type {
  BusinessHours,
  Clock,
  ClockOwner,
  Instant,
  LimitUnit,
  PlainDate,
  SourceMark,
} from './contract.ts'
import { computeDue } from './due.ts'
import type { ResolvedRule } from './rule-table.ts'

/** One reading of the one clock: the day in the bureau's zone and the instant. */
export interface Now {
  date: PlainDate
  instant: Instant
}

/** A limit set for one case (指定办理期限, the limit of a sender), in place of the rule's own length. */
export interface LimitOverride {
  length: number
  unit?: LimitUnit
  extensionCap?: number
  mark?: SourceMark
  basis?: { zh: string; en: string }
}

export interface StartClock {
  rule: ResolvedRule
  clockId: string
  proceedingId: string
  /** The unit that must act; dropped for a citizen's right. */
  unitId: string | null
  startedOn: PlainDate
  startedAt: Instant
  calendar: WorkCalendar
  businessHours?: BusinessHours
  limitOverride?: LimitOverride
  /** Where a procedure gives the same rule to another owner than the rule itself does. */
  owner?: ClockOwner
  right?: boolean
}

/** The calendar by which the dates move. */
interface By {
  calendar: WorkCalendar
  businessHours?: BusinessHours
}

/** Longest limit accepted, in its own unit: ten years of days. */
const LONGEST = 3660

function isInstant(text: string): boolean {
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
}

function hoursAreOpen({ spans }: BusinessHours): boolean {
  let last = 0
  for (const { fromMinute, toMinute } of spans) {
    if (!Number.isInteger(fromMinute) || !Number.isInteger(toMinute)) return false
    if (fromMinute < last || toMinute <= fromMinute || toMinute > 1440) return false
    last = toMinute
  }
  return spans.length > 0
}

function withDue(clock: Clock, calendar: WorkCalendar, businessHours?: BusinessHours): Clock {
  const { nominal, rolled, dueAt, provisional } = computeDue(clock, calendar, businessHours)
  return { ...clock, nominal, rolled, dueAt, provisional }
}

/**
 * Starts a clock on the event's day. Length, mark and cap are copied, and the article by a name that always means the same
 * words, so later rules do not rewrite it.
 * Refuses `clock.bad_date`, `clock.no_length` (the text gives no number and none was set), `clock.bad_length`,
 * `clock.bad_business_hours`.
 */
export function startClock(input: StartClock): Clock | Refusal {
  const { rule, limitOverride: own, startedOn, startedAt, businessHours } = input
  if (!isPlainDate(startedOn)) return refuse('clock.bad_date', { field: 'startedOn' })
  if (!isInstant(startedAt)) return refuse('clock.bad_date', { field: 'startedAt' })
  const length = own?.length ?? rule.length
  if (length === null) {
    return refuse('clock.no_length', { field: 'limitOverride', details: { ruleId: rule.rule.id } })
  }
  if (!Number.isInteger(length) || length < 1 || length > LONGEST) {
    return refuse('clock.bad_length', { field: 'limitOverride', details: { length, longest: LONGEST } })
  }
  const unit = own?.unit ?? rule.unit
  if (unit === 'hour' && businessHours !== undefined && !hoursAreOpen(businessHours)) {
    return refuse('clock.bad_business_hours', { field: 'businessHours' })
  }
  const right = input.right ?? rule.rule.right
  const clock: Clock = {
    clockId: input.clockId,
    proceedingId: input.proceedingId,
    ruleId: rule.rule.id,
    regulation: rule.rule.regulation,
    owner: input.owner ?? rule.rule.owner,
    right,
    unitId: right ? null : input.unitId,
    startedOn,
    startedAt,
    length,
    unit,
    mark: own?.mark ?? rule.mark,
    basis: own?.basis ?? rule.kept,
    extensionCap: own?.extensionCap ?? rule.extensionCap,
    pausable: rule.pausable && unit !== 'hour',
    extendedBy: 0,
    pauses: [],
    status: 'running',
    nominal: startedOn,
    rolled: startedOn,
    dueAt: null,
    provisional: false,
    endedOn: null,
    endedAt: null,
  }
  return withDue(clock, input.calendar, businessHours)
}

function ended(clock: Clock): boolean {
  return clock.status === 'met' || clock.status === 'stopped'
}

/**
 * Lets a clock rest from a day on. The dates stand until it is resumed.
 * Refuses `clock.already_ended`, `clock.already_paused`, `clock.not_pausable` (the rule lists no pause),
 * `clock.bad_date`, `clock.pause_before_start`, `clock.pause_overlaps` (begins inside an earlier pause).
 */
export function pauseClock(clock: Clock, input: { on: PlainDate; reason: string }): Clock | Refusal {
  if (ended(clock)) return refuse('clock.already_ended')
  if (clock.status === 'paused') return refuse('clock.already_paused')
  if (!clock.pausable) return refuse('clock.not_pausable', { details: { ruleId: clock.ruleId } })
  if (!isPlainDate(input.on)) return refuse('clock.bad_date', { field: 'on' })
  if (input.on < clock.startedOn) return refuse('clock.pause_before_start', { field: 'on' })
  const last = clock.pauses[clock.pauses.length - 1]
  if (last !== undefined && last.to !== null && input.on < last.to) {
    return refuse('clock.pause_overlaps', { field: 'on', details: { last: last.to } })
  }
  const pause = { from: input.on, to: null, reason: input.reason }
  return { ...clock, status: 'paused', pauses: [...clock.pauses, pause] }
}

/**
 * Counts again from the day `on`; the end moves by exactly the days rested.
 * Refuses `clock.not_paused`, `clock.bad_date`, `clock.resume_before_pause`.
 */
export function resumeClock(clock: Clock, input: { on: PlainDate } & By): Clock | Refusal {
  const open = clock.pauses[clock.pauses.length - 1]
  if (clock.status !== 'paused' || open === undefined) return refuse('clock.not_paused')
  if (!isPlainDate(input.on)) return refuse('clock.bad_date', { field: 'on' })
  if (input.on < open.from) return refuse('clock.resume_before_pause', { field: 'on' })
  const pauses = [...clock.pauses.slice(0, -1), { ...open, to: input.on }]
  return withDue({ ...clock, status: 'running', pauses }, input.calendar, input.businessHours)
}

/**
 * Extends a limit by `days` of its own unit (hours for a limit in hours), counted on from the nominal end. `on` and `at`
 * say when the extension was asked for: a request in time may be decided a little later, but a limit that has run out
 * cannot be extended afterwards [I].
 * Refuses `clock.already_ended`, `clock.not_extendable`, `clock.bad_extension` (not a whole number from 1),
 * `clock.extension_over_cap` (all extensions together), `clock.bad_date`, `clock.extension_after_due`.
 */
export function extendClock(
  clock: Clock,
  input: { days: number; on: PlainDate; at: Instant } & By,
): Clock | Refusal {
  if (ended(clock)) return refuse('clock.already_ended')
  if (clock.extensionCap === 0) {
    return refuse('clock.not_extendable', { details: { ruleId: clock.ruleId } })
  }
  if (!Number.isInteger(input.days) || input.days < 1) return refuse('clock.bad_extension', { field: 'days' })
  const extendedBy = clock.extendedBy + input.days
  if (extendedBy > clock.extensionCap) {
    return refuse('clock.extension_over_cap', {
      field: 'days',
      details: {
        cap: clock.extensionCap,
        extendedBy: clock.extendedBy,
        left: clock.extensionCap - clock.extendedBy,
      },
    })
  }
  if (!isPlainDate(input.on)) return refuse('clock.bad_date', { field: 'on' })
  if (!isInstant(input.at)) return refuse('clock.bad_date', { field: 'at' })
  if (isPast(clock, clock.nominal, { date: input.on, instant: input.at })) {
    return refuse('clock.extension_after_due', { field: 'on', details: { nominal: clock.nominal } })
  }
  return withDue({ ...clock, extendedBy }, input.calendar, input.businessHours)
}

/**
 * Ends a clock: met (done) or stopped (overtaken by another event). A pause still open stays open in the record.
 * Refuses `clock.already_ended`, `clock.bad_date`, `clock.end_before_start`.
 */
export function endClock(
  clock: Clock,
  input: { as: 'met' | 'stopped'; on: PlainDate; at: Instant },
): Clock | Refusal {
  if (ended(clock)) return refuse('clock.already_ended')
  if (!isPlainDate(input.on)) return refuse('clock.bad_date', { field: 'on' })
  if (!isInstant(input.at)) return refuse('clock.bad_date', { field: 'at' })
  if (input.on < clock.startedOn) return refuse('clock.end_before_start', { field: 'on' })
  return { ...clock, status: input.as, endedOn: input.on, endedAt: input.at }
}

/**
 * The clock by a newer calendar. Only provisional clocks that still run change; the same object comes back when
 * nothing does, so that a caller writes only what moved.
 */
export function recompute(clock: Clock, calendar: WorkCalendar, businessHours?: BusinessHours): Clock {
  if (!clock.provisional || ended(clock)) return clock
  const next = withDue(clock, calendar, businessHours)
  const same =
    next.nominal === clock.nominal &&
    next.rolled === clock.rolled &&
    next.dueAt === clock.dueAt &&
    next.provisional === clock.provisional
  return same ? clock : next
}

/** Whether `last` (for hours: the due instant) lies behind. Days spent in a pause that still runs do not count. */
function isPast(clock: Clock, last: PlainDate, at: Now): boolean {
  if (clock.dueAt !== null) return Date.parse(at.instant) > Date.parse(clock.dueAt)
  const open = clock.pauses[clock.pauses.length - 1]
  const reached = open !== undefined && open.to === null && open.from < at.date ? open.from : at.date
  return reached > last
}

/** The one meaning of overdue: an organ's duty still open after its nominal day (for hours: its due instant). CAL-04. */
export function overdueForOrgan(clock: Clock, now: Now): boolean {
  return !clock.right && !ended(clock) && isPast(clock, clock.nominal, now)
}

/** The one meaning of an open right: a citizen may still act, to the end of the rolled day. CAL-04. */
export function citizenRightOpen(clock: Clock, now: Now): boolean {
  return clock.right && !ended(clock) && !isPast(clock, clock.rolled, now)
}

/** Whether a met clock was met in time, by the same measure as above; null while it runs or if it was only stopped. */
export function metInTime(clock: Clock): boolean | null {
  if (clock.status !== 'met' || clock.endedOn === null || clock.endedAt === null) return null
  const last = clock.right ? clock.rolled : clock.nominal
  return !isPast(clock, last, { date: clock.endedOn, instant: clock.endedAt })
}
