/**
 * Fires one transition of a table on one proceeding of a matter, with everything that follows from it inside the same
 * decision: documents to be served, attached procedures, and the parents' transitions their ends trigger. Pure.
 */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { EndKind, Procedure, Transition } from '../procedures/format.ts'
import { procedureOf } from '../procedures/index.ts'
import { allowed, responsibleUnit, unitOnSeat } from './authorise.ts'
import { ClockBook } from './clock-effects.ts'
import { MAIN, type MatterDoc, mainOf, type Proceeding, paperOfDocument } from './doc.ts'
import type { ContentRef, ProceedingOpened, Stepped } from './events.ts'
import { ASKED_FOR_REVIEW, askedOn, GUARDS, reviewWindow } from './guards.ts'
import { isReported, type ReadInput, readInput } from './read-input.ts'
import { seatChanges, withSeats } from './seats.ts'
import { Work } from './work.ts'
import { type Actor, type Decision, SYSTEM, type World } from './world.ts'

export interface Fire {
  proceedingId: string
  action: string
  input: Record<string, unknown>
}

/** Content kinds that a document may be made of; the newest draft waits on its proceeding until it is approved. */
const DRAFT_KINDS = new Set(['reply', 'opinion', 'notice', 'reason'])
/** Longest chain of system steps one act may set off; past it a table has a circle the check should have found. */
const MAX_CASCADE = 24

/**
 * Decides an action.
 * @returns what is to be written, or a refusal: `case.unknown_action`, `case.not_now`, `access.denied`, `input.*`,
 * or the code of the guard that stands against it.
 */
export function fire(doc: MatterDoc, ask: Fire, actor: Actor, world: World): Decision<MatterDoc> | Refusal {
  const work = new Work(world, doc)
  const refused = step(work, ask, actor, 0)
  return refused ?? work.decision()
}

/** As `fire`, on a decision already begun. */
export function step(work: Work, ask: Fire, actor: Actor, depth: number): Refusal | undefined {
  if (depth > MAX_CASCADE) throw new Error(`steps of ${work.doc.matterId} set each other off without end`)
  const { world } = work
  // Own properties only: a proceeding is asked for by a name from outside, `constructor` too.
  const known = Object.hasOwn(work.doc.proceedings, ask.proceedingId)
  const proceeding = known ? work.doc.proceedings[ask.proceedingId] : undefined
  if (!proceeding) return refuse('case.unknown_proceeding', { field: 'proceedingId' })
  const table = procedureOf(proceeding.procedure, proceeding.version)
  const candidates = table.transitions.filter((t) => t.id === ask.action)
  if (candidates.length === 0) return refuse('case.unknown_action', { field: 'action' })
  const transition = candidates.find((t) => t.from.includes(proceeding.state))
  if (!transition) return refuse('case.not_now', { details: { action: ask.action, state: proceeding.state } })
  if (transition.trigger && actor.kind !== 'system') return refuse('access.denied')
  const triggeredBySystem = transition.trigger !== undefined && actor.kind === 'system'
  if (!triggeredBySystem && !allowed(transition.who, actor, work.doc, proceeding))
    return refuse('access.denied')
  if (isReported(work.doc, actor.unitId, world)) return refuse('access.denied')

  const input = readInput(transition.input, ask.input, work.doc, world)
  if (isRefusal(input)) return input
  Object.assign(input.values, transition.fixed)
  const mainTable = procedureOf(mainOf(work.doc).procedure, mainOf(work.doc).version)
  // What the step itself records (a rating, a served document) must count for its own guards, hence the two passes.
  const scene = { doc: work.doc, proceeding, table, mainTable, input, actor, world }
  for (const guard of transition.guards) {
    const refused = GUARDS[guard](scene)
    if (refused) return refused
  }
  return carryOut(work, proceeding, table, transition, input, actor, depth)
}

