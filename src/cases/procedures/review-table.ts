/** Review (复查) and re-review (复核) run alike; what differs is given here. */
import type { ClockEffect, DocumentKind, Label, Procedure, StateDef, Transition } from './format.ts'
import { serving } from './handling.ts'
import { HEARING_INPUT } from './hearing.ts'
import {
  CITIZEN,
  choice,
  label,
  OUTCOMES,
  REASON,
  REDO_DAYS,
  REMARK,
  REVIEWER,
  REVIEWER_HEAD,
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

/** Where a request is sent that is not taken. The notice says what follows from each. */
const REVIEW_ROUTE = choice('route', label('处理途径', 'Route'), {
  'window-passed': label(
    '期限已过且无正当理由，原意见不变',
    'Too late without good reason; the opinion stands',
  ),
  'other-organ': label('应向其他上一级机关、单位请求', 'Another organ is the next level up'),
  'pending-at-lower-level': label('原办理单位正在重新办理', 'Being handled again below'),
  'finished-by-re-review': label('已经复核终结', 'Finished by re-review'),
  court: label('人民法院', 'Court'),
  'administrative-review': label('行政复议', 'Administrative reconsideration'),
  arbitration: label('仲裁', 'Arbitration'),
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
    ...(kind.final ? { notify: 'procedure-ended' } : {}),
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
      'correcting',
      label('待补正', 'To be completed'),
      'reviewer',
      label(
        `${zh}请求还缺一些内容，请在期限内补正；时限不因补正停止。`,
        'Something is missing in your request: please add it within the time shown. Our own limit runs on.',
      ),
    ),
    state(
      'corrected',
      label('补正后待审查', 'To be examined after completion'),
      'reviewer',
      label(`正在审查您的${zh}请求是否受理。`, `Your request for ${en.toLowerCase()} is being examined.`),
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
                'Hearing time is not counted (Regulations on Letters and Visits Work, Art. 36)',
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
    version: 2,
    label: kind.name,
    kind: 'main',
    numberLetter: kind.letter,
    rated: false,
    remedy: kind.remedy,
    initial: 'requested',
    opening: [{ start: kind.rule, owner: 'citizen', fromReceipt: true }],
    openingSeats: ['centre', 'supervisor', 'reviewer'],
    // By the step that asks for it; by hand only of an opinion given outside, with its number, organ and day of service.
    openedBy: [SYSTEM, { roles: ['reviewer'], anywhere: true }],
    states,
    source: kind.source,
    transitions: [
      step({
        id: `accept-${kind.id}`,
        label: label('受理', 'Accept'),
        from: ['requested', 'corrected'],
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
        from: ['requested', 'corrected'],
        to: 'declining',
        who: [REVIEWER],
        input: [REVIEW_ROUTE, REASON],
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
        id: 'ask-correction',
        label: label('要求补正', 'Ask to complete it'),
        from: ['requested'],
        to: 'correcting',
        who: [REVIEWER],
        input: [
          {
            ...words(
              'correction',
              label('需要补正的内容（一次说清）', 'What is missing, all at once'),
              'notice',
            ),
            keep: true,
          },
        ],
        clocks: [{ start: 'HY-CORRECTION', owner: 'citizen', right: true }],
        documents: ['correction-notice'],
        consequence: label(
          '印发补正告知书，只能要求一次；30日时限照常计算，到期未补正的按现有材料审查。',
          'Issues the request to complete it, once only; the 30 days run on, and what is not added in time is decided without.',
        ),
        notify: 'correction-asked',
      }),
      step({
        id: 'give-correction',
        label: label('补正', 'Complete it'),
        from: ['correcting'],
        to: 'corrected',
        who: [CITIZEN, REVIEWER],
        input: [words('words', label('补正的内容', 'What was missing'), 'added-information')],
        clocks: [{ stop: 'HY-CORRECTION', as: 'met' }],
        consequence: label(
          '补正的内容入卷，接着审查是否受理。',
          'What was missing goes on file; next it is decided whether to accept.',
        ),
        primary: true,
      }),
      step({
        id: 'correction-lapsed',
        label: label('到期未补正', 'Not completed in time'),
        from: ['correcting'],
        to: 'corrected',
        who: [SYSTEM],
        clocks: [{ stop: 'HY-CORRECTION', as: 'stopped' }],
        consequence: label('按现有材料审查是否受理。', 'It is decided on what is there.'),
      }),
      step({
        id: 'hold-hearing',
        label: label('举行听证', 'Hold a hearing'),
        from: ['reviewing'],
        to: 'hearing',
        who: [REVIEWER],
        input: HEARING_INPUT,
        clocks: pause,
        opens: [{ attach: 'hearing', targetSeat: 'reviewer' }],
        consequence: kind.hearingPauses
          ? label(
              '时限自今日起暂停，听证结束（或者不再听证）后继续计算；听证另有内部时限。',
              'The limit pauses today and runs on when the hearing ends or is called off; the hearing has an internal limit of its own.',
            )
          : label(
              '进入听证；时限照常计算，不因听证暂停（只有复核不计听证时间）。',
              'The hearing begins; the limit is not paused by it (only a re-review leaves it out).',
            ),
      }),
      step({
        id: 'end-hearing',
        label: label('听证结束', 'Hearing concluded'),
        from: ['hearing'],
        to: 'reviewing',
        who: [SYSTEM],
        clocks: resume,
        trigger: { procedure: 'hearing', end: 'done' },
        consequence: kind.hearingPauses
          ? label('听证结论入卷，时限继续计算。', 'The conclusion is on file and the limit runs on.')
          : label('听证结论入卷，继续审查。', 'The conclusion is on file and the examination goes on.'),
      }),
      step({
        id: 'hearing-called-off',
        label: label('不再听证', 'Hearing called off'),
        from: ['hearing'],
        to: 'reviewing',
        who: [SYSTEM],
        clocks: resume,
        trigger: { procedure: 'hearing', end: 'refused' },
        consequence: kind.hearingPauses
          ? label('时限继续计算。', 'The limit runs on.')
          : label('继续审查。', 'The examination goes on.'),
      }),
      step({
        id: 'submit-decision',
        label: label(`提交${zh}意见`, 'Submit the decision'),
        from: ['reviewing'],
        to: 'decision-check',
        who: [REVIEWER],
        input: [OUTCOMES, RESULT, REDO_DAYS, words('opinion', label(`${zh}意见`, 'Decision'), 'opinion')],
        guards: ['every-demand-has-outcome', 'redo-days-with-revocation'],
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
      ...citizenActs(states, REVIEWER, { clocks: [{ stop: 'HY-CORRECTION', as: 'stopped' }] }),
    ],
  }
}
