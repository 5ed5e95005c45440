/** Accounts: many at once, one-time passwords, ways back in, and nobody locks the bureau out of itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, tokenOf } from '../routes/harness.ts'
import { csv, openWorld, previewAndImport, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HEAD = '账号,姓名,单位代码,角色'
const signIn = (login: string, password: string, next?: string) =>
  world.server.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password, as: 'token', ...(next ? { next } : {}) },
  })
const find = async (query: string) => {
  const admin = await world.as('administrator')
  const { items } = (await admin('GET', `/api/v1/administration/accounts?${query}`)).json()
  return items as { accountId: string; login: string; version: number; oneTimeUntil: string | null }[]
}

describe('64 accounts at once', () => {
  const lines = Array.from({ length: 64 }, (_, i) => `qinghe.unit${i},测试员${i},town-1,经办人、登记员`)

  test('are opened with one-time passwords that are shown once and kept nowhere', async () => {
    const admin = await world.as('administrator')
    const { preview, done } = await previewAndImport(admin, 'administration/accounts', csv(HEAD, ...lines))
    expect(preview.counts).toMatchObject({ add: 64, problems: 0 })
    expect(done.items).toHaveLength(64)
    const passwords = done.items.map((i: { password: string }) => i.password)
    expect(new Set(passwords).size).toBe(64)
    const { rows } = await world.database.owner.query(
      "select response::text || (select string_agg(details::text, '') from audit_log) as text from commands",
    )
    for (const { text } of rows) for (const p of passwords) expect(text).not.toContain(p)
    expect((await world.audited('account.added')).filter((d) => d.oneTime)).toHaveLength(64)
  }, 60_000)

  test('open only the exchange for a password of one’s own', async () => {
    const admin = await world.as('administrator')
    const body = {
      accounts: [{ login: 'qinghe.wang', name: '王测试', unitCode: 'town-1', roles: ['handler'] }],
    }
    const { items } = (await admin('POST', '/api/v1/administration/accounts', body)).json()
    const { login, password } = items[0]
    expect((await signIn(login, password)).json().code).toBe('access.own_password_required')
    expect((await signIn(login, password, password)).json().code).toBe('access.own_password_required')
    expect((await signIn(login, password, 'short')).json().code).toBe('access.password_too_short')
    expect((await signIn(login, password, 'my-own-pass-2026')).statusCode).toBe(201)
    expect((await signIn(login, password, 'another-pass-2026')).json().code).toBe('access.wrong_password')
    expect((await signIn(login, 'my-own-pass-2026')).statusCode).toBe(201)
    expect((await find('q=wang'))[0]).toMatchObject({ oneTimeUntil: null })
  })

  test('say what is wrong in which cell, names of other bureaus included', async () => {
    const admin = await world.as('administrator')
    const file = csv(
      HEAD,
      'Q,甲,town-1,经办人',
      'lanshi.clerk,乙,town-1,经办人',
      'qinghe.new1,丙,nowhere,经办人',
      'qinghe.new2,丁,town-1,系统管理员、审计员',
      'qinghe.new3,戊,town-1,站长',
      'qinghe.new4,,一镇,经办人',
      'qinghe.new4,己,一镇,经办人',
    )
    const preview = (await admin('POST', '/api/v1/administration/accounts/preview', file)).json()
    expect(
      preview.rows.map((r: { problems: { column: string }[] }) => r.problems.map((p) => p.column).join()),
    ).toEqual(['login', 'login', 'unit', 'roles', 'roles', 'name', 'login'])
    const refused = await admin('POST', '/api/v1/administration/accounts/import', {
      file,
      digest: preview.digest,
    })
    expect(refused.json().code).toBe('table.has_problems')
    expect(await find('q=new')).toEqual([])
  })
})

describe('an account', () => {
  test('is found by pinyin, initials, role, unit and state', async () => {
    expect((await find('q=wangceshi')).map((a) => a.login)).toEqual(['qinghe.wang'])
    expect((await find('q=WCS')).map((a) => a.login)).toEqual(['qinghe.wang'])
    expect((await find('role=auditor')).map((a) => a.login)).toEqual(['qinghe.auditor'])
    expect((await find('state=one-time')).length).toBe(64)
    expect((await find('q=lanshi')).length).toBe(0)
  })

  test('is changed, and who saw an older state is told so', async () => {
    const admin = await world.as('administrator')
    const [a] = await find('q=qinghe.wang')
    const change = (body: object) => admin('PATCH', `/api/v1/accounts/${a!.accountId}`, body)
    expect(
      (await change({ expectedVersion: a!.version, name: '王改', unitCode: 'centre' })).json(),
    ).toMatchObject({
      name: '王改',
    })
    expect((await change({ expectedVersion: a!.version, roles: ['clerk'] })).json().code).toBe(
      'bureau.changed_meanwhile',
    )
    expect(await world.audited('account.changed')).toContainEqual(
      expect.objectContaining({ after: expect.objectContaining({ name: '王改' }) }),
    )
  })

  test('locked by guesses is unlocked; a reset ends its sessions and its old password', async () => {
    const admin = await world.as('administrator')
    const [a] = await find('q=qinghe.editor')
    const token = await tokenOf(world.server, 'qinghe.editor')
    for (let i = 0; i < 5; i++) await signIn('qinghe.editor', 'wrong-guess-1')
    expect((await signIn('qinghe.editor', PASSWORD)).json().code).toBe('access.locked')
    expect((await find('state=locked')).map((x) => x.login)).toEqual(['qinghe.editor'])
    const url = `/api/v1/administration/accounts/${a!.accountId}`
    expect((await admin('POST', `${url}/unlock`, {})).json()).toEqual({ wasLocked: true })
    expect((await signIn('qinghe.editor', PASSWORD)).statusCode).toBe(201)

    const key = { 'idempotency-key': 'reset-editor-once' }
    const reset = await admin('POST', `${url}/reset-password`, {}, key)
    expect(reset.json().item.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
    const again = await admin('POST', `${url}/reset-password`, {}, key)
    expect(again.json().item.password).toBeNull()
    const me = await world.server.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(me.statusCode).toBe(401)
    expect((await signIn('qinghe.editor', PASSWORD)).json().code).toBe('access.wrong_password')
    world.clock.set(new Date(world.clock.now().getTime() + 15 * 86_400_000))
    const late = await signIn('qinghe.editor', reset.json().item.password, 'my-own-pass-2026')
    expect(late.json().code).toBe('access.one_time_password_over')
    for (const action of ['account.unlocked', 'password.reset'])
      expect(await world.audited(action)).toHaveLength(1)
  })

  test('of the last administrator cannot be taken away, by nobody', async () => {
    const token = await tokenOf(world.server, 'qinghe.administrator')
    const ask = (accountId: string, payload: object) =>
      world.server.app.inject({
        method: 'PATCH',
        url: `/api/v1/accounts/${accountId}`,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': `last-${JSON.stringify(payload)}` },
        payload,
      })
    const { rows } = await world.database.owner.query<{ account_id: string }>(
      "select account_id from accounts where login = 'qinghe.administrator'",
    )
    const own = rows[0]!.account_id
    for (const change of [{ active: false }, { roles: ['clerk'] }]) {
      expect((await ask(own, change)).json().code).toBe('bureau.own_account')
    }
    const reset = await world.server.app.inject({
      method: 'POST',
      url: `/api/v1/administration/accounts/${own}/reset-password`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'reset-own' },
      payload: {},
    })
    expect(reset.json().code).toBe('bureau.own_account')
  })

  test('of another bureau is out of reach', async () => {
    const { rows } = await world.database.owner.query<{ account_id: string }>(
      "select account_id from accounts where login = 'lanshi.clerk'",
    )
    const token = await tokenOf(world.server, 'qinghe.administrator')
    for (const act of ['unlock', 'end-sessions', 'reset-password']) {
      const answer = await world.server.app.inject({
        method: 'POST',
        url: `/api/v1/administration/accounts/${rows[0]!.account_id}/${act}`,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': `theirs-${act}` },
        payload: {},
      })
      expect(answer.json().code).toBe('bureau.unknown_account')
    }
  })
})
