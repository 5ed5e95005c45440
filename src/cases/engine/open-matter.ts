/** Opening: a matter is registered (登记), an attached procedure is opened by hand, a class is corrected. Pure. */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { InputField, Procedure } from '../procedures/format.ts'
import { PROCEDURES, procedureOf } from '../procedures/index.ts'
import { allowed } from './authorise.ts'
import { clip, refuseUnclean } from './clean-text.ts'
import { ClockBook } from './clock-effects.ts'
import {
  type Channel,
  type Contact,
  type ExternalReference,
  type LetterBox,
  MAIN,
  type MatterClass,
  type MatterDoc,
  type MatterLink,
  mainOf,
  type ReportedUnit,
} from './doc.ts'
import type { ContentRef, ProceedingOpened } from './events.ts'
import { firstRefusal } from './guards.ts'
import { isReported, isWithin, MAX_TEXT, readInput } from './read-input.ts'
import { type OutsideOpinion, type ReviewRequest, requestOf } from './review-request.ts'
import { open, openingUnit, proceedingIds } from './step.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

export interface PartyInput {
  role: 'petitioner' | 'representative' | 'agent'
  name?: string
  phone?: string
  address?: string
  idNumber?: string
  email?: string
  /** Of an agent: how related to the person whose matter it is, as a code. */
  relation?: string
}

/** Where a person pressed on the bureau's map, in degrees of the datum named. */
export interface PlacePoint {
  lng: number
  lat: number
  datum: string
}

export interface Registration {
  matterId: string
  number: string
  procedure: string
  channel: Channel
  class: MatterClass
  category: string | null
  secrecy: MatterDoc['secrecy']
  subject: string | null
  body: string
  place: string | null
  point?: PlacePoint | null
  /** Code of the township or subdistrict; of a matter in the shielded lane none is kept. */
  area?: string | null
  /** Each thing asked, one by one; empty = the letter as a whole is one demand. */
  demands: string[]
  parties: PartyInput[]
  persons: number
  representatives: number
  queueNumber?: string | null
  letterBox?: LetterBox | null
  reportedUnitId: string | null
  /** As the matter came from another bureau; here it counts if the unit stands in this bureau. */
  reportedElsewhere: ReportedUnit | null
  external: ExternalReference | null
  receivedOn: string
  receivedAt: string
  undated: boolean
  links: MatterLink[]
  /** Reviews: the sealed copy of the file as it was. */
  file: string | null
  /** Reviews: in time or late and why, as the step that asked for it has recorded. */
  request?: ReviewRequest | null
  /** Reviews by hand: the opinion, given outside this installation. */
  outside?: OutsideOpinion | null
  /** Reviews: the unit that decides; otherwise taken from the units' default seats. */
  seats: MatterDoc['seats']
}

/** More people than come to one bureau at once: a slip of the keyboard. */
const MAX_PERSONS = 1_000_000

/** Unit of the bureau that by default sits on a seat; the bureau itself before its offices, never who is reported. */
export function defaultSeat(
  world: World,
  seat: string,
  reportedUnitId: string | null = null,
): string | undefined {
  const sitting = [...world.units.values()].filter(
    (u) =>
      u.active && u.seats.includes(seat) && !(reportedUnitId && isWithin(world, u.unitId, reportedUnitId)),
  )
  return (sitting.find((u) => u.kind === 'bureau') ?? sitting[0])?.unitId
}

/** What came cannot be kept as it is: nothing said, too long for a field, or broken characters. */
function wrongWords(r: Registration): Refusal | undefined {
  if (r.body.trim() === '') return refuse('input.required', { field: 'body' })
  const { subject, body, place, demands, parties, category, external, queueNumber } = r
  // Blanks and characters without width are no letter.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(body)) return refuse('input.required', { field: 'body' })
  for (const [field, text] of Object.entries({ subject, body, place })) {
    if (text && text.length > MAX_TEXT) return refuse('input.too_long', { field, details: { max: MAX_TEXT } })
  }
  const long = demands.findIndex((d) => d.length > MAX_TEXT)
  if (long >= 0) return refuse('input.too_long', { field: `demands[${long}]`, details: { max: MAX_TEXT } })
  return refuseUnclean(
    { subject, body, place, demands, parties, category, external, queueNumber, file: r.file },
    '',
  )
}

/** 人次 and representatives of one arrival; R22 20: a group sends at most five. */
export function wrongNumbers(c: { persons: number; representatives: number }): Refusal | undefined {
  for (const [field, least] of [
    ['persons', 1],
    ['representatives', 0],
  ] as const) {
    const n = c[field]
    if (!Number.isSafeInteger(n) || n < least || n > MAX_PERSONS)
      return refuse('input.out_of_range', { field, details: { limit: n < least ? least : MAX_PERSONS } })
  }
  if (c.representatives > 5) return refuse('contact.too_many_representatives', { field: 'representatives' })
  if (c.representatives > c.persons)
    return refuse('contact.more_representatives_than_persons', { field: 'representatives' })
  return undefined
}

