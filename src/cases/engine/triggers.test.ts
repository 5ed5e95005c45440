/** When a rule of supervision holds: each with what lies just beside it. */
import { describe, expect, test } from 'vitest'
import { outcomes, petition, registered } from '../../../test/harness/factories.ts'
import { CITIZEN, codeOf, PEOPLE, SYSTEM, UNIT } from '../../../test/harness/world.ts'
import { RULE_TABLE } from '../clocks/rule-table.ts'
import { PROCEDURES, TRIGGERS, triggerOf } from '../procedures/index.ts'
import { addContact } from './add.ts'
import type { MatterDoc } from './doc.ts'
import { calledFor, DEFAULT_THRESHOLDS, overdueOrder, triggerOfClock } from './triggers.ts'

const rules = (doc: MatterDoc, at = DEFAULT_THRESHOLDS) => calledFor(doc, at).map((c) => c.rule)

test('the table names each rule once, with source and condition in both languages', () => {
  expect(new Set(TRIGGERS.map((t) => t.id)).size).toBe(TRIGGERS.length)
  for (const t of TRIGGERS)
    for (const words of [t.name, t.source, t.condition]) {
      expect(words.zh, t.id).toMatch(/[一-鿿]/)
      expect(words.en, t.id).toMatch(/^[\x20-\x7e]+$/)
    }
  // The six of 2005 (XF-S02) and the one R22 40 adds: breach of the rules of acceptance.
  expect(TRIGGERS.filter((t) => t.id.startsWith('SV-'))).toHaveLength(7)
})

test('every limit of an organ falls under one rule that is worked out from clocks', () => {
  const doc = petition('2026-03-02', 'handling').doc
  const order = registered('2026-03-02', 'hotline-order').doc
  for (const r of RULE_TABLE.filter((x) => !x.right)) {
    for (const d of [doc, order]) {
      const rule = triggerOf(triggerOfClock(d, { ruleId: r.id }))!
      expect(rule.by, r.id).toBe('clock')
      if (d === doc) expect(rule.where, r.id).not.toBe('hotline')
    }
  }
  expect(triggerOfClock(order, { ruleId: 'HL-05' })).toBe('HL-SV-OVERDUE')
  expect(triggerOfClock(doc, { ruleId: 'XF-T06' })).toBe('SV-OVERDUE')
  expect(triggerOfClock(doc, { ruleId: 'XF-T03' })).toBe('SV-ACCEPTANCE')
  expect(triggerOfClock(doc, { ruleId: 'HY-REPLY-CHECK' })).toBe('SV-PROCEDURE')
  expect(triggerOfClock(doc, { ruleId: 'HY-SERVE' })).toBe('SV-NO-FEEDBACK')
})

test('an order says why in codes alone', () => {
  const story = petition('2026-03-02', 'handling')
  const clock = story.clock('XF-T06')!
  expect(overdueOrder(story.doc, clock)).toEqual({
    trigger: 'overdue',
    unit: UNIT.works,
    rule: 'SV-OVERDUE',
    limit: 'XF-T06',
    due: clock.nominal,
  })
})

test('an order goes to who has the matter once the unit the limit began with has given it back', () => {
  const story = registered('2026-03-02', 'hotline-order').fire(PEOPLE.operator, 'dispatch', {
    unit: UNIT.works,
  })
  const unit = () => overdueOrder(story.doc, story.clock('HL-05')!).unit
  expect(unit()).toBe(UNIT.works)
  story.fire(PEOPLE.worksHandler, 'return-order', { reason: '不属本单位职责' })
  expect(unit()).toBe(UNIT.works)
  story.fire(PEOPLE.clerk, 'agree-return')
  expect(unit()).toBe(story.doc.seats.centre)
  story.fire(PEOPLE.clerk, 'redispatch', { unit: UNIT.water })
  expect(unit()).toBe(UNIT.water)
})

