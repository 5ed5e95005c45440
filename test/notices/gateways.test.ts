/** Gateways against real servers of their kind: SMTP, and HTTP with JSON. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { GatewayError, type Message, signatureOf, smsGateway, smtpGateway } from '../../src/notices/index.ts'

const message = (more: Partial<Message> = {}): Message => ({
  id: '11111111-2222-4333-8444-555555555555',
  template: 'answered',
  address: 'person@example.invalid',
  sender: '演示县信访局',
  from: null,
  text: { zh: '您的事项已答复 <b>。请在https://portal.example/demo查看。', en: 'It has been answered.' },
  ...more,
})
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe('mail', () => {
  /** A server on this machine; what it took stands in `mails`. */
  async function mailServer(options: Partial<SMTPServerOptions> = {}) {
    const mails: string[] = []
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData(stream, _session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (c: Buffer) => chunks.push(c))
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString())
          done()
        })
      },
      ...options,
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    closers.push(() => new Promise<void>((closed) => server.close(() => closed())))
    return { port: (server.server.address() as AddressInfo).port, mails }
  }
  const gatewayTo = (port: number, more: object = {}) => {
    const gateway = smtpGateway({
      host: '127.0.0.1',
      port,
      security: 'none',
      from: 'no-reply@bureau.invalid',
      timeoutSeconds: 1,
      ...more,
    })
    closers.unshift(() => gateway.close())
    return gateway
  }
  const fault = (reply: number) => Object.assign(new Error('no'), { responseCode: reply })

  it('arrives once by its Message-ID, in words and as plain HTML, with the name of the bureau', async () => {
    const { port, mails } = await mailServer()
    const gateway = gatewayTo(port)
    expect(await gateway.send(message())).toEqual({
      sent: true,
      reference: '<11111111-2222-4333-8444-555555555555@bureau.invalid>',
    })
    await gateway.send(message())
    const ids = mails.map((m) => /^Message-ID: (.*)$/im.exec(m)?.[1])
    expect(new Set(ids)).toEqual(new Set(['<11111111-2222-4333-8444-555555555555@bureau.invalid>']))
    const [mail] = mails
    expect(mail).toContain('Auto-Submitted: auto-generated')
    expect(mail).toMatch(/^From: =\?UTF-8\?[BQ]\?.*<no-reply@bureau\.invalid>$/m)
    expect(mail).toContain('multipart/alternative')
    const blocks = mail!.match(/(?:^[A-Za-z0-9+/=]{4,76}\r?\n)+/gm) ?? []
    const parts = blocks.map((block) => Buffer.from(block, 'base64').toString())
    expect(parts.join('\n')).toContain('您的事项已答复 <b>。')
    const html = parts.find((part) => part.includes('<p lang'))!
    expect(html).toContain('&lt;b&gt;')
    expect(html).toContain('<a href="https://portal.example/demo">https://portal.example/demo</a>查看')
    expect(html).not.toMatch(/<b>|<img|<script/)
  })

  it('to a receiver refused for good is said to be refused; for now, it is to be tried again', async () => {
    const { port } = await mailServer({
      onRcptTo: ({ address }, _session, done) => done(fault(address.startsWith('gone') ? 550 : 450)),
    })
    const gateway = gatewayTo(port)
    expect(await gateway.send(message({ address: 'gone@example.invalid' }))).toEqual({
      sent: false,
      refused: 'smtp 550',
    })
    await expect(gateway.send(message({ address: 'full@example.invalid' }))).rejects.toMatchObject({
      away: false,
    })
  })

  it('whose sender or sign-in is refused waits for the operator, not for another address', async () => {
    const { port } = await mailServer({ onMailFrom: (_a, _s, done) => done(fault(553)) })
    await expect(gatewayTo(port).send(message())).rejects.toBeInstanceOf(GatewayError)
    const asks = await mailServer({
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(fault(535)),
    })
    const wrong = gatewayTo(asks.port, { user: 'u', password: 'geheim-wort' })
    const error = await wrong.send(message()).catch((e: Error) => e)
    expect(error).toMatchObject({ away: true })
    expect(JSON.stringify(error) + String(error)).not.toMatch(/geheim|person@/)
  })

  it('from a server that is away or mute fails within its time', async () => {
    await expect(gatewayTo(1).send(message())).rejects.toMatchObject({ away: true })
    const { createServer: tcp } = await import('node:net')
    const mute = tcp(() => {})
    await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready))
    closers.push(() => new Promise((closed) => mute.close(closed)))
    const began = Date.now()
    const gateway = gatewayTo((mute.address() as AddressInfo).port)
    await expect(gateway.send(message())).rejects.toMatchObject({ away: true })
    expect(Date.now() - began).toBeLessThan(5000)
    await gateway.close()
  })

  it('never goes without TLS where TLS is asked for', async () => {
    const { port, mails } = await mailServer()
    await expect(gatewayTo(port, { security: 'starttls' }).send(message())).rejects.toBeInstanceOf(
      GatewayError,
    )
    // With TLS offered, a certificate nobody vouches for is no TLS.
    const offered = await mailServer({ disabledCommands: ['AUTH'] })
    await expect(gatewayTo(offered.port, { security: 'starttls' }).send(message())).rejects.toBeInstanceOf(
      GatewayError,
    )
    expect([...mails, ...offered.mails]).toEqual([])
  })
})

