/** The matter page of the desk. */
import { atCentre, mayWriteToPerson } from '../engine/add.ts'
import { allowed, responsibleUnit } from '../engine/authorise.ts'
import { MAIN, type MatterDoc, mainOf, type Proceeding } from '../engine/doc.ts'
import { menuFor } from '../engine/menu.ts'
import { openingFields, openingRefused, type PartyInput, type PlacePoint } from '../engine/open-matter.ts'
import type { Actor } from '../engine/world.ts'
import type { Transition } from '../procedures/format.ts'
import { PROCEDURES, procedureOf, stateOf } from '../procedures/index.ts'
import type { StoredEvent } from '../read-store.ts'
import type {
  ActionView,
  CalledBack,
  MatterView,
  PartyView,
  ProceedingView,
  TimelineEntry,
  UnitRef,
} from './contract.ts'
import { mayDisclose, mayOpenFile, mayReadNotes, mayReadRatings } from './may-see.ts'
import { maskName, maskPhone, type Reader } from './reader.ts'
import { timelineOf } from './timeline.ts'

export interface Seen {
  events: readonly StoredEvent[]
  names: ReadonlyMap<string, string>
  actor: Actor
  now: { date: string; instant: string }
}

export const actionView = (t: Transition): ActionView => ({
  id: t.id,
  label: t.label,
  consequence: t.consequence,
  input: t.input,
  primary: t.primary ?? false,
})

function proceedingView(reader: Reader, p: Proceeding, actor: Actor): ProceedingView {
  const { doc } = reader
  const table = procedureOf(p.procedure, p.version)
  const due = Object.values(doc.clocks)
    .filter((c) => c.proceedingId === p.proceedingId && c.status === 'running' && !c.right)
    .map((c) => c.nominal)
    .sort()[0]
  const texts = Object.entries(p.values)
    .filter(([name]) => name.startsWith('text:'))
    .map(([name, id]) => ({ field: name.slice(5), text: reader.text(String(id)) }))
  return {
    proceedingId: p.proceedingId,
    procedure: p.procedure,
    label: table.label,
    state: p.state,
    stateLabel: stateOf(table, p.state).label,
    responsible: reader.unit(responsibleUnit(doc, p, table))!,
    openedOn: p.openedOn,
    endedOn: p.endedOn,
    end: p.end,
    nextDue: p.end ? null : (due ?? null),
    documentId: p.documentId,
    values: Object.fromEntries(
      Object.entries(p.values).filter(([n]) => n !== 'draft' && !n.startsWith('text:')),
    ),
    texts,
    actions: menuFor(doc, p, actor).map(actionView),
  }
}

/** The main procedure first, then the attached ones as they were opened: p1, p2, ..., p10. */
function inOrder(proceedings: Readonly<Record<string, Proceeding>>): Proceeding[] {
  const place = (p: Proceeding) => (p.proceedingId === MAIN ? 0 : Number(p.proceedingId.slice(1)))
  return Object.values(proceedings).sort((a, b) => place(a) - place(b))
}

/** Who asked, masked; in a shielded or secret matter not even the masked name is shown to handlers. */
export function partiesOf(reader: Reader, actor: Actor, full: boolean): PartyView[] {
  const { doc } = reader
  const hidden = !mayDisclose(doc, actor)
  if (hidden && (doc.lane === 'shielded' || doc.secrecy !== 'none')) return []
  return doc.partyIds.flatMap((id) => {
    const p = reader.json<PartyInput>(id)
    if (!p) return []
    if (full && !hidden) {
      const { role, name, phone, address, idNumber, email, relation } = p
      return [
        {
          role,
          name: name ?? null,
          phone: phone ?? null,
          address: address ?? null,
          idNumber: idNumber ?? null,
          email: email ?? null,
          relation: relation ?? null,
        },
      ]
    }
    return [
      {
        role: p.role,
        name: maskName(p.name),
        phone: maskPhone(p.phone),
        address: p.address ? '***' : null,
        idNumber: null,
        email: null,
        relation: p.relation ?? null,
      },
    ]
  })
}

/** The file a review is decided on, without who asked: they stand among the parties, masked, and are disclosed there. */
function withoutParties(file: unknown): unknown {
  if (typeof file !== 'object' || file === null) return null
  const { parties: _hidden, earlier, ...shown } = file as { parties?: unknown; earlier?: unknown }
  return { ...shown, earlier: withoutParties(earlier) }
}

