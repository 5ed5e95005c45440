/** Writes a new article, or what an article is to say next. What is published stays as it is until it is checked. */
import { once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Article, ArticleFields } from './contract.ts'
import { articleOf, type Command, type KnowledgeRoom, todayOf, yearBefore } from './room.ts'
import { allowed, checkFields, type KeptArticle, mayWrite, tidy } from './rules.ts'
import { lockArticles, saveArticles, takeNumbers, usesOf } from './store.ts'

const NEVER = { read: 0, answered: 0, quoted: 0, helped: 0, notHelped: 0 }

/** @returns the article, or `access.denied`, `input.*`, `knowledge.review_too_far` */
export async function addArticle(
  room: KnowledgeRoom,
  c: Command,
  given: ArticleFields,
): Promise<Article | Refusal> {
  const checked = await ready(room, c, given)
  if (isRefusal(checked)) return checked
  const { fields, today } = checked
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['add-knowledge', fields], async (tx) => {
    const { number } = await takeNumbers(tx, bureauId, 1, 0)
    const article: KeptArticle = {
      articleId: uuidv7(c.now),
      number,
      version: 1,
      state: 'draft',
      draft: fields,
      draftedBy: accountId,
      published: null,
      publishedAt: null,
      docNo: null,
      changedAt: c.now,
    }
    await saveArticles(tx, bureauId, accountId, c.now, [{ article, what: 'written', note: null }])
    return articleOf(article, c.session, today, NEVER)
  })
}

/** @returns the article, or `not_found`, `access.denied`, `write.stale_version`, `knowledge.step_not_now`, `input.*` */
export async function changeArticle(
  room: KnowledgeRoom,
  c: Command,
  articleId: string,
  given: ArticleFields,
  expectedVersion: number,
): Promise<Article | Refusal> {
  const checked = await ready(room, c, given)
  if (isRefusal(checked)) return checked
  const { fields, today } = checked
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['change-knowledge', articleId, fields, expectedVersion], async (tx) => {
    const [before] = await lockArticles(tx, bureauId, [articleId])
    if (!before) return refuse('not_found')
    if (before.version !== expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    if (before.state === 'checking') return refuse('knowledge.step_not_now')
    if (!allowed(c.session, before).write) return refuse('access.denied')
    const article: KeptArticle = {
      ...before,
      version: before.version + 1,
      state: before.state === 'withdrawn' ? 'withdrawn' : 'draft',
      draft: fields,
      draftedBy: accountId,
      changedAt: c.now,
    }
    await saveArticles(tx, bureauId, accountId, c.now, [{ article, what: 'written', note: null }])
    const uses = await usesOf(tx, bureauId, [articleId], yearBefore(today))
    return articleOf(article, c.session, today, uses.get(articleId)!)
  })
}

async function ready(
  room: KnowledgeRoom,
  c: Command,
  given: ArticleFields,
): Promise<Refusal | { fields: ArticleFields; today: string }> {
  const fields = tidy(given)
  const facts = await room.directory.byId(c.session.bureauId)
  if (!facts) return refuse('not_found')
  for (const field of ['question', 'answer', 'basis'] as const)
    if (fields[field] === '') return refuse('input.required', { field })
  if (!facts.units.get(fields.unitId)?.active) return refuse('input.unknown_unit', { field: 'unitId' })
  const today = todayOf(facts, c.now)
  const refused = checkFields(fields, today)
  if (refused) return refused
  return mayWrite(c.session, fields) ? { fields, today } : refuse('access.denied')
}
