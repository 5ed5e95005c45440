/** The hotline on a real database: events once and in any order, one's own calls, orders, answers at once, the board. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBoard, readFigures } from '../../src/hotline/board.ts'
import { calledBack, dial, keepScribble, ordersOfCaller, readCall } from '../../src/hotline/caller.ts'
import type { CallEvent, Scribble } from '../../src/hotline/contract.ts'
import type { DialSend } from '../../src/hotline/dial-out.ts'
import { forgetOld } from '../../src/hotline/keeping.ts'
import { followOnDuty, type LineEvent, readMine, setAgent } from '../../src/hotline/my-calls.ts'
import { answerAtOnce, handOn, linkCall, makeOrder, wrapUp } from '../../src/hotline/on-call.ts'
import type { HotlineRoom } from '../../src/hotline/room.ts'
import { signatureHolds, signatureOf } from '../../src/hotline/sign.ts'
import { lastNumber } from '../../src/hotline/store.ts'
import { addSystem, changeSettings, readSettings, revokeSystem } from '../../src/hotline/systems.ts'
import { proveSystem, takeEvents } from '../../src/hotline/take-events.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { createBell } from '../../src/notifications/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let room: HotlineRoom
let system: { systemId: string; secret: string }
const used: string[] = []

beforeAll(async () => {
  m = await createMiniBureau()
  const bell = createBell(m.deps.app, { error: () => {} }, 50, lastNumber)
  room = { cases: m.deps, bell, used: async (_, id) => void used.push(id) }
  const by = { bureauId: m.county.bureauId, accountId: m.actorOf('administrator').id, now: m.clock.now() }
  system = granted(await addSystem(room, by, { name: '呼叫中心', dialUrl: 'http://127.0.0.1:9/dial' }))
  for (const [login, extension] of [
    ['operator', '8001'],
    ['clerk', '8002'],
  ] as const)
    granted(await setAgent(room, command(login), { extension, state: 'ready' }))
})
afterAll(async () => {
  room.bell.stop()
  await m.close()
})

const command = (login: Login, key: string = randomUUID()) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: key, session }
}
const facts = async () => (await m.deps.directory.byId(m.county.bureauId))!
const ago = (s: number) => new Date(m.clock.now().getTime() - s * 1000).toISOString()
let eventNo = 0
const event = (
  call: string,
  type: CallEvent['type'],
  s: number,
  more: Partial<CallEvent> = {},
): CallEvent => ({
  id: `e${eventNo++}`,
  call,
  type,
  at: ago(s),
  ...more,
})
const take = (...events: CallEvent[]) =>
  takeEvents(room, m.county.bureauId, system.systemId, events, m.clock.now())

/** A call somebody speaks on; its id. */
async function speaking(call: string, login: Login, caller = '13900000001', more: Partial<CallEvent> = {}) {
  const agent = login === 'operator' ? '8001' : '8002'
  granted(await take(event(call, 'ringing', 40, { caller, ...more }), event(call, 'answered', 30, { agent })))
  return (await readMine(room, command(login).session, m.clock.now())).calls.at(-1)!.callId
}
const scribble: Scribble = {
  words: '路灯不亮',
  subject: '',
  place: '人民路',
  category: '',
  kind: 'help',
  urgency: 'general',
  secrecy: 'none',
  name: '',
  phone: '',
  demands: [],
  unitId: '',
  reply: '',
  basis: '',
  articleId: '',
}
const order = (more = {}) => ({
  words: '人民路路灯不亮，请修。',
  subject: null,
  place: '人民路',
  category: null,
  kind: 'help' as const,
  urgency: 'general' as const,
  secrecy: 'none' as const,
  name: null,
  phone: null,
  demands: [],
  unitId: null,
  ...more,
})

