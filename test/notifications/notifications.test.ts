/** Notifications on a real database: who is told, who is not, what is kept as read, and that nothing is lost. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { startFeed } from '../../src/kernel/feed/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { createBell } from '../../src/notifications/bell.ts'
import type { Notification } from '../../src/notifications/contract.ts'
import { type BellEvent, followNotifications } from '../../src/notifications/follow.ts'
import { listNotifications } from '../../src/notifications/list.ts'
import { markNotifications, readSettings, saveSettings } from '../../src/notifications/mark.ts'
import { bellFollower, notifyAll, pruneOld } from '../../src/notifications/notifier.ts'
import { publish } from '../../src/notifications/publish.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
let deps: Parameters<typeof listNotifications>[0]

beforeAll(async () => {
  m = await createMiniBureau()
  deps = { cases: m.deps, bell: createBell(m.database.app, createLog({ level: 'silent' }), 50) }
  // Whoever was there before the news has it unread.
  await m.database.owner.query("update accounts set created_at = '2026-01-01'")
})
afterAll(async () => {
  deps.bell.stop()
  await m.close()
})

const sweep = async () => {
  await m.feedIsOpen()
  return notifyAll({ app: m.database.app, clock: m.clock }, m.county.bureauId)
}
const bellOf = async (login: Login) => granted(await listNotifications(deps, m.looks(login), {}))
const kinds = (page: { items: Notification[] }) => page.items.map((n) => n.kind)

test('a unit hears what comes to it, others do not, and the number leads to the matter', async () => {
  const { matterId, number } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  await sweep()
  const works = await bellOf('works')
  expect(works.items[0]).toMatchObject({
    kind: 'assigned',
    read: false,
    matter: { matterId, number, subject: '路灯不亮' },
    by: { kind: 'account', unit: { en: 'centre' } },
  })
  expect(works.unread).toBe(1)
  expect((await bellOf('water')).items).toEqual([])
  expect((await bellOf('clerk')).items).toEqual([])
  // Who keeps the machine or the money works on no matter.
  expect((await bellOf('administrator')).items).toEqual([])
  expect(await sweep()).toBe(0)
})

test('the signature is asked of the head alone', async () => {
  const { matterId } = await m.register('petition')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, mode: 'assign' })
  await m.act(m.as('works'), matterId, 'accept')
  await m.act(m.as('works'), matterId, 'ask-extension', { days: 5, reason: '需要勘查' })
  await sweep()
  expect(kinds(await bellOf('works-head'))[0]).toBe('signature')
  expect(kinds(await bellOf('works'))).not.toContain('signature')
})

test('a shielded report is told to whoever sits on it, without its subject or who sent it, and to nobody else', async () => {
  const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
  await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.works })
  await sweep()
  const works = await bellOf('works')
  expect(works.items[0]).toMatchObject({ matter: { matterId, subject: null }, by: null })
  for (const login of ['town', 'station', 'water', 'supervisor', 'head', 'auditor'] as const) {
    expect(JSON.stringify(await bellOf(login)), login).not.toContain(matterId)
  }
  // The second wall alone: the rows of another unit are not even there for its transactions.
  const context = { bureau: m.county.bureauId, unit: m.county.units.town!, account: m.county.ids.town }
  const seen = await withTx(m.database.app, context, (tx) =>
    tx.query('select 1 from notifications where matter_id = $1', [matterId]),
  )
  expect(seen).toEqual([])
  // A unit that no longer sits on it loses its news with it.
  await m.database.owner.query(
    `update matters set shield_units = '{}' where bureau_id = $1 and matter_id = $2`,
    [m.county.bureauId, matterId],
  )
  expect(JSON.stringify(await bellOf('works'))).not.toContain(matterId)
})

test('reading is each account’s own: one by one, all of a matter, all at once, and unread again', async () => {
  const read = (login: Login, mark: Parameters<typeof markNotifications>[2]) =>
    markNotifications(deps, m.looks(login), mark)
  const before = await bellOf('works')
  expect(before.unread).toBe(2)
  const first = before.items[0]!
  expect(granted(await read('works', { read: true, numbers: [first.no] })).unread).toBe(before.unread - 1)
  expect((await bellOf('works')).items[0]!.read).toBe(true)
  // The head of the same unit has read nothing yet.
  expect((await bellOf('works-head')).items.find((n) => n.no === first.no)!.read).toBe(false)
  const of = (await bellOf('works')).items.find((n) => !n.read)!.matter!
  await read('works', { read: true, matterId: of.matterId })
  expect((await bellOf('works')).items.filter((n) => n.matter?.matterId === of.matterId && !n.read)).toEqual(
    [],
  )
  expect(granted(await read('works', { read: true, upTo: first.no })).unread).toBe(0)
  expect(granted(await read('works', { read: false, numbers: [first.no] })).unread).toBe(1)
  expect((await bellOf('works')).items[0]!.read).toBe(false)
  expect(granted(await read('works', { read: true, upTo: Number.MAX_SAFE_INTEGER })).unread).toBe(0)
  // A number of another unit marks nothing; naming nothing or two things is refused.
  await read('water', { read: false, numbers: [first.no] })
  expect((await bellOf('water')).unread).toBe(0)
  expect(isRefusal(await read('works', { read: true }))).toBe(true)
  expect(isRefusal(await read('works', { read: true, upTo: 1, numbers: [1] }))).toBe(true)
  expect(isRefusal(await read('works', { read: false, upTo: 1 }))).toBe(true)
})

test('a muted kind stays in the history and asks for nothing', async () => {
  await saveSettings(deps, m.looks('works'), { muted: ['citizen'], toasts: false })
  expect(await readSettings(deps, m.looks('works'))).toEqual({ muted: ['citizen'], toasts: false })
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  await m.act(m.asCitizen(matterId), matterId, 'add-information', { words: '补充说明' })
  await sweep()
  const page = await bellOf('works')
  expect(page.items.slice(0, 2).map((n) => [n.kind, n.read])).toEqual([
    ['citizen', true],
    ['assigned', false],
  ])
  expect(page.unread).toBe(1)
  await saveSettings(deps, m.looks('works'), { muted: [], toasts: true })
  expect((await bellOf('works')).unread).toBe(2)
})

/** A stream as one browser holds it. */
function browser(login: Login, after?: string) {
  const ending = new AbortController()
  const got: BellEvent[] = []
  const done = followNotifications(deps, m.looks(login), {
    after,
    signal: ending.signal,
    send: (e) => got.push(e) > 0,
  })
  return {
    got,
    numbers: () => got.flatMap((e) => (e.event === 'notification' ? [e.data.no] : [])),
    unread: () => got.findLast((e) => e.event === 'unread')?.data,
    close: async () => {
      ending.abort()
      await done
    },
  }
}