test('codes are for the program: a person is neither asked for them nor may give them', () => {
  const story = petition('2026-03-02', 'handling')
  const order = { trigger: 'overdue', unit: UNIT.works, words: '请说明' }
  expect(codeOf(story.tryOpen(PEOPLE.supervisor, 'supervision', { ...order, rule: 'SV-OVERDUE' }))).toBe(
    'input.unknown_field',
  )
  const table = PROCEDURES.find((p) => p.id === 'supervision')!
  expect(table.openInput!.filter((f) => f.byProgram).map((f) => f.name)).toEqual(['rule', 'limit', 'due'])
})

describe('returned again and again (ping-pong)', () => {
  function returned(times: number) {
    const story = registered('2026-03-02', 'letter-box')
    for (let i = 0; i < times; i++) {
      story.fire(PEOPLE.clerk, 'assign', { unit: UNIT.works })
      story.fire(PEOPLE.worksHandler, 'return-order', { reason: '不属本单位职责' })
      story.fire(PEOPLE.clerk, 'agree-return')
    }
    return story
  }

  test('goes to the supervision unit at the number set, not before', () => {
    expect(rules(returned(1).doc)).toEqual([])
    expect(rules(returned(2).doc)).toEqual(['SV-SHIRKING'])
    expect(rules(returned(2).doc, { ...DEFAULT_THRESHOLDS, returns: 3 })).toEqual([])
  })

  test('is then designated, and the unit named may not return it again', () => {
    const story = returned(2).fire(SYSTEM, 'escalate-returns')
    expect(rules(story.doc)).toEqual([])
    expect(story.clock('HY-ARBITRATION')).toMatchObject({ unitId: story.doc.seats.supervisor })
    expect(codeOf(story.tryFire(PEOPLE.clerk, 'assign', { unit: UNIT.works }))).toBe('case.not_now')
    expect(codeOf(story.tryFire(PEOPLE.supervisor, 'escalate-returns'))).toBe('case.not_now')
    story.fire(PEOPLE.supervisor, 'designate-escalated', { unit: UNIT.works, words: '依职责清单' })
    expect(story.doc).toMatchObject({ seats: { handler: UNIT.works }, marks: { designated: true } })
    expect(codeOf(story.tryFire(PEOPLE.worksHandler, 'return-order', { reason: '再退' }))).toBe(
      'case.unit_designated',
    )
    const asked = story.outbox.filter((o) => o.topic === 'who-decided').map((o) => o.payload.action)
    expect(asked).toEqual(['agree-return', 'agree-return', 'designate-escalated'])
  })
})

test('one order raised again and again is looked at, by its own contacts and while it is open', () => {
  const story = registered('2026-03-02', 'hotline-order').fire(PEOPLE.clerk, 'dispatch', { unit: UNIT.works })
  const again = () =>
    story.apply(PEOPLE.clerk, (doc, world) =>
      addContact(
        doc,
        {
          channel: 'phone',
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
  again()
  expect(rules(story.doc)).toEqual([])
  again()
  expect(calledFor(story.doc, DEFAULT_THRESHOLDS)).toMatchObject([
    { rule: 'HL-SV-REPEATED', opens: 'order', input: { trigger: 'other', unit: UNIT.works } },
  ])
})

test('what was supported and is not solved is asked about; what was explained is not', () => {
  for (const [result, expected] of [
    ['supported', ['SV-NOT-CARRIED-OUT']],
    ['explained', []],
  ] as const) {
    const story = registered('2026-03-02', 'letter-box')
    story.fire(PEOPLE.clerk, 'assign', { unit: UNIT.works }).fire(PEOPLE.worksHandler, 'sign')
    const given = outcomes(story.doc).map((o) => ({ ...o, result }))
    story.fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: given, reply: '已答复' })
    story.fire(PEOPLE.checker, 'approve-reply')
    const solved = Object.fromEntries(story.doc.demands.map((d) => [d.demandId, false]))
    const rating = { bureau: 'satisfied', unit: 'unsatisfied', solved }
    story.fire(CITIZEN, 'rate', { rating }, story.latest('follow-up'))
    expect(rules(story.doc), result).toEqual(expected)
  }
})
