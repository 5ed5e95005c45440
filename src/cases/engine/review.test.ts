import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomes, petition, registered, registration } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, SYSTEM, worldOn } from '../../../test/harness/world.ts'
import { addDays } from '../../kernel/calendar/index.ts'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { registerMatter } from './open-matter.ts'
import { lastDayOutside } from './review-request.ts'

const days = fc.integer({ min: 0, max: 75 })
const words = { words: '不服，请求复查' }
const decision = (story: Story, result: string, redoDays?: number) => ({
  outcomes: outcomes(story.doc),
  result,
  opinion: '经复查……',
  ...(redoDays ? { redoDays } : {}),
})

describe('the window to ask for review (R22 35; CAL-01, 02, 04)', () => {
  test('is open to the end of its rolled last day and no longer, whoever writes the request down and when', () => {
    const opinion = petition('2026-03-02', 'answered')
    const last = opinion.clock('XF-T08')!.rolled
    fc.assert(
      fc.property(days, days, fc.boolean(), (came, written, atTheWindow) => {
        const story = petition('2026-03-02', 'answered')
        const askedOn = addDays(story.day, came)
        const inTime = askedOn <= last
        story.on(askedOn).later(atTheWindow ? written : 0)
        const asked = atTheWindow
          ? story.tryFire(PEOPLE.clerk, 'record-review-request', { ...words, channel: 'letter', askedOn })
          : story.tryFire(CITIZEN, 'request-review', words)
        expect(codeOf(asked)).toBe(inTime ? null : 'review.window_closed')
        if (!inTime) return
        expect(story.doc.proceedings.main!.values).toMatchObject({ late: false, askedOn, lastDay: last })
      }),
      { numRuns: 120 },
    )
  })

  test('takes a late request with its reason, which is kept with it', () => {
    const story = petition('2026-03-02', 'answered').later(60)
    story.fire(CITIZEN, 'request-review', { ...words, lateReason: '住院治疗' })
    const { values } = story.doc.proceedings.main!
    expect(values).toMatchObject({ late: true, askedOn: story.day })
    expect(story.contents.get(String(values['text:lateReason']))?.text).toBe('住院治疗')
  })

  test('is the same window after a withdrawal: neither used up nor begun anew', () => {
    const last = petition('2026-03-02', 'answered').clock('XF-T08')!.rolled
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), days, (asked, again) => {
        const story = petition('2026-03-02', 'answered').later(asked)
        story.fire(CITIZEN, 'request-review', words)
        expect(codeOf(story.tryFire(CITIZEN, 'request-review', words))).toBe('review.already_requested')
        story.fire(SYSTEM, 'review-withdrawn').later(again)
        const second = codeOf(story.tryFire(CITIZEN, 'request-review', words))
        expect(second).toBe(story.day <= last ? null : 'review.window_closed')
      }),
      { numRuns: 60 },
    )
  })

  test('of an opinion given outside is counted from its service alike', () => {
    const story = petition('2026-03-02', 'answered')
    const served = story.clock('XF-T08')!.startedOn
    expect(lastDayOutside('review', served, story.world)).toBe(story.clock('XF-T08')!.rolled)
    const by = (askedOn: string, lateReason?: string) =>
      registerMatter(
        {
          ...registration(askedOn, { procedure: 'review' }),
          outside: { organ: '邻县某局', number: '某信答〔2026〕7号', servedOn: served, askedOn, lateReason },
        },
        PEOPLE.reviewer,
        worldOn('2026-06-01'),
      )
    expect(codeOf(by('2026-03-10'))).toBeNull()
    expect(codeOf(by('2026-05-20'))).toBe('review.window_closed')
    const late = by('2026-05-20', '住院')
    expect(isRefusal(late)).toBe(false)
    if (isRefusal(late)) return
    expect(late.doc.seats.reviewer).toBe(PEOPLE.reviewer.unitId)
    expect(late.doc.proceedings.main!.values).toMatchObject({
      late: true,
      outsideOrgan: '邻县某局',
      outsideNumber: '某信答〔2026〕7号',
      outsideServedOn: served,
    })
    const before = { organ: '某局', number: '1号', servedOn: '2026-03-10', askedOn: '2026-03-09' }
    const r = { ...registration('2026-03-09', { procedure: 'review' }), outside: before }
    expect(codeOf(registerMatter(r, PEOPLE.reviewer, worldOn('2026-06-01')))).toBe(
      'review.asked_before_service',
    )
    const bare = registration('2026-03-09', { procedure: 'review' })
    expect(codeOf(registerMatter(bare, PEOPLE.reviewer, worldOn('2026-06-01')))).toBe('review.needs_opinion')
  })
})

