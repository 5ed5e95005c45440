import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CanonicalError, canonicalJson } from './index.ts'

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffled(member)]),
  )
}

describe('canonical JSON', () => {
  it('writes the example of RFC 8785, 3.2.2 and 3.2.3', () => {
    const input = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    )
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts members by UTF-16 code units, as the example of RFC 8785, 3.2.3', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))
    expect(Object.keys(JSON.parse(written) as object).sort()).toEqual(names.toSorted())
    expect(written).toBe('{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}')
  })

  it('is the same for any order of members and reads back as the same value', () => {
    const value = fc.jsonValue({ stringUnit: 'grapheme' })
    fc.assert(
      fc.property(value, (v) => {
        const plain = JSON.parse(JSON.stringify(v)) as unknown
        expect(canonicalJson(shuffled(plain))).toBe(canonicalJson(plain))
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain)
      }),
    )
  })

  it('writes -0 as 0', () => expect(canonicalJson([-0])).toBe('[0]'))

  it.each([
    ['undefined member', { a: { b: undefined } }, '$.a.b'],
    ['undefined item', [1, undefined], '$[1]'],
    ['hole', new Array(2), '$[0]'],
    ['NaN', { a: [Number.NaN] }, '$.a[0]'],
    ['infinity', Number.POSITIVE_INFINITY, '$'],
    ['bigint', { n: 1n }, '$.n'],
    ['function', { f: () => 1 }, '$.f'],
    ['lone surrogate', { s: 'a\ud800' }, '$.s'],
    ['lone surrogate in a name', { 'a\udc00': 1 }, '$'],
    ['date', { at: new Date(0) }, '$.at'],
    ['map', new Map(), '$'],
  ])('refuses %s, naming the place', (_, value, path) => {
    let error: unknown
    try {
      canonicalJson(value)
    } catch (e) {
      error = e
    }
    expect(error).toBeInstanceOf(CanonicalError)
    expect((error as CanonicalError).path.startsWith(path)).toBe(true)
  })

  it('refuses a circle instead of running out of stack', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(() => canonicalJson(circle)).toThrow(CanonicalError)
  })
})
