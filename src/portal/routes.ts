/** The public portal as one Fastify plugin: pages for everybody, without script, in Chinese and English. */
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import { LANG_TAGS, problemOf, RefusedError } from '../kernel/errors/index.ts'
import type { Asset } from './assets.ts'
import { fallbackProblem, renderError } from './error-page.ts'
import { homeRoutes } from './home-routes.ts'
import { isLang, LANG_COOKIE } from './i18n.ts'
import { actRoutes } from './my/act-routes.ts'
import { followRoutes } from './my/follow-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { createSite, type PortalDeps, requestLang } from './site.ts'
import { tellUsRoutes } from './tell-us/routes.ts'

const YEAR = 365 * 86_400

/** @param deps the closed loop, the installation's folder and the clock */
export function portalRoutes(deps: PortalDeps): FastifyPluginAsync {
  return async (app) => {
    const site = createSite(deps)
    await app.register(formbody, { bodyLimit: 2 * 1024 * 1024 })
    await app.register(multipart)

    app.addHook('preHandler', async (request, reply) => {
      // The language link: remembered, then the same page again without it.
      const { lang } = request.query as { lang?: unknown }
      if (request.method !== 'GET' || !isLang(lang)) return
      reply.setCookie(LANG_COOKIE, lang, {
        path: '/',
        maxAge: YEAR,
        sameSite: 'lax',
        httpOnly: true,
        secure: request.protocol === 'https',
      })
      const [path = '/', query = ''] = request.url.split('?', 2)
      // `//host` would lead to another site.
      if (path.startsWith('//')) return
      const rest = new URLSearchParams(query)
      rest.delete('lang')
      return reply.redirect(rest.size > 0 ? `${path}?${rest}` : path, 303)
    })

    app.setErrorHandler(async (error: FastifyError, request, reply) => {
      // What is no refusal is for the server: it knows the errors of Fastify and writes the log.
      if (!(error instanceof RefusedError)) throw error
      const lang = requestLang(request)
      const problem = problemOf(error.refusal, lang, request.id) ?? fallbackProblem(lang, request.id)
      const { bureau } = request.params as { bureau?: string }
      const known = bureau !== undefined && (await site.cases.directory.bySlug(bureau)) !== null
      return reply
        .code(problem.status)
        .header('cache-control', 'no-store')
        .header('content-language', LANG_TAGS[lang])
        .type('text/html; charset=utf-8')
        .send(renderError(site.render, problem, lang, known ? bureau : null))
    })

    for (const asset of Object.values(site.assets) as Asset[]) {
      app.get(asset.url, { config: { access: 'public' } }, (_request, reply) =>
        reply.header('cache-control', `public, max-age=${YEAR}, immutable`).type(asset.type).send(asset.body),
      )
    }
    homeRoutes(app, site)
    tellUsRoutes(app, site)
    receiptRoutes(app, site)
    followRoutes(app, site)
    actRoutes(app, site)
  }
}
