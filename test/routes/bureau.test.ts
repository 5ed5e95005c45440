import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBureau, createBureauRoom, deactivateAccount, type NewBureau } from '../../src/bureau/index.ts'
import { as, demoBureau, freshKey, NOW, openScene, PASSWORD, type Scene, tokenOf } from './harness.ts'

let scene: Scene
let admin: ReturnType<typeof as>
beforeAll(async () => {
  scene = await openScene()
  admin = as(scene.server, await tokenOf(scene.server, 'qinghe.administrator'))
})
afterAll(() => scene.close())

describe('a bureau', () => {
  const make = (input: NewBureau) => createBureau(scene.room, { now: NOW }, input)

  test('is made once, with its tree, superiors, settings and local days', async () => {
    const input = demoBureau('city', {
      accounts: [],
      simulated: true,
      settings: [
        {
          ruleId: 'HY-LETTERBOX',
          validFrom: '2020-01-01',
          validTo: null,
          length: 10,
          unit: 'wd',
          mark: 'L',
          basis: { zh: '本局规定', en: 'own rules' },
        },
      ],
      overrides: [{ day: '2026-03-06', working: false, basis: { zh: '本地节日', en: 'local festival' } }],
    })
    const first = await make(input)
    expect(first).toMatchObject({ created: true })
    expect(await make(input)).toEqual({ ...first, created: false })
    const below = await make(
      demoBureau('county', {
        accounts: [],
        superiorBureauSlug: 'city',
        units: [
          {
            code: 'centre',
            name: { zh: '中心', en: 'Centre' },
            kind: 'bureau',
            superior: { bureauSlug: 'city', unitCode: 'centre' },
          },
        ],
      }),
    )
    const city = (await scene.room.directory.bySlug('city'))!
    const county = (await scene.room.directory.byId((below as { bureauId: string }).bureauId))!
    expect(city.bureau).toMatchObject({
      slug: 'city',
      simulated: true,
      zone: 'Asia/Shanghai',
      hashName: 'sha256',
    })
    expect([...city.units.values()].map((u) => [u.code, u.parentId !== null])).toEqual([
      ['centre', false],
      ['town-1', true],
    ])
    expect(city.settings).toMatchObject([{ ruleId: 'HY-LETTERBOX', length: 10, basis: { zh: '本局规定' } }])
    expect(city.calendar.dayKind('2026-03-06')).toMatchObject({ working: false, why: { zh: '本地节日' } })
    expect(county.bureau.superiorBureauId).toBe(city.bureau.bureauId)
    const [unit] = county.units.values()
    expect(city.units.get(unit!.superiorUnitId!)?.code).toBe('centre')
    expect(unit!.superiorBureauId).toBe(city.bureau.bureauId)
  })

  test('made twice at once is one', async () => {
    const input = demoBureau('twin', { accounts: [] })
    const [a, b] = await Promise.all([make(input), make(input)])
    expect(new Set([a, b].map((r) => (r as { bureauId: string }).bureauId)).size).toBe(1)
    expect([a, b].map((r) => (r as { created: boolean }).created).sort()).toEqual([false, true])
  })

  test.each([
    [{ slug: 'Big' }, 'bureau.slug_invalid', 'slug'],
    [{ zone: 'Mars/Base' }, 'bureau.zone_unknown', 'zone'],
    [{ superiorBureauSlug: 'nowhere' }, 'bureau.unknown_superior', 'superiorBureauSlug'],
    [
      {
        accounts: [
          {
            login: 'qinghe.clerk',
            name: 'x',
            unitCode: 'centre',
            roles: ['clerk' as const],
            password: PASSWORD,
          },
        ],
      },
      'bureau.login_taken',
      'login',
    ],
    [
      {
        accounts: [
          { login: 'x.clerk', name: 'x', unitCode: 'moon', roles: ['clerk' as const], password: PASSWORD },
        ],
      },
      'input.unknown_unit',
      'accounts[0].unitCode',
    ],
  ])('%j is refused and leaves nothing behind', async (more, refused, field) => {
    const input = demoBureau('half', { accounts: [], ...more })
    expect(await make(input)).toMatchObject({ refused, field })
    expect(await scene.room.directory.bySlug(input.slug)).toBeNull()
    const { rows } = await scene.database.owner.query("SELECT 1 FROM sign_ins WHERE login = 'x.clerk'")
    expect(rows).toEqual([])
  })

  test('is listed by id, slug and names, nothing else', async () => {
    const { items } = (await scene.server.app.inject({ url: '/api/v1/bureaus' })).json()
    expect(items.find((b: { slug: string }) => b.slug === 'qinghe')).toEqual({
      bureauId: scene.bureaus.qinghe,
      slug: 'qinghe',
      name: { zh: 'qinghe信访局', en: 'qinghe bureau' },
    })
  })
})

