/** The second factor: set, asked for, replaced, switched off; recovery codes; required by role; reset. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSignInRules, resetByOperator, resetSecondFactor } from '../../src/bureau/index.ts'
import type { RoleName } from '../../src/kernel/access/index.ts'
import { totp } from '../../src/kernel/crypto/index.ts'
import { as, freshKey, openScene, PASSWORD, type Scene, tokenOf } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const MINUTE = 60_000

const signIn = (login: string, more: object = {}, password = PASSWORD) =>
  scene.server.app.inject({ method: 'POST', url: '/api/v1/session', payload: { login, password, ...more } })

function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  return totp(Buffer.from(bits.match(/.{8}/g)!.map((b) => Number.parseInt(b, 2))), scene.clock.now())
}
/** A code that no earlier one of this test has spent. */
function nextCode(secret: string): string {
  scene.clock.advance(MINUTE)
  return codeOf(secret)
}

/** Sets a factor for an account that has none. */
async function set(login: string) {
  const call = as(scene.server, await tokenOf(scene.server, login))
  const { secret } = (await call('GET', '/api/v1/me/second-factor/proposal')).json()
  const answer = await call('PUT', '/api/v1/me/second-factor', {
    password: PASSWORD,
    secret,
    code: nextCode(secret),
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return { call, secret: secret as string, codes: answer.json().recoveryCodes as string[] }
}

const command = async (login: string) => ({
  session: (await scene.room.sessions.current(await tokenOf(scene.server, login), scene.clock.now()))!,
  now: scene.clock.now(),
  idempotencyKey: freshKey(),
})
async function askOf(roles: RoleName[]): Promise<void> {
  const { rows } = await scene.database.owner.query(
    'select coalesce(max(version), 0)::integer as version from sign_in_rules where bureau_id = $1',
    [scene.bureaus.qinghe],
  )
  // Whoever sets it may need one afterwards: the session is taken first.
  const by = await administrator()
  const rules = { idleMinutes: 120, sessionHours: 12, secondFactorRoles: roles }
  const done = await changeSignInRules(scene.room, by, rules, rows[0].version)
  expect(done).toMatchObject({ secondFactorRoles: roles })
}
const administrator = () => command('qinghe.administrator')
const audited = async (action: string) =>
  (
    await scene.database.owner.query('select details from audit_log where action = $1 order by at desc', [
      action,
    ])
  ).rows.map((r) => r.details)

describe('a second factor', () => {
  test('is proposed with a code to scan, and set only once the app shows a code of it', async () => {
    const call = as(scene.server, await tokenOf(scene.server, 'qinghe.clerk'))
    const { secret, uri, qr } = (await call('GET', '/api/v1/me/second-factor/proposal')).json()
    expect(uri).toContain(`secret=${secret}`)
    expect(uri).toContain('qinghe.clerk')
    expect(qr).toMatch(/^<svg [^>]*viewBox/)
    expect(qr).not.toMatch(/<script|href=/)
    const put = (body: object) =>
      call('PUT', '/api/v1/me/second-factor', { password: PASSWORD, secret, ...body })
    expect((await put({ code: '000000' })).json().code).toBe('access.second_factor_wrong')
    expect((await put({ code: codeOf(secret), password: 'wrong-2026' })).json().code).toBe(
      'access.current_password_wrong',
    )
    const done = await put({ code: codeOf(secret) })
    expect(done.statusCode).toBe(200)
    expect(new Set(done.json().recoveryCodes).size).toBe(10)
    expect((await call('GET', '/api/v1/me')).json()).toMatchObject({
      secondFactor: true,
      secondFactorNeeded: false,
      recoveryCodesLeft: 10,
    })
    const { rows } = await scene.database.owner.query(
      "select totp_cipher, recovery_hashes from sign_ins where login = 'qinghe.clerk'",
    )
    const stored = JSON.stringify(rows)
    for (const code of done.json().recoveryCodes) expect(stored).not.toContain(code.replace('-', ''))
    expect(rows[0].recovery_hashes.every((h: Buffer) => h.length === 32)).toBe(true)
  })

  test('is asked for at sign-in; a code works once, also for tokens of programs', async () => {
    const login = 'qinghe.handler'
    const { secret } = await set(login)
    expect((await signIn(login)).json()).toMatchObject({
      code: 'access.second_factor_required',
      field: 'code',
    })
    // The code that set it is spent.
    expect((await signIn(login, { code: codeOf(secret) })).json().code).toBe('access.second_factor_wrong')
    const code = nextCode(secret)
    const token = await signIn(login, { code, as: 'token' })
    expect(token.statusCode).toBe(201)
    expect(token.json().token).toMatch(/^[\w-]{43}$/)
    expect((await signIn(login, { code })).json().code).toBe('access.second_factor_wrong')
    expect((await signIn(login, { as: 'token' })).json().code).toBe('access.second_factor_required')
  })

  test('guessed at locks the account as wrong passwords do', async () => {
    const login = 'qinghe.operator'
    const { secret } = await set(login)
    scene.clock.advance(MINUTE)
    for (let i = 0; i < 3; i++)
      expect((await signIn(login, { code: '000000' })).json().code).toBe('access.second_factor_wrong')
    for (let i = 0; i < 2; i++)
      expect((await signIn(login, { code: 'aaaaa-bbbbb' })).json().code).toBe('access.second_factor_wrong')
    const locked = await signIn(login, { code: codeOf(secret) })
    expect(locked.json()).toMatchObject({ code: 'access.locked', details: { minutes: 15 } })
    scene.clock.advance(15 * MINUTE)
    expect((await signIn(login, { code: codeOf(secret) })).statusCode).toBe(201)
  })

  test('is replaced and switched off with password and code only; guesses there are counted too', async () => {
    const login = 'qinghe.reviewer'
    const { call, secret, codes } = await set(login)
    const fresh = (await call('GET', '/api/v1/me/second-factor/proposal')).json().secret as string
    const replace = (more: object) =>
      call('PUT', '/api/v1/me/second-factor', {
        password: PASSWORD,
        secret: fresh,
        code: codeOf(fresh),
        ...more,
      })
    expect((await replace({})).json()).toMatchObject({
      code: 'access.second_factor_required',
      field: 'current',
    })
    expect((await replace({ current: '000000' })).json()).toMatchObject({
      code: 'access.second_factor_wrong',
      field: 'current',
    })
    const replaced = await replace({ current: nextCode(secret) })
    expect(replaced.statusCode, replaced.body).toBe(200)
    expect((await signIn(login, { code: nextCode(secret) })).statusCode).toBe(422)
    expect((await signIn(login, { code: codes[0]! })).statusCode).toBe(422)
    expect((await signIn(login, { code: codeOf(fresh) })).statusCode).toBe(201)

    const off = (body: object) => call('POST', '/api/v1/me/second-factor/removal', body)
    expect((await off({ password: 'wrong-2026', code: nextCode(fresh) })).json().code).toBe(
      'access.current_password_wrong',
    )
    for (let i = 0; i < 4; i++) await off({ password: PASSWORD, code: '000000' })
    expect((await off({ password: PASSWORD, code: nextCode(fresh) })).json().code).toBe('access.locked')
    scene.clock.advance(30 * MINUTE)
    const done = await off({ password: PASSWORD, code: codeOf(fresh) })
    expect(done.json()).toEqual({ removed: true })
    expect((await signIn(login)).statusCode).toBe(201)
    expect((await call('GET', '/api/v1/me')).json()).toMatchObject({
      secondFactor: false,
      recoveryCodesLeft: 0,
    })
  })
})

describe('a recovery code', () => {
  test('opens once, however it is typed; how many are left is told; new ones end the old', async () => {
    const login = 'qinghe.finance'
    const { call, secret, codes } = await set(login)
    const typed = ` ${codes[0]!.toUpperCase().replace('-', '－'.normalize('NFKC'))} `
    const first = await signIn(login, { code: typed })
    expect(first.statusCode, first.body).toBe(201)
    expect(first.json().recoveryCodesLeft).toBe(9)
    expect((await signIn(login, { code: codes[0]! })).json().code).toBe('access.second_factor_wrong')
    expect((await audited('session.opened'))[0]).toMatchObject({ login, recoveryCodesLeft: 9 })
    // Both at once: one of them opens.
    const both = await Promise.all([signIn(login, { code: codes[1]! }), signIn(login, { code: codes[1]! })])
    expect(both.map((a) => a.statusCode).sort()).toEqual([201, 422])
    const renewed = await call('POST', '/api/v1/me/recovery-codes', {
      password: PASSWORD,
      code: nextCode(secret),
    })
    expect(renewed.statusCode).toBe(201)
    expect((await signIn(login, { code: codes[2]! })).statusCode).toBe(422)
    expect((await signIn(login, { code: renewed.json().recoveryCodes[2] })).statusCode).toBe(201)
    expect(JSON.stringify(await audited('recovery-codes.renewed'))).not.toContain(
      renewed.json().recoveryCodes[0],
    )
  })
})

describe('a bureau that asks one of a role', () => {
  test('leads who has none to the set-up at the next sign-in, and lets nobody of the role go without', async () => {
    const login = 'qinghe.supervisor'
    const signedIn = as(scene.server, await tokenOf(scene.server, login))
    await askOf(['supervisor'])
    // A session that is open goes on.
    expect((await signedIn('GET', '/api/v1/me')).json()).toMatchObject({ secondFactorNeeded: true })
    expect((await signIn(login)).json()).toMatchObject({
      code: 'access.second_factor_setup_required',
      status: 403,
    })
    expect((await signIn(login, {}, 'wrong-2026')).json().code).toBe('access.wrong_password')
    const proposal = await scene.server.app.inject({
      method: 'POST',
      url: '/api/v1/session/second-factor-proposal',
      payload: { login },
    })
    const { secret, qr } = proposal.json()
    expect(qr).toContain('<svg')
    const wrong = await signIn(login, { secondFactor: { secret, code: '000000' } })
    expect(wrong.json()).toMatchObject({ code: 'access.second_factor_wrong', field: 'secondFactor.code' })
    const done = await signIn(login, { secondFactor: { secret, code: codeOf(secret) } })
    expect(done.statusCode, done.body).toBe(201)
    expect(done.json().recoveryCodes).toHaveLength(10)
    expect((await signIn(login, { secondFactor: { secret, code: nextCode(secret) } })).json().code).toBe(
      'access.second_factor_required',
    )
    const refused = await signedIn('POST', '/api/v1/me/second-factor/removal', {
      password: PASSWORD,
      code: codeOf(secret),
    })
    expect(refused.json().code).toBe('access.second_factor_needed')
    // Other roles and other bureaus are asked for nothing.
    expect((await signIn('qinghe.editor')).statusCode).toBe(201)
    expect((await signIn('lanshi.supervisor')).statusCode).toBe(201)
    await askOf([])
  })
})

describe('somebody who lost device and codes', () => {
  test('is let in by an administrator, with a reason that is kept', async () => {
    const login = 'qinghe.unit-head'
    const { call } = await set(login)
    const target = (await call('GET', '/api/v1/me')).json().accountId
    const by = await administrator()
    expect(await resetSecondFactor(scene.room, by, by.session.accountId, '本人来电')).toMatchObject({
      refused: 'bureau.own_account',
    })
    const reason = '本人到场，核对工作证'
    expect(await resetSecondFactor(scene.room, by, target, reason)).toMatchObject({ sessionsEnded: 1 })
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await signIn(login)).statusCode).toBe(201)
    expect((await audited('second-factor.reset'))[0]).toMatchObject({ login, reason, accountId: target })
    const again = await resetSecondFactor(scene.room, { ...by, idempotencyKey: freshKey() }, target, reason)
    expect(again).toMatchObject({ refused: 'bureau.no_second_factor' })
  })

  test('is let in by the operator where that was the administrator', async () => {
    const login = 'qinghe.administrator'
    const { codes } = await set(login)
    await askAdministrators(codes[0]!)
    for (let i = 0; i < 5; i++) await signIn(login, {}, 'wrong-2026')
    expect((await signIn(login)).json().code).toBe('access.locked')
    const reason = '管理员手机遗失'
    const done = await resetByOperator(scene.room, scene.clock.now(), {
      login,
      reason,
      password: true,
      secondFactor: true,
    })
    expect(done).toMatchObject({ login, wasLocked: true, secondFactorRemoved: true })
    const password = (done as { password: string }).password
    expect((await signIn(login, {}, password)).json().code).toBe('access.own_password_required')
    const led = await signIn(login, { next: 'my-own-one-2027' }, password)
    expect(led.json().code).toBe('access.second_factor_setup_required')
    const { secret } = (
      await scene.server.app.inject({
        method: 'POST',
        url: '/api/v1/session/second-factor-proposal',
        payload: { login },
      })
    ).json()
    const open = await signIn(
      login,
      { next: 'my-own-one-2027', secondFactor: { secret, code: codeOf(secret) } },
      password,
    )
    expect(open.statusCode, open.body).toBe(201)
    const [kept] = await audited('account.reset-by-operator')
    expect(kept).toMatchObject({ login, reason, newPassword: true, secondFactorRemoved: true })
    expect(JSON.stringify(kept)).not.toContain(password)
    expect(
      await resetByOperator(scene.room, scene.clock.now(), {
        login: 'nobody.there',
        reason,
        password: false,
        secondFactor: false,
      }),
    ).toMatchObject({ refused: 'bureau.unknown_account' })
  })
})

/** Asks administrators for one, by one who has one. */
async function askAdministrators(code: string): Promise<void> {
  const answer = await signIn('qinghe.administrator', { code, as: 'token' })
  const session = (await scene.room.sessions.current(answer.json().token, scene.clock.now()))!
  const { rows } = await scene.database.owner.query(
    'select version from sign_in_rules where bureau_id = $1',
    [scene.bureaus.qinghe],
  )
  const rules = { idleMinutes: 120, sessionHours: 12, secondFactorRoles: ['administrator' as const] }
  const by = { session, now: scene.clock.now(), idempotencyKey: freshKey() }
  expect(await changeSignInRules(scene.room, by, rules, rows[0].version)).toMatchObject(rules)
}
