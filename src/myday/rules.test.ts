import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isPlainDate } from '../kernel/calendar/index.ts'
import { periods, scopeOf } from './rules.ts'

describe('the days compared', () => {
  it.each([
    ['2026-11-21', '2026-11-01', '2026-10-01', '2026-10-21'],
    ['2026-03-31', '2026-03-01', '2026-02-01', '2026-02-28'],
    ['2028-03-30', '2028-03-01', '2028-02-01', '2028-02-29'],
    ['2026-01-05', '2026-01-01', '2025-12-01', '2025-12-05'],
    ['2026-05-01', '2026-05-01', '2026-04-01', '2026-04-01'],
  ])('on %s begin %s, and last month %s to %s', (today, from, beforeFrom, beforeTo) => {
    expect(periods(today)).toEqual({
      now: { from, to: today },
      before: { from: beforeFrom, to: beforeTo },
    })
  })
  it('never overlap, never run past today, and are days that exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
        const today = addDays('2000-01-01', n)
        const { now, before } = periods(today)
        expect([now.from, now.to, before.from, before.to].every(isPlainDate)).toBe(true)
        expect(before.from <= before.to && before.to < now.from && now.from <= now.to).toBe(true)
        expect(now.to).toBe(today)
      }),
    )
  })
})

describe('whose figures', () => {
  it('are those of the widest the roles answer for', () => {
    expect(scopeOf(['handler'])).toBe('unit')
    expect(scopeOf(['unit-head', 'reviewer'])).toBe('unit')
    expect(scopeOf(['clerk', 'handler'])).toBe('centre')
    expect(scopeOf(['clerk', 'bureau-head'])).toBe('bureau')
    expect(scopeOf(['auditor'])).toBe('bureau')
  })
})
