/** Review (复查) and re-review (复核) run alike; what differs is given here. */
import type { ClockEffect, DocumentKind, Label, Procedure, StateDef, Transition } from './format.ts'
import { serving } from './handling.ts'
import {
  choice,
  label,
  OUTCOMES,
  REASON,
  REMARK,
  REVIEWER,
  REVIEWER_HEAD,
  ROUTE,
  SYSTEM,
  state,
  step,
  words,
} from './parts.ts'
import { citizenActs, noticeUndeliverableState, withdrawnState } from './side-paths.ts'

const RESULT = choice('result', label('决定', 'Decision'), {
  upheld: label('维持', 'Upheld'),
  changed: label('变更', 'Changed'),
  revoked: label('撤销并重新办理', 'Revoked, to be handled again'),
})

export interface ReviewKind {
  id: 'review' | 're-review'
  letter: string
  /** 复查 or 复核. */
  name: Label
  /** The citizen's clock: 30 days from receipt of the request. */
  rule: string
  document: DocumentKind
  /** Only re-review leaves the time of a hearing out of its limit (R22 36). */
  hearingPauses: boolean
  remedy: Procedure['remedy']
  citizenAnswered: [string, string]
  /** Right that starts when the opinion is served. */
  afterServed: ClockEffect[]
  final: boolean
  further: Transition[]
  source: Label
}

