/** Which documents a unit may write in a matter now, and for which proceeding each stands. Pure. */
import {
  issuedByStep,
  type MatterDoc,
  mainOf,
  type Proceeding,
  paperOfDocument,
  pendingDocuments,
} from '../cases/index.ts'
import { isPaperKind, type PaperKind } from './contract.ts'

export interface PaperPlace {
  kind: PaperKind
  proceedingId: string
  /** The document a step has issued, if it has. */
  documentId: string | null
  toUnitId: string | null
}

/** Documents of procedures: issued ones that are not written yet, and those a step possible now would issue. */
function ofProcedures(doc: MatterDoc, unitId: string): PaperPlace[] {
  const issued = Object.values(doc.documents).filter(
    (d) => d.unitId === unitId && !paperOfDocument(doc, d.documentId),
  )
  const pending = pendingDocuments(doc).filter((p) => p.unitId === unitId)
  return [
    ...issued.map((d) => ({ kind: d.kind, proceedingId: d.proceedingId, documentId: d.documentId })),
    ...pending.map((p) => ({ kind: p.kind, proceedingId: p.proceedingId, documentId: null })),
  ].flatMap((p) => (isPaperKind(p.kind) ? [{ ...p, kind: p.kind, toUnitId: null }] : []))
}

/** Letters, notices without a step of their own, and records. */
function besides(doc: MatterDoc, unitId: string): PaperPlace[] {
  const main = mainOf(doc)
  const { centre, handler } = doc.seats
  const out: PaperPlace[] = []
  const add = (
    kind: PaperKind,
    p: Proceeding,
    toUnitId: string | null = null,
    documentId: string | null = null,
  ) => out.push({ kind, proceedingId: p.proceedingId, documentId, toUnitId })
  const petition = main.procedure === 'petition'
  if (unitId === centre) {
    if (handler && handler !== centre)
      add(main.values.mode === 'transfer' ? 'transfer-letter' : 'assignment-letter', main, handler)
    if (main.state === 'transferring' || main.state === 'transferred') add('transfer-notice', main)
  }
  if (petition && !main.end && (unitId === centre || unitId === handler)) add('procedural-notice', main)
  if (unitId === handler) {
    if (centre && handler !== centre && (main.end === 'answered' || main.state === 'serving'))
      add('completion-report', main, centre)
    if (!main.end) {
      add('mediation-agreement', main)
      add('settlement-agreement', main)
    }
  }
  for (const p of Object.values(doc.proceedings)) {
    if (
      p.procedure === 'hearing' &&
      p.seats.target === unitId &&
      (p.state === 'notified' || p.state === 'held')
    )
      add('hearing-record', p)
    if (p.procedure === 'supervision' && p.seats.opener === unitId && p.end !== 'cancelled')
      add('supervision-letter', p, p.seats.target ?? null)
  }
  for (const d of Object.values(doc.documents)) {
    const service = doc.proceedings[d.serviceId]
    if (d.unitId === unitId && service && !service.end) add('service-receipt', service, null, d.documentId)
  }
  return out
}

/** Everything the unit may write now; a kind that a step issues is offered only where the step is. */
export function papersPossible(doc: MatterDoc, unitId: string): PaperPlace[] {
  return [...ofProcedures(doc, unitId), ...besides(doc, unitId).filter((p) => !issuedByStep(p.kind))]
}

/** Whether two places are the same document. */
export const samePlace = (
  a: Pick<PaperPlace, 'kind' | 'proceedingId' | 'documentId'>,
  b: Pick<PaperPlace, 'kind' | 'proceedingId' | 'documentId'>,
): boolean => a.kind === b.kind && a.proceedingId === b.proceedingId && a.documentId === b.documentId