describe('a review', () => {
  test('asks once for what is missing, and neither that nor its lapse moves the thirty days', () => {
    for (const answered of [true, false]) {
      const story = registered('2026-03-02', 'review')
      const limit = story.clock('XF-T09')!.nominal
      story.fire(PEOPLE.reviewer, 'ask-correction', { correction: '请补上原处理意见书。' })
      expect(story.clock('HY-CORRECTION')).toMatchObject({ owner: 'citizen', right: true })
      story.later(10)
      if (answered) story.fire(CITIZEN, 'give-correction', { words: '意见书复印件已寄出。' })
      else story.fire(SYSTEM, 'correction-lapsed')
      expect(story.state).toBe('corrected')
      expect(codeOf(story.tryFire(PEOPLE.reviewer, 'ask-correction', { correction: '再补' }))).toBe(
        'case.not_now',
      )
      expect(story.clock('HY-CORRECTION')).toBeUndefined()
      story.fire(PEOPLE.reviewer, 'accept-review')
      expect(story.clock('XF-T09')!.nominal).toBe(limit)
    }
  })

  test('revokes with a time to handle it again, and sets none otherwise', () => {
    const story = registered('2026-03-02', 'review').fire(PEOPLE.reviewer, 'accept-review')
    const submit = (result: string, n?: number) =>
      codeOf(story.tryFire(PEOPLE.reviewer, 'submit-decision', decision(story, result, n)))
    expect(submit('revoked')).toBe('review.redo_days')
    expect(submit('upheld', 20)).toBe('review.redo_days')
    expect(submit('revoked', 20)).toBeNull()
    const again = petition('2026-03-02', 'answered').later(3).fire(SYSTEM, 'review-revoked', { redoDays: 20 })
    expect(again.clock('HY-REVOKED')).toMatchObject({ length: 20, nominal: addDays(again.day, 20) })
    const plain = petition('2026-03-02', 'answered').later(3).fire(SYSTEM, 'review-revoked')
    expect(plain.clock('HY-REVOKED')).toMatchObject({ length: 30 })
  })
})

describe('the time of a hearing (R22 36)', () => {
  /** What may be done about a hearing, day by day. */
  const acts = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 6 }), step: fc.constantFrom('hold', 'go-on', 'call-off') }),
    { maxLength: 12 },
  )
  const goOn = (story: Story, at: string) => {
    const { state } = story.doc.proceedings[at]!
    const notice = { hearingOn: story.day, participants: '双方', notice: '九时' }
    if (state === 'preparing') story.fire(PEOPLE.reviewer, 'notify-hearing', notice, at)
    else if (state === 'notified')
      story.fire(PEOPLE.reviewer, 'record-hearing', { heldOn: story.day, present: '双方', record: '略' }, at)
    else story.fire(PEOPLE.reviewer, 'conclude-hearing', { conclusion: '略' }, at)
  }

  test.each([
    ['review', 'XF-T09', 0],
    ['re-review', 'XF-T11', 1],
  ] as const)('counts in a %s as the article says, however many are held', (procedure, rule, out) => {
    fc.assert(
      fc.property(acts, (list) => {
        const story = registered('2026-03-02', procedure).fire(PEOPLE.reviewer, `accept-${procedure}`)
        const before = story.clock(rule)!.nominal
        let rested = 0
        let since: string | null = null
        for (const { wait, step } of list) {
          story.later(wait)
          const open = Object.values(story.doc.proceedings).find((p) => p.procedure === 'hearing' && !p.end)
          if (!open && step === 'hold') {
            // A day on which the last hearing ended cannot begin the next pause before its end.
            story.fire(PEOPLE.reviewer, 'hold-hearing', { words: '事实有争议' })
            since = story.day
          } else if (open && step === 'go-on') goOn(story, open.proceedingId)
          else if (open && step === 'call-off' && open.state !== 'held')
            story.fire(PEOPLE.reviewer, 'call-off-hearing', { reason: '不再需要' }, open.proceedingId)
          const still = Object.values(story.doc.proceedings).some((p) => p.procedure === 'hearing' && !p.end)
          expect(story.state).toBe(still ? 'hearing' : 'reviewing')
          expect(story.clock(rule)!.status).toBe(still && out ? 'paused' : 'running')
          if (!still && since) {
            // A hearing that begins after the limit has run out heals nothing.
            if (since <= addDays(before, rested)) rested += out * daysBetween(since, story.day)
            since = null
          }
        }
        if (!since) expect(story.clock(rule)!.nominal).toBe(addDays(before, rested))
      }),
      { numRuns: 80 },
    )
  })
})

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
