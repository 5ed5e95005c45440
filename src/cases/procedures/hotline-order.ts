/** 12345 工单: answered at once or dispatched; the clock runs from dispatch, not from signing. */
import type { ClockEffect, InputField, Procedure, StateDef, Transition } from './format.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import { isOfType, ORDER_TYPES, typeLimits } from './order-types.ts'
import {
  CENTRE,
  CHECKER,
  CITIZEN,
  choice,
  EVIDENCE,
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
import { citizenActs, decline, noticeUndeliverableState, transfer, withdrawnState } from './side-paths.ts'

const reception = { stop: 'HY-RECEPTION', as: 'met' as const }
const attended: ClockEffect[] = [
  { stop: 'HL-URGENT', as: 'met' },
  { stop: 'HL-UTILITY', as: 'met' },
]
const TYPE: InputField = {
  ...choice(
    'type',
    label('工单类型', 'Type of the order'),
    Object.fromEntries(Object.entries(ORDER_TYPES).map(([type, { of }]) => [type, of])),
  ),
  required: false,
}
const typed: ClockEffect[] = Object.entries(ORDER_TYPES).map(([is, { rule }]) => ({
  start: rule,
  owner: 'organ',
  when: { input: 'type', is },
}))

/** The caller's own clock; started once, when the order first leaves the centre. */
const callersClock: ClockEffect = { start: 'HL-05', owner: 'citizen' }

const untyped = (clocks: ClockEffect[]) => clocks.filter((e) => !isOfType(e))
const withoutType = (t: Transition): Transition => ({
  ...t,
  input: t.input.filter((f) => f !== TYPE),
  clocks: untyped(t.clocks),
})

const returning = objection({
  id: 'return-order',
  name: ['退单', 'Return the order'],
  guards: [],
  receipt: 'HY-SIGN',
  // The unit that gave it back is held to no limit any more; whoever gets it next begins their own when it is dispatched.
  alsoLeft: typeLimits('stopped'),
  back: 'returned',
  backClock: 'HY-RECEPTION',
  asks: [
    {
      ...choice('returnKind', label('退回原因类别', 'Category of reason'), {
        'not-our-duty': label('不属本单位职责', 'Not our duty'),
        'not-our-area': label('不属本辖区', 'Not our area'),
        unclear: label('事实或地点不清', 'Facts or place unclear'),
        duplicate: label('重复工单', 'The same order again'),
        'other-route': label('应走其他途径', 'Belongs on another route'),
        other: label('其他', 'Something else'),
      }),
      required: false,
    },
  ],
})
const declining = decline({ seat: 'centre', centreFrom: ['received', 'returned'], stops: [reception] })
const transferring = transfer({
  procedure: 'hotline-order',
  from: ['received'],
  back: 'returned',
  out: [reception, callersClock],
  returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  // An order returned by a unit has its caller's clock already.
  also: [{ id: 'transfer-returned', from: ['returned'], out: [reception] }],
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
    'received',
    label('已受理', 'Received'),
    'centre',
    label('您的来电已记录，正在处理。', 'Your call is recorded and being dealt with.'),
  ),
  state(
    'dispatched',
    label('已派单', 'Dispatched'),
    'handler',
    label('已派给责任单位，办理时限已经开始。', 'It has gone to the unit responsible; its time is running.'),
  ),
  ...returning.states,
  state(
    'returned',
    label('待重新派单', 'To be dispatched again'),
    'centre',
    label(
      '正在改派更合适的单位，您的时限不受影响。',
      'It is going to a better placed unit; your time limit is not affected.',
    ),
  ),
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
  ...transferring.states,
  noticeUndeliverableState('centre'),
  withdrawnState('centre'),
]

/** One step for each urgency, since each starts clocks of its own. */
function dispatch(
  id: string,
  name: [string, string],
  from: string,
  clocks: ClockEffect[],
  consequence: [string, string],
): Transition {
  return step({
    id,
    label: label(...name),
    from: [from],
    to: 'dispatched',
    who: [CENTRE],
    input: [UNIT, TYPE, words('words', label('派单意见', 'Remarks'), 'note', false)],
    clocks: [reception, { start: 'HY-SIGN', owner: 'organ' }, ...clocks, ...typed],
    seats: [{ seat: 'handler', from: 'input', input: 'unit' }],
    consequence: label(...consequence),
    notify: 'handed-over',
    ...(id === 'dispatch' || id === 'redispatch' ? { primary: true as const } : {}),
  })
}

export const hotlineOrder: Procedure = {
  id: 'hotline-order',
  version: 4,
  label: label('12345热线工单', '12345 hotline order'),
  kind: 'main',
  numberLetter: 'R',
  portalServes: true,
  rated: true,
  remedy: 'redo',
  initial: 'received',
  opening: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  openedBy: [{ roles: ['operator', 'clerk'], anywhere: true }, CITIZEN, SYSTEM],
  states,
  source: label(
    '地方12345热线规定（济南、潍坊、北京等文本，时限为本地设置）',
    'Local hotline rules (Jinan, Weifang, Beijing texts; limits are local settings)',
  ),
  transitions: [
    step({
      id: 'answer-now',
      label: label('即时答复', 'Answer at once'),
      from: ['received'],
      to: 'serving',
      who: [CENTRE],
      input: [OUTCOMES, REPLY],
      guards: ['every-demand-has-outcome'],
      seats: [{ seat: 'handler', from: 'actor' }],
      documents: ['reply'],
      consequence: label(
        '当场答复，不再派单；答复发到群众的查询页，并开始回访。',
        'Answers on the spot without an order; the reply goes on the caller’s page and the follow-up starts.',
      ),
    }),
    dispatch(
      'dispatch',
      ['派单', 'Dispatch'],
      'received',
      [callersClock],
      [
        '派给所选单位；5个工作日的办理答复时限从现在起算，不等签收。',
        'Sends the order to the unit; its 5 working days start now, not at signing.',
      ],
    ),
    dispatch(
      'dispatch-urgent',
      ['紧急派单', 'Dispatch as urgent'],
      'received',
      [callersClock, { start: 'HL-URGENT', owner: 'organ' }],
      [
        '按紧急事项派单：2小时内先行处置，并在5个工作日内答复，均从现在起算。',
        'Urgent: to be attended to within 2 hours and answered within 5 working days, both from now.',
      ],
    ),
    dispatch(
      'dispatch-utility',
      ['水电气热派单', 'Dispatch as utilities'],
      'received',
      [callersClock, { start: 'HL-UTILITY', owner: 'organ' }],
      [
        '按水电气热等民生事项派单：24小时内先行处置，并在5个工作日内答复，均从现在起算。',
        'Utilities: to be attended to within 24 hours and answered within 5 working days, both from now.',
      ],
    ),
    dispatch(
      'redispatch',
      ['重新派单', 'Dispatch again'],
      'returned',
      [],
      [
        '改派所选单位；来电人的时限从首次派单起连续计算，不重算。',
        'Sends the order to another unit; the caller’s limit has run since the first dispatch and is not begun again.',
      ],
    ),
    step({
      id: 'sign',
      label: label('签收', 'Sign for it'),
      from: ['dispatched'],
      to: 'handling',
      who: [HANDLER],
      input: [REMARK],
      clocks: [{ stop: 'HY-SIGN', as: 'met' }],
      consequence: label(
        '确认由本单位办理，签收时限完成；办理时限从派单起连续计算。',
        'Confirms that your unit handles it; the limit has run since dispatch.',
      ),
      primary: true,
    }),
    step({
      id: 'record-attended',
      label: label('登记先行处置', 'Record that it was attended to'),
      from: ['handling'],
      to: '=',
      who: [HANDLER],
      input: [words('words', label('处置情况', 'What was done'), 'note')],
      clocks: attended,
      consequence: label(
        '紧急（民生）处置时限完成；仍须在答复时限内答复。',
        'Meets the limit for attending to it; the reply is still due in its own time.',
      ),
    }),
    ...replyCheck(['handling'], [...attended, ...typeLimits('met')]),
    ...answering.steps,
    redo('HY-REDO-HOTLINE'),
    step({
      id: 'end-early',
      label: label('应书面申请提前终止', 'End early on written request'),
      from: ['dispatched', 'handling'],
      to: 'withdrawn',
      who: [CHECKER],
      input: [
        { ...EVIDENCE, required: true },
        words('words', label('审核说明', 'Explanation after checking'), 'note'),
      ],
      guards: ['citizen-own-act', 'withdrawal-evidence', 'asked-in-writing-and-checked'],
      consequence: label(
        '来电人书面申请并经中心核实后终止办理，所有时限停止，说明存档。',
        'Ends the order on the caller’s written request after the centre’s check; every clock stops, the explanation is kept.',
      ),
      notify: 'withdrawn',
    }),
    ...returning.steps,
    ...declining.steps,
    ...transferring.steps,
    askContribution(['handling']),
    askExtension(['handling'], 'centre'),
    ...citizenActs(states, CENTRE),
  ],
}

/** As it was before the limit by type ended with the unit it was for, and began anew for the next one. */
export const hotlineOrderV3: Procedure = {
  ...hotlineOrder,
  version: 3,
  transitions: hotlineOrder.transitions.map((t) => {
    if (t.id === 'redispatch') return withoutType(t)
    return returning.steps.some((s) => s.id === t.id) ? { ...t, clocks: untyped(t.clocks) } : t
  }),
}

/** As it was before an order had a type with a limit of its own. */
export const hotlineOrderV2: Procedure = {
  ...hotlineOrderV3,
  version: 2,
  transitions: hotlineOrderV3.transitions.map(withoutType),
}
