import { describe, expect, test } from 'vitest'
import {
  EVIDENCE_ID,
  evidence,
  letter,
  outcomes,
  petition,
  rating,
  registered,
  served,
} from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, SYSTEM, UNIT } from '../../../test/harness/world.ts'
import { attachFile } from './add.ts'
import { correctClass } from './correct-class.ts'

const opinion = (story: Story) => ({
  outcomes: outcomes(story.doc),
  result: 'explained',
  opinion: '经查，线路老化。',
})
const withEvidence = (story: Story) => {
  story.apply(PEOPLE.clerk, (doc, world) => attachFile(doc, evidence, PEOPLE.clerk, world))
  return story
}

describe('an objection (R22 23¶3: five working days from receipt)', () => {
  // The vectors of rules.md A2.
  test.each([
    ['2026-02-13', '2026-02-27'],
    ['2026-09-29', '2026-10-12'],
    ['2025-09-26', '2025-10-10'],
  ])('to a matter received on %s is heard on %s and not a day later', (day, last) => {
    const reason = { reason: '不属本单位职责' }
    const intime = petition(day, 'dispatched')
    expect(intime.clock('XF-T04')?.nominal).toBe(last)
    expect(codeOf(intime.on(last).tryFire(PEOPLE.worksHandler, 'object', reason))).toBeNull()
    const late = petition(day, 'dispatched').on(last).later(1)
    expect(codeOf(late.tryFire(PEOPLE.worksHandler, 'object', reason))).toBe('case.objection_window_closed')
  })

  test('gives the matter back only when the sender agrees, and a new unit gets its own window', () => {
    const story = petition('2026-03-02', 'dispatched').fire(PEOPLE.worksHandler, 'object', {
      reason: '非职责',
    })
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'agree-return'))).toBe('access.denied')
    expect(story.doc.seats.handler).toBe(UNIT.works)
    story.fire(PEOPLE.clerk, 'agree-return')
    expect(story.doc.seats.handler).toBeUndefined()
    expect(story.doc.marks.returns).toBe(1)
    expect(story.clock('XF-T03')).toBeUndefined()
    story.later(1).fire(PEOPLE.clerk, 'assign', { unit: UNIT.water, mode: 'transfer' })
    expect(story.clock('XF-T04')?.startedOn).toBe('2026-03-03')
  })

  test('that is refused leaves the unit its clock from the first receipt and no second objection', () => {
    const story = petition('2026-03-02', 'dispatched').later(1)
    story.fire(PEOPLE.worksHandler, 'object', { reason: '非职责' })
    story.later(1).fire(PEOPLE.clerk, 'refuse-return', { reason: '属你单位职责' })
    expect(story.clock('XF-T03')?.startedOn).toBe('2026-03-02')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'object', { reason: '再次' }))).toBe(
      'case.objection_window_closed',
    )
  })

  test('is not open to a unit designated after a dispute (北京12-14, 潍坊22)', () => {
    for (const make of [
      () => petition('2026-03-02', 'dispatched'),
      () => letter('2026-03-02', 'dispatched'),
    ]) {
      const story = make().fire(PEOPLE.worksHandler, 'request-arbitration', { reason: '职责不清' })
      expect(codeOf(story.tryFire(PEOPLE.supervisor, 'designate', { unit: UNIT.works, words: '裁定' }))).toBe(
        'case.unit_is_handler',
      )
      story.fire(PEOPLE.supervisor, 'designate', { unit: UNIT.water, words: '裁定' })
      expect(story.state).toBe('dispatched')
      expect(codeOf(story.tryFire(PEOPLE.waterHandler, 'request-arbitration', { reason: '再议' }))).toBe(
        'case.unit_designated',
      )
      const back = story.doc.proceedings.main!.procedure === 'petition' ? 'object' : 'return-order'
      expect(codeOf(story.tryFire(PEOPLE.waterHandler, back, { reason: '退回' }))).toMatch(
        /case.(unit_designated|objection_window_closed)/,
      )
    }
  })

  test('is open again to a unit that gets the matter after the one designated', () => {
    const story = petition('2026-03-02', 'dispatched')
      .fire(PEOPLE.worksHandler, 'request-arbitration', { reason: '职责不清' })
      .fire(PEOPLE.supervisor, 'designate', { unit: UNIT.water, words: '裁定' })
      .fire(PEOPLE.supervisor, 'reassign', { unit: UNIT.works, reason: '职能调整' })
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'object', { reason: '不属职责' }))).toBeNull()
  })
})

