/**
 * Open311 GeoReport v2 as one Fastify plugin: `/open311/discovery.xml` for the installation, and for each bureau
 * `/open311/<bureau>/discovery.xml` and `/open311/<bureau>/v2/…`. Reading is open to everybody, filing needs a key.
 */
import { randomUUID } from 'node:crypto'
import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { CasesDeps } from '../cases/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { type Lang, preferredLang, problemOf, RefusedError, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { GeoReportError } from './errors.ts'
import { type Form, fileRequest, textOf } from './file-request.ts'
import { keyHolds } from './keys.ts'
import { createLimiter } from './limiter.ts'
import { filterOf, readRequests, shown } from './read-requests.ts'
import { type Format, MEDIA_TYPES, renderErrors, renderList, renderOne } from './render.ts'
import { defined, listed, readServices } from './services.ts'
import { findByToken } from './store.ts'

export interface Open311Deps {
  cases: CasesDeps
  clock: Clock
  /** Public address of the installation, if it is set; otherwise the host that was asked is taken. */
  publicUrl: string | null
}

const READS_A_MINUTE = 300
const FILES_A_MINUTE = 60
const config = { access: 'public' as const, csp: 'data' as const, crossSite: true as const }
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2'
/** When the answers of this server last changed their shape. */
const CHANGESET = '2026-11-21T00:00:00Z'
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

interface Asked {
  format: Format
  lang: Lang
  query: Form
  now: Date
}

type Params = { bureau: string; name: string }

/** One address a format: `requests.xml`, `requests.json`. */
const FORMATS = ['xml', 'json'] as const

const formatOf = (name: string | undefined): Format => (name?.endsWith('.json') ? 'json' : 'xml')

export function open311Plugin(deps: Open311Deps): FastifyPluginAsync {
  return async (app) => {
    await app.register(formbody, { bodyLimit: 64 * 1024 })
    const reads = createLimiter(READS_A_MINUTE)
    const files = createLimiter(FILES_A_MINUTE)

    app.addHook('onRequest', async (request, reply) => {
      reply.header('access-control-allow-origin', '*')
      const wait = (request.method === 'POST' ? files : reads).take(request.ip, deps.clock.now())
      if (wait === 0) return
      reply.header('retry-after', wait)
      throw new GeoReportError(429, `too many requests; try again in ${wait} seconds`)
    })
    app.setErrorHandler(async (error: unknown, request, reply) => {
      const known = asGeoReport(error, langOf(request))
      // What is no fault of the asker is for the server: it writes the log.
      if (!known) throw error
      const format = formatOf(request.url.split('?')[0])
      return send(reply, format, renderErrors(format, known.errors), known.status)
    })

    const asked = (request: FastifyRequest): Asked => ({
      format: formatOf(request.url.split('?')[0]),
      lang: langOf(request),
      query: request.query as Form,
      now: deps.clock.now(),
    })
    // Asked by browsers before a request with a header of its own.
    app.options('/open311/*', { config }, async (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'content-type, idempotency-key')
        .header('access-control-max-age', '86400')
        .code(204)
        .send(),
    )
    discoveryRoutes(app, deps)
    readRoutes(app, deps, asked)
    fileRoutes(app, deps, asked)
  }
}

/** Which refusals a client can do something about; anything else is the server's. */
function asGeoReport(error: unknown, lang: Lang): GeoReportError | null {
  if (error instanceof GeoReportError) return error
  if (error instanceof RefusedError) {
    const status = problemOf(error.refusal, lang, '')?.status ?? 400
    return new GeoReportError(status, sayRefusal(error.refusal.refused, lang))
  }
  const status = (error as { statusCode?: unknown }).statusCode
  return typeof status === 'number' && status >= 400 && status < 500
    ? new GeoReportError(status, (error as Error).message)
    : null
}

const langOf = (request: FastifyRequest): Lang => {
  const { lang } = request.query as { lang?: unknown }
  return lang === 'zh' || lang === 'en' ? lang : preferredLang(request.headers['accept-language'])
}

function sayRefusal(code: string, lang: Lang): string {
  const problem = problemOf(refuse(code), lang, '')
  return problem ? `${problem.title} ${problem.detail ?? ''}`.trim() : code
}

