/** What may happen to what an office has taken on itself. Pure. */
import type { RoleName } from '../../kernel/access/roles.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { FollowUpKind, FollowUpState, FollowUpStep } from './contract.ts'

/** Who writes down what an office said and did. */
export const RECORDERS: readonly RoleName[] = ['clerk', 'supervisor', 'bureau-head']
/** Who gives a matter to an office and takes it back. */
export const SPONSORS: readonly RoleName[] = ['supervisor', 'bureau-head']

const TO: Readonly<Record<FollowUpStep, FollowUpState>> = {
  progress: 'open',
  met: 'open',
  done: 'done',
  released: 'released',
}

/** A promise of a reception day is kept or still open; only a sponsored matter can be given back. */
const STEPS: Readonly<Record<FollowUpKind, readonly FollowUpStep[]>> = {
  reception: ['progress', 'met', 'done'],
  sponsored: ['progress', 'met', 'done', 'released'],
}

export interface Standing {
  kind: FollowUpKind
  state: FollowUpState
  /** The matter has ended. */
  ended: boolean
}

/**
 * The state after a step, or why it is not possible. A sponsored matter is done when the matter has ended, not before: an
 * office cannot declare solved what the person still waits for.
 */
export function afterStep(
  s: Standing,
  step: FollowUpStep,
  roles: readonly RoleName[],
): FollowUpState | Refusal {
  const allowed = step === 'released' ? SPONSORS : RECORDERS
  if (!allowed.some((r) => roles.includes(r)))
    return refuse('access.denied', { details: { roles: [...allowed] } })
  if (s.state !== 'open' || !STEPS[s.kind].includes(step)) return refuse('reception.not_now')
  if (s.kind === 'sponsored' && step === 'done' && !s.ended) return refuse('reception.matter_open')
  return TO[step]
}

export const mayStep = (s: Standing, roles: readonly RoleName[]): FollowUpStep[] =>
  STEPS[s.kind].filter((step) => typeof afterStep(s, step, roles) === 'string')

/** A record that promises nothing is done as it is written. */
export const firstState = (p: { unitId: string | null; dueOn: string | null }): FollowUpState =>
  p.unitId === null ? 'done' : 'open'

/** @returns why a promise cannot be as it was entered; who does it and by when go together */
export function wrongPromise(
  p: { unitId: string | null; dueOn: string | null },
  today: string,
): Refusal | undefined {
  if (p.unitId !== null && p.dueOn === null) return refuse('input.required', { field: 'dueOn' })
  if (p.unitId === null && p.dueOn !== null) return refuse('input.required', { field: 'unitId' })
  if (p.dueOn !== null && p.dueOn < today) return refuse('input.invalid_date', { field: 'dueOn' })
  return undefined
}
