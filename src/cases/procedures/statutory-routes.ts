/**
 * Claims that belong to another statutory procedure, R22 31(1)-(5), one track each. (1)-(3) are told the way in writing
 * and end there; (4) is told it, or the competent organ runs the administrative procedure itself; (5) must be performed
 * or answered by the organ. None is rated (XF-S07) and none leads to review: remedies are those of the route's own law.
 */
import { assigning } from './assigning.ts'
import type { ClockEffect, InputField, Label, Procedure, StateDef, Transition } from './format.ts'
import { askContribution, serving } from './handling.ts'
import { objection } from './objection.ts'
import {
  CENTRE,
  choice,
  HANDLER,
  HANDLER_HEAD,
  label,
  OUTCOMES,
  REMARK,
  REPLY,
  SYSTEM,
  state,
  step,
  words,
} from './parts.ts'
import { DAYS } from './report-back.ts'
import {
  citizenActs,
  decline,
  noticeUndeliverableState,
  refer,
  transfer,
  withdrawnState,
} from './side-paths.ts'

const received: ClockEffect[] = ['XF-T01', 'HY-RECEPTION', 'XF-T03', 'XF-T04'].map((rule) => ({
  stop: rule,
  as: 'met' as const,
}))

interface Track {
  n: 1 | 2 | 3 | 4 | 5
  letter: string
  label: Label
  /** Ways the written guidance may name; (5) has none, the organ itself must act. */
  routes?: Record<string, Label>
  opening?: ClockEffect[]
  /** The organ's own handling: how it begins, and what the answer tells of the remedies. */
  handled?: { begin: Transition; citizenAnswered: [string, string] }
}

const TRACKS: readonly Track[] = [
  {
    n: 1,
    letter: 'A',
    label: label('诉讼、复议等', 'courts and the like'),
    routes: {
      court: label('人民法院（诉讼、申请再审）', 'Court (suit, petition for retrial)'),
      'administrative-review': label('行政复议', 'Administrative reconsideration'),
      procuratorate: label('人民检察院（立案、法律监督）', 'Procuratorate (case filing, legal supervision)'),
      police: label('公安机关法律程序', 'Police procedure'),
    },
  },
  {
    n: 2,
    letter: 'B',
    label: label('仲裁', 'arbitration'),
    routes: {
      'labour-arbitration': label('劳动人事争议仲裁', 'Labour and personnel arbitration'),
      'land-arbitration': label('农村土地承包经营纠纷仲裁', 'Arbitration of rural land contracts'),
      arbitration: label('商事仲裁', 'Commercial arbitration'),
    },
  },
  {
    n: 3,
    letter: 'C',
    label: label('党员申诉、复审', 'Party appeal, re-examination'),
    routes: {
      'party-discipline': label('党员申诉（纪检监察机关）', 'Appeal of a Party member (discipline organ)'),
      're-examination': label('申请复审（作出决定的机关）', 'Re-examination (the organ that decided)'),
    },
  },
  {
    n: 4,
    letter: 'D',
    label: label('行政程序', 'administrative procedure'),
    routes: {
      'administrative-review': label('行政复议', 'Administrative reconsideration'),
      adjudication: label('行政裁决', 'Administrative adjudication'),
      confirmation: label('行政确认', 'Administrative confirmation'),
      licence: label('行政许可', 'Administrative licence'),
      penalty: label('行政处罚', 'Administrative penalty'),
    },
    handled: {
      begin: step({
        id: 'start-procedure',
        label: label('启动行政程序', 'Begin the administrative procedure'),
        from: ['dispatched'],
        to: 'handling',
        who: [HANDLER],
        input: [
          choice('procedure', label('适用的行政程序', 'Which procedure'), {
            adjudication: label('行政裁决', 'Adjudication'),
            confirmation: label('行政确认', 'Confirmation'),
            licence: label('行政许可', 'Licence'),
            penalty: label('行政处罚', 'Penalty'),
            other: label('其他行政程序', 'Another'),
          }),
          { ...DAYS, label: label('该程序的法定期限（日历天数）', 'Statutory limit of it (calendar days)') },
          words('basis', label('期限的法律依据', 'Law that sets the limit'), 'note'),
        ],
        clocks: [...received, { start: 'XF-31-4', owner: 'citizen', limit: 'days' }],
        documents: ['acceptance-notice'],
        consequence: label(
          '印发告知书，按所适用法律的期限办理；期限由承办单位依法填写并写明依据。',
          'Issues the notice; the limit is that of the law applied, entered by the unit with its basis.',
        ),
        notify: 'accepted',
        primary: true,
      }),
      citizenAnswered: [
        '决定已送达。不服的，可以依法申请行政复议（自知道之日起60日内）或者提起行政诉讼（6个月内），另有规定的除外。',
        'The decision has been served. You can ask for reconsideration within 60 days or sue within 6 months, unless the law says otherwise.',
      ],
    },
  },
  {
    n: 5,
    letter: 'E',
    label: label('履职申请', 'duty to act'),
    // Runs from the receipt here: the person may sue for inaction two months after applying.
    opening: [{ start: 'HY-PERFORM', owner: 'citizen', fromReceipt: true }],
    handled: {
      begin: step({
        id: 'accept',
        label: label('受理', 'Take it up'),
        from: ['dispatched'],
        to: 'handling',
        who: [HANDLER],
        input: [REMARK],
        clocks: received,
        documents: ['acceptance-notice'],
        consequence: label(
          '印发告知书，依法履行职责或者答复；两个月的期限自我们收到之日起连续计算。',
          'Issues the notice; the duty is to be performed or answered, its two months have run since we received it.',
        ),
        notify: 'accepted',
        primary: true,
      }),
      citizenAnswered: [
        '答复已送达。不服的，可以依法申请行政复议（自知道之日起60日内）或者提起行政诉讼（6个月内），另有规定的除外。',
        'The answer has been served. You can ask for reconsideration within 60 days or sue within 6 months, unless the law says otherwise.',
      ],
    },
  },
]

