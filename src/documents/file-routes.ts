/** Files of documents come in as bytes: a .docx finished in Word, and the sealed version. Plain routes, for they are not JSON. */
import type { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import { fileNameOf, MAX_FILE_BYTES } from '../cases/index.ts'
import { isRefusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { contextOf } from '../kernel/http/index.ts'
import type { Command } from './command.ts'
import { uploadPaper } from './edit-paper.ts'
import type { DocumentsDeps } from './open-paper.ts'
import { MAX_DOCX_BYTES } from './read-docx.ts'
import { sealPaper } from './seal-paper.ts'

interface Params {
  matterId: string
  paperId: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const AT = '/api/v1/matters/:matterId/papers/:paperId'

function placeIn(params: Params): Params {
  if (!UUID.test(params.matterId) || !UUID.test(params.paperId)) throw new RefusedError(refuse('not_found'))
  return { matterId: params.matterId, paperId: params.paperId }
}

/** A draft is small, so it is held in memory while it is read. */
async function whole(content: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of content) {
    size += (part as Buffer).length
    if (size > MAX_DOCX_BYTES)
      throw new RefusedError(
        refuse('file.too_large', { field: 'file', details: { maxBytes: MAX_DOCX_BYTES } }),
      )
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

export function documentFileRoutes(deps: DocumentsDeps): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const config = { access: 'signed-in' as const, needsKey: true }
    app.post<{ Params: Params; Querystring: { revision?: string } }>(
      `${AT}/docx`,
      { config, bodyLimit: MAX_DOCX_BYTES + 1024 },
      async (request, reply) => {
        const place = placeIn(request.params)
        const revision = Number(request.query.revision)
        if (!Number.isInteger(revision) || revision < 1)
          throw new RefusedError(refuse('input.required', { field: 'revision' }))
        const file = await whole(request.body as Readable)
        const result = await uploadPaper(deps, contextOf(request) as Command, { ...place, revision, file })
        if (isRefusal(result)) throw new RefusedError(result)
        return reply.code(201).send(result)
      },
    )
    app.post<{ Params: Params }>(
      `${AT}/sealed`,
      { config, bodyLimit: MAX_FILE_BYTES + 1024 },
      async (request, reply) => {
        const result = await sealPaper(deps, contextOf(request) as Command, {
          ...placeIn(request.params),
          name: fileNameOf(request.headers),
          mediaType: request.headers['content-type'] ?? '',
          content: request.body as Readable,
        })
        if (isRefusal(result)) throw new RefusedError(result)
        return reply.code(201).send(result)
      },
    )
  }
}
