/** Published matters like the one being written, shown before it is sent. The words are compared and kept nowhere. */
import { type PublishedItem, similarPublished } from '../../openness/index.ts'
import type { Visit } from '../site.ts'
import type { Draft } from './draft.ts'
import { wordsOf } from './steps.ts'

const MOST = 5

/** At most five, the most alike first; none for a report of misconduct, which is compared with nothing. */
export async function similarTo(v: Visit, draft: Draft): Promise<readonly PublishedItem[]> {
  if (draft.kind === 'misconduct') return []
  return similarPublished(v.site.openness, v.facts, wordsOf(draft), MOST)
}
