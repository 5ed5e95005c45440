/**
 * When a limit ends, and why on that day. One walker goes over the days; `computeDue` runs it bare, `derive` runs the same
 * walk with a recorder, so the printed derivation cannot differ from the date.
 *
 * CAL-01 the start day is not counted (《民法典》201). CAL-02 a calendar-day limit that ends on a day off ends for the
 * citizen on the next working day (《民法典》203). CAL-03 only a limit in working days skips days off; it ends on a working
 * day by itself, so nominal and rolled are the same. CAL-04 both dates are kept.
 * An extension is counted on from the nominal end, in the unit of the limit. A pause adds exactly its length: calendar
 * days, or the working days in it. A pause still running adds nothing yet. A pause that begins after the limit has run
 * out adds nothing: lateness cannot be healed afterwards. Limits in hours never pause.
 */
import {
  DAY_MS,
  type DayNumber,
  fromDayNumber,
  instantMs,
  localMs,
  msOfLocal,
  toDayNumber,
  type WorkCalendar,
} from '../../kernel/calendar/index.ts'
import type {
  BusinessHours,
  Clock,
  Derivation,
  Instant,
  LimitUnit,
  PauseSpan,
  PlainDate,
} from './contract.ts'
import { Recorder, recordDays, recordHours } from './derivation.ts'
import { wordsOfBasis } from './rule-table.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** No limit of the field comes near; a walk this long means hours without any opening time. */
const MOST_DAYS = 20_000

/** What a due date depends on; a `Clock` is one. */
export interface DueInput {
  unit: LimitUnit
  length: number
  extendedBy: number
  startedOn: PlainDate
  startedAt: Instant
  /** In order of time, not overlapping. */
  pauses: readonly PauseSpan[]
}

export interface Due {
  nominal: PlainDate
  rolled: PlainDate
  dueAt: Instant | null
  /** Some day that decides the result is not covered by a published notice. */
  provisional: boolean
}

/** What a walk over days tells as it goes. */
export interface DayVisitor {
  counted(day: DayNumber, count: number): void
  /** A day off that does not count, or off which the end is rolled. */
  skipped(day: DayNumber): void
  /** A day inside a pause that has ended. */
  paused(day: DayNumber, pause: PauseSpan): void
  /** The day a pause began that still runs. */
  rests(day: DayNumber, pause: PauseSpan): void
  extended(day: DayNumber): void
  nominal(day: DayNumber): void
  rolled(day: DayNumber, moved: boolean): void
}

/** What a walk over opening hours tells as it goes. Milliseconds. */
export interface HourVisitor {
  roundTheClock(elapsed: number): void
  opened(day: DayNumber, elapsed: number): void
  skipped(day: DayNumber): void
  due(day: DayNumber, at: Instant): void
}

/** Goes along the pauses as the walk goes along the days; asked for each day in turn. */
class PauseCursor {
  readonly #pauses: readonly PauseSpan[]
  #at = -1
  #from: DayNumber = 0
  #to: DayNumber = 0

  constructor(pauses: readonly PauseSpan[]) {
    this.#pauses = pauses
    this.#next()
  }

  #next(): void {
    this.#at++
    const pause = this.#pauses[this.#at]
    this.#from = pause === undefined ? Number.POSITIVE_INFINITY : toDayNumber(pause.from)
    this.#to = pause === undefined || pause.to === null ? this.#from : toDayNumber(pause.to)
  }

  /** The ended pause that covers the day, or null. */
  on(day: DayNumber, visitor: DayVisitor | null): PauseSpan | null {
    while (day >= this.#to) {
      const passed = this.#pauses[this.#at]!
      if (passed.to === null) visitor?.rests(day, passed)
      this.#next()
    }
    return day >= this.#from ? this.#pauses[this.#at]! : null
  }
}

