import { isWorkday } from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  diffDays,
  fromDayNumber,
  NATIONAL_CALENDAR,
  toDayNumber,
  WorkCalendar,
} from '../../kernel/calendar/index.ts'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { startClock } from './clock.ts'
import type { BusinessHours, Clock, LimitUnit, PauseSpan } from './contract.ts'
import { computeDue, type DueInput, derive } from './due.ts'
import { ruleInForce } from './rule-table.ts'

function limit(length: number, unit: LimitUnit, startedOn: string, more: Partial<DueInput> = {}): DueInput {
  return {
    length,
    unit,
    startedOn,
    startedAt: `${startedOn}T10:00:00+08:00`,
    extendedBy: 0,
    pauses: [],
    ...more,
  }
}

function due(length: number, unit: LimitUnit, startedOn: string, more: Partial<DueInput> = {}) {
  const { nominal, rolled, provisional } = computeDue(limit(length, unit, startedOn, more), NATIONAL_CALENDAR)
  return { nominal, rolled, provisional }
}

function clockOf(ruleId: string, startedOn: string, startedAt = `${startedOn}T10:00:00+08:00`): Clock {
  const rule = ruleInForce(ruleId, startedOn)
  if (isRefusal(rule)) throw new Error(rule.refused)
  const clock = startClock({
    rule,
    clockId: 'c1',
    proceedingId: 'p1',
    unitId: 'u1',
    startedOn,
    startedAt,
    calendar: NATIONAL_CALENDAR,
  })
  if (isRefusal(clock)) throw new Error(clock.refused)
  return clock
}

function datesOf(ruleId: string, startedOn: string) {
  const { nominal, rolled, provisional } = clockOf(ruleId, startedOn)
  return { nominal, rolled, provisional }
}

describe('the vectors of the rules', () => {
  it('T04 received before Spring Festival skips the holiday and counts the make-up Saturday', () => {
    expect(datesOf('XF-T04', '2026-02-13')).toEqual({
      nominal: '2026-02-27',
      rolled: '2026-02-27',
      provisional: false,
    })
  })
  it('T04 received before National Day skips it and counts the make-up Saturday', () => {
    expect(datesOf('XF-T04', '2026-09-29')).toEqual({
      nominal: '2026-10-12',
      rolled: '2026-10-12',
      provisional: false,
    })
  })
  it('T04 received the Friday before a worked Sunday counts that Sunday', () => {
    expect(datesOf('XF-T04', '2025-09-26')).toEqual({
      nominal: '2025-10-10',
      rolled: '2025-10-10',
      provisional: false,
    })
  })
  it('T01 that ends inside Spring Festival rolls to the day work begins', () => {
    expect(datesOf('XF-T01', '2026-02-02')).toEqual({
      nominal: '2026-02-17',
      rolled: '2026-02-24',
      provisional: false,
    })
  })
  it('T06 that ends inside National Day rolls over the rest of it', () => {
    expect(datesOf('XF-T06', '2026-08-03')).toEqual({
      nominal: '2026-10-02',
      rolled: '2026-10-08',
      provisional: false,
    })
  })
})

describe('calendar-day limits, by their edges', () => {
  it('the start day is not counted (CAL-01)', () => {
    expect(due(1, 'cal', '2026-03-09')).toEqual({
      nominal: '2026-03-10',
      rolled: '2026-03-10',
      provisional: false,
    })
  })
  it('ends on a Saturday: rolls to Monday', () => {
    expect(due(15, 'cal', '2026-03-06')).toMatchObject({ nominal: '2026-03-21', rolled: '2026-03-23' })
  })
  it('ends on a Sunday that is worked instead: does not roll', () => {
    expect(due(15, 'cal', '2026-09-05')).toMatchObject({ nominal: '2026-09-20', rolled: '2026-09-20' })
  })
  it('ends on a weekday that is a holiday: rolls', () => {
    expect(due(10, 'cal', '2026-06-09')).toMatchObject({ nominal: '2026-06-19', rolled: '2026-06-22' })
  })
  it('runs over the end of February, leap year or not', () => {
    expect(due(30, 'cal', '2024-01-31').nominal).toBe('2024-03-01')
    expect(due(30, 'cal', '2026-01-31').nominal).toBe('2026-03-02')
  })
  it('starts on a day off: counts from the next day all the same', () => {
    expect(due(5, 'cal', '2026-10-01')).toMatchObject({ nominal: '2026-10-06', rolled: '2026-10-08' })
  })
  it('an old year keeps its own holidays: 60 days in 2011', () => {
    expect(datesOf('XF-T06', '2011-10-03')).toEqual({
      nominal: '2011-12-02',
      rolled: '2011-12-02',
      provisional: false,
    })
  })
})

