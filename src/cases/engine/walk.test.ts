import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evidence,
  letter,
  petition,
  registered,
  registration,
  report,
  validInput,
} from '../../../test/harness/factories.ts'
import { choices, oneStep } from '../../../test/harness/random-walk.ts'
import { CITIZEN, codeOf, PEOPLE, Story, UNIT, UNITS, worldOn } from '../../../test/harness/world.ts'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import type { Clock } from '../clocks/contract.ts'
import { PROCEDURES, procedureOf, stateOf } from '../procedures/index.ts'
import { addContact, addWords, attachFile, correctParties } from './add.ts'
import { responsibleUnit } from './authorise.ts'
import { correctClass } from './correct-class.ts'
import type { MatterDoc } from './doc.ts'
import type { EventDraft } from './events.ts'
import { evolve } from './fold.ts'
import { registerMatter } from './open-matter.ts'
import { changedRows, project } from './project.ts'

const MAIN = PROCEDURES.filter((p) => p.kind === 'main').map((p) => p.id)
/** Second limits for an answer that is made again; the first one's result stands. */
const AGAIN = new Set(['HY-REDO-LETTERBOX', 'HY-REDO-HOTLINE', 'HY-REVOKED'])
/** How an upper organ's matter comes in, with a day to report by. */
const fromAbove = {
  channel: 'from-above' as const,
  external: {
    system: '上级系统',
    number: 'S-1',
    sender: '上级机关',
    due: '2026-02-20',
    receivedOn: '2026-01-05',
  },
}
const REPLIES = new Set(['reply', 'handling-opinion', 'review-opinion', 're-review-opinion'])

const live = (c: Clock) => c.status === 'running' || c.status === 'paused'

function checkResponsibility(doc: MatterDoc): void {
  for (const p of Object.values(doc.proceedings)) {
    const table = procedureOf(p.procedure, p.version)
    const unit = responsibleUnit(doc, p, table)
    expect(UNITS.has(unit), `${p.procedure} ${p.state}`).toBe(true)
    if (p.end) continue
    const state = stateOf(table, p.state)
    const seat = p.seats[state.responsible] ?? doc.seats[state.responsible]
    expect(seat, `${p.procedure} ${p.state}: nobody sits on ${state.responsible}`).toBe(unit)
    const clocks = Object.values(doc.clocks).filter((c) => c.proceedingId === p.proceedingId && live(c))
    const counted = clocks.filter((c) => p.procedure === 'follow-up' || !c.right)
    expect(counted.length, `${p.procedure} ${p.state} runs without a clock`).toBeGreaterThan(0)
    for (const c of clocks.filter((x) => x.status === 'paused'))
      expect(state.pause?.rules ?? [], `${c.ruleId} rests in ${p.state}`).toContain(c.ruleId)
  }
}

function checkCitizensClocks(before: MatterDoc | null, doc: MatterDoc): void {
  const mine = Object.values(doc.clocks).filter(
    (c) => c.owner === 'citizen' && !c.right && !AGAIN.has(c.ruleId),
  )
  const rules = mine.map((c) => `${c.proceedingId} ${c.ruleId}`)
  expect(new Set(rules).size, `started twice: ${rules.join(', ')}`).toBe(rules.length)
  for (const c of mine) {
    const old = before?.clocks[c.clockId]
    if (!old) continue
    expect(c.startedOn).toBe(old.startedOn)
    const moved = c.extendedBy > old.extendedBy || JSON.stringify(c.pauses) !== JSON.stringify(old.pauses)
    if (!moved) expect(c.nominal <= old.nominal, `${c.ruleId} moved to ${c.nominal}`).toBe(true)
    if (!live(old)) expect(c).toEqual(old)
  }
}

function checkRows(doc: MatterDoc): void {
  const rows = project(doc)
  const keys: Record<string, (r: Record<string, unknown>) => unknown> = {
    proceedings: (r) => r.proceeding_id,
    clocks: (r) => r.clock_id,
    demands: (r) => r.demand_id,
    contacts: (r) => r.contact_id,
    documents: (r) => r.document_id,
    links: (r) => [r.kind, r.other_bureau_id, r.other_matter_id].join(),
    ratings: (r) => r.proceeding_id,
  }
  for (const [table, key] of Object.entries(keys)) {
    const found = (rows as unknown as Record<string, Record<string, unknown>[]>)[table]!.map(key)
    expect(new Set(found).size, table).toBe(found.length)
  }
  expect(changedRows(rows, project(doc))).toEqual({})
}

