import { once } from 'node:events'
import { request } from 'node:http'
import { Writable } from 'node:stream'
import Type from 'typebox'
import { afterEach, describe, expect, test } from 'vitest'
import { only, type Session } from '../access/index.ts'
import { settableClock } from '../clock/clock.ts'
import { refuse } from '../errors/index.ts'
import { createLog } from '../log/log.ts'
import {
  contextOf,
  createHttpServer,
  defineRoute,
  eventStream,
  type HttpServer,
  type Route,
  type ServerOptions,
} from './index.ts'

const TOKEN = 'a'.repeat(43)
const NOW = new Date('2026-03-05T01:00:00Z')
const session: Session = {
  accountId: '0190d3a0-0000-7000-8000-000000000001',
  bureauId: '0190d3a0-0000-7000-8000-000000000002',
  unitId: '0190d3a0-0000-7000-8000-000000000003',
  roles: ['clerk'],
  login: 'qinghe.clerk',
  name: '登记员',
  expiresAt: new Date('2026-03-05T12:00:00Z'),
  sessionId: 'ff',
}
const closed = { additionalProperties: false } as const
const ok = { response: { 200: Type.Object({ seen: Type.Unknown() }, closed) } }
const words = { zh: '试', en: 'test' }
const KEY = { 'idempotency-key': 'key-0001' }
const AUTH = { authorization: `Bearer ${TOKEN}` }

const running: HttpServer[] = []
let lines: string[] = []
let signedIn: Session | null = session

async function serve(routes: Route[], more: Partial<ServerOptions> = {}): Promise<HttpServer> {
  lines = []
  signedIn = session
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const server = await createHttpServer({
    log: createLog({ level: 'info', destination: sink }),
    clock: settableClock(NOW),
    authenticator: {
      staff: async (token) => (token === TOKEN ? signedIn : null),
      citizen: async ({ number, code }) =>
        code === 'AAAAA-AAAAA' ? { bureauId: session.bureauId, matterId: session.unitId, number } : null,
    },
    routes,
    api: { title: 'Huiyin', version: '1' },
    checkResponses: true,
    ...more,
  })
  running.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(500)))
})

const echo = defineRoute({
  method: 'POST',
  url: '/api/v1/echo/:id',
  access: only('clerk'),
  summary: words,
  schema: {
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }, closed),
    querystring: Type.Object({ n: Type.Optional(Type.Integer()) }, closed),
    body: Type.Object({ text: Type.String(), count: Type.Optional(Type.Integer()) }, closed),
    ...ok,
  },
  handler: ({ ctx, params, query, body }) => ({
    body: {
      seen: { key: ctx.idempotencyKey, now: ctx.now, who: ctx.session.login, ...params, ...query, ...body },
    },
  }),
})
const ECHO = `/api/v1/echo/${session.unitId}`

