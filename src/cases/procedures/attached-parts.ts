/** What attached procedures share: the close by the system when the matter they hang on ends otherwise. */
import type { ClockEffect, StateDef, Transition } from './format.ts'
import { label, openStates, SYSTEM, state, step } from './parts.ts'

/** The engine fires this id on whatever still hangs on a matter that ends unanswered. */
export const CANCEL_WITH_MATTER = 'cancel-with-matter'

export function cancelWithMatter(states: readonly StateDef[], clocks: ClockEffect[] = []): Transition {
  return step({
    id: CANCEL_WITH_MATTER,
    label: label('随事项终结', 'Closed with the matter'),
    from: openStates(states),
    to: 'cancelled',
    who: [SYSTEM],
    clocks,
    consequence: label('所属事项已终结，本程序随之结束。', 'The matter has ended and this goes with it.'),
  })
}

export function cancelledState(responsible: StateDef['responsible']): StateDef {
  return state(
    'cancelled',
    label('已取消', 'Cancelled'),
    responsible,
    label('这一步已经取消。', 'This step was cancelled.'),
    { end: 'cancelled' },
  )
}
