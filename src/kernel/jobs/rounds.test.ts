import { describe, expect, it, vi } from 'vitest'
import { startRounds } from './rounds.ts'

const now = () => new Date('2026-03-02T00:00:00Z')

describe('rounds', () => {
  it('go on after the failure of one bureau, and come again', async () => {
    const seen: string[] = []
    const onError = vi.fn()
    const rounds = startRounds({ now, bureaus: async () => ['a', 'b'], onError, everyMs: 1 }, async (id) => {
      seen.push(id)
      if (id === 'a') throw new Error('a')
    })
    await expect.poll(() => seen.length).toBeGreaterThan(3)
    await rounds.stop()
    expect(seen.slice(0, 4)).toEqual(['a', 'b', 'a', 'b'])
    expect(onError).toHaveBeenCalled()
    const { length } = seen
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen).toHaveLength(length)
  })

  it('begin no further bureau once stopped, and wait for the one in hand', async () => {
    const done: string[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let begun = false
    const rounds = startRounds(
      { now, bureaus: async () => ['a', 'b'], onError: () => {}, everyMs: 1 },
      async (id) => {
        begun = true
        await held
        done.push(id)
      },
    )
    await expect.poll(() => begun).toBe(true)
    const stopped = rounds.stop()
    release()
    await stopped
    expect(done).toEqual(['a'])
  })
})
