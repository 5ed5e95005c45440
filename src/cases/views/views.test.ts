import { describe, expect, test } from 'vitest'
import {
  evidence,
  letter,
  outcomes,
  petition,
  rating,
  registered,
  report,
  served,
  WORDS,
} from '../../../test/harness/factories.ts'
import { CITIZEN, PEOPLE, type Story, UNIT, UNITS } from '../../../test/harness/world.ts'
import { addContact, addWords, attachFile, correctParties } from '../engine/add.ts'
import type { Actor } from '../engine/world.ts'
import { citizenView } from './citizen-view.ts'
import { matterView, partiesOf } from './matter-view.ts'
import { mayDisclose, mayOpenMatter } from './may-see.ts'
import { maskName, maskPhone } from './reader.ts'

const NAMES = new Map(Object.values(PEOPLE).map((p, i) => [p.id!, `经办${i}号`]))
const ACCESS = [
  {
    at: new Date('2026-03-05T01:00:00Z'),
    what: 'parties',
    reason: '电话核实地址',
    account_id: PEOPLE.worksHandler.id,
    unit_id: UNIT.works,
    roles: ['handler' as const],
  },
]

const citizen = (s: Story) => citizenView(s.reader(), s.stored(), ACCESS, s.now)
const desk = (s: Story, actor: Actor) =>
  matterView(s.reader(), { events: s.stored(), names: NAMES, actor, now: s.now })

/** Every path in a value, lists as [], so that a new field shows. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((v) => paths(v, `${at}[]`)))]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([k, v]) => paths(v, at ? `${at}.${k}` : k))
  return [at]
}

/** A petition through objection, dispute, note, joint handling and extension, each with words of its own. */
function busy(): Story {
  const story = petition('2026-03-02', 'dispatched')
  story.fire(PEOPLE.worksHandler, 'object', { reason: '内部异议之言' })
  story.fire(PEOPLE.clerk, 'refuse-return', { reason: '内部不同意之言' })
  story.fire(PEOPLE.worksHandler, 'request-arbitration', { reason: '内部甄别之言' })
  story.fire(PEOPLE.supervisor, 'uphold', { words: '内部裁定之言' })
  story.fire(PEOPLE.worksHandler, 'accept', { words: '内部受理之言' })
  story.apply(PEOPLE.worksHandler, (d, w) => addWords(d, '内部备注之言', PEOPLE.worksHandler, w))
  story.apply(CITIZEN, (d, w) => addWords(d, '本人补充之言', CITIZEN, w))
  story.fire(PEOPLE.worksHandler, 'ask-contribution', { unit: UNIT.water, words: '内部协办之言' })
  const part = story.latest('contribution')
  story.fire(PEOPLE.waterHandler, 'sign-contribution', {}, part)
  story.fire(PEOPLE.waterHandler, 'contribute', { words: '内部反馈之言' }, part)
  story.tryOpen(PEOPLE.supervisor, 'supervision', {
    trigger: 'overdue',
    unit: UNIT.works,
    words: '内部督办之言',
  })
  return story
}