test('two browsers hear at once, and one that was away goes on where it stood', async () => {
  const { app } = m.database
  const feed = startFeed(
    { app, onError: () => {} },
    [bellFollower({ app, clock: m.clock, bell: deps.bell })],
    { bureaus: async () => [m.county.bureauId], now: () => m.clock.now(), everyMs: 20 },
  )
  const one = browser('works')
  const two = browser('works-head')
  await expect.poll(() => one.got.length).toBeGreaterThan(0)
  await expect.poll(() => two.got.length).toBeGreaterThan(0)
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  await expect.poll(() => one.numbers().length).toBe(1)
  await expect.poll(() => two.numbers()).toEqual(one.numbers())
  // Away: what happens meanwhile comes once, in order, when it is back.
  const last = one.got.at(-1)!.id
  expect(one.got.map((e) => typeof e.id)).toEqual(one.got.map(() => 'string'))
  await one.close()
  const made = await Promise.all([m.register('letter-box'), m.register('letter-box')])
  for (const x of made) await m.act(m.as('clerk'), x.matterId, 'assign', { unit: m.county.units.works })
  await expect.poll(() => two.numbers().length).toBe(3)
  const again = browser('works', last)
  await expect.poll(() => again.numbers()).toEqual(two.numbers().slice(1))
  // Reading in one browser of an account empties the bell of its other one.
  const other = browser('works')
  await expect.poll(() => other.unread()).toBeDefined()
  await markNotifications(deps, m.looks('works'), { read: true, upTo: again.numbers().at(-1)! })
  await expect.poll(() => other.unread()).toEqual({ unread: 0 })
  await Promise.all([again.close(), two.close(), other.close(), feed.stop()])
})

test('two writers at once number without gap or double', async () => {
  const made = await Promise.all([1, 2, 3, 4].map(() => m.register('letter-box')))
  await Promise.all(
    made.map((x) => m.act(m.as('clerk'), x.matterId, 'assign', { unit: m.county.units.water })),
  )
  await Promise.all([sweep(), sweep(), sweep()])
  await sweep()
  const page = await bellOf('water')
  expect(page.items.filter((n) => made.some((x) => x.matterId === n.matter?.matterId))).toHaveLength(4)
  const { rows } = await m.database.owner.query<{ no: string; last: string }>(
    `select count(*) as no, max(notification_no) as last from notifications where bureau_id = $1`,
    [m.county.bureauId],
  )
  expect(rows[0]!.no).toBe(rows[0]!.last)
})

test('another room rings with words of its own; history before the news and old news are not told', async () => {
  await withTx(m.database.app, { bureau: m.county.bureauId }, (tx) =>
    publish(tx, {
      bureauId: m.county.bureauId,
      unitId: m.county.units.water!,
      kind: 'instruction',
      at: m.clock.now(),
      link: '/instructions/1',
      words: { zh: '有一件批示', en: 'An instruction' },
    }),
  )
  expect((await bellOf('water')).items[0]).toMatchObject({
    kind: 'instruction',
    link: '/instructions/1',
    matter: null,
    words: { en: 'An instruction' },
  })
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.town })
  const later = new Date(m.clock.now().getTime() + 20 * 86_400_000)
  await notifyAll({ app: m.database.app, clock: { ...systemClock, now: () => later } }, m.county.bureauId)
  expect((await bellOf('town')).items).toEqual([])
  const all = await m.count('select count(*) from notifications')
  expect(await pruneOld({ app: m.database.app }, m.county.bureauId, later)).toBe(all)
  expect(await m.count('select count(*) from notifications')).toBe(0)
})
