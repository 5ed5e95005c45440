/** The public portal as one Fastify plugin: pages for everybody, without script, in Chinese and English. */
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import { LANG_TAGS, problemOf, RefusedError } from '../kernel/errors/index.ts'
import { allAssets } from './assets.ts'
import { disclosureRoutes } from './disclosure-routes.ts'
import { fallbackProblem, renderError } from './error-page.ts'
import { financePages } from './finance-routes.ts'
import { checkFormToken } from './form-token.ts'
import { homeRoutes } from './home-routes.ts'
import { isLang, isSize, LANG_COOKIE, SIZE_COOKIE } from './i18n.ts'
import { knowledgePages } from './knowledge/routes.ts'
import { actRoutes } from './my/act-routes.ts'
import { followRoutes } from './my/follow-routes.ts'
import { serviceRoutes } from './my/service-routes.ts'
import { consentRoutes } from './openness/consent-routes.ts'
import { figuresRoutes } from './openness/figures-routes.ts'
import { publicPages } from './openness/public-pages.ts'
import { publishedRoutes } from './openness/published-routes.ts'
import { phoneRoutes } from './phone/routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { receptionPages } from './reception/routes.ts'
import { rosterPages } from './roster-routes.ts'
import { createSite, type PortalDeps, readerFrame } from './site.ts'
import { slowDown } from './slow.ts'
import { tellUsRoutes } from './tell-us/routes.ts'

const YEAR = 365 * 86_400

/** @param deps the closed loop, the installation's folder and the clock */
export function portalRoutes(deps: PortalDeps): FastifyPluginAsync {
  return async (app) => {
    const site = createSite(deps)
    await app.register(formbody, { bodyLimit: 2 * 1024 * 1024 })
    // One file that is too large is told beside the others; it must not end the reading of the form.
    await app.register(multipart, { throwFileSizeLimit: false })

    app.addHook('preHandler', async (request) => {
      if (request.method !== 'POST') return
      site.forms.expect(request)
      // A form with files is judged where it is read, piece by piece.
      if (!request.isMultipart()) checkFormToken(request, (request.body ?? {}) as Record<string, unknown>)
    })
    app.addHook('preHandler', async (request, reply) => {
      // The switches of language and size: remembered, then the same page again without them.
      const { lang, size } = request.query as { lang?: unknown; size?: unknown }
      if (request.method !== 'GET' || !(isLang(lang) || isSize(size))) return
      const remember = (name: string, value: string) =>
        reply.setCookie(name, value, {
          path: '/',
          maxAge: YEAR,
          sameSite: 'lax',
          httpOnly: true,
          secure: request.protocol === 'https',
        })
      if (isLang(lang)) remember(LANG_COOKIE, lang)
      if (isSize(size)) remember(SIZE_COOKIE, size)
      const { path, query } = readerFrame(request)
      // `//host` would lead to another site.
      if (path.startsWith('//')) return
      return reply.redirect(query ? `${path}?${query}` : path, 303)
    })

    app.setErrorHandler(async (error: FastifyError, request, reply) => {
      // What is no refusal is for the server: it knows the errors of Fastify and writes the log. So is who asks for no page.
      if (!(error instanceof RefusedError) || !(request.headers.accept ?? '').includes('text/html'))
        throw error
      const { lang, large } = readerFrame(request)
      const problem = problemOf(error.refusal, lang, request.id) ?? fallbackProblem(lang, request.id)
      const { bureau } = request.params as { bureau?: string }
      const known = bureau !== undefined && (await site.cases.directory.bySlug(bureau)) !== null
      return reply
        .code(problem.status)
        .header('cache-control', 'no-store')
        .header('content-language', LANG_TAGS[lang])
        .type('text/html; charset=utf-8')
        .send(renderError(site.render, problem, { lang, large }, known ? bureau : null))
    })

    slowDown(app, site)
    for (const asset of allAssets(site.assets)) {
      app.get(asset.url, { config: { access: 'public' } }, (_request, reply) =>
        reply.header('cache-control', `public, max-age=${YEAR}, immutable`).type(asset.type).send(asset.body),
      )
    }
    homeRoutes(app, site)
    tellUsRoutes(app, site)
    receiptRoutes(app, site)
    phoneRoutes(app, site)
    followRoutes(app, site)
    actRoutes(app, site)
    publishedRoutes(app, site)
    disclosureRoutes(app, site)
    financePages(app, site)
    consentRoutes(app, site)
    serviceRoutes(app, site)
    figuresRoutes(app, site)
    receptionPages(app, site)
    publicPages(app, site)
    knowledgePages(app, site)
    rosterPages(app, site)
  }
}
