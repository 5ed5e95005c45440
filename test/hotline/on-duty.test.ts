/** What the pages of people who take no calls cost: one look for all of them, and none more once they have left. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followOnDuty, type LineEvent, setAgent } from '../../src/hotline/my-calls.ts'
import type { HotlineRoom } from '../../src/hotline/room.ts'
import { lastNumber } from '../../src/hotline/store.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { createBell } from '../../src/notifications/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
let room: HotlineRoom
/** Transactions begun. */
let begun = 0
beforeAll(async () => {
  m = await createMiniBureau()
  const app = new Proxy(m.deps.app, {
    get: (pool, name) => {
      const value = Reflect.get(pool, name)
      if (name === 'connect') begun++
      return typeof value === 'function' ? value.bind(pool) : value
    },
  })
  // Looks by itself once a minute: here nothing is rung but by the test.
  const bell = createBell(m.deps.app, { error: () => {} }, 60_000, lastNumber)
  room = { cases: { ...m.deps, app }, bell, used: async () => {} }
})
afterAll(async () => {
  room.bell.stop()
  await m.close()
})

const command = (login: Login) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: randomUUID(), session }
}
/** Until no page has looked for a while. */
const quiet = async () => {
  for (let before = -1; before !== begun; await sleep(300)) before = begun
}
/** What waking every page costs. */
const costOfRing = async () => {
  await quiet()
  begun = 0
  room.bell.ring(m.county.bureauId)
  await quiet()
  return begun
}

test('pages off duty look together; who sits down hears of the line, and who leaves looks no longer alone', async () => {
  const ending = new AbortController()
  const heard: Record<string, LineEvent[]> = { clerk: [], operator: [], checker: [] }
  const pages = (['clerk', 'operator', 'checker'] as const).flatMap((login) =>
    [1, 2, 3].map(() =>
      followOnDuty(room, command(login).session, {
        signal: ending.signal,
        now: () => m.clock.now(),
        send: (e) => heard[login]!.push(e) > 0,
      }),
    ),
  )
  expect(await costOfRing()).toBe(1)
  granted(await setAgent(room, command('operator'), { extension: '8001', state: 'ready' }))
  await expect.poll(() => heard.operator!.length).toBe(3)
  // Three pages on duty read their own line, the six others share a look.
  expect(await costOfRing()).toBe(4)
  granted(await setAgent(room, command('operator'), { state: 'away' }))
  await expect.poll(() => heard.operator!.length).toBe(6)
  expect(await costOfRing()).toBe(1)
  granted(await setAgent(room, command('operator'), { state: 'ready' }))
  await expect.poll(() => heard.operator!.length).toBe(9)
  const states = heard.operator!.map((e) => (e.event === 'line' ? (e.data.agent?.state ?? 'left') : e.event))
  expect(states).toEqual(['ready', 'left', 'ready'].flatMap((state) => [state, state, state]))
  expect([heard.clerk, heard.checker]).toEqual([[], []])
  ending.abort()
  await Promise.all(pages)
})