describe('access', () => {
  test('a route without it does not start, declared or plain', async () => {
    const bare = { ...echo, access: undefined } as unknown as Route
    await expect(serve([bare])).rejects.toThrow('POST /api/v1/echo/:id declares no access')
    const noRoles = { ...echo, access: { roles: [] } } as Route
    await expect(serve([noRoles])).rejects.toThrow('declares no access')
    const plugin = async (
      app: Parameters<NonNullable<ServerOptions['plugins']>[number]>[0],
    ): Promise<void> => {
      app.get('/page', async () => 'x')
    }
    await expect(serve([], { plugins: [plugin] })).rejects.toThrow('GET /page declares no access')
  })

  test('a write for someone signed in cannot do without the key, nor a body with open fields', async () => {
    await expect(serve([{ ...echo, idempotent: false }])).rejects.toThrow('must require Idempotency-Key')
    const open = { ...echo, schema: { ...echo.schema, body: Type.Object({ a: Type.String() }) } }
    await expect(serve([open])).rejects.toThrow('lets unknown fields through')
  })

  test('401 without a session, 403 with another role, before the body is looked at', async () => {
    const { app } = await serve([echo, { ...echo, url: '/api/v1/other', access: only('finance') }])
    const none = await app.inject({
      method: 'POST',
      url: ECHO,
      payload: '{broken',
      headers: { 'content-type': 'application/json' },
    })
    expect(none.statusCode).toBe(401)
    expect(none.json().code).toBe('access.signed_out')
    const wrong = await app.inject({ method: 'POST', url: '/api/v1/other', headers: AUTH, payload: {} })
    expect(wrong.statusCode).toBe(403)
    expect(wrong.json()).toMatchObject({ code: 'access.denied', details: { roles: ['finance'] } })
  })

  test('what was written for another account is not taken from this one, whatever its role', async () => {
    const { app } = await serve([echo, { ...echo, url: '/api/v1/other', access: only('finance') }])
    const ask = (url: string, account: string) =>
      app.inject({ method: 'POST', url, headers: { ...AUTH, ...KEY, 'x-account': account }, payload: {} })
    const other = '00000000-0000-4000-8000-00000000ffff'
    for (const url of [ECHO, '/api/v1/other']) {
      const refused = await ask(url, other)
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'access.other_account'])
    }
    expect((await ask(ECHO, session.accountId)).json().code).not.toBe('access.other_account')
    signedIn = null
    expect((await ask(ECHO, other)).json().code).toBe('access.signed_out')
  })

  test('a citizen opens with number and code, a session is not enough', async () => {
    const mine = defineRoute({
      method: 'GET',
      url: '/api/v1/mine',
      access: 'citizen',
      summary: words,
      schema: ok,
      handler: ({ ctx }) => ({ body: { seen: ctx.citizen.number } }),
    })
    const { app } = await serve([mine])
    const ask = (authorization: string) =>
      app.inject({ method: 'GET', url: '/api/v1/mine', headers: { authorization } })
    expect((await ask('Matter qinghe-2026-L-1:AAAAA-AAAAA')).json()).toEqual({ seen: 'qinghe-2026-L-1' })
    expect((await ask('Matter qinghe-2026-L-1:BBBBB-BBBBB')).statusCode).toBe(401)
    expect((await ask(`Bearer ${TOKEN}`)).json().code).toBe('access.matter_not_opened')
    const cookie = `huiyin_matter=${encodeURIComponent('qinghe-2026-L-1:AAAAA-AAAAA')}`
    expect((await app.inject({ method: 'GET', url: '/api/v1/mine', headers: { cookie } })).statusCode).toBe(
      200,
    )
  })
})

