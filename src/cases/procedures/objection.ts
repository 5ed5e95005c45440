/** Objection and return by the handling unit, and the dispute over who handles (R22 23; 北京12-14, 潍坊22). */
import type { ClockEffect, GuardId, InputField, StateDef, Transition } from './format.ts'
import {
  CENTRE,
  HANDLER,
  INTERNAL_REASON,
  label,
  SUPERVISOR,
  SYSTEM,
  state,
  step,
  UNIT,
  words,
} from './parts.ts'

/** Where a matter lies that was returned too often, and the system's step that puts it there. */
export const ESCALATED = 'escalated'
export const ESCALATE = 'escalate-returns'

/** Objection (异议、退回), its decision by the sender, dispute (甄别) and reassignment. */
export function objection(of: {
  id: string
  name: [string, string]
  guards: GuardId[]
  /** The organ's own clock from receipt: runs on through objection and dispute, starts anew for a new unit. */
  receipt: string
  /** The window to object (XF-T04), where the law sets one; a designated unit gets none. */
  window?: string
  /** What else held the unit to a time and stops when another one gets the matter. */
  alsoLeft?: ClockEffect[]
  /** Where the matter goes when the return is agreed, and the clock that runs there. */
  back: string
  backClock: string
  /** What is asked besides the reason, of a return and of a dispute. */
  asks?: InputField[]
  shielded?: true
}): { states: StateDef[]; steps: Transition[] } {
  const closeWindow: ClockEffect[] = of.window ? [{ stop: of.window, as: 'met' }] : []
  const dropReceipt: ClockEffect[] = [{ stop: of.receipt, as: 'stopped' }, ...(of.alsoLeft ?? [])]
  const newReceipt: ClockEffect[] = [...dropReceipt, { start: of.receipt, owner: 'organ' }]
  const shield: GuardId[] = of.shielded ? ['unit-not-reported'] : []
  const changeUnit = { seats: [{ seat: 'handler' as const, from: 'input' as const, input: 'unit' }] }
  const wait = label(
    '承办单位提出本件不属其职责，正在确定由谁办理。您的时限不受影响。',
    'It is being settled who has to handle your matter. Your own time limit is not affected.',
  )
  return {
    states: [
      state('objected', label('异议待审核', 'Objection to be decided'), 'centre', wait),
      state('arbitration', label('甄别中', 'Dispute being decided'), 'supervisor', wait),
      state(ESCALATED, label('多次退回，待指定', 'Returned often, to be designated'), 'supervisor', wait),
    ],
    steps: [
      step({
        id: of.id,
        label: label(...of.name),
        from: ['dispatched'],
        to: 'objected',
        who: [HANDLER],
        input: [...(of.asks ?? []), INTERNAL_REASON],
        guards: [...of.guards, 'unit-not-designated'],
        clocks: [...closeWindow, { start: 'HY-OBJECTION-DECISION', owner: 'organ' }],
        consequence: label(
          '请交办单位决定是否同意退回；同意之前本单位仍须负责，时限照常计算。',
          'Asks the sender to agree to the return; until it agrees, your clock runs on.',
        ),
      }),
      step({
        id: 'agree-return',
        label: label('同意退回', 'Agree to the return'),
        from: ['objected'],
        to: of.back,
        who: [CENTRE],
        input: [words('words', label('意见', 'Remarks'), 'note', false)],
        clocks: [
          { stop: 'HY-OBJECTION-DECISION', as: 'met' },
          ...dropReceipt,
          { start: of.backClock, owner: 'organ' },
        ],
        seats: [{ seat: 'handler', from: 'clear' }],
        marks: ['returned'],
        decidesWho: true,
        consequence: label(
          '收回本件另行交办；原承办单位的时限停止。',
          'Takes the matter back to assign it anew; the unit’s clock stops.',
        ),
        primary: true,
      }),
      step({
        id: 'refuse-return',
        label: label('不同意退回', 'Refuse the return'),
        from: ['objected'],
        to: 'dispatched',
        who: [CENTRE],
        input: [INTERNAL_REASON],
        clocks: [{ stop: 'HY-OBJECTION-DECISION', as: 'met' }],
        decidesWho: true,
        consequence: label(
          '本件仍由原单位办理，其时限从收到之日起连续计算。',
          'The unit keeps the matter; its clock has run on from the day of receipt.',
        ),
      }),
      step({
        id: 'request-arbitration',
        label: label('申请甄别', 'Ask for a decision on who handles'),
        from: ['dispatched'],
        to: 'arbitration',
        who: [HANDLER],
        input: [...(of.asks ?? []), INTERNAL_REASON],
        guards: ['unit-not-designated'],
        clocks: [...closeWindow, { start: 'HY-ARBITRATION', owner: 'organ' }],
        consequence: label(
          '提请督查机构裁定由谁办理；裁定后被指定单位不得再退。',
          'Asks the supervision unit to decide; the unit it names may not return the matter again.',
        ),
      }),
      step({
        id: 'designate',
        label: label('指定其他单位办理', 'Designate another unit'),
        from: ['arbitration'],
        to: 'dispatched',
        who: [SUPERVISOR],
        input: [UNIT, words('words', label('裁定意见', 'Decision'), 'note')],
        guards: ['unit-is-not-current-handler', ...shield],
        clocks: [{ stop: 'HY-ARBITRATION', as: 'met' }, ...newReceipt],
        ...changeUnit,
        marks: ['designated'],
        decidesWho: true,
        consequence: label(
          '本件改由指定单位办理，该单位不得再退；其告知（签收）时限从今日起算。',
          'The unit named handles the matter and may not return it; its own clock starts today.',
        ),
        primary: true,
      }),
      step({
        id: 'uphold',
        label: label('维持原承办单位', 'Uphold the present unit'),
        from: ['arbitration'],
        to: 'dispatched',
        who: [SUPERVISOR],
        input: [words('words', label('裁定意见', 'Decision'), 'note')],
        clocks: [{ stop: 'HY-ARBITRATION', as: 'met' }],
        marks: ['designated'],
        decidesWho: true,
        consequence: label(
          '本件仍由原单位办理，不得再退；其时限连续计算。',
          'The present unit keeps the matter and may not return it; its clock has run on.',
        ),
      }),
      step({
        id: ESCALATE,
        label: label('多次退回，转督查机构', 'Returned often: to the supervision unit'),
        from: [of.back],
        to: ESCALATED,
        who: [SYSTEM],
        clocks: [
          { stop: of.backClock, as: 'stopped' },
          { start: 'HY-ARBITRATION', owner: 'organ' },
        ],
        consequence: label(
          '退回已达本地设定的次数，由督查机构指定承办单位，被指定的不得再退。',
          'Returned as often as the local setting allows: the supervision unit names who handles it, and that unit may not return it.',
        ),
      }),
      step({
        id: 'designate-escalated',
        label: label('指定承办单位', 'Designate the unit'),
        from: [ESCALATED],
        to: 'dispatched',
        who: [SUPERVISOR],
        input: [UNIT, words('words', label('裁定意见', 'Decision'), 'note')],
        guards: shield,
        clocks: [{ stop: 'HY-ARBITRATION', as: 'met' }, ...newReceipt],
        ...changeUnit,
        marks: ['designated'],
        decidesWho: true,
        consequence: label(
          '本件由指定单位办理，该单位不得再退；其告知（签收）时限从今日起算。',
          'The unit named handles the matter and may not return it; its own clock starts today.',
        ),
        primary: true,
      }),
      step({
        id: 'reassign',
        label: label('改派', 'Reassign'),
        from: ['dispatched'],
        to: 'dispatched',
        who: [SUPERVISOR],
        input: [UNIT, INTERNAL_REASON],
        guards: ['unit-is-not-current-handler', ...shield],
        clocks: [
          ...(of.window ? [{ stop: of.window, as: 'stopped' } as const] : []),
          ...newReceipt,
          ...(of.window ? [{ start: of.window, owner: 'organ', right: true } as const] : []),
        ],
        ...changeUnit,
        consequence: label(
          '本件改由所选单位办理，该单位的时限从今日起算；群众的时限不变。',
          'The unit chosen handles the matter, its own clock starts today; the citizen’s clock is unchanged.',
        ),
      }),
    ],
  }
}