describe('a telephone system', () => {
  const prove = (more = {}) => {
    const body = Buffer.from('{}')
    const timestamp = String(Math.floor(m.clock.now().getTime() / 1000))
    const signature = signatureOf(system.secret, timestamp, body)
    const { bureauId } = m.county
    const all = { bureauId, systemId: system.systemId, timestamp, signature, body, now: m.clock.now() }
    return proveSystem(room, { ...all, ...more })
  }
  test('is known by its key within five minutes, in its bureau, until it is revoked', async () => {
    expect(await prove()).toBe(system.systemId)
    expect(codeOf(await prove({ body: Buffer.from('{ }') }))).toBe('hotline.signature_wrong')
    expect(codeOf(await prove({ systemId: randomUUID() }))).toBe('hotline.signature_wrong')
    expect(codeOf(await prove({ systemId: "' or 1=1" }))).toBe('hotline.signature_wrong')
    expect(codeOf(await prove({ bureauId: m.other.bureauId }))).toBe('hotline.signature_wrong')
    const later = new Date(m.clock.now().getTime() + 301_000)
    expect(codeOf(await prove({ now: later }))).toBe('hotline.outside_window')

    const by = { bureauId: m.county.bureauId, accountId: null, now: m.clock.now() }
    const old = granted(await addSystem(room, by, { name: '旧系统', dialUrl: null }))
    granted(await revokeSystem(room, by, old.systemId))
    expect(codeOf(await revokeSystem(room, by, old.systemId))).toBe('hotline.unknown_system')
    const timestamp = String(Math.floor(m.clock.now().getTime() / 1000))
    const signature = signatureOf(old.secret, timestamp, '{}')
    expect(codeOf(await prove({ systemId: old.systemId, signature, timestamp }))).toBe(
      'hotline.signature_wrong',
    )
    expect(codeOf(await addSystem(room, by, { name: '甲', dialUrl: 'file:///etc/passwd' }))).toBe(
      'input.invalid',
    )
  })

  test('keeps neither secret nor number in the clear', async () => {
    await speaking('clear', 'operator', '13912345678')
    const rows = await m.database.owner.query(
      `select secret::text as s from telephone_systems union all select phone::text from calls where phone is not null
       union all select fold::text from calls`,
    )
    for (const { s } of rows.rows) {
      expect(s).not.toContain(Buffer.from('13912345678').toString('hex'))
      expect(s).not.toContain('13912345678')
      expect(s).not.toContain(Buffer.from(system.secret).toString('hex'))
    }
  })

  test('is told what an event lacks, and then nothing of the request is taken', async () => {
    const good = event('whole', 'ringing', 5)
    expect(codeOf(await take(good, { ...event('x', 'answered', 1), call: undefined }))).toBe('input.required')
    expect(granted(await take(good))).toEqual({ accepted: 1, known: 0 })
    expect(codeOf(await take(event('whole', 'ended', -400)))).toBe('input.date_in_future')
    expect(codeOf(await take(event('whole', 'ended', 8 * 86_400)))).toBe('input.out_of_range')
    expect(codeOf(await take({ id: 'a', type: 'agent', at: ago(0), agent: '8001' }))).toBe('input.required')
  })
})

