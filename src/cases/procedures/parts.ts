/** Small parts that the tables are put together from: who, input fields, steps and states with their defaults. */
import type { ContentKind, InputField, Label, StateDef, Transition, Who } from './format.ts'

export function label(zh: string, en: string): Label {
  return { zh, en }
}

/** The people of the unit that took the matter in. */
export const CENTRE: Who = { roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'centre' }
/** The people of the handling unit; in a small bureau the centre itself may be that unit, hence clerk and operator. */
export const HANDLER: Who = { roles: ['handler', 'unit-head', 'clerk', 'operator'], seat: 'handler' }
/** Who signs for the handling unit. */
export const HANDLER_HEAD: Who = { roles: ['unit-head', 'bureau-head'], seat: 'handler' }
export const SUPERVISOR: Who = { roles: ['supervisor', 'bureau-head'], seat: 'supervisor' }
export const REVIEWER: Who = { roles: ['reviewer', 'unit-head'], seat: 'reviewer' }
export const REVIEWER_HEAD: Who[] = [
  { roles: ['unit-head'], seat: 'reviewer' },
  { roles: ['bureau-head'], anywhere: true },
]
/** Who checks a reply before it goes out, at the centre. */
export const CHECKER: Who = { roles: ['clerk', 'supervisor', 'bureau-head'], seat: 'centre' }
export const TARGET: Who = {
  roles: ['handler', 'unit-head', 'clerk', 'operator', 'reviewer', 'supervisor', 'bureau-head'],
  seat: 'target',
}
export const CITIZEN: Who = { citizen: true }
export const SYSTEM: Who = { system: true }

export function words(name: string, of: Label, contentKind: ContentKind, required = true): InputField {
  return { name, kind: 'text', label: of, required, contentKind }
}

export function choice(name: string, of: Label, options: Record<string, Label>): InputField {
  const list = Object.entries(options).map(([value, text]) => ({ value, label: text }))
  return { name, kind: 'choice', label: of, required: true, options: list }
}

export const UNIT: InputField = {
  name: 'unit',
  kind: 'unit',
  label: label('单位', 'Unit'),
  required: true,
}

export const OUTCOMES: InputField = {
  name: 'outcomes',
  kind: 'outcomes',
  label: label('逐项答复', 'Outcome of each demand'),
  required: true,
  help: label('每一项诉求都要有结果和依据。', 'Each demand needs its own outcome and basis.'),
}

export const EVIDENCE: InputField = {
  name: 'evidence',
  kind: 'reference',
  label: label('本人书面材料（附件）', 'The person’s own written paper (attachment)'),
  required: false,
  help: label(
    '工作人员代为登记时必须附上。',
    'Needed when a member of staff records it on the person’s behalf.',
  ),
}

export const REDO_DAYS: InputField = {
  name: 'redoDays',
  kind: 'days',
  label: label('重新办理期限（日历天数，撤销时填写）', 'Days to handle it again, if revoked'),
  required: false,
}

export const REPLY = words('reply', label('答复内容', 'Reply'), 'reply')
/** A reason that is printed in a document the person receives. */
export const REASON = words('reason', label('理由', 'Reason'), 'reason')
/** A reason that stays between organs. */
export const INTERNAL_REASON = words('reason', label('理由', 'Reason'), 'note')
export const REMARK = words('words', label('意见', 'Remarks'), 'note', false)

/** Where a matter belongs that is not taken here. */
export const ROUTE = choice('route', label('处理途径', 'Route'), {
  court: label('人民法院', 'Court'),
  arbitration: label('仲裁', 'Arbitration'),
  'administrative-review': label('行政复议', 'Administrative reconsideration'),
  procuratorate: label('人民检察院', 'Procuratorate'),
  police: label('公安机关', 'Police'),
  'party-discipline': label('纪检监察机关', 'Discipline inspection and supervision'),
  'other-organ': label('其他有权处理的机关、单位', 'Another competent organ'),
  'pending-at-lower-level': label('下级正在办理', 'Being handled at the lower level'),
  'finished-by-re-review': label('已经复核终结', 'Finished by re-review'),
})

type Given = 'id' | 'label' | 'from' | 'to' | 'who' | 'consequence'

/** A transition; what is not said is nothing: no input, no guard, no clock, no document. */
export function step(t: Pick<Transition, Given> & Partial<Transition>): Transition {
  return { input: [], guards: [], clocks: [], documents: [], ...t }
}

export function state(
  id: string,
  of: Label,
  responsible: StateDef['responsible'],
  citizen: Label,
  more: Pick<StateDef, 'pause' | 'end'> = {},
): StateDef {
  return { id, label: of, responsible, citizen, ...more }
}

/** Ids of the states in which a procedure is still open. */
export function openStates(states: readonly StateDef[]): string[] {
  return states.filter((s) => s.end === undefined).map((s) => s.id)
}

/** Every notice the tables send to the person who asked; `registered` is sent by the registration itself. */
export const NOTICE_TEMPLATES = [
  'registered',
  'handed-over',
  'accepted',
  'notice-issued',
  'no-longer-accepted',
  'answer-issued',
  /** A document lies on the person's page; opening it serves it. */
  'document-waiting',
  'answered',
  'transferred',
  'withdrawn',
  'cancelled',
  'extended',
  'revoked',
  'redo',
  'review-requested',
  're-review-requested',
  'review-handed-over',
  'correction-asked',
  'hearing',
  'procedure-ended',
  /** Shielded lane: says only that there is something new behind the code. */
  'discreet-news',
] as const