export function reviewTable(kind: ReviewKind): Procedure {
  const { zh, en } = kind.name
  const answering = serving({
    seat: 'reviewer',
    answeredBy: 'reviewer',
    who: REVIEWER_HEAD,
    document: kind.document,
    clocks: kind.afterServed,
    ...(kind.final ? { marks: ['final' as const] } : {}),
    citizenAnswered: kind.citizenAnswered,
  })
  const pause: ClockEffect[] = kind.hearingPauses ? [{ pause: kind.rule }] : []
  const resume: ClockEffect[] = kind.hearingPauses ? [{ resume: kind.rule }] : []
  const states: StateDef[] = [
    state(
      'requested',
      label(`已收到${zh}请求`, `${en} requested`),
      'reviewer',
      label(
        `已收到您的${zh}请求，正在审查是否受理。`,
        `Your request for ${en.toLowerCase()} has arrived and is being examined.`,
      ),
    ),
    state(
      'reviewing',
      label(`${zh}中`, 'Under examination'),
      'reviewer',
      label(`已受理，正在按原案卷${zh}。`, `Accepted; it is being examined on the file as it was.`),
    ),
    state(
      'hearing',
      label('听证中', 'Hearing'),
      'reviewer',
      kind.hearingPauses
        ? label('正在组织听证，听证所需时间不计入时限。', 'A hearing is being held; its time is not counted.')
        : label('正在组织听证，时限照常计算。', 'A hearing is being held; the time limit runs on.'),
      kind.hearingPauses
        ? {
            pause: {
              rules: [kind.rule],
              reason: label(
                '听证所需时间不计算在内（《信访工作条例》第三十六条）',
                'Hearing time is not counted (R22 36)',
              ),
              endsBy: 'end-hearing',
            },
          }
        : {},
    ),
    state(
      'decision-check',
      label(`${zh}意见审核`, 'Decision being checked'),
      'reviewer',
      label(`${zh}意见已拟好，正在审核签发。`, 'The decision is drafted and is being checked before issue.'),
    ),
    ...answering.states,
    state(
      'declining',
      label('不予受理告知中', 'Serving non-acceptance'),
      'reviewer',
      label(
        `${zh}请求未予受理，书面告知正在送达，会写明理由和途径。`,
        'The request was not accepted; a written notice with the reason and where to turn is on its way.',
      ),
    ),
    state(
      'not-accepted',
      label('不予受理', 'Not accepted'),
      'reviewer',
      label(
        `${zh}请求未予受理，理由和途径见告知书。`,
        'The request was not accepted; see the notice for reason and route.',
      ),
      { end: 'not-accepted' },
    ),
    noticeUndeliverableState('reviewer'),
    withdrawnState('reviewer'),
  ]
  return {
    id: kind.id,
    version: 1,
    label: kind.name,
    kind: 'main',
    numberLetter: kind.letter,
    rated: false,
    remedy: kind.remedy,
    initial: 'requested',
    opening: [{ start: kind.rule, owner: 'citizen', fromReceipt: true }],
    openingSeats: ['centre', 'supervisor', 'reviewer'],
    // By the step that asks for it alone: only so are window, file and the one request kept.
    openedBy: [SYSTEM],
    states,
    source: kind.source,
    transitions: [
      step({
        id: `accept-${kind.id}`,
        label: label('受理', 'Accept'),
        from: ['requested'],
        to: 'reviewing',
        who: [REVIEWER],
        input: [REMARK],
        documents: ['acceptance-notice'],
        consequence: label(
          `印发受理告知书，按原案卷${zh}；30日时限自收到请求起连续计算。`,
          'Issues the acceptance notice; the 30 days have run since the request arrived.',
        ),
        notify: 'accepted',
        primary: true,
      }),
      step({
        id: `decline-${kind.id}`,
        label: label('不予受理', 'Do not accept'),
        from: ['requested'],
        to: 'declining',
        who: [REVIEWER],
        input: [ROUTE, REASON],
        guards: ['reason-and-route'],
        clocks: [{ start: 'HY-NOTICE-SERVE', owner: 'organ' }],
        documents: ['non-acceptance-notice'],
        consequence: label(
          '印发不予受理告知书，写明理由和途径；送达后终结。',
          'Issues the non-acceptance notice with reason and route; once it is served the request ends.',
        ),
        notify: 'notice-issued',
      }),
      step({
        id: 'decline-served',
        label: label('告知书已送达', 'Notice served'),
        from: ['declining'],
        to: 'not-accepted',
        who: [SYSTEM],
        guards: ['reason-and-route', 'notice-served'],
        trigger: { procedure: 'service', end: 'done', document: 'non-acceptance-notice' },
        consequence: label('告知书送达，请求到此终结。', 'The notice is served and the request ends here.'),
      }),
      step({
        id: 'decline-undeliverable',
        label: label('告知书无法送达', 'Notice undeliverable'),
        from: ['declining'],
        to: 'notice-undeliverable',
        who: [SYSTEM],
        guards: ['service-failed'],
        trigger: { procedure: 'service', end: 'undeliverable', document: 'non-acceptance-notice' },
        consequence: label(
          '各种方式均未送达，终结，告知书留存待领。',
          'Every way of serving failed; it ends and the notice is kept for collection.',
        ),
      }),
      step({
        id: 'hold-hearing',
        label: label('举行听证', 'Hold a hearing'),
        from: ['reviewing'],
        to: 'hearing',
        who: [REVIEWER],
        input: [
          { name: 'date', kind: 'date', label: label('听证日期', 'Date of the hearing'), required: true },
          words('words', label('听证事项', 'Subject of the hearing'), 'note', false),
        ],
        clocks: pause,
        consequence: kind.hearingPauses
          ? label(
              '时限自今日起暂停，听证结束后继续计算。',
              'The limit pauses today and runs on when the hearing ends.',
            )
          : label(
              '进入听证；时限照常计算，不因听证暂停。',
              'The hearing begins; the limit is not paused by it.',
            ),
      }),
      step({
        id: 'end-hearing',
        label: label('听证结束', 'End the hearing'),
        from: ['hearing'],
        to: 'reviewing',
        who: [REVIEWER],
        input: [words('words', label('听证笔录要点', 'Record of the hearing'), 'note')],
        clocks: resume,
        consequence: kind.hearingPauses
          ? label('听证笔录入卷，时限继续计算。', 'The record goes on file and the limit runs on.')
          : label('听证笔录入卷，继续审查。', 'The record goes on file and the examination goes on.'),
        primary: true,
      }),
      step({
        id: 'submit-decision',
        label: label(`提交${zh}意见`, 'Submit the decision'),
        from: ['reviewing'],
        to: 'decision-check',
        who: [REVIEWER],
        input: [OUTCOMES, RESULT, words('opinion', label(`${zh}意见`, 'Decision'), 'opinion')],
        guards: ['every-demand-has-outcome'],
        clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
        consequence: label(
          '送负责人审核签发；30日时限照常计算。',
          'Goes to the head for signature; the 30 days run on.',
        ),
        primary: true,
      }),
      step({
        id: 'approve-decision',
        label: label(`签发${zh}意见`, 'Sign and issue the decision'),
        from: ['decision-check'],
        to: 'serving',
        who: REVIEWER_HEAD,
        input: [REMARK],
        guards: ['every-demand-has-outcome'],
        clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
        documents: [kind.document],
        consequence: label(
          `印发${zh}意见书并开始送达，送达后时限完成。`,
          'Issues the decision for service; service meets the limit.',
        ),
        notify: 'answer-issued',
        primary: true,
      }),
      step({
        id: 'send-back-decision',
        label: label('退回修改', 'Send back'),
        from: ['decision-check'],
        to: 'reviewing',
        who: REVIEWER_HEAD,
        input: [words('words', label('修改意见', 'What to change'), 'note')],
        clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
        consequence: label('退回经办人修改；30日时限照常计算。', 'Back to the drafter; the 30 days run on.'),
      }),
      ...answering.steps,
      ...kind.further,
      ...citizenActs(states, REVIEWER),
    ],
  }
}
