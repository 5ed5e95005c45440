import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSignInRules } from '../../src/bureau/index.ts'
import { as, freshKey, openScene, PASSWORD, type Scene, tokenOf } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const signIn = (login: string, password: string, more: object = {}, headers: Record<string, string> = {}) =>
  scene.server.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password, ...more },
    headers,
  })

const MINUTE = 60_000

describe('sign-in', () => {
  test('opens a session in a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn('qinghe.clerk', PASSWORD)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ account: { login: 'qinghe.clerk', roles: ['clerk'] } })
    expect(answer.json().token).toBeUndefined()
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^huiyin_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/)
    const me = await scene.server.app.inject({
      url: '/api/v1/me',
      headers: { cookie: cookie.split(';')[0]! },
    })
    expect(me.json()).toMatchObject({
      login: 'qinghe.clerk',
      bureau: { slug: 'qinghe' },
      unit: { code: 'centre' },
    })
  })

  test('marks the cookie Secure behind https', async () => {
    const answer = await signIn('qinghe.clerk', PASSWORD, {}, { 'x-forwarded-proto': 'https' })
    expect(String(answer.headers['set-cookie'])).toContain('; Secure')
  })

  test('keeps only the hash of the token', async () => {
    const token = await tokenOf(scene.server, 'qinghe.clerk')
    const { rows } = await scene.database.owner.query('SELECT encode(token_hash, $1) AS h FROM sessions', [
      'base64',
    ])
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows.every((r) => Buffer.from(r.h, 'base64').length === 32)).toBe(true)
  })

  test('answers a wrong password and an unknown name alike, in the language asked for', async () => {
    const wrong = await signIn('qinghe.editor', 'not-it-2026')
    const unknown = await signIn('qinghe.nobody', 'not-it-2026')
    expect(wrong.statusCode).toBe(401)
    const plain = (answer: typeof wrong) => ({ ...answer.json(), instance: '' })
    expect(plain(unknown)).toEqual(plain(wrong))
    expect(wrong.json().title).toBe('账号或密码不正确')
    const en = await signIn('qinghe.editor', 'not-it-2026', {}, { 'accept-language': 'en' })
    expect(en.json().title).toBe('Wrong account name or password')
    await signIn('qinghe.editor', PASSWORD)
  })

  test('takes the name in capitals, with blanks around, or in full width', async () => {
    expect((await signIn(' ＱINGHE.clerk ', PASSWORD)).statusCode).toBe(201)
  })
})

describe('lockout', () => {
  test.each(['qinghe.handler', 'qinghe.missing'])(
    '%s: after five failures for 15 minutes, then longer',
    async (login) => {
      scene.clock.advance(24 * 60 * MINUTE)
      for (let i = 0; i < 5; i++) expect((await signIn(login, 'wrong-2026')).statusCode).toBe(401)
      const locked = await signIn(login, PASSWORD)
      expect(locked.statusCode).toBe(429)
      expect(locked.json().code).toBe('access.locked')
      expect(locked.headers['retry-after']).toBe('900')
      scene.clock.advance(15 * MINUTE)
      expect((await signIn(login, 'wrong-2026')).statusCode).toBe(401)
      expect((await signIn(login, PASSWORD)).headers['retry-after']).toBe('1800')
      scene.clock.advance(30 * MINUTE)
      const right = await signIn(login, PASSWORD)
      expect(right.statusCode).toBe(login === 'qinghe.handler' ? 201 : 401)
    },
  )

  test('guesses sent at once are counted like those sent in turn', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn('lanshi.handler', 'wrong-2026')),
    )
    const codes = answers.map((a) => a.json().code)
    expect(codes.filter((c) => c === 'access.wrong_password')).toHaveLength(5)
    expect(codes.filter((c) => c === 'access.locked')).toHaveLength(7)
  })

  test('success forgets the failures', async () => {
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await signIn('qinghe.finance', 'wrong-2026')
      expect((await signIn('qinghe.finance', PASSWORD)).statusCode).toBe(201)
    }
  })

  test('is in the audit log, without the password', async () => {
    const auditor = as(scene.server, await tokenOf(scene.server, 'lanshi.auditor'))
    const { items } = (await auditor('GET', '/api/v1/audit?limit=200')).json()
    const refused = items.filter((i: { action: string }) => i.action === 'session.refused')
    expect(refused).toHaveLength(5)
    const counts = refused.map((i: { details: { failures: number } }) => i.details.failures)
    expect(counts.sort()).toEqual([1, 2, 3, 4, 5])
    expect(refused.map((i: { details: { lockedMinutes: number } }) => i.details.lockedMinutes)).toContain(15)
    expect(JSON.stringify(items)).not.toContain('wrong-2026')
  })
})