describe('a text message', () => {
  interface Got {
    headers: IncomingHttpHeaders
    body: string
  }
  async function gatewayServer(answer: (n: number) => { status: number; body: unknown }) {
    const got: Got[] = []
    const server: Server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (c: Buffer) => chunks.push(c))
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
        const { status, body } = answer(got.length)
        response.writeHead(status, status === 302 ? { location: 'https://elsewhere.invalid' } : {})
        response.end(JSON.stringify(body))
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    closers.push(() => new Promise((closed) => server.close(closed)))
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, got }
  }
  const now = () => new Date('2026-03-02T02:00:00.000Z')
  const settings = (url: string) => ({
    url,
    body: {
      mobile: '{phone}',
      sign: '{sender}',
      nested: [{ content: '【{sender}】{text}' }],
      unknown: '{other}',
      n: 1,
    },
    headers: { authorization: 'Bearer {secret}' },
    keyId: 'k1',
    secret: 's3cret',
    taken: { field: 'result.code', is: [0, 'OK'] },
    refused: { field: 'result.code', is: ['BLACKLIST'] },
    reference: 'result.id',
  })
  const sms = message({ address: '13800000001', text: { zh: '编号 A', en: 'number A' } })

  it('is laid out as the operator says, signed, and keyed by the notice', async () => {
    const { url, got } = await gatewayServer(() => ({
      status: 200,
      body: { result: { code: 0, id: 'm 77' } },
    }))
    expect(await smsGateway(settings(url), now).send(sms)).toEqual({ sent: true, reference: 'm77' })
    const [{ headers, body }] = got as [Got]
    expect(JSON.parse(body)).toEqual({
      mobile: '13800000001',
      sign: '演示县信访局',
      nested: [{ content: '【演示县信访局】编号 A' }],
      unknown: '{other}',
      n: 1,
    })
    expect(headers).toMatchObject({
      'idempotency-key': sms.id,
      'x-huiyin-key': 'k1',
      'x-huiyin-timestamp': '1772416800',
      'x-huiyin-signature': signatureOf('s3cret', '1772416800', sms.id, body),
      authorization: 'Bearer s3cret',
    })
  })

  it('that was taken before is not an error; a number that takes nothing is refused for good', async () => {
    const answers = [
      { status: 409, body: {} },
      { status: 200, body: { result: { code: 'BLACKLIST' } } },
      { status: 422, body: {} },
    ]
    const { url } = await gatewayServer((n) => answers[n - 1]!)
    const gateway = smsGateway(settings(url), now)
    expect(await gateway.send(sms)).toEqual({ sent: true, reference: null })
    expect(await gateway.send(sms)).toEqual({ sent: false, refused: 'sms BLACKLIST' })
    expect(await gateway.send(sms)).toEqual({ sent: false, refused: 'sms 422' })
  })

  it('is tried again after everything else, and is never carried to another place', async () => {
    const answers = [
      { status: 200, body: { result: { code: 'BUSY' } } },
      { status: 503, body: {} },
      { status: 404, body: {} },
      { status: 302, body: {} },
    ]
    const { url, got } = await gatewayServer((n) => answers[n - 1]!)
    const gateway = smsGateway(settings(url), now)
    const failures = []
    for (const _ of answers)
      failures.push(await gateway.send(sms).catch((e: GatewayError) => [e.message, e.away]))
    expect(failures).toEqual([
      ['sms 200 BUSY', false],
      ['sms 503', true],
      ['sms 404', false],
      ['sms not reached', true],
    ])
    expect(got).toHaveLength(4)
  })
})
