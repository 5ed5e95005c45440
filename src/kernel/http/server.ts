/** The HTTP server: declared routes of the API, pages as plain Fastify plugins, problems for everything refused. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import Type from 'typebox'
import { type Access, type Authenticator, isAccess } from '../access/index.ts'
import type { Clock } from '../clock/clock.ts'
import {
  LANG_TAGS,
  type Lang,
  type Problem,
  preferredLang,
  problemOf,
  type Refusal,
  refuse,
} from '../errors/index.ts'
import type { Logger } from '../log/log.ts'
import { edgeOf, isApi } from './edge.ts'
import { refusalOfError } from './failure.ts'
import { methodsFor } from './methods.ts'
import { mount } from './mount.ts'
import { type ApiInfo, openApiDocument } from './openapi.ts'
import { defineRoute, type Route } from './route.ts'
import { openStreams } from './sse.ts'

export interface ServerOptions {
  log: Logger
  clock: Clock
  authenticator: Authenticator
  routes: readonly Route[]
  /** Pages. Each of their routes declares `config: { access }`; `contextOf(request)` gives the context. */
  plugins?: readonly FastifyPluginAsync[]
  api: ApiInfo
  /** State of each part by name; anything but `ok` makes the answer 503. */
  health?: () => Promise<Record<string, string>>
  /** Page shown instead of a problem document to who asked for a page outside /api. */
  errorPage?: (problem: Problem, lang: Lang, cookies?: string) => string
  /** In bytes; default 1 MiB. */
  bodyLimit?: number
  /** Seconds an address must wait before routes open to strangers answer it; 0 for now. */
  tooFast?: (request: FastifyRequest, now: Date) => number
  /** Addresses of proxies to believe; default those of this machine. */
  trustProxy?: string | boolean
  checkResponses?: boolean
  /** For tests; default 15 s. */
  heartbeatMs?: number
}

export interface HttpServer {
  app: FastifyInstance
  /** Everything mounted, for tests and documents. */
  routes: readonly MountedRoute[]
  openApi: Record<string, unknown>
  /** Starts to listen; gives the address. Port 0 takes any free one. */
  listen(where: { host: string; port: number }): Promise<string>
  /** Takes no more requests, ends streams, finishes what runs (at most `limitMs`, default 10 s), closes. */
  close(limitMs?: number): Promise<void>
}

export interface MountedRoute {
  method: string
  url: string
  access: Access
}

const BODY_LIMIT = 1_048_576
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/

/**
 * Builds the server; nothing listens yet.
 * @throws Error when a route declares no access, writes without an idempotency key or lets unknown fields through
 */
