/** The composed server with the demo county in it: every route's access, and one matter's way through the API. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBureauRoom } from '../../src/bureau/index.ts'
import { fillDemo } from '../../src/demo/fill-demo.ts'
import { MOST_FAILURES } from '../../src/kernel/access/index.ts'
import { ROLES } from '../../src/kernel/access/roles.ts'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import type { HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import type { Installation } from '../../src/main/installation.ts'
import { buildServer } from '../../src/main/server.ts'
import { createBell } from '../../src/notifications/index.ts'
import { createWallWatch } from '../../src/wall/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { walkRoutes } from './harness.ts'

const PASSWORD = 'demo-password-1'
let home: string
let database: TestDatabase
let server: HttpServer
const tokens = new Map<string, string>()

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'huiyin-whole-'))
  database = await createTestDatabase()
  const now = new Date('2026-11-20T02:00:00.000Z')
  const keyring = createKeyring(home, { now, databaseHasData: false })
  if (isRefusal(keyring)) throw new Error(keyring.refused)
  const bureau = createBureauRoom({ pool: database.app, keyring })
  const cases = {
    app: database.app,
    keyring,
    directory: bureau.directory,
    filesRoot: path.join(home, 'files'),
  }
  await fillDemo({ cases, bureau, owner: database.owner }, now, PASSWORD)
  const installation: Installation = {
    config: { home, host: '127.0.0.1', port: 0 } as Installation['config'],
    log: createLog({ level: 'silent' }),
    // The stories hang on the day the demo was made, which is the database's.
    clock: settableClock(new Date(Date.now() + 1000)),
    database: { ...database, replica: database.app } as unknown as Installation['database'],
    keyring,
    bureau,
    cases,
    notices: { email: null, sms: null, smpp: [], senders: {}, allow: [] },
    notifications: { cases, bell: createBell(database.app, createLog({ level: 'silent' })) },
    line: createBell(database.app, createLog({ level: 'silent' })),
    wall: createWallWatch(
      { pool: database.app, directory: bureau.directory },
      settableClock(now),
      createLog({ level: 'silent' }),
    ),
    close: async () => {},
  }
  server = await buildServer(installation)
})

afterAll(async () => {
  await server?.close()
  await database?.drop()
  rmSync(home, { recursive: true, force: true })
})

async function tokenOf(login: string): Promise<string> {
  const known = tokens.get(login)
  if (known) return known
  const payload = { login, password: PASSWORD, as: 'token' }
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload })
  expect(answer.statusCode, answer.body).toBe(201)
  const { token } = answer.json()
  tokens.set(login, token)
  return token
}

async function ask(login: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers: Record<string, string> = { authorization: `Bearer ${await tokenOf(login)}` }
  if (method !== 'GET') headers['idempotency-key'] = randomUUID()
  const answer = await server.app.inject({ method, url: `/api/v1${url}`, headers, payload })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

describe('the whole server', () => {
  it('is closed to who proves nothing, and to roles a route does not name', async () => {
    for (const role of ROLES) {
      const account = {
        login: `walk.${role}`,
        name: '走查',
        unitCode: 'xfj',
        roles: [role],
        password: PASSWORD,
      }
      expect((await ask('demo.admin', 'POST', '/accounts', account)).status).toBe(201)
    }
    expect(await walkRoutes(server, (role) => tokenOf(`walk.${role}`))).toBeGreaterThan(45)
  })

  it('takes a letter from registration to an answer the citizen reads and judges', async () => {
    const units = (await ask('demo.clerk', 'GET', '/units')).body.items as { code: string; unitId: string }[]
    const unit = units.find((u) => u.code === 'cgj')!.unitId
    const letter = {
      procedure: 'letter-box',
      channel: 'letter',
      subject: '公交站牌',
      body: '站牌倒了。',
      demands: ['扶正站牌'],
    }
    const made = await ask('demo.clerk', 'POST', '/matters', letter)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const { matterId, number, code } = made.body
    const act = async (login: string, action: string, input: object) => {
      const answer = await ask(login, 'POST', `/matters/${matterId}/actions`, {
        proceedingId: 'main',
        action,
        input,
      })
      expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200)
      return answer.body
    }
    await act('demo.clerk', 'assign', { unit })
    await act('demo.handler', 'sign', {})
    const outcomes = [{ demandId: 'q1', result: 'supported', words: '已扶正。', basis: '' }]
    await act('demo.handler', 'submit-reply', { outcomes, reply: '站牌已扶正并加固。' })
    expect(await act('demo.clerk', 'approve-reply', {})).toMatchObject({ state: 'answered', end: 'answered' })

    const authorization = `Matter ${number}:${code}`
    const own = await server.app.inject({ url: '/api/v1/public/matter', headers: { authorization } })
    expect(own.json()).toMatchObject({ number, ended: true, demands: [{ outcome: { words: '已扶正。' } }] })
    const rate = own.json().actions.find((a: { id: string }) => a.id === 'rate')
    const rating = { bureau: 'satisfied', unit: 'satisfied', solved: { q1: true } }
    const rated = await server.app.inject({
      method: 'POST',
      url: '/api/v1/public/matter/actions',
      headers: { authorization, 'idempotency-key': randomUUID() },
      payload: { proceedingId: rate.proceedingId, action: 'rate', input: { rating, words: '谢谢' } },
    })
    expect(rated.statusCode, rated.body).toBe(200)
    const wrong = await server.app.inject({
      url: '/api/v1/public/matter',
      headers: { authorization: `Matter ${number}:AAAAA-AAAAA` },
    })
    expect(wrong.statusCode).toBe(401)
    const summary = await ask('demo.handler', 'GET', `/matters/by-number/${number}`)
    expect(summary.body).toMatchObject({ state: 'answered', end: 'answered' })
    expect(JSON.stringify(summary.body)).not.toContain('站牌')
  })

  it('lists to each what it may open, and opens what it lists', async () => {
    for (const login of ['demo.clerk', 'demo.operator', 'demo.supervisor', 'demo.chief', 'demo.handler']) {
      const scope = login === 'demo.handler' ? 'mine' : 'bureau'
      const { items } = (await ask(login, 'GET', `/inbox?scope=${scope}&waiting=true&limit=200`)).body
      expect(items.length, login).toBeGreaterThan(0)
      for (const { matterId } of items) {
        expect((await ask(login, 'GET', `/matters/${matterId}`)).status, login).toBe(200)
      }
    }
    expect((await ask('demo.handler', 'GET', '/inbox?scope=bureau')).status).toBe(403)
  })

  it('keeps filters and pages of the inbox apart by unit', async () => {
    const whole = (await ask('demo.supervisor', 'GET', '/inbox?scope=bureau&limit=200')).body.items as {
      number: string
    }[]
    expect(whole.length).toBeGreaterThan(10)
    const pages: string[] = []
    let cursor: string | null = null
    do {
      const url: string = `/inbox?scope=bureau&limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
      const page = (await ask('demo.supervisor', 'GET', url)).body as {
        items: { number: string }[]
        next: string | null
      }
      pages.push(...page.items.map((i) => i.number))
      cursor = page.next
    } while (cursor)
    expect(pages).toEqual(whole.map((i) => i.number))
    // The report of misconduct lies with the discipline unit; the supervisor's whole bureau does not show it to others.
    expect(
      (await ask('demo.handler', 'GET', '/inbox')).body.items.every(
        (i: { number: string }) => !/-J\d/.test(i.number),
      ),
    ).toBe(true)
  })

  const register = (key: string, from = '203.0.113.7') =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/public/demo/matters',
      remoteAddress: from,
      headers: { 'idempotency-key': key },
      payload: {
        procedure: 'letter-box',
        subject: '井盖',
        body: '井盖缺失。',
        demands: ['补上井盖'],
      },
    })

  it('gives a code only to who chose a key nobody else would choose', async () => {
    const weak = await register('12345678')
    expect(weak.statusCode).toBe(400)
    expect(weak.json()).toMatchObject({ code: 'write.idempotency_key_weak', field: 'Idempotency-Key' })
    expect((await register('a'.repeat(21))).statusCode).toBe(400)
    expect((await register('k'.repeat(40))).statusCode).toBe(400)
    const key = randomUUID()
    const made = await register(key)
    expect(made.statusCode, made.body).toBe(201)
    expect((await register(key)).json().number).toBe(made.json().number)
  })

  it('slows down who guesses codes, one by one or all at once, and nobody else', async () => {
    const { number, code } = (await register(randomUUID())).json()
    const open = (typed: string, remoteAddress: string) =>
      server.app.inject({
        url: '/api/v1/public/matter',
        remoteAddress,
        headers: { authorization: `Matter ${number}:${typed}` },
      })
    const statuses = async (asked: Promise<{ statusCode: number }>[]) =>
      (await Promise.all(asked)).map((a) => a.statusCode)
    for (let n = 0; n < 12; n++) expect((await open(code, '203.0.113.1')).statusCode).toBe(200)
    for (let n = 0; n < MOST_FAILURES; n++)
      expect((await open('AAAAA-AAAAA', '203.0.113.1')).statusCode).toBe(401)
    const slowed = await open(code, '203.0.113.1')
    expect(slowed.statusCode).toBe(429)
    expect(slowed.json()).toMatchObject({ code: 'access.too_many_codes' })
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
    // The portal keeps the same count.
    const portal = await server.app.inject({
      method: 'POST',
      url: '/demo/follow',
      remoteAddress: '203.0.113.1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `number=${number}&code=${code}`,
    })
    expect(portal.statusCode).toBe(429)
    expect((await open(code, '203.0.113.2')).statusCode).toBe(200)
    const burst = await statuses(Array.from({ length: 30 }, () => open('AAAAA-AAAAA', '203.0.113.3')))
    expect(burst.filter((status) => status === 401)).toHaveLength(MOST_FAILURES)
  })
})
