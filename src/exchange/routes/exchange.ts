/** Other systems: their mapping and layout, what goes back to them, their side of a matter. */
import { only } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, itemsOf, PAGE_LIMIT, pageOf, type Route, toPage } from '../../kernel/http/index.ts'
import type { Mapping, ReturnLayout } from '../contract.ts'
import { type ExchangeDeps, READERS } from '../deps.ts'
import {
  acknowledgeReturn,
  listWaiting,
  prepareReturn,
  readReturn,
  readReturns,
  returnFile,
  sendReturn,
} from '../returns.ts'
import { addSource, changeSource, readOrder, readSources } from '../sources.ts'
import * as s from './schemas.ts'
import { afterOf, askerOf, fileHeaders } from './who.ts'

const readers = only(...READERS)
/** Who keeps the mapping of a system and tells it what was done. */
const keepers = only('clerk', 'operator', 'supervisor')
const TAG = 'exchange'

export function exchangeRoutes(deps: ExchangeDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/exchange/sources',
      access: readers,
      tag: TAG,
      summary: { zh: '对方系统一览', en: 'The systems we exchange with' },
      schema: { response: { 200: itemsOf(s.Source) } },
      handler: async ({ ctx }) => ({ body: { items: await readSources(deps, askerOf(ctx)) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/exchange/sources',
      access: keepers,
      tag: TAG,
      summary: { zh: '建立对方系统', en: 'Set up a system' },
      schema: { body: s.SourceBody, response: { 201: s.Source } },
      handler: async ({ ctx, body }) => {
        const source = await addSource(deps, askerOf(ctx), body.system, ctx.idempotencyKey)
        return isRefusal(source) ? source : { status: 201, body: source }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/exchange/sources/:sourceId',
      access: keepers,
      tag: TAG,
      summary: { zh: '修改列对应关系和回传格式', en: 'Change the mapping and the layout of returns' },
      schema: { params: s.SourceParams, body: s.SourceChangeBody, response: { 200: s.Source } },
      handler: async ({ ctx, params, body }) => {
        const source = await changeSource(deps, askerOf(ctx), params.sourceId, {
          mapping: body.mapping as Mapping,
          layout: body.layout as ReturnLayout,
          version: body.version,
        })
        return isRefusal(source) ? source : { body: source }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/exchange/sources/:sourceId/waiting',
      access: readers,
      tag: TAG,
      summary: {
        zh: '自上次回传后新答复或退回的事项（不含答复内容）',
        en: 'Answered or returned since the last time, without the words of the answers',
      },
      schema: { params: s.SourceParams, response: { 200: itemsOf(s.Item) } },
      handler: async ({ ctx, params }) => {
        const items = await listWaiting(deps, askerOf(ctx), params.sourceId)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/exchange/sources/:sourceId/returns',
      access: keepers,
      tag: TAG,
      summary: {
        zh: '生成回传（同一请求只生成一次）',
        en: 'Prepare a return; the same command gives the same one',
      },
      schema: { params: s.SourceParams, body: s.Nothing, response: { 201: s.Return } },
      handler: async ({ ctx, params }) => {
        const made = await prepareReturn(deps, askerOf(ctx), params, ctx.idempotencyKey)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/exchange/returns',
      access: readers,
      tag: TAG,
      summary: { zh: '回传记录，最新的在前', en: 'Returns, newest first' },
      schema: { querystring: s.ReturnsQuery, response: { 200: pageOf(s.Return) } },
      handler: async ({ ctx, query }) => {
        const after = afterOf(query.cursor)
        if (isRefusal(after)) return after
        const limit = query.limit ?? PAGE_LIMIT
        const rows = await readReturns(deps, askerOf(ctx), {
          system: query.system ?? null,
          after,
          limit: limit + 1,
        })
        return { body: toPage(rows, limit, (r) => [r.createdAt, r.returnId]) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/exchange/returns/:returnId',
      access: keepers,
      tag: TAG,
      summary: {
        zh: '一次回传的全部内容（记入查阅日志）',
        en: 'A return with its answers; the look is logged',
      },
      schema: { params: s.ReturnParams, response: { 200: s.ReturnPage } },
      handler: async ({ ctx, params }) => {
        const page = await readReturn(deps, askerOf(ctx), params.returnId)
        return isRefusal(page) ? page : { body: page }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/exchange/returns/:returnId/file',
      access: keepers,
      tag: TAG,
      summary: {
        zh: '回传文件，按对方的列格式（记入查阅日志）',
        en: 'The return as a file in their layout; logged',
      },
      schema: { params: s.ReturnParams, querystring: s.FormatQuery, response: { 200: s.FileBytes } },
      handler: async ({ ctx, params, query }) => {
        const file = await returnFile(deps, askerOf(ctx), params.returnId, query.format)
        if (isRefusal(file)) return file
        const name = `${ctx.lang === 'zh' ? '回传' : 'return'}-${params.returnId.slice(0, 8)}.${file.format}`
        return { body: file.bytes, headers: fileHeaders(name, file.type) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/exchange/returns/:returnId/sent',
      access: keepers,
      tag: TAG,
      summary: { zh: '标记为已送出', en: 'Mark a return as sent' },
      schema: { params: s.ReturnParams, body: s.Nothing, response: { 200: s.Return } },
      handler: async ({ ctx, params }) => {
        const view = await sendReturn(deps, askerOf(ctx), params.returnId)
        return isRefusal(view) ? view : { body: view }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/exchange/returns/:returnId/acknowledgement',
      access: keepers,
      tag: TAG,
      summary: {
        zh: '登记对方的确认；被退回的重新等待回传',
        en: 'Record what they said; what they refused waits again',
      },
      schema: { params: s.ReturnParams, body: s.AcknowledgeBody, response: { 200: s.Return } },
      handler: async ({ ctx, params, body }) => {
        const view = await acknowledgeReturn(deps, askerOf(ctx), params.returnId, body)
        return isRefusal(view) ? view : { body: view }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/exchange',
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '事项在对方系统里的情况', en: 'Their side of a matter' },
      schema: { params: s.MatterParams, response: { 200: s.Order } },
      handler: async ({ ctx, params }) => {
        const order = await readOrder(deps, askerOf(ctx), params.matterId)
        return isRefusal(order) ? order : { body: order }
      },
    }),
  ]
}