describe('working-day limits, by their edges', () => {
  it('received on a Friday: the first working day is Monday', () => {
    expect(due(1, 'wd', '2026-03-06')).toMatchObject({ nominal: '2026-03-09', rolled: '2026-03-09' })
  })
  it('received on a holiday: counts from the first working day after it', () => {
    expect(due(5, 'wd', '2026-02-18').nominal).toBe('2026-02-28')
  })
  it('a make-up Saturday is a working day', () => {
    expect(due(1, 'wd', '2026-02-13').nominal).toBe('2026-02-14')
  })
  it('New Year 2019 changed the December before: 29th worked, 31st off', () => {
    expect(due(2, 'wd', '2018-12-28').nominal).toBe('2019-01-02')
  })
  it('the extended Spring Festival of 2020 counts nothing until 3 February', () => {
    expect(due(1, 'wd', '2020-01-23').nominal).toBe('2020-02-03')
  })
  it('nominal and rolled are the same day', () => {
    expect(due(15, 'wd', '2026-09-18')).toMatchObject({ nominal: '2026-10-15', rolled: '2026-10-15' })
  })
})

describe('what the calendar does not know yet', () => {
  it('a calendar-day limit is settled when its last day is, however far it runs', () => {
    expect(due(60, 'cal', '2026-10-26')).toEqual({
      nominal: '2026-12-25',
      rolled: '2026-12-25',
      provisional: false,
    })
  })
  it('late December of the last known year is provisional', () => {
    expect(due(60, 'cal', '2026-10-27')).toEqual({
      nominal: '2026-12-26',
      rolled: '2026-12-28',
      provisional: true,
    })
    expect(due(5, 'wd', '2026-12-21')).toEqual({
      nominal: '2026-12-28',
      rolled: '2026-12-28',
      provisional: true,
    })
    expect(due(4, 'wd', '2026-12-21')).toEqual({
      nominal: '2026-12-25',
      rolled: '2026-12-25',
      provisional: false,
    })
  })
  it('before the table begins everything is provisional', () => {
    expect(due(5, 'wd', '2009-03-02')).toMatchObject({ nominal: '2009-03-09', provisional: true })
  })
  it('a local override shifts the end for that bureau only', () => {
    const calendar = new WorkCalendar({
      overrides: [
        { date: '2026-03-10', working: false, why: { zh: '停电', en: 'power cut' }, source: 'local' },
      ],
    })
    expect(computeDue(limit(2, 'wd', '2026-03-09'), calendar).nominal).toBe('2026-03-12')
    expect(computeDue(limit(2, 'wd', '2026-03-09'), NATIONAL_CALENDAR).nominal).toBe('2026-03-11')
  })
})

