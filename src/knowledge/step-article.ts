/** Submits, checks, publishes, returns, withdraws or confirms articles; what is published is found at once. */
import { audit, once } from '../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Step } from './contract.ts'
import { changeIndex, type IndexChange } from './index-store.ts'
import { type Command, type KnowledgeRoom, todayOf } from './room.ts'
import { type KeptArticle, stepped } from './rules.ts'
import { type ArticleWrite, lockArticles, saveArticles, takeNumbers } from './store.ts'
import { termsOfArticle } from './terms.ts'

export interface Stepped {
  articleId: string
  number: number
  version: number
}

/** @returns the new version, or `not_found`, `write.stale_version` and what the step refuses */
export async function stepArticle(
  room: KnowledgeRoom,
  c: Command,
  articleId: string,
  step: Step,
): Promise<Stepped | Refusal> {
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayOf(facts, c.now)
  return once(room.pool, c, ['step-knowledge', articleId, step], async (tx) => {
    await takeNumbers(tx, bureauId, 0, 0)
    const [before] = await lockArticles(tx, bureauId, [articleId])
    if (!before) return refuse('not_found')
    if (before.version !== step.expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    const next = stepped(before, step, c.session, today)
    if (isRefusal(next)) return next
    const [done] = await keep(tx, c, [
      { before, article: next.next, what: next.what, note: step.note ?? null },
    ])
    return done!
  })
}

/** What came of one article of many. */
export interface StepResult {
  articleId: string
  number: number | null
  refused: Refusal | null
}

/**
 * Takes the same step with many articles, each as far as it may: an import of thousands is published by one look.
 * @param ids at most 500
 */
export async function stepArticles(
  room: KnowledgeRoom,
  c: Command,
  ids: readonly string[],
  step: 'submit' | 'publish',
): Promise<{ items: StepResult[] } | Refusal> {
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayOf(facts, c.now)
  return once(room.pool, c, ['step-knowledge-many', ids, step], async (tx) => {
    await takeNumbers(tx, bureauId, 0, 0)
    const found = new Map((await lockArticles(tx, bureauId, ids)).map((a) => [a.articleId, a]))
    const writes: Change[] = []
    const items = ids.map((articleId): StepResult => {
      const before = found.get(articleId)
      if (!before) return { articleId, number: null, refused: refuse('not_found') }
      const next = stepped(before, { step, expectedVersion: before.version }, c.session, today)
      if (isRefusal(next)) return { articleId, number: before.number, refused: next }
      writes.push({ before, article: next.next, what: next.what, note: null })
      return { articleId, number: before.number, refused: null }
    })
    await keep(tx, c, writes)
    return { items }
  })
}

const without = (all: ReadonlySet<string>, some: ReadonlySet<string>) => [...all].filter((t) => !some.has(t))

interface Change extends ArticleWrite {
  before: KeptArticle
}

/** Writes articles, and their terms where what readers see has changed. */
async function keep(tx: Tx, c: Command, changes: readonly Change[]): Promise<Stepped[]> {
  const { bureauId, accountId } = c.session
  const isNew = (x: Change) => x.article.published !== null && x.article.docNo === null
  const taken = await takeNumbers(tx, bureauId, 0, changes.filter(isNew).length)
  let docNo = taken.doc
  const writes = changes.map((x) => ({
    ...x,
    article: { ...x.article, changedAt: c.now, docNo: isNew(x) ? docNo++ : x.article.docNo },
  }))
  await saveArticles(tx, bureauId, accountId, c.now, writes)
  const index = writes.flatMap(({ before, article }): IndexChange[] => {
    if (before.published === article.published) return []
    const was = before.published ? termsOfArticle(before.published) : new Set<string>()
    const is = article.published ? termsOfArticle(article.published) : new Set<string>()
    return [{ docNo: article.docNo!, gone: without(was, is), added: without(is, was) }]
  })
  await changeIndex(tx, bureauId, index)
  for (const { article, what } of writes)
    if (what === 'published' || what === 'withdrawn')
      await audit(tx, {
        bureauId,
        accountId,
        action: what === 'published' ? 'knowledge.published' : 'knowledge.withdrawn',
        details: { articleId: article.articleId, number: article.number, version: article.version },
        now: c.now,
      })
  return writes.map(({ article: a }) => ({ articleId: a.articleId, number: a.number, version: a.version }))
}
