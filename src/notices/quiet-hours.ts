/** Hours of the night in which no text message goes out. Pure. */
import { DEFAULT_ZONE } from '../kernel/calendar/days.ts'
import { localMs, msOfLocal } from '../kernel/calendar/zone.ts'

/** Times of the day, `22:00`; `to` before `from` means the next morning. The same time twice is no quiet at all. */
export interface QuietHours {
  from: string
  to: string
}

const DAY = 86_400_000
const MINUTE = 60_000
const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number)
  return hours! * 60 + minutes!
}

/**
 * The end of the quiet hours an instant falls in, or null when it falls in none.
 * @param zone of the bureau, whose clock on the wall counts
 */
export function quietUntil(now: Date, quiet: QuietHours | null, zone: string = DEFAULT_ZONE): Date | null {
  if (!quiet) return null
  const [from, to] = [minutesOf(quiet.from) * MINUTE, minutesOf(quiet.to) * MINUTE]
  const local = localMs(zone, now.getTime())
  const midnight = Math.floor(local / DAY) * DAY
  const time = local - midnight
  const within = from <= to ? time >= from && time < to : time >= from || time < to
  if (!within) return null
  const end = midnight + to + (time < to ? 0 : DAY)
  return new Date(msOfLocal(end, zone))
}