/** Sent as bytes, so that nothing is added to the media type. */
function send(reply: FastifyReply, format: Format, text: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept-Language')
    .header('content-type', MEDIA_TYPES[format])
    .send(Buffer.from(text))
}

const siteOf = (deps: Open311Deps, request: FastifyRequest): string =>
  deps.publicUrl ?? `${request.protocol}://${request.host}`

async function bureauOf(deps: Open311Deps, slug: string, query: Form) {
  const facts = await deps.cases.directory.bySlug(slug)
  if (!facts) throw new GeoReportError(404, 'there is no such jurisdiction')
  // One jurisdiction an endpoint: its id may be left out, but not be another's.
  const jurisdiction = textOf(query, 'jurisdiction_id')
  if (jurisdiction !== '' && jurisdiction !== slug)
    throw new GeoReportError(404, 'jurisdiction_id was not found')
  return { facts, services: await readServices(deps.cases.app, facts.bureau.bureauId) }
}

function endpointOf(deps: Open311Deps, request: FastifyRequest, b: { slug: string; simulated: boolean }) {
  return {
    specification: SPECIFICATION,
    url: `${siteOf(deps, request)}/open311/${b.slug}/v2`,
    changeset: CHANGESET,
    type: b.simulated ? 'test' : 'production',
    formats: ['text/xml', 'application/json'],
  }
}

function discoveryRoutes(app: FastifyInstance, deps: Open311Deps): void {
  const discovery = (
    request: FastifyRequest,
    reply: FastifyReply,
    bureaus: readonly { slug: string; simulated: boolean }[],
  ) => {
    const format = formatOf(request.url.split('?')[0])
    const site = siteOf(deps, request)
    const of = {
      changeset: CHANGESET,
      contact:
        langOf(request) === 'zh'
          ? `由信访部门和12345热线受理，联系方式见 ${site}`
          : `Taken by the bureau for letters and visits and the 12345 desk; contact details at ${site}`,
      key_service:
        langOf(request) === 'zh'
          ? '读取不需要密钥；提交所用的密钥由各机构的管理员发放。'
          : 'Reading needs no key; the administrator of each bureau issues keys to file with.',
      endpoints: bureaus.map((b) => endpointOf(deps, request, b)),
    }
    return send(
      reply,
      format,
      renderOne(format, 'discovery', of, { endpoints: 'endpoint', formats: 'format' }),
    )
  }
  for (const f of FORMATS) {
    app.get(`/open311/discovery.${f}`, { config }, async (request, reply) =>
      discovery(request, reply, await deps.cases.directory.all()),
    )
    app.get<{ Params: Params }>(`/open311/:bureau/discovery.${f}`, { config }, async (request, reply) => {
      const facts = await deps.cases.directory.bySlug(request.params.bureau)
      if (!facts) throw new GeoReportError(404, 'there is no such jurisdiction')
      return discovery(request, reply, [facts.bureau])
    })
  }
}

type AskedOf = (request: FastifyRequest) => Asked

