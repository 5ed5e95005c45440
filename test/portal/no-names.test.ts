/** Whatever happens to a matter, no page, list or notice the person reads says who of the staff did it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROCEDURES } from '../../src/cases/procedures/index.ts'
import { citizenView } from '../../src/cases/views/citizen-view.ts'
import { ROLES } from '../../src/kernel/access/index.ts'
import { citizenText } from '../../src/notices/index.ts'
import { loadAssets } from '../../src/portal/assets.ts'
import { limitLine, ruleFacts } from '../../src/portal/limits.ts'
import { myPage } from '../../src/portal/my/page-model.ts'
import { createRenderer } from '../../src/portal/render.ts'
import { registered } from '../harness/factories.ts'
import { oneStep } from '../harness/random-walk.ts'
import { EVERYBODY, type Story, UNIT } from '../harness/world.ts'

const MAIN = PROCEDURES.filter((p) => p.kind === 'main')
/** What names a person of the staff: the account's id, from which login and name are read, wherever it stands. */
const STAFF = EVERYBODY.flatMap((a) => (a.kind === 'account' && a.id ? [a] : []))
const render = createRenderer(loadAssets())

/** Everything the person is shown of a matter, as one text. */
function shownTo(story: Story, looks: Parameters<typeof citizenView>[2]): string {
  const view = citizenView(story.reader(), story.stored(), looks, story.now)
  const shownPages = (['zh', 'en'] as const).flatMap((lang) =>
    [false, true].map((printing) => {
      const page = myPage(
        view,
        {
          today: story.day,
          shielded: story.doc.lane === 'shielded',
          documents: [],
          promises: [],
          told: [],
          rule: (ruleId) => ruleFacts(ruleId, story.day, [], lang),
          later: limitLine('XF-T08', story.day, [], lang),
          when: (x) => x,
        },
        lang,
      )
      const frame = {
        lang,
        large: false,
        path: '/',
        query: '',
        bureau: { slug: 'demo', name: { zh: '演示县信访局', en: 'Demo' }, simulated: true },
        signedIn: true,
        personal: true,
      }
      return render('my', frame, { zone: 'Asia/Shanghai', page, printing, mark: 'mark' })
    }),
  )
  const notices = story.outbox.map((o) =>
    citizenText({
      template: String(o.payload.template ?? ''),
      shielded: story.doc.lane === 'shielded',
      number: story.doc.number,
      where: 'https://example.org/demo/follow',
    }),
  )
  return [JSON.stringify(view), ...shownPages, JSON.stringify(notices)].join('\n')
}

describe('what a person is shown', () => {
  it.each(MAIN.map((p) => p.id))('names nobody of the staff, whatever happened: %s', (procedure) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 10, max: 40 }), (numbers, length) => {
        const pick = (n: number) => (numbers.next().value as number) % n
        const more = procedure === 'misconduct' ? { reportedUnitId: UNIT.town } : {}
        const story = registered('2026-01-05', procedure, more)
        for (let i = 0; i < length; i++) oneStep(story, pick)
        const looks = STAFF.map((a, i) => ({
          at: new Date(story.now.instant),
          what: ['matter', 'parties', 'attachment', 'lookup'][i % 4]!,
          reason: 'handling',
          account_id: a.id,
          unit_id: a.unitId,
          roles: [ROLES[i % ROLES.length]!],
        }))
        const shown = shownTo(story, looks)
        expect(shown).toContain(story.doc.number)
        for (const a of STAFF) expect(shown.includes(a.id!), `${a.id} is shown`).toBe(false)
      }),
      { numRuns: 8 },
    )
  })
})