describe('who may', () => {
  test('is read off the seat: the unit that has it, in a role the table names, and nobody else', () => {
    const story = petition('2026-03-02', 'dispatched')
    for (const actor of [
      PEOPLE.waterHandler,
      PEOPLE.clerk,
      PEOPLE.supervisor,
      PEOPLE.finance,
      PEOPLE.auditor,
      PEOPLE.administrator,
      CITIZEN,
      SYSTEM,
    ])
      expect(codeOf(story.tryFire(actor, 'accept'))).toBe('access.denied')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'accept'))).toBeNull()
  })

  test('a handler drafts and the head signs', () => {
    const story = petition('2026-03-02', 'handling').fire(PEOPLE.worksHandler, 'submit-opinion', {
      outcomes: outcomes(petition('2026-03-02', 'handling').doc),
      result: 'explained',
      opinion: '经查。',
    })
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'approve-opinion'))).toBe('access.denied')
    expect(codeOf(story.tryFire(PEOPLE.worksHead, 'approve-opinion'))).toBeNull()
  })

  test('the unit that is rated can neither rate nor decide on the rating', () => {
    const story = letter('2026-03-02', 'answered')
    const at = story.latest('follow-up')
    for (const actor of [PEOPLE.worksHandler, PEOPLE.worksHead, SYSTEM])
      for (const action of ['rate', 'record-rating'])
        expect(codeOf(story.tryFire(actor, action, rating(story.doc, 'satisfied'), at))).toBe('access.denied')
    story.fire(CITIZEN, 'rate', rating(story.doc, 'unsatisfied'), at)
    for (const actor of [PEOPLE.worksHandler, PEOPLE.worksHead])
      for (const action of ['decide-redo', 'close-follow-up', 'explain-remedy'])
        expect(codeOf(story.tryFire(actor, action, { words: '无' }, at))).toBe('access.denied')
  })

  test('steps with a trigger are the system’s alone', () => {
    const story = petition('2026-03-02', 'serving')
    for (const actor of [PEOPLE.worksHead, PEOPLE.clerk, CITIZEN])
      expect(codeOf(story.tryFire(actor, 'answer-served'))).toBe('access.denied')
    expect(codeOf(story.tryFire(SYSTEM, 'answer-served'))).toBe('case.reply_not_served')
  })

  test('unknown steps and proceedings are refused, whatever they are called', () => {
    const story = petition('2026-03-02', 'handling')
    for (const id of ['p99', '', 'constructor', '__proto__', 'toString'])
      expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'accept', {}, id))).toBe('case.unknown_proceeding')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'constructor'))).toBe('case.unknown_action')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'accept'))).toBe('case.not_now')
  })
})

