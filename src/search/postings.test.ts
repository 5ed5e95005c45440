import fc from 'fast-check'
import { expect, it } from 'vitest'
import { add, BLOCK, bitsOf, has, intersect, mostShared, placesDown, remove, stored } from './postings.ts'

const place = fc.nat(BLOCK - 1)
const setOf = (places: Iterable<number>) => {
  const bits = bitsOf(new Uint8Array())
  for (const p of places) add(bits, p)
  return bits
}
const down = (places: Iterable<number>) => [...new Set(places)].sort((a, b) => b - a)

it('a set comes back as it was stored, in either form, in at most 512 bytes', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 600 }), (places) => {
      const bytes = stored(setOf(places))
      expect(bytes.length).toBeLessThanOrEqual(512)
      expect(placesDown(bitsOf(bytes))).toEqual(down(places))
    }),
  )
})

it('meets, loses and knows its members', () => {
  fc.assert(
    fc.property(fc.array(place), fc.array(place), place, (a, b, p) => {
      const bits = setOf(a)
      intersect(bits, setOf(b))
      expect(placesDown(bits)).toEqual(down(a.filter((x) => b.includes(x))))
      const other = setOf([...a, p])
      expect(has(other, p)).toBe(true)
      remove(other, p)
      expect(has(other, p)).toBe(false)
      expect(placesDown(other)).toEqual(down(a.filter((x) => x !== p)))
    }),
  )
})

it('finds who stands in most sets, over blocks and both forms, of the same number the newest', () => {
  const sets = fc.array(fc.record({ block: fc.nat(4), places: fc.array(place, { maxLength: 400 }) }))
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 30 }), (given, limit) => {
      const counted = new Map<number, number>()
      for (const { block, places } of given)
        for (const p of new Set(places))
          counted.set(block * BLOCK + p, (counted.get(block * BLOCK + p) ?? 0) + 1)
      const expected = [...counted]
        .sort((a, b) => b[1] - a[1] || b[0] - a[0])
        .slice(0, limit)
        .map(([docNo, n]) => ({ docNo, sets: n }))
      const rows = given.map(({ block, places }) => ({ block, docs: stored(setOf(places)) }))
      expect(mostShared(rows, limit)).toEqual(expected)
    }),
  )
})
