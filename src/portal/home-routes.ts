/** The list of bureaus and the home page of each. */
import type { FastifyInstance } from 'fastify'
import { todayIn } from '../bureau/index.ts'
import { limitsOf } from './limits.ts'
import { readerFrame, type Site, sendPage, visitOf } from './site.ts'
import { KINDS } from './tell-us/draft.ts'
import { textsIn } from './texts/index.ts'

const config = { access: 'public' as const }

export function homeRoutes(app: FastifyInstance, site: Site): void {
  app.get('/', { config }, async (request, reply) => {
    const bureaus = await site.cases.directory.all()
    const [only] = bureaus
    if (only && bureaus.length === 1) return reply.redirect(`/${only.slug}/`, 302)
    // Practice bureaus stand behind the real ones.
    const listed = bureaus.toSorted((a, b) => Number(a.simulated) - Number(b.simulated))
    const frame = { ...readerFrame(request), bureau: null, signedIn: false, personal: false }
    return reply
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Accept-Language, Cookie')
      .type('text/html; charset=utf-8')
      .send(site.render('bureaus', frame, { bureaus: listed }))
  })
  app.get('/:bureau', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return reply.redirect(`/${v.slug}/`, 302)
  })
  app.get<{ Querystring: { left?: string } }>('/:bureau/', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const t = textsIn(v.lang)
    const today = todayIn(v.facts, v.now)
    const groups = KINDS.map((kind) => ({
      title: t.home.group[kind],
      lines: limitsOf(kind, today, v.facts.settings, v.lang),
    }))
    return sendPage(v, 'home', {
      groups: groups.filter((g) => g.lines.length > 0),
      left: request.query.left !== undefined,
    })
  })
}