describe('the citizen’s page', () => {
  test('lists what it shows: these fields and no others', () => {
    const story = busy()
    const submitted = { outcomes: outcomes(story.doc), result: 'explained', opinion: '处理意见之言' }
    story.fire(PEOPLE.worksHandler, 'submit-opinion', submitted).fire(PEOPLE.worksHead, 'approve-opinion')
    for (const at of Object.values(story.doc.proceedings).filter((p) => p.procedure === 'service' && !p.end))
      story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), at.proceedingId)
    story.apply(CITIZEN, (d, w) => attachFile(d, evidence, CITIZEN, w))
    const follow = story.latest('follow-up')
    const open = paths(citizen(story))
    story.fire(CITIZEN, 'rate', rating(story.doc, 'satisfied'), follow)
    const shown = [...new Set([...paths(citizen(busy())), ...open, ...paths(citizen(story))])]
      .map((p) => p.replace(/solved\.q\d/, 'solved.q').replace(/(derivation)\..*/, '$1'))
      .filter((p) => !p.startsWith('actions[].input') && !p.endsWith('[]'))
    expect([...new Set(shown)].sort()).toMatchSnapshot()
  })

  test('never holds words between organs, names of accounts, or an outcome before the answer is served', () => {
    const story = busy()
    story.fire(PEOPLE.worksHandler, 'ask-extension', { days: 5, reason: '延期理由之言' })
    story.fire(PEOPLE.worksHead, 'refuse-extension', { reason: '内部不批之言' }, story.latest('extension'))
    const submit = () =>
      story.fire(PEOPLE.worksHandler, 'submit-opinion', {
        outcomes: outcomes(story.doc),
        result: 'explained',
        opinion: '处理意见之言',
      })
    submit().fire(PEOPLE.worksHead, 'send-back-opinion', { words: '内部退改之言' })
    submit()
    story.apply(PEOPLE.worksHandler, (d, w) =>
      attachFile(d, { ...evidence, name: '内部调查.pdf' }, PEOPLE.worksHandler, w),
    )
    const before = JSON.stringify(citizen(story))
    expect(before).not.toContain('内部')
    expect(before).not.toContain('处理意见之言')
    expect(before).not.toContain('已核实并安排')
    expect(before).not.toMatch(/经办\d+号/)
    for (const { id } of Object.values(PEOPLE)) expect(before).not.toContain(id)
    expect(before).toContain('本人补充之言')
    story.fire(PEOPLE.worksHead, 'approve-opinion')
    expect(JSON.stringify(citizen(story))).not.toContain('处理意见之言')
    expect(JSON.stringify(citizen(story))).not.toContain('已核实并安排')
    for (const p of Object.values(story.doc.proceedings).filter((x) => x.procedure === 'service' && !x.end))
      story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), p.proceedingId)
    const after = citizen(story)
    expect(after.documents.flatMap((d) => d.texts)).toContain('处理意见之言')
    expect(after.demands.every((d) => d.outcome?.words?.includes('已核实'))).toBe(true)
    expect(JSON.stringify({ ...after, attachments: [] })).not.toContain('内部')
    // The reply is out: what the unit attached to it may be seen.
    expect(after.attachments.map((a) => a.name)).toEqual(['内部调查.pdf'])
  })

  test('takes an outcome back with the answer, until the next one is served', () => {
    const story = letter('2026-03-02', 'answered')
    expect(citizen(story).demands.every((d) => d.outcome)).toBe(true)
    const at = story.latest('follow-up')
    story.fire(CITIZEN, 'rate', rating(story.doc, 'unsatisfied'), at)
    story.fire(PEOPLE.clerk, 'decide-redo', { words: '重办' }, at)
    story.fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: outcomes(story.doc), reply: '第二次' })
    expect(citizen(story).demands.every((d) => d.outcome === null)).toBe(true)
  })

  test('says who has it, by when and why that day; after the answer, until when review may be asked', () => {
    const running = citizen(petition('2026-03-02', 'handling'))
    expect(running.holder).toEqual(UNITS.get(UNIT.works)!.name)
    expect(running.due).toMatchObject({ nominal: '2026-05-01', name: { zh: expect.any(String) } })
    expect(running.due!.derivation.steps.length).toBeGreaterThan(2)
    const done = citizen(petition('2026-03-02', 'answered'))
    expect(done).toMatchObject({ holder: null, due: null, ended: true, right: { lastDay: '2026-04-01' } })
    expect(done.actions.map((a) => a.id).sort()).toEqual(['rate', 'request-review'])
  })

  test('no longer accepted: says which opinion ended the procedure and why, once the notice is served', () => {
    const story = registered('2026-03-02', 'petition')
    const opinion = '某市信访局 某信复核〔2026〕1号 2026年1月5日'
    story.fire(PEOPLE.clerk, 'no-longer-accept', { finished: opinion, reason: '同一事实之言' })
    expect(citizen(story)).toMatchObject({ finished: null, state: { zh: '不再受理告知中' } })
    expect(JSON.stringify(citizen(story))).not.toContain('同一事实之言')
    story.fire(PEOPLE.clerk, 'deliver', served(story.day), story.latest('service'))
    const after = citizen(story)
    expect(after.finished).toEqual({ opinion, reason: '同一事实之言' })
    expect(after.state.zh).toBe('不再受理')
    expect(after.steps.map((s) => s.label.zh)).not.toContain('不予受理')
  })

  test('in a shielded lane names no unit but the bureau, in no field', () => {
    for (const until of ['registered', 'dispatched', 'handling', 'answered'] as const) {
      const story = report('2026-03-02', until)
      story.apply(PEOPLE.worksHandler, (d, w) =>
        until === 'handling'
          ? attachFile(d, { ...evidence, name: 'works核查.pdf' }, PEOPLE.worksHandler, w)
          : { refused: 'skip' },
      )
      const text = JSON.stringify(citizen(story))
      for (const unit of UNITS.values()) {
        expect(text, unit.code).not.toContain(unit.unitId)
        expect(text, unit.code).not.toContain(unit.name.zh)
      }
      expect(text).not.toContain('works')
    }
    // A petition the person wants kept secret is rated; the rating names no unit either.
    const secret = registered('2026-03-02', 'letter-box', { secrecy: 'matter' })
    secret.fire(PEOPLE.clerk, 'assign', { unit: UNIT.works }).fire(PEOPLE.worksHandler, 'sign')
    secret.fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: outcomes(secret.doc), reply: '好' })
    secret.fire(PEOPLE.checker, 'approve-reply')
    secret.fire(CITIZEN, 'rate', rating(secret.doc, 'satisfied'), secret.latest('follow-up'))
    expect(citizen(secret).ratings).toHaveLength(1)
    expect(JSON.stringify(citizen(secret))).not.toContain(UNIT.works)
  })
})