describe('extension and pause', () => {
  const pause = (from: string, to: string | null): PauseSpan => ({ from, to, reason: '听证' })

  it('an extension counts from the nominal end, not from the rolled one', () => {
    const base = due(60, 'cal', '2026-08-03')
    expect(base.rolled).toBe('2026-10-08')
    expect(due(60, 'cal', '2026-08-03', { extendedBy: 30 })).toMatchObject({
      nominal: '2026-11-01',
      rolled: '2026-11-02',
    })
  })
  it('an extension of a working-day limit counts working days', () => {
    expect(due(5, 'wd', '2026-09-21', { extendedBy: 2 }).nominal).toBe('2026-10-08')
  })
  it('a pause of ten days moves a 30-day limit by ten', () => {
    expect(due(30, 'cal', '2026-03-02').nominal).toBe('2026-04-01')
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-03-10', '2026-03-20')] }).nominal).toBe(
      '2026-04-11',
    )
  })
  it('a pause that begins on the last day still counts, one after it does not', () => {
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-04-01', '2026-04-03')] }).nominal).toBe(
      '2026-04-03',
    )
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-04-02', '2026-04-20')] }).nominal).toBe(
      '2026-04-01',
    )
  })
  it('a pause that begins on the start day adds its whole length', () => {
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-03-02', '2026-03-07')] }).nominal).toBe(
      '2026-04-06',
    )
  })
  it('a pause still running adds nothing yet, nor does one resumed the same day', () => {
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-03-10', null)] }).nominal).toBe('2026-04-01')
    expect(due(30, 'cal', '2026-03-02', { pauses: [pause('2026-03-10', '2026-03-10')] }).nominal).toBe(
      '2026-04-01',
    )
  })
  it('two pauses back to back add both', () => {
    const pauses = [
      pause('2026-03-02', '2026-03-04'),
      pause('2026-03-04', '2026-03-05'),
      pause('2026-03-20', '2026-03-22'),
    ]
    expect(due(30, 'cal', '2026-03-02', { pauses }).nominal).toBe('2026-04-06')
  })
  it('in working days a pause over a weekend adds only its working days', () => {
    expect(due(5, 'wd', '2026-03-09', { pauses: [pause('2026-03-12', '2026-03-17')] }).nominal).toBe(
      '2026-03-19',
    )
  })
})

describe('limits in hours', () => {
  const office: BusinessHours = {
    spans: [
      { fromMinute: 9 * 60, toMinute: 12 * 60 },
      { fromMinute: 13 * 60, toMinute: 18 * 60 },
    ],
  }
  const at = (startedAt: string, length: number, hours?: BusinessHours) => {
    const input = limit(length, 'hour', startedAt.slice(0, 10), { startedAt })
    return computeDue(input, NATIONAL_CALENDAR, hours)
  }

  it('round the clock runs through night and holiday, to the local day of its end', () => {
    expect(at('2026-02-16T23:30:00+08:00', 2)).toEqual({
      nominal: '2026-02-17',
      rolled: '2026-02-17',
      dueAt: '2026-02-16T17:30:00.000Z',
      provisional: false,
    })
    expect(at('2028-05-01T08:00:00+08:00', 24)).toMatchObject({ nominal: '2028-05-02', provisional: false })
  })
  it('opening hours carry over lunch, evening and the weekend', () => {
    expect(at('2026-03-09T11:00:00+08:00', 2, office).dueAt).toBe('2026-03-09T06:00:00.000Z')
    expect(at('2026-03-13T17:00:00+08:00', 2, office)).toMatchObject({
      nominal: '2026-03-16',
      dueAt: '2026-03-16T02:00:00.000Z',
    })
  })
  it('hours used up exactly at closing end at closing, not next morning', () => {
    expect(at('2026-03-09T16:00:00+08:00', 2, office)).toMatchObject({
      nominal: '2026-03-09',
      dueAt: '2026-03-09T10:00:00.000Z',
    })
  })
  it('received at night or on a holiday starts at the next opening', () => {
    expect(at('2026-03-09T22:00:00+08:00', 1, office).dueAt).toBe('2026-03-10T02:00:00.000Z')
    expect(at('2026-02-18T10:00:00+08:00', 1, office)).toMatchObject({
      nominal: '2026-02-24',
      dueAt: '2026-02-24T02:00:00.000Z',
    })
  })
  it('opening hours up to midnight end on their own day', () => {
    const late = { spans: [{ fromMinute: 1380, toMinute: 1440 }] }
    expect(at('2026-03-09T10:00:00+08:00', 1, late)).toMatchObject({
      nominal: '2026-03-09',
      dueAt: '2026-03-09T16:00:00.000Z',
    })
  })
  it('opening hours need the calendar and can be provisional', () => {
    expect(at('2027-01-04T10:00:00+08:00', 1, office).provisional).toBe(true)
    expect(at('2026-03-09T10:00:00+08:00', 1, office).provisional).toBe(false)
  })
  it('stops instead of searching for ever when nothing is ever open', () => {
    expect(() => at('2026-03-09T10:00:00+08:00', 1, { spans: [] })).toThrow(RangeError)
  })
})

