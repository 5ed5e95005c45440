/** Files of a matter: bytes in, bytes out. Plain routes, for their bodies are not JSON. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { isRefusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import { contextOf } from '../../kernel/http/index.ts'
import { attachFile, MAX_FILE_BYTES, openFile } from '../attach-file.ts'
import type { Looker } from '../read-matter.ts'
import type { Caller, CasesDeps } from '../run.ts'
import { callerOf, citizenCaller, citizenLooker, lookerOf } from './who.ts'

interface Params {
  matterId: string
  attachmentId: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The name a browser sends beside the bytes. Throws a refusal for one that is no text. */
export function fileNameOf(headers: FastifyRequest['headers']): string {
  const raw = headers['x-file-name']
  try {
    return decodeURIComponent(typeof raw === 'string' ? raw : '')
  } catch {
    throw new RefusedError(refuse('input.invalid', { field: 'X-File-Name' }))
  }
}

/** Shown in the browser only where it cannot run anything; else saved. */
const INLINE = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'text/plain'])
/**
 * A browser's own PDF viewer does not open in a sandbox. In its place a PDF may load nothing from anywhere, and is
 * framed by our own pages alone; that it is a PDF and nothing else is kept by `nosniff`.
 */
const policyFor = (mediaType: string): string =>
  mediaType === 'application/pdf'
    ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
    : 'sandbox'

export function fileRoutes(deps: CasesDeps): FastifyPluginAsync {
  const save = async (request: FastifyRequest, reply: FastifyReply, caller: Caller, matterId: string) => {
    if (!UUID.test(matterId)) throw new RefusedError(refuse('not_found'))
    const result = await attachFile(deps, caller, {
      matterId,
      name: fileNameOf(request.headers),
      mediaType: request.headers['content-type'] ?? '',
      content: request.body as Readable,
    })
    if (isRefusal(result)) throw new RefusedError(result)
    return reply.code(201).send(result)
  }
  const give = async (reply: FastifyReply, looker: Looker, p: Params) => {
    if (!UUID.test(p.matterId) || !UUID.test(p.attachmentId)) throw new RefusedError(refuse('not_found'))
    const file = await openFile(deps, looker, p.matterId, p.attachmentId)
    if (isRefusal(file)) throw new RefusedError(file)
    return reply
      .header('content-type', file.mediaType)
      .header('content-length', file.size)
      .header('content-disposition', INLINE.has(file.mediaType) ? 'inline' : 'attachment')
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', policyFor(file.mediaType))
      .header('x-frame-options', file.mediaType === 'application/pdf' ? 'SAMEORIGIN' : 'DENY')
      .send(Readable.from(file.content))
  }
  return async (app) => {
    app.removeAllContentTypeParsers()
    // The stream goes on to disk as it comes; nothing of it is held in memory.
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const limits = { bodyLimit: MAX_FILE_BYTES + 1024 }
    app.post<{ Params: Params }>(
      '/api/v1/matters/:matterId/attachments',
      { ...limits, config: { access: 'signed-in', needsKey: true } },
      (request, reply) =>
        save(request, reply, callerOf(contextOf(request) as never), request.params.matterId),
    )
    app.get<{ Params: Params }>(
      '/api/v1/matters/:matterId/attachments/:attachmentId',
      { config: { access: 'signed-in' } },
      (request, reply) => give(reply, lookerOf(contextOf(request) as never), request.params),
    )
    app.post(
      '/api/v1/public/matter/attachments',
      { ...limits, config: { access: 'citizen', needsKey: true } },
      (request, reply) => {
        const ctx = contextOf(request) as never
        return save(request, reply, citizenCaller(ctx), citizenCaller(ctx).principal.slice('citizen:'.length))
      },
    )
    app.get<{ Params: Params }>(
      '/api/v1/public/matter/attachments/:attachmentId',
      { config: { access: 'citizen' } },
      (request, reply) => {
        const ctx = contextOf(request) as never
        const matterId = citizenCaller(ctx).principal.slice('citizen:'.length)
        return give(reply, citizenLooker(ctx), { ...request.params, matterId })
      },
    )
  }
}
