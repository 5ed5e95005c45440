/** Retention, the two logs, and the review of looks at personal data. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CITIZEN, fireAction } from '../../src/cases/index.ts'
import { as, freshKey, tokenOf } from '../routes/harness.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await scene()
})
afterAll(() => world.close())

const AT = '/api/v1/administration'
const basis = { zh: '本局档案规定', en: 'Archive rule of the bureau' }
const made: Record<'open' | 'ended' | 'shielded' | 'theirs', { matterId: string; number: string }> =
  {} as never
type Ask = ReturnType<typeof as>
const now = async (role: string, slug = 'qinghe'): Promise<Ask> =>
  as(world.server, await tokenOf(world.server, `${slug}.${role}`))
const idOf = async (login: string): Promise<string> =>
  (await world.database.owner.query('select account_id from accounts where login = $1', [login])).rows[0]
    .account_id

async function register(clerk: Ask, procedure: string) {
  const answer = await clerk('POST', '/api/v1/matters', {
    procedure,
    channel: 'web',
    body: '路灯不亮。',
    demands: ['修好路灯'],
    parties: [{ role: 'petitioner', name: '示例甲', phone: '13800000000' }],
    ...(procedure === 'misconduct' ? {} : { class: 'inquiry' }),
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as { matterId: string; number: string }
}

async function scene() {
  const [clerk, theirs] = [await now('clerk'), await now('clerk', 'lanshi')]
  made.open = await register(clerk, 'letter-box')
  made.ended = await register(clerk, 'letter-box')
  made.shielded = await register(clerk, 'misconduct')
  made.theirs = await register(theirs, 'letter-box')
  const withdrawn = await fireAction(
    world.cases,
    {
      bureauId: world.bureaus.qinghe,
      actor: CITIZEN,
      principal: `citizen:${made.ended.matterId}`,
      idempotencyKey: freshKey(),
      occurredAt: world.clock.now(),
      recordedAt: world.clock.now(),
    },
    { matterId: made.ended.matterId, proceedingId: 'main', action: 'withdraw', input: {} },
  )
  expect(withdrawn).toMatchObject({ end: 'withdrawn' })
  for (const [ask, m, reason] of [
    [clerk, made.open, '核对地址'],
    [clerk, made.shielded, '不可外传的理由'],
    [theirs, made.theirs, '隔壁的理由'],
  ] as const) {
    world.clock.advance(1000)
    const shown = await ask('POST', `/api/v1/matters/${m.matterId}/disclosures`, { reason })
    if (m !== made.shielded) expect(shown.statusCode, shown.body).toBe(200)
  }
}

describe('the logs', () => {
  test('are searched by words, time, account and kind', async () => {
    const auditor = await now('auditor')
    const access = async (query: string) => (await auditor('GET', `${AT}/access?${query}`)).json().items
    const mine = await access(`q=${encodeURIComponent('核对地址')}`)
    expect(mine).toMatchObject([
      { number: made.open.number, what: 'parties', account: { login: 'qinghe.clerk' } },
    ])
    expect(await access(`q=${encodeURIComponent('%')}`)).toEqual([])
    expect(await access(`q=${made.open.number}&what=parties&from=2026-03-05&to=2026-03-05`)).toHaveLength(1)
    expect(await access('to=2026-03-04')).toEqual([])
    expect(await access(`accountId=${await idOf('qinghe.handler')}`)).toEqual([])
    const bad = await auditor('GET', `${AT}/access?from=2026-02-30`)
    expect(bad.statusCode).toBe(400)
    expect((await auditor('GET', `${AT}/access?cursor=nonsense`)).statusCode).toBe(400)
    const acts = (await auditor('GET', `${AT}/audit?action=session.opened`)).json().items
    for (const a of acts) expect(a.action).toBe('session.opened')
    const all = (await auditor('GET', `${AT}/audit?limit=200`)).json().items
    expect(all.length).toBeGreaterThan(0)
    expect(
      all.every((a: { account: { login: string } | null }) => !a.account?.login.startsWith('lanshi')),
    ).toBe(true)
  })

  test('are paged without gap or repetition', async () => {
    const auditor = await now('auditor')
    for (const log of ['audit', 'access']) {
      const all = (await auditor('GET', `${AT}/${log}?limit=200`))
        .json()
        .items.map((l: { id: string }) => l.id)
      const ids: string[] = []
      let cursor: string | null = ''
      while (cursor !== null && ids.length <= all.length) {
        const page: { items: { id: string }[]; next: string | null } = (
          await auditor('GET', `${AT}/${log}?limit=1${cursor && `&cursor=${cursor}`}`)
        ).json()
        ids.push(...page.items.map((l) => l.id))
        cursor = page.next ?? null
      }
      expect(ids, log).toEqual(all)
    }
  })

  test('tell neither of another bureau nor of a shielded matter', async () => {
    const auditor = await now('auditor')
    const out = [
      await auditor('GET', `${AT}/access?everybody=true&limit=200`),
      await auditor('GET', `${AT}/access/export`),
      await auditor('GET', `${AT}/audit?limit=200`),
      await auditor('GET', `${AT}/audit/export`),
    ].map((a) => {
      expect(a.statusCode, a.body).toBe(200)
      return a.body
    })
    for (const text of out) {
      for (const secret of [
        made.shielded.number,
        made.shielded.matterId,
        made.theirs.number,
        '隔壁的理由',
        '不可外传',
      ]) {
        expect(text).not.toContain(secret)
      }
    }
    expect(out[1]).toContain('核对地址')
    expect(out[1]!.charCodeAt(0)).toBe(0xfeff)
  })
})

describe('a review of looks', () => {
  const samples = `${AT}/access-samples`
  const draw = { from: '2026-03-01', to: '2026-03-31', size: 200 }

  test('is drawn once, judged one by one, and each verdict is in the audit log', async () => {
    const auditor = await now('auditor')
    const empty = await auditor('POST', samples, { ...draw, from: '2025-01-01', to: '2025-01-31' })
    expect(empty.json().code).toBe('administration.nothing_to_sample')
    const backwards = await auditor('POST', samples, { ...draw, to: '2026-02-01' })
    expect(backwards.json().code).toBe('input.invalid_date')
    const drawn = await auditor('POST', samples, draw)
    expect(drawn.statusCode, drawn.body).toBe(201)
    const { sampleId, size } = drawn.json()
    const { items } = (await auditor('GET', `${samples}/${sampleId}`)).json()
    expect(items).toHaveLength(size)
    const text = JSON.stringify(items)
    expect(text).toContain('核对地址')
    for (const secret of [made.shielded.number, made.theirs.number]) expect(text).not.toContain(secret)
    const look = items[0].id
    const judge = (verdict: string, words: string | null, id = look) =>
      auditor('PUT', `${samples}/${sampleId}/${id}`, { verdict, words })
    expect((await judge('unjustified', '  ')).json().code).toBe('input.required')
    expect((await judge('unjustified', '与职责无关')).statusCode).toBe(200)
    world.clock.advance(1000)
    expect((await judge('justified', null)).statusCode).toBe(200)
    expect((await judge('justified', null, sampleId)).json().code).toBe('administration.unknown_review')
    expect(await world.audited('access-review.judged')).toEqual([
      { sampleId, accessId: look, before: null, after: 'unjustified' },
      { sampleId, accessId: look, before: 'unjustified', after: 'justified' },
    ])
    expect(await world.audited('access-review.drawn')).toMatchObject([{ sampleId, size }])
    const listed = (await auditor('GET', samples)).json().items
    expect(listed).toMatchObject([{ sampleId, size, judged: 1, unjustified: 0 }])

    const other = await now('auditor', 'lanshi')
    expect((await other('GET', samples)).json().items).toEqual([])
    expect((await other('GET', `${samples}/${sampleId}`)).json().items).toEqual([])
    const reach = await other('PUT', `${samples}/${sampleId}/${look}`, { verdict: 'justified', words: null })
    expect(reach.json().code).toBe('administration.unknown_review')
  })

  test("of one's own looks is somebody else's", async () => {
    const auditor = await now('auditor')
    await world.database.owner.query('update access_log set account_id = $1 where reason = $2', [
      await idOf('qinghe.auditor'),
      '核对地址',
    ])
    const { sampleId } = (await auditor('POST', samples, draw)).json()
    const { items } = (await auditor('GET', `${samples}/${sampleId}`)).json()
    const own = items.find((i: { reason: string }) => i.reason === '核对地址')
    expect(own.own).toBe(true)
    const verdict = { verdict: 'justified', words: null }
    const url = `${samples}/${sampleId}/${own.id}`
    expect((await auditor('PUT', url, verdict)).json().code).toBe('administration.own_look')
    expect((await (await now('administrator'))('PUT', url, verdict)).statusCode).toBe(200)
  })
})

describe('retention', () => {
  const at = `${AT}/retention`
  const period = { kind: 'matter-content', validFrom: '2026-03-05', months: 12, basis }
  const answer = async (admin: Ask) => {
    const got = await admin('GET', at)
    expect(got.statusCode, got.body).toBe(200)
    return got.json().items
  }
  const kind = async (admin: Ask, name: string) =>
    (await answer(admin)).find((k: { kind: string }) => k.kind === name)

  test('has periods within the law, from a day on, recorded', async () => {
    const admin = await now('administrator')
    expect((await kind(admin, 'matter-content')).due).toBeNull()
    const refused: [object, string][] = [
      [{ validFrom: '2026-03-04' }, 'administration.period_backdated'],
      [{ kind: 'access-log', months: 5 }, 'administration.period_too_short'],
      [{ kind: 'everything' }, 'administration.unknown_list'],
    ]
    for (const [over, code] of refused) {
      expect((await admin('POST', at, { ...period, ...over })).json().code).toBe(code)
    }
    for (const [k, months] of [
      ['matter-content', 12],
      ['access-log', 6],
      ['audit-log', 6],
    ] as const) {
      expect((await admin('POST', at, { ...period, kind: k, months })).statusCode).toBe(201)
    }
    expect((await admin('POST', at, { ...period, months: 1 })).json().code).toBe('bureau.setting_in_force')
    expect(await world.audited('retention.set')).toHaveLength(3)
    expect(await world.audited('retention.set', 'lanshi')).toEqual([])
    const theirs = await kind(await now('administrator', 'lanshi'), 'matter-content')
    expect(theirs).toMatchObject({ periods: [], due: null })
  })

  test('destroys only what is past its time, under a decision, in its own ledger', async () => {
    const early = await now('administrator')
    const erase = (admin: Ask, matterIds: string[], decision = '销毁决定1号') =>
      admin('POST', `${at}/erase`, { matterIds, decision, basis: '本局档案规定' })
    expect((await erase(early, [made.ended.matterId])).json().code).toBe('administration.not_due')
    world.clock.set(new Date('2027-03-06T01:00:00Z'))
    const admin = await now('administrator')
    expect((await kind(admin, 'matter-content')).due).toEqual({ count: 1, until: '2026-03-06' })
    expect((await kind(admin, 'audit-log')).due.count).toBeGreaterThan(0)
    const { items } = (await admin('GET', `${at}/matters`)).json()
    expect(items).toMatchObject([{ matterId: made.ended.matterId, endedOn: '2026-03-05' }])
    for (const other of ['open', 'shielded', 'theirs'] as const) {
      const both = await erase(admin, [made.ended.matterId, made[other].matterId])
      expect(both.json().code, other).toBe('administration.not_due')
    }
    expect((await erase(admin, [made.ended.matterId], '   ')).json().code).toBe('input.required')
    expect(await world.audited('retention.decided')).toEqual([])
    expect((await erase(admin, [made.ended.matterId])).json()).toEqual({
      items: [{ matterId: made.ended.matterId, refused: null }],
    })
    expect(await world.audited('retention.decided')).toMatchObject([{ decision: '销毁决定1号', matters: 1 }])
    expect((await kind(admin, 'matter-content')).due.count).toBe(0)
    expect((await admin('GET', `${at}/matters`)).json().items).toEqual([])
  })
})
