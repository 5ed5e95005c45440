/** The handling opinion (信访处理意见书) from draft to signature, and what may follow its service: shared by ordinary and simple procedure. */
import type { Transition } from './format.ts'
import {
  choice,
  HANDLER,
  HANDLER_HEAD,
  label,
  OUTCOMES,
  REASON,
  REDO_DAYS,
  REMARK,
  SYSTEM,
  step,
  words,
} from './parts.ts'
import { askForReview, type ReviewRequest } from './request-review.ts'

const RESULT = choice('result', label('处理结果', 'Result'), {
  supported: label('支持', 'Supported'),
  explained: label('解释说明', 'Explained'),
  'not-supported': label('不支持', 'Not supported'),
})

const REQUEST_REVIEW: ReviewRequest = {
  asks: 'review',
  name: ['复查', 'review'],
  window: 'XF-T08',
  staff: { roles: ['clerk'], seat: 'centre' },
  consequence: [
    '由原办理单位的上一级复查，30日内书面答复；案卷按现状一并移送。',
    'The next level up reviews the opinion and answers in writing within 30 days, on the file as it was.',
  ],
}

/** Drafted by the handler, signed by the head of the unit, or sent back (R22 32). */
export function opinionCheck(of: {
  handling: string
  check: string
  /** The citizen's limit in words. */
  limit: [string, string]
  /** Ends the ids, where a table has this part twice. */
  suffix?: string
}): Transition[] {
  const suffix = of.suffix ?? ''
  const [zh, en] = of.limit
  return [
    step({
      id: `submit-opinion${suffix}`,
      label: label('提交处理意见', 'Submit the opinion'),
      from: [of.handling],
      to: of.check,
      who: [HANDLER],
      input: [OUTCOMES, RESULT, words('opinion', label('处理意见', 'Opinion'), 'opinion')],
      guards: ['every-demand-has-outcome', 'no-open-contribution', 'no-open-hearing'],
      clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        `送单位负责人审核签发；${zh}的办理时限照常计算。`,
        `Goes to the head of the unit for signature; the ${en} run on.`,
      ),
      primary: true,
    }),
    step({
      id: `approve-opinion${suffix}`,
      label: label('签发处理意见', 'Sign and issue the opinion'),
      from: [of.check],
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
      id: `send-back-opinion${suffix}`,
      label: label('退回修改', 'Send back'),
      from: [of.check],
      to: of.handling,
      who: [HANDLER_HEAD],
      input: [words('words', label('修改意见', 'What to change'), 'note')],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      consequence: label(
        `退回经办人修改；${zh}的办理时限照常计算。`,
        `Back to the drafter; the ${en} run on.`,
      ),
    }),
  ]
}

/**
 * What may follow a served opinion: the organ revokes it itself, the next level up revokes it, the person asks for
 * review (R22 35). Never a silent redo.
 * @param handling state in which the matter is handled again
 */
export function afterOpinion(handling: string): Transition[] {
  return [
    step({
      id: 'revoke-own-opinion',
      label: label('自行撤销处理意见', 'Revoke our own opinion'),
      from: ['answered'],
      to: handling,
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
      to: handling,
      who: [SYSTEM],
      input: [REDO_DAYS],
      guards: ['redo-allowed'],
      clocks: [
        { stop: 'XF-T08', as: 'stopped' },
        { start: 'HY-REVOKED', owner: 'citizen', limit: 'redo' },
      ],
      marks: ['redo'],
      consequence: label(
        '上一级撤销了处理意见，原办理单位重新办理。',
        'The next level up has revoked the opinion; the unit handles the matter again.',
      ),
      notify: 'redo',
    }),
    ...askForReview(REQUEST_REVIEW),
  ]
}
