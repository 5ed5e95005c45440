import { expect, test } from 'vitest'
import { shareFigures } from './shared-figures.ts'

const MINUTE = 60_000

test('counts once for all who ask at once, again after a minute behind the page, and for nobody else', async () => {
  let time = 0
  let n = 0
  const shared = shareFigures<number>(() => time)
  const ask = (key = 'a') => shared.get(key, async () => ++n)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  expect(await ask('b')).toBe(2)
  time = MINUTE - 1
  expect(await ask()).toBe(1)
  time = MINUTE
  // The last ones are shown while it counts.
  expect(await ask()).toBe(1)
  await Promise.resolve()
  expect(await ask()).toBe(3)
  time = 20 * MINUTE
  expect(await ask()).toBe(4)
})

test('keeps nothing of a count that failed', async () => {
  let time = 0
  const shared = shareFigures<number>(() => time)
  const lost = () => Promise.reject(new Error('lost'))
  await expect(shared.get('a', lost)).rejects.toThrow('lost')
  expect(await shared.get('a', async () => 7)).toBe(7)
  time = 2 * MINUTE
  expect(await shared.get('a', lost)).toBe(7)
  expect(await shared.get('a', lost)).toBe(7)
})
