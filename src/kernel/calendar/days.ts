/**
 * Plain days without the traps of `Date`. Inside, a day is a whole number (days since 1970-01-01); outside it is
 * `YYYY-MM-DD`. No function here reads a clock or the machine's own time zone.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type PlainDate = string
/** Days since 1970-01-01; only for arithmetic, never stored. */
export type DayNumber = number

export const DEFAULT_ZONE = 'Asia/Shanghai'

export const DAY_MS = 86_400_000
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a real day (2026-02-29 is not). */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false
  return fromDayNumber(rawDayNumber(text)) === text
}

function rawDayNumber(date: PlainDate): DayNumber {
  const year = +date.slice(0, 4)
  const month = +date.slice(5, 7)
  const day = +date.slice(8, 10)
  // Date.UTC takes 0..99 for 1900..1999; no day of ours is that old, and `isPlainDate` then refuses it.
  return Date.UTC(year, month - 1, day) / DAY_MS
}

/** Day number of a day. Throws RangeError for a text that is no day: callers check input with `isPlainDate`. */
export function toDayNumber(date: PlainDate): DayNumber {
  const n = rawDayNumber(date)
  if (!Number.isInteger(n) || fromDayNumber(n) !== date) throw new RangeError(`not a day: ${date}`)
  return n
}

/** The day of a day number (proleptic Gregorian, years 1..9999), by whole-number arithmetic only. */
export function fromDayNumber(n: DayNumber): PlainDate {
  // Counting from 0000-03-01 puts the leap day at the end of the year, so months need no table.
  const shifted = n + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** The day `days` later (earlier if negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function diffDays(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): number {
  return weekdayOf(toDayNumber(date))
}

/** ISO weekday of a day number: 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(n: DayNumber): number {
  return ((((n + 3) % 7) + 7) % 7) + 1
}

/** Negative, zero or positive as `a` is before, on or after `b`; for sorting. */
export function compareDays(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0
}
