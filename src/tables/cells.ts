/** From what stands in a cell to a value: days and moments in the forms tables carry them, numbers. Pure. */
import {
  fromDayNumber,
  instantOfLocal,
  isPlainDate,
  type PlainDate,
  toDayNumber,
} from '../kernel/calendar/index.ts'
import type { Cell } from './contract.ts'

/** A day, with the second of the day where the cell gives one. */
export interface Moment {
  day: PlainDate
  second: number | null
}

export type Unreadable = 'not-a-date' | 'ambiguous'

/** Text as it is compared: full width to half width, without blanks around. */
export const folded = (text: string): string => text.normalize('NFKC').trim()

/** The words of a cell. Our own guard against formulas, put before a text by a writer, is taken off. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? BigInt(cell).toString() : String(cell)
  const text = cell.trim()
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1).trim() : text
}

/** What table programs take for a formula, also behind blanks, tabs and ends of line, which they skip. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/

/** A text that a table program takes for text: one that begins like a formula gets an apostrophe before it. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Days of Excel's calendar begin on 1899-12-30, counting the day 1900-02-29 that never was. */
const EXCEL_EPOCH = toDayNumber('1899-12-30')
/** 1990-01-01 and 2099-12-31 as days of Excel: outside of them a number is no date but a number. */
const FIRST_SERIAL = toDayNumber('1990-01-01') - EXCEL_EPOCH
const LAST_SERIAL = toDayNumber('2099-12-31') - EXCEL_EPOCH
const DAY_SECONDS = 86_400

/** A day of Excel, its fraction the time of day, rounded to the second. */
function fromSerial(serial: number): Moment | null {
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL + 1)) return null
  const seconds = Math.round(serial * DAY_SECONDS)
  const whole = Math.floor(seconds / DAY_SECONDS)
  const second = seconds - whole * DAY_SECONDS
  return { day: fromDayNumber(EXCEL_EPOCH + whole), second: Number.isInteger(serial) ? null : second }
}

const TIME = String.raw`(?:[T\s]*(上午|下午|凌晨|中午|晚上|AM|PM)?\s*(\d{1,2})(?::|时|点)(?:(\d{1,2})(?:(?::|分)(?:(\d{1,2})(?:\.\d+)?秒?)?)?)?\s*(AM|PM)?)?`
const DATED = new RegExp(
  String.raw`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:\s*(?:星期|周)[一二三四五六日天])?${TIME}$`,
  'i',
)
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2})(\d{2})(\d{2})?)?$/
/** Day and month in an order nobody can tell, or a year of two digits. */
const AMBIGUOUS = /^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})\b|^\d{2}年/

function dayOf(y: string, m: string, d: string): PlainDate | null {
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isPlainDate(day) ? day : null
}

function secondOf(hour: string, minute = '0', second = '0', half = ''): number | null {
  let h = Number(hour)
  const afternoon = /下午|晚上|PM/i.test(half) || (half === '中午' && h < 11)
  if (/下午|晚上|上午|PM|AM/i.test(half) && h > 12) return null
  if (afternoon && h < 12) h += 12
  if (/上午|凌晨|AM/i.test(half) && h === 12) h = 0
  const [m, s] = [Number(minute), Number(second)]
  return h > 23 || m > 59 || s > 59 ? null : h * 3600 + m * 60 + s
}

/**
 * A day or moment in any of the forms tables carry: `2026-3-21`, `2026/03/21 15:04`, `2026.3.21`, `2026年3月21日 下午3时`,
 * `20260321`, `20260321150405`, a day of Excel (46102.628), digits of full width. Year first, always: of `3/4/2026` nobody
 * can tell which is the month.
 */
export function readMoment(cell: Cell): Moment | Unreadable {
  if (typeof cell === 'number') {
    const serial = fromSerial(cell)
    if (serial) return serial
    return Number.isSafeInteger(cell) ? readMoment(String(cell)) : 'not-a-date'
  }
  const text = folded(textOf(cell)).replaceAll('：', ':')
  const dated = DATED.exec(text)
  if (dated) {
    const [, y, m, d, before, hour, minute, second, after] = dated
    const day = dayOf(y!, m!, d!)
    if (!day) return 'not-a-date'
    if (hour === undefined) return { day, second: null }
    const at = secondOf(hour, minute, second, before ?? after)
    return at === null ? 'not-a-date' : { day, second: at }
  }
  const compact = COMPACT.exec(text)
  if (compact) {
    const [, y, m, d, hour, minute, second] = compact
    const day = dayOf(y!, m!, d!)
    if (!day) return 'not-a-date'
    if (hour === undefined) return { day, second: null }
    const at = secondOf(hour, minute, second)
    return at === null ? 'not-a-date' : { day, second: at }
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Number(text)) ?? 'not-a-date'
  return AMBIGUOUS.test(text) ? 'ambiguous' : 'not-a-date'
}

/** The instant of a moment in a zone; a day alone is its first moment. */
export const instantOfMoment = (m: Moment, zone: string): string =>
  new Date(Date.parse(instantOfLocal(m.day, 0, zone)) + (m.second ?? 0) * 1000).toISOString()

/** A whole number, also in digits of full width and with a word of count behind it (`3人`); null when it is none. */
export function readCount(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell >= 0 ? cell : null
  const match = /^(\d{1,9})(?:\.0+)?\s*(?:人|名|人次)?$/.exec(folded(textOf(cell)))
  return match ? Number(match[1]) : null
}

/** How words are compared with the words of a choice. */
export const plainWord = (text: string): string =>
  folded(text)
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

/** `A`, `B`, …, `Z`, `AA`: a column as the sheet shows it, from its place counted from 0. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

/** A cell as the sheet names it: `C5`. @param at place of the column, from 0. @param line from 1 */
export const cellName = (at: number, line: number): string => `${columnLetter(at)}${line}`

/** Several values in one cell, as people write them: `登记员、督办员`; each once. A path keeps its slashes if asked. */
export const splitCell = (text: string, slashes: 'part' | 'keep' = 'part'): string[] => [
  ...new Set(
    text
      .split(slashes === 'part' ? /[、,，;；/|\n]+/u : /[、,，;；|\n]+/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]