describe('events', () => {
  test('count once, also when sent twice at once', async () => {
    const events = [event('twice', 'ringing', 20, { caller: '13900000002' }), event('twice', 'ended', 3)]
    const taken = await Promise.all([take(...events), take(...events), take(...events, ...events)])
    expect(taken.map((t) => granted(t).accepted).reduce((a, b) => a + b)).toBe(2)
    const { rows } = await m.database.owner.query("select state from calls where system_call = 'twice'")
    expect(rows).toEqual([{ state: 'abandoned' }])
  })

  test('bring a call to who is rung, within the stream, and nothing to others', async () => {
    const heard: LineEvent[] = []
    const ending = new AbortController()
    const running = followOnDuty(room, command('operator').session, {
      signal: ending.signal,
      now: () => m.clock.now(),
      send: (e) => heard.push(e) > 0,
    })
    // From the first state of the line on, changes are told.
    await expect.poll(() => heard.map((e) => e.event)).toEqual(['line'])
    granted(await take(event('other', 'ringing', 9, { caller: '13900000003', agent: '8002' })))
    granted(await take(event('pop', 'ringing', 9, { caller: '13900000004', agent: '8001' })))
    const calls = () => heard.flatMap((e) => (e.event === 'call' ? [e.data] : []))
    await expect.poll(() => calls().map((c) => c.phone)).toEqual(['13900000004'])
    expect(calls()[0]!.state).toBe('ringing')
    // Answered by somebody else: it leaves this screen.
    granted(await take(event('pop', 'answered', 1, { agent: '8002' })))
    await expect
      .poll(() => heard.findLast((e) => e.event === 'line')?.data)
      .toMatchObject({ open: expect.not.arrayContaining([calls()[0]!.callId]) })
    ending.abort()
    await running
  })

  test('come along the bell of who sits at an extension, on whatever page, and of nobody else', async () => {
    const heard: LineEvent[] = []
    const ending = new AbortController()
    const o = {
      signal: ending.signal,
      now: () => m.clock.now(),
      send: (e: LineEvent) => heard.push(e) > 0,
    }
    const running = followOnDuty(room, command('checker').session, o)
    await followOnDuty(room, command('supervisor').session, o)
    granted(await take(event('along0', 'ringing', 5, { caller: '13900000009', agent: '8003' })))
    expect(heard).toEqual([])
    granted(await setAgent(room, command('checker'), { extension: '8003', state: 'ready' }))
    await expect.poll(() => heard.map((e) => e.event)).toContain('line')
    granted(await take(event('along', 'ringing', 5, { caller: '13900000010', agent: '8003' })))
    const phones = () => heard.flatMap((e) => (e.event === 'call' ? [e.data.phone] : []))
    await expect.poll(phones).toEqual(['13900000010'])
    ending.abort()
    await running
    granted(await setAgent(room, command('checker'), { state: 'away' }))
  })

  test('put who answered on the call, and afterwards into wrap-up', async () => {
    const agent = async () => (await readMine(room, command('clerk').session, m.clock.now())).agent
    granted(await setAgent(room, command('clerk'), { state: 'ready' }))
    granted(await take(event('busy', 'answered', 20, { agent: '8002' })))
    expect((await agent())?.state).toBe('on-call')
    granted(await take(event('busy', 'ended', 2)))
    expect((await agent())?.state).toBe('wrap-up')
    granted(await take({ id: 'p1', type: 'agent', at: ago(0), agent: '8002', state: 'pause' }))
    expect((await agent())?.state).toBe('pause')
    // An extension rings one person: who sat there before has left.
    granted(await setAgent(room, command('checker'), { extension: '8002', state: 'ready' }))
    expect(await agent()).toBeNull()
    granted(await setAgent(room, command('clerk'), { extension: '8002', state: 'ready' }))
    expect(codeOf(await setAgent(room, command('editor'), { state: 'ready' }))).toBe('hotline.no_extension')
  })
})

