/**
 * What may already answer the letter being written, shown before it is sent: answers of the knowledge base and published
 * matters. The words are compared and kept nowhere.
 */
import { type Found, offerArticles } from '../../knowledge/index.ts'
import { type PublishedItem, similarPublished } from '../../openness/index.ts'
import type { Visit } from '../site.ts'
import type { Draft } from './draft.ts'
import { wordsOf } from './steps.ts'

const MOST_ARTICLES = 3
const MOST_MATTERS = 5

export interface Similar {
  articles: readonly Found[]
  matters: readonly PublishedItem[]
}

/** The best first; nothing for a report of misconduct, which is compared with nothing. */
export async function similarTo(v: Visit, draft: Draft): Promise<Similar> {
  if (draft.kind === 'misconduct') return { articles: [], matters: [] }
  const letter = wordsOf(draft)
  const ask = { facts: v.facts, now: v.now, letter, limit: MOST_ARTICLES, publicOnly: true }
  const [articles, matters] = await Promise.all([
    offerArticles(v.site.knowledge, ask),
    similarPublished(v.site.openness, v.facts, letter, MOST_MATTERS),
  ])
  return { articles, matters }
}
