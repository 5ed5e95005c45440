/**
 * State is a fold over events. Effects (clocks, seats, documents) are read from the event as recorded, never derived
 * again from today's tables, so that a later change of a rule or a table does not rewrite history.
 */
import type { PlainDate } from '../clocks/contract.ts'
import { CANCELLED, type IssuedPaper, MAIN, type MatterDoc, mainOf, type Proceeding } from './doc.ts'
import type { EventData, EventDraft, EventType, ProceedingOpened, Stepped } from './events.ts'

/** When and where an event stands; the day is that of occurrence in the bureau's zone. */
export interface EventPlace {
  bureauId: string
  matterId: string
  version: number
  on: PlainDate
}

type Evolvers = { [T in EventType]: (doc: MatterDoc, data: EventData[T], place: EventPlace) => MatterDoc }

const opened = (o: ProceedingOpened, on: PlainDate): Proceeding => ({
  proceedingId: o.proceedingId,
  procedure: o.procedure,
  version: o.procedureVersion,
  state: o.state,
  seats: o.seats,
  openedOn: on,
  parentId: o.parentId,
  documentId: o.documentId,
  values: o.values,
  endedOn: null,
  end: null,
})

const byId = <T>(base: Record<string, T>, items: T[], id: (item: T) => string): Record<string, T> => {
  if (items.length === 0) return base
  const next = { ...base }
  for (const item of items) next[id(item)] = item
  return next
}

const withOpened = (base: Record<string, Proceeding>, items: ProceedingOpened[], on: PlainDate) =>
  byId(
    base,
    items.map((o) => opened(o, on)),
    (p) => p.proceedingId,
  )

const withDocuments = (doc: MatterDoc, proceedingId: string, items: Stepped['documents'], on: PlainDate) =>
  byId(
    doc.documents,
    items.map((d) => ({ ...d, proceedingId, issuedOn: on, servedOn: null, method: null })),
    (d) => d.documentId,
  )

const withPaper = (doc: MatterDoc, paper: IssuedPaper): MatterDoc => ({
  ...doc,
  papers: { ...doc.papers, [paper.paperId]: paper },
})

const changePaper = (doc: MatterDoc, paperId: string, change: Partial<IssuedPaper>): MatterDoc => {
  const paper = doc.papers?.[paperId]
  return paper ? withPaper(doc, { ...paper, ...change }) : doc
}

function stepped(doc: MatterDoc, e: Stepped, place: EventPlace): MatterDoc {
  const before = doc.proceedings[e.proceedingId]
  if (!before) throw new Error(`event ${place.version} steps the unknown proceeding ${e.proceedingId}`)
  const seats = { ...before.seats }
  const matterSeats = { ...doc.seats }
  for (const [seat, unit] of Object.entries(e.seats) as [keyof typeof seats, string | null][]) {
    const target = e.proceedingId === MAIN ? matterSeats : seats
    if (unit === null) delete target[seat]
    else target[seat] = unit
  }
  const after: Proceeding = {
    ...before,
    state: e.to,
    seats,
    values: { ...before.values, ...e.values },
    end: e.end,
    endedOn: e.end ? place.on : null,
  }
  let documents = withDocuments(doc, e.proceedingId, e.documents, place.on)
  for (const s of e.served) {
    const served = documents[s.documentId]
    if (served) documents = { ...documents, [s.documentId]: { ...served, servedOn: s.on, method: s.method } }
  }
  const outcomes = new Map(e.outcomes.map((o) => [o.demandId, o]))
  return {
    ...doc,
    seats: matterSeats,
    proceedings: withOpened({ ...doc.proceedings, [e.proceedingId]: after }, e.opened, place.on),
    clocks: byId(doc.clocks, e.clocks, (c) => c.clockId),
    documents,
    acceptedOn: e.acceptedOn ?? doc.acceptedOn,
    demands:
      outcomes.size === 0 && !e.clearOutcomes
        ? doc.demands
        : doc.demands.map((d) => {
            const o = outcomes.get(d.demandId)
            if (!o) return e.clearOutcomes ? { ...d, outcome: null } : d
            const { result, contentId } = o
            return { ...d, outcome: { result, contentId, on: place.on, proceedingId: e.proceedingId } }
          }),
    marks: { ...doc.marks, ...e.marks },
    ratings: e.rating
      ? [...doc.ratings, { ...e.rating, proceedingId: e.proceedingId, on: place.on }]
      : doc.ratings,
  }
}

function withArea({ area: _, ...doc }: MatterDoc, area: string | null): MatterDoc {
  return area === null ? doc : { ...doc, area }
}

