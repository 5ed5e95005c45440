/** An order of the hotline: the limit by its type, what a call-back tells, and its archive. */
import { describe, expect, test } from 'vitest'
import { outcomes, rating, registered } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, UNIT } from '../../../test/harness/world.ts'
import { findProcedure } from '../procedures/index.ts'
import { addContact } from './add.ts'
import { archiveOrder } from './archive.ts'
import { openAttached } from './open-matter.ts'

const dispatched = (input: Record<string, unknown> = {}) =>
  registered('2026-03-02', 'hotline-order').fire(PEOPLE.operator, 'dispatch', { unit: UNIT.works, ...input })
const answered = (): Story => {
  const story = dispatched().fire(PEOPLE.worksHandler, 'sign')
  return story
    .fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: outcomes(story.doc), reply: '路灯已修好。' })
    .fire(PEOPLE.checker, 'approve-reply')
}
const calledBack = (story: Story, said: Record<string, unknown>, grade = 'satisfied'): Story =>
  story.fire(
    PEOPLE.operator,
    'record-rating',
    { ...rating(story.doc, grade), ...said },
    story.latest('follow-up'),
  )
const last = (story: Story, procedure: string) =>
  Object.values(story.doc.proceedings).findLast((p) => p.procedure === procedure)!
const followUp = (story: Story) => last(story, 'follow-up')

describe('the type of an order', () => {
  test('starts its own limit beside the caller’s, which the reply of the unit meets', () => {
    const story = dispatched({ type: 'inquiry' })
    expect(story.clock('HL-TYPE-INQUIRY')).toMatchObject({
      nominal: '2026-03-03',
      owner: 'organ',
      status: 'running',
    })
    expect(story.clock('HL-TYPE-HELP')).toBeUndefined()
    expect(story.clock('HL-05')!.nominal).toBe('2026-03-09')
    story
      .fire(PEOPLE.worksHandler, 'sign')
      .fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: outcomes(story.doc), reply: '答' })
    expect(story.anyClock('HL-TYPE-INQUIRY')!.status).toBe('met')
    expect(story.clock('HL-05')!.status).toBe('running')
  })
  test('holds nobody once more time was granted: the caller’s own extended limit rules', () => {
    const story = dispatched({ type: 'help' }).fire(PEOPLE.worksHandler, 'sign')
    story.fire(PEOPLE.worksHandler, 'ask-extension', { days: 5, reason: '要等配件' })
    expect(story.clock('HL-TYPE-HELP')!.status).toBe('running')
    story.fire(PEOPLE.checker, 'approve-extension', { days: 5 }, story.latest('extension'))
    expect(story.anyClock('HL-TYPE-HELP')!.status).toBe('stopped')
    expect(story.clock('HL-05')).toMatchObject({ status: 'running', extendedBy: 5, nominal: '2026-03-16' })
  })
  test('leaves the unit with the order, and begins anew for the next one where it is told again', () => {
    const reason = '不属本单位职责'
    const story = dispatched({ type: 'complaint' })
    story.fire(PEOPLE.worksHandler, 'return-order', { reason }).on('2026-03-03')
    expect(story.clock('HL-TYPE-COMPLAINT')!.unitId).toBe(UNIT.works)
    story.fire(PEOPLE.clerk, 'agree-return')
    expect(story.anyClock('HL-TYPE-COMPLAINT')!.status).toBe('stopped')
    story.on('2026-03-04').fire(PEOPLE.clerk, 'redispatch', { unit: UNIT.water, type: 'complaint' })
    expect(story.clock('HL-TYPE-COMPLAINT')).toMatchObject({ unitId: UNIT.water, nominal: '2026-03-11' })
    // The caller's own has run since the first dispatch.
    expect(story.clock('HL-05')!.nominal).toBe('2026-03-09')

    const disputed = dispatched({ type: 'inquiry' }).fire(PEOPLE.worksHandler, 'request-arbitration', {
      reason,
    })
    disputed.fire(PEOPLE.supervisor, 'designate', { unit: UNIT.water, words: '裁定' })
    const moved = dispatched({ type: 'suggestion' })
    moved.fire(PEOPLE.supervisor, 'reassign', { unit: UNIT.water, reason: '职能调整' })
    for (const s of [disputed, moved]) {
      const running = Object.values(s.doc.clocks).filter((c) => c.status === 'running')
      expect(running.map((c) => c.ruleId).sort()).toEqual(['HL-05', 'HY-SIGN'])
    }
    const upheld = dispatched({ type: 'inquiry' }).fire(PEOPLE.worksHandler, 'request-arbitration', {
      reason,
    })
    upheld.fire(PEOPLE.supervisor, 'uphold', { words: '裁定' })
    expect(upheld.clock('HL-TYPE-INQUIRY')!.status).toBe('running')
  })
  test('need not be told, and an order opened before there were types goes on without', () => {
    const rules = Object.values(dispatched().doc.clocks).map((c) => c.ruleId)
    expect(rules.filter((r) => r.startsWith('HL-TYPE'))).toEqual([])
    const before = findProcedure('hotline-order', 2)!
    expect(JSON.stringify(before)).not.toContain('HL-TYPE')
    expect(before.transitions.find((t) => t.id === 'dispatch')!.input.map((f) => f.name)).toEqual([
      'unit',
      'words',
    ])
    expect(findProcedure('hotline-order', 1)).toBeDefined()
    const third = findProcedure('hotline-order', 3)!
    const typed = third.transitions
      .filter((t) => JSON.stringify(t.clocks).includes('HL-TYPE'))
      .map((t) => t.id)
    expect(typed).toEqual(['dispatch', 'dispatch-urgent', 'dispatch-utility', 'submit-reply'])
    expect(JSON.stringify(findProcedure('extension', 2))).not.toContain('HL-TYPE')
  })
})

