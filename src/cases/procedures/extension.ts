/** 延长办理期限: asked by the handling unit, decided by the head of the organ or the centre, told to the person with the reason. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef, Who } from './format.ts'
import { isOfType, typeLimits } from './order-types.ts'
import { INTERNAL_REASON, label, REASON, state, step } from './parts.ts'

const DAYS: InputField = {
  name: 'days',
  kind: 'days',
  label: label('延长天数', 'Days'),
  required: true,
  help: label('累计不得超过该时限的上限。', 'All extensions together may not pass the cap of the limit.'),
}

/** Asked with the step that opens it; the reason is the one printed in the notice. */
export const EXTENSION_INPUT: InputField[] = [DAYS, REASON]

const HEAD: Who = { roles: ['unit-head', 'bureau-head', 'supervisor'], seat: 'target' }

const states: StateDef[] = [
  state(
    'requested',
    label('待审批', 'To be decided'),
    'target',
    label(
      '办理单位申请延期，尚未批准，您的时限没有变。',
      'The unit asked for more time. Nothing is granted yet and your limit is unchanged.',
    ),
  ),
  state(
    'approved',
    label('已批准', 'Approved'),
    'target',
    label('办理期限已延长，理由见告知书。', 'The limit was extended; the notice gives the reason.'),
    { end: 'done' },
  ),
  state(
    'refused',
    label('未批准', 'Refused'),
    'target',
    label('延期没有批准，您的时限不变。', 'The extension was refused; your limit is unchanged.'),
    { end: 'refused' },
  ),
  cancelledState('target'),
]

export const extension: Procedure = {
  id: 'extension',
  version: 3,
  label: label('延长办理期限', 'Extension'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'requested',
  opening: [{ start: 'HY-EXTENSION-DECISION', owner: 'organ' }],
  openedBy: [],
  openInput: EXTENSION_INPUT,
  states,
  source: label(
    '《信访工作条例》第三十四条；热线和信箱为本地设置',
    'Regulations on Letters and Visits Work (2022), Art. 34; hotline and letter box by local setting',
  ),
  transitions: [
    step({
      id: 'approve-extension',
      label: label('批准延期', 'Approve'),
      from: ['requested'],
      to: 'approved',
      who: [HEAD],
      input: [{ ...DAYS, label: label('批准天数', 'Days approved') }],
      guards: ['extension-within-cap'],
      clocks: [
        { extend: 'XF-T06' },
        { extend: 'HL-05' },
        { extend: 'HY-LETTERBOX' },
        { extend: 'HY-MISCONDUCT-HANDLE' },
        { extend: 'HY-SUGGESTION' },
        // Of an order the caller's limit rules from here on: the shorter one of its type would call it late on the old day.
        ...typeLimits('stopped'),
      ],
      documents: ['extension-notice'],
      consequence: label(
        '办理时限按批准天数延长（累计不超过上限），并印发延长办理期限告知书。',
        'Extends the limit by the days approved, within the cap, and issues the extension notice.',
      ),
      notify: 'extended',
      primary: true,
    }),
    step({
      id: 'refuse-extension',
      label: label('不批准', 'Refuse'),
      from: ['requested'],
      to: 'refused',
      who: [HEAD],
      input: [INTERNAL_REASON],
      consequence: label('办理时限不变。', 'The limit stays as it is.'),
    }),
    cancelWithMatter(states),
  ],
}

/** As it was before it ended the limit by type of an order. */
export const extensionV2: Procedure = {
  ...extension,
  version: 2,
  transitions: extension.transitions.map((t) => ({ ...t, clocks: t.clocks.filter((e) => !isOfType(e)) })),
}

/** Version 1 knew no suggestions. */
export const extensionV1: Procedure = {
  ...extensionV2,
  version: 1,
  transitions: extensionV2.transitions.map((t) => ({
    ...t,
    clocks: t.clocks.filter((e) => !('extend' in e && e.extend === 'HY-SUGGESTION')),
  })),
}
