/** What leads beyond the handling unit: review, transfer, shielded lanes, supervision. */
import { describe, expect, test } from 'vitest'
import { EVIDENCE_ID, petition, registered, registration, report } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, SYSTEM, UNIT, worldOn } from '../../../test/harness/world.ts'
import { addWords, linkMatter } from './add.ts'
import { correctClass } from './correct-class.ts'
import { registerMatter } from './open-matter.ts'

describe('review', () => {
  const words = { words: '不服，请求复查' }
  test('is asked once, within the window or with a reason for being late', () => {
    const story = petition('2026-03-02', 'answered')
    const last = story.clock('XF-T08')!.rolled
    expect(codeOf(story.on(last).tryFire(CITIZEN, 'request-review', words))).toBeNull()
    expect(story.outbox.filter((o) => o.topic === 'open-linked-matter')).toHaveLength(1)
    expect(codeOf(story.tryFire(CITIZEN, 'request-review', { ...words, lateReason: '再次' }))).toBe(
      'review.already_requested',
    )
    // That it was asked for is said before anything about the window, which the first request has closed.
    expect(codeOf(story.tryFire(CITIZEN, 'request-review', words))).toBe('review.already_requested')
    const late = petition('2026-03-02', 'answered').on(last).later(1)
    expect(codeOf(late.tryFire(CITIZEN, 'request-review', words))).toBe('review.window_closed')
    expect(codeOf(late.tryFire(CITIZEN, 'request-review', { ...words, lateReason: '住院' }))).toBeNull()
  })

  test('needs a unit that reviews: without one it would lie with nobody', () => {
    const units = new Map(
      [...worldOn('2026-03-02').units].map(([id, u]) => [
        id,
        { ...u, seats: u.seats.filter((s) => s !== 'reviewer') },
      ]),
    )
    const world = worldOn('2026-03-02', { units })
    const r = registration('2026-03-02', { procedure: 'review' })
    expect(codeOf(registerMatter(r, SYSTEM, world))).toBe('bureau.no_unit_for_seat')
    expect(codeOf(registerMatter({ ...r, procedure: 'petition' }, SYSTEM, world))).toBeNull()
  })

  test('is decided by a unit that sits on it from then on, not from the first registration', () => {
    expect(registered('2026-03-02', 'petition').doc.seats.reviewer).toBeUndefined()
    expect(registered('2026-03-02', 'review').doc.seats.reviewer).toBeDefined()
  })

  /** Notice, record and conclusion of the open hearing, all on the story's day. */
  const hearing = (story: Story) => {
    const at = story.latest('hearing')
    const notice = { hearingOn: story.day, participants: '本人、办理单位、律师', notice: '九时，第一会议室' }
    return story
      .fire(PEOPLE.reviewer, 'notify-hearing', notice, at)
      .fire(PEOPLE.reviewer, 'record-hearing', { heldOn: story.day, present: '全部到场', record: '笔录' }, at)
      .fire(PEOPLE.reviewer, 'conclude-hearing', { conclusion: '交付时间没有依据' }, at)
  }

  test('hearing time is left out of a re-review only (R22 36)', () => {
    for (const [procedure, rule] of [
      ['review', 'XF-T09'],
      ['re-review', 'XF-T11'],
    ] as const) {
      const story = registered('2026-03-02', procedure).fire(PEOPLE.reviewer, `accept-${procedure}`)
      const before = story.clock(rule)!.nominal
      story.later(1).fire(PEOPLE.reviewer, 'hold-hearing', { words: '双方对交付时间说法不一' })
      expect(story.clock(rule)!.status).toBe(procedure === 'review' ? 'running' : 'paused')
      story.later(7)
      const at = story.latest('hearing')
      if (procedure === 'review')
        story.fire(PEOPLE.reviewer, 'call-off-hearing', { reason: '双方同意书面审查' }, at)
      else hearing(story)
      expect(story.clock(rule)!.nominal === before).toBe(procedure === 'review')
    }
  })
})

