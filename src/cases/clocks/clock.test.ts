import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  HOLIDAY_TABLE,
  NATIONAL_CALENDAR,
  WorkCalendar,
  withNotice,
} from '../../kernel/calendar/index.ts'
import { isRefusal, type Refusal } from '../../kernel/errors/refusal.ts'
import {
  citizenRightOpen,
  endClock,
  extendClock,
  metInTime,
  overdueForOrgan,
  pauseClock,
  recompute,
  resumeClock,
  type StartClock,
  startClock,
} from './clock.ts'
import type { Clock } from './contract.ts'
import { ruleInForce } from './rule-table.ts'

const calendar = NATIONAL_CALENDAR

function ok<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(result.refused)
  return result
}

function begin(ruleId: string, startedOn: string, more: Partial<StartClock> = {}): Clock | Refusal {
  return startClock({
    rule: ok(ruleInForce(ruleId, startedOn)),
    clockId: 'c1',
    proceedingId: 'p1',
    unitId: 'u1',
    startedOn,
    startedAt: `${startedOn}T09:00:00+08:00`,
    calendar,
    ...more,
  })
}

const start = (ruleId: string, startedOn: string, more: Partial<StartClock> = {}) =>
  ok(begin(ruleId, startedOn, more))
const noon = (date: string) => ({ date, instant: `${date}T12:00:00+08:00` })
const on = (date: string) => ({ on: date, at: `${date}T12:00:00+08:00` })

describe('starting', () => {
  it('copies rule, article, mark and cap, so that it prints and counts without the table', () => {
    expect(start('XF-T06', '2026-08-03')).toMatchObject({
      regulation: 'R22',
      owner: 'citizen',
      right: false,
      unitId: 'u1',
      length: 60,
      unit: 'cal',
      mark: 'V',
      extensionCap: 30,
      pausable: false,
      status: 'running',
      nominal: '2026-10-02',
      rolled: '2026-10-08',
      dueAt: null,
    })
  })
  it("a citizen's right burdens no unit", () => {
    expect(start('XF-T08', '2026-03-09')).toMatchObject({ right: true, unitId: null, owner: 'citizen' })
  })
  it('a procedure may give the rule to another owner', () => {
    expect(start('XF-T09', '2026-03-09', { owner: 'organ' }).owner).toBe('organ')
  })
  it('an assigned matter needs the limit set for it', () => {
    expect(begin('XF-T05', '2026-03-09')).toMatchObject({ refused: 'clock.no_length' })
    const basis = { zh: '交办函指定', en: 'set in the letter of assignment' }
    expect(start('XF-T05', '2026-03-09', { limitOverride: { length: 30, basis, mark: 'L' } })).toMatchObject({
      nominal: '2026-04-08',
      basis,
      mark: 'L',
    })
  })
  it('refuses lengths, dates and hours that are none', () => {
    for (const length of [0, -1, 1.5, 3661, Number.NaN]) {
      expect(begin('XF-T06', '2026-03-09', { limitOverride: { length } })).toMatchObject({
        refused: 'clock.bad_length',
      })
    }
    expect(begin('XF-T06', '2026-03-09', { startedOn: '2026-02-30' })).toMatchObject({
      refused: 'clock.bad_date',
      field: 'startedOn',
    })
    expect(begin('XF-T06', '2026-03-09', { startedAt: '2026-03-09 09:00' })).toMatchObject({
      refused: 'clock.bad_date',
      field: 'startedAt',
    })
    for (const spans of [
      [],
      [{ fromMinute: 600, toMinute: 600 }],
      [{ fromMinute: 0, toMinute: 1441 }],
      [
        { fromMinute: 600, toMinute: 720 },
        { fromMinute: 700, toMinute: 800 },
      ],
    ]) {
      expect(begin('HL-URGENT', '2026-03-09', { businessHours: { spans } })).toMatchObject({
        refused: 'clock.bad_business_hours',
      })
    }
  })
})

