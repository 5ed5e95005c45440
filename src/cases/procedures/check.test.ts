import { describe, expect, it } from 'vitest'
import { RULE_TABLE } from '../clocks/rule-table.ts'
import { checkProcedures, PROBLEM_KINDS, type ProblemKind } from './check.ts'
import type { Procedure, StateDef, Transition } from './format.ts'
import { PROCEDURES } from './index.ts'
import { CENTRE, CITIZEN, label, state, step } from './parts.ts'

const RULES = RULE_TABLE.map((rule) => rule.id)

/** Copies of the shipped tables to break. */
class Tables {
  readonly all: Procedure[] = structuredClone([...PROCEDURES])
  of(id: string): Procedure {
    return this.all.find((p) => p.id === id)!
  }
  step(id: string, transition: string): Transition {
    return this.of(id).transitions.find((t) => t.id === transition)!
  }
  state(id: string, name: string): StateDef {
    return this.of(id).states.find((s) => s.id === name)!
  }
  drop(id: string, ...transitions: string[]): void {
    const table = this.of(id)
    table.transitions = table.transitions.filter((t) => !transitions.includes(t.id))
  }
}

const words = label('测试', 'Test')
const plain = (id: string, from: string, to: string, more: Partial<Transition> = {}): Transition =>
  step({ id, label: words, from: [from], to, who: [CENTRE], consequence: words, ...more })

