/** 协办: another unit gives its part; the handling unit stays responsible for the whole. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { INTERNAL_REASON, label, REMARK, state, step, TARGET, words } from './parts.ts'

export const CONTRIBUTION_INPUT: InputField[] = [
  words('words', label('请协办的事项', 'What is asked'), 'note'),
]

const states: StateDef[] = [
  state(
    'asked',
    label('待签收', 'To be signed for'),
    'target',
    label('已请另一个单位协助办理。', 'Another unit has been asked to help.'),
  ),
  state(
    'contributing',
    label('协办中', 'Contributing'),
    'target',
    label('另一个单位正在协助办理。', 'Another unit is helping.'),
  ),
  state(
    'contributed',
    label('已反馈', 'Contributed'),
    'target',
    label('协办单位已反馈意见。', 'The other unit has given its part.'),
    {
      end: 'done',
    },
  ),
  state(
    'returned',
    label('已退回', 'Returned'),
    'target',
    label('协办请求已退回，由主办单位继续办理。', 'The request was returned; the handling unit goes on.'),
    { end: 'refused' },
  ),
  cancelledState('opener'),
]

export const contribution: Procedure = {
  id: 'contribution',
  version: 1,
  label: label('协办', 'Contribution'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'asked',
  opening: [{ start: 'HY-CONTRIBUTION', owner: 'organ' }],
  openedBy: [],
  openInput: CONTRIBUTION_INPUT,
  states,
  source: label(
    '《信访工作条例》第二十四条；主办协办的通常做法',
    'R22 24; usual practice of lead and contributing units',
  ),
  transitions: [
    step({
      id: 'sign-contribution',
      label: label('签收', 'Sign for it'),
      from: ['asked'],
      to: 'contributing',
      who: [TARGET],
      input: [REMARK],
      consequence: label(
        '确认协办；协办时限照常计算。',
        'Confirms that your unit contributes; the limit runs on.',
      ),
      primary: true,
    }),
    step({
      id: 'contribute',
      label: label('反馈协办意见', 'Give our part'),
      from: ['contributing'],
      to: 'contributed',
      who: [TARGET],
      input: [words('words', label('协办意见', 'Contribution'), 'note')],
      consequence: label(
        '意见交给主办单位，协办时限完成。',
        'Goes to the handling unit and meets the limit.',
      ),
      primary: true,
    }),
    step({
      id: 'return-contribution',
      label: label('退回', 'Return'),
      from: ['asked', 'contributing'],
      to: 'returned',
      who: [TARGET],
      input: [INTERNAL_REASON],
      consequence: label(
        '说明理由退回主办单位，由其另行请求或自行办理。',
        'Goes back with the reason; the handling unit asks elsewhere or goes on itself.',
      ),
    }),
    step({
      id: 'cancel-contribution',
      label: label('取消协办', 'Cancel the request'),
      from: ['asked', 'contributing'],
      to: 'cancelled',
      who: [{ roles: ['handler', 'unit-head', 'clerk', 'operator', 'supervisor'], seat: 'opener' }],
      input: [INTERNAL_REASON],
      consequence: label('协办请求取消，协办时限停止。', 'The request is withdrawn and its clock stops.'),
    }),
    cancelWithMatter(states),
  ],
}