describe('pausing and resuming', () => {
  const running = start('XF-T11', '2026-03-02')

  it('rests and counts again, adding exactly the days rested', () => {
    const paused = ok(pauseClock(running, { on: '2026-03-10', reason: '听证' }))
    expect(paused).toMatchObject({ status: 'paused', nominal: running.nominal })
    const resumed = ok(resumeClock(paused, { on: '2026-03-20', calendar }))
    expect(resumed).toMatchObject({ status: 'running', nominal: addDays(running.nominal, 10) })
    expect(running.pauses).toEqual([])
  })
  it('refuses to pause a limit whose text lists no pause: the 60 days, the review', () => {
    for (const id of ['XF-T06', 'XF-T09', 'HL-05', 'HL-URGENT']) {
      expect(pauseClock(start(id, '2026-03-02'), { on: '2026-03-03', reason: 'r' })).toMatchObject({
        refused: 'clock.not_pausable',
      })
    }
  })
  it('refuses pauses out of order', () => {
    const paused = ok(pauseClock(running, { on: '2026-03-10', reason: 'r' }))
    expect(pauseClock(paused, { on: '2026-03-11', reason: 'r' })).toMatchObject({
      refused: 'clock.already_paused',
    })
    expect(pauseClock(running, { on: '2026-03-01', reason: 'r' })).toMatchObject({
      refused: 'clock.pause_before_start',
    })
    expect(pauseClock(running, { on: '2026-03', reason: 'r' })).toMatchObject({ refused: 'clock.bad_date' })
    expect(resumeClock(running, { on: '2026-03-10', calendar })).toMatchObject({
      refused: 'clock.not_paused',
    })
    expect(resumeClock(paused, { on: '2026-03-09', calendar })).toMatchObject({
      refused: 'clock.resume_before_pause',
    })
    expect(resumeClock(paused, { on: 'soon', calendar })).toMatchObject({ refused: 'clock.bad_date' })
    const resumed = ok(resumeClock(paused, { on: '2026-03-20', calendar }))
    expect(pauseClock(resumed, { on: '2026-03-19', reason: 'r' })).toMatchObject({
      refused: 'clock.pause_overlaps',
    })
    expect(isRefusal(pauseClock(resumed, { on: '2026-03-20', reason: 'r' }))).toBe(false)
  })
})

describe('extending', () => {
  const running = start('XF-T06', '2026-08-03')

  it('counts on from the nominal end, in parts up to the cap', () => {
    const once = ok(extendClock(running, { days: 20, ...on('2026-09-30'), calendar }))
    expect(once).toMatchObject({ extendedBy: 20, nominal: '2026-10-22' })
    const twice = ok(extendClock(once, { days: 10, ...on('2026-10-20'), calendar }))
    expect(twice).toMatchObject({ extendedBy: 30, nominal: '2026-11-01', rolled: '2026-11-02' })
    expect(extendClock(once, { days: 11, ...on('2026-10-20'), calendar })).toEqual({
      refused: 'clock.extension_over_cap',
      field: 'days',
      details: { cap: 30, extendedBy: 20, left: 10 },
    })
  })
  it('cannot heal lateness: asked on the nominal day yes, the day after no, though rolled is still ahead', () => {
    expect(isRefusal(extendClock(running, { days: 5, ...on('2026-10-02'), calendar }))).toBe(false)
    expect(extendClock(running, { days: 5, ...on('2026-10-03'), calendar })).toMatchObject({
      refused: 'clock.extension_after_due',
    })
  })
  it('refuses what is no extension', () => {
    for (const days of [0, -3, 1.5])
      expect(extendClock(running, { days, ...on('2026-09-01'), calendar })).toMatchObject({
        refused: 'clock.bad_extension',
      })
    expect(
      extendClock(start('XF-T01', '2026-08-03'), { days: 1, ...on('2026-08-04'), calendar }),
    ).toMatchObject({ refused: 'clock.not_extendable' })
    expect(extendClock(running, { days: 1, on: 'x', at: 'y', calendar })).toMatchObject({
      refused: 'clock.bad_date',
    })
  })
  it('is cumulative: whatever is asked, never more than the cap in all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 31 }), { maxLength: 12 }), (asked) => {
        let clock = running
        let granted = 0
        for (const days of asked) {
          const result = extendClock(clock, { days, ...on('2026-08-10'), calendar })
          if (isRefusal(result)) continue
          granted += days
          clock = result
        }
        expect(clock.extendedBy).toBe(granted)
        expect(clock.extendedBy).toBeLessThanOrEqual(30)
        expect(clock.nominal).toBe(addDays(running.nominal, granted))
      }),
    )
  })
})