/** Rows are told apart as new or altered by their place, so no step may shift them; only links may change places. */
function checkPlaces(before: MatterDoc | null, doc: MatterDoc): void {
  if (!before) return
  const ids = (d: MatterDoc) => [
    Object.keys(d.proceedings),
    Object.keys(d.clocks),
    Object.keys(d.documents),
    d.demands.map((x) => x.demandId),
    d.contacts.map((x) => x.contactId),
    d.ratings.map((x) => x.proceedingId),
  ]
  const after = ids(doc)
  ids(before).forEach((old, i) => {
    expect(after[i]!.slice(0, old.length)).toEqual(old)
  })
}

function checkHistory(story: Story): void {
  expect(story.events.map((e) => e.version)).toEqual(story.events.map((_, i) => i + 1))
  let folded: MatterDoc | null = null
  for (const e of story.events) {
    const draft = JSON.parse(JSON.stringify(e.draft)) as EventDraft
    const { bureauId, matterId } = story.doc
    folded = evolve(folded, draft, { bureauId, matterId, version: e.version, on: e.on })
  }
  expect(JSON.parse(JSON.stringify(folded))).toEqual(JSON.parse(JSON.stringify(story.doc)))
  // No word anybody wrote stands in the ledger.
  const ledger = JSON.stringify(story.events.map((e) => e.draft))
  for (const c of story.contents.values()) if (c.text.length > 3) expect(ledger).not.toContain(c.text)
}

function checkEnds(doc: MatterDoc): void {
  const main = doc.proceedings.main!
  if (main.end === 'answered') {
    expect(doc.demands.every((d) => d.outcome)).toBe(true)
    const replies = Object.values(doc.documents).filter(
      (d) => d.proceedingId === 'main' && REPLIES.has(d.kind),
    )
    expect(replies.at(-1)?.servedOn).toBeTruthy()
    // To lie on a page is no service of what rights run from, also where nobody can be reached.
    if (!procedureOf(main.procedure, main.version).portalServes)
      expect(replies.at(-1)?.method).not.toBe('post-to-page')
  }
  if (main.end && main.end !== 'answered') {
    const running = Object.values(doc.clocks).filter((c) => c.proceedingId === 'main' && live(c) && !c.right)
    expect(running).toEqual([])
  }
  for (const p of Object.values(doc.proceedings)) expect(p.endedOn !== null).toBe(p.end !== null)
}

function checkShield(doc: MatterDoc): void {
  if (!doc.reportedUnitId) return
  const within = [UNIT.town, UNIT.station, UNIT.desk]
  const named = [doc.seats, ...Object.values(doc.proceedings).map((p) => p.seats)].flatMap((s) =>
    Object.values(s),
  )
  for (const unit of within) {
    expect(named).not.toContain(unit)
    expect(project(doc).matters.shield_units).not.toContain(unit)
  }
}

