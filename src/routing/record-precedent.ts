/**
 * Precedents. The decision itself is recorded by the job the deciding step asks for, exactly once; facts and reason are
 * put into short words by a person, for the words of the file may name people and stay encrypted there.
 */
import { type BureauFacts, once, todayIn } from '../bureau/index.ts'
import type { CasesDeps, MatterDoc } from '../cases/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Job } from '../kernel/jobs/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Precedent, PrecedentEntry, PrecedentWords } from './contract.ts'
import type { Command, RoutingRoom } from './room.ts'
import { namesAPerson } from './rules.ts'
import { lockPrecedent, savePrecedent } from './store.ts'

/** What each deciding step says about who is responsible. */
const DECIDED: Readonly<Record<string, Precedent['decided']>> = {
  'agree-return': 'returned',
  'refuse-return': 'kept',
  uphold: 'kept',
  designate: 'designated',
  'designate-escalated': 'designated',
}

const DOC = 'select doc from matters where bureau_id = $1 and matter_id = $2'

/** Handler of `who-decided`. Its key is the event, so that a repeated job changes nothing. */
export async function noteDecision(deps: CasesDeps, job: Job): Promise<{ note: string } | undefined> {
  const { bureauId } = job
  const decided = DECIDED[String(job.payload.action)]
  const facts = await deps.directory.byId(bureauId)
  if (!decided || !facts) return { note: 'routing.no_precedent' }
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const [row] = await tx.query<{ doc: MatterDoc }>(DOC, [bureauId, String(job.payload.matterId)])
    // A shielded matter leaves no trace in a list that others read.
    if (!row || row.doc.lane === 'shielded') return { note: 'routing.no_precedent' }
    const { from, to } = job.payload as { from: string | null; to: string | null }
    const precedent: Precedent = {
      precedentId: job.eventId,
      matterId: row.doc.matterId,
      number: row.doc.number,
      decided,
      decidedOn: plainDateIn(facts.bureau.zone, job.createdAt.toISOString()),
      unitId: decided === 'returned' ? null : decided === 'kept' ? from : to,
      notUnitId: decided === 'kept' || from === to ? null : from,
      category: row.doc.category,
      facts: null,
      reason: null,
      version: 1,
    }
    await savePrecedent(tx, bureauId, precedent, job.createdAt, null)
    return undefined
  })
}

/** Refuses `routing.names_a_person` where a telephone or identity number stands in the words. */
function checkWords(w: Pick<PrecedentWords, 'facts' | 'reason'>): Refusal | null {
  for (const field of ['facts', 'reason'] as const)
    if (namesAPerson(w[field])) return refuse('routing.names_a_person', { field })
  return null
}

/** Puts a decision into short words; with them it is found and shown with suggestions. */
export async function describePrecedent(
  room: RoutingRoom,
  c: Command,
  id: string,
  words: PrecedentWords,
): Promise<Precedent | Refusal> {
  const { bureauId, accountId } = c.session
  const bureau = await room.directory.byId(bureauId)
  if (!bureau) return refuse('not_found')
  const refused = checkWords(words) ?? unknownUnit(bureau, 'unitId', words.unitId)
  if (refused) return refused
  return once(room.pool, c, ['describe-precedent', id, words], async (tx) => {
    const before = await lockPrecedent(tx, bureauId, id)
    if (!before) return refuse('not_found')
    if (words.expectedVersion !== before.version)
      return refuse('write.stale_version', { details: { version: before.version } })
    const { facts, reason, unitId, category } = words
    const next = { ...before, facts, reason, unitId, category, version: before.version + 1 }
    await savePrecedent(tx, bureauId, next, c.now, accountId)
    return next
  })
}

/**
 * Enters a decision made outside the program, as of its day. Refuses `routing.names_a_person`, `input.unknown_unit`,
 * `routing.same_unit`, `input.date_in_future`.
 */
export async function addPrecedent(
  room: RoutingRoom,
  c: Command,
  entry: PrecedentEntry,
): Promise<Precedent | Refusal> {
  const { bureauId, accountId } = c.session
  const bureau = await room.directory.byId(bureauId)
  if (!bureau) return refuse('not_found')
  const refused =
    checkWords(entry) ??
    unknownUnit(bureau, 'unitId', entry.unitId) ??
    unknownUnit(bureau, 'notUnitId', entry.notUnitId)
  if (refused) return refused
  if (entry.notUnitId === entry.unitId) return refuse('routing.same_unit', { field: 'notUnitId' })
  if (entry.decidedOn > todayIn(bureau, c.now)) return refuse('input.date_in_future', { field: 'decidedOn' })
  return once(room.pool, c, ['add-precedent', entry], async (tx) => {
    const precedent: Precedent = {
      ...entry,
      precedentId: uuidv7(c.now),
      matterId: null,
      number: null,
      decided: 'designated',
      version: 1,
    }
    await savePrecedent(tx, bureauId, precedent, c.now, accountId)
    return precedent
  })
}

const unknownUnit = (
  facts: BureauFacts,
  field: 'unitId' | 'notUnitId',
  unitId: string | null,
): Refusal | null =>
  unitId && !facts.units.get(unitId)?.active ? refuse('input.unknown_unit', { field }) : null
