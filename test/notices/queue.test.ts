/** The queue of the gateways: nothing is lost and nobody told twice, whatever dies or stays away. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tellUnreached } from '../../src/cases/index.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { deliveriesOfMatter, noticeFigures } from '../../src/notices/delivery-store.ts'
import {
  createSender,
  fileAdapter,
  type Gateway,
  GatewayError,
  type Message,
  type NoticeSettings,
  outgoingNotices,
  reviveDeliveries,
} from '../../src/notices/index.ts'
import { LEASE } from '../../src/notices/sender.ts'
import { createBell, ringingDesk } from '../../src/notifications/index.ts'
import { createWorld, type JobsWorld } from '../jobs/world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

/** Gateways a test answers for. */
interface Fake extends Gateway {
  got: Message[]
  answer: (m: Message) => Awaited<ReturnType<Gateway['send']>> | Error
}
const fake = (via: 'sms' | 'email'): Fake => ({
  via,
  got: [],
  answer: () => ({ sent: true, reference: 'r1' }),
  async send(m) {
    this.got.push(m)
    const outcome = this.answer(m)
    if (outcome instanceof Error) throw outcome
    return outcome
  },
  close: async () => {},
})
let sms: Fake
let email: Fake
const SETTINGS: NoticeSettings = {
  sms: { url: 'https://gateway.invalid', body: {} },
  email: { host: 'mail.invalid', port: 25, security: 'none', from: 'a@b.invalid' },
  smpp: [],
  senders: { county: { name: '某县信访局', discreetName: '服务提醒' } },
  allow: ['+1 (555) 0100'],
}
let settings = SETTINGS
const sender = () =>
  createSender({
    worker: w.database.worker,
    keyring: w.deps.keyring,
    clock: w.clock,
    gateways: [sms, email],
    onUnreached: (of) => tellUnreached(w.deps, of),
  })
beforeEach(async () => {
  sms = fake('sms')
  email = fake('email')
  settings = SETTINGS
  await w.database.owner.query('delete from notice_deliveries')
  const outgoing = {
    send: (n: Parameters<ReturnType<typeof outgoingNotices>['send']>[0]) =>
      outgoingNotices({
        app: w.database.app,
        keyring: w.deps.keyring,
        settings,
        file: fileAdapter(w.home),
        nameOf: async () => '本县信访局',
      }).send(n),
  }
  const bell = createBell(w.database.app, createLog({ level: 'silent' }))
  w.deps.notices = ringingDesk({ ...w.deps, bell }, outgoing)
})

const clerk = () => w.staff(w.county.units.centre!, 'clerk')
const person = {
  role: 'petitioner' as const,
  name: '测试人甲',
  phone: '13800000001',
  email: 'a@person.invalid',
}
const registered = async (more: object = {}) => {
  const made = await w.register(w.county.bureauId, clerk(), {
    procedure: 'petition',
    body: '正文里的话',
    parties: [person],
    ...more,
  })
  await w.drain()
  return made
}
const rows = async () =>
  (await w.database.owner.query('select * from notice_deliveries order by made_at')).rows

describe('a notice behind which a gateway stands', () => {
  it('waits encrypted, goes out once, and keeps neither address nor words', async () => {
    const { number, matterId } = await registered()
    const [waiting] = await rows()
    expect(waiting).toMatchObject({
      state: 'waiting',
      via: 'sms',
      matter_id: matterId,
      template: 'registered',
    })
    expect(waiting.box.toString('latin1') + JSON.stringify(waiting)).not.toMatch(
      /13800000001|person\.invalid/,
    )
    expect(await sender().sendDue()).toEqual({ sent: 1, again: 0, refused: 0 })
    expect(sms.got).toMatchObject([{ address: '13800000001', sender: '某县信访局', id: waiting.notice_id }])
    expect(sms.got[0]!.text.zh).toContain(number)
    expect(JSON.stringify(sms.got)).not.toContain('正文')
    expect((await rows())[0]).toMatchObject({ state: 'sent', reference: 'r1', box: null })
    // The job run again (killed between effect and mark) asks for nothing twice.
    await w.database.owner.query("update outbox set done_at = null where topic = 'notify-citizen'")
    await w.drain()
    await sender().sendDue()
    expect(sms.got.filter((m) => m.text.zh.includes(number))).toHaveLength(1)
  })

  it('of a shielded lane carries neither number nor sender', async () => {
    const { number } = await registered({ procedure: 'misconduct' })
    await sender().sendDue()
    expect(sms.got).toMatchObject([{ sender: '服务提醒', template: 'discreet-news' }])
    expect(JSON.stringify(sms.got)).not.toContain(number)
  })

  it('of a bureau that only plays reaches nobody but those its operator allows', async () => {
    await w.database.owner.query('update bureaus set simulated = true where bureau_id = $1', [
      w.county.bureauId,
    ])
    w.directory.invalidate()
    try {
      const folder = path.join(w.home, 'outbox-files', 'county', '2026-03-02')
      const before = existsSync(folder) ? readdirSync(folder).length : 0
      await registered()
      expect(await rows()).toEqual([])
      expect(readdirSync(folder)).toHaveLength(before + 1)
      expect(readFileSync(path.join(folder, readdirSync(folder)[0]!), 'utf8')).not.toContain('person.invalid')
      await registered({ parties: [{ ...person, phone: '+1 555-0100' }] })
      await sender().sendDue()
      expect(sms.got.map((m) => m.address)).toEqual(['+1 555-0100'])
      expect(email.got).toEqual([])
    } finally {
      await w.database.owner.query('update bureaus set simulated = false where bureau_id = $1', [
        w.county.bureauId,
      ])
      w.directory.invalidate()
    }
  })

  it('takes the next way of the person when one is refused for good, and tells the handler when none is left', async () => {
    sms.answer = () => ({ sent: false, refused: 'sms 410' })
    const first = await registered()
    await sender().sendDue()
    await sender().sendDue()
    expect(email.got.map((m) => m.address)).toEqual(['a@person.invalid'])
    expect(await rows()).toMatchObject([
      { state: 'sent', via: 'email', tried: [{ via: 'sms', code: 'sms 410' }] },
    ])
    email.answer = () => ({ sent: false, refused: 'smtp 550' })
    const second = await registered()
    await sender().sendDue()
    await sender().sendDue()
    const seen = await withTx(
      w.database.app,
      { bureau: w.county.bureauId, unit: w.county.units.centre! },
      (tx) => deliveriesOfMatter(tx, w.county.bureauId, second.matterId),
    )
    expect(seen).toMatchObject([
      { state: 'refused', via: 'email', code: 'smtp 550', tried: [{ via: 'sms' }] },
    ])
    const bell = await w.database.owner.query('select kind, unit_id, matter_id from notifications')
    expect(bell.rows).toEqual([
      { kind: 'not-told', unit_id: w.county.units.centre, matter_id: second.matterId },
    ])
    expect(first.matterId).not.toBe(second.matterId)
  })
})

