import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learnMixing, mixed, mixInto, type Scored, scoresOf } from './mixing.ts'

const CATEGORIES = 3
const FEATURES = 4

const number = fc.double({ min: -2, max: 2, noNaN: true })
const machine = fc.array(fc.array(number, { minLength: FEATURES + 1, maxLength: FEATURES + 1 }), {
  minLength: CATEGORIES,
  maxLength: CATEGORIES,
})
const vector = fc.array(number, { minLength: FEATURES, maxLength: FEATURES }).map((values) => ({
  at: Int32Array.from(values, (_, i) => i),
  value: Float32Array.from(values),
}))
const scored = fc.array(
  fc.record({
    scores: fc.array(number, { minLength: 2 * CATEGORIES, maxLength: 2 * CATEGORIES }),
    category: fc.integer({ min: 0, max: CATEGORIES - 1 }),
  }),
  { minLength: 1, maxLength: 20 },
)

test('put into the weights, a mixing gives the same scores, so that words still make up the whole', () => {
  fc.assert(
    fc.property(machine, machine, vector, vector, scored, (a, b, text, there, texts) => {
      const [weights, presence] = [a, b].map((m) => m.map((row) => Float32Array.from(row)))
      const mixing = learnMixing(texts, CATEGORIES)
      const one = mixInto(mixing, weights!, presence!)
      const sums = scoresOf(one.weights, one.presence, text, there)
      mixed(mixing, scoresOf(weights!, presence!, text, there)).forEach((score, c) => {
        expect(sums[c]! + sums[c + CATEGORIES]!).toBeCloseTo(score, 2)
      })
    }),
    { numRuns: 50 },
  )
})

test('what speaks for a category by the score of another is learned, from many texts more than from few', () => {
  // The first machine takes every text of the third category for one of the second, if less surely so.
  const of = (category: number): Scored => ({
    scores:
      category === 2
        ? [-1, 0.4, 0.3, -1, 0.4, 0.3]
        : category === 1
          ? [-1, 1, -0.5, -1, 1, -0.5]
          : [1, -1, -1, 1, -1, -1],
    category,
  })
  const likeThird = of(2).scores
  const ahead = (texts: Scored[]) => {
    const [, second, third] = mixed(learnMixing(texts, CATEGORIES), likeThird)
    return third! - second!
  }
  expect(ahead([of(0), of(1)])).toBeLessThan(0)
  expect(ahead([0, 1, 2].flatMap((c) => Array.from({ length: 30 }, () => of(c))))).toBeGreaterThan(0)
})

test('the same texts give the same mixing', () => {
  fc.assert(
    fc.property(scored, (texts) => {
      expect(learnMixing(texts, CATEGORIES)).toEqual(learnMixing(texts, CATEGORIES))
    }),
    { numRuns: 10 },
  )
})
