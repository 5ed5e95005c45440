/** 后续来件: the person comes again after the matter has ended. Somebody must look at it; nothing is buried in a closed file. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { Procedure, StateDef, Who } from './format.ts'
import { label, SYSTEM, state, step, words } from './parts.ts'

const LOOKING: Who = { roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'centre' }

const states: StateDef[] = [
  state(
    'to-look',
    label('后续来件待看', 'To be looked at'),
    'centre',
    label(
      '您又说明了情况，我们会看并决定怎么办。',
      'You have told us more; we will read it and decide what to do.',
    ),
  ),
  state(
    'looked-at',
    label('已处理', 'Dealt with'),
    'centre',
    label('您后来补充的情况我们已经看过。', 'We have read what you told us later.'),
    { end: 'done' },
  ),
  cancelledState('centre'),
]

export const laterContact: Procedure = {
  id: 'later-contact',
  version: 1,
  label: label('后续来件', 'Later contact'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'to-look',
  opening: [{ start: 'HY-RECEPTION', owner: 'organ' }],
  openedBy: [SYSTEM],
  states,
  source: label(
    '《信访工作条例》第二十二条、第二十三条（凡来必登）；时限为内部设置',
    'R22 22, 23 (every arrival is registered); the limit is an internal setting',
  ),
  transitions: [
    step({
      id: 'note-later-contact',
      label: label('登记处理情况', 'Record what was done'),
      from: ['to-look'],
      to: 'looked-at',
      who: [LOOKING],
      input: [
        words(
          'words',
          label(
            '怎么处理的（另行登记、说明、转告等）',
            'What was done (registered anew, explained, passed on)',
          ),
          'note',
        ),
      ],
      consequence: label(
        '记录对这次来件的处理；新的诉求应另行登记为新的事项。',
        'Records what was done about it; a new demand is registered as a matter of its own.',
      ),
      primary: true,
    }),
    cancelWithMatter(states),
  ],
}