describe('a call-back', () => {
  test('records what became of the call, also where nobody was reached', () => {
    const story = answered().fire(PEOPLE.operator, 'record-not-connected', { attempt: 'no-answer' }, 'p2')
    expect(followUp(story)).toMatchObject({
      state: 'awaiting-rating',
      values: { connected: 'no', attempt: 'no-answer' },
    })
    calledBack(story, { contacted: 'yes', truthful: 'yes' })
    expect(followUp(story)).toMatchObject({
      state: 'satisfied',
      values: { connected: 'yes', contacted: 'yes', truthful: 'yes' },
    })
  })
  test('that says the reply is untrue goes to the centre, and back to the unit with the reason', () => {
    const story = calledBack(answered(), { truthful: 'no' })
    expect(followUp(story).state).toBe('deciding')
    story.fire(
      PEOPLE.checker,
      'decide-redo',
      { words: '答复说已修好，本人说没有人来过' },
      story.latest('follow-up'),
    )
    expect(story.state).toBe('handling')
    expect(story.doc.marks.redos).toBe(1)
    expect([...story.contents.values()].map((c) => c.text)).toContain('答复说已修好，本人说没有人来过')
  })
  test('is what only the centre records; of its answers the person gives one, whether the reply is true', () => {
    const story = answered()
    const at = story.latest('follow-up')
    const said = { ...rating(story.doc, 'satisfied'), truthful: 'no' }
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'record-rating', said, at))).toBe('access.denied')
    expect(codeOf(story.tryFire(CITIZEN, 'rate', { ...said, contacted: 'yes' }, at))).toBe(
      'input.unknown_field',
    )
    story.fire(CITIZEN, 'rate', said, at)
    expect(followUp(story)).toMatchObject({ state: 'deciding', values: { truthful: 'no' } })
  })
  test('need not be told in a rating, nor is it asked in one opened before the page asked', () => {
    const story = answered()
    story.fire(CITIZEN, 'rate', rating(story.doc, 'satisfied'), story.latest('follow-up'))
    expect(followUp(story)).toMatchObject({ state: 'satisfied', values: {} })
    const asked = (version: number) =>
      findProcedure('follow-up', version)!.transitions.map((t) => [t.id, t.input.map((f) => f.name)])
    expect(asked(3)).toContainEqual(['rate', ['truthful', 'rating', 'words']])
    for (const before of [1, 2]) expect(asked(before)).toContainEqual(['rate', ['rating', 'words']])
    expect(asked(2)).toContainEqual(['record-rating', ['contacted', 'truthful', 'rating', 'words']])
  })
})