describe('on a call', () => {
  test('the caller’s open orders are found by number, logged with the call, and by nobody else', async () => {
    const made = await m.register('hotline-order', {
      parties: [{ role: 'petitioner', phone: '13811110000' }],
    })
    const callId = await speaking('look', 'operator', '+86 138 1111 0000')
    const found = granted(await ordersOfCaller(room, command('operator'), callId))
    expect(found.map((o) => o.number)).toEqual([made.number])
    const log = await m.database.owner.query(
      "select reason from access_log where matter_id = $1 and what = 'lookup'",
      [made.matterId],
    )
    expect(log.rows).toEqual([{ reason: expect.stringContaining(callId.slice(0, 8)) }])
    expect(codeOf(await ordersOfCaller(room, command('clerk'), callId))).toBe('hotline.not_your_call')
    // Without a number nothing can be looked up.
    const withheld = await speaking('hidden', 'operator', '')
    expect(granted(await ordersOfCaller(room, command('operator'), withheld))).toEqual([])

    granted(
      await linkCall(room, command('operator'), callId, { matterId: made.matterId, words: '又来电催问' }),
    )
    const contacts = await m.database.owner.query('select channel from contacts where matter_id = $1', [
      made.matterId,
    ])
    expect(contacts.rows.length).toBe(2)
  })

  test('an order carries the number that called, and its clock runs from dispatch', async () => {
    const callId = await speaking('order', 'operator', '13822220000')
    const key = randomUUID()
    const body = order({ urgency: 'urgent', unitId: m.county.units.works })
    const made = granted(await makeOrder(room, command('operator', key), callId, body))
    expect(made).toMatchObject({ state: 'dispatched', left: null })
    // The same intention again makes nothing new.
    expect(granted(await makeOrder(room, command('operator', key), callId, body)).number).toBe(made.number)
    const { rows } = await m.database.owner.query(
      "select rule_id from clocks where matter_id = $1 and status = 'running' order by 1",
      [made.matterId],
    )
    expect(rows.map((r) => r.rule_id)).toEqual(['HL-05', 'HL-TYPE-HELP', 'HL-URGENT', 'HY-SIGN'])
    const again = await speaking('order2', 'operator', '13822220000')
    expect(granted(await ordersOfCaller(room, command('operator'), again)).map((o) => o.number)).toEqual([
      made.number,
    ])
    expect(codeOf(await makeOrder(room, command('clerk'), callId, order()))).toBe('hotline.not_your_call')
  })

  test('an answer at once closes its order and counts as such', async () => {
    const callId = await speaking('answer', 'operator', '13833330000')
    const articleId = randomUUID()
    const made = granted(
      await answerAtOnce(room, command('operator'), callId, {
        asked: '社保卡丢了怎样补办？',
        reply: '带身份证到服务网点当场补办。',
        basis: '演示规定',
        articleId,
        place: null,
        category: null,
        name: null,
        phone: null,
        secrecy: 'none',
      }),
    )
    expect(made).toMatchObject({ left: null })
    expect(['serving', 'answered']).toContain(made.state)
    expect(used).toEqual([articleId])
    const board = await readBoard(room, await facts(), m.clock.now())
    expect(board.today.answeredAtOnce).toBe(1)
  })

  test('danger is handed on as an event of the call', async () => {
    const callId = await speaking('danger', 'operator')
    granted(await handOn(room, command('operator'), callId, { to: '120', where: '' }))
    expect(codeOf(await handOn(room, command('operator'), callId, { to: 'other', where: ' ' }))).toBe(
      'input.required',
    )
    const { acts, call } = granted(await readCall(room, command('operator'), callId))
    expect(acts).toMatchObject([{ kind: 'transferred', details: { to: '120' } }])
    expect(call.outcome).toBe('transferred')
  })

  test('what is typed is there again, for the writer alone, until the call is wrapped up', async () => {
    const callId = await speaking('typed', 'operator')
    granted(await keepScribble(room, command('operator'), callId, scribble))
    expect(granted(await readCall(room, command('operator'), callId)).scribble).toEqual(scribble)
    expect(codeOf(await readCall(room, command('clerk'), callId))).toBe('not_found')
    const overseen = granted(await readCall(room, command('supervisor'), callId))
    expect(overseen.scribble).toBeNull()
    expect(overseen.call.phone).toBe('139****0001')

    expect(codeOf(await wrapUp(room, command('operator'), callId, 'request'))).toBe('hotline.call_goes_on')
    granted(
      await take(event('typed', 'ended', 1), event('typed', 'recording', 0, { recording: 'rec/1.wav' })),
    )
    expect(codeOf(await wrapUp(room, command('operator'), callId, 'no-such'))).toBe('input.invalid_choice')
    granted(await wrapUp(room, command('operator'), callId, 'request'))
    const after = granted(await readCall(room, command('operator'), callId))
    expect(after).toMatchObject({
      scribble: null,
      call: { wrapped: true, recording: 'rec/1.wav', wrapCode: 'request' },
    })
    expect(codeOf(await keepScribble(room, command('operator'), callId, scribble))).toBe('hotline.wrapped_up')
  })

  test('dialling goes as a signed request, and the number never through the browser', async () => {
    const callId = await speaking('dial', 'operator', '13844440000')
    const sent: { body: string; headers: Record<string, string> }[] = []
    const send: DialSend = async (_, o) => {
      sent.push(o)
      return { status: 200 }
    }
    granted(await dial(room, command('operator'), callId, '8001', send))
    const { body, headers } = sent[0]!
    expect(JSON.parse(body)).toMatchObject({ type: 'dial', agent: '8001', number: '13844440000' })
    const h = (name: string) => headers[`x-huiyin-${name}`]!
    expect(signatureHolds(system.secret, h('timestamp'), body, h('signature'))).toBe(true)
    const refuses: DialSend = async () => ({ status: 500 })
    expect(codeOf(await dial(room, command('operator'), callId, '8001', refuses))).toBe('hotline.dial_failed')
    expect(codeOf(await dial(room, command('clerk'), callId, '8002', send))).toBe('not_found')
    expect(codeOf(await dial(room, command('operator'), callId, null, send))).toBe('hotline.no_extension')
  })
})

