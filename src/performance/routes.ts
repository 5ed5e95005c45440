/** The API of project performance: the finance role works, the head approves and looks. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { liveQueries } from './live.ts'
import { createPlan, takeStep } from './plans.ts'
import { askNow, readBoard, readChanges, readPlan } from './read.ts'
import type { PerformanceRoom } from './room.ts'

const SEES = only('finance', 'bureau-head')
const closed = { additionalProperties: false } as const
const Params = Type.Object({ planId: Type.String({ format: 'uuid' }) }, closed)
const Year = Type.Integer({ minimum: 2000, maximum: 2100 })
const Done = Type.Object(
  {
    planId: Type.String(),
    version: Type.Integer(),
    state: Type.Unsafe<c.PlanState>(Type.String({ enum: [...c.STATES] })),
  },
  closed,
)
const list = <T extends Type.TSchema>(of: T) => Type.Object({ items: Type.Array(of) }, closed)

export function performanceRoutes(room: PerformanceRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/performance/plans',
      access: SEES,
      summary: { zh: '项目绩效一览', en: 'Projects and how they perform' },
      schema: {
        querystring: Type.Object({ year: Type.Optional(Year) }, closed),
        response: { 200: list(c.PlanRow) },
      },
      handler: async ({ ctx, query }) => ({
        body: { items: await readBoard(room, ctx, query.year ?? null) },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/performance/plans',
      access: only('finance'),
      summary: { zh: '新增项目绩效目标', en: 'Enter a project with its targets' },
      schema: { body: c.NewPlan, response: { 201: Done } },
      handler: async ({ ctx, body }) => {
        const done = await createPlan(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/performance/plans/:planId',
      access: SEES,
      summary: {
        zh: '一个项目的目标、监控、自评和得分',
        en: 'Targets, monitoring, self-evaluation and scores of a project',
      },
      schema: { params: Params, response: { 200: c.Plan } },
      handler: async ({ ctx, params }) => {
        const plan = await readPlan(room, ctx, params.planId)
        return isRefusal(plan) ? plan : { body: plan }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/performance/plans/:planId/changes',
      access: SEES,
      summary: { zh: '一个项目的全部修改', en: 'Every version of a project' },
      schema: { params: Params, response: { 200: list(c.Change) } },
      handler: async ({ ctx, params }) => ({
        body: { items: await readChanges(room, ctx, params.planId) },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/performance/plans/:planId/steps',
      access: SEES,
      summary: {
        zh: '保存目标、批准、监控、自评、退回',
        en: 'Save targets, approve, monitor, evaluate, reopen',
      },
      schema: { params: Params, body: c.Step, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await takeStep(room, ctx, params.planId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/performance/queries',
      access: SEES,
      summary: { zh: '可以关联的办件指标及其查询', en: 'Queries an indicator may be linked to' },
      schema: { response: { 200: list(c.LiveQuery) } },
      handler: () => ({ body: { items: liveQueries() } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/performance/queries/:query',
      access: SEES,
      summary: { zh: '一项办件指标的当前数', en: 'What a query gives today' },
      schema: {
        params: Type.Object(
          { query: Type.Unsafe<c.LiveQueryName>(Type.String({ enum: [...c.LIVE_QUERIES] })) },
          closed,
        ),
        querystring: Type.Object({ year: Year }, closed),
        response: { 200: c.LiveValue },
      },
      handler: async ({ ctx, params, query }) => {
        const value = await askNow(room, ctx, params.query, query.year)
        return isRefusal(value) ? value : { body: value }
      },
    }),
  ]
}
