/** The API of the figures of the hotline. Sums alone: no call, no number, no person. */
import Type from 'typebox'
import { only } from '../../kernel/access/index.ts'
import { isRefusal, refuse } from '../../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../../kernel/http/index.ts'
import { CSV_TYPE, writeCsv, writeXlsx, XLSX_TYPE } from '../../tables/index.ts'
import type { HotlineRoom } from '../room.ts'
import * as s from './contract.ts'
import { CALL_DEFINITIONS } from './definitions.ts'
import { callSheets } from './export.ts'
import { readCallStatistics } from './read.ts'

const READ = only('operator', 'clerk', 'supervisor', 'bureau-head', 'auditor')

export function figureRoutes(room: HotlineRoom): Route[] {
  const of = { pool: room.cases.app, directory: room.cases.directory }
  const read = async (bureauId: string, q: s.CallFiguresQuery, now: Date) => {
    const facts = await room.cases.directory.byId(bureauId)
    return facts ? readCallStatistics(of, facts, q, now) : refuse('not_found')
  }
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/statistics',
      access: READ,
      summary: {
        zh: '12345来电统计：时段、上期、上年同期，按月、日、钟点',
        en: 'Figures of the hotline over a period, compared, by month, day or hour',
      },
      schema: { querystring: s.CallFiguresQuery, response: { 200: s.CallStatistics } },
      handler: async ({ ctx, query }) => {
        const found = await read(ctx.session.bureauId, query, ctx.now)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/statistics/definitions',
      access: READ,
      summary: { zh: '来电统计口径', en: 'What every figure of the hotline is' },
      schema: { response: { 200: itemsOf(s.CallDefinition) } },
      handler: () => ({ body: { items: [...CALL_DEFINITIONS] } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/statistics/export',
      access: READ,
      summary: {
        zh: '导出来电统计（.xlsx 附口径，.csv）',
        en: 'The figures of calls as .xlsx with definitions, or .csv',
      },
      schema: { querystring: s.CallExportQuery, response: { 200: Type.String() } },
      handler: async ({ ctx, query }) => {
        const { format, lang = 'zh', ...q } = query
        const found = await read(ctx.session.bureauId, q, ctx.now)
        if (isRefusal(found)) return found
        const sheets = callSheets(found, lang)
        return {
          body: format === 'csv' ? writeCsv(sheets[0]!.rows) : await writeXlsx(sheets),
          headers: {
            'content-type': format === 'csv' ? CSV_TYPE : XLSX_TYPE,
            'content-disposition': `attachment; filename="calls-${q.from}-${q.to}.${format}"`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
  ]
}
