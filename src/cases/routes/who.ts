/** From a request to who acts and who looks. */
import type { Session } from '../../kernel/access/index.ts'
import { type Actor, CITIZEN } from '../engine/world.ts'
import type { Looker } from '../read-matter.ts'
import type { Caller } from '../run.ts'

interface StaffContext {
  now: Date
  idempotencyKey: string
  session: Session
}

interface CitizenContext {
  now: Date
  idempotencyKey: string
  citizen: { bureauId: string; matterId: string }
}

export function actorOf(session: Session): Actor {
  return { kind: 'account', id: session.accountId, unitId: session.unitId, roles: session.roles }
}

export function callerOf(ctx: StaffContext): Caller {
  return {
    bureauId: ctx.session.bureauId,
    actor: actorOf(ctx.session),
    principal: ctx.session.accountId,
    idempotencyKey: ctx.idempotencyKey,
    occurredAt: ctx.now,
    recordedAt: ctx.now,
  }
}

export function lookerOf(ctx: StaffContext): Looker {
  return { bureauId: ctx.session.bureauId, actor: actorOf(ctx.session), now: ctx.now }
}

export function citizenCaller(ctx: CitizenContext): Caller {
  return {
    bureauId: ctx.citizen.bureauId,
    actor: CITIZEN,
    principal: `citizen:${ctx.citizen.matterId}`,
    idempotencyKey: ctx.idempotencyKey,
    occurredAt: ctx.now,
    recordedAt: ctx.now,
  }
}

export function citizenLooker(ctx: CitizenContext): Looker {
  return { bureauId: ctx.citizen.bureauId, actor: CITIZEN, now: ctx.now }
}