describe('the board', () => {
  test('names missed calls until somebody called back or they were answered later', async () => {
    granted(await take(event('m1', 'ringing', 90, { caller: '13755550000' }), event('m1', 'abandoned', 60)))
    granted(await take(event('m2', 'ringing', 90, { caller: '13766660000' }), event('m2', 'abandoned', 60)))
    const missed = async () => (await readBoard(room, await facts(), m.clock.now())).missed
    const of = async (end: string) => (await missed()).find((c) => c.phone?.endsWith(end))
    expect((await of('6660000'.slice(-4)))?.phone).toMatch(/\*\*\*\*0000$/)
    const before = (await missed()).length
    await speaking('m3', 'operator', '13766660000')
    expect((await missed()).length).toBe(before - 1)
    const [left] = (await missed()).filter((c) => c.phone === '137****0000')
    granted(await calledBack(room, command('supervisor'), left!.callId, false))
    expect((await missed()).some((c) => c.callId === left!.callId)).toBe(true)
    granted(await calledBack(room, command('supervisor'), left!.callId, true))
    expect((await missed()).some((c) => c.callId === left!.callId)).toBe(false)
    expect(codeOf(await calledBack(room, command('operator'), left!.callId, true))).toBe(
      'hotline.called_back',
    )
  })

  test('counts as it says: answered in 15 s over all that are over or answered', async () => {
    const other = await createMiniBureau()
    try {
      const bell = createBell(other.deps.app, { error: () => {} }, 1000, lastNumber)
      const its: HotlineRoom = { cases: other.deps, bell, used: async () => {} }
      const by = { bureauId: other.county.bureauId, accountId: null, now: other.clock.now() }
      const { systemId } = granted(await addSystem(its, by, { name: '甲', dialUrl: null }))
      const put = (...events: CallEvent[]) =>
        takeEvents(its, other.county.bureauId, systemId, events, other.clock.now())
      granted(await put(event('a', 'ringing', 100), event('a', 'answered', 85), event('a', 'ended', 25)))
      granted(await put(event('b', 'ringing', 100), event('b', 'answered', 84), event('b', 'ended', 24)))
      granted(await put(event('c', 'ringing', 100), event('c', 'abandoned', 50)))
      granted(await put(event('d', 'ringing', 10)))
      granted(await put(event('o', 'ringing', 50, { direction: 'out' }), event('o', 'answered', 40)))
      const its_facts = (await other.deps.directory.byId(other.county.bureauId))!
      const b = await readBoard(its, its_facts, other.clock.now())
      expect(b.levels.answeredIn15).toEqual({ met: 1, of: 3 })
      expect(b.levels.connected).toEqual({ met: 2, of: 3 })
      expect(b.today).toMatchObject({ calls: 3, answered: 2, abandoned: 1, waiting: 1, meanTalk: 60 })
      expect(b.queue).toHaveLength(1)
      const [row] = granted(await readFigures(its, its_facts, other.today(), other.today()))
      expect(row).toMatchObject({ calls: 3, answered: 2, in15: 1, abandoned: 1, outgoing: 1 })
      expect(codeOf(await readFigures(its, its_facts, '2026-01-02', '2026-01-01'))).toBe('input.out_of_range')
      bell.stop()
    } finally {
      await other.close()
    }
  })

  test('other media count what people sent themselves, and who saw to it in time', async () => {
    const before = (await readBoard(room, await facts(), m.clock.now())).levels.otherMedia
    await m.register('hotline-order', { channel: 'web' })
    const after = (await readBoard(room, await facts(), m.clock.now())).levels.otherMedia
    // Registered by staff: seen to already, and no level of theirs.
    expect(after).toEqual(before)
  })
})

test('settings are the bureau’s own, and numbers go when their time is over', async () => {
  const s = await readSettings(room, m.county.bureauId)
  const wrapCodes = [...s.wrapCodes.slice(0, 2), { code: 'own', zh: '本地', en: 'Local' }]
  const changed = { wrapCodes, keepDays: 30, version: 0 }
  granted(await changeSettings(room, command('administrator'), changed))
  expect(codeOf(await changeSettings(room, command('administrator'), changed))).toBe('write.stale_version')
  expect((await readSettings(room, m.county.bureauId)).version).toBe(1)
  const later = new Date(m.clock.now().getTime() + 31 * 86_400_000)
  expect(await forgetOld(room, m.county.bureauId, later)).toBeGreaterThan(3)
  expect(await forgetOld(room, m.county.bureauId, later)).toBe(0)
  const left = await withTx(m.deps.app, { bureau: m.county.bureauId }, (tx) =>
    tx.query<{ n: number }>('select count(*)::integer as n from call_events', []),
  )
  expect(left[0]!.n).toBe(0)
})
