/**
 * Work that falls due by itself: supervision of an overdue organ, ratings whose window is over, reminders before a limit
 * ends, and word to the person whose limit passed. Every act has a key of its own, so that a sweep may be repeated, or run in two processes, and nothing is done twice.
 */
import { plainDateIn } from '../../kernel/calendar/index.ts'
import { deriveUuid } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { citizenRightOpen, overdueForOrgan } from '../clocks/index.ts'
import type { MatterDoc } from '../engine/doc.ts'
import { openAttached } from '../engine/open-matter.ts'
import { fire } from '../engine/step.ts'
import { overdueOrder } from '../engine/triggers.ts'
import { type Decision, SYSTEM, type World } from '../engine/world.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from '../run.ts'
import {
  type DueClock,
  enqueueReminders,
  findLapsed,
  findOverdue,
  findPassed,
  findSoonDue,
  type SoonDue,
} from './due-store.ts'

export interface SweepOptions {
  /** Calendar days before the nominal day that a unit is reminded. Default 3. */
  remindDays?: number
  /** Clocks taken of each kind in one sweep; the next sweep goes on. Default 500. */
  limit?: number
  /** When acts are written down, if not `now` (a simulated clock). */
  recordedAt?: Date
}

export interface Swept {
  supervised: number
  lapsed: number
  reminded: number
  /** Persons told that their limit passed without a result. */
  told: number
  /** Acts the rules would not let happen, by code; they are tried again by the next sweep. */
  refused: Record<string, number>
}

/** Windows of a citizen that end by the system's own step: rule, and the step of the clock's proceeding. */
const LAPSES: readonly { rule: string; action: string }[] = [
  { rule: 'HY-RATING', action: 'lapse' },
  { rule: 'HY-CORRECTION', action: 'correction-lapsed' },
]

const nothing = (doc: MatterDoc): Decision<MatterDoc> => ({
  doc,
  before: doc,
  drafts: [],
  contents: [],
  outbox: [],
})
const nowOf = (world: World) => ({ date: world.today, instant: world.now })

type Act = (doc: MatterDoc, world: World) => Decision<MatterDoc> | Refusal

/** An order to the unit that let the limit pass, under the rule that this limit belongs to. */
const supervise =
  (due: DueClock): Act =>
  (doc, world) => {
    const clock = doc.clocks[due.clock_id]
    if (!clock || !overdueForOrgan(clock, nowOf(world))) return nothing(doc)
    return openAttached(doc, 'supervision', overdueOrder(doc, clock), SYSTEM, world)
  }

const lapse =
  (due: DueClock, action: string): Act =>
  (doc, world) => {
    const clock = doc.clocks[due.clock_id]
    const over = clock?.status === 'running' && !citizenRightOpen(clock, nowOf(world))
    return over
      ? fire(doc, { proceedingId: due.proceeding_id, action, input: {} }, SYSTEM, world)
      : nothing(doc)
  }

class Sweep {
  readonly swept: Swept = { supervised: 0, lapsed: 0, reminded: 0, told: 0, refused: {} }
  readonly #deps: CasesDeps
  readonly #caller: Omit<Caller, 'idempotencyKey'>

  constructor(deps: CasesDeps, bureauId: string, now: Date, recordedAt: Date) {
    this.#deps = deps
    this.#caller = { bureauId, actor: SYSTEM, principal: 'system', occurredAt: now, recordedAt }
  }

  async act(kind: 'supervised' | 'lapsed', name: string, due: DueClock, decide: Act): Promise<void> {
    const caller = { ...this.#caller, idempotencyKey: `${name}:${due.matter_id}:${due.clock_id}` }
    const result: CommandResult | Refusal = await changeMatter(this.#deps, caller, {
      matterId: due.matter_id,
      request: { verb: `sweep-${name}`, clockId: due.clock_id },
      decide,
    })
    if (isRefusal(result)) this.swept.refused[result.refused] = (this.swept.refused[result.refused] ?? 0) + 1
    else if (!result.replayed) this.swept[kind]++
  }
}

/**
 * Does what is due in a bureau at `now`. Run every minute by the server, and by hand in tests, the demo and replays.
 * @returns how often each was done, or the refusal `not_found` for an unknown bureau.
 */
export async function sweepDue(
  deps: CasesDeps,
  bureauId: string,
  now: Date,
  options: SweepOptions = {},
): Promise<Swept | Refusal> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const limit = options.limit ?? 500
  const today = plainDateIn(facts.bureau.zone, now.toISOString())
  const context = { bureau: bureauId, system: true }
  const due = await withTx(deps.app, context, async (tx) => {
    const [overdue, ...lapsed] = await Promise.all([
      findOverdue(tx, bureauId, today, now, limit),
      ...LAPSES.map((l) => findLapsed(tx, bureauId, today, l.rule, limit)),
    ])
    return { overdue, lapsed }
  })
  const sweep = new Sweep(deps, bureauId, now, options.recordedAt ?? now)
  for (const clock of due.overdue) await sweep.act('supervised', 'overdue', clock, supervise(clock))
  for (const [i, clocks] of due.lapsed.entries()) {
    for (const clock of clocks) await sweep.act('lapsed', 'lapse', clock, lapse(clock, LAPSES[i]!.action))
  }
  const days = options.remindDays ?? 3
  sweep.swept.reminded = await tell(deps, bureauId, now, 'remind-unit', 'remind', (tx) =>
    findSoonDue(tx, bureauId, today, days, limit),
  )
  sweep.swept.told = await tell(deps, bureauId, now, 'notify-citizen', 'due', (tx) =>
    findPassed(tx, bureauId, today, limit),
  )
  return sweep.swept
}

/** Asks for a word about each clock found, once for each date. @returns how many */
async function tell(
  deps: CasesDeps,
  bureauId: string,
  now: Date,
  topic: 'remind-unit' | 'notify-citizen',
  name: 'remind' | 'due',
  find: (tx: Tx) => Promise<SoonDue[]>,
): Promise<number> {
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const found = await find(tx)
    if (found.length === 0) return 0
    const reminders = found.map((c) => {
      const key = `${name}:${c.matter_id}:${c.clock_id}:${c.nominal}`
      return {
        event_id: deriveUuid(deps.keyring.installationKey, bureauId, key),
        key,
        payload: {
          matterId: c.matter_id,
          clockId: c.clock_id,
          ...(topic === 'notify-citizen' ? { template: name } : {}),
        },
      }
    })
    await enqueueReminders(tx, bureauId, topic, reminders, now)
    return found.length
  })
}
