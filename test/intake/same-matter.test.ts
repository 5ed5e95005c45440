import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseMatter, readForCitizen, readMatter } from '../../src/cases/index.ts'
import { linkSame } from '../../src/cases/link-same.ts'
import { previewAction } from '../../src/cases/preview-action.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { findPossible } from '../../src/samematter/index.ts'
import { rarityOf } from '../../src/search/alike.ts'
import { indexAll } from '../../src/search/index.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const LAMPS = {
  subject: '演示路路灯不亮',
  body: '演示路中段三盏路灯不亮，旁边井盖松动，晚上走路危险。',
  demands: ['修好路灯'],
}
const LAMPS_TOO = '我住演示路，中段的路灯坏了三盏，旁边井盖松动，老人晚上走路害怕。'

async function index(bureau = m.county): Promise<void> {
  await m.feedIsOpen()
  await indexAll(m.deps, bureau.bureauId)
}
const possible = async (text: string, more: { phone?: string; except?: string } = {}) =>
  granted(await findPossible(m.deps, m.looks('clerk'), { text, ...more }))

describe('possible same matters', () => {
  test('are found by what is said, shown with what is alike, and logged with the matter', async () => {
    const { matterId, number } = await m.register('petition', LAMPS)
    await m.register('petition', { body: '工地拖欠工资五个月，劳动监察没有结果。', demands: ['发工资'] })
    await index()
    const { items } = await possible(LAMPS_TOO)
    expect(items.map((i) => i.number)).toEqual([number])
    expect(items[0]).toMatchObject({ subject: LAMPS.subject, mayOpen: true, samePhone: false, ended: false })
    expect(items[0]!.shared.join()).toContain('井盖松动')
    await possible(LAMPS_TOO)
    expect(
      await m.count("select count(*) from access_log where matter_id = $1 and reason = 'same-matter'", [
        matterId,
      ]),
    ).toBe(1)
    expect((await possible(LAMPS_TOO, { except: matterId })).items).toEqual([])
    expect((await possible('路灯')).items).toEqual([])
  })

  test('of another bureau or a shielded lane are never among them', async () => {
    const secret = '某某水库大坝护坡渗漏严重，承建的青石公司偷工减料。'
    await m.register('misconduct', { body: secret, reportedUnitId: m.county.units.town, demands: [] })
    await m.register('petition', { body: secret, secrecy: 'matter', demands: [] })
    await m.register('petition', { body: secret, demands: [] }, m.as('clerk', randomUUID(), m.other))
    await index()
    await index(m.other)
    expect((await possible(secret)).items).toEqual([])
    const rows = await m.count(
      `select count(*) from search_documents s join matters x using (bureau_id, matter_id) where x.shielded`,
    )
    expect(rows).toBe(0)
  })

  test('of the same telephone: only that there is one, logged', async () => {
    const phone = '13811112222'
    const { matterId } = await m.register('petition', {
      body: '村口水井水质浑浊发黄，饮用后腹泻。',
      parties: [{ role: 'petitioner', name: '测试人乙', phone }],
    })
    await m.register('petition', {
      body: '保密事项一则，内容不便公开说明。',
      secrecy: 'matter',
      parties: [{ role: 'petitioner', phone: '13833334444' }],
    })
    await index()
    const found = await possible('完全不同的一件事情，关于公交线路的调整建议', { phone: '138-1111-2222' })
    expect(found).toEqual({ items: [], samePhone: true })
    expect(
      await m.count("select count(*) from access_log where matter_id = $1 and reason = 'same-phone'", [
        matterId,
      ]),
    ).toBe(1)
    // Told of the same thing from the same number, it is that one; there is no further one to speak of.
    const same = await possible('村口水井的水质浑浊发黄，饮用后腹泻', { phone })
    expect(same.items).toMatchObject([{ matterId, samePhone: true }])
    expect(same.samePhone).toBe(false)
    expect((await possible('随便写一点什么内容都可以的', { phone: '13833334444' })).samePhone).toBe(false)
    expect((await possible('随便写一点什么内容都可以的', { phone: '13999999999' })).samePhone).toBe(false)
  })

  test('show no subject to a unit that may not open the matter', async () => {
    await m.register('petition', { subject: '青松小区电梯', body: '青松小区三栋电梯经常困人，物业不修。' })
    await index()
    const { items } = granted(
      await findPossible(m.deps, m.looks('water'), { text: '青松小区三栋电梯困人，物业一直不修' }),
    )
    expect(items).toMatchObject([{ mayOpen: false, subject: null }])
  })

  test('leave with an erased matter', async () => {
    const { matterId } = await m.register('petition', { body: '东郊石料厂粉尘噪声扰民严重超标。' })
    await index()
    const told = async () =>
      (await possible('东郊石料厂的粉尘和噪声扰民，严重超标')).items.map((i) => i.matterId)
    expect(await told()).toEqual([matterId])
    await m.act(m.asCitizen(matterId), matterId, 'withdraw')
    granted(
      await eraseMatter(m.deps, m.as('administrator'), matterId, {
        decision: '决字〔2026〕1号',
        basis: '保管期满',
      }),
    )
    expect(await told()).toEqual([])
  })

  test('are each taken in once, also when two servers read at once', async () => {
    await m.register('petition', { body: '西坡隧道照明全部熄灭已有一周。' })
    await Promise.all([index(), index(), index()])
    await index()
    const { bureauId } = m.county
    const found = await withTx(m.database.app, { bureau: bureauId }, (tx) =>
      rarityOf(tx, m.deps, bureauId, ['隧道', '西坡', '没有的']),
    )
    expect(['隧道', '西坡', '没有的'].map(found.heldBy)).toEqual([1, 1, 0])
    expect(found.whole).toBe(true)
    expect(found.all).toBe(
      (await m.count('select count(*) from search_documents where bureau_id = $1', [bureauId])) + 1,
    )
  })
})

