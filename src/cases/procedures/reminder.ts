/** 催办: the supervision unit or the centre asks a unit how far it is. Lighter than an order; answered in words. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { Procedure, StateDef } from './format.ts'
import { label, SYSTEM, state, step, TARGET, UNIT, words } from './parts.ts'

const states: StateDef[] = [
  state(
    'reminded',
    label('已催办，待答复', 'Reminded, answer due'),
    'target',
    label('我们正在催促办理。', 'We are asking the unit to get on with it.'),
  ),
  state(
    'answered',
    label('已答复催办', 'Answered'),
    'target',
    label('办理单位已说明进展。', 'The unit has said how far it is.'),
    { end: 'done' },
  ),
  cancelledState('target'),
]

export const reminder: Procedure = {
  id: 'reminder',
  version: 1,
  label: label('催办', 'Reminder'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'reminded',
  opening: [{ start: 'HY-REMINDER', owner: 'organ' }],
  openedBy: [
    { roles: ['supervisor', 'bureau-head'], anywhere: true },
    { roles: ['clerk', 'operator'], seat: 'centre' },
    SYSTEM,
  ],
  openInput: [
    { ...UNIT, label: label('催办对象（单位）', 'Unit reminded') },
    words('words', label('催办内容', 'What is asked'), 'note', false),
  ],
  states,
  source: label('催办为通行做法，时限为内部设置', 'Usual practice; the limit is an internal setting'),
  transitions: [
    step({
      id: 'answer-reminder',
      label: label('答复催办', 'Answer the reminder'),
      from: ['reminded'],
      to: 'answered',
      who: [TARGET],
      input: [words('words', label('进展和预计完成时间', 'How far it is, and when it will be done'), 'note')],
      consequence: label(
        '说明记入本件；办理时限不因催办改变。',
        'The answer goes on the file; no limit of the matter is changed by a reminder.',
      ),
      primary: true,
    }),
    cancelWithMatter(states),
  ],
}
