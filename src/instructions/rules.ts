/**
 * What may be done with an instruction or an urgent report, by whom, and what it needs. Both measure organs: no step
 * names a person, and none is about what a petitioner does. Pure.
 */
import { diffDays } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { Recipient, RecordKind, RecordState, StepInput, StepName } from './contract.ts'

type Role = string

/** Who keeps instructions and urgent reports in a bureau. */
export const OFFICE: readonly Role[] = ['clerk', 'supervisor', 'bureau-head']
/** Who may see all of them. */
export const OVERSEEING: readonly Role[] = [...OFFICE, 'auditor']
/** Danger is noticed at the telephone too. */
export const REPORTING: readonly Role[] = [...OFFICE, 'operator']
/** Who answers for the unit an instruction was assigned to. */
export const UNIT_ROLES: readonly Role[] = ['handler', 'unit-head', ...OFFICE]

export interface Reader {
  unitId: string
  roles: readonly Role[]
}

export interface RecordFacts {
  kind: RecordKind
  state: RecordState
  unitId: string | null
}

interface Step {
  kind: RecordKind
  from: readonly RecordState[]
  /** `=` stays; a function depends on the record. */
  to: RecordState | '=' | ((r: RecordFacts) => RecordState)
  who: readonly Role[]
  /** Also the unit it was assigned to. */
  unit?: true
  needs: readonly (keyof StepInput)[]
}

const I = 'instruction'
const U = 'urgent-report'

export const STEP_RULES: Readonly<Record<StepName, readonly Step[]>> = {
  assign: [{ kind: I, from: ['open', 'assigned'], to: 'assigned', who: OFFICE, needs: ['unitId'] }],
  'follow-up': [{ kind: I, from: ['assigned'], to: '=', who: OFFICE, needs: ['words'] }],
  progress: [{ kind: I, from: ['assigned'], to: '=', who: [], unit: true, needs: ['words'] }],
  answer: [
    { kind: I, from: ['open', 'assigned'], to: 'answered', who: OFFICE, unit: true, needs: ['words'] },
  ],
  'send-back': [
    {
      kind: I,
      from: ['answered'],
      to: (r) => (r.unitId ? 'assigned' : 'open'),
      who: OFFICE,
      needs: ['words'],
    },
  ],
  close: [{ kind: I, from: ['answered'], to: 'closed', who: OFFICE, needs: ['words'] }],
  report: [
    {
      kind: U,
      from: ['noticed', 'reported'],
      to: 'reported',
      who: REPORTING,
      needs: ['recipient', 'way', 'reportedAt'],
    },
  ],
  'report-again': [
    {
      kind: U,
      from: ['reported'],
      to: '=',
      who: REPORTING,
      needs: ['words', 'recipient', 'way', 'reportedAt'],
    },
  ],
  finish: [{ kind: U, from: ['reported'], to: 'ended', who: OFFICE, needs: ['words'] }],
  tie: [
    { kind: I, from: ['open', 'assigned', 'answered'], to: '=', who: OFFICE, needs: ['matter'] },
    { kind: U, from: ['noticed', 'reported'], to: '=', who: REPORTING, needs: ['matter'] },
  ],
  cancel: [
    {
      kind: I,
      from: ['open', 'assigned', 'answered'],
      to: 'cancelled',
      who: ['supervisor', 'bureau-head'],
      needs: ['words'],
    },
    { kind: U, from: ['noticed'], to: 'cancelled', who: ['supervisor', 'bureau-head'], needs: ['words'] },
  ],
}

export const isEnded = (state: RecordState): boolean => ['closed', 'ended', 'cancelled'].includes(state)

const has = (reader: Reader, roles: readonly Role[]) => reader.roles.some((r) => roles.includes(r))

/** Offices that keep them see all; a unit sees what was assigned to it; operators see urgent reports. */
export function maySee(record: RecordFacts, reader: Reader): boolean {
  if (has(reader, OVERSEEING)) return true
  if (record.kind === U) return has(reader, REPORTING)
  return record.unitId === reader.unitId && has(reader, UNIT_ROLES)
}

function mayTake(step: Step, record: RecordFacts, reader: Reader): boolean {
  if (has(reader, step.who)) return true
  return step.unit === true && record.unitId === reader.unitId && has(reader, UNIT_ROLES)
}

const ruleOf = (name: StepName, record: RecordFacts) =>
  STEP_RULES[name].find((s) => s.kind === record.kind && s.from.includes(record.state))

/** Steps a reader may take now, in the order of the table. */
export function mayNow(record: RecordFacts, reader: Reader): StepName[] {
  return (Object.keys(STEP_RULES) as StepName[]).filter((name) => {
    const rule = ruleOf(name, record)
    return rule !== undefined && mayTake(rule, record, reader)
  })
}

/**
 * Where a step leads.
 * @returns refusals `instruction.not_now`, `access.denied`, `input.required`, `input.unknown_field` (a field the step
 * does not take)
 */
export function decideStep(record: RecordFacts, step: StepInput, reader: Reader): RecordState | Refusal {
  const rule = ruleOf(step.what, record)
  if (!rule) return refuse('instruction.not_now', { details: { state: record.state } })
  if (!mayTake(rule, record, reader)) return refuse('access.denied')
  for (const field of rule.needs) {
    const value = step[field]
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
      return refuse('input.required', { field })
  }
  const taken = new Set<string>(['what', 'expectedVersion', 'words', ...rule.needs])
  if (step.what === 'assign') taken.add('dueOn')
  if (rule.needs.includes('recipient')) taken.add('recipientName')
  const strange = Object.keys(step).find((name) => !taken.has(name))
  if (strange) return refuse('input.unknown_field', { field: strange })
  if (step.recipient === 'other' && !step.recipientName?.trim())
    return refuse('input.required', { field: 'recipientName' })
  if (typeof rule.to === 'function') return rule.to(record)
  return rule.to === '=' ? record.state : rule.to
}

/**
 * Recipients R22 25 (XF-R11) names: same-level Party committee and government, the departments concerned, the office of
 * the joint meeting, and, by a local bureau, the upper bureau and the national one.
 */
export const NAMED_BY_LAW: readonly Recipient[] = [
  'party-committee',
  'government',
  'departments',
  'joint-meeting-office',
  'upper-bureau',
  'national-bureau',
]

/** Whole minutes between two instants. */
export const minutesBetween = (from: Date, to: Date): number =>
  Math.floor((to.getTime() - from.getTime()) / 60_000)

/** Days to the day set, by the calendar; null without one or after the end. */
export function daysLeft(dueOn: string | null, state: RecordState, today: string): number | null {
  return dueOn === null || isEnded(state) ? null : diffDays(today, dueOn)
}
