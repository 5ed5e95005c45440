/**
 * 换发查询码: the person has lost the code, or somebody else may have read it. The unit that took the matter in issues a
 * new one, with its reason; the old one opens nothing from then on. The person sees on the page that it was done. Pure.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { atCentre } from './add.ts'
import { refuseUnclean } from './clean-text.ts'
import type { MatterDoc } from './doc.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

/** Longest reason, in characters. */
const MOST = 500

/** @returns refusals `access.denied` (not of the unit that took the matter in), `case.erased`, `input.*` */
export function renewCode(
  doc: MatterDoc,
  reason: string,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (actor.kind !== 'account' || !atCentre(doc, actor)) return refuse('access.denied')
  if (doc.erased) return refuse('case.erased')
  const words = reason.trim()
  if (words === '') return refuse('input.required', { field: 'reason' })
  if (words.length > MOST) return refuse('input.too_long', { field: 'reason', details: { max: MOST } })
  const unclean = refuseUnclean(words, 'reason')
  if (unclean) return unclean
  const work = new Work(world, doc)
  // Kept as a note: why staff believed it was that person is no news to whoever holds the new code.
  work.record('matter.code-renewed', { contents: [work.content('note', words, 'reason')] })
  return work.decision()
}
