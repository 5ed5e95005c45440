/** Who may open what. First wall; row security is the second. */
import { takesPart } from '../engine/add.ts'
import { allowed } from '../engine/authorise.ts'
import { type Attachment, type IssuedPaper, type MatterDoc, mainOf } from '../engine/doc.ts'
import type { Actor } from '../engine/world.ts'
import type { StoredEvent } from '../read-store.ts'

const OVERSIGHT = ['supervisor', 'bureau-head', 'auditor'] as const
const CENTRE_ROLES = ['clerk', 'operator', 'supervisor', 'bureau-head'] as const

/** A matter opens to units that take part in it, and in the open lane to those who oversee the whole bureau. */
export function mayOpenMatter(doc: MatterDoc, actor: Actor): boolean {
  if (actor.kind !== 'account') return actor.kind === 'system'
  if (takesPart(doc, actor)) return true
  return doc.lane === 'open' && OVERSIGHT.some((r) => actor.roles.includes(r))
}

/**
 * Files the person may open: their own and those the bureau that took the matter in has put there. What other units
 * attached is work in progress until the answer is served, and in a shielded lane its name could give the unit away.
 */
export function filesForCitizen(doc: MatterDoc, events: readonly StoredEvent[]): Attachment[] {
  const answered = mainOf(doc).end === 'answered' && doc.lane === 'open'
  const theirs = new Set(
    events.flatMap((e) =>
      e.type === 'matter.attached' && (e.actor.kind === 'citizen' || e.actor.unitId === doc.seats.centre)
        ? [e.data.attachment.attachmentId]
        : [],
    ),
  )
  const papers = sealedPapers(doc)
  return doc.attachments.filter((a) => {
    const paper = papers.get(a.attachmentId)
    if (paper) return paper.audience === 'person' && isServed(doc, paper)
    return answered || theirs.has(a.attachmentId)
  })
}

/** Sealed versions of documents, by the file that holds them. */
function sealedPapers(doc: MatterDoc): Map<string, IssuedPaper> {
  const sealed = Object.values(doc.papers ?? {}).filter((p) => p.sealed)
  return new Map(sealed.map((p) => [p.sealed!.attachmentId, p]))
}

const isServed = (doc: MatterDoc, p: IssuedPaper): boolean =>
  Boolean(p.documentId && doc.documents[p.documentId]?.servedOn)

/**
 * Whether staff who may open the matter may also open this file: a sealed document carries the person's name, so where
 * the name is kept back it opens to nobody else.
 */
export function mayOpenFile(doc: MatterDoc, attachmentId: string, actor: Actor): boolean {
  if (doc.lane === 'open' && doc.secrecy === 'none') return true
  return sealedPapers(doc).get(attachmentId)?.audience !== 'person' || mayDisclose(doc, actor)
}

/** Notes between organs are not shown to those who only oversee accounts. */
export const mayReadNotes = (doc: MatterDoc, actor: Actor): boolean => takesPart(doc, actor)

/** Ratings go to the centre that asks for them and to those who oversee the bureau, never to the unit rated (C8). */
export const mayReadRatings = (doc: MatterDoc, actor: Actor): boolean =>
  allowed([{ roles: [...CENTRE_ROLES], seat: 'centre' }], actor, doc, mainOf(doc)) ||
  OVERSIGHT.some((r) => actor.roles.includes(r))

/**
 * Who asked is shown to the unit that took the matter in, on a stated reason; in an open lane without a wish for
 * secrecy also to the unit that handles it, which must talk with the person. In a shielded lane handlers never see it.
 */
export function mayDisclose(doc: MatterDoc, actor: Actor): boolean {
  const main = mainOf(doc)
  if (allowed([{ roles: [...CENTRE_ROLES], seat: 'centre' }], actor, doc, main)) return true
  if (doc.lane === 'shielded' || doc.secrecy !== 'none') return false
  return allowed(
    [
      { roles: ['handler', 'unit-head', 'clerk', 'operator'], seat: 'handler' },
      { roles: ['reviewer', 'unit-head'], seat: 'reviewer' },
    ],
    actor,
    doc,
    main,
  )
}
