/** What offices have taken on themselves, as the desk lists and opens it. */
import { type BureauFacts, type Command, todayIn } from '../../bureau/index.ts'
import { findMatter, keyOf, logAccess, mayOpenMatter } from '../../cases/index.ts'
import { decryptText, uuidv7 } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { actorOf, type ReceptionRoom } from '../room.ts'
import { aadOf, contextOf } from './act.ts'
import type { FollowUp, FollowUpDetail, FollowUpKind } from './contract.ts'
import { mayStep } from './rules.ts'
import {
  findFollowUp,
  type ListedFollowUp,
  listFollowUpSteps,
  listFollowUps,
  listFollowUpsOf,
} from './store.ts'

type Looking = Pick<Command, 'session' | 'now'>

const viewOf = (facts: BureauFacts, today: string, f: ListedFollowUp): FollowUp => ({
  followUpId: f.follow_up_id,
  kind: f.kind,
  matterId: f.matter_id,
  number: f.number,
  ended: f.ended,
  office: f.office,
  unit: f.unit_id ? (facts.units.get(f.unit_id)?.name ?? null) : null,
  onDate: f.on_date,
  dueOn: f.due_on,
  overdue: f.state === 'open' && f.due_on !== null && f.due_on < today,
  state: f.state,
  version: f.version,
  meetings: f.meetings,
  changedAt: f.changed_at.toISOString(),
})

/** Open ones by their date, or those that are over. No words, so no look at a letter. @returns refusal `not_found` */
export async function listForOffices(
  room: ReceptionRoom,
  l: Looking,
  kind: FollowUpKind,
  open: boolean,
): Promise<FollowUp[] | Refusal> {
  const { bureauId } = l.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(room.pool, contextOf(l), (tx) => listFollowUps(tx, bureauId, kind, open), {
    readOnly: true,
  })
  const today = todayIn(facts, l.now)
  return rows.map((f) => viewOf(facts, today, f))
}

/** What offices promised or took on in one matter, for whoever may open it. No words. @returns refusal `not_found` */
export async function listOfMatter(
  room: ReceptionRoom,
  l: Looking,
  matterId: string,
): Promise<FollowUp[] | Refusal> {
  const { bureauId } = l.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(
    room.pool,
    contextOf(l),
    async (tx) => {
      const stored = await findMatter(tx, bureauId, matterId)
      return stored && mayOpenMatter(stored.doc, actorOf(l.session))
        ? listFollowUpsOf(tx, bureauId, matterId)
        : undefined
    },
    { readOnly: true },
  )
  const today = todayIn(facts, l.now)
  return rows?.map((f) => viewOf(facts, today, f)) ?? refuse('not_found')
}

/** What was promised to a person on a reception day, as the page of their own matter may tell it: no words, no account. */
export interface PromiseToPerson {
  office: string
  /** Who does it; null for a unit that is no more. */
  unit: { zh: string; en: string } | null
  receivedOn: string
  /** The day that was named: the office's own, no limit of the law. */
  dueOn: string
  /** Day on which it was written down as done; null while it is open. */
  keptOn: string | null
  overdue: boolean
}

/**
 * Promises of reception days in one matter, the latest first, for the person who opened it; also in a shielded lane, where
 * the page keeps office and unit to itself. What was said stays a note of the office: it was not written to be read outside.
 */
export async function promisesForCitizen(
  room: Pick<ReceptionRoom, 'pool'>,
  facts: BureauFacts,
  matterId: string,
  now: Date,
): Promise<PromiseToPerson[]> {
  const { bureauId } = facts.bureau
  const rows = await withTx(
    room.pool,
    { bureau: bureauId, matter: matterId },
    (tx) => listFollowUpsOf(tx, bureauId, matterId),
    { readOnly: true },
  )
  const today = todayIn(facts, now)
  return rows.flatMap((f) => {
    // Where nothing was left to do, nothing was promised; who answers for a matter is a matter of the offices.
    if (f.kind !== 'reception' || f.unit_id === null || f.due_on === null) return []
    const { office, unit, onDate, dueOn, overdue } = viewOf(facts, today, f)
    const keptOn = f.state === 'done' ? todayIn(facts, f.changed_at) : null
    return [{ office, unit, receivedOn: onDate, dueOn: dueOn!, keptOn, overdue }]
  })
}

/** One with what was said at each step; the look is logged. @returns refusal `not_found`, also for a matter not in sight */
export async function readFollowUp(
  room: ReceptionRoom,
  l: Looking,
  followUpId: string,
): Promise<FollowUpDetail | Refusal> {
  const { session, now } = l
  const { bureauId } = session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.pool, contextOf(l), async (tx) => {
    const row = await findFollowUp(tx, bureauId, followUpId)
    const stored = row && (await findMatter(tx, bureauId, row.matter_id))
    if (!row || !stored || !mayOpenMatter(stored.doc, actorOf(session))) return refuse('not_found')
    const key = keyOf(room.cases, bureauId, row.matter_id, { kekId: stored.kek_id, wrapped: stored.wrapped })
    const steps = await listFollowUpSteps(tx, bureauId, followUpId)
    await logAccess(tx, {
      bureauId,
      accessId: uuidv7(now),
      matterId: row.matter_id,
      accountId: session.accountId,
      unitId: session.unitId,
      roles: session.roles,
      at: now,
      what: 'matter',
      reason: 'leader-follow-up',
      always: false,
    })
    return {
      ...viewOf(facts, todayIn(facts, now), row),
      steps: steps.map((s) => ({
        version: s.version,
        at: s.at.toISOString(),
        step: s.step,
        by: s.name,
        words: key ? decryptText(key, s.cipher, aadOf(bureauId, row.matter_id, followUpId, s.version)) : null,
      })),
      may: mayStep(row, session.roles),
    }
  })
}
