import { describe, expect, test } from 'vitest'
import { outcomes, registered, served } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, UNIT } from '../../../test/harness/world.ts'
import { addContact } from './add.ts'
import { correctClass } from './correct-class.ts'

const opinion = (story: Story) => ({
  outcomes: outcomes(story.doc),
  result: 'explained',
  opinion: '经查属实。',
})
const deliver = (story: Story) =>
  story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), story.latest('service'))
const sent = (due: string | null, receivedOn = '2026-03-02') => ({
  channel: 'from-above' as const,
  external: { system: '省平台', number: '省-1', sender: '省信访局', due, receivedOn },
})

describe('the simple procedure', () => {
  const assigned = () =>
    registered('2026-03-02', 'simple').fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' })

  test('tells within 3 and answers within 10 working days, and the answer opens the way to review', () => {
    const story = assigned()
    expect(story.clock('XF-T12')?.nominal).toBe('2026-03-05')
    deliver(story.fire(PEOPLE.worksHandler, 'accept', { ground: 'clear' }))
    expect(story.clock('XF-T13')?.nominal).toBe('2026-03-16')
    story
      .fire(PEOPLE.worksHandler, 'submit-opinion', opinion(story))
      .fire(PEOPLE.worksHead, 'approve-opinion')
    deliver(story)
    expect(story.state).toBe('answered')
    expect(story.clock('XF-T08')?.right).toBe(true)
    expect(codeOf(story.tryFire(CITIZEN, 'request-review', { words: '不服' }))).toBeNull()
  })

  test('is for what is raised for the first time only', () => {
    const story = assigned()
    story.apply(PEOPLE.clerk, (doc, world) =>
      addContact(
        doc,
        {
          channel: 'visit',
          persons: 1,
          representatives: 0,
          external: null,
          receivedOn: world.today,
          words: null,
        },
        PEOPLE.clerk,
        world,
      ),
    )
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'accept', { ground: 'clear' }))).toBe(
      'case.not_first_time',
    )
    story.fire(PEOPLE.worksHandler, 'accept-ordinary', { reason: '重复提出' })
    expect(story.state).toBe('ordinary')
  })

  test('takes its open ground only with words', () => {
    const story = assigned()
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'accept', { ground: 'other' }))).toBe(
      'case.ground_unexplained',
    )
    story.fire(PEOPLE.worksHandler, 'accept', { ground: 'other', words: '涉及单一设施，一次上门即可修复' })
    expect(story.state).toBe('handling')
  })

  test('goes on in the ordinary way with 60 days counted from its acceptance', () => {
    const story = assigned().fire(PEOPLE.worksHandler, 'accept', { ground: 'daily-life' }).later(8)
    story.fire(PEOPLE.worksHandler, 'to-ordinary', { reason: '需要现场勘查' })
    expect(story.clock('XF-T13')).toBeUndefined()
    expect(story.clock('XF-T06')).toMatchObject({ startedOn: '2026-03-02', nominal: '2026-05-01' })
  })
})

describe('a claim of another statutory procedure (R22 31(1)-(5))', () => {
  test.each([
    [1, 'court'],
    [2, 'labour-arbitration'],
    [3, 'party-discipline'],
    [4, 'licence'],
  ])('31(%i) ends when its written guidance is served', (n, route) => {
    const story = registered('2026-03-02', `route-31-${n}`).fire(PEOPLE.clerk, 'assign', {
      unit: UNIT.works,
      mode: 'transfer',
    })
    expect(story.doc.class).toBe(`claim-31-${n}`)
    story.fire(PEOPLE.worksHandler, 'refer-assigned', { route, reason: '依法应走该途径' })
    expect(story.state).toBe('referring')
    deliver(story)
    expect(story.doc.proceedings.main).toMatchObject({ state: 'referred', end: 'referred' })
  })

  test('names only routes of its own class', () => {
    const story = registered('2026-03-02', 'route-31-2')
    const wrong = story.tryFire(PEOPLE.clerk, 'refer', { route: 'court', reason: '。' })
    expect(codeOf(wrong)).toBe('input.invalid_choice')
  })

  test('31(4) runs under the limit of the law applied, set for the case', () => {
    const story = registered('2026-03-02', 'route-31-4').fire(PEOPLE.clerk, 'assign', {
      unit: UNIT.works,
      mode: 'transfer',
    })
    const start = { procedure: 'confirmation', basis: '该程序所依据的法律' }
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'start-procedure', start))).toBe('input.required')
    story.fire(PEOPLE.worksHandler, 'start-procedure', { ...start, days: 20 })
    expect(story.clock('XF-31-4')).toMatchObject({ length: 20, nominal: '2026-03-22' })
  })

  test('31(5) must be performed or answered, counted from the receipt; its answer leads to no review here', () => {
    const story = registered('2026-03-02', 'route-31-5')
    expect(story.clock('HY-PERFORM')?.nominal).toBe('2026-04-30')
    story.fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' }).later(3)
    deliver(story.fire(PEOPLE.worksHandler, 'accept'))
    story
      .fire(PEOPLE.worksHandler, 'submit-result', { outcomes: outcomes(story.doc), reply: '已立案查处。' })
      .fire(PEOPLE.worksHead, 'approve-result')
    deliver(story)
    expect(story.state).toBe('answered')
    expect(story.anyClock('HY-PERFORM')?.status).toBe('met')
    expect(codeOf(story.tryFire(CITIZEN, 'request-review', { words: '不服' }))).toBe('case.unknown_action')
  })

  test('is reached by correcting the class, with reason and history, and the citizen’s time is not begun again', () => {
    const story = registered('2026-03-02', 'petition').later(4)
    const c = { class: 'claim-31-5' as const, category: null, procedure: 'route-31-5', reason: '属履职申请' }
    const wrong = story.apply(PEOPLE.clerk, (doc, world) =>
      correctClass(doc, { ...c, class: 'claim-31-6' }, PEOPLE.clerk, world),
    )
    expect(codeOf(wrong)).toBe('case.class_of_other_track')
    story.apply(PEOPLE.clerk, (doc, world) => correctClass(doc, c, PEOPLE.clerk, world))
    expect(story.doc.proceedings.main).toMatchObject({ procedure: 'route-31-5', state: 'registered' })
    expect(story.clock('HY-PERFORM')?.startedOn).toBe('2026-03-02')
    expect(story.events.at(-1)!.draft).toMatchObject({
      type: 'matter.classified',
      data: { previous: { class: 'claim-31-6' } },
    })
  })
})