describe('against an independent source', () => {
  it('agrees with chinese-days for every start day of 2011-2026', () => {
    const horizon = toDayNumber('2027-03-31')
    const first = toDayNumber('2011-01-01')
    const last = toDayNumber('2026-12-31')
    // Working days of the other package, in order; the nth after a start is then a look-up.
    const worked: number[] = []
    for (let n = first; n <= horizon; n++) if (isWorkday(fromDayNumber(n))) worked.push(n)
    const differing: string[] = []
    let next = 0
    let compared = 0
    for (let n = first; n <= last; n++) {
      while (worked[next]! <= n) next++
      for (const length of [1, 3, 5, 10, 15]) {
        const expected = fromDayNumber(worked[next + length - 1]!)
        const got = due(length, 'wd', fromDayNumber(n)).nominal
        compared++
        if (got !== expected) differing.push(`${fromDayNumber(n)}+${length}`)
      }
    }
    expect(differing).toEqual([])
    expect(compared).toBe(5844 * 5)
  })

  it('rolls every end of 2011-2026 to where chinese-days works next', () => {
    const differing: string[] = []
    for (let n = toDayNumber('2011-01-01'); n <= toDayNumber('2026-12-31'); n++) {
      let expected = n
      while (!isWorkday(fromDayNumber(expected))) expected++
      if (due(15, 'cal', fromDayNumber(n - 15)).rolled !== fromDayNumber(expected))
        differing.push(fromDayNumber(n))
    }
    expect(differing).toEqual([])
  })
})

const startDays = fc
  .integer({ min: toDayNumber('2010-06-01'), max: toDayNumber('2028-12-31') })
  .map(fromDayNumber)
const dayUnits = fc.constantFrom<LimitUnit>('cal', 'wd')
const lengths = fc.integer({ min: 1, max: 90 })
/** Pauses as gaps and lengths in days, laid one after the other from the start day. */
const pausePlans = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
  maxLength: 4,
})

function lay(startedOn: string, plan: [number, number][]): PauseSpan[] {
  let at = startedOn
  return plan.map(([gap, length]) => {
    const from = addDays(at, gap)
    at = addDays(from, length)
    return { from, to: at, reason: 'r' }
  })
}

