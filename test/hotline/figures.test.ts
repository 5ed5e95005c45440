/** The figures of calls on a real database: kept with each change whatever its order, counted again, found when touched. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBoard } from '../../src/hotline/board.ts'
import { calledBack } from '../../src/hotline/caller.ts'
import type { CallEvent } from '../../src/hotline/contract.ts'
import type { CallFigures } from '../../src/hotline/figures/contract.ts'
import { callSheets } from '../../src/hotline/figures/export.ts'
import { callsNow } from '../../src/hotline/figures/now.ts'
import { readCallStatistics } from '../../src/hotline/figures/read.ts'
import { rebuildCallCounts, verifyCallCounts } from '../../src/hotline/figures/verify.ts'
import { setAgent } from '../../src/hotline/my-calls.ts'
import { answerAtOnce, handOn, makeOrder } from '../../src/hotline/on-call.ts'
import type { HotlineRoom } from '../../src/hotline/room.ts'
import { lastNumber } from '../../src/hotline/store.ts'
import { addSystem } from '../../src/hotline/systems.ts'
import { takeEvents } from '../../src/hotline/take-events.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { createBell } from '../../src/notifications/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let room: HotlineRoom
let systemId: string
const DAY = 86_400_000

const command = (login: Login) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: randomUUID(), session }
}
const deps = () => ({ app: m.deps.app, directory: m.deps.directory })
const verify = () => verifyCallCounts(deps(), m.county.bureauId, 7)
const facts = async () => (await m.deps.directory.byId(m.county.bureauId))!
let no = 0
const event = (
  call: string,
  type: CallEvent['type'],
  at: Date,
  more: Partial<CallEvent> = {},
): CallEvent => ({
  id: `f${no++}`,
  call,
  type,
  at: at.toISOString(),
  ...more,
})
const take = async (...events: CallEvent[]) =>
  granted(await takeEvents(room, m.county.bureauId, systemId, events, m.clock.now()))
const callId = async (name: string): Promise<string> =>
  (await m.database.owner.query('select call_id from calls where system_call = $1', [name])).rows[0].call_id
const value = (f: CallFigures, code: string) => f.counts.find((c) => c.code === code)!.value
const rate = (f: CallFigures, code: string) => {
  const { numerator, denominator } = f.rates.find((r) => r.code === code)!
  return [numerator, denominator]
}
const read = async (more: { from?: string; to?: string; group?: 'month' | 'day' | 'hour' } = {}) =>
  granted(
    await readCallStatistics(
      { pool: m.deps.app, directory: m.deps.directory },
      await facts(),
      { from: m.today(), to: m.today(), ...more },
      m.clock.now(),
    ),
  )

beforeAll(async () => {
  m = await createMiniBureau()
  room = {
    cases: m.deps,
    bell: createBell(m.deps.app, { error: () => {} }, 1000, lastNumber),
    used: async () => {},
  }
  const by = { bureauId: m.county.bureauId, accountId: null, now: m.clock.now() }
  systemId = granted(await addSystem(room, by, { name: '甲', dialUrl: null })).systemId
  granted(await setAgent(room, command('operator'), { extension: '8001', state: 'ready' }))
  const now = m.clock.now().getTime()
  const at = (s: number) => new Date(now - s * 1000)
  const agent = { agent: '8001' }
  // In whatever order, some of it at once.
  await Promise.all([
    take(event('quick', 'ended', at(30)), event('quick', 'ringing', at(100))),
    take(event('late', 'answered', at(80), agent), event('missed', 'abandoned', at(50))),
    take(event('quick', 'answered', at(90), agent), event('out', 'ringing', at(70), { direction: 'out' })),
  ])
  await take(
    event('late', 'ringing', at(110)),
    event('missed', 'ringing', at(95)),
    event('out', 'answered', at(60)),
  )
  await take(event('waits', 'ringing', at(5)))
  await take(
    event('yesterday', 'ringing', new Date(now - DAY)),
    event('yesterday', 'answered', new Date(now - DAY + 9000), agent),
  )
  const body = {
    words: '路灯不亮',
    subject: null,
    place: null,
    category: null,
    kind: 'help',
    urgency: 'general',
    secrecy: 'none',
    name: null,
    phone: null,
    demands: [] as string[],
    unitId: null,
  } as const
  const quick = await callId('quick')
  granted(await makeOrder(room, command('operator'), quick, body))
  granted(await makeOrder(room, command('operator'), quick, body))
  granted(await handOn(room, command('operator'), quick, { to: '119', where: '' }))
  granted(await handOn(room, command('operator'), quick, { to: '120', where: '' }))
  granted(
    await answerAtOnce(room, command('operator'), await callId('yesterday'), {
      asked: '问',
      reply: '答',
      basis: '规定',
      articleId: null,
      place: null,
      category: null,
      name: null,
      phone: null,
      secrecy: 'none',
    }),
  )
  granted(await calledBack(room, command('operator'), await callId('missed'), true))
})
afterAll(async () => {
  room.bell.stop()
  await m.close()
})

test('are what the calls were, each in one place, and rates say of what', async () => {
  const { total, rows } = await read()
  const { now } = total
  expect(Object.fromEntries(now.counts.map((c) => [c.code, c.value]))).toEqual({
    calls: 3,
    answered: 2,
    abandoned: 1,
    called_back: 1,
    at_once: 0,
    // Two orders of one call are one call with an order.
    orders: 1,
    linked: 0,
    to_110: 0,
    to_119: 1,
    to_120: 1,
    to_122: 0,
    to_other: 0,
    nothing: 1,
    outgoing: 1,
  })
  expect(rate(now, 'in15')).toEqual([1, 3])
  expect(rate(now, 'connected')).toEqual([2, 3])
  expect(rate(now, 'settled_at_once')).toEqual([0, 1])
  expect(rate(now, 'missed_called_back')).toEqual([1, 1])
  expect(now).toMatchObject({ meanWait: 20, meanTalk: 60 })
  expect(rows.map((r) => [r.key, value(r.now, 'calls')])).toEqual([[m.today().slice(0, 7), 3]])
  // The day before is compared with, and has its own.
  expect(value(total.before, 'calls')).toBe(1)
  expect(rate(total.before, 'settled_at_once')).toEqual([1, 1])
  const hours = (await read({ group: 'hour' })).rows
  expect(hours.reduce((n, r) => n + value(r.now, 'calls'), 0)).toBe(3)
  expect(
    codeOf(
      await readCallStatistics(
        { pool: m.deps.app, directory: m.deps.directory },
        await facts(),
        { from: '2026-02-01', to: '2026-01-01' },
        m.clock.now(),
      ),
    ),
  ).toBe('input.invalid_date')
})

test('board and wall tell the same, the last 24 hours to the second', async () => {
  const board = await readBoard(room, await facts(), m.clock.now())
  const now = await withTx(m.deps.app, { bureau: m.county.bureauId }, async (tx) =>
    callsNow(tx, await facts(), m.clock.now()),
  )
  expect(now).toMatchObject({ calls: 3, answered: 2, abandoned: 1, orders: 1, waiting: 1 })
  expect(now!.connected).toEqual(board.levels.connected)
  // The call of a day ago began outside of the 24 hours by not one millisecond.
  expect(board.levels.connected).toEqual({ met: 2, of: 3 })
  const before = new Date(m.clock.now().getTime() - 1000)
  expect((await readBoard(room, await facts(), before)).levels.connected).toEqual({ met: 3, of: 4 })
})

test('are counted again from events and acts without a difference, and what is touched is named', async () => {
  expect(await verify()).toMatchObject({ ok: true, calls: 6, findings: [] })
  const { owner } = m.database
  await owner.query('update call_counts set orders = orders + 1 where orders > 0')
  await owner.query("update calls set answered_at = answered_at - interval '10 s' where system_call = 'late'")
  const { ok, findings } = await verify()
  expect(ok).toBe(false)
  expect(findings.map((f) => (f.code === 'row-differs' ? f.measure : f.code)).sort()).toEqual([
    'call-differs',
    'orders',
  ])
  expect(await rebuildCallCounts(deps(), m.county.bureauId, 2)).toBe(6)
  expect(await verify()).toMatchObject({ ok: true })
})

test('whatever of a call was touched is set right by counting anew, as it was before', async () => {
  const { owner } = m.database
  const columns =
    'call_id, direction, state, started_at, answered_at, ended_at, called_back_at, done, change_no'
  const calls = async () => (await owner.query(`select ${columns} from calls order by call_id`)).rows
  const before = await calls()
  expect(before.filter((c) => c.called_back_at !== null)).toHaveLength(1)
  await owner.query(`update calls set direction = case direction when 'in' then 'out' else 'in' end, state = 'ringing',
    started_at = started_at - interval '2 h', answered_at = null, ended_at = now(), done = '{120}',
    called_back_at = case when called_back_at is null then now() end`)
  expect((await verify()).findings.filter((f) => f.code === 'call-differs')).toHaveLength(6)
  await rebuildCallCounts(deps(), m.county.bureauId, 4)
  expect(await verify()).toMatchObject({ ok: true, findings: [] })
  expect(await calls()).toEqual(before)
})

test('what the migration made of calls that were there is what the program keeps', async () => {
  const text = readFileSync(new URL('../../db/migrations/0058_call_counts.sql', import.meta.url), 'utf8')
  const { owner } = m.database
  await owner.query("delete from call_counts; update calls set done = '{}'")
  await owner.query(text.slice(text.indexOf('-- Calls that are there already.')))
  expect(await verify()).toMatchObject({ ok: true, findings: [] })
})

test('are exported with numerators and definitions, and hold no number of a telephone', async () => {
  const sheets = callSheets(await read({ group: 'day' }), 'zh')
  expect(sheets[0]!.rows[0]).toContain('15秒接听率 分母')
  expect(sheets[0]!.rows.length).toBe(5)
  expect(sheets[1]!.rows.length).toBeGreaterThan(18)
  const { rows } = await m.database.owner.query('select * from call_counts')
  expect(Object.keys(rows[0])).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/phone|account|agent/)]),
  )
})
