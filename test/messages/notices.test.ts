/** Events of a matter through an SMPP line: the queue of the notices hands them over, receipts find them again. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Smsc, startSmsc } from '../../bench/smsc.ts'
import {
  noticeGateway,
  noticeReference,
  type SmppLine,
  smppLine,
  takeReceipt,
} from '../../src/messages/index.ts'
import {
  citizenText,
  createSender,
  type NoticeSettings,
  outgoingNotices,
  reportByReference,
} from '../../src/notices/index.ts'
import { createMessages, type Messages, numberOf } from './setup.ts'

let w: Messages
let smsc: Smsc
let line: SmppLine
beforeAll(async () => {
  w = await createMessages()
  smsc = await startSmsc()
})
afterAll(async () => {
  await line.close()
  await smsc.close()
  await w.close()
})

test('each is sent once, in plain words, and told as delivered', async () => {
  const smpp = { name: 'main', host: '127.0.0.1', port: smsc.port, systemId: 'h', source: '10690001' }
  const { worker } = w.m.database
  const incoming = {
    ...w.incoming,
    noticeReceipt: async (
      name: string,
      r: { reference: string; delivered: boolean; code: string | null },
    ) => {
      const report = { ...r, via: 'sms' as const, at: w.m.clock.now() }
      return (
        (await reportByReference(worker, { ...report, reference: noticeReference(name, r.reference) })) !==
        null
      )
    },
  }
  line = smppLine(smpp, { receipt: (name, r) => takeReceipt(incoming, name, r), reply: async () => {} })
  expect(await line.ready(5000)).toBe(true)
  smsc.receipts = () => 'DELIVRD'
  const settings: NoticeSettings = { email: null, sms: null, smpp: [smpp], senders: {}, allow: [] }
  const { app, keyring } = w.m.deps
  const file = { send: () => Promise.reject(new Error('nothing becomes a file')) }
  const outgoing = outgoingNotices({ app, keyring, settings, file, nameOf: async () => '演示局' })
  const events = ['registered', 'accepted', 'extended', 'answered', 'handed-over', 'message']
  const at = w.m.clock.now().toISOString()
  const notices = events.map((template, n) => ({
    id: randomUUID(),
    bureau: 'county',
    bureauId: w.bureauId,
    simulated: false,
    discreet: false,
    template,
    at,
    on: '2026-03-02',
    to: { via: 'sms' as const, address: numberOf(30_000 + n) },
    text: citizenText({
      template,
      shielded: false,
      number: 'COUNTY-P2026-000001',
      where: 'https://a.example/my',
    }),
  }))
  for (const n of [...notices, ...notices]) await outgoing.send(n)
  const sender = createSender({ worker, keyring, clock: w.m.clock, gateways: [noticeGateway(line)] })
  expect(await sender.sendDue()).toMatchObject({ sent: events.length })
  expect(await sender.sendDue()).toMatchObject({ sent: 0 })
  expect([...smsc.counts.values()].every((n) => n === 1)).toBe(true)
  expect(smsc.counts.size).toBe(events.length)
  await expect
    .poll(async () => {
      const { rows } = await w.m.database.owner.query<{ state: string }>(
        'select distinct state from notice_deliveries where bureau_id = $1',
        [w.bureauId],
      )
      return rows.map((r) => r.state)
    })
    .toEqual(['delivered'])
})
