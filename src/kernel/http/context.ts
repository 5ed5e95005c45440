/** What a handler knows about its request besides what was sent. */
import type { FastifyRequest } from 'fastify'
import type { Access, CitizenSession, Session } from '../access/index.ts'
import type { Lang } from '../errors/index.ts'

export interface RequestContext {
  /** The one reading of the clock for this request. */
  now: Date
  lang: Lang
  requestId: string
  /** Whether the browser reached us by https (also through a proxy on this machine). */
  secure: boolean
  session?: Session
  citizen?: CitizenSession
  /** The `Idempotency-Key` of a command; elsewhere the request id. */
  idempotencyKey: string
  /** Where a stream of events is to go on. */
  lastEventId?: string
}

/** The context with what the declared access guarantees. */
export type ContextFor<A extends Access> = A extends 'public'
  ? RequestContext
  : A extends 'citizen'
    ? RequestContext & { citizen: CitizenSession }
    : RequestContext & { session: Session }

const contexts = new WeakMap<FastifyRequest, RequestContext>()

/** The context of a request, for routes made as plain Fastify plugins. Throws if the request has not passed the edge. */
export function contextOf(request: FastifyRequest): RequestContext {
  const context = contexts.get(request)
  if (!context) throw new Error('the request has no context: it did not pass the edge')
  return context
}

export function setContext(request: FastifyRequest, context: RequestContext): void {
  contexts.set(request, context)
}
