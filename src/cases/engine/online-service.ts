/**
 * 网上送达的同意 (送达地址确认): the person agrees to be served on the citizen's page, or takes that back. No rule read so far
 * gives service online its effect, so it is an agreed convenience beside the ways of the law, never in their place. Pure.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { takesPart } from './add.ts'
import type { MatterDoc } from './doc.ts'
import { step } from './step.ts'
import { Work } from './work.ts'
import { type Actor, type Decision, SYSTEM, type World } from './world.ts'

export interface OnlineServiceInput {
  agreed: boolean
  /** Attachment with the signed paper; needed where a unit writes the agreement down for the person. */
  evidence: string | null
}

/** Service of one document that waits on the page. */
const ON_PAGE = 'on-page'

/**
 * Said again, nothing is recorded. What waits on the page unread when the agreement is taken back goes back to be served
 * otherwise.
 * @returns refusals `access.denied`, `case.erased`, `case.evidence_missing`
 */
export function agreeOnlineService(
  doc: MatterDoc,
  { agreed, evidence }: OnlineServiceInput,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const own = actor.kind === 'citizen'
  if (actor.kind === 'system' || !takesPart(doc, actor)) return refuse('access.denied')
  if (doc.erased) return refuse('case.erased')
  const paper = evidence !== null && doc.attachments.some((a) => a.attachmentId === evidence)
  if (!own && agreed && !paper) return refuse('case.evidence_missing', { field: 'evidence' })
  const work = new Work(world, doc)
  if ((doc.onlineService?.agreed ?? false) === agreed) return work.decision()
  work.record('matter.online-service-agreed', {
    agreed,
    by: own ? 'citizen' : 'unit',
    evidence: own || !paper ? null : evidence,
  })
  if (agreed || !doc.reachable) return work.decision()
  for (const p of Object.values(work.doc.proceedings)) {
    if (p.procedure !== 'service' || p.state !== ON_PAGE) continue
    const refused = step(
      work,
      { proceedingId: p.proceedingId, action: 'take-off-page', input: {} },
      SYSTEM,
      0,
    )
    if (refused) return refused
  }
  return work.decision()
}