describe('the answered end', () => {
  test('needs an outcome for every demand', () => {
    const story = petition('2026-03-02', 'handling')
    const one = { ...opinion(story), outcomes: outcomes(story.doc).slice(0, 1) }
    expect(story.tryFire(PEOPLE.worksHandler, 'submit-opinion', one)).toMatchObject({
      refused: 'case.demand_without_outcome',
      details: { open: ['q2'] },
    })
  })

  test('comes with service, not with the signature; the right to review counts from the day of service', () => {
    const story = petition('2026-03-02', 'serving')
    expect(story.doc.proceedings.main!.end).toBeNull()
    expect(story.clock('XF-T06')).toBeDefined()
    expect(story.clock('XF-T08')).toBeUndefined()
    story.later(3)
    story.fire(PEOPLE.worksHandler, 'deliver', served('2026-03-03'), story.latest('service'))
    expect(story.doc.proceedings.main).toMatchObject({ state: 'answered', end: 'answered' })
    expect(story.anyClock('XF-T06')?.status).toBe('met')
    expect(story.clock('XF-T08')?.startedOn).toBe('2026-03-03')
  })

  test('a service cannot be dated before the document was made: it would eat the time for review', () => {
    const story = petition('2026-03-02', 'handling').later(40)
    story
      .fire(PEOPLE.worksHandler, 'submit-opinion', opinion(story))
      .fire(PEOPLE.worksHead, 'approve-opinion')
    const at = story.latest('service')
    for (const action of ['deliver', 'record-refusal']) {
      const input = action === 'deliver' ? served('2026-03-05') : { date: '2026-03-05', detail: '拒收' }
      expect(codeOf(story.tryFire(PEOPLE.worksHandler, action, input, at))).toBe('input.date_before_issue')
    }
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'deliver', served(story.day), at))).toBeNull()
  })

  test('a statutory opinion is not served by posting it, if the person can be reached', () => {
    const story = petition('2026-03-02', 'serving')
    const post = story.tryFire(PEOPLE.worksHandler, 'post-to-page', {}, story.latest('service'))
    expect(codeOf(post)).toBe('case.portal_does_not_serve')
    const phone = { date: story.day, detail: '电话告知' }
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'told-by-phone', phone, story.latest('service')))).toBe(
      'case.portal_does_not_serve',
    )
  })

  test('an answer that reaches nobody ends as undeliverable, starts no right and can be served again', () => {
    const story = petition('2026-03-02', 'serving')
    const at = story.latest('service')
    const tried = { date: story.day, detail: '无人' }
    story.fire(PEOPLE.worksHandler, 'record-attempt', tried, at)
    story.fire(PEOPLE.worksHandler, 'give-up', { detail: '均未送达' }, at)
    expect(story.doc.proceedings.main).toMatchObject({ state: 'undeliverable', end: 'undeliverable' })
    expect(story.anyClock('XF-T08')).toBeUndefined()
    story.later(10).fire(PEOPLE.worksHead, 'serve-again')
    story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), story.latest('service'))
    expect(story.doc.proceedings.main!.end).toBe('answered')
  })
})

describe('acceptance', () => {
  test('starts the person’s sixty days, whoever accepts, and fixes the day', () => {
    const assigned = petition('2026-08-03', 'handling')
    const own = registered('2026-08-03', 'petition').fire(PEOPLE.clerk, 'accept-directly')
    for (const story of [assigned, own]) {
      // The vector of rules.md A2: nominal 2 October, for the citizen 8 October.
      expect(story.clock('XF-T06')).toMatchObject({
        owner: 'citizen',
        right: false,
        nominal: '2026-10-02',
        rolled: '2026-10-08',
      })
      expect(story.doc.acceptedOn).toBe('2026-08-03')
    }
    expect(own.anyClock('XF-T02')).toMatchObject({ owner: 'citizen', status: 'met', startedOn: '2026-08-03' })
    expect(own.anyClock('XF-T01')?.status).toBe('met')
  })

  test('decides by its day which regulation holds (A8): that of 2022 came into force on 1 May', () => {
    const accepted = (day: string) => {
      const story = registered('2022-04-20', 'petition').fire(PEOPLE.clerk, 'assign', {
        unit: UNIT.works,
        mode: 'transfer',
      })
      return story.on(day).fire(PEOPLE.worksHandler, 'accept').clock('XF-T06')?.regulation
    }
    expect(accepted('2022-04-28')).toBe('R05')
    expect(accepted('2022-05-05')).toBe('R22')
  })
})

describe('joint handling', () => {
  test('keeps the handling unit responsible and blocks its answer until the part is in', () => {
    const story = petition('2026-03-02', 'handling')
    expect(
      codeOf(story.tryFire(PEOPLE.worksHandler, 'ask-contribution', { unit: UNIT.works, words: '请协办' })),
    ).toBe('case.unit_is_handler')
    const before = story.clock('XF-T06')
    story.fire(PEOPLE.worksHandler, 'ask-contribution', { unit: UNIT.water, words: '请协办' })
    expect(story.doc.seats.handler).toBe(UNIT.works)
    expect(story.clock('XF-T06')).toEqual(before)
    const at = story.latest('contribution')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'submit-opinion', opinion(story)))).toBe(
      'case.contribution_open',
    )
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'contribute', { words: '代办' }, at))).toBe(
      'case.not_now',
    )
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'sign-contribution', {}, at))).toBe('access.denied')
    story.fire(PEOPLE.waterHandler, 'sign-contribution', {}, at)
    story.fire(PEOPLE.waterHandler, 'contribute', { words: '我方已查' }, at)
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'submit-opinion', opinion(story)))).toBeNull()
  })
})

