/**
 * What another limit would do, to clocks that run and to clocks that have ended. Pure. The dates come from the same walk
 * over the calendar that the clocks themselves use, so a preview cannot differ from what then happens.
 */

import type { LocalSettingFact } from '../../bureau/index.ts'
import { type Clock, computeDue, metInTime, PROCEDURES, ruleInForce } from '../../cases/index.ts'
import type { WorkCalendar } from '../../kernel/calendar/index.ts'
import { isRefusal } from '../../kernel/errors/refusal.ts'

export interface Limit {
  length: number
  unit: Clock['unit']
}

/** The clock as it would be under another limit; extensions and pauses stay as they were. */
export function underLimit(clock: Clock, limit: Limit, calendar: WorkCalendar): Clock {
  const other = { ...clock, length: limit.length, unit: limit.unit }
  return { ...other, ...computeDue(other, calendar) }
}

export interface RehearsedClock {
  matterId: string
  number: string
  clock: Clock
}

export interface Rehearsed extends RehearsedClock {
  lateThen: boolean
  lateUnder: boolean
  under: Clock
}

/** Judges ended clocks by the limit they had and by another. Clocks that were only cut off are left out. */
export function rehearse(
  clocks: readonly RehearsedClock[],
  limit: Limit,
  calendar: WorkCalendar,
): Rehearsed[] {
  return clocks.flatMap((c) => {
    const then = metInTime(c.clock)
    if (then === null) return []
    const under = underLimit(c.clock, limit, calendar)
    return [{ ...c, under, lateThen: !then, lateUnder: metInTime(under) === false }]
  })
}

/**
 * Main procedures in which a clock of the rule may still begin while they run: by a step of theirs, or in what may be
 * attached to them. What only their opening starts has begun in every matter there is.
 */
export function proceduresStarting(ruleId: string): { id: string; accepts: boolean }[] {
  const starts = (effects: (typeof PROCEDURES)[number]['opening']) =>
    effects.some((e) => 'start' in e && e.start === ruleId)
  const byStep = (p: (typeof PROCEDURES)[number]) => p.transitions.some((t) => starts(t.clocks))
  const attached = PROCEDURES.some((p) => p.kind === 'attached' && (starts(p.opening) || byStep(p)))
  return PROCEDURES.filter((p) => p.kind === 'main' && (attached || byStep(p))).map((p) => ({
    id: p.id,
    accepts: p.transitions.some((t) => t.documents.includes('acceptance-notice')),
  }))
}

export interface RunningMatter {
  procedure: string
  receivedOn: string
  acceptedOn: string | null
}

/**
 * Whether a clock of the rule that has not begun will get the new limit: the day of acceptance (of receipt, before
 * acceptance) fixes the rules of a matter, so one received before the limit begins gets it only by being accepted later.
 */
export function willGet(
  matter: RunningMatter,
  setting: LocalSettingFact,
  settings: readonly LocalSettingFact[],
  accepts: boolean,
): 'yes' | 'if-accepted' | 'no' {
  const { ruleId, validFrom } = setting
  const others = settings.filter((s) => s.ruleId !== ruleId || s.validFrom !== validFrom)
  const changes = (on: string): boolean => {
    const before = ruleInForce(ruleId, on, settings)
    const after = ruleInForce(ruleId, on, [...others, setting])
    if (isRefusal(before) || isRefusal(after)) return false
    return (
      before.length !== after.length ||
      before.unit !== after.unit ||
      before.extensionCap !== after.extensionCap
    )
  }
  if (changes(matter.acceptedOn ?? matter.receivedOn)) return 'yes'
  return matter.acceptedOn === null && accepts && changes(validFrom) ? 'if-accepted' : 'no'
}
