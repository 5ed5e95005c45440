/** Mounts a declared route on Fastify: checks the declaration, validates input, presents what the handler answers. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideAccess, isAccess } from '../access/index.ts'
import { isRefusal, type Refusal, RefusedError, refuse } from '../errors/index.ts'
import { contextOf } from './context.ts'
import { authenticate, type EdgeOptions } from './edge.ts'
import { type Answer, needsKey, type Route, type RouteSchemas } from './route.ts'
import { EventStream, type OpenStreams } from './sse.ts'
import { type Check, compileCheck, convertQuery, openObjectIn } from './validate.ts'

export interface MountOptions extends EdgeOptions {
  streams: OpenStreams
  /** Also check answers against their schemas and fail on a difference; for tests. */
  checkResponses: boolean
}

/** Why a declaration cannot be mounted, or null. */
export function faultOf(route: Route): string | null {
  const name = `${route.method} ${route.url}`
  if (!isAccess(route.access)) return `${name} declares no access`
  if (!needsKey(route) && route.method !== 'GET' && route.access !== 'public') {
    return `${name} writes for someone signed in and so must require Idempotency-Key`
  }
  if (route.method === 'GET' && route.idempotent) return `${name} reads; it takes no Idempotency-Key`
  if (Object.keys(route.schema.response).length === 0) return `${name} declares no response`
  for (const part of ['params', 'querystring', 'body'] as const) {
    const schema = route.schema[part]
    const open = schema && openObjectIn(schema, part)
    if (open) return `${name}: ${open} lets unknown fields through (additionalProperties: false is missing)`
  }
  return null
}

/** @throws Error when the declaration is at fault */
export function mount(app: FastifyInstance, route: Route, options: MountOptions): void {
  const fault = faultOf(route)
  if (fault) throw new Error(fault)
  const { schema } = route
  const checkParams = schema.params && compileCheck(schema.params)
  const checkQuery = compileCheck(schema.querystring ?? NO_FIELDS)
  const checkBody = schema.body && compileCheck(schema.body)
  const checkAnswer = new Map<number, Check>()
  for (const [status, body] of Object.entries(schema.response)) checkAnswer.set(+status, compileCheck(body))
  const firstStatus = Math.min(...checkAnswer.keys())

  const readInput = (
    request: FastifyRequest,
  ): { params: unknown; query: unknown; body: unknown } | Refusal => {
    const query = convertQuery(schema.querystring ?? NO_FIELDS, request.query as Record<string, unknown>)
    if (schema.body && request.body === undefined) return refuse('input.required', { field: 'body' })
    if (!schema.body && request.body !== undefined && request.body !== null) {
      return refuse('input.unknown_field', { field: 'body' })
    }
    const refused = checkParams?.(request.params) ?? checkQuery(query) ?? checkBody?.(request.body)
    return refused ?? { params: request.params, query, body: request.body }
  }

  app.route({
    method: route.method,
    url: route.url,
    bodyLimit: route.bodyLimit,
    config: { access: route.access, needsKey: needsKey(route) },
    handler: async (request, reply) => {
      const input = readInput(request)
      if (isRefusal(input)) throw new RefusedError(input)
      const ctx = contextOf(request)
      const answer = await route.handler({ ctx, ...input } as Parameters<Route['handler']>[0])
      if (isRefusal(answer)) throw new RefusedError(answer)
      const { status = firstStatus, body, headers } = answer as Answer<RouteSchemas>
      if (headers) reply.headers(headers)
      if (body instanceof EventStream) return serveEvents(request, reply, body, route, options)
      reply.code(status)
      if (body instanceof Readable || body instanceof Uint8Array) return reply.send(body)
      if (options.checkResponses) {
        const wrong = checkAnswer.get(status)?.(body === undefined ? null : JSON.parse(JSON.stringify(body)))
        if (wrong || !checkAnswer.has(status)) {
          throw new Error(
            `${route.method} ${route.url} answers ${status} not as declared: ${wrong?.refused} ${wrong?.field}`,
          )
        }
      }
      if (body === undefined) return reply.send()
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
    },
  })
}

const NO_FIELDS = { type: 'object', properties: {}, additionalProperties: false }

function serveEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  stream: EventStream,
  route: Route,
  { streams, authenticator, clock }: MountOptions,
): FastifyReply {
  const headers = reply.getHeaders()
  reply.hijack()
  streams.serve(stream, reply.raw, {
    headers,
    stillAllowed: async () => {
      if (route.access === 'public') return true
      const fresh = { ...contextOf(request), now: clock.now(), session: undefined, citizen: undefined }
      await authenticate(request, fresh, route.access, authenticator, false)
      return decideAccess(route.access, fresh) === undefined
    },
    onError: (error) => request.log.error({ err: error, requestId: request.id }, 'stream failed'),
  })
  return reply
}