describe('overdue and open rights: one meaning each (CAL-04)', () => {
  it('an organ is overdue after the nominal day, even on a holiday', () => {
    const clock = start('XF-T06', '2026-08-03')
    expect(overdueForOrgan(clock, noon('2026-10-02'))).toBe(false)
    expect(overdueForOrgan(clock, noon('2026-10-03'))).toBe(true)
  })
  it("a citizen's right lasts to the end of the rolled day and is never overdue", () => {
    const right = start('XF-T08', '2026-09-02')
    expect(right).toMatchObject({ nominal: '2026-10-02', rolled: '2026-10-08' })
    expect(citizenRightOpen(right, noon('2026-10-08'))).toBe(true)
    expect(citizenRightOpen(right, noon('2026-10-09'))).toBe(false)
    expect(overdueForOrgan(right, noon('2027-01-01'))).toBe(false)
  })
  it('a duty is no right', () => {
    expect(citizenRightOpen(start('XF-T06', '2026-08-03'), noon('2026-08-04'))).toBe(false)
  })
  it('a limit in hours is past after its instant, on the same day', () => {
    const clock = start('HL-URGENT', '2026-03-09')
    expect(clock.dueAt).toBe('2026-03-09T03:00:00.000Z')
    expect(overdueForOrgan(clock, { date: '2026-03-09', instant: '2026-03-09T11:00:00+08:00' })).toBe(false)
    expect(overdueForOrgan(clock, { date: '2026-03-09', instant: '2026-03-09T11:00:01+08:00' })).toBe(true)
  })
  it('a resting clock does not become overdue, one that was late before it rested stays late', () => {
    const running = start('XF-T11', '2026-03-02')
    const inTime = ok(pauseClock(running, { on: '2026-04-01', reason: 'r' }))
    const late = ok(pauseClock(running, { on: '2026-04-02', reason: 'r' }))
    expect(overdueForOrgan(inTime, noon('2026-06-01'))).toBe(false)
    expect(overdueForOrgan(late, noon('2026-06-01'))).toBe(true)
    expect(ok(resumeClock(late, { on: '2026-06-01', calendar })).nominal).toBe(running.nominal)
  })
  it('an ended clock is neither', () => {
    const met = ok(endClock(start('XF-T06', '2026-08-03'), { as: 'met', ...on('2026-12-01') }))
    expect(overdueForOrgan(met, noon('2027-01-01'))).toBe(false)
    const asked = ok(endClock(start('XF-T08', '2026-09-02'), { as: 'met', ...on('2026-09-03') }))
    expect(citizenRightOpen(asked, noon('2026-09-04'))).toBe(false)
  })
})

