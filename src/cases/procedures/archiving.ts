/** 归档: what is kept of an order after its end is put together and filed, once nothing about it is open any more. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { Procedure, StateDef, Who } from './format.ts'
import { choice, label, state, step, words } from './parts.ts'

const FILING: Who = { roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'centre' }

const states: StateDef[] = [
  state(
    'filing',
    label('待归档', 'To be archived'),
    'centre',
    label('您的事项已经办结，正在整理归档。', 'Your matter has ended and is being filed.'),
  ),
  state(
    'archived',
    label('已归档', 'Archived'),
    'centre',
    label('您的事项已经归档。您随时可以再来反映。', 'Your matter is filed. You may come again at any time.'),
    { end: 'done' },
  ),
  state(
    'put-off',
    label('暂不归档', 'Not to be archived now'),
    'centre',
    label('您的事项还有情况需要处理，暂不归档。', 'Something about your matter is still to be seen to.'),
    { end: 'refused' },
  ),
  cancelledState('centre'),
]

export const archiving: Procedure = {
  id: 'archiving',
  version: 1,
  label: label('归档', 'Archiving'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'filing',
  opening: [{ start: 'HY-ARCHIVE', owner: 'organ' }],
  openedBy: [FILING],
  afterEnd: true,
  openGuards: ['is-order', 'matter-ended', 'call-back-over', 'not-archived'],
  states,
  source: label(
    '工单全过程记录（GB/T 33358 3.6，据节选；济南22），归档要求和保管期限为本地设置',
    'The whole course of an order is recorded (GB/T 33358, 3.6, from an excerpt; Jinan 22); what archiving needs is set locally',
  ),
  transitions: [
    step({
      id: 'archive',
      label: label('归档', 'Archive'),
      from: ['filing'],
      to: 'archived',
      who: [FILING],
      input: [
        choice('retention', label('保管期限', 'Kept for'), {
          '10-years': label('10年', 'Ten years'),
          '30-years': label('30年', 'Thirty years'),
          permanent: label('永久', 'For ever'),
        }),
        words('words', label('档号和归档说明', 'File number and remarks'), 'note', false),
      ],
      guards: ['matter-ended', 'call-back-over', 'nothing-open'],
      clocks: [{ stop: 'HY-ARCHIVE', as: 'met' }],
      consequence: label(
        '工单连同全过程记录归档；登记不删除，本人仍可查询，也可再来反映。',
        'Files the order with its whole course; nothing is deleted, and the person can still see it and come again.',
      ),
      primary: true,
    }),
    step({
      id: 'put-off-archiving',
      label: label('暂不归档', 'Not now'),
      from: ['filing'],
      to: 'put-off',
      who: [FILING],
      input: [words('words', label('原因', 'Reason'), 'note')],
      consequence: label(
        '写明原因后暂不归档，以后可以再归档。',
        'Leaves it for now; it can be archived later.',
      ),
    }),
    cancelWithMatter(states),
  ],
}
