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
