/** Cancels what a mistaken batch registered. Number and registration stay; figures leave it out by its kind of end. Pure. */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { atCentre } from './add.ts'
import { refuseUnclean } from './clean-text.ts'
import { ClockBook } from './clock-effects.ts'
import { MAIN, type MatterDoc, mainOf } from './doc.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

const LONGEST_REASON = 2000

/**
 * Ends a matter as registered by mistake: only as long as nothing has happened to it since it was registered, so that
 * no word, step or service of anybody is undone.
 * @param batchId the batch it came with
 * @returns refusals `access.denied`, `case.ended`, `case.moved_on`, `input.*`
 */
export function cancelMistake(
  doc: MatterDoc,
  batchId: string,
  reason: string,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  if (!atCentre(doc, actor)) return refuse('access.denied')
  if (mainOf(doc).end) return refuse('case.ended')
  if (doc.version !== 1) return refuse('case.moved_on')
  const words = reason.trim()
  if (words === '') return refuse('input.required', { field: 'reason' })
  if (words.length > LONGEST_REASON)
    return refuse('input.too_long', { field: 'reason', details: { max: LONGEST_REASON } })
  const unclean = refuseUnclean(words, 'reason')
  if (unclean) return unclean
  const work = new Work(world, doc)
  const contents = [work.content('reason', words, 'reason')]
  const book = new ClockBook(doc.clocks, world)
  const refused = book.close(MAIN, 'cancelled')
  if (refused) return refused
  work.record('matter.cancelled', { batchId, clocks: book.list(), contents })
  work.ask('notify-citizen', { template: 'cancelled', proceedingId: MAIN })
  return work.decision()
}
