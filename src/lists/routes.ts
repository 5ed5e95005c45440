/** The lists of the desk over HTTP. */
import { Readable } from 'node:stream'
import Type, { type TSchema } from 'typebox'
import { type CasesDeps, callerOf, lookerOf } from '../cases/index.ts'
import { isRefusal, problemOf } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { MOST_AT_ONCE, runBatch } from './batch.ts'
import type { BatchOutcome, ListQuery } from './contract.ts'
import { exportState, listReader, runExport } from './export/run-export.ts'
import { countMatters } from './list-matters.ts'
import { countAtRisk } from './risk/list-at-risk.ts'
import { listViews, removeView, saveView } from './saved-views.ts'
import * as s from './schemas.ts'

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const items = <T extends TSchema>(schema: T) =>
  Type.Object({ items: Type.Array(schema) }, { additionalProperties: false })

export function listRoutes(deps: CasesDeps): Route[] {
  const read = listReader(deps)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/lists',
      access: 'signed-in',
      tag: 'lists',
      summary: {
        zh: '办件列表：待办、本单位、已转出、超期、可能逾期、全部',
        en: 'A list of matters, page by page',
      },
      schema: { querystring: s.ListPageQuery, response: { 200: s.ListPage } },
      handler: async ({ ctx, query }) => {
        const { cursor, limit, ...q } = query
        const page = await read(lookerOf(ctx), q as ListQuery, { cursor, limit })
        return isRefusal(page) ? page : { body: page }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/lists/count',
      access: 'signed-in',
      tag: 'lists',
      summary: { zh: '列表的行数（一万以内为准确数）', en: 'How many rows a list has, exact up to 10,000' },
      schema: { querystring: s.ListCountQuery, response: { 200: s.ListCount } },
      handler: async ({ ctx, query }) => {
        const q = query as ListQuery
        // How many hold the words is known of the index alone, which knows nothing of who may see what.
        if (q.q) return { body: { count: null, more: true } }
        const count = q.list === 'at-risk' ? countAtRisk : countMatters
        const counted = await count(deps, lookerOf(ctx), q)
        return isRefusal(counted) ? counted : { body: counted }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/lists/batches',
      access: 'signed-in',
      tag: 'lists',
      bodyLimit: 65_536,
      summary: {
        zh: `批量签收、转办、催办、督办、归档：每件各自成败，一次至多 ${MOST_AT_ONCE} 件`,
        en: `Sign, assign, remind of, supervise or archive many; each succeeds or fails by itself, at most ${MOST_AT_ONCE}`,
      },
      schema: { body: s.BatchBody, response: { 200: items(s.BatchOutcome) } },
      handler: async ({ ctx, body }) => {
        const results = await runBatch(deps, lookerOf(ctx), callerOf(ctx), body)
        if (isRefusal(results)) return results
        const outcomes = results.map(({ item, refused }): BatchOutcome => {
          const problem = refused && problemOf(refused, ctx.lang, ctx.requestId)
          return {
            matterId: item.matterId,
            proceedingId: item.proceedingId,
            done: refused === null,
            refused: problem ? { code: problem.code, title: problem.title, detail: problem.detail } : null,
          }
        })
        return { body: { items: outcomes } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/lists/exports',
      access: 'signed-in',
      tag: 'lists',
      summary: {
        zh: '导出列表为 .xlsx 或 .csv（记入审计日志）',
        en: 'A list as a file; recorded in the audit log',
      },
      schema: { body: s.ExportBody, response: { 200: Type.Any() } },
      handler: async ({ ctx, body }) => {
        const ask = { ...body, query: body.query as ListQuery }
        const bytes = await runExport({ ...deps, read }, lookerOf(ctx), ask, ctx.lang)
        if (isRefusal(bytes)) return bytes
        const name = `huiyin-${body.query.list}-${ctx.now.toISOString().slice(0, 10)}.${body.format}`
        return {
          body: Readable.from(bytes, { objectMode: false }),
          headers: {
            'content-type': CONTENT_TYPES[body.format],
            'content-disposition': `attachment; filename="${name}"`,
            'cache-control': 'no-store',
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/lists/exports/:exportId',
      access: 'signed-in',
      tag: 'lists',
      summary: { zh: '导出进度', en: 'How far an export is' },
      schema: { params: s.ExportParams, response: { 200: s.ExportState } },
      handler: async ({ ctx, params }) => {
        const state = await exportState(deps, lookerOf(ctx), params.exportId)
        return isRefusal(state) ? state : { body: state }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/saved-views',
      access: 'signed-in',
      tag: 'lists',
      summary: {
        zh: '保存的视图：自己的、本单位的、全局的',
        en: 'Saved views: own, of the unit, of the bureau',
      },
      schema: { response: { 200: items(s.SavedView) } },
      handler: async ({ ctx }) => ({ body: { items: await listViews(deps, lookerOf(ctx)) } }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/saved-views/:viewId',
      access: 'signed-in',
      tag: 'lists',
      summary: { zh: '保存视图', en: 'Save a view' },
      schema: { params: s.ViewParams, body: s.ViewBody, response: { 200: s.SavedView } },
      handler: async ({ ctx, params, body }) => {
        const saved = await saveView(deps, lookerOf(ctx), params.viewId, {
          ...body,
          query: body.query as ListQuery,
        })
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/saved-views/:viewId',
      access: 'signed-in',
      tag: 'lists',
      summary: { zh: '删除视图', en: 'Take a view away' },
      schema: { params: s.ViewParams, response: { 204: Type.Null() } },
      handler: async ({ ctx, params }) => {
        const refused = await removeView(deps, lookerOf(ctx), params.viewId)
        return refused ?? { status: 204 }
      },
    }),
  ]
}
