/**
 * Sets of places in a block of 4,096 matters, as bytes: while it is small two bytes for each place, then 512 bytes of
 * bits. A row of the index so never grows past what fits into it without being stored elsewhere. Pure.
 */
export const BLOCK = 4096
const BITS = BLOCK / 8

/** A set of places as bits; the working form. */
export type Bits = Uint8Array

export function bitsOf(stored: Uint8Array): Bits {
  if (stored.length === BITS) return Uint8Array.from(stored)
  const bits = new Uint8Array(BITS)
  for (let i = 0; i + 1 < stored.length; i += 2) add(bits, stored[i]! | (stored[i + 1]! << 8))
  return bits
}

export function add(bits: Bits, place: number): void {
  bits[place >> 3]! |= 1 << (place & 7)
}

export function remove(bits: Bits, place: number): void {
  bits[place >> 3]! &= ~(1 << (place & 7))
}

export function has(bits: Bits, place: number): boolean {
  return (bits[place >> 3]! & (1 << (place & 7))) !== 0
}

/** Keeps in `into` what is in both. */
export function intersect(into: Bits, other: Bits): void {
  for (let i = 0; i < BITS; i++) into[i]! &= other[i]!
}

/** Places in the set, highest first. */
export function placesDown(bits: Bits): number[] {
  const out: number[] = []
  for (let i = BITS - 1; i >= 0; i--) {
    if (bits[i] === 0) continue
    for (let bit = 7; bit >= 0; bit--) if (bits[i]! & (1 << bit)) out.push(i * 8 + bit)
  }
  return out
}

/** Counts one more at each place of a stored set. */
function countPlaces(docs: Uint8Array, counts: Uint32Array): void {
  if (docs.length !== BITS) {
    for (let i = 0; i + 1 < docs.length; i += 2) counts[docs[i]! | (docs[i + 1]! << 8)]! += 1
    return
  }
  for (let i = 0; i < BITS; i++)
    for (let left = docs[i]!, at = i * 8; left !== 0; left >>= 1, at++) counts[at]! += left & 1
}

/** A matter by its running number, and in how many of the sets it stands. */
export interface Shared {
  docNo: number
  sets: number
}

/** The matters that stand in most of the sets, the most first, of the same number the newest. At most `limit`. */
export function mostShared(sets: readonly { block: number; docs: Uint8Array }[], limit: number): Shared[] {
  const counts = new Uint32Array(BLOCK)
  let best: Shared[] = []
  for (const [block, own] of Map.groupBy(sets, (s) => s.block)) {
    counts.fill(0)
    for (const { docs } of own) countPlaces(docs, counts)
    // A place that cannot come among the best is not made an object of: of a block's thousands few do.
    const least = best.length < limit ? 1 : best.at(-1)!.sets
    for (let place = 0; place < BLOCK; place++)
      if (counts[place]! >= least) best.push({ docNo: block * BLOCK + place, sets: counts[place]! })
    best = best.sort((a, b) => b.sets - a.sets || b.docNo - a.docNo).slice(0, limit)
  }
  return best
}

/** The shorter of the two forms. */
export function stored(bits: Bits): Uint8Array {
  const places = placesDown(bits)
  if (places.length * 2 >= BITS) return bits
  const bytes = new Uint8Array(places.length * 2)
  places.forEach((p, i) => {
    bytes[i * 2] = p & 0xff
    bytes[i * 2 + 1] = p >> 8
  })
  return bytes
}
