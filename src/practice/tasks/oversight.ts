/** Tasks of those who see to it that others answer: supervisor and head of the bureau. */
import {
  handedTo,
  matterOpened,
  openedBy,
  procedureOpened,
  saidOnStep,
  stepInTime,
  stepOf,
  stepTaken,
  type Task,
  words,
} from '../seen.ts'

export const OVERSIGHT_TASKS: readonly Task[] = [
  {
    id: 'supervise',
    role: 'supervisor',
    title: words('督办一件超期的事项', 'Open supervision on an overdue matter'),
    brief: words(
      '{number} 拖欠工资一事，六十日的办理期限已过，承办单位没有说明。',
      '{number}, about unpaid wages, has passed its sixty days, and the unit has not explained.',
    ),
    steps: [
      words(
        '打开这一件，看哪个期限超了、超了几天。',
        'Open it; see which limit has passed, and by how much.',
      ),
      words(
        '开督办：事由选超期，对象选承办单位，写明要求。',
        'Open supervision: ground overdue, the handling unit, and what is asked.',
      ),
    ],
    hint: words(
      '督办对的是单位的办理，不是对人。',
      'Supervision is about how a unit handles, never about a person.',
    ),
    where: 'matter',
    prepares: ['overdue'],
    parts: [
      {
        id: 'opened',
        says: words('已开督办', 'Supervision is open'),
        holds: procedureOpened('supervision'),
      },
      {
        id: 'ground',
        says: words('事由是超期', 'On the ground that it is overdue'),
        holds: (seen) => openedBy(seen.own[0], 'supervision')?.values.trigger === 'overdue',
      },
      {
        id: 'unit',
        says: words('对象是承办单位', 'Addressed to the handling unit'),
        holds: ({ own: [m] }) => {
          const target = openedBy(m, 'supervision')?.seats.target
          return target !== undefined && target === m?.doc.seats.handler
        },
      },
    ],
  },
  {
    id: 'arbitrate',
    role: 'supervisor',
    title: words('甄别由谁办理', 'Decide who handles it'),
    brief: words(
      '{number} 反映乡道塌陷，派给的单位认为该归交通运输局，请求甄别。按职责，乡道由交通运输局负责。',
      '{number} tells of a country road that caved in. The unit it went to says transport is responsible and asks for a decision. By their duties, transport it is.',
    ),
    steps: [
      words('打开这一件，看承办单位的理由。', 'Open it and read the unit’s reason.'),
      words('指定“练习·交通运输局”，写裁定意见。', 'Designate Practice: transport and write the decision.'),
    ],
    hint: words(
      '指定的单位不能再退，群众的期限不受影响。',
      'The unit designated may not return it; the person’s own limit is not touched.',
    ),
    where: 'matter',
    prepares: ['disputed'],
    parts: [
      {
        id: 'decided',
        says: words('已作出裁定', 'It is decided'),
        holds: stepTaken('designate', 'uphold'),
      },
      {
        id: 'unit',
        says: words('指定的是交通运输局', 'Transport was designated'),
        holds: (seen) => handedTo(seen, stepOf(seen.own[0], 'designate'), 'jtj'),
      },
      {
        id: 'words',
        says: words('写了裁定意见', 'The decision gives its words'),
        holds: saidOnStep('words', 'designate', 'uphold'),
      },
    ],
  },
  {
    id: 'approve-reply',
    role: 'bureau-head',
    title: words('审核并签发信箱答复', 'Check and send a reply of the letter box'),
    brief: words(
      '{number} 的承办单位提交了答复，请您审核：每项诉求都答到了吗？',
      'The unit has submitted its reply to {number}. Check it: is every demand answered?',
    ),
    steps: [
      words('打开这一件，逐项看答复。', 'Open it and read the reply demand by demand.'),
      words('答全了，点“审核通过并答复”。', 'If it is whole, approve and send.'),
    ],
    hint: words('有一项没有答到，就退回补充。', 'If one thing is not answered, send it back.'),
    where: 'matter',
    prepares: ['letterReplied'],
    parts: [
      {
        id: 'opened',
        says: words('已打开看过', 'It was opened'),
        holds: matterOpened,
      },
      {
        id: 'approved',
        says: words('已审核通过', 'It was approved'),
        holds: stepTaken('approve-reply'),
      },
      {
        id: 'in-time',
        says: words('在审核期限之内', 'Within the limit to check'),
        holds: stepInTime('approve-reply'),
      },
    ],
  },
]
