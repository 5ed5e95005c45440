/** Topics on a real database: gathered once, advice only, never of shielded matters, one reply sent to each. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseMatter } from '../../src/cases/index.ts'
import { decideMember } from '../../src/topics/decide-member.ts'
import { gatherTopics, regatherTopics } from '../../src/topics/index.ts'
import { readGrowing, readTopic, readTopics } from '../../src/topics/read.ts'
import { replyToMembers } from '../../src/topics/reply-to-members.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const PLANT = [
  ['青松小区旁建搅拌站', '青松小区东门外新建搅拌站，夜里噪声大，粉尘飘进家里，老人孩子睡不着。'],
  ['搅拌站夜间噪声', '我住青松小区三栋，东门外的搅拌站夜里噪声很大，粉尘也多，窗户不敢开。'],
  ['青松小区搅拌站何时搬走', '搅拌站的粉尘飘进青松小区，孩子咳嗽，夜里噪声不断，请让搅拌站搬走。'],
] as const
const OTHERS = [
  ['拖欠工资', '在金桥工地做木工五个月，包工头拖欠工资两万元，劳动监察没有结果。'],
  ['公交站太远', '南湖公园附近没有公交站，老人走很远，建议增设一站。'],
] as const

let m: MiniBureau
const ids: string[] = []
/** Each comes a second after the last: letters of one instant are taken in any order, and what is gathered hangs on it. */
const letter = async ([subject, body]: readonly [string, string], more = {}) => {
  m.clock.advance(1000)
  return (await m.register('letter-box', { subject, body, place: '', demands: [subject], ...more })).matterId
}

beforeAll(async () => {
  m = await createMiniBureau()
  for (const one of PLANT) ids.push(await letter(one))
  for (const one of OTHERS) await letter(one)
  await m.register('misconduct', {
    subject: PLANT[0][0],
    body: PLANT[0][1],
    reportedUnitId: m.county.units.town,
    demands: [],
  })
  await m.register('petition', { subject: PLANT[1][0], body: PLANT[1][1], secrecy: 'matter', demands: [] })
})
afterAll(() => m.close())

const gather = async () => {
  await m.feedIsOpen()
  return gatherTopics(m.deps, m.county.bureauId, () => m.clock.now())
}
const topics = async (login: Login = 'head') => granted(await readTopics(m.deps, m.looks(login)))
const pageOf = async (topicId: string, login: Login = 'head') =>
  granted(await readTopic(m.deps, m.looks(login), topicId))

