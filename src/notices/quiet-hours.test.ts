import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const NIGHT = { from: '22:00', to: '07:00' }
const at = (text: string) => new Date(text)

describe('quiet hours', () => {
  it.each([
    ['2026-03-02T21:59:59+08:00', null],
    ['2026-03-02T22:00:00+08:00', '2026-03-03T07:00:00+08:00'],
    ['2026-03-03T00:30:00+08:00', '2026-03-03T07:00:00+08:00'],
    ['2026-03-03T06:59:59+08:00', '2026-03-03T07:00:00+08:00'],
    ['2026-03-03T07:00:00+08:00', null],
  ])('of the night: %s', (now, until) => {
    expect(quietUntil(at(now), NIGHT)).toEqual(until && at(until))
  })

  it('of a noon, and none where both times are the same', () => {
    const noon = { from: '12:00', to: '14:00' }
    expect(quietUntil(at('2026-03-02T12:30:00+08:00'), noon)).toEqual(at('2026-03-02T14:00:00+08:00'))
    expect(quietUntil(at('2026-03-02T14:00:00+08:00'), noon)).toBeNull()
    expect(quietUntil(at('2026-03-02T12:30:00+08:00'), { from: '12:30', to: '12:30' })).toBeNull()
    expect(quietUntil(at('2026-03-02T12:30:00+08:00'), null)).toBeNull()
  })

  it('go by the clock of the bureau', () => {
    const now = at('2026-03-02T23:00:00+08:00')
    expect(quietUntil(now, NIGHT, 'Asia/Shanghai')).not.toBeNull()
    expect(quietUntil(now, NIGHT, 'Europe/Berlin')).toBeNull()
  })

  it('always end within a day, at an hour that is not quiet', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'UTC')
    const when = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
    fc.assert(
      fc.property(time, time, when, zones, (from, to, ms, zone) => {
        const now = new Date(ms)
        const until = quietUntil(now, { from, to }, zone)
        if (until === null) return
        expect(until.getTime()).toBeGreaterThan(ms)
        expect(until.getTime() - ms).toBeLessThanOrEqual(86_400_000)
        expect(quietUntil(until, { from, to }, zone)).toBeNull()
      }),
    )
  })
})
