/**
 * 上级交办、转送: a matter that an upper organ sent. Hangs on the matter, whatever its track: the sender's limit runs
 * beside our own clocks, the result is reported back (报结), or the matter is returned with the sender's consent
 * (R22 22(3), 23¶3). It outlives the matter's end: the sender is told how it ended, whatever the end.
 */
import type { InputField, Procedure, StateDef, Who } from './format.ts'
import { CENTRE, INTERNAL_REASON, label, SYSTEM, state, step, words } from './parts.ts'
import { DAYS } from './report-back.ts'

/** Left empty when the sender wrote a day on its letter. */
const SENDERS_DAYS: InputField = {
  ...DAYS,
  label: label('来件要求的期限（日历天数）', 'Limit the sender asks (calendar days)'),
  required: false,
  help: label(
    '登记时已填写来件限期的不必再填，按来件限期计算；来件没有写明日期的在此填写，自今日起算。',
    'Leave empty if the sender’s day was registered; it then counts. Otherwise fill it in, counted from today.',
  ),
}
const DECIDES: Who = { roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'target' }

const told = label(
  '上级机关转来的，我们会按要求向它报告结果。',
  'An upper organ sent your matter to us; we report the result to it.',
)
const states: StateDef[] = [
  state('received', label('上级来件待确认', 'From above, to be taken'), 'target', told),
  state('due-back', label('待向来件机关报结', 'Report to the sender due'), 'target', told),
  state('reported', label('已报结，待来件机关确认', 'Reported, sender to confirm'), 'target', told),
  state('returning', label('已申请退回，待来件机关同意', 'Return asked, sender to agree'), 'target', told),
  state('confirmed', label('来件机关已确认报结', 'Report confirmed'), 'target', told, { end: 'done' }),
  state('taken', label('已接收转送', 'Transfer taken'), 'target', told, { end: 'done' }),
  state('returned', label('已退回来件机关', 'Returned to the sender'), 'target', told, { end: 'refused' }),
]

const checked = { stop: 'HY-UPPER-CHECK', as: 'met' as const }
/** The window to object; a right of the organ, so no end closes it by itself. */
const window = { stop: 'XF-T04-UP', as: 'met' as const }
const limit = { start: 'XF-T05', owner: 'organ' as const, limit: 'sender' as const }