describe('properties', () => {
  it('a longer limit never ends earlier, nominal or rolled', () => {
    fc.assert(
      fc.property(startDays, lengths, dayUnits, pausePlans, (startedOn, length, unit, plan) => {
        const pauses = lay(startedOn, plan)
        const short = due(length, unit, startedOn, { pauses })
        const long = due(length + 1, unit, startedOn, { pauses })
        expect(long.nominal > short.nominal).toBe(true)
        expect(long.rolled >= short.rolled).toBe(true)
        expect(short.nominal > startedOn).toBe(true)
      }),
    )
  })

  it('a pause inside the limit adds exactly its length: calendar days, or working days', () => {
    fc.assert(
      fc.property(
        startDays,
        lengths,
        dayUnits,
        fc.nat(),
        fc.integer({ min: 0, max: 40 }),
        (startedOn, length, unit, at, days) => {
          const base = due(length, unit, startedOn)
          const from = addDays(startedOn, at % (diffDays(startedOn, base.nominal) + 1))
          const to = addDays(from, days)
          const paused = due(length, unit, startedOn, { pauses: [{ from, to, reason: 'r' }] })
          if (unit === 'cal') expect(diffDays(base.nominal, paused.nominal)).toBe(days)
          else {
            const rested = days === 0 ? 0 : NATIONAL_CALENDAR.workingDaysBetween(from, addDays(to, -1))
            const moved = NATIONAL_CALENDAR.workingDaysBetween(addDays(base.nominal, 1), paused.nominal)
            expect(moved).toBe(rested)
          }
        },
      ),
    )
  })

  it('an extension is the same as a longer limit', () => {
    fc.assert(
      fc.property(
        startDays,
        lengths,
        dayUnits,
        fc.integer({ min: 1, max: 30 }),
        (startedOn, length, unit, extendedBy) => {
          expect(due(length, unit, startedOn, { extendedBy })).toEqual(
            due(length + extendedBy, unit, startedOn),
          )
        },
      ),
    )
  })

  it('the citizen never has less time than the organ, and rolled is a working day', () => {
    fc.assert(
      fc.property(startDays, lengths, dayUnits, (startedOn, length, unit) => {
        const { nominal, rolled } = due(length, unit, startedOn)
        expect(rolled >= nominal).toBe(true)
        expect(NATIONAL_CALENDAR.isWorking(toDayNumber(rolled))).toBe(true)
        if (unit === 'wd') expect(rolled).toBe(nominal)
      }),
    )
  })

  it('more opening hours never mean a later end', () => {
    fc.assert(
      fc.property(
        startDays,
        fc.integer({ min: 1, max: 72 }),
        fc.integer({ min: 0, max: 1439 }),
        (startedOn, length, minute) => {
          const startedAt = new Date(
            Date.parse(`${startedOn}T00:00:00+08:00`) + minute * 60_000,
          ).toISOString()
          const input = limit(length, 'hour', startedOn, { startedAt })
          const round = computeDue(input, NATIONAL_CALENDAR).dueAt!
          const day = computeDue(input, NATIONAL_CALENDAR, { spans: [{ fromMinute: 480, toMinute: 1200 }] })
            .dueAt!
          const half = computeDue(input, NATIONAL_CALENDAR, { spans: [{ fromMinute: 480, toMinute: 720 }] })
            .dueAt!
          expect(round <= day && day <= half).toBe(true)
        },
      ),
    )
  })

  it('the derivation ends on the computed date, names every skipped day once and counts to the limit', () => {
    fc.assert(
      fc.property(
        startDays,
        lengths,
        dayUnits,
        pausePlans,
        fc.integer({ min: 0, max: 9 }),
        (startedOn, length, unit, plan, extendedBy) => {
          const clock: Clock = {
            ...clockOf('XF-T11', '2026-03-09'),
            startedOn,
            length,
            unit,
            extendedBy,
            pauses: lay(startedOn, plan),
          }
          const expected = computeDue(clock, NATIONAL_CALENDAR)
          const derivation = derive(clock, NATIONAL_CALENDAR)
          expect(derivation).toMatchObject(expected)
          expect(derivation.steps[0]).toMatchObject({ kind: 'start', date: startedOn })
          expect(derivation.steps.at(-1)!.date).toBe(expected.rolled)
          expect(derivation.steps.find((s) => s.kind === 'nominal')!.date).toBe(expected.nominal)
          expect(derivation.steps.some((s) => s.kind === 'extended')).toBe(extendedBy > 0)
          const skipped = derivation.steps.filter((s) => s.kind === 'skipped')
          expect(new Set(skipped.map((s) => s.date)).size).toBe(skipped.length)
          for (const step of skipped) {
            expect(NATIONAL_CALENDAR.isWorking(toDayNumber(step.date))).toBe(false)
            expect(step.source).toBeTruthy()
          }
          const counts = derivation.steps.flatMap((s) => (s.count === undefined ? [] : [s.count]))
          const given = clock.pauses.some((p) => p.from <= startedOn && p.to! > startedOn)
          const extra =
            given && (unit === 'cal' || NATIONAL_CALENDAR.isWorking(toDayNumber(startedOn))) ? 1 : 0
          expect(counts.at(-1)).toBe(length + extendedBy + extra)
        },
      ),
    )
  })
})

