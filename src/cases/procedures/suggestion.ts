/**
 * 人民建议: what someone proposes is checked, studied by the unit that could carry it out, and answered item by item:
 * adopted, adopted in part, kept for reference or not adopted, each with its reason (R22 29). The regulations set no
 * number of days for the study, so that limit is a local setting; passing on and telling in writing have theirs (R22 22, 23).
 */
import { assigning } from './assigning.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { askContribution, askExtension, serving } from './handling.ts'
import { objection } from './objection.ts'
import {
  CENTRE,
  CHECKER,
  CITIZEN,
  choice,
  HANDLER,
  label,
  OUTCOMES,
  REMARK,
  REPLY,
  SYSTEM,
  state,
  step,
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

/** The organ's clocks before the study; stopping one that does not run changes nothing. */
const received = ['XF-T01', 'HY-RECEPTION', 'XF-T03', 'XF-T04'].map((rule) => ({
  stop: rule,
  as: 'met' as const,
}))

/** Item by item, in the words of a suggestion. */
const ADOPTIONS: InputField = {
  ...OUTCOMES,
  label: label('逐条研究结果', 'Result for each item'),
  help: label(
    '每一条建议都要写明研究结果和理由；不采纳的，写明为什么。',
    'Each item needs its result and the reason; say why where it is not adopted.',
  ),
  options: [
    { value: 'supported', label: label('采纳', 'Adopted') },
    { value: 'partly-supported', label: label('部分采纳', 'Adopted in part') },
    { value: 'explained', label: label('留作参考', 'Kept for reference') },
    { value: 'not-supported', label: label('不采纳', 'Not adopted') },
  ],
}

const ADOPTION = choice('adoption', label('总体结论', 'Conclusion'), {
  adopted: label('采纳', 'Adopted'),
  'partly-adopted': label('部分采纳', 'Adopted in part'),
  'not-adopted': label('不采纳', 'Not adopted'),
})

const objecting = objection({
  id: 'object',
  name: ['提出异议', 'Object: not within our powers'],
  guards: ['within-objection-window'],
  receipt: 'XF-T03',
  window: 'XF-T04',
  back: 'checked',
  backClock: 'HY-RECEPTION',
})
const turnedAway = {
  seat: 'handler' as const,
  centreFrom: ['registered', 'checked'],
  handlerFrom: ['dispatched'],
  stops: received,
}
const declining = decline(turnedAway)
const referring = refer(turnedAway)
const transferring = transfer({
  procedure: 'suggestion',
  from: ['registered', 'checked'],
  back: 'registered',
  out: [
    { stop: 'XF-T01', as: 'met' },
    { stop: 'HY-RECEPTION', as: 'met' },
  ],
  returned: [{ start: 'HY-RECEPTION', owner: 'organ' }],
})
const answering = serving({
  seat: 'centre',
  answeredBy: 'handler',
  who: [CHECKER],
  document: 'reply',
  opens: [{ attach: 'follow-up', targetSeat: 'centre' }],
  citizenAnswered: [
    '已经研究并答复，每一条是否采纳、为什么，请看答复。谢谢您的建议。',
    'It has been studied and answered: the reply says of each item whether it is adopted, and why. Thank you.',
  ],
})

const states: StateDef[] = [
  state(
    'registered',
    label('待审看', 'To be checked'),
    'centre',
    label(
      '您的建议已登记，我们正在审看由谁研究。',
      'Your suggestion is registered; we are reading it to see who should study it.',
    ),
  ),
  state(
    'checked',
    label('待转研究单位', 'To be passed on'),
    'centre',
    label(
      '您的建议已经审看，正在转给有权研究的单位。',
      'Your suggestion has been read and is being passed to the unit that can study it.',
    ),
  ),
  state(
    'dispatched',
    label('已转研究单位', 'Passed to the unit'),
    'handler',
    label(
      '已转给研究单位，等它书面告知收到。',
      'It has gone to the unit that can study it, which must now tell you in writing.',
    ),
  ),
  ...objecting.states,
  state(
    'handling',
    label('研究论证中', 'Being studied'),
    'handler',
    label('有关单位正在研究您的建议。', 'The unit is studying your suggestion.'),
  ),
  state(
    'reply-check',
    label('研究结果审核', 'Result being checked'),
    'centre',
    label('研究结果已经形成，我们正在审核。', 'The result is there and we are checking it.'),
  ),
  ...answering.states,
  ...declining.states,
  ...referring.states,
  ...transferring.states,
  noticeUndeliverableState('handler'),
  withdrawnState('centre'),
]

export const suggestion: Procedure = {
  id: 'suggestion',
  version: 1,
  label: label('人民建议', 'Suggestion'),
  kind: 'main',
  numberLetter: 'Y',
  onlyClass: 'suggestion',
  portalServes: true,
  rated: true,
  remedy: 'none',
  initial: 'registered',
  opening: [
    { start: 'HY-SUGGESTION', owner: 'citizen', fromReceipt: true },
    { start: 'XF-T01', owner: 'organ', fromReceipt: true },
  ],
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, CITIZEN, SYSTEM],
  states,
  source: label(
    '《信访工作条例》第二十二条、第二十三条、第二十九条；研究答复时限为本地设置',
    'Regulations on Letters and Visits Work (2022), Arts. 22, 23, 29; the limit for the reply is a local setting',
  ),
  transitions: [
    step({
      id: 'check-suggestion',
      label: label('审看通过', 'Check: it is a suggestion'),
      from: ['registered'],
      to: 'checked',
      who: [CENTRE],
      input: [REMARK],
      clocks: [
        { stop: 'HY-RECEPTION', as: 'met' },
        { start: 'HY-RECEPTION', owner: 'organ' },
      ],
      consequence: label(
        '确认这是一条建议，接着转给研究单位。是本人诉求的，请更正分类，按相应程序办理。',
        'Confirms that it is a suggestion, to be passed on next. A claim of one’s own is classed anew and takes its own procedure.',
      ),
      primary: true,
    }),
    ...assigning('XF-T03', ['15日', '15 days'], ['checked']),
    step({
      id: 'accept-directly',
      label: label('由本单位研究', 'Study it ourselves'),
      from: ['checked'],
      to: 'handling',
      who: [CENTRE],
      input: [REMARK],
      clocks: [
        { start: 'XF-T02', owner: 'citizen', fromReceipt: true },
        { stop: 'XF-T02', as: 'met' },
        ...received,
      ],
      seats: [{ seat: 'handler', from: 'actor' }],
      documents: ['acceptance-notice'],
      consequence: label(
        '由本单位研究：印发受理告知书；答复时限自收到之日起连续计算。',
        'We study it ourselves: the acceptance notice is issued; the limit for the reply has run since it arrived.',
      ),
      notify: 'accepted',
    }),
    step({
      id: 'accept',
      label: label('受理研究', 'Take it up for study'),
      from: ['dispatched'],
      to: 'handling',
      who: [HANDLER],
      input: [REMARK],
      clocks: received,
      documents: ['acceptance-notice'],
      consequence: label(
        '印发受理告知书，停止15日的告知时限；答复时限自收到建议之日起连续计算。',
        'Issues the acceptance notice and stops the 15 days for telling; the limit for the reply has run since it arrived.',
      ),
      notify: 'accepted',
      primary: true,
    }),
    step({
      id: 'submit-study',
      label: label('提交研究结果', 'Submit the result'),
      from: ['handling'],
      to: 'reply-check',
      who: [HANDLER],
      input: [ADOPTION, ADOPTIONS, REPLY],
      guards: ['every-demand-has-outcome', 'adoption-fits-outcomes', 'no-open-contribution'],
      clocks: [{ start: 'HY-REPLY-CHECK', owner: 'organ' }],
      consequence: label(
        '送中心审核；答复时限照常计算。',
        'Goes to the centre to be checked; the limit for the reply runs on.',
      ),
      primary: true,
    }),
    step({
      id: 'approve-study',
      label: label('审核通过并答复', 'Approve and reply'),
      from: ['reply-check'],
      to: 'serving',
      who: [CHECKER],
      input: [REMARK],
      guards: ['every-demand-has-outcome'],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      documents: ['reply'],
      consequence: label(
        '答复发到提出人的查询页，即为送达，时限完成，并开始回访。',
        'Posts the reply on the person’s page, which serves it, meets the limit and starts the follow-up.',
      ),
      primary: true,
    }),
    step({
      id: 'send-back-study',
      label: label('退回再研究', 'Send back'),
      from: ['reply-check'],
      to: 'handling',
      who: [CHECKER],
      input: [words('words', label('退回意见', 'What is missing'), 'note')],
      clocks: [{ stop: 'HY-REPLY-CHECK', as: 'met' }],
      consequence: label(
        '退回研究单位补充；答复时限照常计算。',
        'Back to the unit; the limit for the reply runs on.',
      ),
    }),
    ...answering.steps,
    step({
      id: 'record-publication',
      label: label('登记公布', 'Record the publication'),
      from: ['answered'],
      to: '=',
      who: [CENTRE],
      input: [
        { name: 'publishedOn', kind: 'date', label: label('公布日期', 'Published on'), required: true },
        words('words', label('在哪里公布', 'Where it was published'), 'note'),
      ],
      consequence: label(
        '记录建议和采纳情况何时、在哪里公布。公布的文字不得含个人信息，须经本人同意。',
        'Records when and where suggestion and result were published; what is shown names nobody and needs consent.',
      ),
    }),
    ...objecting.steps,
    ...declining.steps,
    ...referring.steps,
    ...transferring.steps,
    askContribution(['handling']),
    askExtension(['handling'], 'centre'),
    ...citizenActs(states, CENTRE, { clocks: [{ stop: 'XF-T04', as: 'stopped' }] }),
  ],
}