describe('transfer to another bureau', () => {
  const out = { bureau: '00000000-0000-7000-8003-000000000001' }
  test('ends here only when the linked matter exists there', () => {
    const story = registered('2026-03-02', 'letter-box')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'transfer', { bureau: story.doc.bureauId }))).toBe(
      'input.unknown_bureau',
    )
    story.fire(PEOPLE.clerk, 'transfer', out)
    expect(story.doc.proceedings.main!.end).toBeNull()
    expect(story.clock('HY-TRANSFER-CONFIRM')).toBeDefined()
    expect(story.clock('HY-LETTERBOX')).toMatchObject({ startedOn: '2026-03-02' })
    expect(codeOf(story.tryFire(SYSTEM, 'transfer-confirmed'))).toBe('case.linked_matter_missing')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'transfer-confirmed'))).toBe('access.denied')
    const link = {
      kind: 'transferred-to' as const,
      bureauId: out.bureau,
      matterId: EVIDENCE_ID,
      number: 'OTHER-L2026-000001',
    }
    story.apply(SYSTEM, (doc, world) => linkMatter(doc, link, world))
    story.fire(SYSTEM, 'transfer-confirmed')
    expect(story.doc.proceedings.main!.end).toBe('transferred')
  })

  test('that is refused comes back to us with a clock', () => {
    const story = registered('2026-03-02', 'hotline-order').fire(PEOPLE.clerk, 'transfer', out)
    const due = story.clock('HL-05')?.nominal
    story.later(1).fire(SYSTEM, 'transfer-refused')
    expect(story.doc.proceedings.main).toMatchObject({ state: 'returned', end: null })
    expect(story.clock('HY-RECEPTION')).toBeDefined()
    expect(story.clock('HL-05')?.nominal).toBe(due)
  })
})

describe('a shielded report (XF-P01)', () => {
  const inside = ['town', 'station', 'desk'] as const
  test('gives the reported unit and all below it no part, in any field of any step', () => {
    for (const code of inside) {
      const unit = UNIT[code]
      const story = report('2026-03-02', 'registered')
      expect(codeOf(story.tryFire(PEOPLE.clerk, 'route', { unit }))).toBe('shield.unit_reported')
      story.fire(PEOPLE.clerk, 'route', { unit: UNIT.works })
      expect(codeOf(story.tryFire(PEOPLE.supervisor, 'reassign', { unit, reason: '改派' }))).toBe(
        'shield.unit_reported',
      )
      const order = { trigger: 'overdue', unit, words: '督办' }
      expect(codeOf(story.tryOpen(PEOPLE.supervisor, 'supervision', order))).toBe('shield.unit_reported')
      story.fire(PEOPLE.worksHandler, 'request-arbitration', { reason: '不清' })
      expect(codeOf(story.tryFire(PEOPLE.supervisor, 'designate', { unit, words: '裁定' }))).toBe(
        'shield.unit_reported',
      )
    }
  })

  test('no account of theirs may open anything on it, whatever its role', () => {
    const story = report('2026-03-02', 'dispatched')
    for (const code of inside) {
      const actor = { ...PEOPLE.townHead, unitId: UNIT[code], roles: ['supervisor', 'bureau-head'] as const }
      const order = { trigger: 'overdue', unit: UNIT.works, words: '督办' }
      expect(codeOf(story.tryOpen(actor, 'supervision', order))).toBe('access.denied')
    }
    const seats = [
      ...Object.values(story.doc.seats),
      ...Object.values(story.doc.proceedings).flatMap((p) => Object.values(p.seats)),
    ]
    for (const code of inside) expect(seats).not.toContain(UNIT[code])
  })

  test('is taken in also when the unit reported fills a seat the report does not need', () => {
    const world = worldOn('2026-03-02')
    const r = registration('2026-03-02', { procedure: 'misconduct', reportedUnitId: UNIT.review })
    const decided = registerMatter(r, PEOPLE.clerk, world)
    expect(codeOf(decided)).toBeNull()
    expect(JSON.stringify((decided as { doc: { seats: object } }).doc.seats)).not.toContain(UNIT.review)
    // Those who are reported cannot take it in themselves.
    const own = { ...r, reportedUnitId: UNIT.centre }
    expect(codeOf(registerMatter(own, PEOPLE.clerk, world))).toBe('shield.unit_reported')
    expect(codeOf(registerMatter({ ...r, reportedUnitId: 'nowhere' }, PEOPLE.clerk, world))).toBe(
      'input.unknown_unit',
    )
  })

  test('sends only a discreet notice', () => {
    const story = report('2026-03-02', 'answered')
    const templates = story.outbox.filter((o) => o.topic === 'notify-citizen').map((o) => o.payload.template)
    expect(new Set(templates)).toEqual(new Set(['registered', 'discreet-news']))
  })
})

test('a petition that is wholly secret may change its track and stays behind its wall; it never becomes a report', () => {
  const secret = registered('2026-03-02', 'petition', { secrecy: 'matter' })
  const to = (procedure: string) => ({
    class: 'claim-31-6' as const,
    category: null,
    procedure,
    reason: '属领导信箱来信',
  })
  expect(codeOf(correctClass(secret.doc, to('misconduct'), PEOPLE.clerk, worldOn('2026-03-02')))).toBe(
    'case.class_lane_fixed',
  )
  secret.apply(PEOPLE.clerk, (doc, world) => correctClass(doc, to('letter-box'), PEOPLE.clerk, world))
  expect(secret.doc).toMatchObject({ lane: 'shielded', secrecy: 'matter' })
  expect(secret.doc.proceedings.main).toMatchObject({ procedure: 'letter-box', state: 'registered' })
})