describe('a gateway that is away', () => {
  it('loses nothing: the rest is left alone, pauses grow, and what was given up can be sent again', async () => {
    settings = { ...SETTINGS, email: null }
    sms.answer = () => new GatewayError('sms not reached', true)
    for (let n = 0; n < 6; n++) await registered({ parties: [{ ...person, phone: `1380000001${n}` }] })
    const one = sender()
    await one.sendDue()
    // Four lanes were already on their way when the first failed.
    expect(sms.got.length).toBeLessThanOrEqual(4)
    await one.sendDue()
    expect(sms.got.length).toBeLessThanOrEqual(4)
    expect((await rows()).every((r) => r.state === 'waiting' && r.box)).toBe(true)
    const pauses: number[] = []
    for (let tries = 0; tries < 5; tries++) {
      const before = w.clock.now().getTime()
      const { rows: due } = await w.database.owner.query('select min(next_at) as at from notice_deliveries')
      w.clock.advance(due[0].at.getTime() - before + 30_000)
      pauses.push(due[0].at.getTime() - before)
      await sender().sendDue()
    }
    expect(pauses.at(-1)).toBeGreaterThan(pauses[0]!)
    sms.answer = () => ({ sent: true, reference: null })
    w.clock.advance(3600_000)
    await sender().sendDue()
    expect((await rows()).map((r) => r.state)).toEqual(Array(6).fill('sent'))
    await registered()
    sms.answer = () => new GatewayError('sms 500', false)
    await w.database.owner.query("update notice_deliveries set attempts = 79 where state = 'waiting'")
    await sender().sendDue()
    expect((await rows()).at(-1)).toMatchObject({ state: 'given-up', last_error: 'sms 500' })
    const figures = await withTx(w.database.app, { bureau: w.county.bureauId }, (tx) =>
      noticeFigures(tx, w.county.bureauId, new Date(0)),
    )
    expect(figures).toMatchObject([{ via: 'sms', state: 'given-up', number: 1, code: 'sms 500' }])
    expect(await reviveDeliveries(w.database.worker, w.county.bureauId, w.clock.now())).toBe(1)
    sms.answer = () => ({ sent: true, reference: null })
    expect(await sender().sendDue()).toMatchObject({ sent: 1 })
  })

  it('and one process killed while it waits for the answer: another sends it under the same id', async () => {
    const keys: string[] = []
    const server = createServer((request, response) => {
      keys.push(String(request.headers['idempotency-key']))
      // The first one never hears.
      if (keys.length > 1) response.end('{}')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    try {
      await registered()
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      const script = path.join(import.meta.dirname, 'killed-sender.ts')
      const args = [script, w.database.workerUrl, w.home, url, w.clock.now().toISOString()]
      const child = spawn(process.execPath, [...RUNTIME_FLAGS, ...args], { stdio: 'inherit' })
      await expect.poll(() => keys.length, { timeout: 20_000 }).toBe(1)
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect((await rows())[0]).toMatchObject({ state: 'waiting' })
      // Nobody else takes it while the first may still be at it.
      expect(await sender().sendDue()).toEqual({ sent: 0, again: 0, refused: 0 })
      w.clock.advance(LEASE)
      expect(await sender().sendDue()).toMatchObject({ sent: 1 })
      expect(sms.got.map((m) => m.id)).toEqual(keys)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