export async function createHttpServer(options: ServerOptions): Promise<HttpServer> {
  const { log, clock, authenticator } = options
  const streams = openStreams(options.heartbeatMs)
  const mounted: MountedRoute[] = []
  const methods = methodsFor()
  let draining = false

  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    trustProxy: options.trustProxy ?? 'loopback',
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // A scan of ten megabytes over a slow phone takes minutes.
    requestTimeout: 300_000,
    // Slow senders must not hold connections for ever, slow readers of events may.
    keepAliveTimeout: 65_000,
    genReqId: (raw: IncomingMessage) => {
      const given = raw.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
    },
    frameworkErrors: (error, request, reply) => {
      answer(refusalOfError(error).refusal, request, reply as FastifyReply)
    },
    clientErrorHandler: (error, socket) => {
      if ((error as { code?: string }).code === 'ECONNRESET' || !socket.writable) return
      const { refusal } = refusalOfError({ ...error, statusCode: 400 })
      const body = JSON.stringify(problemOf(refusal, 'zh', randomUUID()))
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      )
    },
  }) as unknown as FastifyInstance

  const answer = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const lang = langOfError(request)
    let problem = problemOf(refusal, lang, request.id)
    if (!problem) {
      log.error({ requestId: request.id, code: refusal.refused }, 'code is not in the catalogue')
      problem = problemOf(refuse('http.internal'), lang, request.id)!
    }
    const { status } = problem
    reply.code(status).header('content-language', LANG_TAGS[lang]).header('vary', 'Accept-Language')
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    if (status === 503) reply.header('retry-after', '5')
    if (typeof refusal.details?.retryAfter === 'number')
      reply.header('retry-after', refusal.details.retryAfter)
    if (status === 405) reply.header('allow', ((refusal.details?.allow ?? []) as string[]).join(', '))
    if (options.errorPage && !isApi(request.url) && (request.headers.accept ?? '').includes('text/html')) {
      return reply
        .type('text/html; charset=utf-8')
        .send(options.errorPage(problem, lang, request.headers.cookie))
    }
    return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  }

  app.addHook('onRoute', (route) => {
    const access = (route.config as { access?: unknown } | undefined)?.access
    const names = [route.method].flat().map(String)
    if (!isAccess(access)) throw new Error(`${names.join(',')} ${route.url} declares no access`)
    for (const method of names) {
      methods.add(method, route.url)
      if (method !== 'HEAD') mounted.push({ method, url: route.url, access })
    }
  })
  app.setErrorHandler((error, request, reply) => {
    const { refusal, fault } = refusalOfError(error)
    if (fault) {
      log.error(
        { err: error, requestId: request.id, route: request.routeOptions.url ?? null },
        'request failed',
      )
    }
    return answer(refusal, request, reply)
  })
  app.setNotFoundHandler((request, reply) => {
    const allow = methods.allowedAt(request.url)
    return allow.length > 0
      ? answer(refuse('http.method_not_allowed', { details: { allow } }), request, reply)
      : answer(refuse('http.no_such_page'), request, reply)
  })
  app.addHook('onRequest', edgeOf({ clock, authenticator, tooFast: options.tooFast }))
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })

  await app.register(cookie)
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    // The default quality of 11 is meant for files that are compressed once.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })

  const openApi = apiDocument(options.routes, options.api)
  const routes = [...options.routes, ...ownRoutes(() => openApi, options.health)]
  const mounting = { clock, authenticator, streams, checkResponses: options.checkResponses ?? false }
  for (const route of routes) mount(app, route, mounting)
  for (const plugin of options.plugins ?? []) await app.register(plugin)
  await app.ready()

  let closing: Promise<void> | null = null
  return {
    app,
    routes: mounted,
    openApi,
    listen: (where) => app.listen(where),
    close: (limitMs = 10_000) => {
      draining = true
      streams.closeAll()
      closing ??= closeWithin(app, limitMs)
      return closing
    },
  }
}

/** Pages keep a reader's own choice of language in a cookie; the API follows `Accept-Language`. */
function langOfError(request: FastifyRequest): Lang {
  const chosen = /(?:^|;\s*)lang=(zh|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1]
  return !isApi(request.url) && chosen ? (chosen as Lang) : preferredLang(request.headers['accept-language'])
}

async function closeWithin(app: FastifyInstance, limitMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), limitMs)
  await app.close()
  clearTimeout(cut)
}

/** The document of an API as a server with these routes serves it. */
export function apiDocument(routes: readonly Route[], api: ApiInfo): Record<string, unknown> {
  return openApiDocument([...routes, ...ownRoutes(() => ({}), undefined)], api)
}

function ownRoutes(openApi: () => Record<string, unknown>, health: ServerOptions['health']): Route[] {
  const document = defineRoute({
    method: 'GET',
    url: '/api/v1/openapi.json',
    access: 'public',
    tag: 'system',
    summary: { zh: '本接口的说明（OpenAPI 3.1）', en: 'This API, described (OpenAPI 3.1)' },
    schema: { response: { 200: Type.Record(Type.String(), Type.Unknown()) } },
    handler: () => ({ body: openApi() }),
  })
  const parts = Type.Object(
    { ok: Type.Boolean(), parts: Type.Record(Type.String(), Type.String()) },
    { additionalProperties: false },
  )
  const condition = defineRoute({
    method: 'GET',
    url: '/api/v1/health',
    access: 'public',
    tag: 'system',
    summary: { zh: '运行状况', en: 'Whether it works' },
    schema: { response: { 200: parts, 503: parts } },
    handler: async () => {
      const found = (await health?.()) ?? {}
      const ok = Object.values(found).every((state) => state === 'ok')
      return { status: ok ? 200 : 503, body: { ok, parts: found } }
    },
  })
  return [document, condition]
}