describe('units', () => {
  const unit = { code: 'town-2', name: { zh: '二镇', en: 'Town 2' }, kind: 'township', parentCode: 'centre' }

  test('are added and seen at once; sent twice they are added once', async () => {
    const headers = { 'idempotency-key': freshKey() }
    const first = await admin('POST', '/api/v1/units', unit, headers)
    expect(first.statusCode).toBe(201)
    const again = await admin('POST', '/api/v1/units', unit, headers)
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    const { items } = (await admin('GET', '/api/v1/units')).json()
    expect(items.filter((u: { code: string }) => u.code === 'town-2')).toHaveLength(1)
  })

  test('the same key for something else is refused', async () => {
    const headers = { 'idempotency-key': freshKey() }
    expect((await admin('POST', '/api/v1/units', { ...unit, code: 'town-3' }, headers)).statusCode).toBe(201)
    const other = await admin('POST', '/api/v1/units', { ...unit, code: 'town-4' }, headers)
    expect(other.json()).toMatchObject({
      status: 409,
      code: 'write.idempotency_key_reused',
      field: 'Idempotency-Key',
    })
  })

  test('the same command twice at once is carried out once', async () => {
    const headers = { 'idempotency-key': freshKey() }
    const body = { ...unit, code: 'town-5' }
    const answers = await Promise.all([1, 2, 3].map(() => admin('POST', '/api/v1/units', body, headers)))
    // Who comes second at once meets the unit itself before the remembered answer; it then changes nothing either.
    expect(answers.some((a) => a.statusCode === 201)).toBe(true)
    expect(new Set(answers.filter((a) => a.statusCode === 201).map((a) => a.json().unitId)).size).toBe(1)
    const { items } = (await admin('GET', '/api/v1/units')).json()
    expect(items.filter((u: { code: string }) => u.code === 'town-5')).toHaveLength(1)
  })

  test.each([
    [{ ...unit, code: 'town-1' }, 409, 'bureau.unit_code_taken', 'code'],
    [{ ...unit, code: 'town-9', parentCode: 'moon' }, 400, 'input.unknown_unit', 'parentCode'],
    [
      { ...unit, code: 'town-9', superior: { bureauSlug: 'x1', unitCode: 'y' } },
      422,
      'bureau.unknown_superior',
      'superior',
    ],
    [{ ...unit, code: 'town-9', seats: ['throne'] }, 400, 'input.invalid_choice', 'seats[0]'],
    [{ ...unit, code: 'town-9', name: { zh: '九镇' } }, 400, 'input.required', 'name.en'],
    [{ ...unit, code: 'town-9', note: 'x' }, 400, 'input.unknown_field', 'note'],
    [{ ...unit, code: null }, 400, 'input.invalid', 'code'],
  ])('%j is refused', async (body, status, code, field) => {
    const answer = await admin('POST', '/api/v1/units', body)
    expect(answer.json()).toMatchObject({ status, code, field })
  })
})