const handledStates: StateDef[] = [
  state(
    'handling',
    label('依法办理中', 'Being handled under its law'),
    'handler',
    label(
      '有权机关正在依照法律规定的程序办理。',
      'The competent organ is working on it as its law prescribes.',
    ),
  ),
  state(
    'result-check',
    label('结果审核', 'Result being checked'),
    'handler',
    label('处理结果正在审核。', 'The result is being checked.'),
  ),
]

function handledSteps(): Transition[] {
  return [
    step({
      id: 'submit-result',
      label: label('提交处理结果', 'Submit the result'),
      from: ['handling'],
      to: 'result-check',
      who: [HANDLER],
      input: [OUTCOMES, REPLY],
      guards: ['every-demand-has-outcome', 'no-open-contribution'],
      clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        '送负责人审核；办理期限照常计算。',
        'Goes to the head to be checked; the limit runs on.',
      ),
      primary: true,
    }),
    step({
      id: 'approve-result',
      label: label('签发决定（答复）', 'Sign and issue'),
      from: ['result-check'],
      to: 'serving',
      who: [HANDLER_HEAD],
      input: [REMARK],
      guards: ['every-demand-has-outcome'],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      documents: ['reply'],
      consequence: label(
        '印发书面答复并送达，写明不服时的救济途径和期限；送达后办理期限完成。',
        'Issues the written answer with its remedies for service; service meets the limit.',
      ),
      notify: 'answer-issued',
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
      consequence: label('退回经办人修改；办理期限照常计算。', 'Back to the drafter; the limit runs on.'),
    }),
  ]
}

function table(track: Track): Procedure {
  const objecting = objection({
    id: 'object',
    name: ['提出异议', 'Object: not within our powers'],
    guards: ['within-objection-window'],
    receipt: 'XF-T03',
    window: 'XF-T04',
    back: 'registered',
    backClock: 'HY-RECEPTION',
  })
  const route: InputField | undefined =
    track.routes && choice('route', label('法定途径', 'Legal route'), track.routes)
  const turnedAway = {
    seat: 'handler' as const,
    centreFrom: ['registered'],
    handlerFrom: ['dispatched'],
    stops: received,
  }
  const declining = decline(turnedAway)
  const referring = route ? refer({ ...turnedAway, route }) : { states: [], steps: [] }
  const transferring = transfer({
    procedure: `route-31-${track.n}`,
    from: ['registered'],
    back: 'registered',
    out: [
      { stop: 'XF-T01', as: 'met' },
      { stop: 'HY-RECEPTION', as: 'met' },
    ],
    returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  })
  const answering = track.handled
    ? serving({
        seat: 'handler',
        answeredBy: 'handler',
        document: 'reply',
        citizenAnswered: track.handled.citizenAnswered,
      })
    : { states: [], steps: [] }

  const states: StateDef[] = [
    state(
      'registered',
      label('已登记', 'Registered'),
      'centre',
      label(
        '您的来信来访已登记，正在确定有权处理的机关和法定途径。',
        'Your matter is registered; we are finding the competent organ and the legal route.',
      ),
    ),
    state(
      'dispatched',
      label('已转送有权机关', 'With the competent organ'),
      'handler',
      label(
        '已转送有权处理的机关，等它书面告知处理途径和程序。',
        'It has gone to the competent organ, which must now tell you in writing how it is dealt with.',
      ),
    ),
    ...objecting.states,
    ...(track.handled ? handledStates : []),
    ...answering.states,
    ...referring.states,
    ...declining.states,
    ...transferring.states,
    noticeUndeliverableState('handler'),
    withdrawnState('centre'),
  ]
  const numeral = '一二三四五'[track.n - 1]!
  return {
    id: `route-31-${track.n}`,
    version: 1,
    label: label(
      `法定途径（${numeral}）${track.label.zh}`,
      `Statutory route (${track.n}): ${track.label.en}`,
    ),
    kind: 'main',
    numberLetter: track.letter,
    onlyClass: `claim-31-${track.n}`,
    rated: false,
    remedy: 'none',
    initial: 'registered',
    opening: [{ start: 'XF-T01', owner: 'organ', fromReceipt: true }, ...(track.opening ?? [])],
    openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, SYSTEM],
    states,
    source: label(
      `《信访工作条例》第三十一条第${numeral}项、第二十二条、第二十三条`,
      `Regulations on Letters and Visits Work (2022), Arts. 31(${track.n}), 22, 23`,
    ),
    transitions: [
      ...assigning('XF-T03', ['15日', '15 days']),
      ...(track.handled ? [track.handled.begin, ...handledSteps(), askContribution(['handling'])] : []),
      ...answering.steps,
      ...referring.steps,
      ...declining.steps,
      ...objecting.steps,
      ...transferring.steps,
      ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
    ],
  }
}

/** The five tracks in the order of the article. */
export const STATUTORY_ROUTES: readonly Procedure[] = TRACKS.map(table)