describe('supervision', () => {
  test('is opened by those who oversee, against a unit, and sent back or accepted by the supervisor', () => {
    const story = petition('2026-03-02', 'handling')
    const order = { trigger: 'overdue', unit: UNIT.works, words: '请限期办结' }
    expect(codeOf(story.tryOpen(PEOPLE.worksHead, 'supervision', order))).toBe('access.denied')
    expect(codeOf(story.tryOpen(PEOPLE.supervisor, 'service', {}))).toBe('access.denied')
    expect(codeOf(story.tryOpen(PEOPLE.supervisor, 'nothing', {}))).toBe('input.invalid_choice')
    expect(codeOf(story.tryOpen(PEOPLE.supervisor, 'supervision', order))).toBeNull()
    const at = story.latest('supervision')
    expect(story.clock('HY-SUPERVISE-REPLY')).toMatchObject({ unitId: UNIT.works, owner: 'organ' })
    expect(
      codeOf(story.tryFire(PEOPLE.supervisor, 'reply-supervision', { adoption: 'adopted', words: '改' }, at)),
    ).toBe('access.denied')
    story.fire(PEOPLE.worksHandler, 'reply-supervision', { adoption: 'adopted', words: '已改' }, at)
    story.fire(PEOPLE.supervisor, 'send-back-supervision-reply', { words: '不够' }, at)
    story.fire(PEOPLE.worksHandler, 'reply-supervision', { adoption: 'adopted', words: '已改' }, at)
    story.fire(PEOPLE.supervisor, 'accept-supervision-reply', {}, at)
    expect(story.doc.proceedings[at]!.end).toBe('done')
    // An opinion can be left undone only after the end (R22 40); an extension makes no sense there.
    const answered = petition('2026-03-02', 'answered')
    expect(codeOf(answered.tryOpen(PEOPLE.supervisor, 'supervision', order))).toBeNull()
    const asked = { unit: UNIT.works }
    expect(codeOf(answered.tryOpen(PEOPLE.supervisor, 'reminder', asked))).toBe('case.ended')
  })
})

describe('what comes after the end', () => {
  test('lies with the centre, with a clock, once until somebody has dealt with it', () => {
    const story = petition('2026-03-02', 'answered').later(3)
    const told = (words: string) => story.apply(CITIZEN, (d, w) => addWords(d, words, CITIZEN, w))
    const waiting = () =>
      Object.values(story.doc.proceedings).filter((p) => p.procedure === 'later-contact' && !p.end)
    told('钱还没有到账')
    told('还是没有到账')
    expect(waiting()).toHaveLength(1)
    const clock = Object.values(story.doc.clocks).find((c) => c.proceedingId === waiting()[0]!.proceedingId)!
    expect([clock.status, clock.unitId]).toEqual(['running', story.doc.seats.centre])
    story.fire(PEOPLE.clerk, 'note-later-contact', { words: '已转告承办单位' }, waiting()[0]!.proceedingId)
    expect(waiting()).toHaveLength(0)
    expect(story.doc.proceedings.main!.end).toBe('answered')
    const open = petition('2026-03-02', 'handling')
    open.apply(CITIZEN, (d, w) => addWords(d, '补充', CITIZEN, w))
    expect(Object.values(open.doc.proceedings).some((p) => p.procedure === 'later-contact')).toBe(false)
  })
})

describe('every arrival is registered (R22 22, 23)', () => {
  const world = worldOn('2026-03-02')

  test('also a report about the supervision unit itself: the centre then supervises', () => {
    const watch = [...world.units.values()].find((u) => u.seats.includes('supervisor'))!
    const r = registration('2026-03-02', { procedure: 'misconduct', reportedUnitId: watch.unitId })
    const decided = registerMatter(r, PEOPLE.clerk, world)
    expect(codeOf(decided)).toBeNull()
    if ('doc' in decided) expect(decided.doc.seats.supervisor).toBe(decided.doc.seats.centre)
  })

  test('but blanks and characters without width are no letter', () => {
    for (const body of ['   ', '\u200b\u200b', '\ufeff \u2060'])
      expect(codeOf(registerMatter(registration('2026-03-02', { body }), PEOPLE.clerk, world))).toBe(
        'input.required',
      )
  })
})
