import { randomFillSync } from 'node:crypto'

/** Fetched at a time: asking the system for a few bytes costs more than what they are used for. */
const POOL_BYTES = 8192
const pool = Buffer.alloc(POOL_BYTES)
let taken = POOL_BYTES

/** A copy of `bytes` (at most 64) random bytes that are given out once; for ids and salts. Keys are fetched by themselves. */
export function randomSlice(bytes: number): Buffer {
  if (bytes > 64) throw new RangeError('the pool is for ids and salts')
  if (taken + bytes > POOL_BYTES) {
    randomFillSync(pool)
    taken = 0
  }
  const slice = Buffer.allocUnsafe(bytes)
  pool.copy(slice, 0, taken, taken + bytes)
  // What was given out is not left lying in the pool.
  pool.fill(0, taken, taken + bytes)
  taken += bytes
  return slice
}
