/** What the desk sees: the list of what was agreed to, and one publication with original, draft and history. */
import type { BureauFacts, Command } from '../../bureau/index.ts'
import { logAccess } from '../../cases/index.ts'
import { uuidv7 } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { PublicationDetail, PublicationState, PublicationSummary, Shown } from '../contract.ts'
import { actorOf, type OpennessRoom, unitName } from '../room.ts'
import { lastSaved } from './act.ts'
import { pathOf } from './consent.ts'
import { openPublication, standingOf } from './open.ts'
import { originalOf, personsOf } from './original.ts'
import { mayDo, placesIn } from './rules.ts'
import { type ListedRow, listPublications, listSteps } from './store.ts'
import { openWords } from './words.ts'

interface Looking {
  session: Command['session']
  now: Date
}

const contextOf = ({ session: s }: Looking) => ({ bureau: s.bureauId, unit: s.unitId, account: s.accountId })

const summaryOf = (facts: BureauFacts, r: ListedRow): PublicationSummary => ({
  publicationId: r.publication_id,
  matterId: r.matter_id,
  number: r.matter_number,
  state: r.state,
  version: r.version,
  unit: unitName(facts, r.unit_id),
  answeredOn: r.answered_on ?? r.ended_on,
  ready: r.end_kind === 'answered',
  path: r.state === 'published' ? pathOf(facts.bureau.slug, r) : null,
  changedAt: r.changed_at.toISOString(),
})

/** Those in some states, the latest change first. @returns refusal `not_found` for a bureau that is not there */
export async function listForDesk(
  room: OpennessRoom,
  l: Looking,
  states: readonly PublicationState[],
): Promise<PublicationSummary[] | Refusal> {
  const { bureauId } = l.session
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(room.cases.app, contextOf(l), (tx) => listPublications(tx, bureauId, states), {
    readOnly: true,
  })
  // Nothing is listed that would not open: each desk of the centre edits what it took in, supervision all of it.
  const oversees = l.session.roles.some((r) => r === 'supervisor' || r === 'bureau-head')
  return rows
    .filter((r) => oversees || Object.values(r.seats).includes(l.session.unitId))
    .map((r) => summaryOf(facts, r))
}

/** Opens one; the look at the letter is logged like any other. @returns refusals `not_found`, `case.erased` */
export async function readForDesk(
  room: OpennessRoom,
  l: Looking,
  publicationId: string,
): Promise<PublicationDetail | Refusal> {
  const { session, now } = l
  const { bureauId } = session
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.cases.app, contextOf(l), async (tx) => {
    const opened = await openPublication(room, tx, facts, actorOf(session), publicationId)
    if (isRefusal(opened)) return opened
    const { row, doc, reader, key } = opened
    const [steps, saved] = await Promise.all([
      listSteps(tx, bureauId, publicationId),
      lastSaved(tx, bureauId, opened),
    ])
    await logAccess(tx, {
      bureauId,
      accessId: uuidv7(now),
      matterId: row.matter_id,
      accountId: session.accountId,
      unitId: session.unitId,
      roles: session.roles,
      at: now,
      what: 'matter',
      reason: 'publishing',
      always: false,
    })
    const original = originalOf(reader)
    const draft = saved ?? original
    const persons = personsOf(reader)
    return {
      ...summaryOf(facts, row),
      consent: doc.publishing ?? null,
      original,
      draft,
      found: placesIn(original, persons),
      left: placesIn(draft, persons),
      steps: steps.map((s) => ({
        version: s.version,
        at: s.at.toISOString(),
        what: s.what,
        by: s.name,
        reason: s.cipher
          ? (openWords(
              key,
              { bureauId, matterId: row.matter_id, publicationId, version: s.version },
              s.cipher,
            ).reason ?? null)
          : null,
      })),
      may: mayDo(standingOf(opened), { accountId: session.accountId, roles: session.roles }),
    }
  })
}

/** The draft as the public would see it. @returns refusals `not_found`, `case.erased` */
export async function previewOf(
  room: OpennessRoom,
  l: Looking,
  publicationId: string,
): Promise<{ facts: BureauFacts; shown: Shown; row: ListedRow } | Refusal> {
  const { session } = l
  const facts = await room.cases.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.cases.app, contextOf(l), async (tx) => {
    const opened = await openPublication(room, tx, facts, actorOf(session), publicationId)
    if (isRefusal(opened)) return opened
    const shown = (await lastSaved(tx, session.bureauId, opened)) ?? originalOf(opened.reader)
    return { facts, shown, row: opened.row }
  })
}
