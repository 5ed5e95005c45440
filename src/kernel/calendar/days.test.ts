import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, diffDays, fromDayNumber, isPlainDate, toDayNumber, weekday } from './days.ts'
import { instantMs, instantOfLocal, plainDateIn } from './zone.ts'

const dayNumbers = fc.integer({ min: -20_000, max: 60_000 })

describe('plain days', () => {
  it('goes over month ends, year ends and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01')
    expect(addDays('2000-03-01', -1)).toBe('2000-02-29')
    expect(diffDays('2026-01-01', '2027-01-01')).toBe(365)
    expect(diffDays('2026-03-01', '2026-02-01')).toBe(-28)
  })

  it('knows the weekday, before 1970 as well', () => {
    expect(weekday('2026-02-17')).toBe(2)
    expect(weekday('1970-01-01')).toBe(4)
    expect(weekday('1969-12-28')).toBe(7)
    expect(weekday('2026-10-04')).toBe(7)
  })

  it('tells days from texts that are none', () => {
    for (const good of ['2026-02-28', '2024-02-29', '2010-01-01']) expect(isPlainDate(good)).toBe(true)
    for (const bad of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-01-01T00:00',
      '',
      20260101,
      null,
    ]) {
      expect(isPlainDate(bad)).toBe(false)
    }
    expect(() => toDayNumber('2026-02-30')).toThrow(RangeError)
    expect(() => addDays('yesterday', 1)).toThrow(RangeError)
  })

  it('agrees with the platform on every day number', () => {
    fc.assert(
      fc.property(dayNumbers, (n) => {
        const iso = new Date(n * 86_400_000).toISOString().slice(0, 10)
        expect(fromDayNumber(n)).toBe(iso)
        expect(toDayNumber(iso)).toBe(n)
        expect(weekday(iso) % 7).toBe(new Date(n * 86_400_000).getUTCDay())
      }),
    )
  })

  it('adds what it subtracts', () => {
    fc.assert(
      fc.property(dayNumbers, fc.integer({ min: -4000, max: 4000 }), (n, k) => {
        const day = fromDayNumber(n)
        expect(diffDays(day, addDays(day, k))).toBe(k)
        expect(Math.sign(compareDays(day, addDays(day, k)))).toBe(0 - Math.sign(k))
      }),
    )
  })
})

describe('days of a zone', () => {
  it('takes the day of the bureau, not of UTC', () => {
    expect(plainDateIn('Asia/Shanghai', '2026-02-28T15:59:59.999Z')).toBe('2026-02-28')
    expect(plainDateIn('Asia/Shanghai', '2026-02-28T16:00:00Z')).toBe('2026-03-01')
    expect(plainDateIn('Asia/Shanghai', '2026-01-01T00:00:00+08:00')).toBe('2026-01-01')
    expect(plainDateIn('Asia/Urumqi', '2026-02-28T17:59:00Z')).toBe('2026-02-28')
  })

  it('knows the summer time China had until 1991', () => {
    expect(plainDateIn('Asia/Shanghai', '1990-07-01T15:30:00Z')).toBe('1990-07-02')
  })

  it('turns a wall clock into an instant and back', () => {
    expect(instantOfLocal('2026-03-01', 0, 'Asia/Shanghai')).toBe('2026-02-28T16:00:00.000Z')
    expect(instantOfLocal('2026-03-01', 17 * 60 + 30)).toBe('2026-03-01T09:30:00.000Z')
    expect(instantOfLocal('2026-03-01', 1440)).toBe('2026-03-01T16:00:00.000Z')
  })

  it('settles readings that summer time skips or doubles', () => {
    // 02:30 on 2026-03-29 does not exist in Berlin; on 2026-10-25 it comes twice.
    expect(instantOfLocal('2026-03-29', 150, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
    expect(instantOfLocal('2026-10-25', 150, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(instantOfLocal('2026-07-01', 0, 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z')
  })

  it('refuses an instant without offset', () => {
    expect(() => instantMs('2026-03-01T10:00:00')).toThrow(RangeError)
    expect(() => instantMs('2026-03-01')).toThrow(RangeError)
    expect(instantMs('2026-03-01T10:00:00+08:00')).toBe(Date.UTC(2026, 2, 1, 2))
  })
})
