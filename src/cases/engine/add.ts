/** What may be added to a matter without a step of its procedure: contacts, words, files, links, erasure. Pure. */
import { isPlainDate } from '../../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { ContentKind } from '../procedures/format.ts'
import { procedureOf } from '../procedures/index.ts'
import { allowed, handlesMatters } from './authorise.ts'
import { refuseUnclean } from './clean-text.ts'
import type { Attachment, Channel, ExternalReference, MatterDoc, MatterLink } from './doc.ts'
import { MAIN, mainOf } from './doc.ts'
import { answerSender, attach, type PartyInput, wrongNumbers } from './open-matter.ts'
import { MAX_TEXT } from './read-input.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

/** Whether an account's unit takes part in the matter now: on a seat of it or of an open attached procedure. */
export function takesPart(doc: MatterDoc, actor: Actor): boolean {
  if (actor.kind !== 'account') return true
  if (!actor.unitId || !handlesMatters(actor)) return false
  const onSeat = (seats: object) => Object.values(seats).includes(actor.unitId)
  return onSeat(doc.seats) || Object.values(doc.proceedings).some((p) => !p.end && onSeat(p.seats))
}

/** The unit that took the matter in; it alone changes what the matter is. */
export const atCentre = (doc: MatterDoc, actor: Actor): boolean =>
  actor.kind === 'system' ||
  allowed(
    [{ roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'centre' }],
    actor,
    doc,
    mainOf(doc),
  )

/** Procedure that holds what comes after the end. */
const LATER = 'later-contact'

export interface ContactInput {
  channel: Channel
  persons: number
  representatives: number
  queueNumber?: string
  external: ExternalReference | null
  receivedOn: string
  words: string | null
}

/** A further arrival on the same matter (重复来信来访): counted, never a new matter, never a reset of a clock. */
export function addContact(
  doc: MatterDoc,
  c: ContactInput,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!atCentre(doc, actor)) return refuse('access.denied')
  const wrong =
    wrongNumbers(c) ?? refuseUnclean({ words: c.words, external: c.external, queueNumber: c.queueNumber }, '')
  if (wrong) return wrong
  if (!isPlainDate(c.receivedOn)) return refuse('input.invalid_date', { field: 'receivedOn' })
  if (c.receivedOn > world.today) return refuse('input.date_in_future', { field: 'receivedOn' })
  const words = c.words?.trim() ?? ''
  if (words.length > MAX_TEXT) return refuse('input.too_long', { field: 'words', details: { max: MAX_TEXT } })
  const work = new Work(world, doc)
  const contents = words ? [work.content('added-information', words, 'words')] : []
  const { words: _kept, ...contact } = c
  work.record('matter.contacted', {
    contact: { ...contact, contactId: `k${doc.contacts.length + 1}` },
    contents,
  })
  if (!mainOf(doc).end) work.ask('check-triggers', {})
  return answerSender(work, c) ?? lookAtLater(work) ?? work.decision()
}

/**
 * What comes after the end must not lie with nobody: the centre gets it as work with a clock, once until it is done.
 */
function lookAtLater(work: Work): Refusal | undefined {
  const { doc } = work
  const waiting = Object.values(doc.proceedings).some((p) => p.procedure === LATER && !p.end)
  if (!mainOf(doc).end || waiting) return undefined
  const centre = doc.seats.centre!
  return attach(work, procedureOf(LATER), { opener: centre, target: centre }, {}, [])
}

/** In the open lane who supervises or leads the bureau writes into any matter: what an office ordered or promised in it. */
const leads = (doc: MatterDoc, actor: Actor): boolean =>
  doc.lane === 'open' &&
  actor.kind === 'account' &&
  actor.roles.some((r) => r === 'supervisor' || r === 'bureau-head')

/** Words added: a unit's internal note, or what the person adds. Never moves a clock. */
export function addWords(
  doc: MatterDoc,
  text: string,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!takesPart(doc, actor) && !leads(doc, actor)) return refuse('access.denied')
  const words = text.trim()
  if (words === '') return refuse('input.required', { field: 'words' })
  if (words.length > MAX_TEXT) return refuse('input.too_long', { field: 'words', details: { max: MAX_TEXT } })
  const unclean = refuseUnclean(words, 'words')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const kind: ContentKind = actor.kind === 'citizen' ? 'added-information' : 'note'
  work.record('matter.noted', {
    by: actor.kind === 'citizen' ? 'citizen' : 'unit',
    contents: [work.content(kind, words, 'words')],
  })
  return (actor.kind === 'citizen' ? lookAtLater(work) : undefined) ?? work.decision()
}

