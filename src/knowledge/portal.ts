/** What the portal shows of an article, and what readers say of it. */
import type { BureauFacts } from '../bureau/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ArticleFields, Found } from './contract.ts'
import { foundOf, type KnowledgeRoom, todayOf } from './room.ts'
import { isCurrent } from './rules.ts'
import { snippetOf } from './score.ts'
import { countUse, listArticles, readArticle } from './store.ts'

export interface PortalArticle {
  articleId: string
  number: number
  fields: ArticleFields
  /** Day in the bureau's zone. */
  publishedOn: string | null
}

/** An article the public may read today, or null. */
export async function portalArticle(
  room: KnowledgeRoom,
  facts: BureauFacts,
  articleId: string,
  now: Date,
): Promise<PortalArticle | null> {
  const { bureauId } = facts.bureau
  const found = await withTx(room.pool, { bureau: bureauId }, (tx) => readArticle(tx, bureauId, articleId), {
    readOnly: true,
  })
  if (!found?.published?.public || !isCurrent(found, todayOf(facts, now))) return null
  const { number, published, publishedAt } = found
  const publishedOn = publishedAt === null ? null : todayOf(facts, publishedAt)
  return { articleId, number, fields: published, publishedOn }
}

/** What was changed last of what the public may read. */
export async function newestArticles(
  room: KnowledgeRoom,
  o: { facts: BureauFacts; now: Date; limit: number },
): Promise<Found[]> {
  const { bureauId } = o.facts.bureau
  const ask = { state: 'current' as const, unitId: null, category: null, isPublic: true, after: null }
  const today = todayOf(o.facts, o.now)
  const rows = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) => listArticles(tx, bureauId, { ...ask, today, limit: o.limit }),
    { readOnly: true },
  )
  return rows.map((a) => foundOf(a.articleId, a.number, a.published!, snippetOf(a.published!.answer, '')))
}

/** Counts a look at an article or what a reader said of it. */
export async function portalUse(
  room: KnowledgeRoom,
  facts: BureauFacts,
  articleId: string,
  kind: 'read' | 'helped' | 'not-helped',
  now: Date,
): Promise<void> {
  const { bureauId } = facts.bureau
  const use = { day: todayOf(facts, now), kind, place: 'portal' as const }
  await withTx(room.pool, { bureau: bureauId }, (tx) => countUse(tx, bureauId, articleId, use))
}
