/** 信访程序 under R22 31(6): assignment, acceptance, handling opinion, with review and re-review behind it. */
import type { Procedure, StateDef } from './format.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import {
  CENTRE,
  CITIZEN,
  choice,
  HANDLER,
  HANDLER_HEAD,
  label,
  OUTCOMES,
  REASON,
  REMARK,
  SYSTEM,
  state,
  step,
  UNIT,
  words,
} from './parts.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

const RESULT = choice('result', label('处理结果', 'Result'), {
  supported: label('支持', 'Supported'),
  explained: label('解释说明', 'Explained'),
  'not-supported': label('不支持', 'Not supported'),
})

/** The organ's clocks before acceptance; stopping one that does not run changes nothing. */
const received = ['XF-T01', 'HY-RECEPTION', 'XF-T03', 'XF-T04'].map((rule) => ({
  stop: rule,
  as: 'met' as const,
}))

const objecting = objection({
  id: 'object',
  name: ['提出异议', 'Object: not within our powers'],
  guards: ['within-objection-window'],
  receipt: 'XF-T03',
  window: 'XF-T04',
  back: 'registered',
  backClock: 'HY-RECEPTION',
})
const turnedAway = {
  seat: 'handler' as const,
  centreFrom: ['registered'],
  handlerFrom: ['dispatched'],
  stops: received,
}
const declining = decline(turnedAway)
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
  state(
    'dispatched',
    label('已转送交办', 'Assigned'),
    'handler',
    label(
      '已交给责任单位，等它书面告知受理。',
      'It has gone to the unit responsible, which must now tell you in writing.',
    ),
  ),
  ...objecting.states,
  state(
    'handling',
    label('办理中', 'Being handled'),
    'handler',
    label('已经受理，正在调查办理。', 'It has been accepted and is being looked into.'),
  ),
  state(
    'opinion-check',
    label('处理意见审核', 'Opinion being checked'),
    'handler',
    label('处理意见已拟好，正在审核签发。', 'The opinion is drafted and is being checked before issue.'),
  ),
  ...answering.states,
  ...declining.states,
  ...referring.states,
  ...transferring.states,
  noticeUndeliverableState('handler'),
  withdrawnState('centre'),
]

