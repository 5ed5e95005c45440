/** What others may use of the calendar. */
export { type CalendarOverride, type DayKind, NATIONAL_CALENDAR, WorkCalendar } from './calendar.ts'
export {
  addDays,
  compareDays,
  DAY_MS,
  type DayNumber,
  DEFAULT_ZONE,
  diffDays,
  fromDayNumber,
  isPlainDate,
  type PlainDate,
  toDayNumber,
  weekday,
  weekdayOf,
} from './days.ts'
export {
  FESTIVALS,
  type FestivalId,
  type HolidayNotice,
  type HolidayTable,
  type NoticeDays,
  withNotice,
} from './holiday-table.ts'
export { HOLIDAY_TABLE } from './holidays.ts'
export { instantMs, instantOfLocal, localMs, msOfLocal, plainDateIn } from './zone.ts'
