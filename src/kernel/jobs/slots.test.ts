import { expect, it } from 'vitest'
import { createSlots } from './slots.ts'

it('lets so many run at once and the others in their order', async () => {
  const slots = createSlots(2)
  const done: number[] = []
  let open = 0
  let most = 0
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      slots(async () => {
        most = Math.max(most, ++open)
        await Promise.resolve()
        done.push(n)
        open--
      }),
    ),
  )
  expect([most, done]).toEqual([2, [1, 2, 3, 4, 5]])
})

it('gives a place back where the work fails', async () => {
  const slots = createSlots(1)
  await expect(slots(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await slots(async () => 'next')).toBe('next')
})