describe('two matters about one thing', () => {
  test('are tied both ways on a reason, each keeping number and clocks, and no number is told to the other person', async () => {
    const [a, b] = [await m.register('petition', LAMPS), await m.register('petition', LAMPS)]
    const before = granted(await readMatter(m.deps, m.looks('clerk'), a.matterId))
    const caller = m.as('clerk', 'link-once')
    const ask = { matterId: a.matterId, number: b.number.toLowerCase(), reason: '同一处路灯' }
    granted(await linkSame(m.deps, caller, ask))
    expect(granted(await linkSame(m.deps, caller, ask)).replayed).toBe(true)
    const [one, two] = [
      granted(await readMatter(m.deps, m.looks('clerk'), a.matterId)),
      granted(await readMatter(m.deps, m.looks('clerk'), b.matterId)),
    ]
    expect(one.links).toMatchObject([{ kind: 'same-matter', number: b.number }])
    expect(two.links).toMatchObject([{ kind: 'same-matter', number: a.number }])
    expect(one.clocks).toEqual(before.clocks)
    expect(JSON.stringify(one.timeline)).toContain('同一处路灯')
    const person = granted(await readForCitizen(m.deps, m.citizenLooks(), b.matterId))
    expect(JSON.stringify(person)).not.toContain(a.number)
    expect(JSON.stringify(person)).not.toContain('同一处路灯')
    expect(person.links).toEqual([{ kind: 'same-matter', number: null }])
  })

  test('are tied by the centre alone, never to itself, nor to a shielded one, nor to one not in sight', async () => {
    const a = await m.register('petition', LAMPS)
    const secret = await m.register('petition', { secrecy: 'matter' })
    const link = (number: string, login: 'clerk' | 'works' = 'clerk', reason = '同一件') =>
      linkSame(m.deps, m.as(login), { matterId: a.matterId, number, reason })
    const b = await m.register('petition', LAMPS)
    expect(codeOf(await link(a.number))).toBe('case.link_to_itself')
    expect(codeOf(await link(secret.number))).toBe('case.link_shielded')
    expect(codeOf(await link('COUNTY-X2026-999999'))).toBe('case.link_not_found')
    expect(codeOf(await link(b.number, 'works'))).toBe('access.denied')
    expect(codeOf(await link(b.number, 'clerk', '  '))).toBe('input.required')
  })
})

describe('a preview', () => {
  const preview = async (login: 'clerk' | 'works' | 'water', matterId: string, action: string, input = {}) =>
    previewAction(m.deps, m.as(login), matterId, { proceedingId: 'main', action, input })

  test('says what the step then does, and writes nothing', async () => {
    const { matterId } = await m.register('petition')
    const before = granted(await readMatter(m.deps, m.looks('clerk'), matterId))
    const said = granted(await preview('clerk', matterId, 'assign'))
    expect(said.assumed).toEqual(['unit', 'mode'])
    expect(said.state.unit).toBeNull()
    const input = { unit: m.county.units.works, mode: 'transfer' }
    const full = granted(await preview('clerk', matterId, 'assign', input))
    expect(full.assumed).toEqual([])
    expect(granted(await readMatter(m.deps, m.looks('clerk'), matterId)).version).toBe(before.version)

    await m.act(m.as('clerk'), matterId, 'assign', input)
    const after = granted(await readMatter(m.deps, m.looks('clerk'), matterId))
    const was = new Map(before.clocks.map((c) => [c.clockId, c]))
    for (const c of after.clocks) {
      const effect = full.clocks.find((e) => e.clockId === c.clockId)
      if (!was.has(c.clockId)) expect(effect).toMatchObject({ change: 'started', nominal: c.nominal })
      else if (was.get(c.clockId)!.status !== c.status) expect(effect?.change).toBe(c.status)
      else expect(effect).toBeUndefined()
    }
    expect(full.state).toMatchObject({ label: after.stateLabel, changed: true })
    expect(full.state.unit?.unitId).toBe(m.county.units.works)
  })

  test('names the clock that stops, the document and that the person is told', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await m.act(m.as('works'), matterId, 'sign')
    const view = granted(await readMatter(m.deps, m.looks('works'), matterId))
    await m.act(m.as('works'), matterId, 'submit-reply', {
      outcomes: outcomes({ demands: view.demands } as never),
      reply: '已修好。',
    })
    const said = granted(
      await previewAction(m.deps, m.as('checker'), matterId, {
        proceedingId: 'main',
        action: 'approve-reply',
        input: {},
      }),
    )
    expect(said.clocks.some((c) => c.change === 'met')).toBe(true)
    expect(said.documents.map((d) => d.kind)).toEqual(['reply'])
    expect(said.notified).toBe(true)
  })

  test('meets the refusal that the step would, and is closed to who may not open the matter', async () => {
    const { matterId } = await m.register('petition')
    expect(codeOf(await preview('water', matterId, 'assign'))).toBe('not_found')
    expect(codeOf(await preview('clerk', matterId, 'no-such-step'))).toBe('case.unknown_action')
    expect(codeOf(await preview('clerk', matterId, 'assign', { unit: randomUUID() }))).toBe(
      'input.unknown_unit',
    )
  })
})
