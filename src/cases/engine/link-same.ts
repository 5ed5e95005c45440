/** 关联同一事项: two matters tell of one thing. Each keeps its number, its clocks, its reply and its rating. Pure. */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { atCentre } from './add.ts'
import { refuseUnclean } from './clean-text.ts'
import type { MatterDoc, MatterLink } from './doc.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

export interface SameMatter {
  link: MatterLink
  /** Why they are one thing, in the official's words; kept as an internal note of both. */
  reason: string
}

const isThere = (doc: MatterDoc, link: MatterLink) =>
  doc.links.some((l) => l.kind === link.kind && l.bureauId === link.bureauId && l.matterId === link.matterId)

/**
 * Ties a matter to another one that is about the same. Only the centre does, and only in the open lane: a link would
 * tell the units of one matter that a shielded one is there. Linked already, nothing is recorded again.
 */
export function linkSame(
  doc: MatterDoc,
  s: SameMatter,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!atCentre(doc, actor)) return refuse('access.denied')
  if (s.link.matterId === doc.matterId) return refuse('case.link_to_itself', { field: 'number' })
  if (doc.lane === 'shielded') return refuse('case.link_shielded')
  if (doc.erased) return refuse('case.erased')
  const reason = s.reason.trim()
  if (reason === '') return refuse('input.required', { field: 'reason' })
  const unclean = refuseUnclean(reason, 'reason')
  if (unclean) return unclean
  const work = new Work(world, doc)
  if (isThere(doc, s.link)) return work.decision()
  work.record('matter.linked', { link: s.link })
  work.record('matter.noted', {
    by: 'unit',
    contents: [work.content('note', `${s.link.number ?? ''} ${reason}`.trim(), 'words')],
  })
  return work.decision()
}
