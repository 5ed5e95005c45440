/** The feed and those that follow it: each event once, in its order, whatever breaks off when. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addWords } from '../../src/cases/add-to-matter.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { type Follower, followAll, followOnce, startFeed } from '../../src/kernel/feed/index.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'
import { recording, TABLE } from './recording.ts'

let m: MiniBureau
let open: string[]
let shielded: string
beforeAll(async () => {
  m = await createMiniBureau()
  await m.database.owner.query(TABLE)
  const made = await Promise.all(Array.from({ length: 4 }, () => m.register('letter-box')))
  open = made.map((x) => x.matterId)
  shielded = (await m.register('misconduct', { reportedUnitId: m.county.units.town })).matterId
})
afterAll(() => m.close())
beforeEach(async () => {
  await m.database.owner.query('delete from taken')
  await m.database.owner.query('delete from feed_positions')
})

const write = (n: number) =>
  Promise.all(
    Array.from({ length: n }, async (_, i) =>
      granted(await addWords(m.deps, m.as('clerk'), [...open, shielded][i % 5]!, `备注${i}`)),
    ),
  )
/** Nothing of what was written is held back by an older transaction, here or in another test's database. */
const allVisible = () =>
  expect
    .poll(
      () => m.count('select count(*) from events where feed_xid >= pg_snapshot_xmin(pg_current_snapshot())'),
      { timeout: 20_000 },
    )
    .toBe(0)
const key = (r: { matter_id: string; version: number }) => `${r.matter_id} ${r.version}`
const taken = async (follower: string) =>
  (
    await m.database.owner.query<{ matter_id: string; version: number }>(
      'select matter_id, version from taken where follower = $1 order by no',
      [follower],
    )
  ).rows.map(key)
const inOrder = async (only: 'open' | 'all') =>
  (
    await m.database.owner.query<{ matter_id: string; version: number }>(
      `select e.matter_id, e.version from events e join matters x using (bureau_id, matter_id)
       where e.bureau_id = $1 and ($2 or not x.shielded) order by e.feed_xid, e.matter_id, e.version`,
      [m.county.bureauId, only === 'all'],
    )
  ).rows.map(key)

const deps = () => ({ app: m.database.app, onError: () => {} })
const bureau = () => m.county.bureauId

test('is read once for all who stand at the same place, and each sees its lanes', async () => {
  await write(7)
  await allVisible()
  let reads = 0
  const { app } = m.database
  const connect = app.connect.bind(app)
  app.connect = (async () => {
    const client = await connect()
    const send = client.query.bind(client)
    client.query = ((q: { text?: string }, ...rest: unknown[]) => {
      if (q.text?.includes('from events')) reads++
      return (send as (...a: unknown[]) => unknown)(q, ...rest)
    }) as typeof client.query
    return client
  }) as typeof app.connect
  const sights: Record<string, number> = {}
  const watching = (name: string, sight: Follower['sight']) =>
    recording(name, sight, async (tx) => {
      sights[name] = (await tx.query('select 1 from matters where shielded')).length
    })
  const turn = await followOnce(deps(), bureau(), [watching('one', 'open'), watching('two', 'all')])
  app.connect = connect as typeof app.connect
  expect(reads).toBe(1)
  expect(turn).toMatchObject({ failed: [], more: false })
  expect(await taken('one')).toEqual(await inOrder('open'))
  expect(await taken('two')).toEqual(await inOrder('all'))
  expect(sights).toEqual({ one: 0, two: 1 })
})

test('one that throws stays where it was with nothing of its rows, and comes up to the others', async () => {
  let broken = true
  const bad = recording('bad', 'all', async (tx) => {
    if (broken) await tx.query('select 1/0')
  })
  const good = recording('good', 'all')
  await allVisible()
  const turn = await followOnce(deps(), bureau(), [bad, good], 3)
  expect(turn).toMatchObject({ read: 3, failed: ['bad'] })
  expect(await taken('bad')).toEqual([])
  await followAll(deps(), bureau(), [good], { limit: 2 })
  await write(3)
  await allVisible()
  broken = false
  // First alone up to where the other stands, then both from one reading.
  await followAll(deps(), bureau(), [bad, good])
  expect(await taken('bad')).toEqual(await inOrder('all'))
  expect(await taken('good')).toEqual(await inOrder('all'))
  await expect(
    followAll(deps(), bureau(), [recording('third', 'all', () => Promise.reject(new Error('mine')))]),
  ).rejects.toThrow('mine')
})