describe('an extension (R22 34)', () => {
  const ask = (story: Story, days: number) =>
    story.fire(PEOPLE.worksHandler, 'ask-extension', { days, reason: '情况复杂' })
  const approve = (story: Story, days: number) =>
    story.tryFire(PEOPLE.worksHead, 'approve-extension', { days }, story.latest('extension'))

  test('changes nothing until the head approves it, then is told to the person with its reason', () => {
    const story = petition('2026-03-02', 'handling')
    const before = story.clock('XF-T06')!.nominal
    ask(story, 10)
    expect(story.clock('XF-T06')!.nominal).toBe(before)
    expect(
      codeOf(
        story.tryFire(PEOPLE.worksHandler, 'approve-extension', { days: 10 }, story.latest('extension')),
      ),
    ).toBe('access.denied')
    story.later(1)
    expect(codeOf(approve(story, 10))).toBeNull()
    expect(story.clock('XF-T06')!.extendedBy).toBe(10)
    expect(story.clock('XF-T06')!.nominal > before).toBe(true)
    const notice = Object.values(story.doc.documents).at(-1)!
    expect(notice.kind).toBe('extension-notice')
    expect(notice.contentIds.map((id) => story.contents.get(id)?.text)).toEqual(['情况复杂'])
    expect(story.outbox.map((o) => o.payload.template)).toContain('extended')
  })

  test('may not pass thirty days in all', () => {
    const story = petition('2026-03-02', 'handling')
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'ask-extension', { days: 31, reason: '复杂' }))).toBe(
      'clock.extension_over_cap',
    )
    ask(story, 20)
    approve(story, 20)
    ask(story, 10)
    expect(codeOf(approve(story, 11))).toBe('clock.extension_over_cap')
    expect(codeOf(approve(story, 10))).toBeNull()
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'ask-extension', { days: 1, reason: '复杂' }))).toBe(
      'clock.extension_over_cap',
    )
  })

  test('asked on the last day may be approved later; asked after it may not', () => {
    const story = petition('2026-03-02', 'handling')
    const last = story.clock('XF-T06')!.nominal
    ask(story.on(last), 5)
    story.later(2)
    expect(codeOf(approve(story, 5))).toBeNull()
    const late = petition('2026-03-02', 'handling').on(last).later(1)
    ask(late, 5)
    expect(codeOf(approve(late, 5))).toBe('clock.extension_after_due')
    late.fire(PEOPLE.worksHead, 'refuse-extension', { reason: '已过期' }, late.latest('extension'))
  })

  test('is decided by the centre for a letter box', () => {
    const story = letter('2026-03-02', 'handling')
    ask(story, 5)
    expect(codeOf(approve(story, 5))).toBe('access.denied')
    const head = story.tryFire(PEOPLE.checker, 'approve-extension', { days: 5 }, story.latest('extension'))
    expect(codeOf(head)).toBeNull()
    expect(story.clock('HY-LETTERBOX')?.extendedBy).toBe(5)
  })
})

describe('non-acceptance', () => {
  test('needs route and reason, and ends only when its notice is served', () => {
    const story = registered('2026-03-02', 'petition')
    for (const input of [{}, { route: 'court' }, { reason: '属诉讼事项' }, { route: 'court', reason: '  ' }])
      expect(codeOf(story.tryFire(PEOPLE.clerk, 'decline', input))).toBe('input.required')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'decline', { route: 'nowhere', reason: '无' }))).toBe(
      'input.invalid_choice',
    )
    story.fire(PEOPLE.clerk, 'decline', { route: 'court', reason: '属诉讼事项' })
    expect(story.doc.proceedings.main!.end).toBeNull()
    expect(story.clock('HY-NOTICE-SERVE')).toBeDefined()
    expect(codeOf(story.tryFire(SYSTEM, 'decline-served'))).toBe('case.notice_not_served')
    story.fire(PEOPLE.clerk, 'deliver', served(story.day), story.latest('service'))
    expect(story.doc.proceedings.main).toMatchObject({ end: 'not-accepted' })
    expect(Object.values(story.doc.documents)[0]).toMatchObject({ kind: 'non-acceptance-notice' })
  })
})