describe('a command', () => {
  test('gets one reading of the clock, who is asking, its key, and checked input', async () => {
    const { app } = await serve([echo])
    const done = await app.inject({
      method: 'POST',
      url: `${ECHO}?n=3`,
      headers: { ...AUTH, ...KEY },
      payload: { text: 'a' },
    })
    expect(done.statusCode).toBe(200)
    expect(done.json().seen).toEqual({
      key: 'key-0001',
      now: NOW.toISOString(),
      who: 'qinghe.clerk',
      id: session.unitId,
      n: 3,
      text: 'a',
    })
  })

  test.each([[undefined], ['short'], ['with a blank in it'], ['x'.repeat(201)]])(
    'key %j is refused',
    async (key) => {
      const { app } = await serve([echo])
      const headers = { ...AUTH, ...(key === undefined ? {} : { 'idempotency-key': key }) }
      const refused = await app.inject({ method: 'POST', url: ECHO, headers, payload: { text: 'a' } })
      expect(refused.statusCode).toBe(400)
      expect(refused.json()).toMatchObject({
        code: 'write.idempotency_key_required',
        field: 'Idempotency-Key',
      })
    },
  )

  test('a session in a cookie writes nothing from another site', async () => {
    const { app } = await serve([echo])
    const cookie = `huiyin_session=${TOKEN}`
    const write = (headers: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: ECHO,
        headers: { cookie, ...KEY, ...headers },
        payload: { text: 'a' },
      })
    expect((await write({})).statusCode).toBe(200)
    expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
    expect((await write({ 'sec-fetch-site': 'cross-site' })).json().code).toBe('access.cross_site')
    expect((await write({ origin: 'https://elsewhere.example' })).statusCode).toBe(403)
    expect((await write({ origin: 'null' })).statusCode).toBe(403)
    expect((await write({ origin: 'http://localhost:80', host: 'localhost:80' })).statusCode).toBe(403)
    expect((await write({ origin: 'http://desk.example', host: 'desk.example' })).statusCode).toBe(200)
  })

  test('a page of our own that writes with a staff cookie needs the key as well', async () => {
    const plugin: NonNullable<ServerOptions['plugins']>[number] = async (app) => {
      app.post(
        '/form',
        { config: { access: 'signed-in' } },
        async (request) => contextOf(request).session?.login,
      )
    }
    const { app } = await serve([], { plugins: [plugin] })
    const cookie = `huiyin_session=${TOKEN}`
    expect((await app.inject({ method: 'POST', url: '/form', headers: { cookie } })).statusCode).toBe(400)
    expect((await app.inject({ method: 'POST', url: '/form', headers: { cookie, ...KEY } })).body).toBe(
      'qinghe.clerk',
    )
  })

  test.each([
    [{ text: 'a', txet: 'b' }, 'input.unknown_field', 'txet'],
    [{ text: 'a', count: null }, 'input.invalid', 'count'],
    [{ text: 'a', count: '3' }, 'input.invalid', 'count'],
    [{}, 'input.required', 'text'],
  ])('%j is refused by name', async (payload, code, field) => {
    const { app } = await serve([echo])
    const refused = await app.inject({ method: 'POST', url: ECHO, headers: { ...AUTH, ...KEY }, payload })
    expect(refused.statusCode).toBe(400)
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(refused.json()).toMatchObject({ code, field, status: 400, type: `/problems/${code}` })
  })

  test('unknown query fields and wrong ids are refused too', async () => {
    const { app } = await serve([echo])
    const ask = (url: string) =>
      app.inject({ method: 'POST', url, headers: { ...AUTH, ...KEY }, payload: { text: 'a' } })
    expect((await ask(`${ECHO}?m=1`)).json()).toMatchObject({ code: 'input.unknown_field', field: 'm' })
    expect((await ask(`${ECHO}?n=x`)).json()).toMatchObject({ code: 'input.invalid', field: 'n' })
    expect((await ask('/api/v1/echo/7')).json()).toMatchObject({ code: 'input.invalid', field: 'id' })
  })
})

