/**
 * 回访: the centre, never the handling unit, asks the person to rate bureau and unit separately. An unsatisfied rating
 * is decided on: done again where the procedure allows it (end `refused`: the answer is not taken as it stands), or
 * the person is told the remedy.
 */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { ClockEffect, InputField, Procedure, StateDef, Who } from './format.ts'
import { CITIZEN, choice, label, SYSTEM, state, step, words } from './parts.ts'

const ASKING: Who = { roles: ['clerk', 'operator', 'supervisor'], seat: 'centre' }
const DECIDING: Who = { roles: ['clerk', 'supervisor', 'bureau-head'], seat: 'centre' }

/** A citizen's window runs on after an end unless it is stopped, so each step out of it stops it. */
function closeWindow(as: 'met' | 'stopped'): ClockEffect {
  return { stop: 'HY-RATING', as }
}

const RATING: InputField[] = [
  {
    name: 'rating',
    kind: 'rating',
    label: label('评价', 'Rating'),
    required: true,
    help: label(
      '对信访部门和责任单位分别评价：满意、基本满意、不满意；每项诉求是否解决。',
      'Rate the bureau and the unit separately, and say for each demand whether it is solved.',
    ),
  },
  words('words', label('想说的话', 'Your words'), 'rating-words', false),
]

const YES_NO = { yes: label('是', 'Yes'), no: label('否', 'No') }
const said = (name: string, of: ReturnType<typeof label>): InputField => ({
  ...choice(name, of, { ...YES_NO, unsaid: label('没有说', 'Not said') }),
  required: false,
})
/** The person may say it on the page as on the telephone. */
const TRUE_TO_FACT = said('truthful', label('答复所说属实', 'What the reply says is true to fact'))
/** Of what is asked on the telephone, what the two grades and the demands do not hold. */
const CALLED: InputField[] = [
  said('contacted', label('承办单位联系过本人', 'The unit had been in touch')),
  TRUE_TO_FACT,
]

const states: StateDef[] = [
  state(
    'awaiting-rating',
    label('待评价', 'Rating asked'),
    'centre',
    label(
      '请您评价这次办理。评价由我们收集，承办单位不能干预。',
      'Please rate this. We collect it ourselves; the unit cannot influence it.',
    ),
  ),
  state('rated', label('已评价', 'Rated'), 'centre', label('谢谢您的评价。', 'Thank you for your rating.')),
  state(
    'deciding',
    label('不满意待核实', 'Unsatisfied, to be decided'),
    'centre',
    label(
      '您表示不满意，或有诉求还没有解决，我们正在核实怎么处理。',
      'You were not satisfied, or something is not solved; we are looking into what to do.',
    ),
  ),
  state(
    'satisfied',
    label('评价完成', 'Rated as settled'),
    'centre',
    label('谢谢您的评价。', 'Thank you for your rating.'),
    {
      end: 'done',
    },
  ),
  state(
    'redo-ordered',
    label('已要求重办', 'Sent back to be done again'),
    'centre',
    label('我们已要求承办单位重新办理。', 'We have told the unit to do it again.'),
    { end: 'refused' },
  ),
  state(
    'explained',
    label('已说明救济途径', 'Remedy explained'),
    'centre',
    label('我们向您说明了接下来可以走的途径。', 'We have told you what you can do next.'),
    { end: 'done' },
  ),
  state(
    'closed',
    label('回访结束', 'Closed'),
    'centre',
    label('回访已结束，您的评价已计入。', 'The follow-up is closed; your rating counts.'),
    {
      end: 'done',
    },
  ),
  state(
    'lapsed',
    label('超期未评价', 'Not rated in time'),
    'centre',
    label('评价期已过，感谢您的来信。', 'The time to rate has passed. Thank you for writing.'),
    {
      end: 'lapsed',
    },
  ),
  cancelledState('centre'),
]