/**
 * Registers an arrival as a matter: everything that comes is registered, without exception (R22 22, 23).
 * @returns refusals `input.*`, `access.denied`, `contact.too_many_representatives`, `shield.unit_reported`,
 * `bureau.no_unit_for_seat`.
 */
export function registerMatter(r: Registration, actor: Actor, world: World): Decision<MatterDoc> | Refusal {
  const table = PROCEDURES.find((p) => p.id === r.procedure && p.kind === 'main')
  if (!table) return refuse('input.invalid_choice', { field: 'procedure' })
  if (!allowed(table.openedBy, actor, null, null)) return refuse('access.denied')
  if (table.onlyClass && r.class !== table.onlyClass)
    return refuse('case.class_of_other_track', { field: 'class', details: { class: table.onlyClass } })
  const wrong = wrongWords(r) ?? wrongNumbers(r)
  if (wrong) return wrong
  const request = requestOf(table.id, r, actor, world)
  if (isRefusal(request)) return request
  const seats: MatterDoc['seats'] = { ...r.seats }
  // Who reviews by hand an opinion given outside decides on it.
  if (r.outside && actor.unitId) seats.reviewer = actor.unitId
  // A bureau may have several centres (信访局 and the 12345 desk): who takes a matter in, keeps it.
  const own = actor.unitId ? world.units.get(actor.unitId) : undefined
  if (!seats.centre && own?.seats.includes('centre')) seats.centre = own.unitId
  // The reviewer sits only where a review is decided: a seat opens the matter, so none is given ahead of need.
  for (const seat of table.openingSeats ?? (['centre', 'supervisor'] as const)) {
    const unit = seats[seat] ?? defaultSeat(world, seat, r.reportedUnitId)
    if (unit) seats[seat] = unit
  }
  // A report about the supervision unit itself is registered all the same (R22 22, 23); the centre then supervises.
  if (!seats.supervisor && seats.centre) seats.supervisor = seats.centre
  if (!seats.centre || !seats.supervisor || table.openingSeats?.some((seat) => !seats[seat]))
    return refuse('bureau.no_unit_for_seat')
  if (r.reportedUnitId) {
    if (!world.units.has(r.reportedUnitId)) return refuse('input.unknown_unit', { field: 'reportedUnitId' })
    for (const unit of Object.values(seats)) {
      if (isWithin(world, unit, r.reportedUnitId))
        return refuse('shield.unit_reported', { field: 'reportedUnitId' })
    }
  }

  const work = new Work(world, null)
  const contents: ContentRef[] = []
  const keep = (kind: ContentRef['kind'], text: string | null, field?: string): string | null => {
    if (text === null || text.trim() === '') return null
    const ref = work.content(kind, text, field)
    contents.push(ref)
    return ref.contentId
  }
  const subjectId = keep('subject', r.subject, 'subject')
  const bodyId = keep('body', r.body, 'body')
  const placeId = keep('place', r.place, 'place')
  const pointId = r.point ? keep('point', JSON.stringify(r.point), 'point') : null
  const asked = r.demands.map((d) => d.trim()).filter((d) => d !== '')
  const demands = (asked.length > 0 ? asked : [r.subject?.trim() || clip(r.body.trim(), 500)]).map(
    (text, i) => ({
      demandId: `q${i + 1}`,
      contentId: keep('demand', text, `demands[${i}]`)!,
    }),
  )
  const partyIds = r.parties.map((p, i) => keep('party', JSON.stringify(p), `parties[${i}]`)!)
  keep('file', r.file, 'file')
  const lateId = keep('note', request?.lateReason ?? null, 'lateReason')

  const contact: Contact = {
    contactId: 'k1',
    channel: r.channel,
    receivedOn: r.receivedOn,
    persons: r.persons,
    representatives: r.representatives,
    ...(r.queueNumber?.trim() ? { queueNumber: r.queueNumber.trim() } : {}),
    ...(r.letterBox ? { letterBox: r.letterBox } : {}),
    external: r.external,
  }
  const main = { ...open(table.id, MAIN, null, {}, null), values: { ...request?.values } }
  if (lateId) main.values['text:lateReason'] = lateId
  const book = new ClockBook({}, world)
  const unitId = seats[table.states.find((s) => s.id === table.initial)!.responsible] ?? seats.centre
  const refused = book.apply(table.opening, {
    proceedingId: MAIN,
    unitId,
    receivedOn: r.receivedOn,
    receivedAt: r.receivedAt,
    reason: '',
    rulesOn: r.receivedOn,
  })
  if (refused) return refused
  const lane = table.shielded || r.secrecy === 'matter' ? 'shielded' : 'open'
  work.begin(r.matterId, {
    number: r.number,
    channel: r.channel,
    class: r.class,
    category: r.category,
    lane,
    secrecy: r.secrecy,
    reportedUnitId: r.reportedUnitId,
    ...(r.reportedElsewhere ? { reportedElsewhere: r.reportedElsewhere } : {}),
    receivedOn: r.receivedOn,
    receivedAt: r.receivedAt,
    undated: r.undated,
    reachable: r.parties.some((p) => Boolean(p.phone || p.address || p.email)),
    subjectId,
    bodyId,
    placeId,
    ...(pointId ? { pointId } : {}),
    ...(r.area && lane === 'open' ? { area: r.area } : {}),
    partyIds,
    demands,
    contact,
    seats,
    main,
    clocks: book.list(),
    links: r.links,
    contents,
  })
  work.ask('notify-citizen', { template: 'registered', proceedingId: MAIN })
  return answerSender(work, r) ?? work.decision()
}

