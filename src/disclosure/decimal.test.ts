import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, decimal, divide, multiply, show, subtract, total, whole } from './decimal.ts'

const arbitrary = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
  .map(([n, s]) => ({ n, s }))

describe('decimals', () => {
  test('read and show what people write', () => {
    expect(show(decimal('1,234.50'))).toBe('1234.5')
    expect(show(decimal('-0.07'), 2)).toBe('-0.07')
    expect(show(whole(0), 2)).toBe('0.00')
    expect(() => decimal('1.2.3')).toThrow(RangeError)
  })

  test('round half away from zero, as statements do', () => {
    expect(show(divide(decimal('1'), decimal('8'), 2))).toBe('0.13')
    expect(show(divide(decimal('-1'), decimal('8'), 2))).toBe('-0.13')
    expect(show(divide(decimal('2106.66'), decimal('29.4005'), 2))).toBe('71.65')
    expect(() => divide(whole(1), whole(0), 2)).toThrow(RangeError)
  })

  test('keep the laws that floating point breaks', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
        expect(compare(add(add(a, b), c), add(a, add(b, c)))).toBe(0)
        expect(compare(subtract(add(a, b), b), a)).toBe(0)
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0)
        expect(compare(decimal(show(a, a.s)), a)).toBe(0)
        expect(compare(total([a, b, c]), add(a, add(b, c)))).toBe(0)
      }),
    )
  })

  test('a quotient is off by half a unit at most', () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, fc.integer({ min: 0, max: 5 }), (a, b, digits) => {
        fc.pre(b.n !== 0n)
        const off = subtract(multiply(divide(a, b, digits), b), a)
        const most = multiply({ n: 5n, s: digits + 1 }, b.n < 0n ? { ...b, n: -b.n } : b)
        expect(compare(off.n < 0n ? { ...off, n: -off.n } : off, most)).toBeLessThanOrEqual(0)
      }),
    )
  })
})
