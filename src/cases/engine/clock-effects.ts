/** Carries out the clock column of a table on the clocks of a matter. Returns the touched clocks only. */
import { diffDays } from '../../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import {
  type Clock,
  type ClockRuleId,
  endClock,
  extendClock,
  type PlainDate,
  pauseClock,
  resumeClock,
  ruleInForce,
  startClock,
} from '../clocks/index.ts'
import type { ClockEffect, EndKind } from '../procedures/format.ts'
import type { World } from './world.ts'

interface Place {
  proceedingId: string
  /** Unit responsible once the step is done: it must act on the clocks the step starts. */
  unitId: string
  receivedOn: PlainDate
  receivedAt: string
  /** Days approved by this proceeding, for `extend`; days set for the case, for `limit`. */
  days?: number
  /** Days within which whoever revoked wants it handled again. */
  redoDays?: number
  /** When the newest letter from outside came and the day its sender asks for. */
  sender?: { receivedOn: PlainDate; due: PlainDate | null } | null
  /** Day of the event that starts the clocks, where it is not the day of writing it down. */
  startsOn?: PlainDate | null
  /** Day the extension was asked for: asked in time stays in time, however long the approval takes. */
  askedOn?: PlainDate
  /** Reason printed with a pause. */
  reason: string
  /** Day that fixes the regulation for the matter: of acceptance, before it of receipt (A8). */
  rulesOn: PlainDate
}

/** Ends that are the decision the clock waited for; the others only cut it off. */
const DECIDED: ReadonlySet<EndKind> = new Set(['answered', 'done', 'refused', 'not-accepted', 'referred'])

/** Length of a limit set for one case (指定办理期限), in calendar days; null if nobody has set one. */
function limitOfCase(
  by: 'days' | 'sender' | 'redo',
  place: Place,
): { length: number | null; from?: PlainDate } | undefined {
  if (by === 'redo') return place.redoDays ? { length: place.redoDays } : undefined
  if (place.days) return { length: place.days }
  const { sender } = place
  if (by === 'days' || !sender?.due) return { length: null }
  const length = diffDays(sender.receivedOn, sender.due)
  return length < 1 ? { length: null } : { length, from: sender.receivedOn }
}

export class ClockBook {
  readonly touched = new Map<string, Clock>()
  readonly #base: Readonly<Record<string, Clock>>
  readonly #world: World

  constructor(base: Readonly<Record<string, Clock>>, world: World) {
    this.#base = base
    this.#world = world
  }

  #all(): Clock[] {
    return [
      ...Object.values(this.#base).filter((c) => !this.touched.has(c.clockId)),
      ...this.touched.values(),
    ]
  }

  /** The live clock of a rule, that of the given proceeding before those of others. */
  #live(ruleId: ClockRuleId, proceedingId: string): Clock | undefined {
    const live = this.#all().filter(
      (c) => c.ruleId === ruleId && (c.status === 'running' || c.status === 'paused'),
    )
    return live.find((c) => c.proceedingId === proceedingId) ?? live[0]
  }

  #put(clock: Clock): void {
    this.touched.set(clock.clockId, clock)
  }

  apply(effects: readonly ClockEffect[], place: Place): Refusal | undefined {
    let extended = 0
    const extensions = effects.filter((e) => 'extend' in e)
    for (const effect of effects) {
      const result = 'start' in effect ? this.#start(effect, place) : this.#change(effect, place)
      if (isRefusal(result)) return result
      if (result && 'extend' in effect) extended++
      if (result) this.#put(result)
    }
    if (extensions.length > 0 && extended === 0) return refuse('clock.nothing_to_extend')
    return undefined
  }

  #start(effect: Extract<ClockEffect, { start: string }>, place: Place): Clock | Refusal {
    const { today, now, calendar, settings, hours } = this.#world
    const earlier = effect.asOf
      ? this.#all().findLast((c) => c.ruleId === effect.asOf && c.proceedingId === place.proceedingId)
      : undefined
    const own = effect.limit ? limitOfCase(effect.limit, place) : undefined
    if (own && own.length === null) return refuse('input.required', { field: 'days' })
    const startedOn =
      earlier?.startedOn ?? own?.from ?? (effect.fromReceipt ? place.receivedOn : (place.startsOn ?? today))
    const startedAt = earlier?.startedAt ?? (effect.fromReceipt ? place.receivedAt : now)
    const rule = ruleInForce(effect.start, place.rulesOn, settings)
    if (isRefusal(rule)) return rule
    return startClock({
      rule,
      clockId: `c${Object.keys(this.#base).length + [...this.touched.keys()].filter((k) => !this.#base[k]).length + 1}`,
      proceedingId: place.proceedingId,
      unitId: place.unitId,
      startedOn,
      startedAt,
      calendar,
      businessHours: hours,
      owner: effect.owner,
      right: effect.right,
      // Who sets a limit for one case may lengthen it.
      ...(own?.length ? { limitOverride: { length: own.length, unit: 'cal', extensionCap: 365 } } : {}),
    })
  }

  #change(effect: Exclude<ClockEffect, { start: string }>, place: Place): Clock | Refusal | undefined {
    const { today, now, calendar, hours } = this.#world
    if ('stop' in effect) {
      const clock = this.#live(effect.stop, place.proceedingId)
      return clock && endClock(clock, { as: effect.as, on: today, at: now })
    }
    if ('pause' in effect) {
      const clock = this.#live(effect.pause, place.proceedingId)
      return clock && pauseClock(clock, { on: today, reason: place.reason })
    }
    if ('resume' in effect) {
      const clock = this.#live(effect.resume, place.proceedingId)
      return clock && resumeClock(clock, { on: today, calendar, businessHours: hours })
    }
    const clock = this.#live(effect.extend, place.proceedingId)
    return (
      clock &&
      extendClock(clock, {
        days: place.days ?? 0,
        on: place.askedOn ?? today,
        at: now,
        calendar,
        businessHours: hours,
      })
    )
  }

  /** Ends what still runs of a proceeding that has reached its end; a citizen's rights run on. */
  close(proceedingId: string, end: EndKind): Refusal | undefined {
    const as = DECIDED.has(end) ? 'met' : 'stopped'
    for (const clock of this.#all()) {
      if (clock.proceedingId !== proceedingId || clock.right) continue
      if (clock.status !== 'running' && clock.status !== 'paused') continue
      const ended = endClock(clock, { as, on: this.#world.today, at: this.#world.now })
      if (isRefusal(ended)) return ended
      this.#put(ended)
    }
    return undefined
  }

  list(): Clock[] {
    return [...this.touched.values()]
  }
}
