/** Lists articles, shows one with its history, and counts its use. */
import { once, todayIn } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Article, ArticleSummary, HistoryRow, Use } from './contract.ts'
import { articleOf, type Command, type KnowledgeRoom, summaryOf, yearBefore } from './room.ts'
import { isWriter } from './rules.ts'
import { countUse, type ListAsk, listArticles, readArticle, readHistory, usesOf } from './store.ts'

/** Articles by what was changed last, one more than asked for when there are more. */
export async function articlesBy(
  room: KnowledgeRoom,
  session: Session,
  ask: Omit<ListAsk, 'today'>,
  now: Date,
): Promise<ArticleSummary[] | Refusal> {
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  const rows = await withTx(
    room.pool,
    { bureau: session.bureauId },
    (tx) => listArticles(tx, session.bureauId, { ...ask, today, limit: ask.limit + 1 }),
    { readOnly: true },
  )
  return rows.map((a) => summaryOf(a, today))
}

/** One article. Who writes none sees it only while it is published. */
export async function showArticle(
  room: KnowledgeRoom,
  session: Session,
  articleId: string,
  now: Date,
): Promise<Article | Refusal> {
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  const { bureauId } = session
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx) => {
      const found = await readArticle(tx, bureauId, articleId)
      if (!found || (found.published === null && !isWriter(session))) return refuse('not_found')
      const uses = await usesOf(tx, bureauId, [articleId], yearBefore(today))
      return articleOf(found, session, today, uses.get(articleId)!)
    },
    { readOnly: true },
  )
}

/** Every form it had, newest first. */
export function historyOf(room: KnowledgeRoom, bureauId: string, articleId: string): Promise<HistoryRow[]> {
  return withTx(room.pool, { bureau: bureauId }, (tx) => readHistory(tx, bureauId, articleId), {
    readOnly: true,
  })
}

/** Counts a use from the desk. @returns `not_found` where nothing is published */
export async function noteUse(
  room: KnowledgeRoom,
  c: Command,
  articleId: string,
  kind: Use,
): Promise<{ articleId: string } | Refusal> {
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const day = todayIn(facts, c.now)
  return once(room.pool, c, ['use-knowledge', articleId, kind], async (tx) =>
    (await countUse(tx, bureauId, articleId, { day, kind, place: 'desk' }))
      ? { articleId }
      : refuse('not_found'),
  )
}
