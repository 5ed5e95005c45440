import { describe, expect, it } from 'vitest'
import { randomSlice } from './random.ts'

describe('random bytes for ids and salts', () => {
  it('gives none out twice, also across refills, and never zeroes what was given', () => {
    const seen = new Set<string>()
    for (let n = 0; n < 5000; n++) seen.add(randomSlice(16).toString('hex'))
    expect(seen.size).toBe(5000)
    expect(seen.has('00'.repeat(16))).toBe(false)
  })

  it('is a copy of its own', () => {
    const one = randomSlice(16)
    const text = one.toString('hex')
    for (let n = 0; n < 2000; n++) randomSlice(16).fill(0)
    expect(one.toString('hex')).toBe(text)
  })

  it('is not for long values', () => {
    expect(() => randomSlice(65)).toThrow(RangeError)
  })
})
