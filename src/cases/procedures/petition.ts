/** 信访程序 under R22 31(6): assignment, acceptance, handling opinion, with review and re-review behind it. */
import { assigning } from './assigning.ts'
import type { Procedure, StateDef } from './format.ts'
import { beforeReviewDesk } from './former.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import { afterOpinion, opinionCheck } from './opinion-steps.ts'
import { CENTRE, CITIZEN, HANDLER, label, REMARK, SYSTEM, state, step } from './parts.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

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
  version: 4,
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
    ...assigning('XF-T03', ['15日', '15 days']),
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
    ...opinionCheck({ handling: 'handling', check: 'opinion-check', limit: ['60日', '60 days'] }),
    ...answering.steps,
    ...afterOpinion('handling'),
    ...objecting.steps,
    ...declining.steps,
    ...referring.steps,
    ...transferring.steps,
    askContribution(['handling']),
    askExtension(['handling'], 'handler'),
    ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
  ],
}

/** Version 3 took requests for review in another way; version 2 had no assignment with a day to report. */
export const petitionV3: Procedure = beforeReviewDesk(petition)
export const petitionV2: Procedure = {
  ...petitionV3,
  version: 2,
  transitions: petitionV3.transitions.filter((t) => t.id !== 'assign-with-limit'),
}
