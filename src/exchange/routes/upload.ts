/** Bringing a file: its bytes as the body, its name beside them. A plain route, for the body is not JSON. */
import type { FastifyPluginAsync } from 'fastify'
import { only } from '../../kernel/access/index.ts'
import { isRefusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import { contextOf } from '../../kernel/http/index.ts'
import { MAX_FILE_BYTES } from '../../tables/index.ts'
import { batchView } from '../batch-view.ts'
import { bringFile } from '../bring-file.ts'
import { type ExchangeDeps, IMPORTERS } from '../deps.ts'
import { askerOf } from './who.ts'

function nameOf(raw: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(typeof raw === 'string' ? raw : '')
    if (name.isWellFormed() && !name.includes('\0')) return name || '-'
  } catch {
    // Not a name.
  }
  throw new RefusedError(refuse('input.invalid', { field: 'X-File-Name' }))
}

export function uploadRoutes(deps: ExchangeDeps): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post<{ Querystring: { kind?: string; system?: string } }>(
      '/api/v1/imports',
      { bodyLimit: MAX_FILE_BYTES + 1024, config: { access: only(...IMPORTERS), needsKey: true } },
      async (request, reply) => {
        const ctx = contextOf(request)
        const { kind, system } = request.query
        if (kind !== 'register' && kind !== 'exchange')
          throw new RefusedError(
            refuse('input.invalid_choice', { field: 'kind', details: { options: ['register', 'exchange'] } }),
          )
        const who = askerOf(ctx as Parameters<typeof askerOf>[0])
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const brought = await bringFile(deps, who, {
          kind,
          system: typeof system === 'string' ? system : null,
          name: nameOf(request.headers['x-file-name']),
          bytes,
        })
        if (isRefusal(brought)) throw new RefusedError(brought)
        const view = batchView(deps.cases.keyring, who.bureauId, brought.batch, ctx.lang)
        return reply.code(201).send({ ...view, seenBefore: brought.seenBefore })
      },
    )
  }
}
