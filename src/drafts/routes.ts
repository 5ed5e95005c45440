/** The API of drafts: one's own only, whatever the role. */
import type { Readable as Stream } from 'node:stream'
import { Readable } from 'node:stream'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { callerOf, fileNameOf, MAX_FILE_BYTES } from '../cases/index.ts'
import { isRefusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { contextOf, defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { type DraftsDeps, dropDraft, readDraft, readDrafts, saveDraft, type Writer } from './drafts.ts'
import { addPage, finishDraft, openPage, removePage } from './pages.ts'

const Gone = Type.Null({ description: 'No content.' })

export function draftRoutes(deps: DraftsDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/drafts',
      access: 'signed-in',
      summary: { zh: '本人的草稿', en: 'One’s own drafts' },
      schema: {
        querystring: c.DraftQuery,
        response: {
          200: Type.Object({ items: Type.Array(c.DraftSummary) }, { additionalProperties: false }),
        },
      },
      handler: async ({ ctx, query }) => ({ body: { items: await readDrafts(deps, ctx, query.place) } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/drafts/:draftId',
      access: 'signed-in',
      summary: { zh: '一份草稿', en: 'One draft with its pages' },
      schema: { params: c.DraftParams, response: { 200: c.Draft } },
      handler: async ({ ctx, params }) => {
        const draft = await readDraft(deps, ctx, params.draftId)
        return isRefusal(draft) ? draft : { body: draft }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/drafts/:draftId',
      access: 'signed-in',
      summary: { zh: '保存草稿', en: 'Save a draft' },
      schema: { params: c.DraftParams, body: c.DraftBody, response: { 200: c.DraftSaved } },
      handler: async ({ ctx, params, body }) => {
        const saved = await saveDraft(deps, ctx, params.draftId, body)
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/drafts/:draftId',
      access: 'signed-in',
      summary: { zh: '丢弃草稿', en: 'Give a draft up' },
      schema: { params: c.DraftParams, response: { 204: Gone } },
      handler: async ({ ctx, params }) => {
        await dropDraft(deps, ctx, params.draftId)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/drafts/:draftId/files/:fileId',
      access: 'signed-in',
      summary: { zh: '从草稿中移除一页', en: 'Take a page out of a draft' },
      schema: { params: c.DraftFileParams, response: { 204: Gone } },
      handler: async ({ ctx, params }) =>
        (await removePage(deps, ctx, params.draftId, params.fileId)) ?? { status: 204 },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/drafts/:draftId/finish',
      access: 'signed-in',
      summary: {
        zh: '把草稿的扫描件按顺序附到已登记的事项上，并清除草稿',
        en: 'Tie the pages of a draft to the matter it became, in order, and let the draft go',
      },
      schema: { params: c.DraftParams, body: c.FinishBody, response: { 200: c.Finished } },
      handler: async ({ ctx, params, body }) => {
        const done = await finishDraft(deps, ctx, callerOf(ctx), params.draftId, body.matterId, body.files)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

interface Params {
  draftId: string
  fileId: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const writerOf = (request: FastifyRequest): Writer => contextOf(request) as unknown as Writer

/** Pages of drafts: bytes in, bytes out. Plain routes, for their bodies are not JSON. */
export function draftFileRoutes(deps: DraftsDeps): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    app.post<{ Params: Params }>(
      '/api/v1/drafts/:draftId/files',
      { bodyLimit: MAX_FILE_BYTES + 1024, config: { access: 'signed-in', needsKey: true } },
      async (request, reply) => {
        const { draftId } = request.params
        if (!UUID.test(draftId)) throw new RefusedError(refuse('not_found'))
        const page = await addPage(deps, writerOf(request), {
          draftId,
          name: fileNameOf(request.headers),
          mediaType: request.headers['content-type'] ?? '',
          content: request.body as Stream,
        })
        if (isRefusal(page)) throw new RefusedError(page)
        return reply.code(201).send(page)
      },
    )
    app.get<{ Params: Params }>(
      '/api/v1/drafts/:draftId/files/:fileId',
      { config: { access: 'signed-in' } },
      async (request, reply) => {
        const { draftId, fileId } = request.params
        if (!UUID.test(draftId) || !UUID.test(fileId)) throw new RefusedError(refuse('not_found'))
        const page = await openPage(deps, writerOf(request), draftId, fileId)
        if (isRefusal(page)) throw new RefusedError(page)
        return reply
          .header('content-type', page.mediaType)
          .header('content-length', page.size)
          .header('content-disposition', 'attachment')
          .header('cache-control', 'private, no-store')
          .header('content-security-policy', 'sandbox')
          .send(Readable.from(page.content))
      },
    )
  }
}