function readRoutes(app: FastifyInstance, deps: Open311Deps, asked: AskedOf): void {
  const at = '/open311/:bureau/v2'
  type Reading = FastifyRequest<{ Params: Params }>
  const listServices = async (request: Reading, reply: FastifyReply) => {
    const a = asked(request)
    const { services } = await bureauOf(deps, request.params.bureau, a.query)
    const list = services.filter((s) => s.offered).map((s) => listed(s, a.lang))
    return send(reply, a.format, renderList(a.format, 'services', 'service', list))
  }
  app.get<{ Params: Params }>(`${at}/services/:name`, { config }, async (request, reply) => {
    const { code, ...a } = named(asked, request)
    const { services } = await bureauOf(deps, request.params.bureau, a.query)
    const service = services.find((s) => s.code === code && s.offered)
    if (!service) throw new GeoReportError(404, 'service_code was not found')
    const of = defined(service, a.lang)
    return send(
      reply,
      a.format,
      renderOne(a.format, 'service_definition', of, { attributes: 'attribute', values: 'value' }),
    )
  })
  const requests = async (request: Reading, a: Asked, query: Form) => {
    const { facts, services } = await bureauOf(deps, request.params.bureau, a.query)
    const filter = filterOf(query, services, a.now)
    const rows = await readRequests(deps.cases.app, facts.bureau.bureauId, filter)
    const extensions = textOf(a.query, 'extensions') === 'true'
    return rows.map((r) => shown(r, facts, services, a.lang, extensions))
  }
  const listRequests = async (request: Reading, reply: FastifyReply) => {
    const a = asked(request)
    const list = await requests(request, a, a.query)
    return send(reply, a.format, renderList(a.format, 'service_requests', 'request', list))
  }
  for (const f of FORMATS) {
    app.get<{ Params: Params }>(`${at}/services.${f}`, { config }, listServices)
    app.get<{ Params: Params }>(`${at}/requests.${f}`, { config }, listRequests)
  }
  app.get<{ Params: Params }>(`${at}/requests/:name`, { config }, async (request, reply) => {
    const { code, ...a } = named(asked, request)
    const list = await requests(request, a, { service_request_id: code })
    if (list.length === 0) throw new GeoReportError(404, 'service_request_id was not found')
    return send(reply, a.format, renderList(a.format, 'service_requests', 'request', list))
  })
  app.get<{ Params: Params }>(`${at}/tokens/:name`, { config }, async (request, reply) => {
    const { code: token, ...a } = named(asked, request)
    const { facts } = await bureauOf(deps, request.params.bureau, a.query)
    const { bureauId } = facts.bureau
    const number = UUID.test(token)
      ? await withTx(deps.cases.app, { bureau: bureauId, system: true }, (tx) =>
          findByToken(tx, bureauId, token),
        )
      : undefined
    if (!number) throw new GeoReportError(404, 'token was not found')
    const list = [{ service_request_id: number, token }]
    return send(reply, a.format, renderList(a.format, 'service_requests', 'request', list))
  })
}

function fileRoutes(app: FastifyInstance, deps: Open311Deps, asked: AskedOf): void {
  const file = async (
    request: FastifyRequest<{ Params: Params; Body: Form }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const a = asked(request)
    const form = { ...a.query, ...request.body }
    const { facts, services } = await bureauOf(deps, request.params.bureau, form)
    const { bureauId } = facts.bureau
    const key = textOf(form, 'api_key')
    if (key === '') throw new GeoReportError(403, 'api_key was not provided')
    const keyId = await keyHolds({ pool: deps.cases.app }, bureauId, key)
    if (!keyId) throw new GeoReportError(403, 'api_key is not valid here')
    const code = textOf(form, 'service_code')
    if (code === '') throw new GeoReportError(400, 'service_code was not provided')
    const service = services.find((s) => s.code === code && s.offered)
    if (!service) throw new GeoReportError(404, 'service_code was not found')
    const given = request.headers['idempotency-key']
    const idempotencyKey = typeof given === 'string' && given.length <= 200 ? given : randomUUID()
    const filed = await fileRequest(
      deps.cases,
      { bureauId, keyId, now: a.now, idempotencyKey },
      service,
      form,
      sayRefusal,
      a.lang,
    )
    const notice =
      a.lang === 'zh'
        ? `编号 ${filed.number}，查询码 ${filed.code}：凭这两样在 ${siteOf(deps, request)}/${facts.bureau.slug}/follow 查询和评价。`
        : `Number ${filed.number}, code ${filed.code}: follow and rate it with both at ${siteOf(deps, request)}/${facts.bureau.slug}/follow.`
    // What is answered later gives a token, what is answered at once the number, never both.
    const id: Record<string, string> =
      service.type === 'realtime' ? { service_request_id: filed.number } : { token: filed.token }
    const answer = { ...id, service_notice: notice, account_id: null }
    return send(reply, a.format, renderList(a.format, 'service_requests', 'request', [answer]), 201)
  }
  for (const f of FORMATS)
    app.post<{ Params: Params; Body: Form }>(`/open311/:bureau/v2/requests.${f}`, { config }, file)
}

/** `<code>.<format>`, where the code may hold dots itself. */
function named(asked: AskedOf, request: FastifyRequest<{ Params: Params }>): Asked & { code: string } {
  const found = /^(.{1,100})\.(xml|json)$/.exec(request.params.name)
  if (!found) throw new GeoReportError(404, 'the format must be xml or json')
  return { ...asked(request), code: found[1]! }
}