describe('any walk through the tables', () => {
  test.each(MAIN)('of %s keeps what the loop promises after every step', (procedure) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 15, max: 45 }), (numbers, length) => {
        const pick = (n: number) => (numbers.next().value as number) % n
        const shielded = procedure === 'misconduct'
        const story = registered('2026-01-05', procedure, {
          ...(shielded ? { reportedUnitId: UNIT.town } : {}),
          ...(pick(3) === 0 ? { parties: [] } : {}),
          ...(pick(3) === 0 ? fromAbove : {}),
        })
        let before: MatterDoc | null = null
        for (let i = 0; i <= length; i++) {
          const { doc } = story
          checkResponsibility(doc)
          checkCitizensClocks(before, doc)
          checkEnds(doc)
          checkPlaces(before, doc)
          checkShield(doc)
          before = doc
          if (i < length) oneStep(story, pick)
        }
        checkRows(story.doc)
        checkHistory(story)
      }),
      { numRuns: 60 },
    )
  })

  test('reaches nearly every step of the tables, so that the above says something', () => {
    const seen = new Set<string>()
    let n = 1
    const pick = (below: number) => {
      // mulberry32: numbers of a plain linear rule follow each other in patterns, and so did the walks.
      n = (n + 0x6d2b79f5) >>> 0
      let t = Math.imul(n ^ (n >>> 15), n | 1)
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
    }
    for (let walk = 0; walk < 960; walk++) {
      const procedure = MAIN[walk % MAIN.length]!
      const shielded = procedure === 'misconduct' ? { reportedUnitId: UNIT.town } : {}
      const above = walk % 3 === 0 ? fromAbove : {}
      const story = registered('2026-01-05', procedure, { ...shielded, ...above })
      for (let k = 0; k < 90; k++) oneStep(story, pick)
      for (const e of story.events) if (e.draft.type === 'proceeding.stepped') seen.add(e.draft.data.action)
    }
    const all = new Set(PROCEDURES.flatMap((p) => p.transitions.map((t) => t.id)))
    const missed = [...all].filter((id) => !seen.has(id))
    expect(missed.length / all.size, missed.join(', ')).toBeLessThan(0.06)
  })
})

const NASTY = [
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '__proto__',
  'constructor',
  ' ',
  '　',
  ['supported'],
  ['satisfied'],
  { toString: 1, valueOf: 1 },
  Object.create(null),
  Number.NaN,
  -1,
  Number.POSITIVE_INFINITY,
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  'A'.repeat(60_000),
  [null],
  [[]],
]
const garbage = fc.oneof(fc.constantFrom(...NASTY), fc.anything(), fc.jsonValue())

