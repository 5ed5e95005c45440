/** Whom an event concerns, told on the pure engine: no database, no clock of its own. */
import { describe, expect, it } from 'vitest'
import { outcomes, registered } from '../../test/harness/factories.ts'
import { CITIZEN, PEOPLE, type Story, UNIT } from '../../test/harness/world.ts'
import { PROCEDURES } from '../cases/index.ts'
import { type Draft, draftsOf } from './from-events.ts'
import { SIGNATURES, signatureOf } from './signature.ts'

const DAY = '2026-03-02'
const unitName = (id: string) => Object.entries(UNIT).find(([, u]) => u === id)?.[0] ?? id

/** What the last command of a story told, as `unit:kind`. */
function told(story: Story, act: () => unknown): string[] {
  const before = story.events.length
  act()
  return story.events
    .slice(before)
    .flatMap(({ draft, actor }) =>
      draftsOf(draft.type, draft.data, actor, story.doc).map((d: Draft) => `${unitName(d.unitId)}:${d.kind}`),
    )
}

const handed = () =>
  registered(DAY, 'petition').fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'assign' })

describe('whom an event concerns', () => {
  it('tells the unit that work has come, and not the one that sent it', () => {
    const story = registered(DAY, 'petition')
    expect(
      told(story, () => story.fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'assign' })),
    ).toEqual(['works:assigned'])
  })

  it('tells nobody of what a clerk registers at the own counter', () => {
    const story = registered(DAY, 'letter-box')
    expect(story.events.flatMap((e) => draftsOf(e.draft.type, e.draft.data, e.actor, story.doc))).toEqual([])
  })

  it('tells the centre of an objection, and the unit when it is refused', () => {
    const story = handed()
    expect(told(story, () => story.fire(PEOPLE.worksHandler, 'object', { reason: '不属我局职责' }))).toEqual([
      'centre:returned',
    ])
    expect(told(story, () => story.fire(PEOPLE.clerk, 'refuse-return', { reason: '属你局职责' }))).toEqual([
      'works:returned',
    ])
  })

  it('asks the head for the signature, also within one unit, and tells the drafter what is sent back', () => {
    const story = handed().fire(PEOPLE.worksHandler, 'accept')
    const submitted = told(story, () =>
      story.fire(PEOPLE.worksHandler, 'submit-opinion', {
        outcomes: outcomes(story.doc),
        result: 'explained',
        opinion: '处理意见',
      }),
    )
    expect(submitted).toEqual(['works:signature'])
    expect(signatureOf('petition', 'opinion-check')?.roles).toEqual(['unit-head', 'bureau-head'])
    expect(
      told(story, () => story.fire(PEOPLE.worksHead, 'send-back-opinion', { words: '补充依据' })),
    ).toEqual(['works:returned'])
  })

  it('asks for the decision on an extension, and tells the unit what was decided', () => {
    const story = handed().fire(PEOPLE.worksHandler, 'accept')
    expect(
      told(story, () => story.fire(PEOPLE.worksHandler, 'ask-extension', { days: 10, reason: '需现场勘查' })),
    ).toEqual(['works:signature'])
    const at = story.latest('extension')
    expect(told(story, () => story.fire(PEOPLE.worksHead, 'approve-extension', { days: 10 }, at))).toContain(
      'works:decided',
    )
  })

  it('tells the unit that has the matter what the person adds', () => {
    const story = handed()
    expect(told(story, () => story.fire(CITIZEN, 'add-information', { words: '补充照片' }))).toEqual([
      'works:citizen',
    ])
  })

  it('tells the unit addressed of an order', () => {
    const story = handed()
    expect(
      told(story, () =>
        story.tryOpen(PEOPLE.supervisor, 'supervision', {
          trigger: 'overdue',
          unit: UNIT.works,
          words: '请抓紧办理',
        }),
      ),
    ).toEqual(['works:supervised'])
  })

  it('never tells the handling unit of a rating', () => {
    for (const table of PROCEDURES.filter((p) => p.id === 'follow-up')) {
      for (const state of table.states) expect(state.responsible).toBe('centre')
    }
  })
})

describe('signatures', () => {
  it('are the states only heads move on, read off the tables', () => {
    expect(SIGNATURES.map((s) => `${s.procedure}/${s.state}`)).toEqual(
      expect.arrayContaining(['petition/opinion-check', 'extension/requested', 'review/decision-check']),
    )
    for (const s of SIGNATURES) {
      expect(s.roles.filter((r) => ['clerk', 'operator', 'handler', 'reviewer'].includes(r))).toEqual([])
    }
  })
})