const EVOLVERS: Evolvers = {
  'matter.registered': (_none, e, place) => ({
    bureauId: place.bureauId,
    matterId: place.matterId,
    number: e.number,
    version: place.version,
    channel: e.channel,
    class: e.class,
    category: e.category,
    lane: e.lane,
    secrecy: e.secrecy,
    reportedUnitId: e.reportedUnitId,
    ...(e.reportedElsewhere ? { reportedElsewhere: e.reportedElsewhere } : {}),
    receivedOn: e.receivedOn,
    receivedAt: e.receivedAt,
    undated: e.undated,
    acceptedOn: null,
    subjectId: e.subjectId,
    bodyId: e.bodyId,
    placeId: e.placeId,
    ...(e.pointId ? { pointId: e.pointId } : {}),
    ...(e.area ? { area: e.area } : {}),
    partyIds: e.partyIds,
    reachable: e.reachable,
    seats: e.seats,
    demands: e.demands.map((d) => ({ ...d, outcome: null })),
    contacts: [e.contact],
    proceedings: withOpened({}, [e.main], place.on),
    clocks: byId({}, e.clocks, (c) => c.clockId),
    documents: {},
    attachments: [],
    links: e.links,
    ratings: [],
    marks: { designated: false, returns: 0, redos: 0, final: false },
    erased: null,
  }),
  'matter.contacted': (doc, e) => ({ ...doc, contacts: [...doc.contacts, e.contact] }),
  'matter.noted': (doc) => doc,
  'matter.messaged': (doc) => doc,
  'matter.attached': (doc, e) => ({ ...doc, attachments: [...doc.attachments, e.attachment] }),
  'matter.classified': (doc, e, place) => ({
    ...(e.area === undefined ? doc : withArea(doc, e.area)),
    class: e.class,
    category: e.category,
    proceedings: e.procedure ? withOpened(doc.proceedings, [e.procedure], place.on) : doc.proceedings,
    clocks: byId(doc.clocks, e.clocks, (c) => c.clockId),
  }),
  'matter.party-corrected': (doc, e) => ({ ...doc, partyIds: e.partyIds, reachable: e.reachable }),
  'matter.linked': (doc, e) => ({
    ...doc,
    links: [
      ...doc.links.filter(
        (l) => !(l.kind === e.link.kind && l.bureauId === e.link.bureauId && l.matterId === e.link.matterId),
      ),
      e.link,
    ],
  }),
  'matter.publishing-consented': (doc, { given, where }, place) => ({
    ...doc,
    publishing: { given, where, on: place.on },
  }),
  'matter.online-service-agreed': (doc, { agreed, by, evidence }, place) => ({
    ...doc,
    onlineService: { agreed, by, evidence, on: place.on },
  }),
  'matter.code-renewed': (doc, _, place) => ({ ...doc, codeSince: place.version }),
  'matter.erased': (doc, e, place) => ({ ...doc, erased: { on: place.on, decision: e.decision } }),
  'matter.cancelled': (doc, e, place) => ({
    ...doc,
    proceedings: {
      ...doc.proceedings,
      [MAIN]: { ...mainOf(doc), state: CANCELLED, end: 'cancelled', endedOn: place.on },
    },
    clocks: byId(doc.clocks, e.clocks, (c) => c.clockId),
  }),
  'proceeding.opened': (doc, e, place) => ({
    ...doc,
    proceedings: withOpened(doc.proceedings, [e.opened, ...e.alsoOpened], place.on),
    clocks: byId(doc.clocks, e.clocks, (c) => c.clockId),
    documents: withDocuments(doc, e.opened.proceedingId, e.documents, place.on),
  }),
  'proceeding.stepped': stepped,
  'clocks.recomputed': (doc, e) => ({ ...doc, clocks: byId(doc.clocks, e.clocks, (c) => c.clockId) }),
  'document.approved': (doc, e, place) => {
    const { contents, ...paper } = e
    const contentId = contents[0]!.contentId
    return withPaper(doc, { ...paper, contentId, approvedOn: place.on, sealed: null, delivered: null })
  },
  'document.sealed': (doc, e, place) =>
    changePaper(doc, e.paperId, { sealed: { attachmentId: e.attachmentId, on: place.on } }),
  'document.delivered': (doc, e) =>
    changePaper(doc, e.paperId, { delivered: { on: e.on, method: e.method } }),
}

/** Applies one event. The first event of a matter is given `null`. */
export function evolve(doc: MatterDoc | null, event: EventDraft, place: EventPlace): MatterDoc {
  if (doc === null && event.type !== 'matter.registered') {
    throw new Error(`matter ${place.matterId} starts with ${event.type} instead of its registration`)
  }
  const evolver = EVOLVERS[event.type] as (d: MatterDoc, data: unknown, p: EventPlace) => MatterDoc
  const next = evolver(doc as MatterDoc, event.data, place)
  return next.version === place.version ? next : { ...next, version: place.version }
}