describe('garbage', () => {
  const stories = [
    () => petition('2026-03-02', 'dispatched'),
    () => petition('2026-03-02', 'handling'),
    () => petition('2026-03-02', 'serving'),
    () => petition('2026-03-02', 'answered'),
    () => letter('2026-03-02', 'reply-check'),
    () => letter('2026-03-02', 'answered'),
    () => report('2026-03-02', 'registered'),
    () => registered('2026-03-02', 'hotline-order'),
    () => registered('2026-03-02', 're-review').fire(PEOPLE.reviewer, 'accept-re-review'),
  ]

  test.each(stories.map((make, i) => [i, make] as const))(
    'in the fields of any step is refused or taken, never a fault (%i)',
    (_i, make) => {
      const start = make()
      const steps = choices(start.doc)
      fc.assert(
        fc.property(fc.nat(), fc.func(garbage), fc.boolean(), fc.nat(), (which, value, partly, seed) => {
          const { at, step, actor } = steps[which % steps.length]!
          const p = start.doc.proceedings[at]!
          const t = procedureOf(p.procedure).transitions.find(
            (x) => x.id === step && x.from.includes(p.state),
          )!
          const input: Record<string, unknown> = partly
            ? validInput(t, start.doc, start.day, (n) => seed % n)
            : {}
          const names = t.input.map((f) => f.name)
          const wrong = names[seed % Math.max(names.length, 1)]
          for (const name of names) if (!partly || name === wrong) input[name] = value(name)
          const story = new Story(start.day).take(
            { doc: start.doc, before: null, drafts: [], contents: [], outbox: [] },
            actor,
          )
          const result = story.tryFire(actor, step, input, at)
          if (isRefusal(result)) return
          // What was taken can be kept.
          expect(JSON.stringify(story.events).includes('\\u0000')).toBe(false)
          for (const c of story.contents.values()) {
            expect(c.text.isWellFormed()).toBe(true)
            expect(c.text).not.toContain('\0')
            expect(c.text.length).toBeLessThan(120_000)
          }
        }),
        { numRuns: 60 },
      )
    },
  )

  test('in a registration is refused by the field it stands in', () => {
    const world = worldOn('2026-03-02')
    const base = registration('2026-03-02')
    const bad = '坏\ud800'
    const cases: [Partial<typeof base>, string, string][] = [
      [{ body: bad }, 'input.invalid_characters', 'body'],
      [{ body: 'a\0' }, 'input.invalid_characters', 'body'],
      [{ subject: bad }, 'input.invalid_characters', 'subject'],
      [{ place: bad }, 'input.invalid_characters', 'place'],
      [{ category: 'a\0' }, 'input.invalid_characters', 'category'],
      [{ demands: ['好', bad] }, 'input.invalid_characters', 'demands[1]'],
      [{ parties: [{ role: 'petitioner', name: 'a\0' }] }, 'input.invalid_characters', 'parties[0].name'],
      [
        { external: { system: 's', number: 'n\0', sender: '', due: null, receivedOn: '2026-03-02' } },
        'input.invalid_characters',
        'external.number',
      ],
      [{ body: ' \n　' }, 'input.required', 'body'],
      [{ body: '长'.repeat(50_001) }, 'input.too_long', 'body'],
      [{ demands: ['长'.repeat(50_001)] }, 'input.too_long', 'demands[0]'],
      [{ persons: 0 }, 'input.out_of_range', 'persons'],
      [{ persons: 1.5 }, 'input.out_of_range', 'persons'],
      [{ persons: Number.NaN }, 'input.out_of_range', 'persons'],
      [{ representatives: -1 }, 'input.out_of_range', 'representatives'],
      [{ persons: 9, representatives: 6 }, 'contact.too_many_representatives', 'representatives'],
      [{ persons: 2, representatives: 3 }, 'contact.more_representatives_than_persons', 'representatives'],
      [{ procedure: 'service' }, 'input.invalid_choice', 'procedure'],
      [{ procedure: 'constructor' }, 'input.invalid_choice', 'procedure'],
    ]
    for (const [more, code, field] of cases)
      expect(
        registerMatter({ ...base, ...more }, PEOPLE.clerk, world),
        JSON.stringify(more).slice(0, 60),
      ).toMatchObject({
        refused: code,
        field,
      })
    expect(
      codeOf(registerMatter({ ...base, persons: 9, representatives: 5 }, PEOPLE.clerk, world)),
    ).toBeNull()
  })

  test('in what is added is refused too', () => {
    const story = petition('2026-03-02', 'handling')
    const { doc, world } = story
    const contact = {
      channel: 'visit' as const,
      persons: 1,
      representatives: 0,
      external: null,
      receivedOn: '2026-03-02',
      words: null,
    }
    const refusals = [
      addWords(doc, '坏\ud800', CITIZEN, world),
      addContact(doc, { ...contact, words: 'a\0' }, PEOPLE.clerk, world),
      correctParties(doc, [{ role: 'petitioner', name: '\udc00' }], CITIZEN, world),
      attachFile(doc, { ...evidence, name: 'a\0.pdf' }, PEOPLE.clerk, world),
      correctClass(
        doc,
        { class: 'other', category: 'a\0', procedure: null, reason: '改' },
        PEOPLE.clerk,
        world,
      ),
    ]
    expect(refusals.map(codeOf)).toEqual(refusals.map(() => 'input.invalid_characters'))
    expect(
      codeOf(addContact(doc, { ...contact, persons: -2, representatives: -3 }, PEOPLE.clerk, world)),
    ).toBe('input.out_of_range')
    expect(codeOf(addContact(doc, { ...contact, receivedOn: '2026-13-40' }, PEOPLE.clerk, world))).toBe(
      'input.invalid_date',
    )
    expect(codeOf(addContact(doc, { ...contact, receivedOn: '2026-03-03' }, PEOPLE.clerk, world))).toBe(
      'input.date_in_future',
    )
    expect(codeOf(addWords(doc, '长'.repeat(50_001), CITIZEN, world))).toBe('input.too_long')
    expect(codeOf(addWords(doc, ' ', CITIZEN, world))).toBe('input.required')
  })

  test('a first demand made of a long letter never ends in half a character', () => {
    const body = `${'字'.repeat(499)}𠮷与其他`
    const story = new Story('2026-03-02').register(
      registration('2026-03-02', { subject: null, demands: [], body }),
      PEOPLE.clerk,
    )
    const text = story.contents.get(story.doc.demands[0]!.contentId)!.text
    expect(text.isWellFormed()).toBe(true)
    expect(text).toBe('字'.repeat(499))
  })
})