describe('withdrawal', () => {
  test('is the person’s own act, or staff with the person’s paper', () => {
    expect(codeOf(petition('2026-03-02', 'handling').tryFire(CITIZEN, 'withdraw'))).toBeNull()
    const story = petition('2026-03-02', 'handling')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'withdraw'))).toBe('case.not_citizens_act')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'withdraw', { evidence: EVIDENCE_ID }))).toBe(
      'input.unknown_attachment',
    )
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'withdraw', {}))).toBe('access.denied')
    withEvidence(story).fire(PEOPLE.clerk, 'withdraw', { evidence: EVIDENCE_ID })
    expect(story.doc.proceedings.main!.end).toBe('withdrawn')
  })

  test('stops every clock and closes what hangs on the matter', () => {
    const story = petition('2026-03-02', 'handling')
    story.fire(PEOPLE.worksHandler, 'ask-contribution', { unit: UNIT.water, words: '请协办' })
    story.fire(PEOPLE.worksHandler, 'ask-extension', { days: 5, reason: '复杂' }).fire(CITIZEN, 'withdraw')
    expect(Object.values(story.doc.clocks).filter((c) => c.status === 'running')).toEqual([])
    expect(Object.values(story.doc.proceedings).filter((p) => !p.end)).toEqual([])
    expect(codeOf(story.tryFire(CITIZEN, 'withdraw'))).toBe('case.not_now')
  })

  test('of a hotline order before its time takes paper, check and words (HL-12)', () => {
    const story = registered('2026-03-02', 'hotline-order').fire(PEOPLE.operator, 'dispatch', {
      unit: UNIT.works,
    })
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'end-early', { words: '来电人要求' }))).toBe('input.required')
    withEvidence(story)
    expect(
      codeOf(story.tryFire(PEOPLE.operator, 'end-early', { words: '要求', evidence: EVIDENCE_ID })),
    ).toBe('access.denied')
    story.fire(PEOPLE.clerk, 'end-early', { words: '要求', evidence: EVIDENCE_ID })
    expect(story.doc.proceedings.main!.end).toBe('withdrawn')
  })
})

describe('correction of the class', () => {
  const change = {
    class: 'inquiry' as const,
    category: null,
    procedure: 'letter-box',
    reason: '应按信箱办理',
  }

  test('keeps the person’s time from the receipt and what stood there before', () => {
    const story = registered('2026-03-02', 'petition').later(4)
    expect(codeOf(story.apply(PEOPLE.clerk, (d, w) => correctClass(d, change, PEOPLE.clerk, w)))).toBeNull()
    expect(story.doc.proceedings.main).toMatchObject({ procedure: 'letter-box', state: 'registered' })
    expect(story.clock('HY-LETTERBOX')).toMatchObject({ startedOn: '2026-03-02', owner: 'citizen' })
    expect(story.anyClock('XF-T01')?.status).toBe('stopped')
    expect(story.events.at(-1)!.draft.data).toMatchObject({
      previous: { class: 'claim-31-6', category: null },
    })
  })

  test('needs a reason, the centre, an open matter that was not dispatched, and no change of lane', () => {
    const decide = (story: Story, more: object, actor: Parameters<Story['apply']>[0] = PEOPLE.clerk) =>
      codeOf(story.apply(actor, (d, w) => correctClass(d, { ...change, ...more }, actor, w)))
    const fresh = () => registered('2026-03-02', 'petition')
    expect(decide(fresh(), { reason: '  ' })).toBe('input.required')
    expect(decide(fresh(), {}, PEOPLE.worksHandler)).toBe('access.denied')
    expect(decide(fresh(), {}, CITIZEN)).toBe('access.denied')
    expect(decide(fresh(), { procedure: 'misconduct' })).toBe('case.class_lane_fixed')
    expect(decide(fresh(), { procedure: 'follow-up' })).toBe('input.invalid_choice')
    expect(decide(petition('2026-03-02', 'dispatched'), {})).toBe('case.class_track_fixed')
    expect(decide(fresh().fire(CITIZEN, 'withdraw'), {})).toBe('case.ended')
    expect(decide(petition('2026-03-02', 'dispatched'), { procedure: null })).toBeNull()
  })

  test('after a unit gave the matter back still counts from the receipt', () => {
    const story = petition('2026-03-02', 'dispatched').later(2)
    story.fire(PEOPLE.worksHandler, 'object', { reason: '应按信箱办理' }).fire(PEOPLE.clerk, 'agree-return')
    expect(codeOf(story.apply(PEOPLE.clerk, (d, w) => correctClass(d, change, PEOPLE.clerk, w)))).toBeNull()
    expect(story.clock('HY-LETTERBOX')).toMatchObject({ startedOn: '2026-03-02', owner: 'citizen' })
    expect(story.clock('XF-T03')).toBeUndefined()
  })
})

