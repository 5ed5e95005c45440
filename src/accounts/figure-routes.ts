/** The API of a year's figures: entry tables, saving, history, controls, release. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { releaseBook } from './release.ts'
import { type AccountsRoom, byOf } from './room.ts'
import { readChanges, readCodes, readControls, readEntryTables, readHistory, saveFigures } from './verbs.ts'

const READERS = only('finance', 'bureau-head')
const closed = { additionalProperties: false } as const
const BASE = '/api/v1/finance/departments/:departmentId/years/:year'
const items = <T extends Parameters<typeof Type.Array>[0]>(of: T) =>
  Type.Object({ items: Type.Array(of) }, closed)
const whereOf = (p: { departmentId: string; year: string }) => ({
  departmentId: p.departmentId,
  year: Number(p.year),
})

export function figureRoutes(room: AccountsRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${BASE}/tables`,
      access: READERS,
      tag: 'finance',
      summary: { zh: '录入用的各张表和现在的数', en: 'The tables figures are entered in, as they stand' },
      schema: { params: c.YearParams, response: { 200: items(c.EntryTableSchema) } },
      handler: async ({ ctx, params }) => {
        const found = await readEntryTables(room, byOf(ctx), whereOf(params))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${BASE}/figures`,
      access: only('finance'),
      tag: 'finance',
      summary: { zh: '保存录入的数据', en: 'Save figures that were typed' },
      schema: { params: c.YearParams, body: c.SavedFigures, response: { 200: c.FiguresDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await saveFigures(room, ctx, whereOf(params), body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${BASE}/history`,
      access: READERS,
      tag: 'finance',
      summary: {
        zh: '一个或几个数据项的来源和修改经过',
        en: 'Source and history of one figure or some: who typed it when, or which cell of which file',
      },
      schema: {
        params: c.YearParams,
        querystring: Type.Object(
          { paths: Type.String({ minLength: 1, maxLength: 6000, description: 'Paths, parted by commas.' }) },
          closed,
        ),
        response: { 200: items(c.HistoryLine) },
      },
      handler: async ({ ctx, params, query }) => {
        const found = await readHistory(room, byOf(ctx), whereOf(params), query.paths.split(','))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${BASE}/changes`,
      access: READERS,
      tag: 'finance',
      summary: { zh: '一个年度的各次修改', en: 'The changes of a year' },
      schema: { params: c.YearParams, response: { 200: items(c.ChangeListed) } },
      handler: async ({ ctx, params }) => {
        const found = await readChanges(room, byOf(ctx), whereOf(params))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${BASE}/controls`,
      access: READERS,
      tag: 'finance',
      summary: { zh: '账目中不相符的地方', en: 'What of the figures does not agree' },
      schema: { params: c.YearParams, response: { 200: items(c.ControlSchema) } },
      handler: async ({ ctx, params }) => {
        const found = await readControls(room, byOf(ctx), whereOf(params))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${BASE}/release`,
      access: only('bureau-head'),
      tag: 'finance',
      summary: { zh: '审定或重新开启一本账', en: 'Release a book of the year, or open it again' },
      schema: { params: c.YearParams, body: c.ReleaseInput, response: { 200: c.YearDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await releaseBook(room, ctx, params.departmentId, Number(params.year), body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/codes/:year',
      access: READERS,
      tag: 'finance',
      summary: { zh: '一个年度的功能分类和经济分类科目', en: 'Functional and economic codes of a year' },
      schema: {
        params: Type.Object({ year: c.YearParams.properties.year }, closed),
        response: { 200: c.CodeList },
      },
      handler: async ({ ctx, params }) => ({ body: await readCodes(room, byOf(ctx), Number(params.year)) }),
    }),
  ]
}