describe('accounts', () => {
  const account = {
    login: 'qinghe.new',
    name: '新同事',
    unitCode: 'centre',
    roles: ['clerk'],
    password: 'first-pass-77',
  }
  const idOf = async (login: string): Promise<string> =>
    (await admin('GET', '/api/v1/accounts?limit=200'))
      .json()
      .items.find((a: { login: string }) => a.login === login).accountId

  test('are added and can sign in; no answer and no stored command holds the password', async () => {
    const headers = { 'idempotency-key': freshKey() }
    const added = await admin('POST', '/api/v1/accounts', account, headers)
    expect(added.statusCode).toBe(201)
    expect(added.body).not.toContain(account.password)
    expect((await admin('POST', '/api/v1/accounts', account, headers)).json()).toEqual(added.json())
    expect(await tokenOf(scene.server, account.login, account.password)).toHaveLength(43)
    const { rows } = await scene.database.owner.query('SELECT response FROM commands')
    expect(JSON.stringify(rows)).not.toContain(account.password)
  })

  test.each([
    [{ ...account }, 'bureau.login_taken', 'login'],
    [{ ...account, login: 'lanshi.clerk' }, 'bureau.login_taken', 'login'],
    [{ ...account, login: 'qinghe.x1', password: 'short' }, 'access.password_too_short', 'password'],
    [
      { ...account, login: 'qinghe.x1', roles: ['administrator', 'auditor'] },
      'bureau.roles_conflict',
      'roles',
    ],
    [{ ...account, login: 'qinghe.x1', roles: ['king'] }, 'input.invalid_choice', 'roles[0]'],
    [{ ...account, login: 'qinghe.x1', roles: [] }, 'input.required', 'roles'],
    [{ ...account, login: 'qinghe.x1', unitCode: 'moon' }, 'input.unknown_unit', 'unitCode'],
    [{ ...account, login: 'Bad Login' }, 'input.invalid', 'login'],
  ])('%j is refused', async (body, code, field) => {
    expect((await admin('POST', '/api/v1/accounts', body)).json()).toMatchObject({ code, field })
  })

  test('new roles hold from the next request on', async () => {
    const token = await tokenOf(scene.server, 'qinghe.editor')
    const editor = as(scene.server, token)
    expect((await editor('GET', '/api/v1/accounts')).statusCode).toBe(403)
    const id = await idOf('qinghe.editor')
    const changed = await admin('PATCH', `/api/v1/accounts/${id}`, { roles: ['editor', 'auditor'] })
    expect(changed.json().roles).toEqual(['editor', 'auditor'])
    // Whoever was given other rights signs in anew.
    expect((await editor('GET', '/api/v1/accounts')).statusCode).toBe(401)
    const again = as(scene.server, await tokenOf(scene.server, 'qinghe.editor'))
    expect((await again('GET', '/api/v1/accounts')).statusCode).toBe(200)
  })

  test('a new password from the administrator opens a locked account', async () => {
    const login = 'qinghe.handler'
    const attempt = (password: string) =>
      scene.server.app.inject({ method: 'POST', url: '/api/v1/session', payload: { login, password } })
    for (let i = 0; i < 5; i++) await attempt('wrong-2026')
    expect((await attempt(PASSWORD)).statusCode).toBe(429)
    const id = await idOf(login)
    expect((await admin('PATCH', `/api/v1/accounts/${id}`, { password: 'fresh-pass-88' })).statusCode).toBe(
      200,
    )
    expect((await attempt('fresh-pass-88')).statusCode).toBe(201)
  })

  test('nobody changes their own, and the last administrator stays', async () => {
    const own = await idOf('qinghe.administrator')
    expect((await admin('PATCH', `/api/v1/accounts/${own}`, { active: false })).json().code).toBe(
      'bureau.own_account',
    )
    const clerk = await idOf('qinghe.clerk')
    await admin('PATCH', `/api/v1/accounts/${clerk}`, { roles: ['administrator'] })
    // Both were let in before either was carried out: only the verb itself can keep one of them.
    const now = scene.clock.now()
    const commandOf = async (login: string) => ({
      now,
      idempotencyKey: freshKey(),
      session: (await scene.room.sessions.current(await tokenOf(scene.server, login), now))!,
    })
    const [first, second] = [await commandOf('qinghe.administrator'), await commandOf('qinghe.clerk')]
    const both = await Promise.all([
      deactivateAccount(scene.room, first, clerk),
      deactivateAccount(scene.room, second, own),
    ])
    expect(both.map((a) => ('refused' in a ? a.refused : 'done')).sort()).toEqual([
      'bureau.last_administrator',
      'done',
    ])
    const left = await scene.database.owner.query(
      "SELECT count(*) AS n FROM accounts WHERE bureau_id = $1 AND active AND 'administrator' = ANY (roles)",
      [scene.bureaus.qinghe],
    )
    expect(left.rows[0].n).toBe(1)
    await scene.database.owner.query("UPDATE accounts SET active = true WHERE login = 'qinghe.administrator'")
    scene.room.sessions.forgetAccount(own)
    admin = as(scene.server, await tokenOf(scene.server, 'qinghe.administrator'))
  })
})