describe('problems', () => {
  const broken = defineRoute({
    method: 'GET',
    url: '/api/v1/broken/:how',
    access: 'public',
    summary: words,
    schema: { params: Type.Object({ how: Type.String() }, closed), ...ok },
    handler: ({ params }) => {
      if (params.how === 'throw') throw new Error('a fault of ours')
      if (params.how === 'away') throw Object.assign(new Error('no database'), { code: 'ECONNREFUSED' })
      if (params.how === 'undeclared') return { body: { other: 1 } as never }
      return refuse(params.how === 'known' ? 'case.ended' : 'nobody.entered_this')
    },
  })

  test.each([
    ['known', 409, 'case.ended'],
    ['unknown', 500, 'http.internal'],
    ['throw', 500, 'http.internal'],
    ['undeclared', 500, 'http.internal'],
    ['away', 503, 'http.unavailable'],
  ])('%s', async (how, status, code) => {
    const { app } = await serve([broken])
    const answer = await app.inject({ method: 'GET', url: `/api/v1/broken/${how}` })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().code).toBe(code)
    expect(answer.body).not.toContain('a fault of ours')
    expect(answer.json().instance).toBe(answer.headers['x-request-id'])
    const errors = lines.filter((line) => line.includes('"level":"error"'))
    expect(errors.length).toBe(status >= 500 ? 1 : 0)
    if (status >= 500) expect(errors[0]).toContain(answer.json().instance)
  })

  test('404, 405, 413, 415 and unreadable bodies, in the language asked for', async () => {
    const { app } = await serve([echo], { bodyLimit: 1000 })
    const headers = { ...AUTH, ...KEY, 'accept-language': 'en-GB,en;q=0.9' }
    const json = { ...headers, 'content-type': 'application/json' }
    const missing = await app.inject({ method: 'GET', url: '/api/v1/nothing?code=secret', headers })
    expect(missing.json()).toMatchObject({ status: 404, code: 'http.no_such_page', title: 'No such address' })
    expect(missing.headers['content-language']).toBe('en')
    const method = await app.inject({ method: 'DELETE', url: ECHO })
    expect(method.statusCode).toBe(405)
    expect(method.headers.allow).toBe('POST')
    expect(method.json()).toMatchObject({ code: 'http.method_not_allowed', detail: '请改用 POST。' })
    const large = await app.inject({
      method: 'POST',
      url: ECHO,
      headers: json,
      payload: `{"text":"${'x'.repeat(2000)}"}`,
    })
    expect(large.json()).toMatchObject({ status: 413, code: 'http.body_too_large' })
    const xml = await app.inject({
      method: 'POST',
      url: ECHO,
      headers: { ...headers, 'content-type': 'text/xml' },
      payload: '<a/>',
    })
    expect(xml.json()).toMatchObject({ status: 415, code: 'http.unsupported_media_type' })
    const form = await app.inject({
      method: 'POST',
      url: ECHO,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'text=a',
    })
    expect(form.statusCode).toBe(415)
    for (const payload of ['{broken', '', '{"__proto__":{"a":1}}']) {
      const bad = await app.inject({ method: 'POST', url: ECHO, headers: json, payload })
      expect(bad.json(), payload).toMatchObject({ status: 400, code: 'http.malformed_body' })
    }
    expect(
      (await app.inject({ method: 'POST', url: ECHO, headers: { ...AUTH, ...KEY } })).json(),
    ).toMatchObject({
      code: 'input.required',
      field: 'body',
    })
    expect((await app.inject({ method: 'GET', url: '/api/v1/%E0%A4%A' })).statusCode).toBeLessThan(500)
  })

  test('a page is shown to who asked for a page, outside the API only', async () => {
    const { app } = await serve([], { errorPage: (problem, lang) => `<h1>${lang} ${problem.title}</h1>` })
    const accept = 'text/html,application/xhtml+xml'
    expect((await app.inject({ url: '/x', headers: { accept } })).body).toBe('<h1>zh 没有这个地址</h1>')
    expect((await app.inject({ url: '/api/x', headers: { accept } })).json().code).toBe('http.no_such_page')
  })
})

