import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registered } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, type Story, UNIT } from '../../../test/harness/world.ts'
import { procedureOf, resultLabel } from '../procedures/index.ts'
import { citizenView } from '../views/citizen-view.ts'

type Result = 'supported' | 'partly-supported' | 'explained' | 'not-supported'
const RESULTS: Result[] = ['supported', 'partly-supported', 'explained', 'not-supported']

function studied(items = 2): Story {
  return registered('2026-03-02', 'suggestion', {
    demands: Array.from({ length: items }, (_, i) => `建议${i + 1}`),
  })
    .fire(PEOPLE.clerk, 'check-suggestion')
    .fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' })
    .fire(PEOPLE.worksHandler, 'accept')
}

const study = (adoption: string, results: readonly Result[]) => ({
  adoption,
  outcomes: results.map((result, i) => ({ demandId: `q${i + 1}`, result, words: '研究过，理由如下。' })),
  reply: '感谢您的建议，研究结果如下。',
})

describe('a suggestion (R22 29)', () => {
  test('is checked, passed on, taken up in writing, studied, answered on the page, rated and published', () => {
    const story = registered('2026-03-02', 'suggestion')
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' }))).toBe(
      'case.not_now',
    )
    story
      .fire(PEOPLE.clerk, 'check-suggestion')
      .fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' })
    expect(story.anyClock('XF-T01')).toMatchObject({ status: 'met' })
    expect(story.clock('XF-T03')).toMatchObject({ unitId: UNIT.works })
    story.fire(PEOPLE.worksHandler, 'accept')
    expect(story.doc.acceptedOn).toBe('2026-03-02')
    story
      .later(20)
      .fire(PEOPLE.worksHandler, 'submit-study', study('partly-adopted', ['supported', 'not-supported']))
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'approve-study'))).toBe('access.denied')
    story.fire(PEOPLE.checker, 'approve-study')
    expect(story.state).toBe('answered')
    expect(story.anyClock('HY-SUGGESTION')).toMatchObject({ status: 'met', nominal: '2026-05-01' })
    expect(story.latest('follow-up')).toBeDefined()
    story.later(3).fire(PEOPLE.clerk, 'record-publication', { publishedOn: story.day, words: '本局网站' })
    expect(story.doc.proceedings.main!.values).toMatchObject({
      adoption: 'partly-adopted',
      publishedOn: '2026-03-25',
    })
    const page = citizenView(story.reader(), story.stored(), [], story.now)
    expect(page.demands.map((d) => d.outcome?.label.zh)).toEqual(['采纳', '不采纳'])
  })

  test('has one conclusion that its items bear out, and each item has its reason', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RESULTS), { minLength: 1, maxLength: 4 }), (results) => {
        const taken = ['adopted', 'partly-adopted', 'not-adopted'].filter((adoption) => {
          const story = studied(results.length)
          const refused = codeOf(story.tryFire(PEOPLE.worksHandler, 'submit-study', study(adoption, results)))
          if (refused) expect(refused).toBe('suggestion.conclusion_differs')
          return !refused
        })
        const good = results.filter((r) => r === 'supported').length
        const some = results.some((r) => r === 'supported' || r === 'partly-supported')
        expect(taken).toEqual([good === results.length ? 'adopted' : some ? 'partly-adopted' : 'not-adopted'])
      }),
      { numRuns: 60 },
    )
    const story = studied(1)
    const silent = {
      ...study('not-adopted', ['not-supported']),
      outcomes: [{ demandId: 'q1', result: 'not-supported', words: ' ' }],
    }
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'submit-study', silent))).toBe('input.required')
  })

  test('comes back to the desk from a unit that is not the right one, and the person’s limit runs on', () => {
    const story = registered('2026-03-02', 'suggestion')
      .fire(PEOPLE.clerk, 'check-suggestion')
      .fire(PEOPLE.clerk, 'assign', { unit: UNIT.works, mode: 'transfer' })
    const limit = story.clock('HY-SUGGESTION')!.nominal
    story.later(2).fire(PEOPLE.worksHandler, 'object', { reason: '不属本单位职责' })
    story.fire(PEOPLE.clerk, 'agree-return')
    expect(story.state).toBe('checked')
    expect(story.clock('HY-RECEPTION')).toBeDefined()
    expect(story.clock('HY-SUGGESTION')!.nominal).toBe(limit)
  })

  test('may take longer within the cap, and may be withdrawn by the person', () => {
    const story = studied()
    story.fire(PEOPLE.worksHandler, 'ask-extension', { days: 20, reason: '需要论证' })
    story.fire(PEOPLE.checker, 'approve-extension', { days: 20 }, story.latest('extension'))
    expect(story.clock('HY-SUGGESTION')).toMatchObject({ nominal: '2026-05-21', extendedBy: 20 })
    story.fire(CITIZEN, 'withdraw')
    expect(story.doc.proceedings.main!.end).toBe('withdrawn')
  })

  test('keeps the words of a claim for claims', () => {
    expect(resultLabel(procedureOf('petition'), 'supported').zh).toBe('支持')
    expect(resultLabel(procedureOf('suggestion'), 'supported').zh).toBe('采纳')
  })
})
