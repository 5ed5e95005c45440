/** Edits, submits, returns, publishes, takes down. Each act is kept for good; the original is only ever read. */
import { type Command, once, todayIn } from '../../bureau/index.ts'
import { mainOf } from '../../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'
import { termsOf } from '../../search/index.ts'
import type { PublicationActionInput, PublicationDone, Shown } from '../contract.ts'
import { actorOf, type OpennessRoom } from '../room.ts'
import { topicOf } from '../topic-store.ts'
import { type OpenedPublication, openPublication, standingOf } from './open.ts'
import { personsOf } from './original.ts'
import { decideAct, personsIn, placesIn, stateAfter } from './rules.ts'
import {
  deleteTerms,
  insertStep,
  insertTerms,
  listSteps,
  lockPublication,
  nextNumber,
  updatePublication,
} from './store.ts'
import { openWords, sealWords } from './words.ts'

/** A pair of the title tells more of what it is about than one of the answer. */
const WEIGHTS = { title: 3, rest: 1 } as const

export function termsOfShown(s: Shown): Map<string, number> {
  const terms = new Map<string, number>()
  const rest = [s.letter, s.answer, ...s.demands.flatMap((d) => [d.text, d.words])].join('\n')
  for (const term of termsOf(rest)) terms.set(term, WEIGHTS.rest)
  for (const term of termsOf(s.title)) terms.set(term, WEIGHTS.title)
  return terms
}

/** The public version saved last; null before the first. */
export async function lastSaved(tx: Tx, bureauId: string, o: OpenedPublication): Promise<Shown | null> {
  const { publication_id: publicationId, matter_id: matterId } = o.row
  for (const step of (await listSteps(tx, bureauId, publicationId)).toReversed()) {
    if (step.what !== 'save' || !step.cipher) continue
    const place = { bureauId, matterId, publicationId, version: step.version }
    return openWords(o.key, place, step.cipher).shown ?? null
  }
  return null
}

/** A page goes public: words still saying who asked are refused, other findings need a word of why they stay. */
function unsafe(
  o: OpenedPublication,
  version: Shown,
  act: 'submit' | 'approve',
  reason: string | undefined,
): Refusal | undefined {
  const persons = personsOf(o.reader)
  const left = personsIn(version, persons)
  if (left.length > 0)
    return refuse('publish.names_person', { details: { places: left.map((p) => p.field).join(', ') } })
  const others = placesIn(version, persons)
  if (act === 'submit' && others.length > 0 && (reason?.trim() ?? '') === '')
    return refuse('publish.places_left', { details: { count: others.length } })
  return undefined
}

/**
 * Takes one act.
 * @returns refusals `not_found`, `write.stale_version`, `publish.*`, `input.*`, `access.denied`, `case.erased`
 */
export async function actOnPublication(
  room: OpennessRoom,
  command: Command,
  publicationId: string,
  input: PublicationActionInput,
): Promise<PublicationDone | Refusal> {
  const { session, now } = command
  const { bureauId, accountId, unitId } = session
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const { act, reason } = input
  return once(room.cases.app, command, ['publication', publicationId, input], async (tx) => {
    const locked = await lockPublication(tx, bureauId, { publicationId })
    if (!locked) return refuse('not_found')
    const opened = await openPublication(room, tx, facts, actorOf(session), publicationId)
    if (isRefusal(opened)) return opened
    const { row, doc } = opened
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    const refused = decideAct(standingOf(opened), act, { accountId, roles: session.roles }, reason)
    if (refused) return refused
    if (act === 'save' && !input.shown) return refuse('input.required', { field: 'shown' })
    const version = row.version + 1
    const { matter_number: _n, end_kind: _e, ended_on: _o, seats: _s, ...before } = row
    const next = { ...before, state: stateAfter(act), version, changed_at: now, shown: null as Shown | null }
    const words: { shown?: Shown; reason?: string } = {}
    if (reason?.trim()) words.reason = reason.trim()
    if (act === 'save') {
      words.shown = input.shown!
      // Whoever touched the words since they last went up is no second pair of eyes for them.
      const since = row.state === 'draft' ? row.drafted_by : []
      next.drafted_by = [...new Set([...since, accountId])]
      next.unit_id = doc.seats.handler ?? doc.seats.centre ?? null
      next.topic = topicOf(doc.category)
      next.answered_on = mainOf(doc).endedOn
    }
    if (act === 'submit' || act === 'approve') {
      const draft = await lastSaved(tx, bureauId, opened)
      if (!draft) return refuse('publish.not_now')
      const wrong = unsafe(opened, draft, act, reason)
      if (wrong) return wrong
      if (act === 'approve') {
        next.shown = draft
        next.published_at = now
        if (next.year === null) {
          next.year = Number(todayIn(facts, now).slice(0, 4))
          next.number = await nextNumber(tx, bureauId, next.year)
        }
        await insertTerms(tx, bureauId, publicationId, termsOfShown(draft))
      }
    }
    if (act === 'unpublish') await deleteTerms(tx, bureauId, publicationId)
    await updatePublication(tx, bureauId, next)
    const place = { bureauId, matterId: row.matter_id, publicationId, version }
    const cipher =
      Object.keys(words).length > 0 ? sealWords(room.cases.keyring.suite, opened.key, place, words) : null
    await insertStep(tx, bureauId, { publicationId, version, at: now, what: act, accountId, unitId, cipher })
    return { publicationId, version, state: next.state }
  })
}
