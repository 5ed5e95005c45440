/** Published matters: list with search, pages, feed, and the preview staff see before anything is public. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { only } from '../../kernel/access/index.ts'
import { isRefusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import { contextOf } from '../../kernel/http/index.ts'
import {
  EDITORS,
  findPublished,
  latestPublished,
  type PublishedItem,
  previewOf,
  readPublished,
  type Shown,
  similarPublished,
} from '../../openness/index.ts'
import { frameOf, type Site, sendPage, type Visit, visitOf } from '../site.ts'

const config = { access: 'public' as const }
const YEAR = /^(?:19|20|21)\d{2}$/
const IN_FEED = 30

interface Asked {
  q: string
  topic: string
  unit: string
  year: string
  page: string
}

const one = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 300) : '')

function askedOf(query: unknown): Asked {
  const { q, topic, unit, year, page } = (query ?? {}) as Record<keyof Asked, unknown>
  return { q: one(q), topic: one(topic), unit: one(unit), year: one(year), page: one(page) }
}

/** Address of another page of the same list. */
function pageHref(v: Visit, a: Asked, page: number): string {
  const query = new URLSearchParams(
    Object.entries({ ...a, page: page > 1 ? String(page) : '' }).filter(([, value]) => value !== ''),
  )
  return `/${v.slug}/published${query.size > 0 ? `?${query}` : ''}`
}

async function list(v: Visit): Promise<FastifyReply> {
  const asked = askedOf(v.request.query)
  const page = Math.min(500, Math.max(1, Number.parseInt(asked.page, 10) || 1))
  const found = await findPublished(v.site.openness, v.facts, {
    q: asked.q,
    topic: asked.topic,
    unit: asked.unit,
    ...(YEAR.test(asked.year) ? { year: Number(asked.year) } : {}),
    page,
  })
  return sendPage(v, 'published', {
    asked,
    narrowed: Object.values(asked).some((value) => value !== ''),
    found,
    earlier: page > 1 ? pageHref(v, asked, page - 1) : null,
    more: found.more ? pageHref(v, asked, page + 1) : null,
  })
}

const RESULT_TONE = {
  supported: 'green',
  'partly-supported': 'turquoise',
  explained: 'blue',
  'not-supported': 'orange',
} as const

/** One page, public or about to be: the same template and the same model, so that the preview shows what will be seen. */
function showOne(
  v: Visit,
  page: Pick<PublishedItem, 'unit' | 'topic' | 'answeredOn'> & { publishedAt: string | null; shown: Shown },
  like: PublishedItem[],
  preview: boolean,
): FastifyReply {
  return sendPage(v, 'published-page', { page, like, preview, tones: RESULT_TONE }, { personal: preview })
}

async function feed(v: Visit): Promise<FastifyReply> {
  const items = await latestPublished(v.site.openness, v.facts, IN_FEED)
  const origin = `${v.request.protocol}://${v.request.host}`
  const xml = v.site.render('published-feed', frameOf(v, false), {
    origin,
    items,
    updated: items[0]?.publishedAt ?? '1970-01-01T00:00:00.000Z',
  })
  return v.reply
    .header('cache-control', 'public, max-age=600')
    .header('vary', 'Accept-Language, Cookie')
    .type('application/atom+xml; charset=utf-8')
    .send(xml.trim())
}

export function publishedRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/published', { config }, async (request, reply) =>
    list(await visitOf(site, request, reply)),
  )
  app.get('/:bureau/published/feed.xml', { config }, async (request, reply) =>
    feed(await visitOf(site, request, reply)),
  )
  app.get<{ Params: { id: string } }>('/:bureau/published/:id', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const page = await readPublished(site.openness, v.facts, request.params.id)
    if (isRefusal(page)) throw new RefusedError(page)
    const near = await similarPublished(
      site.openness,
      v.facts,
      `${page.shown.title}\n${page.shown.letter}`,
      4,
    )
    return showOne(v, page, near.filter((n) => n.id !== page.id).slice(0, 3), false)
  })
  app.get<{ Params: { id: string } }>(
    '/:bureau/published/preview/:id',
    { config: { access: only(...EDITORS) } },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const { session, now } = contextOf(request)
      if (session?.bureauId !== v.facts.bureau.bureauId) throw new RefusedError(refuse('not_found'))
      if (!/^[0-9a-f-]{36}$/.test(request.params.id)) throw new RefusedError(refuse('not_found'))
      const found = await previewOf(site.openness, { session, now }, request.params.id)
      if (isRefusal(found)) throw new RefusedError(found)
      const { row, shown } = found
      const unit = row.unit_id ? (v.facts.units.get(row.unit_id)?.name ?? null) : null
      const page = {
        unit,
        topic: null,
        answeredOn: row.answered_on ?? row.ended_on,
        publishedAt: null,
        shown,
      }
      return showOne(v, page, [], true)
    },
  )
}
