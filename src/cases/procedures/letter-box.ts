/** 领导信箱: a letter to the Party secretary, mayor or district head, answered through the centre. */
import type { Procedure, StateDef } from './format.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import {
  CENTRE,
  CHECKER,
  CITIZEN,
  HANDLER,
  label,
  OUTCOMES,
  REMARK,
  REPLY,
  SYSTEM,
  state,
  step,
  UNIT,
  words,
} from './parts.ts'
import { redo, replyCheck } from './reply-steps.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

const reception = { stop: 'HY-RECEPTION', as: 'met' as const }
const returning = objection({
  id: 'return-order',
  name: ['退回', 'Return'],
  guards: [],
  receipt: 'HY-SIGN',
  back: 'registered',
  backClock: 'HY-RECEPTION',
})
const turnedAway = { seat: 'centre' as const, centreFrom: ['registered'], stops: [reception] }
const declining = decline(turnedAway)
const referring = refer(turnedAway)
const transferring = transfer({
  procedure: 'letter-box',
  from: ['registered'],
  back: 'registered',
  out: [reception],
  returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
})
const answering = serving({
  seat: 'centre',
  answeredBy: 'handler',
  who: [CHECKER],
  document: 'reply',
  opens: [{ attach: 'follow-up', targetSeat: 'centre' }],
  citizenAnswered: [
    '已答复，请查看并评价。不满意的，我们会核实是否重办。',
    'Answered: please read and rate it. If you are not satisfied, we look into doing it again.',
  ],
})

const states: StateDef[] = [
  state(
    'registered',
    label('已登记', 'Registered'),
    'centre',
    label('您的来信已登记，正在确定由谁办理。', 'Your letter is registered; we are deciding who handles it.'),
  ),
  state(
    'dispatched',
    label('已转办', 'Assigned'),
    'handler',
    label('已转给责任单位，等它签收。', 'It has gone to the unit responsible, which must now sign for it.'),
  ),
  ...returning.states,
  state(
    'handling',
    label('办理中', 'Being handled'),
    'handler',
    label('责任单位正在办理。', 'The unit responsible is working on it.'),
  ),
  state(
    'reply-check',
    label('答复审核', 'Reply being checked'),
    'centre',
    label('答复已拟好，我们正在审核。', 'The reply is drafted and we are checking it.'),
  ),
  ...answering.states,
  ...declining.states,
  ...referring.states,
  ...transferring.states,
  noticeUndeliverableState('centre'),
  withdrawnState('centre'),
]

export const letterBox: Procedure = {
  id: 'letter-box',
  version: 2,
  label: label('领导信箱', 'Leader letter box'),
  kind: 'main',
  numberLetter: 'L',
  portalServes: true,
  rated: true,
  remedy: 'redo',
  initial: 'registered',
  opening: [
    { start: 'HY-LETTERBOX', owner: 'citizen', fromReceipt: true },
    { start: 'HY-RECEPTION', owner: 'organ' },
  ],
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, CITIZEN, SYSTEM],
  states,
  source: label(
    '本地领导信箱办理规则（时限为本地设置）',
    'Local rules of the letter boxes (the limit is a local setting)',
  ),
  transitions: [
    step({
      id: 'assign',
      label: label('转办', 'Assign'),
      from: ['registered'],
      to: 'dispatched',
      who: [CENTRE],
      input: [UNIT, words('words', label('转办意见', 'Remarks'), 'note', false)],
      clocks: [reception, { start: 'HY-SIGN', owner: 'organ' }],
      seats: [{ seat: 'handler', from: 'input', input: 'unit' }],
      consequence: label(
        '责任单位开始签收计时；群众的答复时限自收到来信起连续计算，不因转办重算。',
        'The unit’s time to sign begins; the citizen’s limit has run since the letter arrived and is not begun again.',
      ),
      notify: 'handed-over',
      primary: true,
    }),
    step({
      id: 'answer-directly',
      label: label('直接答复', 'Answer it ourselves'),
      from: ['registered'],
      to: 'reply-check',
      who: [CENTRE],
      input: [OUTCOMES, REPLY],
      guards: ['every-demand-has-outcome'],
      clocks: [reception, { start: 'HY-REPLY-CHECK', owner: 'organ' }],
      seats: [{ seat: 'handler', from: 'actor' }],
      consequence: label(
        '由本单位直接答复，送审核后印发；本单位记为承办单位。',
        'We answer it ourselves; it is checked, then issued, and we are recorded as the handling unit.',
      ),
    }),
    step({
      id: 'sign',
      label: label('签收', 'Sign for it'),
      from: ['dispatched'],
      to: 'handling',
      who: [HANDLER],
      input: [REMARK],
      clocks: [{ stop: 'HY-SIGN', as: 'met' }],
      consequence: label(
        '确认由本单位办理，签收时限完成；答复时限照常计算。',
        'Confirms that your unit handles it and meets the time to sign; the limit for the reply runs on.',
      ),
      primary: true,
    }),
    ...replyCheck(['handling']),
    ...answering.steps,
    redo('HY-REDO-LETTERBOX'),
    ...returning.steps,
    ...declining.steps,
    ...referring.steps,
    ...transferring.steps,
    askContribution(['handling']),
    askExtension(['handling'], 'centre'),
    ...citizenActs(states, CENTRE),
  ],
}
