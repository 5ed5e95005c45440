/** What a record of a file must be. Pure: the moment of the import and the bureau's zone are passed in. */
import { instantOfLocal, isPlainDate } from '../kernel/calendar/index.ts'
import type { RejectReason, SourceRecord } from './contract.ts'
import {
  brokenText,
  inFuture,
  missing,
  NOT_A_RECORD,
  NOT_JSON,
  notADate,
  REPLIED_BEFORE,
  tooLong,
  tooOld,
  wrongType,
} from './reasons.ts'

export const MOST_CHARACTERS = { id: 200, citizen: 200, subject: 1000, body: 50_000, reply: 50_000 } as const
/** Limits of a bureau's own are kept from this day on; an earlier letter could not be given one. */
export const EARLIEST = '2000-01-01'

type Field = keyof typeof MOST_CHARACTERS

class Bad extends Error {
  readonly reason: RejectReason
  constructor(reason: RejectReason) {
    super(reason.code)
    this.reason = reason
  }
}

/**
 * Reads one line. Unknown fields are left out; a number as id is taken as its text.
 * @param now the moment of the import, ISO in UTC: nothing is dated after it
 */
export function readRecord(text: string, zone: string, now: string): SourceRecord | { reject: RejectReason } {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { reject: NOT_JSON }
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { reject: NOT_A_RECORD }
  try {
    return check(raw as Record<string, unknown>, zone, now)
  } catch (error) {
    if (error instanceof Bad) return { reject: error.reason }
    throw error
  }
}

function check(raw: Record<string, unknown>, zone: string, now: string): SourceRecord {
  const id = textIn(typeof raw.id === 'number' ? { id: String(raw.id) } : raw, 'id')
  const citizen = textIn(raw, 'citizen')
  const subject = textIn(raw, 'subject')
  const body = textIn(raw, 'body')
  if (id === null) throw new Bad(missing('id'))
  if (body === null) throw new Bad(missing('body'))
  const at = instantIn(raw, 'at', zone, now, 0)
  const answer = textIn(raw, 'reply')
  const repliedAt = instantIn(raw, 'repliedAt', zone, now, 1440)
  if (at !== null && repliedAt !== null && repliedAt < at) throw new Bad(REPLIED_BEFORE)
  // A time of answer without an answer says nothing that could be sent to anybody: the matter stays open.
  return { id, citizen, subject, body, at, reply: answer === null ? null : { text: answer, at: repliedAt } }
}

/** A text without the blanks around it; null when it is absent or blank. */
function textIn(raw: Record<string, unknown>, field: Field): string | null {
  const value = raw[field]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new Bad(wrongType(field))
  const text = value.trim()
  if (text.length > MOST_CHARACTERS[field]) throw new Bad(tooLong(field, MOST_CHARACTERS[field]))
  if (!text.isWellFormed() || text.includes('\0')) throw new Bad(brokenText(field))
  return text === '' ? null : text
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * An instant as ISO in UTC. A time without offset is the bureau's; a day alone means its first moment for a letter, its
 * last second for an answer.
 */
function instantIn(
  raw: Record<string, unknown>,
  field: 'at' | 'repliedAt',
  zone: string,
  now: string,
  dayMeans: 0 | 1440,
): string | null {
  const value = raw[field]
  if (value === undefined || value === null || value === '') return null
  const match = typeof value === 'string' ? INSTANT.exec(value.trim()) : null
  const day = match?.[1]
  if (!match || !day || !isPlainDate(day)) throw new Bad(notADate(field))
  if (day < EARLIEST) throw new Bad(tooOld(field, EARLIEST))
  const instant = match[2] === undefined ? wholeDay(day, zone, dayMeans) : momentOf(day, match, zone)
  if (instant === null) throw new Bad(notADate(field))
  if (instant > now) throw new Bad(inFuture(field))
  return instant
}

function wholeDay(day: string, zone: string, minutes: 0 | 1440): string {
  const ms = Date.parse(instantOfLocal(day, minutes, zone))
  return new Date(minutes === 0 ? ms : ms - 1000).toISOString()
}

function momentOf(day: string, match: RegExpExecArray, zone: string): string | null {
  const [, , hour, minute, second = '0', fraction = '', offset] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const rest = Number(second) * 1000 + Math.floor(Number(`0${fraction}`) * 1000)
  const minutes = Number(hour) * 60 + Number(minute)
  if (offset === undefined) {
    return new Date(Date.parse(instantOfLocal(day, minutes, zone)) + rest).toISOString()
  }
  const shift = offsetMinutes(offset)
  if (shift === null) return null
  return new Date(Date.parse(`${day}T00:00:00Z`) + (minutes - shift) * 60_000 + rest).toISOString()
}

function offsetMinutes(offset: string): number | null {
  if (offset === 'Z') return 0
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(-2))
  if (hours > 14 || minutes > 59) return null
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