function carryOut(
  work: Work,
  proceeding: Proceeding,
  table: Procedure,
  transition: Transition,
  input: ReadInput,
  actor: Actor,
  depth: number,
): Refusal | undefined {
  const { doc, world } = work
  const to = transition.to === '=' ? proceeding.state : transition.to
  const state = table.states.find((s) => s.id === to)
  if (!state) throw new Error(`${table.id}.${transition.id} leads to the unknown state ${to}`)
  const end = state.end ?? null

  const contents: ContentRef[] = input.texts.map(({ field, text }) =>
    work.content(field.contentKind ?? 'note', text, field.name),
  )
  const values: Stepped['values'] = { ...input.values }
  for (const ref of contents) {
    if (ref.kind === 'reason') values['text:reason'] = ref.contentId
    if (DRAFT_KINDS.has(ref.kind)) values.draft = ref.contentId
    if (transition.input.find((f) => f.name === ref.field)?.keep) values[`text:${ref.field}`] = ref.contentId
  }
  if (transition.opens?.some((o) => 'matter' in o && o.at === 'next-level-up')) {
    // Kept with the request: whether it came in time, for whoever decides on it.
    const on = askedOn(input, world)
    const window = reviewWindow(doc, on)
    Object.assign(values, { [ASKED_FOR_REVIEW]: true, askedOn: on, late: !window?.open })
    if (window) values.lastDay = window.lastDay
  }
  if (transition.marks?.includes('redo')) values[ASKED_FOR_REVIEW] = false
  const outcomes = input.outcomes.map((o) => {
    const ref = work.content(
      'outcome',
      JSON.stringify({ words: o.words, basis: o.basis }),
      `outcome:${o.demandId}`,
    )
    contents.push(ref)
    return { demandId: o.demandId, result: o.result, contentId: ref.contentId }
  })

  const seats = seatChanges(doc, proceeding, transition, input, actor)
  const seated = withSeats(doc, proceeding, seats)
  const unitId = responsibleUnit(seated.doc, { ...seated.proceeding, state: to }, table)

  const book = new ClockBook(doc.clocks, world)
  const place = {
    proceedingId: proceeding.proceedingId,
    unitId,
    receivedOn: doc.receivedOn,
    receivedAt: doc.receivedAt,
    days: Number(values.days ?? proceeding.values.days ?? 0),
    redoDays: Number(values.redoDays ?? 0),
    sender: doc.contacts.findLast((c) => c.external)?.external ?? null,
    askedOn: proceeding.openedOn,
    // Rights that follow a service run from the day of service, not from the day it was written down.
    startsOn: transition.trigger?.procedure === 'service' ? lastServedOn(doc, proceeding.proceedingId) : null,
    reason: state.pause?.reason.zh ?? transition.label.zh,
    rulesOn: transition.documents.includes('acceptance-notice')
      ? world.today
      : (doc.acceptedOn ?? doc.receivedOn),
  }
  const effects = transition.clocks.filter(
    (e) => !('start' in e) || !e.when || values[e.when.input] === e.when.is,
  )
  let refused = book.apply(effects, place)
  if (!refused && end) refused = book.close(proceeding.proceedingId, end)
  if (refused) return refused

  const nextId = proceedingIds(doc)
  const opened: ProceedingOpened[] = []
  const issuer = actor.unitId ?? responsibleUnit(doc, proceeding, table)
  const draft = values.draft ?? proceeding.values.draft
  const documents: Stepped['documents'] = transition.documents.map((kind, i) => {
    const documentId = `d${Object.keys(doc.documents).length + i + 1}`
    const service = open(
      'service',
      nextId(),
      proceeding.proceedingId,
      { opener: issuer, target: issuer },
      documentId,
    )
    opened.push(service)
    const contentIds = typeof draft === 'string' ? [draft] : []
    return { documentId, kind, unitId: issuer, contentIds, serviceId: service.proceedingId }
  })
  for (const o of transition.opens ?? []) {
    if (!('attach' in o)) continue
    const target =
      (o.targetInput && (input.values[o.targetInput] as string | undefined)) ??
      (o.targetSeat && unitOnSeat(seated.doc, proceeding, o.targetSeat)) ??
      unitId
    const seatsOf: ProceedingOpened['seats'] = { opener: issuer, target }
    // An attached procedure is told the plain values and the words of the step that opened it.
    opened.push({
      ...open(o.attach, nextId(), proceeding.proceedingId, seatsOf, null),
      values: { ...values },
    })
  }
  for (const child of opened) {
    const childTable = procedureOf(child.procedure, child.procedureVersion)
    const childPlace = {
      ...place,
      proceedingId: child.proceedingId,
      unitId: openingUnit(childTable, child, seated.doc),
    }
    refused = book.apply(childTable.opening, childPlace)
    if (refused) return refused
  }

  const served: Stepped['served'] = []
  if (proceeding.documentId && end === 'done') {
    const method = String(values.method ?? transition.id)
    const on = String(values.date ?? world.today)
    // A right runs from service: a date before the document was made would eat the person's time.
    const issuedOn = doc.documents[proceeding.documentId]?.issuedOn
    if (issuedOn && on < issuedOn)
      return refuse('input.date_before_issue', { field: 'date', details: { issuedOn } })
    // What is served is the sealed version, wherever the organ writes its documents here.
    if (paperOfDocument(doc, proceeding.documentId)?.sealed === null) return refuse('document.not_sealed')
    served.push({ documentId: proceeding.documentId, on, method })
  }
  const marks: Partial<MatterDoc['marks']> = {}
  // A designation binds the unit it named, not the next one.
  if (seats.handler && seats.handler !== doc.seats.handler && doc.marks.designated) marks.designated = false
  for (const mark of transition.marks ?? []) {
    if (mark === 'designated') marks.designated = true
    if (mark === 'returned') marks.returns = doc.marks.returns + 1
    if (mark === 'redo') marks.redos = doc.marks.redos + 1
    if (mark === 'final') marks.final = true
  }
  const handler = doc.seats.handler ?? unitId
  work.record(
    'proceeding.stepped',
    {
      proceedingId: proceeding.proceedingId,
      action: transition.id,
      from: proceeding.state,
      to,
      end,
      values,
      seats,
      clocks: book.list(),
      outcomes,
      documents,
      opened,
      served,
      acceptedOn: transition.documents.includes('acceptance-notice') ? world.today : null,
      marks,
      // A redo answers afresh: the old outcomes stay in the history only.
      clearOutcomes: (transition.marks ?? []).includes('redo'),
      rating: input.rating ? { ...input.rating, unitId: handler } : null,
      contents,
    },
    proceeding.proceedingId,
  )
  if (transition.notify)
    work.ask('notify-citizen', { template: transition.notify, proceedingId: proceeding.proceedingId })
  askForLinkedMatters(work, transition, input, proceeding)
  if (transition.decidesWho) {
    const [from, to] = [doc.seats.handler ?? null, work.doc.seats.handler ?? null]
    work.ask('who-decided', { action: transition.id, from, to })
  }
  if (transition.marks?.includes('returned') || input.rating) work.ask('check-triggers', {})
  if (transition.marks?.includes('redo')) {
    const closed = closeAttached(work, ['follow-up'], depth)
    if (closed) return closed
  }
  // A report was asked of the unit that had the matter; whoever gets it next is asked anew.
  if (doc.seats.handler && work.doc.seats.handler !== doc.seats.handler) {
    const closed = closeAttached(work, ['report-back'], depth)
    if (closed) return closed
  }
  return follow(work, proceeding.proceedingId, opened, end, depth)
}

