import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { column, compared, difference, hidden, LEAST, rate, told } from './words.ts'

const n = fc.nat(5000)

describe('a comparison', () => {
  test('says the direction and the size that the two numbers have', () => {
    fc.assert(
      fc.property(n, n, (now, was) => {
        const said = compared('收到', now, { name: '上年同期', was }, '件', 'inside')
        if (now === was) {
          expect(said).toBe(`收到${now}件，与上年同期持平`)
          return
        }
        const form = /^收到(\d+)件，比上年同期(增加|减少)(\d+)件(，(增长|下降)([\d.]+)%)?（上年同期(\d+)件）$/
        const [, is, word, by, , grows, share, before] = form.exec(said)!
        expect([Number(is), Number(before)]).toEqual([now, was])
        expect(word).toBe(now > was ? '增加' : '减少')
        expect(Number(by)).toBe(Math.abs(now - was))
        if (grows) {
          expect(grows).toBe(now > was ? '增长' : '下降')
          expect(Number(share)).toBeCloseTo((100 * Math.abs(now - was)) / was, 1)
          expect(was).toBeGreaterThanOrEqual(10)
          expect(Number(share)).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('outside neither holds a small number nor lets one be reckoned', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (now, was) => {
        const said = compared('', now, { name: '上年同期', was }, '件', 'outside')
        const small = [now, was].some((x) => x > 0 && x < LEAST)
        if (small) expect(said).not.toMatch(/增加|减少|持平/)
        expect(difference(now, was, 'outside') === '—').toBe(small)
      }),
    )
    expect(compared('', 3, { name: '上年同期', was: 12 }, '件', 'outside')).toBe('1至4件（上年同期12件）')
  })
})

describe('numbers that go outside', () => {
  test('of which the sum is known hide no single small one, and nought is told', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 8 }), (values) => {
        const gone = hidden(values)
        const small = values.filter((v) => v > 0 && v < LEAST)
        for (const [at, v] of values.entries()) {
          if (v > 0 && v < LEAST) expect(gone.has(at)).toBe(true)
          if (v === 0) expect(gone.has(at)).toBe(false)
        }
        if (small.length === 0) {
          expect(gone.size).toBe(0)
          return
        }
        const others = values.filter((v) => v > 0).length
        const sum = [...gone].reduce((s, at) => s + values[at]!, 0)
        // Everything is gone, or at least two that reach the least size.
        expect(gone.size === others || (gone.size >= 2 && sum >= LEAST)).toBe(true)
        const cells = column(values, 'outside')
        for (const at of gone) expect(cells[at]).not.toBe(String(values[at]))
        expect(column(values, 'inside')).toEqual(values.map(String))
      }),
    )
    expect(told(0, 'outside')).toBe('0')
    expect(column([40, 3, 9], 'outside')).toEqual(['40', '1至4', '不列'])
  })

  test('are rates with what they are made of, and of few only between what they lie', () => {
    const few = { numerator: 3, denominator: 4, low: 30.1, high: 95.4 }
    expect(rate(few, 'inside')).toBe('75.0%（3/4），样本少，95%区间在30.1%至95.4%之间')
    expect(rate(few, 'outside')).toBe('30.1%至95.4%之间')
    expect(rate({ numerator: 90, denominator: 100, low: 82.6, high: 94.5 }, 'outside')).toBe(
      '90.0%（90/100）',
    )
    expect(rate({ numerator: 0, denominator: 0, low: null, high: null }, 'inside')).toBe('无')
  })
})
