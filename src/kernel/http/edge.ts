/**
 * What every request passes before its handler: one reading of the clock, who is asking, whether the route is open to
 * them, and for commands the idempotency key. It runs before any body is read.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Access, type Authenticator, decideAccess } from '../access/index.ts'
import type { Clock } from '../clock/clock.ts'
import { isRefusal, preferredLang, RefusedError, refuse } from '../errors/index.ts'
import { type RequestContext, setContext } from './context.ts'
import { readCredentials } from './credentials.ts'
import { type CspKind, crossSiteWall, securityHeaders } from './security.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route. A server with a route that does not say refuses to start. */
    access?: Access
    /** The route needs `Idempotency-Key`. */
    needsKey?: boolean
    /** Other sites' pages may call it: it proves who asks by a key in the request, never by a cookie. */
    crossSite?: true
    /** Content security policy; default data under /api, else page. */
    csp?: CspKind
  }
}

export const KEY_SHAPE = /^[\x21-\x7e]{8,200}$/

export interface EdgeOptions {
  clock: Clock
  authenticator: Authenticator
  /** Seconds an address must wait before it is answered by routes that are open to strangers; 0 for now. */
  tooFast?: (request: FastifyRequest, now: Date) => number
}

/** Fastify hook `onRequest`. Throws RefusedError. */
export function edgeOf({ clock, authenticator, tooFast }: EdgeOptions) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { headers } = request
    const config = request.routeOptions.config as {
      access?: Access
      needsKey?: boolean
      csp?: CspKind
      crossSite?: true
    }
    const secure = request.protocol === 'https'
    const now = clock.now()
    const context: RequestContext = {
      now,
      lang: preferredLang(headers['accept-language']),
      requestId: request.id,
      secure,
      idempotencyKey: request.id,
    }
    setContext(request, context)
    const csp = config.csp ?? (isApi(request.url) ? 'data' : 'page')
    reply.headers(securityHeaders(csp, secure))
    reply.header('x-request-id', request.id)
    if (isApi(request.url)) reply.header('cache-control', 'no-store')
    // No such route: the not-found handler answers.
    if (request.routeOptions.url === undefined) return

    // No text of ours has a NUL in it, and the database takes none: such an address was made to break something.
    if (/%00/.test(request.url)) throw new RefusedError(refuse('http.malformed_request'))
    const foreign = config.crossSite ? undefined : crossSiteWall(request.method, headers, csp)
    if (foreign) throw new RefusedError(foreign)
    const { access } = config
    const wait =
      isApi(request.url) && (access === 'public' || access === 'citizen') ? tooFast?.(request, now) : 0
    if (wait)
      throw new RefusedError(refuse('http.too_fast', { details: { seconds: wait, retryAfter: wait } }))
    if (access === undefined) throw new Error('a route without declared access was reached')
    if (access !== 'public') {
      await authenticate(request, context, access, authenticator, isAttended(request))
      // One session serves all tabs of a browser: a tab says for whom it was opened, and acts for nobody else.
      const meant = headers['x-account']
      if (meant !== undefined && context.session && meant !== context.session.accountId)
        throw new RefusedError(refuse('access.other_account'))
      const refused = decideAccess(access, context)
      if (refused) throw new RefusedError(refused)
    }
    // Also for pages' own writes: what a staff cookie proves must come with a header no foreign page can set.
    const staffWrite = request.method !== 'GET' && request.method !== 'HEAD' && context.session !== undefined
    readKey(request, context, config.needsKey === true || staffWrite)
    const lastEventId = headers['last-event-id']
    if (typeof lastEventId === 'string' && lastEventId.length <= 200) context.lastEventId = lastEventId
  }
}

/**
 * Whether a person stands behind a request. A page says of what it asks for by itself that nobody does; a stream of events
 * is opened and kept open by pages.
 */
const isAttended = ({ headers }: FastifyRequest): boolean =>
  headers['x-attended'] !== 'no' && !(headers.accept ?? '').includes('text/event-stream')

/**
 * Puts who is asking into the context. Only what the route's access asks for is looked up.
 * Throws RefusedError when the authenticator refuses to look.
 */
export async function authenticate(
  request: FastifyRequest,
  context: RequestContext,
  access: Access,
  authenticator: Authenticator,
  attended: boolean,
): Promise<void> {
  const { token, citizen } = readCredentials(request.headers.authorization, request.headers.cookie)
  if (access === 'citizen') {
    if (citizen && authenticator.citizen) {
      const found = await authenticator.citizen(citizen, context.now, request.ip)
      if (isRefusal(found)) throw new RefusedError(found)
      context.citizen = found ?? undefined
    }
  } else if (token) {
    context.session = (await authenticator.staff(token, context.now, attended)) ?? undefined
  }
}

function readKey(request: FastifyRequest, context: RequestContext, needed: boolean): void {
  const key = request.headers['idempotency-key']
  if (key === undefined && !needed) return
  if (typeof key !== 'string' || !KEY_SHAPE.test(key)) {
    throw new RefusedError(refuse('write.idempotency_key_required', { field: 'Idempotency-Key' }))
  }
  context.idempotencyKey = key
}

export function isApi(url: string): boolean {
  return url === '/api' || url.startsWith('/api/')
}