export const followUp: Procedure = {
  id: 'follow-up',
  version: 3,
  label: label('回访评价', 'Follow-up'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'awaiting-rating',
  opening: [{ start: 'HY-RATING', owner: 'citizen', right: true }],
  openedBy: [],
  states,
  source: label(
    '信访事项评价办法（2014年、2022年）；热线回访见济南27、北京23',
    'Rating rules of 2014 and 2022; hotline call-back after Jinan 27, Beijing 23',
  ),
  transitions: [
    step({
      id: 'rate',
      label: label('评价', 'Rate'),
      from: ['awaiting-rating'],
      to: 'rated',
      who: [CITIZEN],
      input: [TRUE_TO_FACT, ...RATING],
      clocks: [closeWindow('met'), { start: 'HY-FOLLOWUP-DECIDE', owner: 'organ' }],
      consequence: label('评价提交后计入满意度，不能修改。', 'The rating is counted and cannot be changed.'),
      primary: true,
    }),
    step({
      id: 'record-rating',
      label: label('登记电话回访评价', 'Record a rating by call'),
      from: ['awaiting-rating'],
      to: 'rated',
      who: [ASKING],
      input: [...CALLED, ...RATING],
      fixed: { connected: 'yes' },
      clocks: [closeWindow('met'), { start: 'HY-FOLLOWUP-DECIDE', owner: 'organ' }],
      consequence: label(
        '按本人在电话中的原话登记评价，计入满意度，不能修改。说答复不属实的，由中心核实处理。',
        'Records what the person said on the phone; it is counted and cannot be changed. Where the reply is said to be untrue, the centre looks into it.',
      ),
      primary: true,
    }),
    step({
      id: 'record-not-connected',
      label: label('登记未接通', 'Record that nobody was reached'),
      from: ['awaiting-rating'],
      to: '=',
      who: [ASKING],
      input: [
        choice('attempt', label('未接通的情况', 'Call that reached nobody'), {
          'no-answer': label('无人接听', 'No answer'),
          'wrong-number': label('号码有误', 'Wrong number'),
          refused: label('不愿接受回访', 'Does not wish to be asked'),
          'call-later': label('约定再打', 'To be called again'),
        }),
      ],
      fixed: { connected: 'no' },
      consequence: label(
        '记下这次没有接通；评价期照常计算，可以再打。',
        'Notes that this call reached nobody; the window runs on and another call may be made.',
      ),
    }),
    step({
      id: 'settle-satisfied',
      label: label('评价为满意', 'Rated as settled'),
      from: ['rated'],
      to: 'satisfied',
      who: [SYSTEM],
      guards: ['rating-satisfied'],
      automatic: true,
      consequence: label(
        '没有不满意、没有未解决的诉求，也没有说答复不属实，回访完成。',
        'Nothing unsatisfied, unsolved or said to be untrue: the follow-up is done.',
      ),
    }),
    step({
      id: 'take-up-unsatisfied',
      label: label('评价为不满意', 'Rated as unsatisfied'),
      from: ['rated'],
      to: 'deciding',
      who: [SYSTEM],
      guards: ['rating-unsatisfied'],
      automatic: true,
      consequence: label('由中心在时限内核实处理。', 'The centre decides on it within its limit.'),
    }),
    step({
      id: 'decide-redo',
      label: label('要求重办', 'Order it done again'),
      from: ['deciding'],
      to: 'redo-ordered',
      who: [DECIDING],
      input: [words('words', label('重办要求', 'What must be done'), 'note')],
      guards: ['redo-allowed'],
      consequence: label(
        '事项退回承办单位重新办理、逐项重新答复，另计重办时限。',
        'Sends the matter back to the unit to be handled and answered afresh under the redo limit.',
      ),
      primary: true,
    }),
    step({
      id: 'explain-remedy',
      label: label('说明救济途径', 'Explain the remedy'),
      from: ['deciding'],
      to: 'explained',
      who: [DECIDING],
      input: [words('words', label('告知内容', 'What was explained'), 'note')],
      consequence: label(
        '告知可以请求复查等途径和期限，回访结束；不影响本人的权利。',
        'Tells the person of review and its time; the follow-up ends and no right is touched.',
      ),
    }),
    step({
      id: 'close-follow-up',
      label: label('结束回访', 'Close'),
      from: ['deciding'],
      to: 'closed',
      who: [DECIDING],
      input: [words('words', label('核实情况和理由', 'Finding and reason'), 'note')],
      consequence: label(
        '写明核实情况后结束回访，评价照样计入。',
        'Ends with the finding on record; the rating counts all the same.',
      ),
    }),
    step({
      id: 'lapse',
      label: label('超期未评价', 'Not rated in time'),
      from: ['awaiting-rating'],
      to: 'lapsed',
      who: [SYSTEM],
      clocks: [closeWindow('stopped')],
      consequence: label(
        '评价期已过，记为超期未评价。',
        'The window has passed; recorded as not rated in time.',
      ),
    }),
    cancelWithMatter(states, [closeWindow('stopped')]),
  ],
}

/** As it was when only a call-back asked whether the reply is true to fact. */
export const followUpV2: Procedure = {
  ...followUp,
  version: 2,
  transitions: followUp.transitions.map((t) => (t.id === 'rate' ? { ...t, input: RATING } : t)),
}

/** As it was before a call-back told of being connected, in touch and true to fact. */
export const followUpV1: Procedure = {
  ...followUpV2,
  version: 1,
  transitions: followUpV2.transitions
    .filter((t) => t.id !== 'record-not-connected')
    .map(({ fixed: _fixed, ...t }) => (t.id === 'record-rating' ? { ...t, input: RATING } : t)),
}