/** Kind of problem, procedure, place, and what breaks the tables so. */
type Break = [ProblemKind, string, string, (t: Tables) => void]
const BREAKS: Break[] = [
  [
    'duplicate-id',
    'petition',
    'accept',
    (t) => t.of('petition').transitions.push(t.step('petition', 'accept')),
  ],
  [
    'duplicate-id',
    'petition',
    'handling',
    (t) => t.of('petition').states.push(t.state('petition', 'handling')),
  ],
  ['duplicate-id', 'review', 'review', (t) => t.all.push(t.of('review'))],
  [
    'label-incomplete',
    'review',
    'states.hearing.citizen',
    (t) => (t.state('review', 'hearing').citizen.en = ''),
  ],
  [
    'label-incomplete',
    'service',
    'transitions.deliver.label',
    (t) => (t.step('service', 'deliver').label.zh = 'Deliver'),
  ],
  ['unknown-state', 'petition', 'accept', (t) => (t.step('petition', 'accept').to = 'nowhere')],
  ['unknown-state', 'petition', 'nowhere', (t) => (t.of('petition').initial = 'nowhere')],
  [
    'unknown-rule',
    'petition',
    'accept',
    (t) => t.step('petition', 'accept').clocks.push({ stop: 'XF-T99', as: 'met' }),
  ],
  [
    'unknown-rule',
    'letter-box',
    'opening',
    (t) => t.of('letter-box').opening.push({ start: 'HY-X', owner: 'organ' }),
  ],
  [
    'unknown-trigger',
    'letter-box',
    'redo',
    (t) => (t.step('letter-box', 'redo').trigger = { procedure: 'follow-up', end: 'undeliverable' }),
  ],
  ['unknown-opens', 'petition', 'request-review', (t) => t.all.splice(t.all.indexOf(t.of('review')), 1)],
  ['unknown-notice', 'petition', 'accept', (t) => (t.step('petition', 'accept').notify = 'praise')],
  ['no-access-rule', 'petition', 'accept', (t) => (t.step('petition', 'accept').who = [])],
  [
    'no-access-rule',
    'petition',
    'assign',
    (t) => (t.step('petition', 'assign').who = [{ roles: [], seat: 'centre' }]),
  ],
  ['trigger-not-system', 'letter-box', 'redo', (t) => t.step('letter-box', 'redo').who.push(CENTRE)],
  ['input-missing', 'petition', 'assign', (t) => (t.step('petition', 'assign').input = [])],
  ['input-missing', 'petition', 'withdraw', (t) => (t.step('petition', 'withdraw').input = [])],
  [
    'input-missing',
    'extension',
    'approve-extension',
    (t) => (t.step('extension', 'approve-extension').input = []),
  ],
  [
    'input-incomplete',
    'service',
    'deliver.method',
    (t) => (t.step('service', 'deliver').input[0]!.options = []),
  ],
  [
    'input-incomplete',
    'contribution',
    'contribute.words',
    (t) => (t.step('contribution', 'contribute').input[0]!.contentKind = undefined),
  ],
  [
    'open-input-missing',
    'petition',
    'ask-contribution',
    (t) => t.step('petition', 'ask-contribution').input.splice(1),
  ],
  [
    'end-without-guard',
    'letter-box',
    'answer-served',
    (t) => (t.step('letter-box', 'answer-served').guards = ['every-demand-has-outcome']),
  ],
  [
    'end-without-guard',
    'petition',
    'answer-served',
    (t) => (t.step('petition', 'answer-served').guards = ['reply-served']),
  ],
  ['end-without-guard', 'petition', 'withdraw', (t) => (t.step('petition', 'withdraw').guards = [])],
  [
    'end-without-guard',
    'petition',
    'transfer-confirmed',
    (t) => (t.step('petition', 'transfer-confirmed').guards = []),
  ],
  [
    'end-without-guard',
    'petition',
    'decline-served',
    (t) => (t.step('petition', 'decline-served').guards = []),
  ],
  ['end-without-guard', 'petition', 'refer-served', (t) => (t.step('petition', 'refer-served').guards = [])],
  [
    'end-without-guard',
    'petition',
    'answer-undeliverable',
    (t) => (t.step('petition', 'answer-undeliverable').guards = []),
  ],
  ['end-of-wrong-kind', 'petition', 'answered', (t) => (t.state('petition', 'answered').end = 'done')],
  ['end-of-wrong-kind', 'service', 'served', (t) => (t.state('service', 'served').end = 'answered')],
  [
    'end-left',
    'petition',
    'reopen',
    (t) => t.of('petition').transitions.push(plain('reopen', 'answered', 'registered')),
  ],
  ['pause-without-end', 're-review', 'hearing', (t) => (t.step('re-review', 'end-hearing').clocks = [])],
  ['guard-one-sided', 'follow-up', 'rated', (t) => t.drop('follow-up', 'take-up-unsatisfied')],
  [
    'never-opened',
    'follow-up',
    'follow-up',
    (t) => {
      for (const p of t.all)
        for (const s of p.transitions)
          s.opens = s.opens?.filter((o) => !('attach' in o) || o.attach !== 'follow-up')
    },
  ],
  ['number-letter', 'review', 'review', (t) => (t.of('review').numberLetter = 'X')],
  ['unreachable-state', 'petition', 'handling', (t) => t.drop('petition', 'accept', 'accept-directly')],
  [
    'unreachable-state',
    'petition',
    'shelved',
    (t) => t.of('petition').states.push(state('shelved', words, 'centre', words)),
  ],
  ['never-fired', 'letter-box', 'redo', (t) => (t.step('letter-box', 'answer-served').opens = [])],
  ['dead-end', 'petition', 'handling', (t) => t.drop('petition', 'submit-opinion')],
  [
    // Withdrawal is always open, so giving up must not count as a way out.
    'dead-end',
    'petition',
    'shelved',
    (t) => {
      t.of('petition').states.push(state('shelved', words, 'handler', words))
      t.of('petition').transitions.push(plain('shelve', 'handling', 'shelved'))
      t.step('petition', 'withdraw').from.push('shelved')
    },
  ],
  ...[
    // A way on that only the person can take, and one behind a guard that may never hold.
    plain('on', 'shelved', 'handling', { who: [CITIZEN] }),
    plain('on', 'shelved', 'handling', { guards: ['within-objection-window'] }),
  ].map(
    (on): Break => [
      'dead-end',
      'petition',
      'shelved',
      (t) => {
        t.of('petition').states.push(state('shelved', words, 'handler', words))
        t.of('petition').transitions.push(plain('shelve', 'handling', 'shelved'), on)
      },
    ],
  ),
  ['no-clock', 'letter-box', 'registered', (t) => (t.of('letter-box').opening = [])],
  [
    'no-clock',
    'petition',
    'handling',
    (t) => {
      const accept = t.step('petition', 'accept')
      accept.clocks = accept.clocks.filter((e) => !('start' in e))
    },
  ],
  [
    'no-clock',
    'petition',
    'registered',
    (t) => {
      // Only after a return: the first way there has its clock.
      const agree = t.step('petition', 'agree-return')
      agree.clocks = agree.clocks.filter((e) => !('start' in e))
    },
  ],
  ['no-clock', 'follow-up', 'awaiting-rating', (t) => t.drop('follow-up', 'lapse')],
  [
    'unlisted-pause',
    'review',
    'hearing',
    (t) => t.step('review', 'hold-hearing').clocks.push({ pause: 'XF-T09' }),
  ],
  ['seat-unbound', 'petition', 'dispatched', (t) => (t.step('petition', 'assign').seats = [])],
  [
    'seat-unbound',
    'petition',
    'dispatched',
    (t) => (t.step('petition', 'refuse-return').seats = [{ seat: 'handler', from: 'clear' }]),
  ],
  ['seat-unbound', 'review', 'requested', (t) => (t.of('review').openingSeats = ['centre', 'supervisor'])],
  [
    'citizen-clock-restarted',
    'hotline-order',
    'redispatch',
    (t) => t.step('hotline-order', 'redispatch').clocks.push({ start: 'HL-05', owner: 'citizen' }),
  ],
  [
    'citizen-clock-restarted',
    'letter-box',
    'transfer-refused',
    (t) =>
      t
        .step('letter-box', 'transfer-refused')
        .clocks.push({ stop: 'HY-LETTERBOX', as: 'stopped' }, { start: 'HY-LETTERBOX', owner: 'citizen' }),
  ],
  [
    'clock-started-twice',
    'supervision',
    'send-back-supervision-reply',
    (t) => t.step('supervision', 'reply-supervision').clocks.shift(),
  ],
  ['right-outlives', 'petition', 'withdrawn', (t) => (t.step('petition', 'withdraw').clocks = [])],
  ['right-outlives', 'follow-up', 'lapsed', (t) => (t.step('follow-up', 'lapse').clocks = [])],
  ['ground-missing', 'petition', 'answer-served', (t) => (t.step('petition', 'submit-opinion').input = [])],
  ['ground-missing', 'petition', 'decline-served', (t) => t.step('petition', 'decline').input.shift()],
  [
    // The redo clears the outcomes: a way past the new answer must be found.
    'ground-missing',
    'letter-box',
    'answer-served',
    (t) => {
      t.step('letter-box', 'submit-reply').input = []
      t.drop('letter-box', 'assign')
    },
  ],
  ['ground-missing', 'petition', 'transfer-confirmed', (t) => (t.step('petition', 'transfer').opens = [])],
  [
    'trigger-lost',
    'petition',
    'handling',
    (t) => t.of('petition').transitions.push(plain('call-back', 'serving', 'handling')),
  ],
  ['end-unhandled', 'petition', 'serving', (t) => t.drop('petition', 'answer-undeliverable')],
]

describe('the exhaustive check', () => {
  it('finds nothing in the shipped tables', () => {
    expect(checkProcedures(PROCEDURES, RULES)).toEqual([])
  })

  it.each(BREAKS)('finds %s in %s at %s', (kind, procedure, where, breakIt) => {
    const tables = new Tables()
    breakIt(tables)
    const found = checkProcedures(tables.all, RULES)
    expect(found.map((p) => `${p.kind} ${p.procedure} ${p.where}`)).toContain(`${kind} ${procedure} ${where}`)
  })

  it('has a broken table for every kind of problem', () => {
    expect([...new Set(BREAKS.map(([kind]) => kind))].sort()).toEqual([...PROBLEM_KINDS].sort())
  })

  it('tells the shortest way to what it found', () => {
    const tables = new Tables()
    const agree = tables.step('petition', 'agree-return')
    agree.clocks = agree.clocks.filter((e) => !('start' in e))
    const found = checkProcedures(tables.all, RULES).find((p) => p.kind === 'no-clock')
    expect(found?.path).toEqual(['assign', 'object', 'agree-return'])
  })
})
