import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/calendar/index.ts'
import { drawSample, interval, lastPeriod, type Member, settingOn, sizeOf } from './rules.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const member = (n: number): Member => ({
  matterId: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  proceedingId: 'p3',
})
const members = (n: number) => Array.from({ length: n }, (_, i) => member(i))
const draw = (population: Member[], seed: string, share: number) =>
  drawSample(population, { seed, periodFrom: '2026-03-02', share }, digest)

describe('the sample', () => {
  test('is the same for whoever draws it, in whatever order the members come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 100 }),
        fc.string(),
        fc.infiniteStream(fc.nat()),
        (n, share, seed, keys) => {
          const all = members(n)
          const order = [...keys.take(n)]
          const shuffled = all.map((m, i) => [order[i]!, m] as const).sort((a, b) => a[0] - b[0])
          const chosen = draw(all, seed, share)
          expect(
            draw(
              shuffled.map(([, m]) => m),
              seed,
              share,
            ),
          ).toEqual(chosen)
          expect(chosen).toHaveLength(sizeOf(n, share))
          expect(new Set(chosen.map((m) => m.matterId)).size).toBe(chosen.length)
        },
      ),
    )
  })

  test('asks at least one of any, and all at a hundred per cent', () => {
    expect([sizeOf(0, 20), sizeOf(1, 1), sizeOf(5, 20), sizeOf(6, 20), sizeOf(7, 100)]).toEqual([
      0, 1, 1, 2, 7,
    ])
  })

  test('looks at nothing but seed, period and ids: what else a member carries changes nothing', () => {
    const plain = draw(members(40), 's', 30)
    const dressed = members(40).map((m, i) => ({ ...m, unitId: `u${i % 3}`, rating: i % 2 }))
    expect(draw(dressed, 's', 30)).toEqual(plain)
  })

  test('a larger share asks the same ones and more', () => {
    const few = draw(members(100), 'seed', 10)
    expect(draw(members(100), 'seed', 40).slice(0, few.length)).toEqual(few)
  })

  test('is uniform enough over seeds, and as likely for each unit', () => {
    const n = 50
    const rounds = 2000
    const hits = new Array<number>(n).fill(0)
    for (let r = 0; r < rounds; r++)
      for (const m of draw(members(n), `seed ${r}`, 20)) hits[Number(m.matterId.slice(-12))]!++
    // Each is asked in a fifth of the draws; five standard deviations either way.
    const expected = rounds * 0.2
    const spread = 5 * Math.sqrt(rounds * 0.2 * 0.8)
    for (const [i, hit] of hits.entries())
      expect(Math.abs(hit - expected), `member ${i}`).toBeLessThan(spread)
    const chi = hits.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0)
    // 49 degrees of freedom: above 85.4 in one of a thousand; members of one draw exclude each other, which lowers it.
    expect(chi).toBeLessThan(85.4)
    // Units in thirds of the members, as a clerk's day would order them.
    const byUnit = [0, 1, 2].map((u) => hits.filter((_, i) => i % 3 === u))
    const rates = byUnit.map((h) => h.reduce((a, b) => a + b, 0) / (h.length * rounds))
    for (const rate of rates) expect(Math.abs(rate - 0.2)).toBeLessThan(0.01)
  })

  test('changes with the seed and with the period', () => {
    expect(draw(members(60), 'a', 20)).not.toEqual(draw(members(60), 'b', 20))
    const next = drawSample(members(60), { seed: 'a', periodFrom: '2026-03-09', share: 20 }, digest)
    expect(next).not.toEqual(draw(members(60), 'a', 20))
  })
})

test('periods are whole weeks from a Monday, over before today, without gap or overlap', () => {
  expect(lastPeriod('2026-03-04', 1)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
  expect(lastPeriod('2026-03-02', 1)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
  expect(lastPeriod('2026-03-01', 1)).toEqual({ from: '2026-02-16', to: '2026-02-22' })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 8 }), (n, weeks) => {
      const today = addDays('2021-01-01', n)
      const period = lastPeriod(today, weeks)
      expect(period.to < today).toBe(true)
      expect(addDays(period.from, 7 * weeks - 1)).toBe(period.to)
      const next = lastPeriod(addDays(today, 7 * weeks), weeks)
      expect(next.from).toBe(addDays(period.to, 1))
    }),
  )
})

test('the setting that holds on a day is the newest that had begun', () => {
  const row = (validFrom: string, value: number) => ({ name: 'returns', validFrom, value, basis: '' })
  const rows = [row('2026-03-01', 3), row('2026-05-01', 4)]
  const on = (day: string) => settingOn(rows, 'returns', day)
  expect([on('2026-02-28'), on('2026-03-01'), on('2026-04-30'), on('2026-05-01')]).toEqual([2, 3, 3, 4])
  expect(settingOn(rows, 'contacts', '2026-05-01')).toBe(3)
})

describe('the interval of a rate', () => {
  test('contains the rate, stays within 0 and 100, and narrows with more cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (of, k) => {
        const good = k % (of + 1)
        const { low, high } = interval(good, of)!
        const rate = (100 * good) / of
        expect(low <= rate + 0.05 && rate - 0.05 <= high).toBe(true)
        expect(low >= 0 && high <= 100).toBe(true)
        const more = interval(good * 10, of * 10)!
        expect(more.high - more.low <= high - low).toBe(true)
      }),
    )
  })

  test('says nothing without cases, and much doubt with one', () => {
    expect(interval(0, 0)).toBeNull()
    expect(interval(1, 1)).toEqual({ low: 20.7, high: 100 })
    // Known value: 8 of 10 is 49.0 to 94.3 per cent.
    expect(interval(8, 10)).toEqual({ low: 49, high: 94.3 })
  })
})
