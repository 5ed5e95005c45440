/**
 * The working calendar of a bureau: the national table, the bureau's own overrides, and what is not yet known.
 * Past `knownUntil` days are taken as plain Monday-Friday and marked unknown, so that dates built on them can be
 * marked provisional and computed again.
 */
import {
  type DayNumber,
  DEFAULT_ZONE,
  fromDayNumber,
  type PlainDate,
  toDayNumber,
  weekdayOf,
} from './days.ts'
import { FESTIVALS, type HolidayTable, type Words } from './holiday-table.ts'
import { HOLIDAY_TABLE } from './holidays.ts'

/** A bureau's own day off or worked day (a local festival, a flood), with its basis. It is a settled fact. */
export interface CalendarOverride {
  date: PlainDate
  working: boolean
  why: Words
  source: string
}

export interface DayKind {
  date: PlainDate
  working: boolean
  why: Words
  /** Notice, regulation or local decision the fact rests on. */
  source: string
  /** false: no notice covers the day yet (or the table does not reach back so far). */
  known: boolean
}

/** 国务院令第174号: Saturday and Sunday are the weekly days of rest of state organs. */
const WEEK_SOURCE = '《国务院关于职工工作时间的规定》第七条'

const WEEKDAYS: Words[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
]

export class WorkCalendar {
  readonly zone: string
  readonly knownFrom: PlainDate
  readonly knownUntil: PlainDate
  readonly #table: HolidayTable
  readonly #overrides: ReadonlyMap<DayNumber, CalendarOverride>
  readonly #fromNumber: DayNumber
  readonly #untilNumber: DayNumber

  /** Throws RangeError for an override whose date is no day; overrides come checked from the settings. */
  constructor(
    options: { table?: HolidayTable; overrides?: readonly CalendarOverride[]; zone?: string } = {},
  ) {
    this.#table = options.table ?? HOLIDAY_TABLE
    this.zone = options.zone ?? DEFAULT_ZONE
    this.knownFrom = this.#table.knownFrom
    this.knownUntil = this.#table.knownUntil
    this.#fromNumber = toDayNumber(this.knownFrom)
    this.#untilNumber = toDayNumber(this.knownUntil)
    this.#overrides = new Map((options.overrides ?? []).map((o) => [toDayNumber(o.date), o]))
  }

  /** Whether the day is worked: override, then notice, then Monday-Friday. Allocates nothing. */
  isWorking(n: DayNumber): boolean {
    const fact = this.#overrides.get(n) ?? this.#table.facts.get(n)
    return fact === undefined ? weekdayOf(n) <= 5 : fact.working
  }

  /** Whether the answer of `isWorking` is settled. */
  isKnown(n: DayNumber): boolean {
    return (n >= this.#fromNumber && n <= this.#untilNumber) || this.#overrides.has(n)
  }

  /** The day with its reason and source, for people. */
  dayKind(date: PlainDate): DayKind {
    return this.dayKindOf(toDayNumber(date))
  }

  /** As `dayKind`, from a day number. */
  dayKindOf(n: DayNumber): DayKind {
    const date = fromDayNumber(n)
    const known = this.isKnown(n)
    const override = this.#overrides.get(n)
    if (override !== undefined) {
      return { date, working: override.working, why: override.why, source: override.source, known }
    }
    const fact = this.#table.facts.get(n)
    if (fact !== undefined) {
      const festival = FESTIVALS[fact.festival]
      const why = fact.working
        ? { zh: `${festival.zh}调休上班`, en: `make-up work day for ${festival.en}` }
        : { zh: `${festival.zh}放假`, en: `${festival.en} holiday` }
      return { date, working: fact.working, why, source: fact.source, known }
    }
    const name = WEEKDAYS[weekdayOf(n) - 1]!
    const working = weekdayOf(n) <= 5
    const why = working
      ? { zh: `工作日（${name.zh}）`, en: `working day (${name.en})` }
      : { zh: `周休息日（${name.zh}）`, en: `weekend (${name.en})` }
    if (known) return { date, working, why, source: WEEK_SOURCE, known }
    return {
      date,
      working,
      why: {
        zh: `${why.zh}，当日放假安排未收录或尚未公布，暂按周一至周五为工作日计`,
        en: `${why.en}; holiday notice for this day not published or not held, taken as plain Monday to Friday`,
      },
      source: WEEK_SOURCE,
      known,
    }
  }

  /** Working days in [from, to], both included. */
  workingDaysBetween(from: PlainDate, to: PlainDate): number {
    let count = 0
    const end = toDayNumber(to)
    for (let n = toDayNumber(from); n <= end; n++) if (this.isWorking(n)) count++
    return count
  }
}

/** The calendar without local overrides. */
export const NATIONAL_CALENDAR = new WorkCalendar()
