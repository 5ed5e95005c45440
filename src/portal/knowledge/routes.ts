/** What people ask again and again: found by words, read, and judged by who reads it. Works without script. */
import type { FastifyInstance } from 'fastify'
import { createAttempts } from '../../kernel/access/index.ts'
import { RefusedError, refuse } from '../../kernel/errors/index.ts'
import { findArticles, newestArticles, portalArticle, portalUse } from '../../knowledge/index.ts'
import { goTo, type Site, sendPage, type Visit, visitOf } from '../site.ts'
import { type Form, textOf } from '../tell-us/draft.ts'

const config = { access: 'public' as const }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LONGEST = 100
const MOST = 20
/** Verdicts counted from one address within an hour: a household may read much, a program may not vote. */
const MOST_VERDICTS = 30

async function articleOf(v: Visit) {
  const { id } = v.request.params as { id: string }
  const found = UUID.test(id) ? await portalArticle(v.site.knowledge, v.facts, id, v.now) : null
  if (!found) throw new RefusedError(refuse('not_found'))
  return found
}

export function knowledgePages(app: FastifyInstance, site: Site): void {
  const verdicts = createAttempts(MOST_VERDICTS, 60)
  app.get('/:bureau/knowledge', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const { q } = request.query as { q?: unknown }
    const typed = typeof q === 'string' ? q.trim().slice(0, LONGEST) : ''
    const ask = { facts: v.facts, now: v.now, limit: MOST }
    const items =
      typed === ''
        ? await newestArticles(site.knowledge, ask)
        : await findArticles(site.knowledge, { ...ask, typed, publicOnly: true })
    return sendPage(v, 'knowledge', { typed, items })
  })
  app.get('/:bureau/knowledge/:id', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const article = await articleOf(v)
    const { done } = request.query as { done?: unknown }
    if (done !== 'yes') await portalUse(site.knowledge, v.facts, article.articleId, 'read', v.now)
    const { unitId } = article.fields
    const unit = v.facts.units.get(unitId)?.name ?? null
    return sendPage(v, 'knowledge-article', { article, unit, thanks: done === 'yes' })
  })
  app.post('/:bureau/knowledge/:id/verdict', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const { articleId } = await articleOf(v)
    const said = textOf((request.body ?? {}) as Form, 'helped')
    if ((said === 'yes' || said === 'no') && verdicts.waitMinutes(request.ip, v.now) === 0) {
      verdicts.failed(request.ip, v.now)
      await portalUse(site.knowledge, v.facts, articleId, said === 'yes' ? 'helped' : 'not-helped', v.now)
    }
    return goTo(v, `/knowledge/${articleId}?done=yes`)
  })
}
