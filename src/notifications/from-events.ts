/**
 * Whom an event concerns: one draft a unit, in codes. The unit that acted is told nothing of its own act, but for the
 * signature it asks of its head and what the head sends back.
 */
import type { EventData, MatterDoc } from '../cases/index.ts'
import { procedureOf } from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'
import type { Kind } from './contract.ts'
import { signatureOf } from './signature.ts'

export interface Draft {
  unitId: string
  kind: Kind
  roles: readonly RoleName[] | null
  proceedingId: string
  procedure: string
  state: string
}

export interface Actor {
  kind: 'account' | 'citizen' | 'system'
  id: string | null
  unitId: string | null
}

type Opened = EventData['proceeding.opened']['opened']
type Stepped = EventData['proceeding.stepped']
type Seats = Partial<Record<string, string | null>>

/** Steps by which a matter comes back to whoever had sent it, or stays with whom it was to leave. */
const RETURNS: ReadonlySet<string> = new Set([
  'object',
  'return-order',
  'agree-return',
  'refuse-return',
  'request-arbitration',
  'designate-after-returns',
  'return-contribution',
  'transfer-refused',
])
const comesBack = (action: string) => RETURNS.has(action) || action.startsWith('send-back')

/** Procedures that are an order, a reminder or advice to the unit addressed. */
const PRESSING: ReadonlySet<string> = new Set(['supervision', 'reminder', 'advice'])
/** Waits for the person, not for a unit. */
const AWAITS_CITIZEN = 'awaiting-rating'

/**
 * Drafts of one event, each unit once and of the weightiest kind.
 * @param doc the matter as it is now; what the event says of seats wins over it
 */
export function draftsOf(type: string, data: unknown, actor: Actor, doc: MatterDoc): Draft[] {
  const drafts: Draft[] = []
  const add = (draft: Draft | null) => {
    if (draft && !drafts.some((d) => d.unitId === draft.unitId)) drafts.push(draft)
  }
  switch (type) {
    case 'matter.registered':
      add(opened((data as EventData['matter.registered']).main, doc, actor))
      break
    case 'proceeding.opened': {
      const { opened: first, alsoOpened } = data as EventData['proceeding.opened']
      for (const o of [first, ...alsoOpened]) add(opened(o, doc, actor))
      break
    }
    case 'proceeding.stepped': {
      const step = data as Stepped
      for (const draft of stepped(step, doc, actor)) add(draft)
      for (const o of step.opened) add(opened(o, doc, actor))
      break
    }
    case 'matter.noted':
      if ((data as EventData['matter.noted']).by === 'citizen') add(toResponsible('citizen', doc, actor))
      else for (const draft of toOthers(doc, actor)) add(draft)
      break
    case 'matter.contacted':
      add(toResponsible('citizen', doc, actor))
      break
    case 'matter.attached':
      if (actor.kind === 'citizen') add(toResponsible('citizen', doc, actor))
      break
  }
  return drafts
}

/** The unit responsible in a state, by the seats the event names, then the proceeding's, then the matter's. */
function responsible(
  doc: MatterDoc,
  p: { proceedingId: string; procedure: string; version: number; state: string; seats: Seats },
): string | null {
  const seat = procedureOf(p.procedure, p.version).states.find((s) => s.id === p.state)?.responsible
  if (!seat) return null
  return p.seats[seat] ?? doc.proceedings[p.proceedingId]?.seats[seat] ?? doc.seats[seat] ?? null
}

function opened(o: Opened, doc: MatterDoc, actor: Actor): Draft | null {
  const { proceedingId, procedure, procedureVersion: version, state, seats } = o
  const unitId = responsible(doc, { proceedingId, procedure, version, state, seats })
  if (!unitId || state === AWAITS_CITIZEN) return null
  const signature = signatureOf(procedure, state)
  const own = unitId === actor.unitId
  if (own && !signature) return null
  const kind: Kind = signature
    ? 'signature'
    : PRESSING.has(procedure)
      ? 'supervised'
      : procedure === 'later-contact'
        ? 'citizen'
        : 'assigned'
  return { unitId, kind, roles: signature?.roles ?? null, proceedingId, procedure, state }
}

function stepped(step: Stepped, doc: MatterDoc, actor: Actor): Draft[] {
  const p = doc.proceedings[step.proceedingId]
  if (!p || step.to === AWAITS_CITIZEN) return []
  const { procedure, version } = p
  const at = { proceedingId: step.proceedingId, procedure, state: step.to }
  if (step.end) return ended(step, doc, actor, at)
  const unitId = responsible(doc, { ...at, version, seats: step.seats })
  if (!unitId) return []
  const own = unitId === actor.unitId
  const action = procedureOf(procedure, version).transitions.find((t) => t.id === step.action)
  const signature = step.to === step.from ? undefined : signatureOf(procedure, step.to)
  const draft = (kind: Kind, roles: Draft['roles'] = null): Draft[] => [{ unitId, kind, roles, ...at }]
  if (signature) return draft('signature', signature.roles)
  if (action?.marks?.includes('redo')) return own ? [] : draft('redo')
  if (comesBack(step.action)) return draft('returned')
  if (own) return []
  // A satisfied rating asks for nothing; the state before the program has weighed it is no news either.
  if (procedure === 'follow-up') return step.to === 'deciding' ? draft('rated') : []
  if (actor.kind === 'citizen' && step.to === step.from) return draft('citizen')
  if (PRESSING.has(procedure)) return draft('supervised')
  // The program's own steps (served, confirmed) move work within a unit that already has it.
  return step.to === step.from || actor.kind === 'system' ? [] : draft('assigned')
}

/** Whoever asked for a thing, or handled a matter, hears how it was decided by others. */
function ended(
  step: Stepped,
  doc: MatterDoc,
  actor: Actor,
  at: Pick<Draft, 'proceedingId' | 'procedure' | 'state'>,
): Draft[] {
  const p = doc.proceedings[step.proceedingId]!
  if (step.end === 'cancelled' || at.procedure === 'service' || at.procedure === 'follow-up') return []
  const main = step.proceedingId === 'main'
  const unitId = main ? doc.seats.handler : PRESSING.has(at.procedure) ? p.seats.target : p.seats.opener
  if (!unitId || actor.kind === 'system') return []
  // A head's decision on what the unit asked is news to the unit itself.
  if (unitId === actor.unitId && at.procedure !== 'extension') return []
  return [{ unitId, kind: 'decided', roles: null, ...at }]
}

function toResponsible(kind: Kind, doc: MatterDoc, actor: Actor): Draft | null {
  const main = doc.proceedings.main
  // After the end a procedure of its own takes it up (later-contact) and tells of itself.
  if (!main || main.end) return null
  const { proceedingId, procedure, version, state } = main
  const unitId = responsible(doc, { proceedingId, procedure, version, state, seats: {} })
  if (!unitId || unitId === actor.unitId) return null
  return { unitId, kind, roles: null, proceedingId, procedure, state }
}

/** A note is for the other units on the matter's seats. */
function toOthers(doc: MatterDoc, actor: Actor): Draft[] {
  const main = doc.proceedings.main
  if (!main) return []
  const units = new Set([doc.seats.centre, doc.seats.handler].filter((u): u is string => Boolean(u)))
  units.delete(actor.unitId ?? '')
  const { proceedingId, procedure, state } = main
  return [...units].map((unitId) => ({ unitId, kind: 'note', roles: null, proceedingId, procedure, state }))
}