/**
 * Who may write to the person: the units that talk with them anyway. Once the answer is served and the person is asked
 * to judge it, the centre alone (C8: the unit rated never influences the rating).
 */
export function mayWriteToPerson(doc: MatterDoc, actor: Actor): boolean {
  if (actor.kind !== 'account' || doc.erased) return false
  if (atCentre(doc, actor)) return true
  const main = mainOf(doc)
  if (main.end) return false
  return allowed(
    [
      { roles: ['handler', 'unit-head', 'clerk', 'operator'], seat: 'handler' },
      { roles: ['reviewer', 'unit-head'], seat: 'reviewer' },
    ],
    actor,
    doc,
    main,
  )
}

/** Words of a unit to the person, on the person's page; told by a notice without the words. Never moves a clock. */
export function messagePerson(
  doc: MatterDoc,
  m: { words: string; asks: boolean },
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const { end } = mainOf(doc)
  if (!mayWriteToPerson(doc, actor)) return refuse(end ? 'case.only_centre_writes' : 'access.denied')
  const words = m.words.trim()
  if (words === '') return refuse('input.required', { field: 'words' })
  if (words.length > MAX_TEXT) return refuse('input.too_long', { field: 'words', details: { max: MAX_TEXT } })
  const unclean = refuseUnclean(words, 'words')
  if (unclean) return unclean
  const work = new Work(world, doc)
  work.record('matter.messaged', { asks: m.asks, contents: [work.content('message', words, 'words')] })
  tell(work, m.asks ? 'asked' : 'message')
  return work.decision()
}

/** In a shielded lane even the name of the template would tell. */
function tell(work: Work, template: string, more: Record<string, unknown> = {}): void {
  work.ask('notify-citizen', { template, proceedingId: MAIN, ...more })
}

export interface FileFacts {
  attachmentId: string
  name: string
  mediaType: string
  size: number
  commitment: string
  /** What opens the commitment: kept encrypted beside the name, so that it vanishes with the key. */
  proof: { salt: string; digest: string }
}

/** A file that is already stored safely is tied to the matter. */
export function attachFile(
  doc: MatterDoc,
  f: FileFacts,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!takesPart(doc, actor)) return refuse('access.denied')
  const unclean = refuseUnclean(f.name, 'name')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const name = work.content('attachment-name', JSON.stringify({ name: f.name, ...f.proof }), 'name')
  const attachment: Attachment = {
    attachmentId: f.attachmentId,
    nameContentId: name.contentId,
    mediaType: f.mediaType,
    size: f.size,
    on: world.today,
  }
  work.record('matter.attached', { attachment, commitment: f.commitment, contents: [name] })
  return work.decision()
}

/** The person corrects how to be reached; the old details stay in the history, encrypted. */
export function correctParties(
  doc: MatterDoc,
  parties: readonly PartyInput[],
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (actor.kind !== 'citizen' && !atCentre(doc, actor)) return refuse('access.denied')
  const unclean = refuseUnclean(parties, 'parties')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const contents = parties.map((p, i) => work.content('party', JSON.stringify(p), `parties[${i}]`))
  work.record('matter.party-corrected', {
    partyIds: contents.map((c) => c.contentId),
    reachable: parties.some((p) => Boolean(p.phone || p.address || p.email)),
    contents,
  })
  // Told at the old address as well: whoever did not do this hears of it.
  tell(work, 'contact-changed', { formerPartyIds: doc.partyIds })
  return work.decision()
}

/** Ties a matter to another one, matter to matter. */
export function linkMatter(doc: MatterDoc, link: MatterLink, world: World): Decision<MatterDoc> {
  const work = new Work(world, doc)
  work.record('matter.linked', { link })
  return work.decision()
}

/** Records that the content is destroyed, under which decision. The chain stays whole and verifiable. */
export function eraseContent(
  doc: MatterDoc,
  decision: string,
  basis: string,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!actor.roles.includes('administrator')) return refuse('access.denied')
  if (doc.erased) return refuse('case.erased')
  // Retention or erasure never cuts a running matter off: it would be a way to make one vanish.
  if (!mainOf(doc).end) return refuse('case.not_ended')
  const work = new Work(world, doc)
  work.record('matter.erased', { decision, basis })
  return work.decision()
}