export const fromAbove: Procedure = {
  id: 'from-above',
  version: 1,
  label: label('上级交办转送', 'Sent from above'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'received',
  opening: [
    { start: 'HY-UPPER-CHECK', owner: 'organ' },
    { start: 'XF-T04-UP', owner: 'organ', right: true },
  ],
  openedBy: [CENTRE, SYSTEM],
  states,
  source: label(
    '《信访工作条例》第二十二条第三项、第二十三条第三款',
    'Regulations on Letters and Visits Work (2022), Arts. 22(3), 23(3)',
  ),
  transitions: [
    step({
      id: 'take-assigned',
      label: label('接收交办', 'Take it: assigned'),
      from: ['received'],
      to: 'due-back',
      who: [DECIDES],
      input: [SENDERS_DAYS, words('words', label('说明', 'Remarks'), 'note', false)],
      clocks: [checked, window, limit],
      consequence: label(
        '开始按来件机关指定的期限计时，到期前须向其报结；群众的时限另计，不受影响。',
        'The sender’s own limit begins and the result is due to it by then; the citizen’s limits run beside it untouched.',
      ),
      primary: true,
    }),
    step({
      id: 'take-transferred',
      label: label('接收转送（不要求报结）', 'Take it: transferred, no report asked'),
      from: ['received'],
      to: 'taken',
      who: [DECIDES],
      input: [words('words', label('说明', 'Remarks'), 'note', false)],
      clocks: [checked, window],
      consequence: label(
        '本件由我们办理，来件机关不要求报结。',
        'We handle the matter; the sender asks for no report.',
      ),
    }),
    step({
      id: 'ask-return',
      label: label('向来件机关提出异议', 'Object to the sender'),
      from: ['received'],
      to: 'returning',
      who: [DECIDES],
      input: [words('reason', label('详细理由', 'Reasons in detail'), 'note')],
      guards: ['within-objection-window'],
      clocks: [checked, window, { start: 'HY-SENDER-ANSWER', owner: 'organ' }],
      consequence: label(
        '自收到之日起5个工作日内可以提出；来件机关同意之前，本件仍由我们负责。',
        'Possible within 5 working days of receipt; until the sender agrees, the matter stays with us.',
      ),
    }),
    step({
      id: 'sender-agreed',
      label: label('来件机关同意退回', 'The sender agreed'),
      from: ['returning'],
      to: 'returned',
      who: [DECIDES],
      input: [words('words', label('来件机关的答复', 'Answer of the sender'), 'note')],
      clocks: [{ stop: 'HY-SENDER-ANSWER', as: 'met' }],
      consequence: label(
        '材料退回来件机关。本件仍须书面告知信访人去向和理由后才能终结。',
        'The material goes back. The matter itself ends only when the person has been told in writing where it is and why.',
      ),
      primary: true,
    }),
    step({
      id: 'sender-refused',
      label: label('来件机关不同意退回', 'The sender did not agree'),
      from: ['returning'],
      to: 'due-back',
      who: [DECIDES],
      input: [SENDERS_DAYS, words('words', label('来件机关的答复', 'Answer of the sender'), 'note')],
      clocks: [{ stop: 'HY-SENDER-ANSWER', as: 'met' }, limit],
      consequence: label(
        '本件由我们办理，来件机关的期限自其来件之日连续计算。',
        'We handle the matter; the sender’s limit has run on from its letter.',
      ),
    }),
    step({
      id: 'report-progress',
      label: label('报告进展', 'Report progress'),
      from: ['due-back'],
      to: '=',
      who: [DECIDES],
      input: [words('words', label('阶段性情况', 'How far it is'), 'note')],
      consequence: label(
        '记录一次阶段性报告，期限不变。',
        'Records an interim report; the limit is unchanged.',
      ),
    }),
    step({
      id: 'record-sender-extension',
      label: label('登记来件机关同意延期', 'Record the sender’s extension'),
      from: ['due-back'],
      to: '=',
      who: [DECIDES],
      input: [
        { ...DAYS, label: label('延长天数', 'Days more') },
        words('words', label('来件机关的答复', 'Answer of the sender'), 'note'),
      ],
      clocks: [{ extend: 'XF-T05' }],
      consequence: label(
        '只延长向来件机关报结的期限；群众的时限不变。',
        'Lengthens only the limit for the report; the citizen’s limits are unchanged.',
      ),
    }),
    step({
      id: 'report-result',
      label: label('报结', 'Report the result'),
      from: ['due-back'],
      to: 'reported',
      who: [DECIDES],
      input: [words('words', label('办结报告', 'Report'), 'note')],
      guards: ['matter-ended'],
      clocks: [
        { stop: 'XF-T05', as: 'met' },
        { start: 'HY-SENDER-CHECK', owner: 'organ' },
      ],
      consequence: label(
        '向来件机关提交办结报告，其期限完成，等它确认。事项办结后才能报结。',
        'Sends the final report, which meets the sender’s limit; it then confirms. Possible once the matter has ended.',
      ),
      primary: true,
    }),
    step({
      id: 'sender-confirmed',
      label: label('来件机关确认', 'The sender confirmed'),
      from: ['reported'],
      to: 'confirmed',
      who: [DECIDES],
      input: [words('words', label('来件机关的答复', 'Answer of the sender'), 'note', false)],
      clocks: [{ stop: 'HY-SENDER-CHECK', as: 'met' }],
      consequence: label('报结完成。', 'The report is done.'),
      primary: true,
    }),
    step({
      id: 'sender-sent-back',
      label: label('来件机关退回补充', 'The sender sent it back'),
      from: ['reported'],
      to: 'due-back',
      who: [DECIDES],
      input: [
        { ...DAYS, label: label('来件机关另定的期限（天）', 'New limit of the sender (days)') },
        INTERNAL_REASON,
      ],
      clocks: [
        { stop: 'HY-SENDER-CHECK', as: 'met' },
        { ...limit, limit: 'days' },
      ],
      consequence: label(
        '按来件机关另定的期限重新报结；前一次的结果照样保留。',
        'A new report is due by the sender’s new limit; the first result stays on record.',
      ),
    }),
  ],
}
