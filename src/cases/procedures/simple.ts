/**
 * 简易办理: first-time matters that are clear, small or answerable at once, under shorter limits (XF-T12, XF-T13). The
 * answer is a handling opinion with all its remedies: a shorter way must not cost the person a right. What proves
 * unsuitable goes on in the ordinary way, its 60 days counted from the acceptance.
 */
import { assigning } from './assigning.ts'
import type { ClockEffect, Procedure, StateDef } from './format.ts'
import { beforeReviewDesk } from './former.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import { afterOpinion, opinionCheck } from './opinion-steps.ts'
import { CENTRE, choice, HANDLER, INTERNAL_REASON, label, REMARK, SYSTEM, state, step } from './parts.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

/** Grounds as far as their text was seen (rules.md A4); the fifth is not known and not offered. */
const GROUND = choice('ground', label('适用简易办理的情形', 'Why the simple procedure fits'), {
  clear: label('事实清楚、责任明确、争议不大、易于解决', 'Facts and duty are clear, little is disputed'),
  'answerable-at-once': label(
    '咨询、建议、感谢，可以即时答复',
    'A question, proposal or thanks, answerable at once',
  ),
  'daily-life': label('日常生活中时效性强', 'A matter of daily life that cannot wait'),
  'settled-position': label('已有明确承诺或者结论', 'The organ has a clear promise or conclusion'),
})

const received: ClockEffect[] = ['XF-T01', 'HY-RECEPTION', 'XF-T12', 'XF-T04'].map((rule) => ({
  stop: rule,
  as: 'met' as const,
}))
const objecting = objection({
  id: 'object',
  name: ['提出异议', 'Object: not within our powers'],
  guards: ['within-objection-window'],
  receipt: 'XF-T12',
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
      '已交给责任单位，等它尽快告知受理。',
      'It has gone to the unit responsible, which must now tell you soon that it takes it up.',
    ),
  ),
  ...objecting.states,
  state(
    'handling',
    label('简易办理中', 'Handled simply'),
    'handler',
    label('已经受理，按简易办理尽快答复。', 'It has been accepted and will be answered soon.'),
  ),
  state(
    'opinion-check',
    label('处理意见审核', 'Opinion being checked'),
    'handler',
    label('处理意见已拟好，正在审核签发。', 'The opinion is drafted and is being checked before issue.'),
  ),
  state(
    'ordinary',
    label('转普通程序办理中', 'Handled in the ordinary way'),
    'handler',
    label(
      '需要进一步调查，已转为普通程序，期限自受理之日起算。',
      'It needs a closer look and goes on in the ordinary way; its limit counts from the acceptance.',
    ),
  ),
  state(
    'ordinary-check',
    label('处理意见审核（普通程序）', 'Opinion being checked (ordinary)'),
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

const accepting = {
  to: 'handling',
  input: [GROUND, REMARK],
  guards: ['first-time' as const],
  documents: ['acceptance-notice' as const],
  notify: 'accepted',
  primary: true as const,
}

export const simple: Procedure = {
  id: 'simple',
  version: 2,
  label: label('简易办理', 'Simple procedure'),
  kind: 'main',
  numberLetter: 'S',
  rated: true,
  remedy: 'review',
  initial: 'registered',
  opening: [{ start: 'XF-T01', owner: 'organ', fromReceipt: true }],
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, SYSTEM],
  states,
  source: label(
    '信访事项简易办理办法（国信办发〔2022〕17号，未见全文，时限可由本地设置修改）；《信访工作条例》第三十二条至第三十六条',
    'Rules on the simple procedure (2022 No. 17; full text not seen, limits set locally); Regulations (2022), Arts. 32-36',
  ),
  transitions: [
    ...assigning('XF-T12', ['3个工作日', '3 working days']),
    step({
      ...accepting,
      id: 'accept-directly',
      label: label('直接受理（简易）', 'Accept it ourselves (simple)'),
      from: ['registered'],
      who: [CENTRE],
      clocks: [...received, { start: 'XF-T13', owner: 'citizen' }],
      seats: [{ seat: 'handler', from: 'actor' }],
      consequence: label(
        '由本单位简易办理：印发受理告知书，10个工作日内出具处理意见，能当场答复的当场答复。',
        'We handle it ourselves: the notice is issued and the opinion is due in 10 working days, at once where possible.',
      ),
    }),
    step({
      ...accepting,
      id: 'accept',
      label: label('受理（简易）', 'Accept (simple)'),
      from: ['dispatched'],
      who: [HANDLER],
      clocks: [...received, { start: 'XF-T13', owner: 'citizen' }],
      consequence: label(
        '印发受理告知书，停止3个工作日的告知时限，开始10个工作日的答复时限。',
        'Issues the acceptance notice, meets the 3 working days and begins the 10 working days for the opinion.',
      ),
    }),
    step({
      id: 'accept-ordinary',
      label: label('不适用简易办理，按普通程序受理', 'Accept in the ordinary way'),
      from: ['dispatched'],
      to: 'ordinary',
      who: [HANDLER],
      input: [INTERNAL_REASON],
      clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
      documents: ['acceptance-notice'],
      consequence: label(
        '印发受理告知书，按普通程序60日办理，理由存档。',
        'Issues the acceptance notice; the 60 days of the ordinary procedure begin, the reason is kept.',
      ),
      notify: 'accepted',
    }),
    step({
      id: 'accept-ordinary-directly',
      label: label('直接受理（普通程序）', 'Accept it ourselves (ordinary)'),
      from: ['registered'],
      to: 'ordinary',
      who: [CENTRE],
      input: [INTERNAL_REASON],
      clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
      seats: [{ seat: 'handler', from: 'actor' }],
      documents: ['acceptance-notice'],
      consequence: label(
        '由本单位按普通程序60日办理，理由存档。',
        'We handle it ourselves in the ordinary way in 60 days; the reason is kept.',
      ),
      notify: 'accepted',
    }),
    step({
      id: 'to-ordinary',
      label: label('转为普通程序', 'Go on in the ordinary way'),
      from: ['handling'],
      to: 'ordinary',
      who: [HANDLER],
      input: [INTERNAL_REASON],
      clocks: [
        { stop: 'XF-T13', as: 'stopped' },
        { start: 'XF-T06', owner: 'citizen', asOf: 'XF-T13' },
      ],
      consequence: label(
        '不再适用简易办理；60日的办理时限自简易受理之日起算，不从今日起算。',
        'The simple procedure ends; the 60 days count from its acceptance, not from today.',
      ),
    }),
    ...opinionCheck({
      handling: 'handling',
      check: 'opinion-check',
      limit: ['10个工作日', '10 working days'],
    }),
    ...opinionCheck({
      handling: 'ordinary',
      check: 'ordinary-check',
      limit: ['60日', '60 days'],
      suffix: '-ordinary',
    }),
    ...answering.steps,
    ...afterOpinion('ordinary'),
    ...objecting.steps,
    ...declining.steps,
    ...referring.steps,
    ...transferring.steps,
    askContribution(['handling', 'ordinary']),
    askExtension(['ordinary'], 'handler'),
    ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
  ],
}

/** Version 1 took requests for review in another way. */
export const simpleV1: Procedure = beforeReviewDesk(simple)
