/**
 * The way of a petition from its registration to the served handling opinion and what may follow it (R22 22-36). The
 * ordinary and the simple procedure share it; they differ in how a matter is accepted and in the limits.
 */
import { assigning } from './assigning.ts'
import type { ClockEffect, Procedure, StateDef, Transition } from './format.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import { afterOpinion } from './opinion-steps.ts'
import { CENTRE, label, state } from './parts.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

export interface OpinionWay {
  /** The unit's own clock from receipt to the notice of acceptance. */
  receipt: 'XF-T03' | 'XF-T12'
  /** Its length in words, zh and en. */
  receiptDays: [string, string]
  /** What the person is told while the unit has not accepted it yet, zh and en. */
  awaitingNotice: [string, string]
  /** The states from acceptance to signature. */
  working: StateDef[]
  /** State in which a matter is handled again after a revocation. */
  again: string
  /** States in which another unit may be asked for its part, and those in which more time may be asked for. */
  contributing: string[]
  extending: string[]
}

/** The organ's clocks before acceptance; stopping one that does not run changes nothing. */
export function receivedClocks(receipt: OpinionWay['receipt']): ClockEffect[] {
  return (['XF-T01', 'HY-RECEPTION', receipt, 'XF-T04'] as const).map((rule) => ({ stop: rule, as: 'met' }))
}

/**
 * The parts of a table that leads to a handling opinion.
 * @param own steps of that table alone: acceptance, opinion, change of the way
 */
export function opinionWay(
  of: OpinionWay,
  own: Transition[],
): Pick<Procedure, 'kind' | 'rated' | 'remedy' | 'initial' | 'opening' | 'states' | 'transitions'> {
  const turnedAway = {
    seat: 'handler' as const,
    centreFrom: ['registered'],
    handlerFrom: ['dispatched'],
    stops: receivedClocks(of.receipt),
  }
  const objecting = objection({
    id: 'object',
    name: ['提出异议', 'Object: not within our powers'],
    guards: ['within-objection-window'],
    receipt: of.receipt,
    window: 'XF-T04',
    back: 'registered',
    backClock: 'HY-RECEPTION',
  })
  const declining = decline({ ...turnedAway, again: true })
  const referring = refer(turnedAway)
  const transferring = transfer({
    procedure: 'petition',
    from: ['registered'],
    back: 'registered',
    out: [
      { stop: 'XF-T01', as: 'met' },
      { stop: 'HY-RECEPTION', as: 'met' },
    ],
    returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  })
  const answering = serving({
    seat: 'handler',
    answeredBy: 'handler',
    document: 'handling-opinion',
    clocks: [{ start: 'XF-T08', owner: 'citizen', right: true }],
    opens: [{ attach: 'follow-up', targetSeat: 'centre' }],
    citizenAnswered: [
      '处理意见已送达。不服的，可以在期限内请求复查；也请您评价。',
      'The handling opinion has been served. If you disagree you can ask for review within the time shown; please also rate.',
    ],
  })
  const states: StateDef[] = [
    state(
      'registered',
      label('已登记', 'Registered'),
      'centre',
      label(
        '您的来信来访已登记，正在确定由谁办理。',
        'Your matter is registered; we are deciding who handles it.',
      ),
    ),
    state('dispatched', label('已转送交办', 'Assigned'), 'handler', label(...of.awaitingNotice)),
    ...objecting.states,
    ...of.working,
    ...answering.states,
    ...declining.states,
    ...referring.states,
    ...transferring.states,
    noticeUndeliverableState('handler'),
    withdrawnState('centre'),
  ]
  return {
    kind: 'main',
    rated: true,
    remedy: 'review',
    initial: 'registered',
    opening: [{ start: 'XF-T01', owner: 'organ', fromReceipt: true }],
    states,
    transitions: [
      ...assigning(of.receipt, of.receiptDays),
      ...own,
      ...answering.steps,
      ...afterOpinion(of.again),
      ...objecting.steps,
      ...declining.steps,
      ...referring.steps,
      ...transferring.steps,
      askContribution(of.contributing),
      askExtension(of.extending, 'handler'),
      ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
    ],
  }
}