describe('what leaves the house', () => {
  test('security headers stand on every answer, scripts are never inline', async () => {
    const plugin: NonNullable<ServerOptions['plugins']>[number] = async (app) => {
      app.get('/page', { config: { access: 'public' } }, async () => 'x')
      app.get('/desk', { config: { access: 'public', csp: 'desk' } }, async () => 'x')
    }
    const { app } = await serve([], { plugins: [plugin] })
    for (const url of ['/page', '/desk', '/missing', '/api/v1/health']) {
      const { headers } = await app.inject({ url })
      expect(headers['x-content-type-options']).toBe('nosniff')
      const csp = String(headers['content-security-policy'])
      expect(csp).toMatch(/default-src '(self|none)'/)
      expect(csp).not.toContain('unsafe-eval')
      expect(/script-src[^;]*unsafe-inline/.test(csp)).toBe(false)
      expect(csp.includes("style-src 'self' 'unsafe-inline'")).toBe(url === '/desk')
    }
    const secure = await app.inject({ url: '/page', headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers['strict-transport-security']).toBeDefined()
  })

  test('the log holds patterns, never addresses, queries, bodies or names', async () => {
    const { app } = await serve([echo])
    await app.inject({
      method: 'POST',
      url: `${ECHO}?n=471147114711`,
      headers: { ...AUTH, ...KEY },
      payload: { text: '张三的信' },
    })
    await app.inject({ method: 'GET', url: '/query?number=qinghe-1&code=AAAAA-BBBBB' })
    const log = lines.join('')
    expect(log).toContain('"route":"/api/v1/echo/:id"')
    expect(log).toContain('"status":404')
    for (const secret of ['471147114711', '张三', TOKEN, session.unitId, 'AAAAA', 'qinghe'])
      expect(log).not.toContain(secret)
  })

  test('large texts are compressed', async () => {
    const long = defineRoute({
      method: 'GET',
      url: '/api/v1/long',
      access: 'public',
      summary: words,
      schema: ok,
      handler: () => ({ body: { seen: '回音'.repeat(2000) } }),
    })
    const { app } = await serve([long])
    const answer = await app.inject({ url: '/api/v1/long', headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(2000)
  })

  test('the API describes itself and says how it is', async () => {
    let database = 'ok'
    const { app, openApi } = await serve([echo], { health: async () => ({ database }) })
    const document = (await app.inject({ url: '/api/v1/openapi.json' })).json()
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi)))
    expect(document.openapi).toBe('3.1.0')
    const operation = document.paths['/api/v1/echo/{id}'].post
    expect(operation['x-access']).toEqual({ roles: ['clerk'] })
    expect(operation.parameters.map((p: { name: string }) => p.name)).toEqual(['id', 'n', 'Idempotency-Key'])
    expect((await app.inject({ url: '/api/v1/health' })).json()).toEqual({
      ok: true,
      parts: { database: 'ok' },
    })
    database = 'away'
    expect((await app.inject({ url: '/api/v1/health' })).statusCode).toBe(503)
  })
})

describe('a stream of events', () => {
  const events = defineRoute({
    method: 'GET',
    url: '/api/v1/events',
    access: 'signed-in',
    summary: words,
    schema: { response: { 200: Type.String() } },
    handler: ({ ctx }) => ({
      body: eventStream((send) => {
        send({ id: '8', event: 'matter', data: { after: ctx.lastEventId ?? null } })
      }),
    }),
  })

  async function open(
    address: string,
  ): Promise<{ text(): string; ended: Promise<unknown>; headers: Record<string, unknown> }> {
    const ask = request(`${address}/api/v1/events`, {
      headers: { ...AUTH, 'last-event-id': '7', 'accept-encoding': 'gzip' },
    })
    ask.end()
    const [response] = await once(ask, 'response')
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
    })
    const ended = once(response, 'end')
    while (!text.includes('data:')) await once(response, 'data')
    return { text: () => text, ended, headers: response.headers }
  }

  test('resumes, and ends when the server drains', async () => {
    const server = await serve([events])
    const stream = await open(await server.listen({ host: '127.0.0.1', port: 0 }))
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers['content-encoding']).toBeUndefined()
    expect(stream.headers['x-content-type-options']).toBe('nosniff')
    expect(stream.text()).toContain('id: 8\nevent: matter\ndata: {"after":"7"}\n\n')
    await Promise.all([server.close(), stream.ended])
  })

  test('ends when the session does', async () => {
    const server = await serve([events], { heartbeatMs: 20 })
    const stream = await open(await server.listen({ host: '127.0.0.1', port: 0 }))
    signedIn = null
    await stream.ended
    expect(stream.text()).toContain(': still here')
  })
})

test('what runs when the server drains is finished', async () => {
  let release = (): void => {}
  const waiting = new Promise<void>((resolve) => {
    release = resolve
  })
  let arrived = (): void => {}
  const here = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const slow = defineRoute({
    method: 'GET',
    url: '/api/v1/slow',
    access: 'public',
    summary: words,
    schema: ok,
    handler: async () => {
      arrived()
      await waiting
      return { body: { seen: 'done' } }
    },
  })
  const server = await serve([slow])
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const answer = fetch(`${address}/api/v1/slow`)
  await here
  const closing = server.close()
  await expect(fetch(`${address}/api/v1/health`)).rejects.toThrow()
  release()
  expect(await (await answer).json()).toEqual({ seen: 'done' })
  await closing
})
