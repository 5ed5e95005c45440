/** The reply check on a real database: an index kept with the feed, walls held, nothing kept of what was written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseMatter } from '../../src/cases/index.ts'
import { checkReply } from '../../src/replycheck/check-reply.ts'
import { indexReplies } from '../../src/replycheck/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const REPLY =
  '您好！经城市管理局三月三日到现场查看，三盏路灯的电缆在去年秋天的施工中被挖断，施工单位已经重新接好，并把旧灯头全部换成新的，现在三盏都亮。井盖同日换新。'

let m: MiniBureau
const matters: { own: string; works: string; water: string; shielded: string } = {
  own: '',
  works: '',
  water: '',
  shielded: '',
}

/** A letter handled by a unit, up to its reply. */
async function answered(unit: 'works' | 'water', reply: string | null): Promise<string> {
  const { matterId } = await m.register('letter-box', {
    subject: '演示路路灯不亮',
    body: '演示路中段三盏路灯不亮，井盖松动。',
    demands: ['修好演示路的路灯', '补上松动的井盖'],
  })
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units[unit] })
  await m.act(m.as(unit), matterId, 'sign')
  if (reply !== null) {
    const doc = await m.load(matterId)
    const outcomes = doc.demands.map((d) => ({
      demandId: d.demandId,
      result: 'supported',
      words: '已修好',
      basis: '《城市道路管理条例》第二十三条',
    }))
    await m.act(m.as(unit), matterId, 'submit-reply', { outcomes, reply })
  }
  return matterId
}

beforeAll(async () => {
  m = await createMiniBureau()
  matters.own = await answered('works', null)
  matters.works = await answered('works', REPLY)
  matters.water = await answered('water', REPLY)
  matters.shielded = (
    await m.register('misconduct', {
      subject: '演示',
      body: REPLY,
      reportedUnitId: m.county.units.town,
      demands: [],
    })
  ).matterId
  await m.feedIsOpen()
  await indexReplies(m.deps, m.county.bureauId)
})
afterAll(() => m.close())

const check = async (login: Login, matterId: string, reply: string) =>
  granted(await checkReply(m.deps, m.looks(login), matterId, { reply, outcomes: [] }))
const copied = async (login: Login, matterId = matters.own, reply = REPLY) =>
  (await check(login, matterId, reply)).findings.find((f) => f.question === 'copied')!

describe('the reply check', () => {
  test('finds the same reply to other matters, naming only those the reader may open', async () => {
    const whole = await copied('supervisor')
    expect(whole.verdict).toBe('look')
    expect(whole.reasons.map((r) => r.matter?.matterId).sort()).toEqual([matters.works, matters.water].sort())
    const own = await copied('works')
    expect(own.reasons.map((r) => [r.code, r.matter?.matterId])).toEqual([
      ['alike', matters.works],
      ['alike-unseen', undefined],
    ])
    const row = await m.load(matters.water)
    expect(JSON.stringify(own)).not.toContain(matters.water)
    expect(JSON.stringify(own)).not.toContain(row.number)
  })

  test('is not its own copy, and another text is none', async () => {
    const again = await copied('works', matters.works)
    expect(again.reasons.map((r) => r.code)).toEqual(['alike-unseen'])
    const other = await copied(
      'works',
      matters.own,
      REPLY.replaceAll(/[路灯电缆施工]/g, '某')
        .repeat(2)
        .split('')
        .reverse()
        .join(''),
    )
    expect(other.reasons.map((r) => r.code)).toEqual(['nothing-alike'])
  })

  test('logs whose reply was shown, once, and keeps nothing of what was written', async () => {
    const logged = () =>
      m.count(
        `select count(*) from access_log where reason = 'reply-check' and matter_id = '${matters.water}'`,
      )
    await copied('head')
    const before = await logged()
    expect(before).toBeGreaterThan(0)
    await copied('head')
    expect(await logged()).toBe(before)
    const rows = await m.count('select count(*) from reply_bands')
    await check('works', matters.own, '一份没有提交的草稿，'.repeat(20))
    expect(await m.count('select count(*) from reply_bands')).toBe(rows)
    expect(rows).toBe(30)
  })

  test('answers `not_found` to who has no part in the matter', async () => {
    expect(
      codeOf(await checkReply(m.deps, m.looks('water'), matters.own, { reply: REPLY, outcomes: [] })),
    ).toBe('not_found')
  })

  test('compares shielded matters with nothing', async () => {
    const misconduct = await m.load(matters.shielded)
    expect(misconduct.lane).toBe('shielded')
    expect((await copied('clerk', matters.shielded)).reasons.map((r) => r.code)).toEqual(['not-compared'])
    expect(await m.count(`select count(*) from reply_bands where matter_id = '${matters.shielded}'`)).toBe(0)
  })

  test('reads each letter once, however often it is asked, and forgets an erased one at once', async () => {
    expect(await indexReplies(m.deps, m.county.bureauId)).toBe(0)
    await m.act(m.asCitizen(matters.water), matters.water, 'withdraw')
    granted(
      await eraseMatter(m.deps, m.as('administrator'), matters.water, {
        decision: '决字〔2026〕1号',
        basis: '保管期满',
      }),
    )
    expect(await m.count(`select count(*) from reply_bands where matter_id = '${matters.water}'`)).toBe(0)
    expect((await copied('works')).reasons.map((r) => r.code)).toEqual(['alike'])
  })
})
