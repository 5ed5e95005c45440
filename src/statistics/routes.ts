/** The API of the figures. Organs are measured, never persons: no figure names anybody. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import { outlinesOf, placesOf } from '../places/index.ts'
import { CSV_TYPE, writeCsv, writeXlsx, XLSX_TYPE } from '../tables/index.ts'
import * as s from './contract.ts'
import { DEFINITIONS } from './definitions.ts'
import { sheetsOf } from './export.ts'
import { listBehind } from './list.ts'
import { readStatistics, type StatisticsRoom } from './read.ts'

/** Units read those of their own, without what rests on ratings; often one person there does everything. */
const READ = only('supervisor', 'bureau-head', 'auditor', 'unit-head', 'handler')

export function statisticsRoutes(room: StatisticsRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/statistics',
      access: READ,
      summary: {
        zh: '统计：时段、上期、上年同期，分组；办理环节用时、在办时长、分类预警（不含保护通道）',
        en: 'Figures of a period, the one before and a year ago, grouped; durations, ages, warnings; no shielded matters',
      },
      schema: { querystring: s.StatisticsQuery, response: { 200: s.Statistics } },
      handler: async ({ ctx, query }) => {
        const found = await readStatistics(room, ctx.session, query, ctx.now)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/statistics/list',
      access: READ,
      summary: {
        zh: '数字后的清单：逐件列出计入该数字的事项、来件、时限或评价（不含保护通道，不含内容）',
        en: 'The list behind a figure: matters, arrivals, limits or ratings it was counted from; no words of any',
      },
      schema: { querystring: s.StatisticsListQuery, response: { 200: s.StatisticsList } },
      handler: async ({ ctx, query }) => {
        const found = await listBehind(room, ctx.session, query, ctx.now)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/statistics/map',
      access: READ,
      summary: { zh: '本单位地图的轮廓（自有地图）', en: "Shapes of the bureau's own map" },
      schema: { response: { 200: s.StatisticsMap } },
      handler: async ({ ctx }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        const map = facts ? (await placesOf(room.pool, facts)).map : null
        return { body: { map: map && outlinesOf(map) } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/statistics/definitions',
      access: READ,
      summary: { zh: '统计口径', en: 'What every figure is' },
      schema: { response: { 200: itemsOf(s.Definition) } },
      handler: () => ({ body: { items: [...DEFINITIONS] } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/statistics/export',
      access: READ,
      summary: {
        zh: '导出统计表（.xlsx 附口径，.csv）',
        en: 'The figures as .xlsx with definitions, or .csv',
      },
      schema: { querystring: s.ExportQuery, response: { 200: Type.String() } },
      handler: async ({ ctx, query }) => {
        const { format, lang = 'zh', ...q } = query
        const found = await readStatistics(room, ctx.session, q, ctx.now)
        if (isRefusal(found)) return found
        const sheets = sheetsOf(found, lang)
        return {
          body: format === 'csv' ? writeCsv(sheets[0]!.rows) : await writeXlsx(sheets),
          headers: {
            'content-type': format === 'csv' ? CSV_TYPE : XLSX_TYPE,
            'content-disposition': `attachment; filename="statistics-${q.from}-${q.to}.${format}"`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
  ]
}
