/** Documents over HTTP: of a matter, one by one, in work, and the numbers of organs. */
import Type from 'typebox'
import { agreeOnlineService, callerOf, lookerOf } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { approvePaper } from './approve-paper.ts'
import { draftPaper } from './draft-paper.ts'
import { editPaper } from './edit-paper.ts'
import { movePaper } from './move-paper.ts'
import type { DocumentsDeps } from './open-paper.ts'
import { readOrgan, setOrgan } from './organ-numbers.ts'
import { comparePaper, downloadPaper, papersOfMatter, readPaper, waitingPapers } from './read-papers.ts'
import * as s from './schemas.ts'
import { deliverPaper } from './seal-paper.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const TAG = 'documents'
const AT = '/api/v1/matters/:matterId/papers'

export function documentRoutes(deps: DocumentsDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: AT,
      access: 'signed-in',
      tag: TAG,
      summary: {
        zh: '本件的文书，和现在可以起草的文书',
        en: 'Documents of a matter, and those that may be begun',
      },
      schema: { params: s.OfMatter, response: { 200: s.PapersOfMatter } },
      handler: async ({ ctx, params }) => {
        const result = await papersOfMatter(deps, lookerOf(ctx), params.matterId)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/matters/:matterId/online-service',
      access: 'signed-in',
      tag: TAG,
      summary: {
        zh: '登记本人签名的送达地址确认（网上送达），或者取消',
        en: 'Record the signed agreement to service online, or its end',
      },
      schema: { params: s.OfMatter, body: s.OnlineRecord, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await agreeOnlineService(deps.cases, callerOf(ctx), params.matterId, body)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: AT,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '起草文书，正文由事项合并而成', en: 'Begin a document, merged from the matter' },
      schema: { params: s.OfMatter, body: s.DraftBody, response: { 201: s.Drafted } },
      handler: async ({ ctx, params, body }) => {
        const result = await draftPaper(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${AT}/:paperId`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '一份文书：正文、版面、各版本', en: 'A document: its words, its page, its versions' },
      schema: { params: s.OfPaper, response: { 200: s.PaperPage } },
      handler: async ({ ctx, params }) => {
        const result = await readPaper(deps, lookerOf(ctx), params.matterId, params.paperId)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${AT}/:paperId/text`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '修改文书正文', en: 'Change the words of a document' },
      schema: { params: s.OfPaper, body: s.TextBody, response: { 200: s.Drafted } },
      handler: async ({ ctx, params, body }) => {
        const result = await editPaper(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${AT}/:paperId/moves`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '送签、退回、作废草稿', en: 'Submit, send back or drop a draft' },
      schema: { params: s.OfPaper, body: s.MoveBody, response: { 200: s.Drafted } },
      handler: async ({ ctx, params, body }) => {
        const result = await movePaper(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${AT}/:paperId/approval`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '签发并编文号', en: 'Approve a document under its number' },
      schema: { params: s.OfPaper, body: s.ApproveBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await approvePaper(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${AT}/:paperId/delivery`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '登记函件送达', en: 'Record that a letter was delivered' },
      schema: { params: s.OfPaper, body: s.DeliveryBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await deliverPaper(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${AT}/:paperId/comparison`,
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '比较两个版本', en: 'Compare two versions' },
      schema: { params: s.OfPaper, querystring: s.CompareQuery, response: { 200: s.Comparison } },
      handler: async ({ ctx, params, query }) => {
        const result = await comparePaper(deps, lookerOf(ctx), { ...params, ...query })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${AT}/:paperId/docx`,
      access: 'signed-in',
      tag: TAG,
      summary: {
        zh: '下载 .docx（写明受文人的，查阅留痕）',
        en: 'The .docx; naming whom it is addressed to is logged',
      },
      schema: {
        params: s.OfPaper,
        querystring: s.DocxQuery,
        response: { 200: Type.String({ format: 'binary' }) },
      },
      handler: async ({ ctx, params, query }) => {
        const result = await downloadPaper(deps, lookerOf(ctx), { ...params, ...query })
        if (isRefusal(result)) return result
        return {
          body: result.bytes,
          headers: {
            'content-type': DOCX,
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(result.name)}`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/papers',
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '本单位在办的文书', en: 'Documents in work at the own unit' },
      schema: { querystring: s.WaitingQuery, response: { 200: s.WaitingPage } },
      handler: async ({ ctx, query }) => {
        const states = query.state ? [query.state] : (['draft', 'submitted', 'approved'] as const)
        const result = await waitingPapers(deps, lookerOf(ctx), states)
        return isRefusal(result) ? result : { body: { items: result } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/units/:unitId/paper-numbers',
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '单位的文号代字和用号情况', en: 'Number words of a unit and how many it gave' },
      schema: { params: s.OfUnit, response: { 200: s.OrganNumbers } },
      handler: async ({ ctx, params }) => {
        const result = await readOrgan(deps, lookerOf(ctx), params.unitId)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/units/:unitId/paper-numbers',
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '设置单位的印发名称和文号代字', en: 'Set printed name and number words of a unit' },
      schema: { params: s.OfUnit, body: s.OrganBody, response: { 200: s.OfUnit } },
      handler: async ({ ctx, params, body }) => {
        const result = await setOrgan(deps, ctx, { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}
