import { isWorkday } from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../errors/refusal.ts'
import { NATIONAL_CALENDAR, WorkCalendar } from './calendar.ts'
import { fromDayNumber, isPlainDate, toDayNumber, weekdayOf } from './days.ts'
import { type HolidayNotice, withNotice } from './holiday-table.ts'
import { HOLIDAY_TABLE } from './holidays.ts'

function notice(year: number, days: HolidayNotice['days']): HolidayNotice {
  return { year, title: `${year}`, number: null, days }
}

describe('the holiday table', () => {
  it('agrees with chinese-days on every day of 2010-2026', () => {
    const differing: string[] = []
    for (let n = toDayNumber('2010-01-01'); n <= toDayNumber('2026-12-31'); n++) {
      const day = fromDayNumber(n)
      if (isWorkday(day) !== NATIONAL_CALENDAR.isWorking(n)) differing.push(day)
    }
    expect(differing).toEqual([])
  })

  it('has the working days per year that the notices give', () => {
    const years = [2020, 2021, 2022, 2023, 2024, 2025, 2026]
    const counts = years.map((y) => NATIONAL_CALENDAR.workingDaysBetween(`${y}-01-01`, `${y}-12-31`))
    expect(counts).toEqual([249, 250, 249, 249, 251, 248, 248])
  })

  it('holds one notice a year without gap, and every make-up day is a weekend day', () => {
    expect(HOLIDAY_TABLE.notices.map((n) => n.year)).toEqual(Array.from({ length: 17 }, (_, i) => 2010 + i))
    for (const { days } of HOLIDAY_TABLE.notices) {
      for (const { off, work } of days) {
        for (const day of work) expect(weekdayOf(toDayNumber(day))).toBeGreaterThan(5)
        for (const range of off) for (const day of range.split('/')) expect(isPlainDate(day)).toBe(true)
      }
    }
  })

  it('is wrong nowhere that another package is known to be', () => {
    const working = (day: string) => NATIONAL_CALENDAR.isWorking(toDayNumber(day))
    expect(working('2020-01-31')).toBe(false)
    expect(working('2020-02-01')).toBe(false)
    expect(working('2023-01-03')).toBe(true)
    expect(working('2018-01-01')).toBe(false)
  })
})

describe('reasons and sources of days', () => {
  it('names the festival and the notice of a day off', () => {
    expect(NATIONAL_CALENDAR.dayKind('2026-02-17')).toEqual({
      date: '2026-02-17',
      working: false,
      why: { zh: '春节放假', en: 'Spring Festival holiday' },
      source: '《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）',
      known: true,
    })
  })

  it('names a make-up work day, a weekend and a plain working day', () => {
    expect(NATIONAL_CALENDAR.dayKind('2026-02-14')).toMatchObject({
      working: true,
      why: { zh: '春节调休上班' },
    })
    expect(NATIONAL_CALENDAR.dayKind('2026-03-07')).toMatchObject({
      working: false,
      why: { en: 'weekend (Saturday)' },
      source: '《国务院关于职工工作时间的规定》第七条',
    })
    expect(NATIONAL_CALENDAR.dayKind('2026-03-09')).toMatchObject({
      working: true,
      why: { zh: '工作日（周一）' },
    })
  })

  it('puts a December day under the notice of the following year', () => {
    expect(NATIONAL_CALENDAR.dayKind('2018-12-31').source).toContain('2019年')
    expect(NATIONAL_CALENDAR.dayKind('2018-12-29')).toMatchObject({ working: true })
    expect(NATIONAL_CALENDAR.dayKind('2022-12-31').source).toContain('2023年')
    expect(NATIONAL_CALENDAR.dayKind('2011-12-31')).toMatchObject({ working: true })
  })

  it('names the later notice that extended Spring Festival 2020', () => {
    expect(NATIONAL_CALENDAR.dayKind('2020-01-31').source).toBe(
      '《国务院办公厅关于延长2020年春节假期的通知》',
    )
  })
})

