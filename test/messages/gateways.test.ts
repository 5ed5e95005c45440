/** Campaigns through a real HTTP gateway of text messages and a real mail server: each person once, words as written. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { countGroup, putContacts } from '../../src/messages/group-store.ts'
import { writeGroup } from '../../src/messages/groups.ts'
import {
  boxes,
  digestOf,
  gatewayLine,
  type Line,
  makeCampaign,
  stepCampaign,
} from '../../src/messages/index.ts'
import { type Gateway, smsGateway, smtpGateway } from '../../src/notices/index.ts'
import { granted } from '../harness/world.ts'
import { createMessages, type Messages, numberOf } from './setup.ts'

let w: Messages
const closers: (() => unknown)[] = []
beforeAll(async () => {
  w = await createMessages()
})
afterAll(async () => {
  for (const close of closers) await close()
  await w.close()
})

const lineOf = (gateway: Gateway, name: string, costFen = 0): Line =>
  gatewayLine(gateway, {
    name,
    costFen,
    perSecond: null,
    quiet: null,
    signed: false,
    senderOf: (_, signature) => ({ sender: signature, from: null }),
  })
async function runAll(): Promise<void> {
  const dispatcher = w.dispatcher()
  for (let n = 0; n < 20; n++) if ((await dispatcher.round()) === 0) return
}
const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => new Promise<void>((done) => void server.close(() => done())))
  return (server.address() as AddressInfo).port
}

test('by HTTP and JSON each number is asked for once with its own id, a refusal is kept and a passing one tried again', async () => {
  const asked: { id: string; body: { to: string; text: string } }[] = []
  let busy = true
  const port = await listening(
    createServer((q, r) => {
      let text = ''
      q.on('data', (d) => {
        text += d
      })
      q.on('end', () => {
        const body = JSON.parse(text) as { to: string; text: string }
        const id = String(q.headers['idempotency-key'])
        r.setHeader('content-type', 'application/json')
        if (busy && body.to === numberOf(9001)) {
          busy = false
          r.writeHead(429).end('{}')
          return
        }
        asked.push({ id, body })
        const bad = body.to === numberOf(9002)
        r.end(JSON.stringify({ code: bad ? 'E404' : '0', msgid: bad ? null : `m-${asked.length}` }))
      })
    }),
  )
  const gateway = smsGateway(
    {
      url: `http://127.0.0.1:${port}/send`,
      body: { to: '{phone}', text: '{text}' },
      taken: { field: 'code', is: ['0'] },
      refused: { field: 'code', is: ['E404'] },
      reference: 'msgid',
      timeoutSeconds: 2,
    },
    () => w.m.clock.now(),
  )
  w.use(lineOf(gateway, 'http', 5))
  const campaignId = await w.started([await w.group('甲村', 9000, 5)])
  await runAll()
  w.m.clock.advance(120_000)
  await runAll()
  expect(await w.states(campaignId)).toEqual({ sent: 4, refused: 1 })
  const phones = asked.map((a) => a.body.to).sort()
  expect(phones).toEqual([0, 1, 2, 3, 4].map((n) => numberOf(9000 + n)))
  expect(new Set(asked.map((a) => a.id)).size).toBe(5)
  expect(asked[0]!.body.text).toMatch(/^【.+】某\d您好，.*明天停水/)
  const { sums, rows } = await w.tallies(campaignId)
  expect(sums).toEqual(rows)
  expect(sums).toMatchObject({ sent: 4, refused: 1 })
})

test('by mail each address gets one letter with its name, and who does not exist is told as refused', async () => {
  const mails: { to: string; text: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('gone') ? Object.assign(new Error('no'), { responseCode: 550 }) : undefined),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (c: Buffer) => chunks.push(c))
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo[0]!.address, text: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closers.push(() => new Promise<void>((closed) => server.close(() => closed())))
  const gateway = smtpGateway({
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    security: 'none',
    from: 'no-reply@bureau.invalid',
    timeoutSeconds: 2,
  })
  const line = lineOf(gateway, 'email')
  closers.unshift(() => line.close())
  w.use(line)
  const unitId = w.m.county.units.town!
  const { groupId } = granted(await writeGroup(w.room, w.command('clerk'), { name: '邮件', unitId }, null))
  const { seal } = boxes(w.m.deps.keyring, w.bureauId)
  const people = ['one@example.invalid', 'two@example.invalid', 'gone@example.invalid'].map((address, k) => {
    const digest = digestOf(w.m.deps.keyring, w.bureauId, 'email', address)
    const box = seal('contact', digest, { address, name: `某${k}` }).toString('base64')
    return { digest, via: 'email' as const, box, consentSource: '演示登记表', consentOn: '2026-01-05' }
  })
  await withTx(w.m.deps.app, { bureau: w.bureauId }, async (tx) => {
    await putContacts(tx, w.bureauId, groupId, people, {
      accountId: w.m.county.ids.clerk,
      now: w.m.clock.now(),
    })
    await countGroup(tx, w.bureauId, groupId)
  })
  const { campaignId } = granted(
    await makeCampaign(w.room, w.command('clerk'), {
      title: '接访日（测试）',
      via: 'email',
      body: '{name}您好，周三局长接访。',
      variables: {},
      groupIds: [groupId],
      sendAt: null,
    }),
  )
  granted(
    await stepCampaign(w.room, w.command('clerk'), campaignId, {
      step: 'submit',
      expectedVersion: 1,
      note: null,
    }),
  )
  await runAll()
  expect(await w.states(campaignId)).toEqual({ sent: 2, refused: 1 })
  expect(mails.map((m) => m.to).sort()).toEqual(['one@example.invalid', 'two@example.invalid'])
  const words = mails.map((m) =>
    (m.text.match(/(?:^[A-Za-z0-9+/=]{4,76}\r?\n)+/gm) ?? [])
      .map((b) => Buffer.from(b, 'base64').toString())
      .join('\n'),
  )
  expect(words[0]).toMatch(/某\d您好，周三局长接访/)
  expect(new Set(mails.map((m) => /^Message-ID: (.*)$/im.exec(m.text)?.[1])).size).toBe(2)
})
