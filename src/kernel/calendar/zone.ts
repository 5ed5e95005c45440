/** Between instants and days of a zone. The bureau's zone is Asia/Shanghai unless its settings say otherwise. */
import { DAY_MS, DEFAULT_ZONE, fromDayNumber, type PlainDate, toDayNumber } from './days.ts'

const MINUTE_MS = 60_000
/** China has kept +08:00 without summer time since 15 September 1991; before that the zone data decides. */
const SHANGHAI_FIXED_FROM = Date.UTC(1991, 8, 15)

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Offset of the zone from UTC at an instant, in milliseconds. Throws RangeError for a zone that does not exist. */
function offsetMs(zone: string, ms: number): number {
  if (zone === 'Asia/Shanghai' && ms >= SHANGHAI_FIXED_FROM) return 8 * 60 * MINUTE_MS
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formatters.set(zone, formatter)
  }
  const name = formatter.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name)
  if (match === null) throw new RangeError(`unreadable offset ${name} of ${zone}`)
  const seconds = (+(match[2] ?? 0) * 60 + +(match[3] ?? 0)) * 60 + +(match[4] ?? 0)
  return (match[1] === '-' ? -seconds : seconds) * 1000
}

/** Milliseconds of an ISO instant. Throws RangeError if it is none; a time without offset is refused. */
export function instantMs(instant: string): number {
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`)
  return ms
}

/** Milliseconds since local midnight 1970-01-01 as a wall clock of the zone shows it; divide by DAY_MS for the day. */
export function localMs(zone: string, ms: number): number {
  return ms + offsetMs(zone, ms)
}

/** The day an instant (ISO text, or milliseconds since 1970) falls on in a zone. */
export function plainDateIn(zone: string, instant: string | number): PlainDate {
  const ms = typeof instant === 'number' ? instant : instantMs(instant)
  return fromDayNumber(Math.floor(localMs(zone, ms) / DAY_MS))
}

/**
 * Milliseconds of a wall-clock reading of the zone. A reading skipped by summer time is taken with the offset before
 * it, a doubled one as the first.
 */
export function msOfLocal(local: number, zone: string): number {
  const before = local - offsetMs(zone, local - DAY_MS)
  if (localMs(zone, before) === local) return before
  const after = local - offsetMs(zone, local + DAY_MS)
  return localMs(zone, after) === local ? after : before
}

/** The instant (ISO, `Z`) at `minutes` after midnight of a day in a zone; 1440 is the midnight that ends the day. */
export function instantOfLocal(date: PlainDate, minutes: number, zone: string = DEFAULT_ZONE): string {
  return new Date(msOfLocal(toDayNumber(date) * DAY_MS + minutes * MINUTE_MS, zone)).toISOString()
}
