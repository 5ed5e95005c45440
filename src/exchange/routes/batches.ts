/** Batch import: files brought, mapped, looked through, imported, cancelled. */
import { only } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, itemsOf, PAGE_LIMIT, pageOf, type Route, toPage } from '../../kernel/http/index.ts'
import { XLSX_TYPE } from '../../tables/index.ts'
import { cancelBatch, mapBatch, startBatch } from '../change-batch.ts'
import type { Mapping } from '../contract.ts'
import { type ExchangeDeps, IMPORTERS, importProcedures, READERS } from '../deps.ts'
import { badRowsFile, previewBatch, readBatch, readBatches, readRows } from '../read-batch.ts'
import { writeTemplate } from '../template.ts'
import * as s from './schemas.ts'
import { type AskContext, afterOf, askerOf, fileHeaders } from './who.ts'

const importers = only(...IMPORTERS)
const readers = only(...READERS)
const TAG = 'imports'

/** A batch as it stands, which is the answer of all that is done with one. */
async function pageOfBatch(deps: ExchangeDeps, ctx: AskContext, batchId: string) {
  const page = await readBatch(deps, askerOf(ctx), batchId, ctx.lang)
  return isRefusal(page) ? page : { body: page }
}

export function batchRoutes(deps: ExchangeDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports',
      access: readers,
      tag: TAG,
      summary: { zh: '本单位的批量导入，最新的在前', en: 'Batches of one’s unit, newest first' },
      schema: { querystring: s.BatchesQuery, response: { 200: pageOf(s.Batch) } },
      handler: async ({ ctx, query }) => {
        const after = afterOf(query.cursor)
        if (isRefusal(after)) return after
        const limit = query.limit ?? PAGE_LIMIT
        const rows = await readBatches(deps, askerOf(ctx), {
          kind: query.kind ?? null,
          after,
          limit: limit + 1,
          lang: ctx.lang,
        })
        return { body: toPage(rows, limit, (b) => [b.createdAt, b.batchId]) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports/template',
      access: importers,
      tag: TAG,
      summary: { zh: '下载填写模板（.xlsx）', en: 'The table to fill in (.xlsx)' },
      schema: { querystring: s.TemplateQuery, response: { 200: s.FileBytes } },
      handler: async ({ ctx, query }) => {
        const procedures = importProcedures(ctx.session.roles)
        const name = ctx.lang === 'zh' ? '批量登记模板.xlsx' : 'register-template.xlsx'
        return {
          body: await writeTemplate(query.kind ?? 'register', procedures, ctx.lang),
          headers: fileHeaders(name, XLSX_TYPE),
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports/:batchId',
      access: readers,
      tag: TAG,
      summary: { zh: '一批导入及其列对应关系', en: 'A batch and its mapping' },
      schema: { params: s.BatchParams, response: { 200: s.BatchPage } },
      handler: ({ ctx, params }) => pageOfBatch(deps, ctx, params.batchId),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/imports/:batchId/mapping',
      access: importers,
      tag: TAG,
      summary: { zh: '设定列对应关系', en: 'Set which column is which field' },
      schema: { params: s.BatchParams, body: s.MappingBody, response: { 200: s.BatchPage } },
      handler: async ({ ctx, params, body }) => {
        const refused = await mapBatch(
          deps,
          askerOf(ctx),
          params.batchId,
          body.mapping as Mapping,
          body.version,
        )
        return refused ?? pageOfBatch(deps, ctx, params.batchId)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports/:batchId/preview',
      access: importers,
      tag: TAG,
      summary: {
        zh: '导入前预览：逐格指出问题',
        en: 'What would be imported, and what is wrong with which cell',
      },
      schema: { params: s.BatchParams, response: { 200: s.Preview } },
      handler: async ({ ctx, params }) => {
        const preview = await previewBatch(deps, askerOf(ctx), params.batchId, ctx.lang)
        return isRefusal(preview) ? preview : { body: preview }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/imports/:batchId/start',
      access: importers,
      tag: TAG,
      summary: {
        zh: '开始导入没有问题的行，或继续中断的导入',
        en: 'Import the good rows, or go on with an import that stopped',
      },
      schema: { params: s.BatchParams, body: s.Nothing, response: { 202: s.BatchPage } },
      handler: async ({ ctx, params }) => {
        const refused = await startBatch(deps, askerOf(ctx), params.batchId)
        return refused ?? pageOfBatch(deps, ctx, params.batchId)
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/imports/:batchId/cancellation',
      access: only(...READERS),
      tag: TAG,
      summary: {
        zh: '撤销误导入的一批（仅在没有任何后续办理时；编号保留）',
        en: 'Cancel a mistaken batch, only while nothing has gone on; its numbers stay',
      },
      schema: { params: s.BatchParams, body: s.CancelBody, response: { 202: s.BatchPage } },
      handler: async ({ ctx, params, body }) => {
        const refused = await cancelBatch(deps, askerOf(ctx), params.batchId, body.reason)
        return refused ?? pageOfBatch(deps, ctx, params.batchId)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports/:batchId/rows',
      access: readers,
      tag: TAG,
      summary: { zh: '每一行的结果', en: 'What became of each row' },
      schema: { params: s.BatchParams, querystring: s.RowsQuery, response: { 200: itemsOf(s.Row) } },
      handler: async ({ ctx, params, query }) => {
        const rows = await readRows(deps, askerOf(ctx), params.batchId, {
          outcome: query.outcome ?? null,
          after: query.after ?? 0,
          limit: query.limit ?? 100,
          lang: ctx.lang,
        })
        return isRefusal(rows) ? rows : { body: { items: rows } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/imports/:batchId/bad-rows',
      access: importers,
      tag: TAG,
      summary: { zh: '下载未导入的行及原因', en: 'The rows left out, with the reasons' },
      schema: { params: s.BatchParams, querystring: s.FormatQuery, response: { 200: s.FileBytes } },
      handler: async ({ ctx, params, query }) => {
        const format = query.format ?? 'xlsx'
        const file = await badRowsFile(deps, askerOf(ctx), params.batchId, format, ctx.lang)
        if (isRefusal(file)) return file
        const name = ctx.lang === 'zh' ? `未导入的行.${format}` : `rows-left-out.${format}`
        return { body: file.bytes, headers: fileHeaders(name, file.type) }
      },
    }),
  ]
}
