/**
 * The address telephone systems post to. A plain Fastify plugin, for the signature is over the bytes of the body as they
 * came. Proved by a signature, never by a cookie, so other sites' pages gain nothing here.
 */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Compile } from 'typebox/compile'
import type { Clock } from '../kernel/clock/clock.ts'
import { isRefusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { Posted } from './contract.ts'
import type { HotlineRoom } from './room.ts'
import { HEADERS } from './sign.ts'
import { proveSystem, takeEvents } from './take-events.ts'

const check = Compile(Posted)
const MAX_BYTES = 256 * 1024

export function hookRoutes(room: HotlineRoom, clock: Clock): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post<{ Params: { slug: string } }>(
      '/hooks/v1/calls/:slug',
      { bodyLimit: MAX_BYTES, config: { access: 'public', csp: 'data', crossSite: true } },
      async (request, reply) => {
        const now = clock.now()
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const facts = await room.cases.directory.bySlug(request.params.slug)
        // A bureau that is not there looks like a key that is not.
        if (!facts) throw new RefusedError(refuse('hotline.signature_wrong'))
        const { bureauId } = facts.bureau
        const proved = await proveSystem(room, {
          bureauId,
          systemId: header(request, HEADERS.key),
          timestamp: header(request, HEADERS.timestamp),
          signature: header(request, HEADERS.signature),
          body,
          now,
        })
        if (isRefusal(proved)) throw new RefusedError(proved)
        const taken = await takeEvents(room, bureauId, proved, eventsIn(body), now)
        if (isRefusal(taken)) throw new RefusedError(taken)
        return reply.code(200).send(taken)
      },
    )
  }
}

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

/** @throws RefusedError `http.malformed_request` for what is no JSON, `hotline.not_an_event` for what is none of ours */
function eventsIn(body: Buffer) {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    throw new RefusedError(refuse('http.malformed_request'))
  }
  if (!check.Check(parsed)) {
    const [first] = check.Errors(parsed)
    throw new RefusedError(
      refuse('hotline.not_an_event', {
        details: { where: first?.instancePath || '/', why: first?.message ?? '' },
      }),
    )
  }
  return 'events' in parsed ? parsed.events : [parsed]
}
