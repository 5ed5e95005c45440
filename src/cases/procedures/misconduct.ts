/** 检举控告: a report of misconduct. Shielded: the reported unit never finds, receives or is copied on it (R22 30, XF-P01). */
import type { Procedure, StateDef } from './format.ts'
import { askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import {
  CENTRE,
  CITIZEN,
  HANDLER,
  HANDLER_HEAD,
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
import { citizenActs, decline, noticeUndeliverableState, transfer, withdrawnState } from './side-paths.ts'

const DISCREET = 'discreet-news'
const reception = { stop: 'HY-RECEPTION', as: 'met' as const }
/** The reporter's own clock: runs on through objection and return until a competent organ has taken it. */
const routed = { stop: 'HY-MISCONDUCT-ROUTE', as: 'met' as const }
const signed = { stop: 'HY-SIGN', as: 'met' as const }

const objecting = objection({
  id: 'object',
  name: ['提出异议', 'Object: not within our powers'],
  guards: [],
  receipt: 'HY-SIGN',
  back: 'registered',
  backClock: 'HY-RECEPTION',
  shielded: true,
})
const declining = decline({
  seat: 'handler',
  centreFrom: ['registered'],
  handlerFrom: ['dispatched'],
  stops: [routed, reception, signed],
  notify: DISCREET,
})
const transferring = transfer({
  procedure: 'misconduct',
  from: ['registered'],
  back: 'registered',
  out: [reception],
  returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  notify: DISCREET,
})
const answering = serving({
  seat: 'handler',
  answeredBy: 'handler',
  document: 'reply',
  citizenAnswered: [
    '您反映的情况已有处理结果，请查看。',
    'There is a result on what you reported: please read it.',
  ],
  notify: DISCREET,
})

const states: StateDef[] = [
  state(
    'registered',
    label('已登记', 'Registered'),
    'centre',
    label(
      '您反映的情况已登记并严格保密，正在确定有权处理的机关。',
      'What you reported is registered and kept secret; we are finding the competent organ.',
    ),
  ),
  state(
    'dispatched',
    label('已移送', 'Handed over'),
    'handler',
    label(
      '已移送有权处理的机关，等它确认受理。',
      'It has gone to the competent organ, which must now take it up.',
    ),
  ),
  ...objecting.states,
  state(
    'handling',
    label('办理中', 'Being handled'),
    'handler',
    label(
      '有权处理的机关正在办理。您的信息严格保密。',
      'The competent organ is working on it. Who you are is kept secret.',
    ),
  ),
  state(
    'result-check',
    label('结果审核', 'Result being checked'),
    'handler',
    label('处理结果正在审核。', 'The result is being checked.'),
  ),
  ...answering.states,
  ...declining.states,
  ...transferring.states,
  noticeUndeliverableState('handler'),
  withdrawnState('centre'),
]

export const misconduct: Procedure = {
  id: 'misconduct',
  version: 2,
  label: label('检举控告', 'Report of misconduct'),
  kind: 'main',
  numberLetter: 'J',
  shielded: true,
  portalServes: true,
  rated: false,
  remedy: 'none',
  initial: 'registered',
  opening: [
    { start: 'HY-MISCONDUCT-ROUTE', owner: 'citizen', fromReceipt: true },
    { start: 'HY-RECEPTION', owner: 'organ' },
  ],
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, CITIZEN, SYSTEM],
  states,
  source: label(
    '《信访工作条例》第三十条（条文未定日数，时限为本地设置）',
    'Regulations on Letters and Visits Work (2022), Art. 30 (no number of days; limits are local settings)',
  ),
  transitions: [
    step({
      id: 'route',
      label: label('移送有权处理的机关', 'Hand over to the competent organ'),
      from: ['registered'],
      to: 'dispatched',
      who: [CENTRE],
      input: [UNIT, words('words', label('移送意见', 'Remarks'), 'note', false)],
      guards: ['unit-not-reported'],
      clocks: [reception, { start: 'HY-SIGN', owner: 'organ' }],
      seats: [{ seat: 'handler', from: 'input', input: 'unit' }],
      consequence: label(
        '材料只移送所选机关；被反映单位看不到、收不到，也查不到本件。',
        'The material goes to that organ alone; the unit reported can neither see, receive nor find it.',
      ),
      notify: DISCREET,
      primary: true,
    }),
    step({
      id: 'accept',
      label: label('受理', 'Take it up'),
      from: ['dispatched'],
      to: 'handling',
      who: [HANDLER],
      input: [REMARK],
      clocks: [routed, signed, { start: 'HY-MISCONDUCT-HANDLE', owner: 'citizen' }],
      consequence: label(
        '分流时限完成，开始60日的办理时限（本地设置）。',
        'Meets the limit for routing and begins 60 days of handling (a local setting).',
      ),
      notify: DISCREET,
      primary: true,
    }),
    step({
      id: 'submit-result',
      label: label('提交处理结果', 'Submit the result'),
      from: ['handling'],
      to: 'result-check',
      who: [HANDLER],
      input: [OUTCOMES, REPLY],
      guards: ['every-demand-has-outcome'],
      clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        '送负责人审核；办理时限照常计算。',
        'Goes to the head to be checked; the limit runs on.',
      ),
      primary: true,
    }),
    step({
      id: 'approve-result',
      label: label('签发答复', 'Sign and send the reply'),
      from: ['result-check'],
      to: 'serving',
      who: [HANDLER_HEAD],
      input: [REMARK],
      guards: ['every-demand-has-outcome'],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      documents: ['reply'],
      consequence: label(
        '答复放到反映人的查询页，凭码查看，不外发内容。',
        'The reply goes on the reporter’s page, to be read by code; nothing of it is sent out.',
      ),
      primary: true,
    }),
    step({
      id: 'send-back-result',
      label: label('退回修改', 'Send back'),
      from: ['result-check'],
      to: 'handling',
      who: [HANDLER_HEAD],
      input: [words('words', label('修改意见', 'What to change'), 'note')],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      consequence: label('退回经办人修改；办理时限照常计算。', 'Back to the drafter; the limit runs on.'),
    }),
    ...answering.steps,
    ...objecting.steps,
    ...declining.steps,
    ...transferring.steps,
    askExtension(['handling'], 'handler'),
    ...citizenActs(states, CENTRE, { notify: DISCREET }),
  ],
}