/** What a rating or a call-back told besides grades and demands. */
export function calledBack(doc: MatterDoc, proceedingId: string): CalledBack {
  const { connected, contacted, truthful } = doc.proceedings[proceedingId]?.values ?? {}
  const said = (value: unknown) => (value === 'yes' ? true : value === 'no' ? false : null)
  return { connected: said(connected), contacted: said(contacted), truthful: said(truthful) }
}

/** Steps of the follow-up; only the order to do it again is for the unit, with what must be done. */
const tellsOfRating = (doc: MatterDoc, t: TimelineEntry): boolean =>
  t.proceedingId !== null &&
  doc.proceedings[t.proceedingId]?.procedure === 'follow-up' &&
  t.action !== 'decide-redo'

export function matterView(reader: Reader, seen: Seen): MatterView {
  const { doc, facts } = reader
  const { actor } = seen
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  const ratings = mayReadRatings(doc, actor)
  const seats: MatterView['seats'] = {}
  for (const [seat, unitId] of Object.entries(doc.seats))
    seats[seat as keyof typeof seats] = reader.unit(unitId) as UnitRef
  const fileId =
    seen.events[0]?.type === 'matter.registered'
      ? seen.events[0].data.contents.find((c) => c.kind === 'file')?.contentId
      : undefined
  return {
    matterId: doc.matterId,
    number: doc.number,
    version: doc.version,
    bureau: { slug: facts.bureau.slug, name: facts.bureau.name },
    procedure: main.procedure,
    procedureLabel: table.label,
    channel: doc.channel,
    class: doc.class,
    category: doc.category,
    lane: doc.lane,
    secrecy: doc.secrecy,
    state: main.state,
    stateLabel: stateOf(table, main.state).label,
    end: main.end,
    receivedOn: doc.receivedOn,
    receivedAt: doc.receivedAt,
    undated: doc.undated,
    subject: reader.text(doc.subjectId),
    body: reader.text(doc.bodyId),
    place: reader.text(doc.placeId),
    point: doc.pointId ? reader.json<PlacePoint>(doc.pointId) : null,
    demands: reader.demands(),
    contacts: doc.contacts,
    seats,
    parties: partiesOf(reader, actor, false),
    canRenewCode: !doc.erased && actor.kind === 'account' && atCentre(doc, actor),
    canDisclose: doc.partyIds.length > 0 && !doc.erased && mayDisclose(doc, actor),
    canWrite: mayWriteToPerson(doc, actor),
    proceedings: inOrder(doc.proceedings)
      .filter((p) => ratings || p.procedure !== 'follow-up')
      .map((p) => proceedingView(reader, p, actor)),
    clocks: Object.values(doc.clocks).map((c) => reader.clock(c, seen.now)),
    documents: Object.values(doc.documents).map((d) => ({
      documentId: d.documentId,
      kind: d.kind,
      unit: reader.unit(d.unitId)!,
      issuedOn: d.issuedOn,
      servedOn: d.servedOn,
      method: d.method,
      texts: d.contentIds.flatMap((id) => reader.text(id) ?? []),
    })),
    attachments: doc.attachments
      .filter((a) => mayOpenFile(doc, a.attachmentId, actor))
      .map((a) => ({
        attachmentId: a.attachmentId,
        name: reader.json<{ name: string }>(a.nameContentId)?.name ?? null,
        mediaType: a.mediaType,
        size: a.size,
        on: a.on,
      })),
    links: doc.links,
    ratings: ratings ? doc.ratings.map((r) => ({ ...r, ...calledBack(doc, r.proceedingId) })) : [],
    timeline: timelineOf(reader, seen.events, { names: seen.names, notes: mayReadNotes(doc, actor) }).filter(
      (t) => ratings || !tellsOfRating(doc, t),
    ),
    openable: PROCEDURES.filter(
      (p) =>
        p.kind === 'attached' &&
        (!main.end || p.afterEnd) &&
        allowed(p.openedBy, actor, doc, main) &&
        !openingRefused(doc, p),
    ).map((p) => ({ procedure: p.id, label: p.label, input: openingFields(p, actor) })),
    erased: doc.erased,
    file: fileId ? withoutParties(reader.json(fileId)) : null,
  }
}