export const petition: Procedure = {
  id: 'petition',
  version: 2,
  label: label('信访程序', 'Petition procedure'),
  kind: 'main',
  numberLetter: 'X',
  rated: true,
  remedy: 'review',
  initial: 'registered',
  opening: [{ start: 'XF-T01', owner: 'organ', fromReceipt: true }],
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, CITIZEN, SYSTEM],
  states,
  source: label(
    '《信访工作条例》第二十二条至第三十六条',
    'Regulations on Letters and Visits Work (2022), Arts. 22-36',
  ),
  transitions: [
    step({
      id: 'assign',
      label: label('转送、交办', 'Transfer or assign'),
      from: ['registered'],
      to: 'dispatched',
      who: [CENTRE],
      input: [
        UNIT,
        choice('mode', label('方式', 'Manner'), {
          transfer: label('转送', 'Transfer'),
          assign: label('交办', 'Assign'),
        }),
        words('words', label('交办意见', 'Remarks'), 'note', false),
      ],
      clocks: [
        { stop: 'XF-T01', as: 'met' },
        { stop: 'HY-RECEPTION', as: 'met' },
        { start: 'XF-T03', owner: 'organ' },
        { start: 'XF-T04', owner: 'organ', right: true },
      ],
      seats: [{ seat: 'handler', from: 'input', input: 'unit' }],
      consequence: label(
        '我们的转送交办时限完成；责任单位开始15日的书面告知时限，5个工作日内可以提出异议。',
        'Our own limit is met; the unit gets 15 days to tell the person in writing and 5 working days to object.',
      ),
      notify: 'handed-over',
      primary: true,
    }),
    step({
      id: 'accept-directly',
      label: label('直接受理', 'Accept it ourselves'),
      from: ['registered'],
      to: 'handling',
      who: [CENTRE],
      input: [REMARK],
      clocks: [
        { start: 'XF-T02', owner: 'citizen', fromReceipt: true },
        { stop: 'XF-T02', as: 'met' },
        ...received,
        { start: 'XF-T06', owner: 'citizen' },
      ],
      seats: [{ seat: 'handler', from: 'actor' }],
      documents: ['acceptance-notice'],
      consequence: label(
        '由本单位办理：印发受理告知书，停止告知时限，开始60日的办理时限。',
        'We handle it ourselves: the acceptance notice is issued and the 60 days of handling begin.',
      ),
      notify: 'accepted',
    }),
    step({
      id: 'accept',
      label: label('受理', 'Accept'),
      from: ['dispatched'],
      to: 'handling',
      who: [HANDLER],
      input: [REMARK],
      clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
      documents: ['acceptance-notice'],
      consequence: label(
        '印发受理告知书。这会停止15日的告知时限，并开始60日的办理时限。',
        'Issues the acceptance notice. It stops the 15 days for telling the person and begins the 60 days of handling.',
      ),
      notify: 'accepted',
      primary: true,
    }),
    step({
      id: 'submit-opinion',
      label: label('提交处理意见', 'Submit the opinion'),
      from: ['handling'],
      to: 'opinion-check',
      who: [HANDLER],
      input: [OUTCOMES, RESULT, words('opinion', label('处理意见', 'Opinion'), 'opinion')],
      guards: ['every-demand-has-outcome', 'no-open-contribution'],
      clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        '送单位负责人审核签发；60日的办理时限照常计算。',
        'Goes to the head of the unit for signature; the 60 days run on.',
      ),
      primary: true,
    }),
    step({
      id: 'approve-opinion',
      label: label('签发处理意见', 'Sign and issue the opinion'),
      from: ['opinion-check'],
      to: 'serving',
      who: [HANDLER_HEAD],
      input: [REMARK],
      guards: ['every-demand-has-outcome'],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      documents: ['handling-opinion'],
      consequence: label(
        '印发信访处理意见书并开始送达；送达后办理时限完成，复查请求期限开始。',
        'Issues the handling opinion for service; service meets the limit and opens the time to ask for review.',
      ),
      notify: 'answer-issued',
      primary: true,
    }),
    step({
      id: 'send-back-opinion',
      label: label('退回修改', 'Send back'),
      from: ['opinion-check'],
      to: 'handling',
      who: [HANDLER_HEAD],
      input: [words('words', label('修改意见', 'What to change'), 'note')],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      consequence: label(
        '退回经办人修改；60日的办理时限照常计算。',
        'Back to the drafter; the 60 days run on.',
      ),
    }),
    ...answering.steps,
    step({
      id: 'revoke-own-opinion',
      label: label('自行撤销处理意见', 'Revoke our own opinion'),
      from: ['answered'],
      to: 'handling',
      who: [HANDLER_HEAD],
      input: [REASON],
      guards: ['redo-allowed'],
      clocks: [
        { stop: 'XF-T08', as: 'stopped' },
        { start: 'HY-REVOKED', owner: 'citizen' },
      ],
      documents: ['revocation-notice'],
      marks: ['redo'],
      consequence: label(
        '印发撤销决定，原处理意见失效，重新办理并重新计算复查请求期限。',
        'Issues the revocation; the opinion no longer holds, the matter is handled afresh and a new time for review follows.',
      ),
      notify: 'revoked',
    }),
    step({
      id: 'review-revoked',
      label: label('复查（复核）撤销，重新办理', 'Revoked on review, handle again'),
      from: ['answered'],
      to: 'handling',
      who: [SYSTEM],
      input: [REMARK],
      guards: ['redo-allowed'],
      clocks: [
        { stop: 'XF-T08', as: 'stopped' },
        { start: 'HY-REVOKED', owner: 'citizen' },
      ],
      marks: ['redo'],
      consequence: label(
        '上一级撤销了处理意见，原办理单位重新办理。',
        'The next level up has revoked the opinion; the unit handles the matter again.',
      ),
      notify: 'redo',
    }),
    step({
      id: 'request-review',
      label: label('请求复查', 'Ask for review'),
      from: ['answered'],
      to: '=',
      who: [CITIZEN, { roles: ['clerk'], seat: 'centre' }],
      input: [
        words('words', label('复查请求和理由', 'What you ask and why'), 'body'),
        words('lateReason', label('逾期理由（如已过期限）', 'Reason for being late, if late'), 'note', false),
      ],
      guards: ['review-not-requested', 'window-open-or-reason'],
      clocks: [{ stop: 'XF-T08', as: 'met' }],
      opens: [{ matter: 'review', at: 'next-level-up' }],
      consequence: label(
        '由原办理单位的上一级复查，30日内书面答复；案卷按现状一并移送。',
        'The next level up reviews the opinion and answers in writing within 30 days, on the file as it was.',
      ),
      notify: 'review-requested',
      primary: true,
    }),
    ...objecting.steps,
    ...declining.steps,
    ...referring.steps,
    ...transferring.steps,
    askContribution(['handling']),
    askExtension(['handling'], 'handler'),
    ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
  ],
}
