/** Finds articles while somebody types, and offers those that answer a letter. */
import type { BureauFacts } from '../bureau/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { ArticleFields, Found } from './contract.ts'
import { readPostings } from './index-store.ts'
import { foundOf, type KnowledgeRoom, todayOf, yearBefore } from './room.ts'
import { isCurrent } from './rules.ts'
import { best, ranked, rarity, snippetOf } from './score.ts'
import { articlesAt, placesTaken, usesOf } from './store.ts'
import { normalise, termsOfQuery } from './terms.ts'

/** Articles looked at by their words, of those the index names. */
const LOOKED_AT = 40
/** Characters of a letter that are compared: what it is about stands at its beginning. */
const OF_LETTER = 120

export interface FindAsk {
  facts: BureauFacts
  typed: string
  now: Date
  limit: number
  /** Only what the portal shows. */
  publicOnly: boolean
}

/** What fits what is typed, best first. Nothing typed finds nothing. */
export function findArticles(room: KnowledgeRoom, ask: FindAsk): Promise<Found[]> {
  return withTx(room.pool, { bureau: ask.facts.bureau.bureauId }, (tx) => find(tx, ask), { readOnly: true })
}

interface Hit {
  articleId: string
  number: number
  fields: ArticleFields
  score: number
  helped: number
  notHelped: number
}

async function find(tx: Tx, ask: FindAsk): Promise<Found[]> {
  const { hits } = await hitsOf(tx, ask, termsOfQuery(ask.typed))
  return ranked(hits, ask.typed)
    .slice(0, ask.limit)
    .map((h) => shown(h, ask.typed))
}

/**
 * Articles whose question a letter asks: most of the question's own words, weighed by their rarity, stand in it.
 * @param letter its subject and text
 */
export async function offerArticles(
  room: KnowledgeRoom,
  ask: Omit<FindAsk, 'typed'> & { letter: string },
): Promise<Found[]> {
  const typed = ask.letter.slice(0, OF_LETTER)
  return withTx(
    room.pool,
    { bureau: ask.facts.bureau.bureauId },
    async (tx) => {
      // Sounds and answers find too much in a whole letter; the words of questions only.
      const weights = new Map([...termsOfQuery(typed)].filter(([term]) => term[0] === 't'))
      const { hits, holding, articles } = await hitsOf(tx, { ...ask, typed }, weights)
      const asked = normalise(ask.letter)
      return hits
        .map((h) => ({ h, share: shareAsked(h.fields, asked, holding, articles) }))
        .filter(({ share }) => share >= 0.5)
        .sort((a, b) => b.share * b.h.score - a.share * a.h.score)
        .slice(0, ask.limit)
        .map(({ h }) => shown(h, typed))
    },
    { readOnly: true },
  )
}

/** How much of a question, of the form nearest to the letter, stands in the letter: 0 to 1, by rarity. */
function shareAsked(
  fields: ArticleFields,
  letter: string,
  holding: ReadonlyMap<string, number>,
  articles: number,
): number {
  let most = 0
  for (const form of [fields.question, ...fields.alsoAsked]) {
    let all = 0
    let there = 0
    for (const [term] of [...termsOfQuery(form)].filter(([t]) => t[0] === 't')) {
      const worth = rarity(articles, holding.get(term) ?? 1)
      all += worth
      if (letter.includes(term.slice(1))) there += worth
    }
    if (all > 0) most = Math.max(most, there / all)
  }
  return most
}

async function hitsOf(tx: Tx, ask: FindAsk, weights: ReadonlyMap<string, number>) {
  const { bureauId } = ask.facts.bureau
  if (weights.size === 0) return { hits: [] as Hit[], holding: new Map<string, number>(), articles: 0 }
  const today = todayOf(ask.facts, ask.now)
  const [articles, postings] = await Promise.all([
    placesTaken(tx, bureauId),
    readPostings(tx, bureauId, [...weights.keys()]),
  ])
  const { found, holding } = best(postings, weights, articles, LOOKED_AT)
  const scores = new Map(found.map((f) => [f.docNo, f.score]))
  const rows = (await articlesAt(tx, bureauId, [...scores.keys()])).filter(
    (a) => isCurrent(a, today) && (!ask.publicOnly || a.published!.public),
  )
  const uses = await usesOf(
    tx,
    bureauId,
    rows.map((r) => r.articleId),
    yearBefore(today),
  )
  const hits = rows.map((a): Hit => {
    const { helped, notHelped } = uses.get(a.articleId)!
    const { articleId, number } = a
    return { articleId, number, fields: a.published!, score: scores.get(a.docNo!)!, helped, notHelped }
  })
  return { hits, holding, articles }
}

const shown = ({ articleId, number, fields }: Hit, typed: string): Found =>
  foundOf(articleId, number, fields, snippetOf(fields.answer, typed))
