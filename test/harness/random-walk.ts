/** Random ways through the tables: what anybody may do now, one step of it, documents and additions in between. */
import { addContact, addWords, attachFile, linkMatter } from '../../src/cases/engine/add.ts'
import { allowed } from '../../src/cases/engine/authorise.ts'
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import { agreeOnlineService } from '../../src/cases/engine/online-service.ts'
import { approvePaper, maySign, sealPaper } from '../../src/cases/engine/papers.ts'
import type { Actor } from '../../src/cases/engine/world.ts'
import { procedureOf } from '../../src/cases/procedures/index.ts'
import { evidence, validInput } from './factories.ts'
import { CITIZEN, EVERYBODY, PEOPLE, type Story, SYSTEM, UNIT } from './world.ts'

/** What somebody may do now: each step of the tables with one of those the table names. */
export function choices(doc: MatterDoc): { at: string; step: string; actor: Actor }[] {
  return Object.values(doc.proceedings).flatMap((p) =>
    procedureOf(p.procedure, p.version)
      .transitions.filter((t) => t.from.includes(p.state) && !t.trigger)
      .flatMap((t) =>
        EVERYBODY.filter((actor) => allowed(t.who, actor, doc, p)).map((actor) => ({
          at: p.proceedingId,
          step: t.id,
          actor,
        })),
      ),
  )
}

/** Takes one step by the numbers given; what the rules refuse is simply not done. */
export function oneStep(story: Story, pick: (n: number) => number): void {
  story.later([0, 0, 1, 3, 20][pick(5)]!)
  const unit = [UNIT.works, UNIT.water, UNIT.town][pick(3)]!
  switch (pick(14)) {
    case 0:
      story.apply(CITIZEN, (doc, world) => addWords(doc, '请尽快', CITIZEN, world))
      return
    case 1:
      story.apply(PEOPLE.clerk, (doc, world) =>
        addContact(
          doc,
          {
            channel: 'visit',
            persons: 3,
            representatives: 2,
            external: null,
            receivedOn: world.today,
            words: '又来',
          },
          PEOPLE.clerk,
          world,
        ),
      )
      return
    case 2:
      story.apply(PEOPLE.clerk, (doc, world) => attachFile(doc, evidence, PEOPLE.clerk, world))
      return
    case 3:
      {
        const words = '督办'
        // The next level up of a request stands outside; a hearing is held while a matter is handled.
        if (story.state === 'answered') {
          const opened = pick(3)
          if (opened === 0) return void story.tryOpen(SYSTEM, 'review-elsewhere')
          if (opened === 1) return void story.tryOpen(PEOPLE.clerk, 'archiving')
        }
        if (story.state === 'handling' && pick(3) === 0)
          return void story.tryOpen(PEOPLE.worksHandler, 'hearing', { words })
        const [procedure, input] = (
          [
            ['supervision', { trigger: 'overdue', unit, words }],
            ['advice', { kind: 'improve-work', unit, words }],
            ['reminder', { unit, words }],
          ] as const
        )[pick(3)]!
        story.tryOpen(PEOPLE.supervisor, procedure, input)
      }
      return
    case 4:
      if (story.state === 'transferring')
        story.apply(SYSTEM, (doc, world) =>
          linkMatter(
            doc,
            {
              kind: 'transferred-to',
              bureauId: UNIT.closed,
              matterId: UNIT.closed,
              number: 'OTHER-X2026-000001',
            },
            world,
          ),
        )
      return
    case 5:
      writeDocument(story, pick)
      return
    case 6:
      story.apply(CITIZEN, (doc, world) =>
        agreeOnlineService(doc, { agreed: pick(4) > 0, evidence: null }, CITIZEN, world),
      )
      return
    default: {
      const all = choices(story.doc)
      // What is offered in every state would crowd out the rest, and a withdrawal would end most walks at once.
      const rare = new Set(['withdraw', 'add-information', 'cancel-supervision', 'withdraw-advice'])
      const some = pick(8) === 0 ? all : all.filter((c) => !rare.has(c.step))
      // First the step, then who takes it, so that a step many may take is not taken more often.
      const steps = [...new Set(some.map((c) => `${c.at} ${c.step}`))]
      if (steps.length === 0) return
      const chosen = steps[pick(steps.length)]!
      const takers = some.filter((c) => `${c.at} ${c.step}` === chosen)
      const { at, step, actor } = takers[pick(takers.length)]!
      const p = story.doc.proceedings[at]!
      const t = procedureOf(p.procedure, p.version).transitions.find(
        (x) => x.id === step && x.from.includes(p.state),
      )!
      story.tryFire(actor, step, validInput(t, story.doc, story.day, pick), at)
    }
  }
}

/** The organ writes one of its documents here, and seals it or not yet. */
function writeDocument(story: Story, pick: (n: number) => number): void {
  const open = Object.values(story.doc.documents).filter((d) => !d.servedOn)
  const document = open[pick(Math.max(1, open.length))]
  const head = EVERYBODY.find((a) => document && maySign(a, document.unitId, story.world))
  if (!document || !head) return
  const { documentId, kind, unitId, proceedingId } = document
  const paperId = `paper-${documentId}`
  const ask = { audience: 'person' as const, toUnitId: null, number: null, text: '{}' }
  if (!story.doc.papers?.[paperId])
    story.apply(head, (doc, world) =>
      approvePaper(doc, { ...ask, paperId, kind, unitId, proceedingId, documentId }, head, world),
    )
  else story.apply(head, (doc, world) => sealPaper(doc, paperId, evidence, head, world))
}