describe('the desk', () => {
  test('lists what it shows: these fields and no others', () => {
    const story = busy()
    story.apply(PEOPLE.clerk, (d, w) => attachFile(d, evidence, PEOPLE.clerk, w))
    const shown = paths(desk(story, PEOPLE.worksHandler)).map((p) =>
      p.replace(/^(proceedings\[\]\.values)\..*/, '$1').replace(/^(seats)\.\w+/, '$1'),
    )
    expect(
      [...new Set(shown)].filter((p) => !p.includes('.input') && !p.endsWith('[]')).sort(),
    ).toMatchSnapshot()
  })

  test('masks who asked, for everybody, until it is disclosed', () => {
    for (const actor of Object.values(PEOPLE)) {
      const text = JSON.stringify(desk(petition('2026-03-02', 'handling'), actor))
      for (const word of [WORDS.name, WORDS.phone, WORDS.address]) expect(text).not.toContain(word)
    }
    const [party] = desk(petition('2026-03-02', 'handling'), PEOPLE.worksHandler).parties
    expect(party).toMatchObject({ name: '测**', phone: '138****0001', address: '***', idNumber: null })
  })

  test('after contact details were corrected, the old ones are shown nowhere', () => {
    const story = petition('2026-03-02', 'handling')
    story.apply(CITIZEN, (d, w) =>
      correctParties(d, [{ role: 'petitioner', name: '测试人乙', phone: '13900000002' }], CITIZEN, w),
    )
    const text = JSON.stringify(desk(story, PEOPLE.clerk))
    for (const word of [WORDS.name, WORDS.phone, '测试人乙', '13900000002']) expect(text).not.toContain(word)
    expect(partiesOf(story.reader(), PEOPLE.clerk, true)[0]).toMatchObject({ name: '测试人乙' })
  })

  test('keeps who asked out of the sealed file too', () => {
    const file = JSON.stringify({
      format: 'huiyin-file',
      parties: [{ role: 'petitioner', name: WORDS.name, phone: WORDS.phone }],
      body: '原信',
      earlier: { parties: [{ role: 'petitioner', name: WORDS.name }], body: '更早' },
    })
    const story = registered('2026-03-02', 'review', { file, secrecy: 'name' })
    const shown = desk(story, PEOPLE.reviewer)
    expect(shown.file).toMatchObject({ body: '原信', earlier: { body: '更早' } })
    expect(JSON.stringify(shown)).not.toContain(WORDS.name)
    expect(JSON.stringify(shown)).not.toContain(WORDS.phone)
  })

  test('a handler in a shielded or secret matter sees nobody, not even masked', () => {
    const secret = (secrecy: 'name' | 'matter') =>
      registered('2026-03-02', 'letter-box', { secrecy }).fire(PEOPLE.clerk, 'assign', { unit: UNIT.works })
    for (const story of [report('2026-03-02', 'handling'), secret('name'), secret('matter')]) {
      for (const actor of [PEOPLE.worksHandler, PEOPLE.worksHead]) {
        const view = desk(story, actor)
        expect(view.parties).toEqual([])
        expect(view.canDisclose).toBe(false)
        expect(partiesOf(story.reader(), actor, true)).toEqual([])
        expect(JSON.stringify(view)).not.toContain('测**')
      }
      expect(mayDisclose(story.doc, PEOPLE.clerk)).toBe(true)
      expect(partiesOf(story.reader(), PEOPLE.clerk, true)[0]).toMatchObject({ name: WORDS.name })
    }
  })

  test('shows a rating and its words to the centre that asked, never to the unit rated', () => {
    const story = petition('2026-03-02', 'serving')
    for (const p of Object.values(story.doc.proceedings).filter((p) => p.procedure === 'service' && !p.end))
      story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), p.proceedingId)
    const words = { ...rating(story.doc, 'unsatisfied'), truthful: 'no', words: '评价之言' }
    story.fire(CITIZEN, 'rate', words, story.latest('follow-up'))
    const told = JSON.stringify(desk(story, PEOPLE.worksHandler))
    expect(told).not.toMatch(/评价之言|unsatisfied|回访评价|truthful/)
    expect(citizen(story).ratings).toMatchObject([
      { unit: 'unsatisfied', truthful: false, words: '评价之言' },
    ])
    for (const asking of [PEOPLE.clerk, PEOPLE.supervisor]) {
      const shown = desk(story, asking)
      expect(shown.ratings).toMatchObject([{ connected: null, contacted: null, truthful: false }])
      expect(JSON.stringify(shown.timeline)).toContain('评价之言')
    }
  })

  test('names a limit as the regulation of its time words it', () => {
    const names = (day: string) =>
      desk(petition(day, 'dispatched'), PEOPLE.clerk)
        .clocks.filter((c) => c.ruleId === 'XF-T03')
        .map((c) => [c.regulation, c.name.zh])
    const [[now, today] = [], [then, before] = []] = [...names('2026-03-02'), ...names('2019-03-04')]
    expect([now, then]).toEqual(['R22', 'R05'])
    expect(today).not.toBe(before)
    // R22 no longer says "decide acceptance within 15 days".
    expect(today).not.toContain('决定是否受理')
  })

  test('opens nothing to who works on no matter, even in a unit that sits on it', () => {
    const shielded = report('2026-03-02', 'handling').doc
    const unitId = shielded.seats.centre!
    for (const role of ['administrator', 'auditor', 'editor', 'finance'] as const) {
      const actor = { kind: 'account', id: null, unitId, roles: [role] } as const
      expect(mayOpenMatter(shielded, actor), role).toBe(false)
    }
  })

  test('opens an open matter to who takes part or oversees, a shielded one only to who takes part', () => {
    const open = petition('2026-03-02', 'handling').doc
    const may = (doc: typeof open) =>
      Object.entries(PEOPLE)
        .filter(([, actor]) => mayOpenMatter(doc, actor))
        .map(([name]) => name)
        .sort()
    expect(may(open)).toEqual(
      [
        'auditor',
        'bureauHead',
        'checker',
        'clerk',
        'operator',
        'supervisor',
        'worksHandler',
        'worksHead',
      ].sort(),
    )
    const shielded = report('2026-03-02', 'handling').doc
    expect(may(shielded)).toEqual(
      ['checker', 'clerk', 'operator', 'supervisor', 'worksHandler', 'worksHead'].sort(),
    )
    expect(mayOpenMatter(open, CITIZEN)).toBe(false)
  })

  test('shows notes between organs to who takes part, not to who only oversees accounts', () => {
    const story = busy()
    expect(JSON.stringify(desk(story, PEOPLE.worksHandler).timeline)).toContain('内部备注之言')
    expect(JSON.stringify(desk(story, PEOPLE.auditor).timeline)).not.toContain('内部备注之言')
  })

  test('offers each only the steps the table gives them', () => {
    const story = petition('2026-03-02', 'dispatched')
    const menu = (actor: Actor) => desk(story, actor).proceedings[0]!.actions.map((a) => a.id)
    expect(menu(PEOPLE.worksHandler)).toContain('accept')
    expect(menu(PEOPLE.waterHandler)).toEqual([])
    expect(menu(PEOPLE.clerk)).not.toContain('accept')
    expect(desk(story, PEOPLE.supervisor).openable.map((o) => o.procedure)).toEqual([
      'supervision',
      'reminder',
      'advice',
    ])
    expect(desk(story, PEOPLE.worksHandler).openable.map((o) => o.procedure)).toEqual(['hearing'])
  })

  test('a further visit is counted, and its words are kept', () => {
    const story = petition('2026-03-02', 'handling')
    const before = story.doc.clocks
    story.apply(PEOPLE.clerk, (d, w) =>
      addContact(
        d,
        {
          channel: 'visit',
          persons: 4,
          representatives: 2,
          external: null,
          receivedOn: w.today,
          words: ' 又来一次 ',
        },
        PEOPLE.clerk,
        w,
      ),
    )
    expect(story.doc.clocks).toEqual(before)
    expect(desk(story, PEOPLE.clerk).contacts.map((c) => c.persons)).toEqual([1, 4])
    expect(JSON.stringify(desk(story, PEOPLE.clerk).timeline)).toContain('又来一次')
  })
})

test('a masked name or phone leaves nothing to guess by length', () => {
  expect([maskName('张三'), maskName('欧阳测试'), maskName('𠮷某'), maskName(undefined)]).toEqual([
    '张**',
    '欧**',
    '𠮷**',
    null,
  ])
  expect([maskPhone('13812345678'), maskPhone('12345'), maskPhone(undefined)]).toEqual([
    '138****5678',
    '****',
    null,
  ])
})