describe('ending', () => {
  const duty = start('XF-T06', '2026-08-03')
  const end = (clock: Clock, date: string, as: 'met' | 'stopped' = 'met') =>
    ok(endClock(clock, { as, ...on(date) }))

  it('is in time for an organ to the nominal day, for a citizen to the rolled one', () => {
    expect(metInTime(end(duty, '2026-10-02'))).toBe(true)
    expect(metInTime(end(duty, '2026-10-08'))).toBe(false)
    const right = start('XF-T08', '2026-09-02')
    expect(metInTime(end(right, '2026-10-08'))).toBe(true)
    expect(metInTime(end(right, '2026-10-09'))).toBe(false)
  })
  it('is undecided while it runs and when it was only stopped', () => {
    expect(metInTime(duty)).toBe(null)
    expect(metInTime(end(duty, '2026-12-01', 'stopped'))).toBe(null)
  })
  it('in hours goes by the instant', () => {
    const clock = start('HL-URGENT', '2026-03-09')
    const at = (instant: string) =>
      metInTime(ok(endClock(clock, { as: 'met', on: '2026-03-09', at: instant })))
    expect(at('2026-03-09T11:00:00+08:00')).toBe(true)
    expect(at('2026-03-09T11:00:01+08:00')).toBe(false)
  })
  it('while resting is in time however long the rest was', () => {
    const paused = ok(pauseClock(start('XF-T11', '2026-03-02'), { on: '2026-03-30', reason: '听证' }))
    expect(metInTime(end(paused, '2026-06-01'))).toBe(true)
  })
  it('happens once, not before the start, on real dates', () => {
    const met = end(duty, '2026-09-01')
    expect(endClock(met, { as: 'stopped', ...on('2026-09-02') })).toMatchObject({
      refused: 'clock.already_ended',
    })
    expect(pauseClock(met, { on: '2026-09-02', reason: 'r' })).toMatchObject({
      refused: 'clock.already_ended',
    })
    expect(extendClock(met, { days: 1, ...on('2026-09-02'), calendar })).toMatchObject({
      refused: 'clock.already_ended',
    })
    expect(endClock(duty, { as: 'met', ...on('2026-08-02') })).toMatchObject({
      refused: 'clock.end_before_start',
    })
    expect(endClock(duty, { as: 'met', on: '2026-13-01', at: '2026-12-01T00:00:00Z' })).toMatchObject({
      refused: 'clock.bad_date',
      field: 'on',
    })
    expect(endClock(duty, { as: 'met', on: '2026-12-01', at: 'noon' })).toMatchObject({
      refused: 'clock.bad_date',
      field: 'at',
    })
  })
})

describe('when the next notice is loaded', () => {
  const table = ok(
    withNotice(HOLIDAY_TABLE, {
      year: 2027,
      title: 'synthetic',
      number: null,
      days: [
        {
          festival: 'newYear',
          off: ['2026-12-31/2027-01-02'],
          work: ['2026-12-27'],
          source: 'synthetic notice',
        },
      ],
    }),
  )
  const next = new WorkCalendar({ table })

  it('only provisional clocks that still run move', () => {
    const provisional = start('HL-05', '2026-12-24')
    expect(provisional).toMatchObject({ nominal: '2026-12-31', provisional: true })
    // 25, 27 (worked Sunday), 28, 29, 30.
    expect(recompute(provisional, next)).toMatchObject({ nominal: '2026-12-30', provisional: false })
    const settled = start('HL-05', '2026-03-09')
    expect(recompute(settled, next)).toBe(settled)
    const ended = ok(endClock(provisional, { as: 'met', ...on('2026-12-30') }))
    expect(recompute(ended, next)).toBe(ended)
  })
  it('the same calendar changes nothing', () => {
    const provisional = start('HL-05', '2026-12-24')
    expect(recompute(provisional, calendar)).toBe(provisional)
  })
  it('keeps pauses and extensions', () => {
    const running = start('XF-T11', '2026-11-30')
    const paused = ok(pauseClock(running, { on: '2026-12-01', reason: 'r' }))
    const resumed = ok(resumeClock(paused, { on: '2026-12-03', calendar }))
    expect(resumed).toMatchObject({ nominal: '2027-01-01', rolled: '2027-01-01', provisional: true })
    expect(recompute(resumed, next)).toMatchObject({
      nominal: '2027-01-01',
      rolled: '2027-01-04',
      provisional: false,
    })
  })
})
