/** The citizen's own page. Lists what it shows; internal steps, notes and, in a shielded lane, units stay out. */
import type { Clock } from '../clocks/contract.ts'
import { citizenRightOpen, derive } from '../clocks/index.ts'
import { responsibleUnit } from '../engine/authorise.ts'
import { mainOf } from '../engine/doc.ts'
import type { ContentRef } from '../engine/events.ts'
import { REVIEW_WINDOWS } from '../engine/guards.ts'
import { menuFor } from '../engine/menu.ts'
import { CITIZEN } from '../engine/world.ts'
import type { ContentKind } from '../procedures/format.ts'
import { procedureOf, stateOf } from '../procedures/index.ts'
import type { AccessRow, StoredEvent } from '../read-store.ts'
import type { CitizenView } from './contract.ts'
import { actionView } from './matter-view.ts'
import { filesForCitizen } from './may-see.ts'
import { type Reader, ruleName } from './reader.ts'
import { timelineOf } from './timeline.ts'

/** Words a citizen may read in the history: their own and those addressed to them. */
const THEIR_WORDS: ReadonlySet<string> = new Set<ContentKind>(['added-information', 'rating-words'])
/** Steps between organs that say nothing to the person. */
const INTERNAL_PROCEDURES = new Set([
  'service',
  'contribution',
  'supervision',
  'reminder',
  'advice',
  'extension',
  'later-contact',
  'from-above',
  'report-back',
])

function mostPressing(clocks: Clock[]): Clock | undefined {
  return clocks.toSorted((a, b) => (a.nominal < b.nominal ? -1 : a.nominal > b.nominal ? 1 : 0))[0]
}

export function citizenView(
  reader: Reader,
  events: readonly StoredEvent[],
  access: readonly AccessRow[],
  now: { date: string; instant: string },
): CitizenView {
  const { doc, facts } = reader
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  const state = stateOf(table, main.state)
  const shielded = doc.lane === 'shielded'
  const running = Object.values(doc.clocks).filter((c) => c.status === 'running' && !c.right)
  const mine = running.filter((c) => c.owner === 'citizen')
  const clock = mostPressing(mine.length > 0 ? mine : running.filter((c) => c.proceedingId === 'main'))
  const right = Object.values(doc.clocks).findLast(
    (c) => REVIEW_WINDOWS.has(c.ruleId) && citizenRightOpen(c, now),
  )
  const unitName = (unitId: string | null) => (unitId ? (reader.unit(unitId)?.name ?? null) : null)
  const served = Object.values(doc.documents).filter((d) => d.servedOn !== null)
  return {
    number: doc.number,
    bureau: { slug: facts.bureau.slug, name: facts.bureau.name },
    procedure: main.procedure,
    procedureLabel: table.label,
    receivedOn: doc.receivedOn,
    subject: reader.text(doc.subjectId),
    body: reader.text(doc.bodyId),
    // An outcome becomes the person's to read when the reply that carries it is served.
    demands: reader.demands().map((d) => (main.end === 'answered' ? d : { ...d, outcome: null })),
    state: state.label,
    explanation: state.citizen,
    holder: shielded || main.end ? null : unitName(responsibleUnit(doc, main, table)),
    ended: main.end !== null,
    end: main.end,
    due:
      clock && !main.end
        ? {
            day: clock.nominal,
            nominal: clock.nominal,
            provisional: clock.provisional,
            clockId: clock.clockId,
            name: ruleName(clock),
            derivation: derive(clock, facts.calendar),
          }
        : null,
    steps: stepsOf(reader, events, shielded),
    documents: served.map((d) => ({
      documentId: d.documentId,
      kind: d.kind,
      issuedOn: d.issuedOn,
      servedOn: d.servedOn,
      texts: d.contentIds.flatMap((id) => reader.text(id) ?? []),
    })),
    attachments: filesForCitizen(doc, events).map((a) => ({
      attachmentId: a.attachmentId,
      name: reader.json<{ name: string }>(a.nameContentId)?.name ?? null,
      mediaType: a.mediaType,
      size: a.size,
      on: a.on,
    })),
    actions: Object.values(doc.proceedings).flatMap((p) =>
      menuFor(doc, p, CITIZEN).map((t) => ({
        ...actionView(t),
        proceedingId: p.proceedingId,
      })),
    ),
    right: right
      ? { name: ruleName(right), lastDay: right.rolled, derivation: derive(right, facts.calendar) }
      : null,
    ratings: doc.ratings.map(({ bureau, unit, solved, on }) => ({ bureau, unit, solved, on })),
    access: access.map((a) => ({
      at: a.at.toISOString(),
      what: a.what,
      reason: a.reason,
      unit: shielded ? null : unitName(a.unit_id),
    })),
    // That another letter tells of the same is theirs to know; its number belongs to whoever wrote it.
    links: doc.links.map((l) => ({ kind: l.kind, number: l.kind === 'same-matter' ? null : l.number })),
    version: doc.version,
  }
}

function stepsOf(reader: Reader, events: readonly StoredEvent[], shielded: boolean): CitizenView['steps'] {
  const timeline = timelineOf(reader, events, { names: new Map(), notes: false })
  return timeline.flatMap((entry, i) => {
    const event = events[i]!
    if (event.type === 'proceeding.opened' || event.type === 'clocks.recomputed') return []
    // Work of organs; what is served is listed among the documents.
    if (event.type.startsWith('document.')) return []
    if (event.type === 'matter.noted' && event.data.by === 'unit') return []
    if (event.type === 'matter.linked' && event.data.link.kind === 'same-matter') return []
    if (event.type === 'proceeding.stepped') {
      const proceeding = reader.doc.proceedings[event.data.proceedingId]
      if (!proceeding || INTERNAL_PROCEDURES.has(proceeding.procedure)) return []
      // Steps that change nothing for the person (a request for help to another unit, say) are not news.
      if (shielded && event.data.from === event.data.to) return []
    }
    const refs: ContentRef[] = 'contents' in event.data ? event.data.contents : []
    const texts = refs
      .filter((r) => THEIR_WORDS.has(r.kind))
      .flatMap((r) => {
        const text = reader.text(r.contentId)
        return text === null ? [] : [{ kind: r.kind, text }]
      })
    return [{ on: entry.occurredAt, label: entry.label, texts }]
  })
}
