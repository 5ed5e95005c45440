import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepAt, stepsUpTo } from './steps.ts'

test('every number up to the largest falls in exactly one step, nought in its own, and more is never lighter', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.nat(5000), (largest, a, b) => {
      const steps = stepsUpTo(largest)
      expect(steps.length).toBeLessThanOrEqual(6)
      const [low, high] = [a, b].map((n) => Math.min(n, largest)).sort((x, y) => x - y) as [number, number]
      for (const n of [low, high]) expect(steps.filter((s) => n >= s.least && n <= s.most)).toHaveLength(1)
      expect(stepAt(low, steps)).toBeLessThanOrEqual(stepAt(high, steps))
      expect(stepAt(0, steps)).toBe(0)
      if (low > 0) expect(stepAt(low, steps)).toBeGreaterThan(0)
    }),
  )
})