describe('the archive', () => {
  const open = (story: Story) => openAttached(story.doc, 'archiving', {}, PEOPLE.clerk, story.world)
  const tryArchive = (story: Story) =>
    story.tryFire(
      PEOPLE.clerk,
      'archive',
      { retention: '10-years', words: 'R-2026-1' },
      story.latest('archiving'),
    )

  test('takes an order that has ended and was called back, once', () => {
    expect(codeOf(open(dispatched()))).toBe('case.not_ended')
    const story = answered()
    expect(codeOf(open(story))).toBe('archive.call_back_open')
    calledBack(story, {})
    story.tryOpen(PEOPLE.clerk, 'archiving')
    expect(codeOf(open(story))).toBe('archive.archived')
    expect(codeOf(tryArchive(story))).toBeNull()
    expect(last(story, 'archiving')).toMatchObject({
      end: 'done',
      values: { retention: '10-years' },
    })
    expect(codeOf(open(story))).toBe('archive.archived')
    expect(story.doc.proceedings.main!.end).toBe('answered')
  })
  test('waits for what is open, and may be put off', () => {
    const story = calledBack(answered(), {})
    story.tryOpen(PEOPLE.clerk, 'archiving')
    const contact = {
      channel: 'phone' as const,
      persons: 1,
      representatives: 0,
      external: null,
      receivedOn: story.day,
      words: '又来电',
    }
    story.apply(PEOPLE.clerk, (doc, world) => addContact(doc, contact, PEOPLE.clerk, world))
    expect(codeOf(tryArchive(story))).toBe('archive.work_open')
    story.fire(PEOPLE.clerk, 'put-off-archiving', { words: '又有来电' }, story.latest('archiving'))
    expect(codeOf(open(story))).toBeNull()
  })
  test('opens and files in one, and opens nothing where it may not be filed', () => {
    const kept = { retention: '30-years', words: 'R-2026-2' }
    const file = (story: Story, input = kept) => archiveOrder(story.doc, input, PEOPLE.clerk, story.world)
    expect(codeOf(file(dispatched()))).toBe('case.not_ended')
    expect(codeOf(file(answered()))).toBe('archive.call_back_open')
    const story = calledBack(answered(), {})
    expect(codeOf(archiveOrder(story.doc, kept, PEOPLE.worksHandler, story.world))).toBe('access.denied')
    expect(codeOf(file(story, { retention: 'a-week', words: '' }))).toBe('input.invalid_choice')
    story.apply(PEOPLE.clerk, (doc, world) => archiveOrder(doc, kept, PEOPLE.clerk, world))
    expect(last(story, 'archiving')).toMatchObject({ end: 'done', values: { retention: '30-years' } })
    expect(codeOf(file(story))).toBe('archive.archived')
    const waiting = calledBack(answered(), {})
    waiting.tryOpen(PEOPLE.clerk, 'archiving')
    waiting.apply(PEOPLE.clerk, (doc, world) => archiveOrder(doc, kept, PEOPLE.clerk, world))
    const archives = Object.values(waiting.doc.proceedings).filter((p) => p.procedure === 'archiving')
    expect(archives.map((p) => p.end)).toEqual(['done'])
  })
  test('needs no call-back where none was called for, and is not for other matters', () => {
    const declined = dispatched()
    const letter = registered('2026-03-02', 'petition')
    expect(codeOf(open(letter))).toBe('archive.not_an_order')
    expect(declined.doc.proceedings.main!.end).toBeNull()
  })
})
