/** A line with an SMSC of the test: bound, counted, cut, answered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Smsc, startSmsc } from '../../bench/smsc.ts'
import { noticeGateway, type SmppLine, segmentsOf, smppLine } from '../../src/messages/index.ts'
import type { Receipt } from '../../src/messages/smpp-answers.ts'

let smsc: Smsc
let line: SmppLine
let receipts: Receipt[]
let replies: { from: string; to: string; text: string }[]
const settings = () => ({
  name: 'main',
  host: '127.0.0.1',
  port: smsc.port,
  systemId: 'h',
  source: '10690001',
})
const open = (more: object = {}) =>
  smppLine(
    { ...settings(), ...more },
    {
      receipt: async (_line, r) => void receipts.push(r),
      reply: async (_line, m) => void replies.push(m),
    },
  )
const message = (text: string, address = '19000000001') => {
  const { alphabet, parts } = segmentsOf(text)
  const place = { messageId: 'm', bureau: 'county', campaignId: 'c', signature: 's' }
  return { ...place, address, text, segments: parts, ucs2: alphabet === 'ucs2' }
}

beforeEach(async () => {
  smsc = await startSmsc()
  receipts = []
  replies = []
})
afterEach(async () => {
  await line.close()
  await smsc.close()
})

describe('a text', () => {
  test('goes in UCS-2 or the GSM alphabet, long ones in segments bound by a header', async () => {
    line = open({ senders: { county: '10690002' } })
    expect(await line.ready(5000)).toBe(true)
    expect(await line.hand(message('水'.repeat(70)))).toEqual({ kind: 'sent', reference: '00000001' })
    expect(smsc.taken[0]).toMatchObject({ coding: 8, udh: false, to: '19000000001', from: '10690002' })
    expect(await line.hand(message('水'.repeat(71)))).toMatchObject({ kind: 'sent' })
    expect(smsc.taken.slice(1).map((t) => [t.udh, t.coding])).toEqual([
      [true, 8],
      [true, 8],
    ])
    await line.hand(message('plain €', '+85261234567'))
    expect(smsc.taken.at(-1)).toMatchObject({ coding: 0, to: '85261234567' })
  })

  test('goes whole as message_payload where the SMSC wants that', async () => {
    line = open({ long: 'payload' })
    await line.ready(5000)
    expect(await line.hand(message('水'.repeat(200)))).toMatchObject({ kind: 'sent' })
    expect(smsc.taken).toHaveLength(1)
  })
})

describe('what the SMSC says', () => {
  test('comes back as receipts and replies, long ones whole', async () => {
    line = open()
    await line.ready(5000)
    smsc.receipts = () => 'DELIVRD'
    await line.hand(message('你好'))
    await expect
      .poll(() => receipts)
      .toMatchObject([{ reference: '00000001', delivered: true, address: '19000000001' }])
    const said = (text: string, more = {}) => ({
      source_addr: '19000000001',
      destination_addr: '10690001',
      data_coding: 8,
      short_message: Buffer.from(text, 'utf16le').swap16(),
      ...more,
    })
    const part = (text: string, place: number) =>
      said('', {
        esm_class: 0x40,
        short_message: Buffer.concat([
          Buffer.from([5, 0, 3, 9, 2, place]),
          Buffer.from(text, 'utf16le').swap16(),
        ]),
      })
    smsc.send(said('退订'))
    smsc.send(part('后半', 2))
    smsc.send(part('前半', 1))
    await expect.poll(() => replies.map((r) => r.text)).toEqual(['退订', '前半后半'])
  })

  test('is waited for no longer than was set: then nobody knows', async () => {
    line = open({ timeoutSeconds: 1 })
    await line.ready(5000)
    smsc.answer = () => null
    expect(await line.hand(message('你好'))).toEqual({ kind: 'uncertain', code: 'no-answer' })
    // A single notice is not sent again either: the unit tells the person otherwise.
    const text = { zh: '您的事项已登记', en: '' }
    const notice = { id: 'n', template: 't', address: '19000000002', sender: '局', from: null, text }
    expect(await noticeGateway(line).send(notice)).toEqual({ sent: false, refused: 'smpp no-answer' })
    smsc.answer = () => 0
    expect(await noticeGateway(line).send(notice)).toMatchObject({
      sent: true,
      reference: expect.stringMatching(/^main:/),
    })
    smsc.answer = () => 0x0b
    expect(await line.hand(message('你好'))).toMatchObject({ kind: 'refused' })
  })
})

describe('a cut line', () => {
  test('leaves what was under way uncertain, tells that it is away, and binds anew', async () => {
    line = open()
    await line.ready(5000)
    smsc.answer = () => null
    const under = line.hand(message('你好'))
    await expect.poll(() => smsc.taken.length).toBe(1)
    smsc.cut()
    expect(await under).toEqual({ kind: 'uncertain', code: 'no-answer' })
    smsc.answer = () => 0
    const next = await line.hand(message('你好'))
    expect(['later', 'sent']).toContain(next.kind)
    expect(await line.ready(10_000)).toBe(true)
    expect(await line.hand(message('你好'))).toMatchObject({ kind: 'sent' })
  })

  test('is found by a sign of life that does not come', async () => {
    line = open({ enquireSeconds: 1, timeoutSeconds: 1 })
    await line.ready(5000)
    const [session] = smsc.sessions
    session!.removeAllListeners('enquire_link')
    await expect.poll(() => smsc.sessions.has(session!), { timeout: 6000 }).toBe(false)
    expect(await line.ready(10_000)).toBe(true)
  })
})