describe('the printed derivation', () => {
  it('gives each day of a short limit its line and source', () => {
    const { steps } = derive(clockOf('XF-T04', '2026-02-13'), NATIONAL_CALENDAR)
    expect(steps.map((s) => `${s.date} ${s.kind}`)).toEqual([
      '2026-02-13 start',
      '2026-02-14 counted',
      ...Array.from({ length: 9 }, (_, i) => `2026-02-${15 + i} skipped`),
      '2026-02-24 counted',
      '2026-02-25 counted',
      '2026-02-26 counted',
      '2026-02-27 counted',
      '2026-02-27 nominal',
    ])
    expect(steps[1]!.why.zh).toBe('第1个工作日：春节调休上班')
    expect(steps[2]!.source).toBe('《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）')
  })

  it('folds the counted days of a long limit and prints the roll', () => {
    const { steps } = derive(clockOf('XF-T06', '2026-08-03'), NATIONAL_CALENDAR)
    expect(steps.map((s) => `${s.date} ${s.kind}`)).toEqual([
      '2026-08-03 start',
      '2026-10-02 counted',
      '2026-10-02 nominal',
      ...Array.from({ length: 6 }, (_, i) => `2026-10-0${2 + i} skipped`),
      '2026-10-08 rolled',
    ])
    expect(steps[1]!.why).toEqual({
      zh: '2026-08-04至2026-10-02，计60日，累计60',
      en: '2026-08-04 to 2026-10-02: 60 calendar day(s), 60 in all',
    })
  })

  it('shows pauses with their length and where the extension begins', () => {
    const clock: Clock = {
      ...clockOf('XF-T11', '2026-03-02'),
      extendedBy: 5,
      pauses: [
        { from: '2026-03-10', to: '2026-03-20', reason: '听证' },
        { from: '2026-03-25', to: null, reason: '再次听证' },
      ],
    }
    const { steps } = derive(clock, NATIONAL_CALENDAR)
    const paused = steps.filter((s) => s.kind === 'paused')
    expect(paused.map((s) => s.date)).toEqual(['2026-03-10', '2026-03-25'])
    expect(paused[0]!.why.zh).toBe('自2026-03-10中止，2026-03-20恢复计算，扣除10日：听证')
    expect(paused[1]!.why.zh).toContain('尚未恢复')
    expect(steps.find((s) => s.kind === 'extended')).toMatchObject({ date: '2026-04-11' })
  })

  it('explains the day given back for a pause that begins on the start day', () => {
    const pauses = [{ from: '2026-03-02', to: '2026-03-07', reason: '听证' }]
    const { steps, nominal } = derive({ ...clockOf('XF-T11', '2026-03-02'), pauses }, NATIONAL_CALENDAR)
    expect(nominal).toBe('2026-04-06')
    expect(steps[1]).toMatchObject({ kind: 'paused', date: '2026-03-02' })
    expect(steps[1]!.why.zh).toContain('扣除5日')
    expect(steps[1]!.why.zh).toContain('故计至31日')
  })

  it('says so when it rests on days no notice covers', () => {
    const { steps, provisional } = derive(clockOf('HL-05', '2026-12-24'), NATIONAL_CALENDAR)
    expect(provisional).toBe(true)
    expect(steps.at(-1)!.date).toBe('2026-12-31')
    expect(steps.filter((s) => s.why.zh.includes('尚未公布')).length).toBeGreaterThan(0)
  })

  it('ends a limit in hours at its instant', () => {
    const clock = clockOf('HL-URGENT', '2026-03-13', '2026-03-13T17:00:00+08:00')
    const office = { spans: [{ fromMinute: 540, toMinute: 1080 }] }
    expect(derive(clock, NATIONAL_CALENDAR).steps.map((s) => s.kind)).toEqual(['start', 'counted', 'due'])
    const steps = derive(clock, NATIONAL_CALENDAR, office).steps
    expect(steps.map((s) => `${s.date} ${s.kind} ${s.count ?? ''}`.trim())).toEqual([
      '2026-03-13 start',
      '2026-03-13 counted 1',
      '2026-03-14 skipped',
      '2026-03-15 skipped',
      '2026-03-16 counted 2',
      '2026-03-16 due',
    ])
    expect(steps.at(-1)!.why.en).toBe('ends at 2026-03-16T02:00:00.000Z')
  })
})