describe('what is not yet known', () => {
  const known = (day: string) => NATIONAL_CALENDAR.isKnown(toDayNumber(day))

  it('is known to 25 December of the last year with a notice', () => {
    expect(NATIONAL_CALENDAR.knownUntil).toBe('2026-12-25')
    expect(known('2026-12-25')).toBe(true)
    expect(known('2026-12-26')).toBe(false)
    expect(known('2027-10-01')).toBe(false)
    expect(known('2010-01-01')).toBe(true)
    expect(known('2009-12-31')).toBe(false)
  })

  it('takes unknown days as plain Monday to Friday and says so', () => {
    expect(NATIONAL_CALENDAR.dayKind('2027-10-01')).toMatchObject({ working: true, known: false })
    expect(NATIONAL_CALENDAR.dayKind('2027-10-02')).toMatchObject({ working: false, known: false })
    expect(NATIONAL_CALENDAR.dayKind('2027-10-01').why.zh).toContain('尚未公布')
  })

  it('no December change of any year began before the 26th', () => {
    for (const [n, fact] of HOLIDAY_TABLE.facts) {
      const day = fromDayNumber(n)
      const ordinary = fact.working === weekdayOf(n) <= 5
      if (day.slice(5, 7) === '12' && !ordinary) expect(day.slice(5) >= '12-26').toBe(true)
    }
  })

  it('learns the next notice, and its reach into December', () => {
    const table = withNotice(
      HOLIDAY_TABLE,
      notice(2027, [
        { festival: 'newYear', off: ['2026-12-31/2027-01-02'], work: ['2026-12-27'], source: 'test notice' },
      ]),
    )
    if (isRefusal(table)) throw new Error(table.refused)
    const calendar = new WorkCalendar({ table })
    expect(calendar.knownUntil).toBe('2027-12-25')
    expect(calendar.dayKind('2026-12-27')).toMatchObject({
      working: true,
      known: true,
      source: 'test notice',
    })
    expect(calendar.dayKind('2026-12-31')).toMatchObject({ working: false, known: true })
    expect(known('2026-12-31')).toBe(false)
  })

  it('refuses a notice of another year, with bad days, or against itself', () => {
    const off = (days: string[], work: string[] = []) => [
      { festival: 'newYear' as const, off: days, work, source: '' },
    ]
    expect(withNotice(HOLIDAY_TABLE, notice(2028, []))).toMatchObject({ refused: 'calendar.notice_not_next' })
    expect(withNotice(HOLIDAY_TABLE, notice(2026, []))).toMatchObject({ refused: 'calendar.notice_not_next' })
    for (const bad of ['2027-02-30', '2026-12-25', '2028-01-01', '2027-01-03/2027-01-01']) {
      expect(withNotice(HOLIDAY_TABLE, notice(2027, off([bad])))).toMatchObject({
        refused: 'calendar.notice_bad_day',
      })
    }
    expect(withNotice(HOLIDAY_TABLE, notice(2027, off([], ['2027-01-02/2027-01-03'])))).toMatchObject({
      refused: 'calendar.notice_bad_day',
    })
    expect(
      withNotice(HOLIDAY_TABLE, notice(2027, off(['2027-01-01/2027-01-03'], ['2027-01-02']))),
    ).toMatchObject({
      refused: 'calendar.notice_contradicts',
    })
  })
})

describe('local overrides', () => {
  const calendar = new WorkCalendar({
    overrides: [
      {
        date: '2026-03-09',
        working: false,
        why: { zh: '防汛停工', en: 'flood' },
        source: 'local decision A',
      },
      {
        date: '2026-03-14',
        working: true,
        why: { zh: '集中接访', en: 'reception day' },
        source: 'local decision B',
      },
      {
        date: '2027-03-15',
        working: false,
        why: { zh: '地方节日', en: 'local festival' },
        source: 'local decision C',
      },
    ],
  })

  it('a bureau closes or works on its own decision, over the national table', () => {
    expect(calendar.dayKind('2026-03-09')).toMatchObject({ working: false, source: 'local decision A' })
    expect(calendar.dayKind('2026-03-14')).toMatchObject({ working: true, source: 'local decision B' })
    expect(NATIONAL_CALENDAR.isWorking(toDayNumber('2026-03-09'))).toBe(true)
  })

  it('is a settled fact even where the notice is not out', () => {
    expect(calendar.dayKind('2027-03-15')).toMatchObject({ working: false, known: true })
    expect(calendar.dayKind('2027-03-16').known).toBe(false)
  })
})
