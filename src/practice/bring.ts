/** Brings a matter to where a task begins, through the verbs everybody uses. Safe to run again: every step has its key. */
import type { BureauFacts } from '../bureau/index.ts'
import {
  type Actor,
  type Caller,
  CITIZEN,
  findMatter,
  fireAction,
  openProceeding,
  registerMatter,
  SYSTEM,
} from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { letterFor } from './letters.ts'
import type { Prepared, PreparedStep, Side, Sides } from './preparation.ts'
import type { PracticeRoom } from './room.ts'
import { savePartner } from './store.ts'
import { HANDLING, partnerRoles } from './units.ts'

const HOUR = 3_600_000

/** Something the practice ground does by itself was refused: a fault of the program, never of a learner. */
export class PracticeFault extends Error {
  readonly refusal: Refusal
  constructor(what: string, refusal: Refusal) {
    super(`${what}: ${refusal.refused} ${refusal.field ?? ''}`)
    this.name = 'PracticeFault'
    this.refusal = refusal
  }
}

function must<T>(what: string, value: T | Refusal): T {
  if (isRefusal(value)) throw new PracticeFault(what, value)
  return value
}

/** The unit that holds a seat by default, the first of its code. */
const seated = (facts: BureauFacts, seat: string): string | undefined =>
  [...facts.units.values()].find((u) => u.active && u.seats.includes(seat))?.unitId

/**
 * The units a matter is made for. The learner's own unit takes the side the task is done on.
 * @returns null where the ground has no unit for a side, or the learner's unit cannot sit there
 */
export function sidesFor(facts: BureauFacts, learner: { side: Side; unitId: string } | null): Sides | null {
  const byCode = (code: string) => [...facts.units.values()].find((u) => u.active && u.code === code)?.unitId
  const own = learner ? facts.units.get(learner.unitId) : undefined
  if (learner && learner.side !== 'handler' && !own?.seats.includes(learner.side)) return null
  const mine = (side: Side) => (learner?.side === side ? learner.unitId : undefined)
  const centre = mine('centre') ?? byCode('xfj') ?? seated(facts, 'centre')
  const supervisor = mine('supervisor') ?? seated(facts, 'supervisor')
  const reviewer = mine('reviewer') ?? seated(facts, 'reviewer')
  const departments = HANDLING.map(byCode).filter((id) => id !== undefined)
  // A dispute about a road that lies with the roads' own unit would be none: those of the program begin with another.
  const handler = mine('handler') ?? departments[0]
  const other = departments.find((id) => id !== handler)
  return centre && supervisor && reviewer && handler && other
    ? { centre, supervisor, reviewer, handler, other }
    : null
}

async function partnerOf(room: PracticeRoom, facts: BureauFacts, unitId: string, now: Date): Promise<Actor> {
  const { bureauId, slug } = facts.bureau
  const unit = facts.units.get(unitId)!
  const roles = partnerRoles(unit)
  const accountId = deriveUuid(room.cases.keyring.installationKey, 'practice-partner', bureauId, unitId)
  const partner = {
    accountId,
    login: `partner.${slug}.${unit.code.toLowerCase()}`,
    name: `练习伙伴（${unit.name.zh}）`,
    unitId,
    roles,
  }
  await withTx(room.cases.app, { bureau: bureauId }, (tx) => savePartner(tx, bureauId, partner, now))
  return { kind: 'account', id: accountId, unitId, roles: roles as RoleName[] }
}

export interface Bringing {
  facts: BureauFacts
  sides: Sides
  /** Makes the matter the only one of its kind: the same parts give the same matter. */
  key: readonly string[]
  /** Makes streets and houses differ. */
  n: number
  /** Name that stands in the subject; null in what the ground is filled with. */
  learner: string | null
  now: Date
}

/** @returns the matter's id. @throws PracticeFault where a step is refused */
export async function bringMatter(room: PracticeRoom, prepared: Prepared, b: Bringing): Promise<string> {
  const { facts, sides, now } = b
  const { bureauId, zone } = facts.bureau
  const key = `practice:${b.key.join(':')}`
  const matterId = deriveUuid(room.cases.keyring.installationKey, 'practice', bureauId, ...b.key)
  const caller = (actor: Actor, step: string, hours: number): Caller => ({
    bureauId,
    actor,
    principal: `practice:${actor.id ?? actor.kind}`,
    idempotencyKey: `${key}:${step}`,
    occurredAt: new Date(now.getTime() - hours * HOUR),
    recordedAt: now,
  })
  const arrived = new Date(now.getTime() - prepared.hours * HOUR)
  const letter = letterFor(prepared.letter, b.n, b.learner)
  const registrar = prepared.review ? SYSTEM : await partnerOf(room, facts, sides.centre, now)
  const registered = await registerMatter(room.cases, caller(registrar, 'register', prepared.hours), {
    ...letter,
    procedure: prepared.procedure,
    channel: prepared.channel,
    matterId,
    sourceKey: key,
    receivedAt: arrived.toISOString(),
    seats: prepared.review
      ? { reviewer: sides.reviewer }
      : { centre: sides.centre, supervisor: sides.supervisor },
    ...(prepared.review
      ? {
          request: {
            values: { askedOn: plainDateIn(zone, arrived.toISOString()), late: false },
            lateReason: null,
          },
        }
      : {}),
  })
  must(`register ${key}`, registered)
  for (const [i, step] of prepared.steps.entries()) {
    const actor = step.by === 'citizen' ? CITIZEN : await partnerOf(room, facts, sides[step.by], now)
    await take(room, b, caller(actor, `${i}`, step.hours), matterId, step, letter.demands!.length)
  }
  return matterId
}

async function take(
  room: PracticeRoom,
  b: Bringing,
  caller: Caller,
  matterId: string,
  step: PreparedStep,
  demands: number,
): Promise<void> {
  const input = step.input?.(b.sides, demands) ?? {}
  const what = `${step.act} ${caller.idempotencyKey}`
  if (step.opens) {
    must(what, await openProceeding(room.cases, caller, { matterId, procedure: step.act, input }))
    return
  }
  const proceedingId = step.of ? await attached(room, caller.bureauId, matterId, step.of) : 'main'
  must(what, await fireAction(room.cases, caller, { matterId, proceedingId, action: step.act, input }))
}

/** The newest proceeding of a kind. */
async function attached(room: PracticeRoom, bureauId: string, matterId: string, procedure: string) {
  const found = await withTx(room.cases.app, { bureau: bureauId, system: true }, (tx) =>
    findMatter(tx, bureauId, matterId),
  )
  const of = Object.values(found?.doc.proceedings ?? {}).findLast((p) => p.procedure === procedure)
  return of?.proceedingId ?? procedure
}