function walkDays(input: DueInput, calendar: WorkCalendar, visitor: DayVisitor | null): Due {
  const working = input.unit === 'wd'
  const cursor = input.pauses.length === 0 ? null : new PauseCursor(input.pauses)
  let day = toDayNumber(input.startedOn)
  let base = input.length
  let provisional = false

  // The start day would not have counted anyway, yet it belongs to a pause that begins on it: it is given back.
  const fromStart = cursor?.on(day, visitor) ?? null
  if (fromStart !== null && (!working || calendar.isWorking(day))) {
    base++
    visitor?.paused(day, fromStart)
  }
  const target = base + input.extendedBy
  let count = 0
  while (count < target) {
    day++
    if (working && !calendar.isKnown(day)) provisional = true
    const pause = cursor?.on(day, visitor) ?? null
    if (pause !== null) {
      visitor?.paused(day, pause)
      continue
    }
    if (working && !calendar.isWorking(day)) {
      visitor?.skipped(day)
      continue
    }
    count++
    visitor?.counted(day, count)
    if (count === base && target > base) visitor?.extended(day)
  }
  visitor?.nominal(day)

  let rolled = day
  if (!working) {
    for (;;) {
      if (!calendar.isKnown(rolled)) provisional = true
      if (calendar.isWorking(rolled)) break
      visitor?.skipped(rolled)
      rolled++
    }
    visitor?.rolled(rolled, rolled !== day)
  }
  const nominal = fromDayNumber(day)
  return { nominal, rolled: rolled === day ? nominal : fromDayNumber(rolled), dueAt: null, provisional }
}

function walkHours(
  input: DueInput,
  calendar: WorkCalendar,
  hours: BusinessHours | undefined,
  visitor: HourVisitor | null,
): Due {
  const { zone } = calendar
  let remaining = (input.length + input.extendedBy) * HOUR_MS
  const startMs = instantMs(input.startedAt)
  const finish = (day: DayNumber, ms: number, provisional: boolean): Due => {
    const nominal = fromDayNumber(day)
    const dueAt = new Date(ms).toISOString()
    visitor?.due(day, dueAt)
    return { nominal, rolled: nominal, dueAt, provisional }
  }
  if (hours === undefined) {
    visitor?.roundTheClock(remaining)
    const due = startMs + remaining
    return finish(Math.floor(localMs(zone, due) / DAY_MS), due, false)
  }
  const local = localMs(zone, startMs)
  let day = Math.floor(local / DAY_MS)
  let since = local - day * DAY_MS
  let elapsed = 0
  let provisional = false
  for (let walked = 0; walked < MOST_DAYS; walked++, day++, since = 0) {
    if (!calendar.isKnown(day)) provisional = true
    if (!calendar.isWorking(day)) {
      visitor?.skipped(day)
      continue
    }
    for (const span of hours.spans) {
      const opens = Math.max(span.fromMinute * MINUTE_MS, since)
      const open = span.toMinute * MINUTE_MS - opens
      if (open <= 0) continue
      const used = Math.min(open, remaining)
      remaining -= used
      elapsed += used
      if (remaining === 0) {
        visitor?.opened(day, elapsed)
        return finish(day, msOfLocal(day * DAY_MS + opens + used, zone), provisional)
      }
    }
    visitor?.opened(day, elapsed)
  }
  throw new RangeError('business hours without opening time')
}

/**
 * Nominal and rolled end of a limit. `businessHours` only matters for limits in hours; absent means round the clock.
 * Throws RangeError for dates or hours that are none; `startClock` refuses those before they get here.
 */
export function computeDue(input: DueInput, calendar: WorkCalendar, businessHours?: BusinessHours): Due {
  return input.unit === 'hour'
    ? walkHours(input, calendar, businessHours, null)
    : walkDays(input, calendar, null)
}

/**
 * The printed derivation of a clock's dates by the calendar given: each skipped day with its reason and source, counted
 * days one by one for short limits and folded for long ones.
 */
export function derive(clock: Clock, calendar: WorkCalendar, businessHours?: BusinessHours): Derivation {
  const recorder = new Recorder(clock, calendar)
  const due =
    clock.unit === 'hour'
      ? walkHours(clock, calendar, businessHours, recordHours(recorder))
      : walkDays(clock, calendar, recordDays(recorder))
  return {
    ruleId: clock.ruleId,
    basis: wordsOfBasis(clock.basis),
    mark: clock.mark,
    startedOn: clock.startedOn,
    length: clock.length,
    unit: clock.unit,
    extendedBy: clock.extendedBy,
    ...due,
    steps: recorder.steps,
  }
}
