/** The wall display on a real database: sums alone, by a key that can be revoked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSystem, takeEvents } from '../../src/hotline/index.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import type { SseEvent } from '../../src/kernel/http/index.ts'
import { countAll } from '../../src/statistics/follow.ts'
import type { Wall } from '../../src/wall/contract.ts'
import { bureauOf, makeKey, revoke } from '../../src/wall/keys.ts'
import { readWall } from '../../src/wall/read.ts'
import { createWallWatch } from '../../src/wall/watch.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const DAY = 24 * 3600_000
const SILENT = {
  ring: () => {},
  listen: () => ({ next: async () => {}, close: () => {} }),
  stop: () => {},
}

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
  const { works } = m.county.units
  for (let i = 0; i < 3; i++) {
    const place = i === 0 ? 'town单位' : '不明'
    const { matterId } = await m.register('letter-box', { subject: '暗号甲乙丙', body: '暗号甲乙丙', place })
    await m.act(m.as('clerk'), matterId, 'assign', { unit: works })
  }
  await m.register('misconduct', { reportedUnitId: m.county.units.town })
  await m.feedIsOpen()
  await countAll({ app: m.database.app }, m.county.bureauId)
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory })
const read = async () => granted(await readWall(room(), m.county.bureauId, m.clock.now()))
let keys = 0
const command = (bureau = m.county) => {
  const { id, unitId, roles } = m.actorOf('administrator', bureau)
  const session = { accountId: id, bureauId: bureau.bureauId, unitId, roles } as unknown as Session
  return { session, now: m.clock.now(), idempotencyKey: `w${keys++}` } as never
}

describe('the wall', () => {
  test('tells the sums of the day, what falls due and what is late, and no shielded matter', async () => {
    const first = await read()
    expect(first).toMatchObject({ received: 3, batches: 3, open: 3, ended: 0, overdue: 0 })
    expect(first.areas.map((a) => [a.code, a.received])).toEqual([
      ['town', 1],
      ['', 2],
    ])
    const running = await m.count(
      `select count(*) from clocks where bureau_id = '${m.county.bureauId}' and status = 'running'`,
    )
    expect(running).toBeGreaterThan(0)
    m.clock.advance(90 * DAY)
    const later = await read()
    expect(later.received).toBe(0)
    expect(later.open).toBe(3)
    expect(later.overdue).toBeGreaterThan(0)
    const [due] = (
      await m.database.owner.query(
        `select nominal::text as day from clocks c join matters x using (bureau_id, matter_id)
         where c.bureau_id = $1 and c.status = 'running' and c.rule_id = 'HY-LETTERBOX' and not x.shielded limit 1`,
        [m.county.bureauId],
      )
    ).rows
    m.clock.set(new Date(`${due.day}T02:00:00.000Z`))
    const on = await read()
    expect(on.dueToday).toBeGreaterThan(0)
    m.clock.advance(DAY)
    expect((await read()).overdue).toBeGreaterThanOrEqual(on.overdue + on.dueToday)
  })

  test('holds no matter, no name and no words', async () => {
    const text = JSON.stringify(await read())
    for (const word of ['COUNTY-', '暗号', '甲', 'phone']) expect(text).not.toContain(word)
  })
})

describe('a screen that listens', () => {
  test('has the wall at once and again when a call comes, not before, and no longer once its key is revoked', async () => {
    const watch = createWallWatch(room(), m.clock, { error: () => {} }, 20)
    const heard: SseEvent[] = []
    const walls = () => heard.flatMap((e) => (e.event === 'wall' ? [e.data as Wall] : []))
    const { keyId, key } = granted(await makeKey(room(), command(), '门口'))
    const ending = new AbortController()
    const running = watch.follow(m.county.bureauId, {
      send: (e) => heard.push(e) > 0,
      signal: ending.signal,
      holds: async () => !isRefusal(await bureauOf(room(), key)),
    })
    await expect.poll(walls).toHaveLength(1)
    expect(walls()[0]!.calls).toBeNull()
    const by = { bureauId: m.county.bureauId, accountId: null, now: m.clock.now() }
    const hotline = { cases: m.deps, bell: SILENT, used: async () => {} }
    const { systemId } = granted(await addSystem(hotline, by, { name: '甲', dialUrl: null }))
    const at = new Date(m.clock.now().getTime() - 5000).toISOString()
    granted(
      await takeEvents(
        hotline,
        m.county.bureauId,
        systemId,
        [{ id: '1', type: 'ringing', at, call: 'c' }],
        m.clock.now(),
      ),
    )
    await expect
      .poll(() => walls().at(-1)?.calls, { timeout: 5000 })
      .toMatchObject({ waiting: 1, calls: 0, waitingSince: at })
    expect(walls()).toHaveLength(2)
    granted(await revoke(room(), command(), keyId))
    await running
    expect(heard.at(-1)!.event).toBe('over')
    ending.abort()
    watch.stop()
  })
})

describe('a key', () => {
  test('opens its own bureau until it is revoked, and is not kept', async () => {
    const { keyId, key } = granted(await makeKey(room(), command(), '大厅'))
    expect(await bureauOf(room(), key)).toBe(m.county.bureauId)
    expect(codeOf(await bureauOf(room(), `${key}x`))).toBe('wall.unknown_key')
    expect(codeOf(await bureauOf(room(), key.replace('county.', 'other.')))).toBe('wall.unknown_key')
    expect(codeOf(await bureauOf(room(), 'nonsense-key'))).toBe('wall.unknown_key')
    const kept = await m.database.owner.query('select * from wall_keys')
    expect(JSON.stringify(kept.rows)).not.toContain(key.split('.')[1])
    expect(codeOf(await revoke(room(), command(m.other), keyId))).toBe('not_found')
    granted(await revoke(room(), command(), keyId))
    expect(codeOf(await bureauOf(room(), key))).toBe('wall.unknown_key')
    expect(codeOf(await revoke(room(), command(), keyId))).toBe('not_found')
    expect(codeOf(await makeKey(room(), command(), '  '))).toBe('input.required')
  })
})