describe('settings and local days', () => {
  const setting = {
    ruleId: 'HY-LETTERBOX',
    validFrom: '2026-03-05',
    validTo: null,
    length: 7,
    unit: 'wd',
    mark: 'L',
    basis: { zh: '本局规定', en: 'own rules' },
  }
  const set = (more: object = {}) => admin('POST', '/api/v1/settings', { ...setting, ...more })

  test('a setting holds from today or later, is seen at once, and is not rewritten once in force', async () => {
    expect((await set()).statusCode).toBe(201)
    expect((await admin('GET', '/api/v1/settings')).json().items).toEqual([setting])
    expect((await set({ length: 9 })).json()).toMatchObject({ status: 409, code: 'bureau.setting_in_force' })
    expect((await set({ validFrom: '2026-04-01', length: 9, extensionCap: 5 })).statusCode).toBe(201)
    expect((await set({ validFrom: '2026-04-01', length: 8 })).statusCode).toBe(201)
    const { items } = (await admin('GET', '/api/v1/settings')).json()
    expect(items.map((s: { length: number }) => s.length)).toEqual([7, 8])
    expect((await set({ validFrom: '2026-03-04' })).json()).toMatchObject({
      code: 'bureau.setting_backdated',
      detail: '请把“生效日期”设为 2026-03-05 或以后。',
    })
    expect((await set({ ruleId: 'XX-1' })).json().code).toBe('clock.unknown_rule')
    expect((await set({ validTo: '2026-03-01' })).json()).toMatchObject({
      code: 'input.invalid_date',
      field: 'validTo',
    })
    expect((await set({ length: 0 })).json()).toMatchObject({ code: 'input.out_of_range', field: 'length' })
  })

  test('a local day is set, seen in the calendar at once, and corrected', async () => {
    const day = { day: '2026-03-09', working: false, basis: { zh: '防汛放假', en: 'flood' } }
    const kind = async () => (await scene.room.directory.bySlug('qinghe'))!.calendar.dayKind('2026-03-09')
    expect((await kind()).working).toBe(true)
    expect((await admin('POST', '/api/v1/calendar-overrides', day)).statusCode).toBe(201)
    expect(await kind()).toMatchObject({ working: false, why: { zh: '防汛放假' } })
    await admin('POST', '/api/v1/calendar-overrides', { ...day, working: true })
    expect((await kind()).working).toBe(true)
    const impossible = await admin('POST', '/api/v1/calendar-overrides', { ...day, day: '2026-02-30' })
    expect(impossible.json()).toMatchObject({ code: 'input.invalid_date', field: 'day' })
  })

  test('writes of another process are seen when the facts have grown old', async () => {
    const keyring = { suite: scene.room.suite, installationKey: Buffer.alloc(32) }
    const theirs = createBureauRoom({ pool: scene.database.app, keyring, ttlMs: 0 })
    await admin('POST', '/api/v1/units', { code: 'late', name: { zh: '迟', en: 'Late' }, kind: 'township' })
    const codes = [...(await theirs.directory.bySlug('qinghe'))!.units.values()].map((u) => u.code)
    expect(codes).toContain('late')
  })

  test('the audit log tells what was before and after, page by page, newest first', async () => {
    const seen: { auditId: string; action: string; details: Record<string, unknown> }[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: typeof seen; next: string | null } = (
        await admin('GET', `/api/v1/audit?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      ).json()
      expect(page.items.length).toBeLessThanOrEqual(3)
      seen.push(...page.items)
      cursor = page.next
    }
    expect(new Set(seen.map((s) => s.auditId)).size).toBe(seen.length)
    const { rows } = await scene.database.owner.query(
      'SELECT count(*) AS n FROM audit_log WHERE bureau_id = $1',
      [scene.bureaus.qinghe],
    )
    expect(seen).toHaveLength(rows[0].n)
    const corrected = seen.filter((s) => s.action === 'calendar.set')
    expect(
      corrected.map((s) => [(s.details.before as { working: boolean } | null)?.working, s.details.after]),
    ).toContainEqual([false, expect.objectContaining({ working: true })])
    const wrong = await admin('GET', '/api/v1/audit?cursor=bm90aGluZw')
    expect(wrong.json()).toMatchObject({ code: 'input.invalid', field: 'cursor' })
  })
})
