/**
 * 督办: an order to a unit about its handling, answered in writing and checked. It is about organs, never about persons.
 * What the program opens by itself states its reason as codes (rule, limit, day), so that each reader has it in their
 * own language; a person states it in words.
 */
import { RULE_TABLE } from '../clocks/rule-table.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { choice, label, SUPERVISOR, SYSTEM, state, step, UNIT, words } from './parts.ts'
import { TRIGGERS } from './triggers.ts'

/** R22 40 (XF-S01) and the list of 2005 kept as system checks (XF-S02). */
const TRIGGER = choice('trigger', label('督办事由', 'Ground'), {
  'acceptance-breach': label('未按规定受理', 'Acceptance rules not kept'),
  'handling-breach': label('未按规定办理', 'Handling rules not kept'),
  overdue: label('无正当理由超期', 'Overdue without reason'),
  'no-feedback': label('未反馈办理结果', 'Result not reported'),
  shirking: label('推诿、敷衍、拖延、弄虚作假', 'Shirking, delay or false account'),
  'opinion-not-carried-out': label('拒不执行处理意见', 'Opinion not carried out'),
  other: label('其他需要督办的情形', 'Other'),
})

/** The reason of an order the program opened; never asked of a person. */
const BY_PROGRAM: InputField[] = [
  {
    ...choice(
      'rule',
      label('触发规则', 'Rule'),
      Object.fromEntries(TRIGGERS.map((t) => [t.id, label(t.name.zh, t.name.en)])),
    ),
    required: false,
    byProgram: true,
  },
  {
    ...choice(
      'limit',
      label('超过的时限', 'Limit that passed'),
      Object.fromEntries(RULE_TABLE.map((r) => [r.id, r.name])),
    ),
    required: false,
    byProgram: true,
  },
  {
    name: 'due',
    kind: 'date',
    label: label('届满日', 'Its last day'),
    required: false,
    byProgram: true,
  },
]

const states: StateDef[] = [
  state(
    'issued',
    label('已督办，待反馈', 'Ordered, answer due'),
    'target',
    label('我们正在督促办理单位。', 'We are pressing the unit responsible.'),
  ),
  state(
    'replied',
    label('已反馈，待核查', 'Answered, to be checked'),
    'supervisor',
    label('办理单位已反馈，我们正在核查。', 'The unit has answered and we are checking it.'),
  ),
  state(
    'accepted',
    label('督办完成', 'Done'),
    'supervisor',
    label('督办已完成。', 'The supervision is done.'),
    { end: 'done' },
  ),
  state(
    'cancelled',
    label('已撤销', 'Cancelled'),
    'supervisor',
    label('督办已撤销。', 'The supervision was cancelled.'),
    {
      end: 'cancelled',
    },
  ),
]

export const supervision: Procedure = {
  id: 'supervision',
  version: 2,
  label: label('督办', 'Supervision'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'issued',
  opening: [{ start: 'HY-SUPERVISE-REPLY', owner: 'organ' }],
  openedBy: [{ roles: ['supervisor', 'bureau-head'], anywhere: true }, SYSTEM],
  // An opinion is refused or not carried out only after the end (R22 40).
  afterEnd: true,
  openInput: [
    TRIGGER,
    { ...UNIT, label: label('督办对象（单位）', 'Unit addressed') },
    words('words', label('督办意见', 'Order'), 'note'),
    ...BY_PROGRAM,
  ],
  states,
  source: label(
    '《信访工作条例》第四十条；反馈时限为本地设置',
    'Regulations on Letters and Visits Work (2022), Art. 40; the limit to answer is a local setting',
  ),
  transitions: [
    step({
      id: 'reply-supervision',
      label: label('反馈督办', 'Answer the order'),
      from: ['issued'],
      to: 'replied',
      who: [{ roles: ['handler', 'unit-head', 'clerk', 'operator', 'reviewer'], seat: 'target' }],
      input: [
        choice('adoption', label('采纳情况', 'Adoption'), {
          adopted: label('采纳', 'Adopted'),
          partly: label('部分采纳', 'Partly adopted'),
          not: label('未采纳', 'Not adopted'),
        }),
        words('words', label('整改情况；未采纳的说明理由', 'What was done; reasons if not adopted'), 'note'),
      ],
      clocks: [
        { stop: 'HY-SUPERVISE-REPLY', as: 'met' },
        { start: 'HY-SUPERVISE-CHECK', owner: 'organ' },
      ],
      consequence: label(
        '反馈时限完成，督办机构开始核查。',
        'Meets the limit for the answer; the supervision unit checks it.',
      ),
      primary: true,
    }),
    step({
      id: 'accept-supervision-reply',
      label: label('核查通过', 'Accept the answer'),
      from: ['replied'],
      to: 'accepted',
      who: [SUPERVISOR],
      input: [words('words', label('核查意见', 'Finding'), 'note', false)],
      consequence: label(
        '督办完成，结果记入督办台账。',
        'The supervision is done and its result is recorded.',
      ),
      primary: true,
    }),
    step({
      id: 'send-back-supervision-reply',
      label: label('退回重新反馈', 'Send back'),
      from: ['replied'],
      to: 'issued',
      who: [SUPERVISOR],
      input: [words('words', label('退回意见', 'What is missing'), 'note')],
      clocks: [
        { stop: 'HY-SUPERVISE-CHECK', as: 'met' },
        { start: 'HY-SUPERVISE-REPLY', owner: 'organ' },
      ],
      consequence: label(
        '被督办单位须重新反馈，反馈时限从今日另行起算，前一次的结果照样保留。',
        'The unit must answer again; a new limit starts today and the first result stays on record.',
      ),
    }),
    step({
      id: 'cancel-supervision',
      label: label('撤销督办', 'Cancel the order'),
      from: ['issued', 'replied'],
      to: 'cancelled',
      who: [SUPERVISOR],
      input: [words('words', label('撤销理由', 'Reason'), 'note')],
      consequence: label(
        '督办撤销，理由存档，时限停止。',
        'The order is cancelled, the reason kept, its clocks stopped.',
      ),
    }),
  ],
}

/** As it was before orders had a limit of their own: the 30 days of the answer to an advice (XF-S02). */
const formerClock = <E extends { start: string } | { stop: string } | object>(e: E): E =>
  'start' in e && e.start === 'HY-SUPERVISE-REPLY'
    ? { ...e, start: 'XF-S02' }
    : 'stop' in e && e.stop === 'HY-SUPERVISE-REPLY'
      ? { ...e, stop: 'XF-S02' }
      : e

const { afterEnd: _later, ...asBefore } = supervision

export const supervisionV1: Procedure = {
  ...asBefore,
  version: 1,
  opening: supervision.opening.map(formerClock),
  openInput: supervision.openInput!.filter((f) => !f.byProgram),
  transitions: supervision.transitions.map((t) => ({ ...t, clocks: t.clocks.map(formerClock) })),
}
