/** The citizen's own page. Lists what it shows; internal steps, notes and, in a shielded lane, units stay out. */
import type { Clock } from '../clocks/contract.ts'
import { derive } from '../clocks/index.ts'
import { responsibleUnit } from '../engine/authorise.ts'
import { finishedBy, mainOf } from '../engine/doc.ts'
import { ASKED_FOR_REVIEW, REVIEW_WINDOWS, reviewWindow } from '../engine/guards.ts'
import { menuFor } from '../engine/menu.ts'
import { CITIZEN } from '../engine/world.ts'
import type { Procedure } from '../procedures/format.ts'
import { procedureOf, stateOf } from '../procedures/index.ts'
import type { AccessRow, StoredEvent } from '../read-store.ts'
import { messagesOf, stateWords, stepsOf, stepsToCome } from './citizen-steps.ts'
import type { CitizenView } from './contract.ts'
import { actionView, calledBack } from './matter-view.ts'
import { filesForCitizen } from './may-see.ts'
import { type Reader, ruleName } from './reader.ts'

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
  // Asked for and withdrawn, the window still lasts as long as it did: it is a count of days (R22 35, 36).
  const window = main.values[ASKED_FOR_REVIEW] === true ? null : reviewWindow(doc, now.date)
  const right = window?.open
    ? Object.values(doc.clocks).findLast((c) => REVIEW_WINDOWS.has(c.ruleId))
    : undefined
  const unitName = (unitId: string | null) => (unitId ? (reader.unit(unitId)?.name ?? null) : null)
  const messages = messagesOf(reader, events, shielded)
  const told = stateWords(doc, state)
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
    state: told.label,
    explanation: told.citizen,
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
    toCome: stepsToCome(reader, main, shielded),
    messages,
    asked: !main.end && messages.at(-1)?.asks === true,
    judging: judgingOf(reader),
    remedy: table.remedy,
    pause: pauseOf(table, main.state, Object.values(doc.clocks)),
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
    decides: null,
    hearing: hearingOf(reader),
    correcting: askedOf(reader),
    finished: finishedOf(reader),
    chain: null,
    ratings: ratingsOf(reader, events),
    access: access.map((a) => ({
      at: a.at.toISOString(),
      what: a.what,
      reason: a.reason,
      unit: shielded ? null : unitName(a.unit_id),
      roles: shielded ? [] : (a.roles ?? []),
    })),
    // That another letter tells of the same is theirs to know; its number belongs to whoever wrote it.
    links: doc.links.map((l) => ({ kind: l.kind, number: l.kind === 'same-matter' ? null : l.number })),
    version: doc.version,
  }
}

/** Told on the page at once, also while the notice is still on its way. */
function askedOf(reader: Reader): CitizenView['correcting'] {
  const main = mainOf(reader.doc)
  if (main.state !== 'correcting') return null
  const clock = Object.values(reader.doc.clocks).findLast((c) => c.ruleId === 'HY-CORRECTION')
  return { words: reader.text(String(main.values['text:correction'])), lastDay: clock?.rolled ?? null }
}

/** Told with the notice, not before it is served: who reads the page has it, or could not be reached with it. */
function finishedOf(reader: Reader): CitizenView['finished'] {
  const opinionId = finishedBy(reader.doc)
  if (!opinionId || !mainOf(reader.doc).end) return null
  return {
    opinion: reader.text(opinionId),
    reason: reader.text(String(mainOf(reader.doc).values['text:reason'])),
  }
}

/** The hearing the person is asked to, with the notice as it was written; none once it is held or called off. */
function hearingOf(reader: Reader): CitizenView['hearing'] {
  const p = Object.values(reader.doc.proceedings).findLast((x) => x.procedure === 'hearing' && !x.end)
  if (p?.state !== 'notified') return null
  const { hearingOn, draft } = p.values
  return { on: String(hearingOn), notice: typeof draft === 'string' ? reader.text(draft) : null }
}

/** The last rating asked for. */
function judgingOf(reader: Reader): CitizenView['judging'] {
  const { doc, facts } = reader
  const asked = Object.values(doc.proceedings).findLast((p) => p.procedure === 'follow-up')
  if (!asked || asked.end === 'cancelled') return null
  const state = stateOf(procedureOf(asked.procedure, asked.version), asked.state)
  const clock = Object.values(doc.clocks).find(
    (c) => c.proceedingId === asked.proceedingId && c.status === 'running',
  )
  return {
    state: state.label,
    explanation: state.citizen,
    day: clock ? (clock.right ? clock.rolled : clock.nominal) : null,
    derivation: clock ? derive(clock, facts.calendar) : null,
    open: asked.end === null,
  }
}

/** A listed pause of the table, while a clock really stands. */
function pauseOf(table: Procedure, stateId: string, clocks: readonly Clock[]): CitizenView['pause'] {
  const { pause } = stateOf(table, stateId)
  if (!pause) return null
  const stands = clocks.some((c) => pause.rules.includes(c.ruleId) && c.status === 'paused')
  const ends = table.transitions.find((t) => t.id === pause.endsBy)
  return stands && ends ? { reason: pause.reason, endsBy: ends.label } : null
}

/** One's own ratings with one's own words. In a shielded lane not even the unit's id leaves the house. */
function ratingsOf(reader: Reader, events: readonly StoredEvent[]): CitizenView['ratings'] {
  const words = events.flatMap((e) => {
    if (e.type !== 'proceeding.stepped' || !e.data.rating) return []
    const ref = e.data.contents.find((c) => c.kind === 'rating-words')
    return [reader.text(ref?.contentId)]
  })
  return reader.doc.ratings.map(({ bureau, unit, solved, partly, on, proceedingId }, i) => ({
    bureau,
    unit,
    solved,
    ...(partly ? { partly } : {}),
    on,
    truthful: calledBack(reader.doc, proceedingId).truthful,
    words: words[i] ?? null,
  }))
}
