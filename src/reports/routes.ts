/** The API of the reports. Organs are reported on, never persons. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import type { StatisticsRoom } from '../statistics/index.ts'
import * as s from './contract.ts'
import {
  approve,
  lastWords,
  previewReport,
  readReport,
  readReports,
  reportFile,
  saveReport,
} from './reports.ts'

const READ = only('supervisor', 'bureau-head', 'auditor')
const MAKE = only('supervisor', 'bureau-head')
const TAG = 'reports'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function reportRoutes(room: StatisticsRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports',
      access: READ,
      tag: TAG,
      summary: { zh: '月度、年度报告各版本', en: 'Monthly and yearly reports, every version' },
      schema: { response: { 200: itemsOf(s.ReportRow) } },
      handler: async ({ ctx }) => ({ body: { items: await readReports(room, ctx.session) } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/preview',
      access: READ,
      tag: TAG,
      summary: {
        zh: '按此刻数字生成的报告草稿，不保存',
        en: 'A report as the figures are now; nothing is kept',
      },
      schema: { querystring: s.Wanted, response: { 200: s.Preview } },
      handler: async ({ ctx, query }) => {
        const words = await lastWords(room, ctx.session, query)
        const doc = await previewReport(room, ctx.session, query, words, ctx.now)
        return isRefusal(doc) ? doc : { body: { doc, words } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reports',
      access: MAKE,
      tag: TAG,
      summary: { zh: '保存报告的一个版本', en: 'Save a version of a report' },
      schema: { body: s.SaveReport, response: { 201: s.Saved } },
      handler: async ({ ctx, body }) => {
        const done = await saveReport(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/:reportId',
      access: READ,
      tag: TAG,
      summary: { zh: '报告的一个版本', en: 'One version of a report' },
      schema: { params: s.ReportParams, response: { 200: s.Report } },
      handler: async ({ ctx, params }) => {
        const found = await readReport(room, ctx.session, params.reportId)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reports/:reportId/approve',
      access: only('bureau-head'),
      tag: TAG,
      summary: {
        zh: '审定报告，此后不再改动；须是另一人',
        en: 'Approve a version, which stays as it is; by another person than who made it',
      },
      schema: { params: s.ReportParams, response: { 200: s.Saved } },
      handler: async ({ ctx, params }) => {
        const done = await approve(room, ctx, params.reportId)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/:reportId/file',
      access: READ,
      tag: TAG,
      summary: {
        zh: '下载报告 .docx；已审定的为审定时的文件',
        en: 'The report as .docx; approved, the frozen file',
      },
      schema: {
        params: s.ReportParams,
        response: { 200: Type.Unsafe<never>(Type.String({ format: 'binary' })) },
      },
      handler: async ({ ctx, params }) => {
        const found = await reportFile(room, ctx.session, params.reportId)
        if (isRefusal(found)) return found
        return {
          body: found.file,
          headers: {
            'content-type': DOCX,
            'content-disposition': `attachment; filename="${found.name}"`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
  ]
}
