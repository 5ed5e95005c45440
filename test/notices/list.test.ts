/** What failed, waits and was sent, as whoever keeps the gateways going sees it; against a mail server on this machine. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import { tellUnreached } from '../../src/cases/index.ts'
import {
  createSender,
  fileAdapter,
  type Gateway,
  listNotices,
  masked,
  type NoticeSettings,
  outgoingNotices,
  retryNotice,
  smtpGateway,
} from '../../src/notices/index.ts'
import { createWorld, type JobsWorld } from '../jobs/world.ts'

let w: JobsWorld
let server: SMTPServer
let gateway: Gateway
/** What the server says to a receiver; null: takes it. */
let answer: number | null = null
let mails = 0
const settings: NoticeSettings = {
  sms: { url: 'https://gateway.invalid', body: {} },
  email: { host: '127.0.0.1', port: 25, security: 'none', from: 'a@b.invalid' },
  smpp: [],
  senders: {},
  allow: [],
}

beforeAll(async () => {
  w = await createWorld()
  server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      answer === null ? done() : done(Object.assign(new Error('no'), { responseCode: answer })),
    onData(stream, _session, done) {
      stream.resume().on('end', () => {
        mails++
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  gateway = smtpGateway({ ...settings.email!, port, timeoutSeconds: 5 })
})
afterAll(async () => {
  await gateway.close()
  await new Promise<void>((closed) => server.close(() => closed()))
  await w.close()
})
beforeEach(async () => {
  await w.database.owner.query('delete from notice_deliveries')
  answer = null
  mails = 0
  w.deps.notices = outgoingNotices({
    app: w.database.app,
    keyring: w.deps.keyring,
    settings,
    file: fileAdapter(w.home),
    nameOf: async () => '本县信访局',
  })
})

const sms: Gateway = {
  via: 'sms',
  send: async () => ({ sent: true, reference: null }),
  close: async () => {},
}
const sender = (quiet?: { from: string; to: string }) =>
  createSender({
    worker: w.database.worker,
    keyring: w.deps.keyring,
    clock: w.clock,
    gateways: [sms, gateway],
    quiet: quiet && { hours: quiet, zoneOf: async () => 'Asia/Shanghai' },
    onUnreached: (of) => tellUnreached(w.deps, of),
  })
const registered = async (party: object, more: object = {}) => {
  const made = await w.register(w.county.bureauId, w.staff(w.county.units.centre!, 'clerk'), {
    procedure: 'petition',
    parties: [{ role: 'petitioner', name: '测试人甲', ...party }],
    ...more,
  })
  await w.drain()
  return made
}
const MAIL = { email: 'somebody@person.invalid' }
const seen = async (group: 'failed' | 'waiting' | 'sent', more: object = {}) => {
  const room = { app: w.database.app, keyring: w.deps.keyring }
  return listNotices(room, w.county.bureauId, { group, limit: 50, ...more })
}
const command = (): Command => ({
  now: w.clock.now(),
  idempotencyKey: randomUUID(),
  session: {
    accountId: randomUUID(),
    bureauId: w.county.bureauId,
    unitId: w.county.units.centre!,
    roles: ['administrator'],
    login: 'admin',
    name: '',
    expiresAt: w.clock.now(),
    sessionId: '',
  },
})

describe('the list of notices', () => {
  it('follows one from waiting to sent, its address masked while it is kept and gone afterwards', async () => {
    const { matterId } = await registered(MAIL)
    const [waiting] = (await seen('waiting')).items
    expect(waiting).toMatchObject({ via: 'email', address: 's***@person.invalid', template: 'registered' })
    expect(JSON.stringify(waiting)).not.toContain(matterId)
    expect((await seen('waiting', { via: 'sms' })).items).toEqual([])
    expect(await sender().sendDue()).toMatchObject({ sent: 1 })
    expect(mails).toBe(1)
    expect((await seen('waiting')).items).toEqual([])
    expect((await seen('sent')).items).toMatchObject([{ state: 'sent', address: null, retryable: false }])
  })

  it('sends again what was given up, once, and writes down who wished it; never what was refused', async () => {
    await registered(MAIL)
    answer = 450
    await w.database.owner.query('update notice_deliveries set attempts = 79')
    await sender().sendDue()
    const [failed] = (await seen('failed')).items
    expect(failed).toMatchObject({ state: 'given-up', retryable: true, code: 'smtp EENVELOPE 450' })
    const wish = command()
    expect(await retryNotice(w.database.app, wish, failed!.noticeId)).toEqual({ noticeId: failed!.noticeId })
    expect(await retryNotice(w.database.app, wish, failed!.noticeId)).toEqual({ noticeId: failed!.noticeId })
    expect(await retryNotice(w.database.app, command(), failed!.noticeId)).toMatchObject({
      refused: 'notice.not_retryable',
    })
    const log = await w.database.owner.query(
      "select account_id, details from audit_log where action = 'notice.retried'",
    )
    expect(log.rows).toEqual([
      { account_id: wish.session.accountId, details: { noticeId: failed!.noticeId } },
    ])
    answer = null
    expect(await sender().sendDue()).toMatchObject({ sent: 1 })
    answer = 550
    await registered(MAIL)
    await sender().sendDue()
    expect((await seen('failed')).items).toMatchObject([
      { state: 'refused', retryable: false, code: 'smtp 550' },
    ])
  })

  it('tells neither address nor template of a shielded matter, and no address where secrecy is wished', async () => {
    await registered(MAIL, { procedure: 'misconduct' })
    await registered(MAIL, { secrecy: 'name' })
    const { items } = await seen('waiting')
    expect(items).toHaveLength(2)
    expect(items.map((i) => i.address)).toEqual([null, null])
    expect(items.map((i) => i.template).sort()).toEqual(['registered', null].sort())
  })

  it('goes on page by page, and shows a bureau nothing of another', async () => {
    for (let n = 0; n < 5; n++) {
      await registered(MAIL)
      w.clock.advance(1000)
    }
    const found: string[] = []
    let after: string | null | undefined
    while (after !== null) {
      const page = await seen('waiting', { limit: 2, after })
      found.push(...page.items.map((i) => i.noticeId))
      after = page.next
    }
    expect(new Set(found).size).toBe(5)
    const room = { app: w.database.app, keyring: w.deps.keyring }
    expect((await listNotices(room, w.city.bureauId, { group: 'waiting', limit: 9 })).items).toEqual([])
  })
})

describe('quiet hours', () => {
  it('hold text messages back till the morning, and mail not', async () => {
    // It is ten in the morning by the clock of the world.
    await registered({ phone: '13800000001' })
    await registered(MAIL)
    const quiet = { from: '09:00', to: '12:00' }
    expect(await sender(quiet).sendDue()).toMatchObject({ sent: 1, again: 1 })
    const [held] = (await seen('waiting')).items
    expect(held).toMatchObject({ via: 'sms', address: '138******01', code: 'quiet hours' })
    w.clock.advance(Date.parse(held!.nextAt!) - w.clock.now().getTime())
    expect(await sender(quiet).sendDue()).toMatchObject({ sent: 1 })
  })
})

it.each([
  ['13800000009', '138******09'],
  ['a@b.org', 'a***@b.org'],
  ['12345', '****5'],
])('masks %s', (address, shown) => expect(masked(address)).toBe(shown))
