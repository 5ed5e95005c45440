/** The shape of the holiday table, how far it is known, and how the next notice is added to it. */
import { type Refusal, refuse } from '../errors/refusal.ts'
import { type DayNumber, fromDayNumber, isPlainDate, type PlainDate, toDayNumber } from './days.ts'

export interface Words {
  zh: string
  en: string
}

export const FESTIVALS = {
  newYear: { zh: '元旦', en: "New Year's Day" },
  spring: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming Festival' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  dragonBoat: { zh: '端午节', en: 'Dragon Boat Festival' },
  midAutumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national: { zh: '国庆节', en: 'National Day' },
  nationalMidAutumn: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
  victory2015: { zh: '抗战胜利70周年纪念日', en: '70th anniversary of victory' },
} as const satisfies Record<string, Words>

export type FestivalId = keyof typeof FESTIVALS

export interface NoticeDays {
  festival: FestivalId
  /** Days off, inclusive ranges `from/to` or single days, weekends among them included. */
  off: string[]
  /** Weekend days worked instead (调休上班). */
  work: string[]
  /** The notice as printed. */
  source: string
}

export interface HolidayNotice {
  year: number
  title: string
  /** 发文字号; null where it has not been checked. */
  number: string | null
  days: NoticeDays[]
}

export interface HolidayFact {
  working: boolean
  festival: FestivalId
  source: string
}

export interface HolidayTable {
  notices: readonly HolidayNotice[]
  /** Days that differ from plain Monday-Friday, and the weekend days inside a holiday. */
  facts: ReadonlyMap<DayNumber, HolidayFact>
  knownFrom: PlainDate
  /** Last day that no later notice can still change. */
  knownUntil: PlainDate
}

/**
 * Last day settled once the notice of `year` is out: 25 December. The next notice sets the New Year holiday and may
 * reach back: a bridge before 1 January (2018-12-31, 2022-12-31 off) and the make-up day on the weekend before it
 * (2018-12-29 worked). That weekend never begins before 26 December, so 26-31 December stay provisional.
 */
export function knownUntilAfter(year: number): PlainDate {
  return `${year}-12-25`
}

/** Reads `from/to` or a single day. Throws RangeError for a text that is no day. */
function rangeOf(text: string): [DayNumber, DayNumber] {
  const [from, to] = text.split('/') as [string, string | undefined]
  return [toDayNumber(from), toDayNumber(to ?? from)]
}

/** Builds the table from consecutive yearly notices, in order of year; a later notice wins on a shared day. */
export function tableOf(notices: readonly HolidayNotice[]): HolidayTable {
  const facts = new Map<DayNumber, HolidayFact>()
  for (const { days } of notices) {
    for (const { festival, off, work, source } of days) {
      for (const text of off) {
        const [from, to] = rangeOf(text)
        for (let n = from; n <= to; n++) facts.set(n, { working: false, festival, source })
      }
      for (const text of work) facts.set(toDayNumber(text), { working: true, festival, source })
    }
  }
  const first = notices[0]
  const last = notices[notices.length - 1]
  if (first === undefined || last === undefined) throw new RangeError('a holiday table needs a notice')
  return { notices, facts, knownFrom: `${first.year}-01-01`, knownUntil: knownUntilAfter(last.year) }
}

/**
 * The table with the next year's notice added (the old one is untouched). Provisional clocks are recomputed with it.
 * Refuses `calendar.notice_not_next` (another year than the next), `calendar.notice_bad_day` (no day, or outside
 * 26 December of the year before … 31 December), `calendar.notice_contradicts` (a day both off and worked).
 */
export function withNotice(table: HolidayTable, notice: HolidayNotice): HolidayTable | Refusal {
  const expected = table.notices[table.notices.length - 1]!.year + 1
  if (notice.year !== expected) {
    return refuse('calendar.notice_not_next', { field: 'year', details: { expected, got: notice.year } })
  }
  const earliest = `${notice.year - 1}-12-26`
  const latest = `${notice.year}-12-31`
  const off = new Set<DayNumber>()
  const work = new Set<DayNumber>()
  for (const entry of notice.days) {
    for (const text of [...entry.off, ...entry.work]) {
      const days = text.split('/')
      const ok =
        days.length <= 2 &&
        days.every((d) => isPlainDate(d) && d >= earliest && d <= latest) &&
        days[0]! <= days[days.length - 1]!
      if (!ok) return refuse('calendar.notice_bad_day', { field: 'days', details: { day: text } })
    }
    for (const text of entry.off) {
      const [from, to] = rangeOf(text)
      for (let n = from; n <= to; n++) off.add(n)
    }
    for (const text of entry.work) {
      if (text.includes('/')) {
        return refuse('calendar.notice_bad_day', { field: 'days', details: { day: text } })
      }
      work.add(toDayNumber(text))
    }
  }
  for (const n of work) {
    if (off.has(n)) {
      return refuse('calendar.notice_contradicts', { field: 'days', details: { day: fromDayNumber(n) } })
    }
  }
  return tableOf([...table.notices, notice])
}
