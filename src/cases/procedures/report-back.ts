/** 交办反馈: what is assigned with a limit is reported back, with a report on how it ended (R22 22(3), XF-T05). */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef, Who } from './format.ts'
import { CENTRE, INTERNAL_REASON, label, state, step, TARGET, words } from './parts.ts'

/** The limit set for this case, and the order. */
export const DAYS: InputField = {
  name: 'days',
  kind: 'days',
  label: label('指定办理期限（自交办之日起，日历天数）', 'Limit set (calendar days from the assignment)'),
  required: true,
}
export const REPORT_BACK_INPUT: InputField[] = [
  DAYS,
  words('words', label('交办意见和要求', 'Order and what is wanted'), 'note'),
]

const SENDER: Who = { roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'opener' }

const states: StateDef[] = [
  state(
    'due',
    label('待报结果', 'Report due'),
    'target',
    label(
      '责任单位须在指定期限内向我们报告结果。',
      'The unit must report the result to us by a day we have set.',
    ),
  ),
  state(
    'reported',
    label('已报，待审核', 'Reported, to be checked'),
    'opener',
    label('责任单位已报告结果，我们正在审核。', 'The unit has reported and we are checking it.'),
  ),
  state(
    'accepted',
    label('报告已认可', 'Report accepted'),
    'opener',
    label('责任单位的报告已经认可。', 'The report of the unit has been accepted.'),
    { end: 'done' },
  ),
  cancelledState('opener'),
]

export const reportBack: Procedure = {
  id: 'report-back',
  version: 1,
  label: label('交办反馈', 'Report on an assignment'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'due',
  opening: [{ start: 'XF-T05', owner: 'organ', limit: 'days' }],
  openedBy: [CENTRE],
  openInput: REPORT_BACK_INPUT,
  states,
  source: label(
    '《信访工作条例》第二十二条第三项',
    'Regulations on Letters and Visits Work (2022), Art. 22(3)',
  ),
  transitions: [
    step({
      id: 'submit-report',
      label: label('提交办结报告', 'Submit the report'),
      from: ['due'],
      to: 'reported',
      who: [TARGET],
      input: [
        words('words', label('办结报告（办理情况和结果）', 'Report: what was done and the result'), 'note'),
      ],
      clocks: [
        { stop: 'XF-T05', as: 'met' },
        { start: 'HY-REPORT-CHECK', owner: 'organ' },
      ],
      consequence: label(
        '指定办理期限完成，交办单位审核报告；群众的时限不受影响。',
        'Meets the limit set; the sender checks the report. The citizen’s limit is not touched.',
      ),
      primary: true,
    }),
    step({
      id: 'accept-report',
      label: label('认可报告', 'Accept the report'),
      from: ['reported'],
      to: 'accepted',
      who: [SENDER],
      input: [words('words', label('审核意见', 'Finding'), 'note', false)],
      consequence: label('交办事项报告完成。', 'The report on the assignment is done.'),
      primary: true,
    }),
    step({
      id: 'send-back-report',
      label: label('退回补充', 'Send back'),
      from: ['reported'],
      to: 'due',
      who: [SENDER],
      input: REPORT_BACK_INPUT,
      clocks: [
        { stop: 'HY-REPORT-CHECK', as: 'met' },
        { start: 'XF-T05', owner: 'organ', limit: 'days' },
      ],
      consequence: label(
        '另定期限重新报告；前一次的结果照样保留。',
        'A new report is due by a new day; the first result stays on record.',
      ),
    }),
    step({
      id: 'cancel-report',
      label: label('不再要求报告', 'Ask for no report'),
      from: ['due', 'reported'],
      to: 'cancelled',
      who: [SENDER],
      input: [INTERNAL_REASON],
      consequence: label(
        '不再要求报告，理由存档，时限停止。',
        'No report is asked; the reason is kept, its clocks stop.',
      ),
    }),
    cancelWithMatter(states),
  ],
}