describe('what an upper organ sent', () => {
  const at = (story: Story) => story.latest('from-above')

  test('has the sender’s limit beside our own clocks, counted from its letter, and is reported back after the end', () => {
    const story = registered('2026-03-02', 'petition', sent('2026-04-01')).later(1)
    story.fire(PEOPLE.clerk, 'take-assigned', {}, at(story))
    expect(story.clock('XF-T05')).toMatchObject({ startedOn: '2026-03-02', nominal: '2026-04-01' })
    expect(story.clock('XF-T01')?.nominal).toBe('2026-03-17')
    const early = story.tryFire(PEOPLE.clerk, 'report-result', { words: '办结' }, at(story))
    expect(codeOf(early)).toBe('case.not_ended')
    story.fire(PEOPLE.clerk, 'decline', { route: 'court', reason: '生效判决' })
    story.fire(PEOPLE.clerk, 'deliver', served(story.day), story.latest('service'))
    expect(story.doc.proceedings.main!.end).toBe('not-accepted')
    story.fire(PEOPLE.clerk, 'report-result', { words: '已书面告知' }, at(story))
    expect(story.anyClock('XF-T05')?.status).toBe('met')
    story.fire(PEOPLE.clerk, 'sender-confirmed', {}, at(story))
  })

  test('without a day on the letter asks for one', () => {
    const story = registered('2026-03-02', 'petition', sent(null))
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'take-assigned', {}, at(story)))).toBe('input.required')
    story.fire(PEOPLE.clerk, 'take-assigned', { days: 45 }, at(story))
    expect(story.clock('XF-T05')).toMatchObject({ startedOn: '2026-03-02', length: 45 })
    story.fire(PEOPLE.clerk, 'record-sender-extension', { days: 15, words: '同意' }, at(story))
    expect(story.clock('XF-T05')).toMatchObject({ extendedBy: 15, nominal: '2026-05-01' })
  })

  test('goes back only within 5 working days and with the sender’s consent', () => {
    const story = registered('2026-03-02', 'petition', sent('2026-04-01'))
    const late = registered('2026-03-02', 'petition', sent('2026-04-01')).on('2026-03-10')
    expect(codeOf(late.tryFire(PEOPLE.clerk, 'ask-return', { reason: '非本地' }, at(late)))).toBe(
      'case.objection_window_closed',
    )
    story.on('2026-03-09').fire(PEOPLE.clerk, 'ask-return', { reason: '非本地' }, at(story))
    story.fire(PEOPLE.clerk, 'sender-refused', { words: '由你局办理' }, at(story))
    expect(story.clock('XF-T05')?.nominal).toBe('2026-04-01')
  })

  test('is the work of the centre alone', () => {
    const story = registered('2026-03-02', 'petition', sent('2026-04-01'))
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'take-assigned', {}, at(story)))).toBe('access.denied')
    expect(codeOf(story.tryFire(CITIZEN, 'take-assigned', {}, at(story)))).toBe('access.denied')
  })
})

describe('an assignment with a day to report (XF-T05)', () => {
  const assigned = () =>
    registered('2026-03-02', 'petition').fire(PEOPLE.clerk, 'assign-with-limit', {
      unit: UNIT.works,
      days: 20,
      words: '请限期办理',
    })

  test('gives the unit a limit of its own beside the citizen’s', () => {
    const story = assigned()
    expect(story.clock('XF-T05')).toMatchObject({ unitId: UNIT.works, nominal: '2026-03-22' })
    story.fire(PEOPLE.worksHandler, 'submit-report', { words: '办结报告' }, story.latest('report-back'))
    story.fire(PEOPLE.clerk, 'send-back-report', { days: 5, words: '补充' }, story.latest('report-back'))
    expect(story.clock('XF-T05')?.length).toBe(5)
  })

  test('falls away with the unit it was given to', () => {
    const story = assigned().fire(PEOPLE.supervisor, 'reassign', { unit: UNIT.water, reason: '职能调整' })
    expect(() => story.latest('report-back')).toThrow()
    expect(story.clock('XF-T05')).toBeUndefined()
  })
})