describe('doing it again', () => {
  test('is ordered by the centre on an unsatisfied rating; outcomes are taken back, the first limit’s result stays', () => {
    const story = letter('2026-03-02', 'answered')
    const met = story.anyClock('HY-LETTERBOX')
    for (const actor of [CITIZEN, PEOPLE.worksHead, PEOPLE.checker])
      expect(codeOf(story.tryFire(actor, 'redo'))).toBe('access.denied')
    const at = story.latest('follow-up')
    story.fire(CITIZEN, 'rate', rating(story.doc, 'unsatisfied'), at)
    expect(story.doc.proceedings[at]!.state).toBe('deciding')
    story.fire(PEOPLE.clerk, 'decide-redo', { words: '请重办' }, at)
    expect(story.doc.proceedings.main).toMatchObject({ state: 'handling', end: null })
    expect(story.doc.demands.every((d) => d.outcome === null)).toBe(true)
    expect(story.doc.marks.redos).toBe(1)
    expect(story.anyClock('HY-LETTERBOX')).toEqual(met)
    expect(story.clock('HY-REDO-LETTERBOX')).toMatchObject({ owner: 'citizen' })
  })

  test('is not for a statutory opinion: review, or revocation by the organ itself', () => {
    const story = petition('2026-03-02', 'answered')
    const at = story.latest('follow-up')
    story.fire(CITIZEN, 'rate', rating(story.doc, 'unsatisfied'), at)
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'decide-redo', { words: '重办' }, at))).toBe(
      'case.redo_not_allowed',
    )
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'revoke-own-opinion', { reason: '有误' }))).toBe(
      'access.denied',
    )
    story.fire(PEOPLE.worksHead, 'revoke-own-opinion', { reason: '事实有误' })
    expect(story.doc.proceedings.main).toMatchObject({ state: 'handling', end: null })
    expect(story.anyClock('XF-T08')?.status).toBe('stopped')
    expect(story.clock('HY-REVOKED')).toMatchObject({ owner: 'citizen' })
    expect(Object.values(story.doc.documents).at(-1)).toMatchObject({ kind: 'revocation-notice' })
  })

  test('leaves no rating open about an answer that no longer holds', () => {
    const story = petition('2026-03-02', 'answered')
    const at = story.latest('follow-up')
    story.fire(PEOPLE.worksHead, 'revoke-own-opinion', { reason: '事实有误' })
    expect(story.doc.proceedings[at]).toMatchObject({ end: 'cancelled' })
    expect(story.clock('HY-RATING')).toBeUndefined()
  })

  test('a satisfied rating ends the follow-up by itself', () => {
    const story = letter('2026-03-02', 'answered')
    const at = story.latest('follow-up')
    story.fire(CITIZEN, 'rate', rating(story.doc, 'satisfied'), at)
    expect(story.doc.proceedings[at]).toMatchObject({ state: 'satisfied', end: 'done' })
    expect(story.doc.ratings).toMatchObject([{ unit: 'satisfied', unitId: UNIT.works }])
    const unsolved = letter('2026-03-02', 'answered')
    const other = unsolved.latest('follow-up')
    unsolved.fire(CITIZEN, 'rate', rating(unsolved.doc, 'satisfied', false), other)
    expect(unsolved.doc.proceedings[other]!.state).toBe('deciding')
  })
})