function lastServedOn(doc: MatterDoc, proceedingId: string): string | null {
  const mine = Object.values(doc.documents).filter((d) => d.proceedingId === proceedingId && d.servedOn)
  return mine.at(-1)?.servedOn ?? null
}

/** What one step sets off: posting to the citizen's page, the system's own next steps, the parent's triggers. */
function follow(
  work: Work,
  proceedingId: string,
  opened: readonly ProceedingOpened[],
  end: EndKind | null,
  depth: number,
): Refusal | undefined {
  for (const child of opened) {
    if (child.procedure !== 'service') continue
    const refused = tryStep(
      work,
      { proceedingId: child.proceedingId, action: 'post-to-page', input: {} },
      depth,
    )
    if (refused) return refused
  }
  if (!end) return systemSteps(work, proceedingId, depth)
  const ended = work.doc.proceedings[proceedingId]!
  if (proceedingId === MAIN) {
    // A decision of the next level up that revokes the opinion sends the matter back to who gave it.
    const source = work.doc.links.find((l) => l.kind === 'review-of')
    if (source && end === 'answered' && ended.values.result === 'revoked') {
      const redoDays = ended.values.redoDays ?? null
      work.ask('review-decided', { bureauId: source.bureauId, sourceId: source.matterId, redoDays })
    }
    if (source && end === 'withdrawn')
      work.ask('review-withdrawn', { bureauId: source.bureauId, sourceId: source.matterId })
    return end === 'answered' ? undefined : closeAttached(work, null, depth)
  }
  // An organ outside has revoked it: the same way back as from a review inside.
  if (ended.procedure === 'review-elsewhere' && ended.values.result === 'revoked') {
    const { bureauId, matterId } = work.doc
    work.ask('review-decided', { bureauId, sourceId: matterId, redoDays: ended.values.redoDays ?? null })
  }
  const parent = work.doc.proceedings[ended.parentId ?? MAIN]
  if (!parent) return undefined
  const table = procedureOf(parent.procedure, parent.version)
  const documentKind = ended.documentId ? work.doc.documents[ended.documentId]?.kind : undefined
  const triggered = table.transitions.find(
    (t) =>
      t.trigger?.procedure === ended.procedure &&
      t.trigger.end === end &&
      (!t.trigger.document || t.trigger.document === documentKind) &&
      t.from.includes(parent.state),
  )
  if (!triggered) return undefined
  return step(work, { proceedingId: parent.proceedingId, action: triggered.id, input: {} }, SYSTEM, depth + 1)
}