/** What an upper organ sent has its sender to answer to: a procedure beside the matter's own, once until it is done. */
export function answerSender(
  work: Work,
  contact: Pick<Contact, 'channel' | 'external'>,
): Refusal | undefined {
  if (contact.channel !== 'from-above' || !contact.external) return undefined
  const { doc } = work
  if (Object.values(doc.proceedings).some((p) => p.procedure === 'from-above' && !p.end)) return undefined
  const centre = doc.seats.centre!
  return attach(work, procedureOf('from-above'), { opener: centre, target: centre }, {}, [])
}

/** The decision on a registration with the number it is given last. */
export function numbered(d: Decision<MatterDoc>, number: string): Decision<MatterDoc> {
  const [first, ...rest] = d.drafts
  if (first?.type !== 'matter.registered') throw new Error('only a registration is given a number')
  return { ...d, doc: { ...d.doc, number }, drafts: [{ ...first, data: { ...first.data, number } }, ...rest] }
}

/**
 * Opens an attached procedure by hand (督办, 延期, 协办).
 * @param input the fields of the table's `openInput`; a unit field named `unit` becomes the target.
 */
export function openAttached(
  doc: MatterDoc,
  procedure: string,
  input: Record<string, unknown>,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const work = new Work(world, doc)
  return openOn(work, procedure, input, actor) ?? work.decision()
}

/** As `openAttached`, on a decision already begun. */
export function openOn(
  work: Work,
  procedure: string,
  input: Record<string, unknown>,
  actor: Actor,
): Refusal | undefined {
  const { doc, world } = work
  const table = PROCEDURES.find((p) => p.id === procedure && p.kind === 'attached')
  if (!table) return refuse('input.invalid_choice', { field: 'procedure' })
  if (!allowed(table.openedBy, actor, doc, mainOf(doc))) return refuse('access.denied')
  if (isReported(doc, actor.unitId, world)) return refuse('access.denied')
  const main = mainOf(doc)
  if (main.end && !table.afterEnd) return refuse('case.ended')
  const stands = openingRefused(doc, table)
  if (stands) return stands
  const read = readInput(openingFields(table, actor), input, doc, world)
  if (isRefusal(read)) return read
  const contents = read.texts.map(({ field, text }) =>
    work.content(field.contentKind ?? 'note', text, field.name),
  )
  const opener = actor.unitId ?? doc.seats.supervisor!
  const target = (read.values.unit as string | undefined) ?? doc.seats.handler ?? doc.seats.centre!
  return attach(work, table, { opener, target }, read.values, contents)
}

/** What stands against opening a procedure, whatever is entered. */
export function openingRefused(doc: MatterDoc, table: Procedure): Refusal | undefined {
  const main = mainOf(doc)
  const scene = { doc, proceeding: main, mainTable: procedureOf(main.procedure, main.version) }
  return firstRefusal(table.openGuards ?? [], scene)
}

/** What is asked when a procedure is opened: the program states its reason in codes, people in words. */
export function openingFields(table: Procedure, actor: Pick<Actor, 'kind'>): InputField[] {
  const fields = table.openInput ?? []
  if (actor.kind !== 'system') return fields.filter((f) => !f.byProgram)
  return fields.map((f) => (f.kind === 'text' ? { ...f, required: false } : f))
}

/** Hangs a procedure on the matter of a decision already begun, with its clocks. */
export function attach(
  work: Work,
  table: Procedure,
  seats: ProceedingOpened['seats'],
  values: ProceedingOpened['values'],
  contents: ContentRef[],
): Refusal | undefined {
  const { doc, world } = work
  const opened: ProceedingOpened = {
    ...open(table.id, proceedingIds(doc)(), MAIN, seats, null),
    values: { ...values, ...textValues(contents) },
  }
  const book = new ClockBook(doc.clocks, world)
  const refused = book.apply(table.opening, {
    proceedingId: opened.proceedingId,
    unitId: openingUnit(table, opened, doc),
    receivedOn: doc.receivedOn,
    receivedAt: doc.receivedAt,
    days: Number(values.days ?? 0),
    sender: doc.contacts.findLast((c) => c.external)?.external ?? null,
    reason: '',
    rulesOn: doc.acceptedOn ?? doc.receivedOn,
  })
  if (refused) return refused
  work.record('proceeding.opened', { opened, clocks: book.list(), contents, documents: [], alsoOpened: [] })
  return undefined
}

function textValues(contents: readonly ContentRef[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const ref of contents) values[`text:${ref.field}`] = ref.contentId
  return values
}
