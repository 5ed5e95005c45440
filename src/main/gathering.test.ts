/** Gathering waits for people, leaves off when they come, and is done all the same after an hour. */
import { describe, expect, test } from 'vitest'
import { inQuiet } from './gathering.ts'

/** A server whose looks find it busy or not in turn; each look takes `lookMs`; work needs `turns` quiet looks. */
function server(looks: readonly boolean[], turns: number, lookMs = 10_000) {
  let clock = 0
  let n = 0
  let left = turns
  let working: (() => void) | null = null
  const told: string[] = []
  const end = (how: string) => {
    told.push(how)
    working?.()
    working = null
  }
  return {
    told,
    looked: () => n,
    quietly: {
      now: () => clock,
      busy: async () => {
        clock += lookMs
        const busy = looks[n++] ?? looks.at(-1)!
        if (working && --left === 0) end('done')
        return busy
      },
      begin: () => {
        told.push('begun')
        const ended = new Promise<void>((resolve) => {
          working = resolve
        })
        return { ended, leaveOff: () => end('left off') }
      },
    },
  }
}
const never = () => new AbortController().signal

describe('gathering in quiet', () => {
  test('begins once people leave time for it', async () => {
    const s = server([true, true, false, false], 1)
    await inQuiet(s.quietly, never())
    expect(s.told).toEqual(['begun', 'done'])
    expect(s.looked()).toBe(4)
  })

  test('leaves off when they come, and goes on in the next quiet', async () => {
    const s = server([false, false, true, true, false, false], 3)
    await inQuiet(s.quietly, never())
    expect(s.told).toEqual(['begun', 'left off', 'begun', 'done'])
  })

  test('is done after an hour though nobody ever leaves time, and then does not leave off', async () => {
    const s = server([true], 1, 600_000)
    const done = inQuiet(s.quietly, never())
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(s.told).toEqual(['begun'])
    expect(s.looked()).toBe(6)
    await s.quietly.busy()
    await done
    expect(s.told).toEqual(['begun', 'done'])
  })

  test('begins nothing once the server stops, and lets go of what runs', async () => {
    const stopping = new AbortController()
    const s = server([true, false], 1)
    stopping.abort()
    await inQuiet(s.quietly, stopping.signal)
    expect(s.told).toEqual([])
  })
})
