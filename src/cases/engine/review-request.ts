/**
 * What a review is about (R22 35, 36), as far as it stands with the review itself: in time or late and why, and, where the
 * opinion was given outside the installation, which organ gave it, under what number, and when it reached the person. Pure.
 */
import { isPlainDate } from '../../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { computeDue, ruleInForce } from '../clocks/index.ts'
import type { Actor, World } from './world.ts'

export interface ReviewRequest {
  /** Plain values kept with the main proceeding. */
  values: Record<string, string | number | boolean>
  lateReason: string | null
}

/** The opinion a review by hand is about; organ and number as printed on it. */
export interface OutsideOpinion {
  organ: string
  number: string
  /** Day it reached the person: the window counts from the next. */
  servedOn: string
  /** Day the request reached the reviewing organ. */
  askedOn: string
  lateReason?: string | null
}

/** Whose opinion each kind of review looks at, and the window to ask for it. */
const WINDOWS: Readonly<Record<string, string>> = { review: 'XF-T08', 're-review': 'XF-T10' }

export const isReview = (procedure: string): boolean => Object.hasOwn(WINDOWS, procedure)

/** Last day on which a request about an outside opinion is in time (CAL-04: the rolled day). */
export function lastDayOutside(
  procedure: string,
  servedOn: string,
  world: Pick<World, 'calendar' | 'settings'>,
): string | Refusal {
  const rule = ruleInForce(WINDOWS[procedure] ?? '', servedOn, world.settings)
  if (isRefusal(rule)) return rule
  const length = rule.length ?? 0
  const clock = { startedOn: servedOn, startedAt: `${servedOn}T00:00:00Z`, length, unit: rule.unit }
  return computeDue({ ...clock, extendedBy: 0, pauses: [] }, world.calendar).rolled
}

/**
 * @returns refusals `review.needs_opinion` (by hand without the opinion), `input.*`, `review.window_closed` (late without
 * a reason)
 */
export function requestOf(
  procedure: string,
  r: { request?: ReviewRequest | null; outside?: OutsideOpinion | null },
  actor: Actor,
  world: World,
): ReviewRequest | null | Refusal {
  if (!isReview(procedure)) return null
  const { request, outside } = r
  if (request && actor.kind === 'system') return request
  if (!outside) return actor.kind === 'system' ? null : refuse('review.needs_opinion', { field: 'outside' })
  const { organ, number, servedOn, askedOn } = outside
  for (const [field, text] of Object.entries({ organ, number }))
    if (text.trim() === '') return refuse('input.required', { field: `outside.${field}` })
  for (const [field, day] of Object.entries({ servedOn, askedOn })) {
    if (!isPlainDate(day)) return refuse('input.invalid_date', { field: `outside.${field}` })
    if (day > world.today) return refuse('input.date_in_future', { field: `outside.${field}` })
  }
  if (askedOn < servedOn) return refuse('review.asked_before_service', { field: 'outside.askedOn' })
  const lastDay = lastDayOutside(procedure, servedOn, world)
  if (isRefusal(lastDay)) return lastDay
  const late = askedOn > lastDay
  const lateReason = outside.lateReason?.trim() || null
  if (late && !lateReason)
    return refuse('review.window_closed', { field: 'outside.lateReason', details: { lastDay } })
  const values = { askedOn, late, lastDay, outsideOrgan: organ.trim(), outsideNumber: number.trim() }
  return { values: { ...values, outsideServedOn: servedOn }, lateReason: late ? lateReason : null }
}