describe('a session', () => {
  test('ends after twelve hours, and after two of silence', async () => {
    const token = await tokenOf(scene.server, 'qinghe.supervisor')
    const call = as(scene.server, token)
    for (let hour = 0; hour < 11; hour++) {
      scene.clock.advance(60 * MINUTE)
      expect((await call('GET', '/api/v1/me')).statusCode).toBe(200)
      scene.room.sessions.forgetAccount('')
    }
    scene.clock.advance(60 * MINUTE)
    expect((await call('GET', '/api/v1/me')).json().code).toBe('access.signed_out')

    const idle = as(scene.server, await tokenOf(scene.server, 'qinghe.supervisor'))
    scene.room.sessions.forgetAccount('')
    scene.clock.advance(119 * MINUTE)
    expect((await idle('GET', '/api/v1/me')).statusCode).toBe(200)
    scene.room.sessions.forgetAccount('')
    scene.clock.advance(120 * MINUTE)
    expect((await idle('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  test('is kept open by a person, not by what an open page asks for or by its stream', async () => {
    const token = await tokenOf(scene.server, 'qinghe.supervisor')
    const ask = (headers: Record<string, string>) => {
      scene.room.sessions.forgetAccount('')
      return scene.server.app.inject({
        url: '/api/v1/me',
        headers: { authorization: `Bearer ${token}`, ...headers },
      })
    }
    for (const [name, value] of [
      ['x-attended', 'no'],
      ['accept', 'text/event-stream'],
    ] as const) {
      scene.clock.advance(50 * MINUTE)
      expect((await ask({ [name]: value })).statusCode).toBe(200)
    }
    scene.clock.advance(15 * MINUTE)
    expect((await ask({})).statusCode).toBe(200)
    scene.clock.advance(119 * MINUTE)
    expect((await ask({ 'x-attended': 'no' })).statusCode).toBe(200)
    scene.clock.advance(MINUTE)
    expect((await ask({ 'x-attended': 'no' })).json().code).toBe('access.signed_out')
    expect((await ask({})).json().code).toBe('access.signed_out')
  })

  test('a person who acts right after the page did is counted', async () => {
    const token = await tokenOf(scene.server, 'qinghe.supervisor')
    const seen = async () => {
      const { rows } = await scene.database.owner.query('select max(last_seen_at) as at from sessions')
      return rows[0].at.toISOString()
    }
    scene.clock.advance(30 * MINUTE)
    const now = scene.clock.now()
    expect(await scene.room.sessions.current(token, now, false)).not.toBeNull()
    expect(await seen()).not.toBe(now.toISOString())
    // Out of what is kept, within its three seconds.
    expect(await scene.room.sessions.current(token, now, true)).not.toBeNull()
    expect(await seen()).toBe(now.toISOString())
  })

  test('follows the times its bureau sets, at once', async () => {
    const { room, clock } = scene
    const token = await tokenOf(scene.server, 'qinghe.supervisor')
    const session = (await room.sessions.current(
      await tokenOf(scene.server, 'qinghe.administrator'),
      clock.now(),
    ))!
    const set = (idleMinutes: number, sessionHours: number, version: number) =>
      changeSignInRules(
        room,
        { session, now: clock.now(), idempotencyKey: freshKey() },
        { idleMinutes, sessionHours, secondFactorRoles: [] },
        version,
      )
    expect(await set(10, 2, 0)).toMatchObject({ version: 1 })
    expect(await set(10, 2, 0)).toMatchObject({ refused: 'bureau.changed_meanwhile' })
    expect(await set(180, 2, 1)).toMatchObject({ refused: 'bureau.idle_too_long', field: 'idleMinutes' })
    const still = () => room.sessions.current(token, clock.now())
    clock.advance(9 * MINUTE)
    expect(await still()).not.toBeNull()
    clock.advance(10 * MINUTE)
    expect(await still()).toBeNull()
    // Sessions of other bureaus keep their own times.
    expect(await set(120, 12, 1)).toMatchObject({ version: 2 })
    const longer = await tokenOf(scene.server, 'lanshi.handler')
    const shorter = await tokenOf(scene.server, 'qinghe.supervisor')
    expect(await set(60, 1, 2)).toMatchObject({ version: 3 })
    for (let half = 0; half < 2; half++) {
      clock.advance(30 * MINUTE)
      room.sessions.forgetAccount('')
      expect(await room.sessions.current(longer, clock.now())).not.toBeNull()
      expect((await room.sessions.current(shorter, clock.now())) === null).toBe(half === 1)
    }
    expect(await set(120, 12, 3)).toMatchObject({ version: 4 })
  })

  test('is over at once when signed out', async () => {
    const call = as(scene.server, await tokenOf(scene.server, 'qinghe.reviewer'))
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(200)
    const out = await call('DELETE', '/api/v1/session')
    expect(out.statusCode).toBe(204)
    expect(String(out.headers['set-cookie'])).toContain('huiyin_session=; ')
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  test('is over at once also for who asked while it was being ended', async () => {
    const token = await tokenOf(scene.server, 'qinghe.reviewer')
    const reading = scene.room.sessions.current(token, scene.clock.now())
    scene.room.sessions.forgetAccount('')
    await reading
    await scene.database.owner.query('DELETE FROM sessions')
    expect(await scene.room.sessions.current(token, scene.clock.now())).toBeNull()
  })

  test('costs no round trip while it is kept', async () => {
    const call = as(scene.server, await tokenOf(scene.server, 'qinghe.reviewer'))
    await call('GET', '/api/v1/units')
    const before = scene.database.app.totalCount + scene.database.app.waitingCount
    let queries = 0
    const count = () => {
      queries++
    }
    scene.database.app.on('acquire', count)
    // What is kept runs out after seconds, perhaps between two of these calls: then it is kept anew, and the next round is free.
    for (let round = 0; round < 3; round++) {
      queries = 0
      for (let i = 0; i < 5; i++) expect((await call('GET', '/api/v1/units')).statusCode).toBe(200)
      if (queries === 0) break
    }
    scene.database.app.off('acquire', count)
    expect(queries).toBe(0)
    expect(before).toBeGreaterThan(0)
  })
})

describe('my password', () => {
  test('is changed with the current one, ends my other sessions and keeps this one', async () => {
    const login = 'qinghe.operator'
    const here = as(scene.server, await tokenOf(scene.server, login))
    const there = as(scene.server, await tokenOf(scene.server, login))
    expect((await there('GET', '/api/v1/me')).statusCode).toBe(200)
    const change = (current: string, next: string) => here('PUT', '/api/v1/me/password', { current, next })
    expect((await change('wrong-2026', 'a-new-one-2027')).json()).toMatchObject({
      status: 422,
      code: 'access.current_password_wrong',
      field: 'current',
    })
    expect((await change(PASSWORD, 'short1')).json()).toMatchObject({
      code: 'access.password_too_short',
      field: 'next',
    })
    expect((await change(PASSWORD, 'alllettersonly')).json().code).toBe('access.password_too_plain')
    expect((await change(PASSWORD, 'qinghe.operator1')).json().code).toBe('access.password_too_plain')
    expect((await change(PASSWORD, 'a-new-one-2027')).json()).toEqual({ sessionsEnded: 1 })
    expect((await here('GET', '/api/v1/me')).statusCode).toBe(200)
    expect((await there('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await signIn(login, PASSWORD)).statusCode).toBe(401)
    expect((await signIn(login, 'a-new-one-2027')).statusCode).toBe(201)
  })
})

test('an account that is not active is told so only with the right password', async () => {
  const admin = as(scene.server, await tokenOf(scene.server, 'lanshi.administrator'))
  const { items } = (await admin('GET', '/api/v1/accounts')).json()
  const clerk = items.find((a: { login: string }) => a.login === 'lanshi.clerk')
  const theirs = as(scene.server, await tokenOf(scene.server, 'lanshi.clerk'))
  expect((await theirs('GET', '/api/v1/me')).statusCode).toBe(200)
  const headers = { 'idempotency-key': freshKey() }
  expect(
    (await admin('PATCH', `/api/v1/accounts/${clerk.accountId}`, { active: false }, headers)).statusCode,
  ).toBe(200)
  expect((await theirs('GET', '/api/v1/me')).statusCode).toBe(401)
  expect((await signIn('lanshi.clerk', PASSWORD)).json().code).toBe('access.account_inactive')
  expect((await signIn('lanshi.clerk', 'wrong-2026')).json().code).toBe('access.wrong_password')
})
