/** 公开的同意: the person lets the bureau publish the matter without what tells of them, and may take it back. Pure. */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { atCentre } from './add.ts'
import { refuseUnclean } from './clean-text.ts'
import type { MatterDoc, PublishingConsent } from './doc.ts'
import { MAX_TEXT } from './read-input.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

export interface ConsentInput {
  given: boolean
  where: PublishingConsent['where']
  /** How it was said, where the bureau writes it down for the person; kept as a note of the matter. */
  words?: string
}

/**
 * Why a matter can never be published, whoever agrees: a report of misconduct would give away who reported and whom; one
 * that is secret as a whole was never to be known.
 */
export function neverPublished(doc: MatterDoc): Refusal | null {
  if (doc.secrecy === 'matter') return refuse('publish.secret')
  if (doc.lane === 'shielded') return refuse('publish.shielded')
  return null
}

/** The person's own act, or written down by the centre with how it was said. Said again, nothing is recorded. */
export function consentToPublish(
  doc: MatterDoc,
  c: ConsentInput,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const own = actor.kind === 'citizen'
  if (!own && !atCentre(doc, actor)) return refuse('access.denied')
  const never = c.given ? neverPublished(doc) : null
  if (never) return never
  if (doc.erased) return refuse('case.erased')
  const words = c.words?.trim() ?? ''
  if (!own && words === '') return refuse('input.required', { field: 'words' })
  if (words.length > MAX_TEXT) return refuse('input.too_long', { field: 'words', details: { max: MAX_TEXT } })
  const unclean = refuseUnclean(words, 'words')
  if (unclean) return unclean
  const work = new Work(world, doc)
  if ((doc.publishing?.given ?? false) === c.given) return work.decision()
  const contents = words === '' ? [] : [work.content('note', words, 'words')]
  work.record('matter.publishing-consented', { given: c.given, where: c.where, contents })
  return work.decision()
}
