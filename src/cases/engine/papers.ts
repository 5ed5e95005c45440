/**
 * The written form of a document enters the ledger: approved under a number by who signs for its organ, sealed, and, if
 * it is a letter between organs, delivered. Pure.
 */
import { isPlainDate } from '../../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { DocumentKind, InputField, Transition } from '../procedures/format.ts'
import { PROCEDURES, procedureOf } from '../procedures/index.ts'
import type { FileFacts } from './add.ts'
import { handlesMatters, unitOnSeat } from './authorise.ts'
import { refuseUnclean } from './clean-text.ts'
import { type IssuedPaper, type MatterDoc, type Proceeding, paperOfDocument } from './doc.ts'
import { isReported, isWithin } from './read-input.ts'
import { step } from './step.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

/** Kinds that some step of a table issues; letters between organs are named there too, but no step issues them. */
const ISSUED: ReadonlySet<string> = new Set(
  PROCEDURES.flatMap((p) => p.transitions.flatMap((t) => t.documents)),
)
/** Documents that may not exist without reason and route. */
const REASONED: readonly string[] = ['non-acceptance-notice', 'referral-notice']
/** 31(1)-(5) and reports have routes of their own; 信访处理意见书 and its review belong to 31(6) alone (R22 31). */
const OWN_ROUTE = /^(claim-31-[1-5]|misconduct)$/

/** Whether a step of a procedure issues documents of this kind, so that the ledger knows their service. */
export const issuedByStep = (kind: string): kind is DocumentKind => ISSUED.has(kind)

export interface PendingDocument {
  kind: DocumentKind
  proceedingId: string
  action: string
  unitId: string
}

const needsNothing = (fields: readonly InputField[]): boolean => fields.every((f) => !f.required)

/** The unit whose people take this step, where one seat alone decides it. */
function unitOf(doc: MatterDoc, p: Proceeding, t: Transition): string | undefined {
  for (const who of t.who) if ('seat' in who) return unitOnSeat(doc, p, who.seat)
  return undefined
}

/**
 * Documents that a step possible now would issue by being taken alone: to sign the document is to take the step. Steps
 * that ask for more (a reason, a route, days) come first and the document is written after them.
 */
export function pendingDocuments(doc: MatterDoc): PendingDocument[] {
  return Object.values(doc.proceedings).flatMap((p) => {
    if (p.end && p.proceedingId !== 'main') return []
    return procedureOf(p.procedure, p.version).transitions.flatMap((t) => {
      if (!t.from.includes(p.state) || t.trigger || t.documents.length !== 1 || !needsNothing(t.input))
        return []
      // Serving again is a decision of its own, on a document that is written already.
      if (p.end) return []
      const unitId = unitOf(doc, p, t)
      return unitId ? [{ kind: t.documents[0]!, proceedingId: p.proceedingId, action: t.id, unitId }] : []
    })
  })
}

/**
 * Who signs for an organ: its head; the head of the bureau for the bureau, its offices and what stands below them.
 * An account of another unit never signs.
 */
export function maySign(actor: Actor, unitId: string, world: World): boolean {
  if (actor.kind !== 'account' || !actor.unitId) return false
  const signs = actor.roles.includes('unit-head') || actor.roles.includes('bureau-head')
  if (actor.unitId === unitId) return signs
  if (!actor.roles.includes('bureau-head')) return false
  const office = (world.units.get(unitId)?.seats.length ?? 0) > 0
  return office || isWithin(world, unitId, actor.unitId)
}

export interface PaperApproval {
  paperId: string
  kind: string
  audience: IssuedPaper['audience']
  unitId: string
  proceedingId: string
  /** The document it writes; null when approving is to take the step that issues it. */
  documentId: string | null
  toUnitId: string | null
  number: string | null
  /** The document as approved, for the content. */
  text: string
}

/**
 * Approves a document under its number. Where the procedure's step is still to be taken, it is taken with it, by the
 * same rules: who may, guards, clocks.
 * @returns refusals `document.*`, `case.reason_and_route`, `access.denied`, and those of the step
 */
