import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Suggestion } from './contract.ts'
import { measureOf } from './measure.ts'

const says = (unitId: string, strength: Suggestion['strength'] = 'strong'): Suggestion => ({
  unitId,
  strength,
  coUnitIds: [],
  reasons: [],
})

test('holds the first and the first three against the unit that answered', () => {
  const m = measureOf([
    { asked: ['a'], suggested: [says('a'), says('b')] },
    { asked: ['a'], suggested: [says('b', 'fair'), says('c'), says('a')] },
    { asked: ['a'], suggested: [says('b', 'weak'), says('c'), says('d'), says('a')] },
    { asked: ['a'], suggested: [] },
  ])
  expect(m).toMatchObject({ matters: 4, top1: { of: 1, all: 4 }, top3: { of: 2, all: 4 }, silent: 1 })
  expect(m.byStrength.strong).toEqual({ of: 1, all: 1 })
  expect(m.byStrength.fair).toEqual({ of: 0, all: 1 })
  expect(m.returns.matters).toBe(0)
})

test('a return would not have been where the unit that answered was suggested first', () => {
  const m = measureOf([
    { asked: ['x', 'a'], suggested: [says('a'), says('x')] },
    { asked: ['x', 'a'], suggested: [says('b')] },
    { asked: ['x', 'a'], suggested: [says('x')] },
    // Went round and came back to the first: that is no wrong address.
    { asked: ['a', 'x', 'a'], suggested: [says('x')] },
  ])
  expect(m.returns).toEqual({ matters: 3, avoided: 1, warned: 1 })
})

test('a unit that returns speak against is not proposed', () => {
  const m = measureOf([{ asked: ['a'], suggested: [says('a', 'against')] }])
  expect(m).toMatchObject({ top1: { of: 0 }, silent: 1 })
})

test('counts never go past what they are counted of', () => {
  const unit = fc.constantFrom('a', 'b', 'c', 'd')
  const strength = fc.constantFrom<Suggestion['strength']>('strong', 'fair', 'weak', 'against')
  const routed = fc.record({
    asked: fc.array(unit, { minLength: 1, maxLength: 4 }),
    suggested: fc.array(
      fc.tuple(unit, strength).map(([u, s]) => says(u, s)),
      { maxLength: 5 },
    ),
  })
  fc.assert(
    fc.property(fc.array(routed, { maxLength: 30 }), (all) => {
      const m = measureOf(all)
      expect(m.top1.of).toBeLessThanOrEqual(m.top3.of)
      expect(m.top3.of + m.silent).toBeLessThanOrEqual(m.matters)
      expect(m.returns.avoided + m.returns.warned).toBeLessThanOrEqual(m.returns.matters)
      expect(m.returns.avoided).toBeLessThanOrEqual(m.top1.of)
    }),
  )
})