test('who is told to leave off does so after the turn in hand, and goes on there the next time', async () => {
  await allVisible()
  const leavingOff = new AbortController()
  const { signal } = leavingOff
  const patient = recording('patient', 'all', async () => leavingOff.abort())
  expect(await followAll(deps(), bureau(), [patient], { limit: 2, signal })).toBe(2)
  expect(await taken('patient')).toEqual((await inOrder('all')).slice(0, 2))
  expect(await followAll(deps(), bureau(), [patient], { limit: 2, signal })).toBe(0)
  await followAll(deps(), bureau(), [recording('patient', 'all')])
  expect(await taken('patient')).toEqual(await inOrder('all'))
})

test('whatever fails, breaks off or runs at once: each event is taken once, in its order', async () => {
  const step = fc.record({
    write: fc.integer({ min: 0, max: 4 }),
    limit: fc.integer({ min: 1, max: 6 }),
    at: fc.integer({ min: 1, max: 2 }),
    who: fc.subarray(['one', 'two', 'three'] as const),
    throws: fc.option(fc.constantFrom('one', 'two', 'three')),
    breaks: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      await m.database.owner.query('delete from taken')
      await m.database.owner.query('delete from feed_positions')
      const sightOf = { one: 'open', two: 'all', three: 'open' } as const
      for (const s of steps) {
        await write(s.write)
        const followers = s.who.map((name) =>
          recording(name, sightOf[name], async (tx) => {
            if (s.throws === name) throw new Error('not now')
            // As when the process dies: what was written of the turn goes with its connection.
            if (s.breaks && name === s.who.at(-1))
              await tx.query('select pg_terminate_backend(pg_backend_pid())')
          }),
        )
        const turn = () => followOnce(deps(), bureau(), followers, s.limit).catch(() => null)
        await Promise.all(Array.from({ length: s.at }, turn))
      }
      await allVisible()
      await followAll(
        deps(),
        bureau(),
        Object.entries(sightOf).map(([name, sight]) => recording(name, sight)),
        { limit: 4 },
      )
      for (const [name, sight] of Object.entries(sightOf))
        expect(await taken(name)).toEqual(await inOrder(sight))
    }),
    { numRuns: 8 },
  )
}, 120_000)

test('processes killed at any moment lose nothing and take nothing twice', async () => {
  await write(20)
  const script = path.join(import.meta.dirname, 'killed-feed.ts')
  for (let n = 0; n < 4; n++) {
    const child = spawn(process.execPath, [...RUNTIME_FLAGS, script, m.database.appUrl, bureau()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const writing = write(5)
    await sleep(Math.random() * 120)
    child.kill('SIGKILL')
    await Promise.all([once(child, 'exit'), writing])
  }
  await allVisible()
  const both = [recording('one', 'open'), recording('two', 'all')]
  // The server gives the turn back when it notices the lost connection.
  await expect
    .poll(
      async () => {
        await followAll(deps(), bureau(), both)
        return (await taken('two')).length
      },
      { timeout: 20_000 },
    )
    .toBe((await inOrder('all')).length)
  expect(await taken('one')).toEqual(await inOrder('open'))
  expect(await taken('two')).toEqual(await inOrder('all'))
}, 60_000)

test('while it runs, what is written is taken, and one that threw is left out for a while', async () => {
  let failing = 2
  const feed = startFeed(
    deps(),
    [
      recording('one', 'all', async () => {
        if (failing-- > 0) throw new Error('not now')
      }),
      recording('two', 'all'),
    ],
    { bureaus: async () => [bureau()], now: () => new Date(), everyMs: 10, restMs: 50, limit: 5 },
  )
  await write(3)
  await expect.poll(() => taken('two'), { timeout: 20_000 }).toEqual(await inOrder('all'))
  await expect.poll(() => taken('one'), { timeout: 20_000 }).toEqual(await inOrder('all'))
  await feed.stop()
  await write(1)
  await sleep(60)
  expect(await taken('two')).not.toEqual(await inOrder('all'))
}, 60_000)