export function approvePaper(
  doc: MatterDoc,
  ask: PaperApproval,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (isReported(doc, actor.unitId, world)) return refuse('access.denied')
  if (!maySign(actor, ask.unitId, world)) return refuse('document.not_signer')
  if (doc.papers?.[ask.paperId]) return refuse('document.already_approved')
  if (ask.toUnitId && isReported(doc, ask.toUnitId, world)) return refuse('shield.unit_reported')
  if (!doc.proceedings[ask.proceedingId]) return refuse('case.unknown_proceeding')
  const work = new Work(world, doc)
  let { documentId } = ask
  if (issuedByStep(ask.kind)) {
    if (ask.kind === 'handling-opinion' && OWN_ROUTE.test(doc.class))
      return refuse('document.class_has_own_route')
    const refused = documentId ? undefined : takeStep(work, ask, actor)
    if (refused) return refused
    documentId ??= newestOf(work.doc, ask)
    const issued = documentId ? work.doc.documents[documentId] : undefined
    if (!issued || issued.kind !== ask.kind || issued.unitId !== ask.unitId)
      return refuse('document.decide_first')
    if (paperOfDocument(doc, issued.documentId)) return refuse('document.already_approved')
    const { values } = work.doc.proceedings[issued.proceedingId]!
    if (REASONED.includes(ask.kind) && (!values.route || !values['text:reason']))
      return refuse('case.reason_and_route', { field: 'reason' })
  }
  const { text, ...paper } = ask
  work.record('document.approved', { ...paper, documentId, contents: [work.content('paper', text, 'paper')] })
  return work.decision()
}

function takeStep(work: Work, ask: PaperApproval, actor: Actor): Refusal | undefined {
  const pending = pendingDocuments(work.doc).find(
    (p) => p.kind === ask.kind && p.proceedingId === ask.proceedingId && p.unitId === ask.unitId,
  )
  if (!pending) return refuse('document.decide_first')
  const { proceedingId, action } = pending
  return step(work, { proceedingId, action, input: {} }, actor, 0)
}

const newestOf = (doc: MatterDoc, ask: PaperApproval): string | null =>
  Object.values(doc.documents).findLast((d) => d.kind === ask.kind && d.proceedingId === ask.proceedingId)
    ?.documentId ?? null

function ownPaper(doc: MatterDoc, paperId: string, actor: Actor): IssuedPaper | Refusal {
  const paper = doc.papers?.[paperId]
  if (!paper) return refuse('document.not_approved')
  if (actor.kind !== 'account' || actor.unitId !== paper.unitId || !handlesMatters(actor))
    return refuse('access.denied')
  const served = paper.documentId !== null && doc.documents[paper.documentId]?.servedOn
  return served || paper.delivered ? refuse('document.already_served') : paper
}

/** The sealed version: a stamped scan or a file with an electronic seal. Until it is served it may be replaced. */
export function sealPaper(
  doc: MatterDoc,
  paperId: string,
  file: FileFacts,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (isReported(doc, actor.unitId, world)) return refuse('access.denied')
  const paper = ownPaper(doc, paperId, actor)
  if ('refused' in paper) return paper
  const unclean = refuseUnclean(file.name, 'name')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const name = work.content('attachment-name', JSON.stringify({ name: file.name, ...file.proof }), 'name')
  const { attachmentId, mediaType, size, commitment } = file
  // The file's own event comes last: its row stands at the version of the command.
  work.record('document.sealed', { paperId, attachmentId })
  work.record('matter.attached', {
    attachment: { attachmentId, nameContentId: name.contentId, mediaType, size, on: world.today },
    commitment,
    contents: [name],
  })
  return work.decision()
}

export interface Delivery {
  paperId: string
  on: string
  method: string
  detail: string
}

/** A letter reached the unit it is for. Documents for the person are served by their own procedure instead. */
export function deliverPaper(
  doc: MatterDoc,
  d: Delivery,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const paper = ownPaper(doc, d.paperId, actor)
  if ('refused' in paper) return paper
  if (paper.documentId || paper.audience === 'file') return refuse('document.served_by_procedure')
  if (!paper.sealed) return refuse('document.not_sealed')
  if (!isPlainDate(d.on)) return refuse('input.invalid_date', { field: 'date' })
  if (d.on > world.today) return refuse('input.date_in_future', { field: 'date' })
  if (d.on < paper.approvedOn)
    return refuse('input.date_before_issue', { field: 'date', details: { issuedOn: paper.approvedOn } })
  const unclean = refuseUnclean(d.detail, 'detail')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const contents = d.detail.trim() === '' ? [] : [work.content('service-detail', d.detail.trim(), 'detail')]
  work.record('document.delivered', { paperId: d.paperId, on: d.on, method: d.method, contents })
  return work.decision()
}
