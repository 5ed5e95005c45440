import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GROWTH, growthOf } from './growth.ts'

describe('a topic grows', () => {
  test('where many more write than before, with the interval of small numbers', () => {
    const grown = growthOf(9, 8)!
    expect(grown).toMatchObject({ letters: 9, before: 8, times: 9 })
    expect(grown.low).toBeGreaterThanOrEqual(GROWTH.times)
    expect(grown.low).toBeLessThan(grown.times!)
    expect(grown.high!).toBeGreaterThan(grown.times!)
  })

  test('where nobody wrote before: from the fourth letter on, without a high end', () => {
    expect(growthOf(4, 0)).toMatchObject({ before: 0, times: null, high: null })
    expect(growthOf(3, 0)).toBeNull()
  })

  test('not where as many came as ever, nor where chance may have brought them', () => {
    expect(growthOf(10, 80)).toBeNull()
    expect(growthOf(4, 12)).toBeNull()
  })

  test('the more the more came now, the less the more came before', () => {
    const n = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(n, n, (letters, before) => {
        const [one, more, past] = [
          growthOf(letters, before),
          growthOf(letters + 1, before),
          growthOf(letters, before + 1),
        ]
        if (one) {
          expect(more!.low).toBeGreaterThanOrEqual(one.low)
          expect(one.letters / GROWTH.days).toBeGreaterThan(one.before / (GROWTH.weeks * 7))
        } else expect(past).toBeNull()
      }),
    )
  })
})