describe('topics', () => {
  test('gather what tells of one thing, each letter once, and nothing shielded or secret', async () => {
    await Promise.all([gather(), gather()])
    await gather()
    const [topic, ...more] = await topics()
    expect(more).toEqual([])
    expect(topic).toMatchObject({ letters: 3, persons: 3, joined: 0, from: '2026-03-02', to: '2026-03-02' })
    expect(topic!.heat).toBe(3)
    expect(topic!.about.join()).toContain('青松小区')
    expect(topic!.weeks).toHaveLength(12)
    expect(topic!.weeks.at(-1)).toMatchObject({ letters: 3 })
    const page = await pageOf(topic!.topicId)
    expect(page.members.map((x) => x.matterId).sort()).toEqual([...ids].sort())
    expect(page.members.every((x) => x.state === 'proposed')).toBe(true)
    expect(page.places.map((p) => p.name.zh).join()).toContain('青松小区')
    expect(page.places[0]!.letters).toBeGreaterThan(1)
    expect(page.units.reduce((sum, u) => sum + u.letters, 0)).toBe(3)
    expect(await m.count('select count(*) from topic_members')).toBe(3)
    expect(await m.count("select count(*) from access_log where reason = 'topic'")).toBe(3)
    // Nobody is named anywhere in what is told.
    expect(JSON.stringify(page)).not.toContain('测试人')
  })

  test('show a unit only those that hold a letter of its own, and no subject it may not open', async () => {
    expect(await topics('water')).toEqual([])
  })

  test('are advice: who is set apart is out and not proposed again', async () => {
    const [{ topicId } = { topicId: '' }] = await topics()
    const decide = (matterId: string, state: 'joined' | 'apart' | 'proposed', login: Login = 'clerk') =>
      decideMember(m.deps, m.looks(login), { topicId, matterId, state })
    granted(await decide(ids[0]!, 'apart'))
    await gather()
    expect((await topics())[0]).toMatchObject({ letters: 2 })
    expect(codeOf(await decide(randomUUID(), 'joined'))).toBe('not_found')
    expect(codeOf(await decide(ids[0]!, 'joined', 'water'))).toBe('not_found')
    // Gathered anew, what a person decided stays.
    await regatherTopics(m.deps, m.county.bureauId, () => m.clock.now())
    expect((await topics())[0]).toMatchObject({ topicId, letters: 2 })
    for (const id of ids) granted(await decide(id, 'joined'))
    expect((await topics())[0]).toMatchObject({ letters: 3, joined: 3 })
  })

  test('one reply goes to each joined letter by its own command, each telling how it went', async () => {
    const [{ topicId } = { topicId: '' }] = await topics()
    const handled = ids.slice(0, 2)
    for (const id of handled) {
      await m.act(m.as('clerk'), id, 'assign', { unit: m.county.units.works })
      await m.act(m.as('works'), id, 'sign')
    }
    const page = await pageOf(topicId, 'works')
    expect(
      page.members
        .filter((x) => x.repliable)
        .map((x) => x.matterId)
        .sort(),
    ).toEqual([...handled].sort())
    const versions = await Promise.all(
      ids.map(async (matterId) => ({ matterId, version: (await m.load(matterId)).version })),
    )
    const send = (key: string) =>
      replyToMembers(m.deps, m.looks('works'), m.as('works', key), topicId, {
        reply: '搅拌站已停止夜间作业，三月底前搬迁。',
        basis: '《中华人民共和国噪声污染防治法》第四十三条',
        result: 'supported',
        items: versions,
      })
    const key = randomUUID()
    const done = await send(key)
    const told = (of: typeof done) =>
      ids.map((id) => of.find((x) => x.matterId === id)!.refused?.refused ?? null)
    expect(told(done)).toEqual([null, null, 'not_found'])
    // Sent again after a broken line: nothing is done twice.
    expect(told(await send(key))).toEqual([null, null, 'not_found'])
    for (const id of handled) {
      const doc = await m.load(id)
      expect(doc.proceedings.main).toMatchObject({ state: 'reply-check' })
      expect(doc.demands[0]!.outcome).toMatchObject({ result: 'supported' })
    }
    expect(new Set((await Promise.all(handled.map((id) => m.load(id)))).map((d) => d.number)).size).toBe(2)
  })

  test('leave each letter its own: joining and setting apart change nothing of it, each has its reply, clock and rating', async () => {
    const [{ topicId } = { topicId: '' }] = await topics()
    const [one, two] = [ids[0]!, ids[1]!]
    const stood = async (id: string) => ({
      doc: await m.load(id),
      events: await m.count('select count(*) from events where matter_id = $1', [id]),
    })
    const before = await Promise.all([one, two].map(stood))
    for (const state of ['apart', 'proposed', 'joined'] as const)
      granted(await decideMember(m.deps, m.looks('clerk'), { topicId, matterId: one, state }))
    expect(await Promise.all([one, two].map(stood))).toEqual(before)
    // One is approved and rated; the other waits on, under its own clock, without a rating.
    await m.act(m.as('checker'), one, 'approve-reply')
    const followUp = Object.values((await m.load(one)).proceedings).find((p) => p.procedure === 'follow-up')!
    const rating = { bureau: 'satisfied', unit: 'unsatisfied' }
    await m.act(m.asCitizen(one), one, 'rate', { rating, words: '评价' }, followUp.proceedingId)
    const [rated, waits] = await Promise.all([one, two].map((id) => m.load(id)))
    expect(rated!.proceedings.main).toMatchObject({ state: 'answered', end: 'answered' })
    expect(rated!.ratings).toHaveLength(1)
    expect(waits).toEqual(before[1]!.doc)
    expect(waits!.ratings).toHaveLength(0)
    expect(Object.values(waits!.clocks).some((c) => c.status === 'running')).toBe(true)
    expect(rated!.number).not.toBe(waits!.number)
  })

  test('that grow faster than before are told with their numbers; unit and walls as of all topics', async () => {
    const more = [
      ...PLANT,
      ['青松小区搅拌站又在夜里开工', '青松小区东门外的搅拌站夜里又开工，噪声大，粉尘飘进家里。'] as const,
    ]
    for (const one of more) await letter(one)
    await gather()
    const growing = granted(await readGrowing(m.deps, m.looks('supervisor')))
    expect(growing).toHaveLength(1)
    expect(growing[0]!.growing).toMatchObject({ before: 0, times: null, high: null })
    expect(growing[0]!.growing!.letters).toBe((await topics())[0]!.weeks.at(-1)!.letters)
    expect(growing[0]!.growing!.low).toBeGreaterThan(2)
    expect(granted(await readGrowing(m.deps, m.looks('water')))).toEqual([])
    // Eight weeks later nobody writes: nothing grows, and the topic is still there.
    m.clock.advance(56 * 86_400_000)
    expect(granted(await readGrowing(m.deps, m.looks('supervisor')))).toEqual([])
    expect(await topics()).toHaveLength(1)
  })

  test('lose a letter whose content is erased', async () => {
    const last = ids[2]!
    await m.act(m.asCitizen(last), last, 'withdraw')
    granted(
      await eraseMatter(m.deps, m.as('administrator'), last, {
        decision: '决字〔2026〕1号',
        basis: '保管期满',
      }),
    )
    expect((await topics())[0]).toMatchObject({ letters: 6 })
    expect(await m.count('select count(*) from topic_members where matter_id = $1', [last])).toBe(0)
  })
})
