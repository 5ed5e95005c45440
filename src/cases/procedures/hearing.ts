/**
 * 听证: notice, those who take part, record, conclusion. It hangs on a review, a re-review or a matter being handled. Its
 * own limits are local settings; whether its time counts is said by the table it hangs on: only a re-review leaves it
 * out (R22 36), a review and the handling of a matter do not.
 */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { INTERNAL_REASON, label, state, step, TARGET, words } from './parts.ts'

export const HEARING_INPUT: InputField[] = [
  words('words', label('听证的理由和主要问题', 'Why a hearing, and on what'), 'note'),
]

const WHEN: InputField = {
  name: 'hearingOn',
  kind: 'date',
  future: true,
  label: label('听证日期', 'Date of the hearing'),
  required: true,
}
const NOTICE = words(
  'notice',
  label(
    '通知内容（时间、地点、听证事项、主持人、可以带的材料、申请回避的权利）',
    'Notice (time, place, subject, who presides, what to bring, the right to ask for recusal)',
  ),
  'notice',
)
const INVITED: InputField = {
  ...words(
    'participants',
    label('通知参加的人（本人、办理单位、律师、代表委员等）', 'Who is asked to come'),
    'note',
  ),
  keep: true,
}

const states: StateDef[] = [
  state(
    'preparing',
    label('待发听证通知', 'Notice to be sent'),
    'target',
    label(
      '正在安排听证，会书面通知您时间和地点。',
      'A hearing is being arranged; you will be told when and where.',
    ),
  ),
  state(
    'notified',
    label('已通知，待听证', 'Notice sent'),
    'target',
    label(
      '听证的时间和地点见通知。您可以到场陈述，也可以请人代理。',
      'See the notice for time and place. You may speak there or send someone.',
    ),
  ),
  state(
    'held',
    label('已听证，待形成结论', 'Held, to be concluded'),
    'target',
    label('听证已经举行，正在整理听证意见。', 'The hearing was held; its conclusion is being written.'),
  ),
  state(
    'concluded',
    label('听证结束', 'Concluded'),
    'target',
    label('听证已经结束，笔录和结论已入卷。', 'The hearing is concluded; record and conclusion are on file.'),
    { end: 'done' },
  ),
  state(
    'called-off',
    label('不再听证', 'Called off'),
    'target',
    label('听证不再举行，本件继续办理。', 'There will be no hearing; your matter goes on.'),
    { end: 'refused' },
  ),
  cancelledState('target'),
]

export const hearing: Procedure = {
  id: 'hearing',
  version: 1,
  label: label('听证', 'Hearing'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'preparing',
  opening: [{ start: 'HY-HEARING', owner: 'organ' }],
  openedBy: [{ roles: ['handler', 'unit-head'], seat: 'handler' }],
  openInput: HEARING_INPUT,
  states,
  source: label(
    '《信访工作条例》第三十一条第六项、第三十六条第二款；听证的步骤和时限为本地设置',
    'R22 31(6), 36(2); the steps of a hearing and its limit are a local setting',
  ),
  transitions: [
    step({
      id: 'notify-hearing',
      label: label('发听证通知', 'Send the notice'),
      from: ['preparing'],
      to: 'notified',
      who: [TARGET],
      input: [WHEN, INVITED, NOTICE],
      documents: ['hearing-notice'],
      consequence: label(
        '印发听证通知书并送达；本人的查询页显示听证日期和通知内容。',
        'Issues the notice of the hearing for service; the person’s page shows date and notice.',
      ),
      notify: 'hearing',
      primary: true,
    }),
    step({
      id: 'postpone-hearing',
      label: label('改期', 'Change the date'),
      from: ['notified'],
      to: '=',
      who: [TARGET],
      input: [WHEN, NOTICE],
      documents: ['hearing-notice'],
      consequence: label(
        '另发听证通知书；听证的内部时限不重算。',
        'Issues a new notice; the internal limit of the hearing is not begun again.',
      ),
      notify: 'hearing',
    }),
    step({
      id: 'record-hearing',
      label: label('登记听证笔录', 'Record the hearing'),
      from: ['notified'],
      to: 'held',
      who: [TARGET],
      input: [
        { name: 'heldOn', kind: 'date', label: label('举行日期', 'Held on'), required: true },
        { ...words('present', label('到场的人', 'Who was there'), 'note'), keep: true },
        words('record', label('笔录要点', 'Record'), 'note'),
        {
          name: 'scan',
          kind: 'reference',
          label: label('签字笔录扫描件（附件）', 'Scan of the signed record (attachment)'),
          required: false,
        },
      ],
      consequence: label(
        '笔录入卷，接着形成听证结论。',
        'The record goes on file; the conclusion comes next.',
      ),
      primary: true,
    }),
    step({
      id: 'conclude-hearing',
      label: label('形成听证结论', 'Conclude'),
      from: ['held'],
      to: 'concluded',
      who: [TARGET],
      input: [{ ...words('conclusion', label('听证结论', 'Conclusion'), 'note'), keep: true }],
      consequence: label(
        '听证结束，结论入卷，作为作出意见的参考。',
        'The hearing ends; its conclusion goes on file for the opinion to weigh.',
      ),
      primary: true,
    }),
    step({
      id: 'call-off-hearing',
      label: label('不再听证', 'Call it off'),
      from: ['preparing', 'notified'],
      to: 'called-off',
      who: [TARGET],
      input: [INTERNAL_REASON],
      consequence: label(
        '不再举行听证，说明理由存档，本件继续办理。',
        'No hearing takes place; the reason is kept and the matter goes on.',
      ),
      notify: 'hearing',
    }),
    cancelWithMatter(states),
  ],
}
