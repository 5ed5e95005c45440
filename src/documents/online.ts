/** Service of documents on the citizen's page, as the person sees it: what was agreed, and what waits to be opened. */
import { type CasesDeps, DOCUMENT_LABELS, mainOf, paperOfDocument, procedureOf } from '../cases/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import type { Day, Paper } from './contract.ts'
import { type CitizenLook, openedForCitizen } from './for-citizen.ts'

interface Label {
  zh: string
  en: string
}

/** A document on the page that nobody has opened: what it is, and nothing of what it says. */
export interface WaitingDocument {
  /** The proceeding that serves it; opening it is a step of that. */
  serviceId: string
  documentId: string
  label: Label
  title: string | null
  number: string | null
  organ: Label | null
  issuedOn: Day
}

export interface OnlineServiceView {
  agreed: boolean
  /** Whether the question means anything: statutory documents may still come, and the person can be reached otherwise. */
  asked: boolean
  waiting: WaitingDocument[]
}

/** @returns refusal `not_found` */
export async function onlineServiceForCitizen(
  cases: CasesDeps,
  l: CitizenLook,
): Promise<OnlineServiceView | Refusal> {
  const reader = await openedForCitizen(cases, l)
  if (isRefusal(reader)) return reader
  const { doc } = reader
  const main = mainOf(doc)
  const { portalServes } = procedureOf(main.procedure, main.version)
  const waiting = Object.values(doc.proceedings).flatMap((p) => {
    const d =
      p.procedure === 'service' && p.state === 'on-page' && p.documentId && doc.documents[p.documentId]
    if (!d) return []
    const paper = paperOfDocument(doc, d.documentId)
    return [
      {
        serviceId: p.proceedingId,
        documentId: d.documentId,
        label: DOCUMENT_LABELS[d.kind],
        title: paper ? (reader.json<Paper>(paper.contentId)?.title ?? null) : null,
        number: paper?.number ?? null,
        organ: doc.lane === 'shielded' ? null : (reader.unit(d.unitId)?.name ?? null),
        issuedOn: d.issuedOn,
      },
    ]
  })
  const agreed = doc.onlineService?.agreed ?? false
  const open = !main.end || Object.values(doc.proceedings).some((p) => p.procedure === 'service' && !p.end)
  return { agreed, asked: !portalServes && doc.reachable && !doc.erased && (open || agreed), waiting }
}
