/** Reply, its check by the centre, and redo: shared by letter box and hotline. */
import type { ClockEffect, Transition } from './format.ts'
import { CHECKER, HANDLER, label, OUTCOMES, REMARK, REPLY, SYSTEM, step, words } from './parts.ts'

/** Submit, approve, send back. The centre checks every reply before it goes out (济南27, 北京23). */
export function replyCheck(from: string[], submitted: ClockEffect[] = []): Transition[] {
  return [
    step({
      id: 'submit-reply',
      label: label('提交答复', 'Submit the reply'),
      from,
      to: 'reply-check',
      who: [HANDLER],
      input: [OUTCOMES, REPLY],
      guards: ['every-demand-has-outcome', 'no-open-contribution'],
      clocks: [...submitted, { start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        '送中心审核；审核期间群众的时限照常计算。',
        'Goes to the centre to be checked; the citizen’s limit runs on meanwhile.',
      ),
      primary: true,
    }),
    step({
      id: 'approve-reply',
      label: label('审核通过并答复', 'Approve and send'),
      from: ['reply-check'],
      to: 'serving',
      who: [CHECKER],
      input: [REMARK],
      guards: ['every-demand-has-outcome'],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      documents: ['reply'],
      consequence: label(
        '答复发到群众的查询页，即为送达，时限完成，并开始回访。',
        'Posts the reply on the person’s page, which serves it, meets the limit and starts the follow-up.',
      ),
      primary: true,
    }),
    step({
      id: 'send-back-reply',
      label: label('退回补充', 'Send back'),
      from: ['reply-check'],
      to: 'handling',
      who: [CHECKER],
      input: [words('words', label('退回意见', 'What is missing'), 'note')],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      consequence: label(
        '退回承办单位补充；群众的时限照常计算。',
        'Back to the handling unit; the citizen’s limit runs on.',
      ),
    }),
  ]
}

/** Redo (重办): ordered by the centre's decision on the follow-up, never by the unit. */
export function redo(rule: string): Transition {
  return step({
    id: 'redo',
    label: label('重办', 'Do it again'),
    from: ['answered'],
    to: 'handling',
    who: [SYSTEM],
    guards: ['redo-allowed'],
    clocks: [{ start: rule, owner: 'citizen' }],
    marks: ['redo'],
    trigger: { procedure: 'follow-up', end: 'refused' },
    consequence: label(
      '承办单位重新办理并逐项重新答复，另计重办时限；原时限的结果不变。',
      'The unit handles it again and answers each demand afresh under the redo limit; the first limit’s result stands.',
    ),
    notify: 'redo',
  })
}