/** Fires a system step if its guards let it; a refusal by a guard only means "not now". */
function tryStep(work: Work, ask: Fire, depth: number): Refusal | undefined {
  const proceeding = work.doc.proceedings[ask.proceedingId]
  if (!proceeding || proceeding.end) return undefined
  const table = procedureOf(proceeding.procedure, proceeding.version)
  const transition = table.transitions.find((t) => t.id === ask.action && t.from.includes(proceeding.state))
  if (!transition?.who.some((w) => 'system' in w)) return undefined
  const input: ReadInput = { values: {}, texts: [], outcomes: [], rating: null }
  const mainTable = procedureOf(mainOf(work.doc).procedure, mainOf(work.doc).version)
  const scene = { doc: work.doc, proceeding, table, mainTable, input, actor: SYSTEM, world: work.world }
  if (transition.guards.some((g) => GUARDS[g](scene))) return undefined
  return step(work, ask, SYSTEM, depth + 1)
}

/** Steps marked `automatic` follow by themselves as soon as their guards hold. */
function systemSteps(work: Work, proceedingId: string, depth: number): Refusal | undefined {
  const proceeding = work.doc.proceedings[proceedingId]!
  const table = procedureOf(proceeding.procedure, proceeding.version)
  for (const t of table.transitions) {
    if (!t.automatic || !t.from.includes(proceeding.state)) continue
    const version = work.doc.version
    const refused = tryStep(work, { proceedingId, action: t.id, input: {} }, depth)
    if (refused || work.doc.version !== version) return refused
  }
  return undefined
}

/**
 * What hangs on a matter and cannot go on is closed by the step its table keeps for that: all of it when the matter
 * ends unanswered, the follow-up when its answer no longer holds.
 */
function closeAttached(work: Work, only: readonly string[] | null, depth: number): Refusal | undefined {
  for (const p of Object.values(work.doc.proceedings)) {
    if (p.proceedingId === MAIN || p.end || (only && !only.includes(p.procedure))) continue
    const refused = tryStep(
      work,
      { proceedingId: p.proceedingId, action: 'cancel-with-matter', input: {} },
      depth,
    )
    if (refused) return refused
  }
  return undefined
}

function askForLinkedMatters(work: Work, t: Transition, input: ReadInput, proceeding: Proceeding): void {
  for (const o of t.opens ?? []) {
    if (!('matter' in o)) continue
    work.ask('open-linked-matter', {
      procedure: o.matter,
      at: o.at,
      bureauId: o.at === 'input-bureau' ? input.values.bureau : null,
      from: { matterId: work.doc.matterId, proceedingId: proceeding.proceedingId, action: t.id },
    })
  }
}

/** Names for proceedings opened in this step: p1, p2, ... in the order of the matter. */
export function proceedingIds(doc: MatterDoc): () => string {
  let n = Object.keys(doc.proceedings).length - 1
  return () => `p${++n}`
}

/** A new proceeding in the initial state of its table. */
export function open(
  procedure: string,
  proceedingId: string,
  parentId: string | null,
  seats: ProceedingOpened['seats'],
  documentId: string | null,
): ProceedingOpened {
  const table = procedureOf(procedure)
  return {
    proceedingId,
    procedure,
    procedureVersion: table.version,
    state: table.initial,
    seats,
    parentId,
    documentId,
    values: {},
  }
}

/** Unit that must act on the opening clocks of a procedure. */
export function openingUnit(table: Procedure, opened: ProceedingOpened, doc: MatterDoc): string {
  const seat = table.states.find((s) => s.id === table.initial)!.responsible
  const unit = opened.seats[seat] ?? doc.seats[seat] ?? doc.seats.centre
  if (!unit) throw new Error(`${table.id} opens without a unit on the seat ${seat}`)
  return unit
}
