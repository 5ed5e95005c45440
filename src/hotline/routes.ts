/** The API of the operator's screen. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import { calledBack, dial, keepScribble, ordersOfCaller, readCall } from './caller.ts'
import * as s from './contract.ts'
import { figureRoutes } from './figures/routes.ts'
import { limitsOf } from './limits.ts'
import { readMine, setAgent } from './my-calls.ts'
import { answerAtOnce, handOn, linkCall, makeOrder, wrapUp } from './on-call.ts'
import { overseeRoutes } from './oversee-routes.ts'
import type { HotlineRoom } from './room.ts'
import { readSettings } from './systems.ts'

const closed = { additionalProperties: false } as const
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)
const Done = Type.Object({ callId: Type.String() }, closed)
const OPERATE = only('operator', 'clerk')
const READ = only('operator', 'clerk', 'supervisor', 'bureau-head')

export const hotlineRoutes = (room: HotlineRoom): Route[] => [
  ...lineRoutes(room),
  ...callRoutes(room),
  ...doneRoutes(room),
  ...overseeRoutes(room),
  ...figureRoutes(room),
]

function lineRoutes(room: HotlineRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/mine',
      access: OPERATE,
      summary: { zh: '我的坐席和未整理的通话', en: 'My extension and my calls not wrapped up' },
      schema: { response: { 200: s.Mine } },
      handler: async ({ ctx }) => ({ body: await readMine(room, ctx.session, ctx.now) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/hotline/mine',
      access: OPERATE,
      summary: { zh: '坐到分机或改变状态', en: 'Sit down at an extension or change my state' },
      schema: { body: s.SetAgent, response: { 200: Type.Object({ state: Type.String() }, closed) } },
      handler: async ({ ctx, body }) => {
        const done = await setAgent(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/guide',
      access: READ,
      summary: {
        zh: '办理时限和整理代码（本地设置）',
        en: 'Limits by urgency and wrap-up codes, as set here',
      },
      schema: {
        response: {
          200: Type.Object({ limits: Type.Array(s.Limit), wrapCodes: Type.Array(s.WrapCode) }, closed),
        },
      },
      handler: async ({ ctx }) => {
        const facts = await room.cases.directory.byId(ctx.session.bureauId)
        if (!facts) return refuse('not_found')
        const { wrapCodes } = await readSettings(room, ctx.session.bureauId)
        return { body: { limits: limitsOf(facts, ctx.now), wrapCodes } }
      },
    }),
  ]
}

function callRoutes(room: HotlineRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/calls/:id',
      access: READ,
      summary: { zh: '一次通话及其经过', en: 'One call and what was done on it' },
      schema: {
        params: Id,
        response: {
          200: Type.Object(
            {
              call: s.Call,
              acts: Type.Array(s.Act),
              scribble: Type.Union([s.Scribble, Type.Null()]),
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx, params }) => {
        const found = await readCall(room, ctx, params.id)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      // A POST although it only reads: each look is written into the log of the matters.
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/caller',
      access: OPERATE,
      summary: {
        zh: '来电号码的未办结事项（以本次通话为由记入查阅日志）',
        en: 'Open orders of the caller’s number; logged with the call as reason',
      },
      schema: { params: Id, response: { 200: itemsOf(s.CallerOrder) } },
      handler: async ({ ctx, params }) => {
        const items = await ordersOfCaller(room, ctx, params.id)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/hotline/calls/:id/scribble',
      access: OPERATE,
      summary: {
        zh: '保存正在填写的内容（加密，只有本人可见）',
        en: 'Keep what is being typed; encrypted, own only',
      },
      schema: { params: Id, body: s.Scribble, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await keepScribble(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/dials',
      access: OPERATE,
      summary: { zh: '回拨（由电话系统先接坐席再呼对方）', en: 'Dial the number of a call' },
      schema: { params: Id, response: { 200: Done } },
      handler: async ({ ctx, params }) => {
        const { agent } = await readMine(room, ctx.session, ctx.now)
        const done = await dial(room, ctx, params.id, agent?.extension ?? null)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/call-backs',
      access: READ,
      summary: { zh: '登记未接来电的回拨结果', en: 'Record that a missed call was called back' },
      schema: { params: Id, body: s.BackBody, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await calledBack(room, ctx, params.id, body.reached)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

function doneRoutes(room: HotlineRoom): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/answers',
      access: OPERATE,
      summary: { zh: '即时答复', en: 'Answer at once' },
      schema: { params: Id, body: s.AnswerBody, response: { 201: s.Made } },
      handler: async ({ ctx, params, body }) => {
        const made = await answerAtOnce(room, ctx, params.id, body)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/orders',
      access: OPERATE,
      summary: { zh: '登记工单并派单', en: 'Make an order and dispatch it' },
      schema: { params: Id, body: s.OrderBody, response: { 201: s.Made } },
      handler: async ({ ctx, params, body }) => {
        const made = await makeOrder(room, ctx, params.id, body)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/links',
      access: OPERATE,
      summary: { zh: '记入已有事项（后续来件，时限不变）', en: 'The call is about a matter that is there' },
      schema: { params: Id, body: s.LinkBody, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await linkCall(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/transfers',
      access: OPERATE,
      summary: {
        zh: '转110、119、120、122或其他单位',
        en: 'Hand on to 110, 119, 120, 122 or another office',
      },
      schema: { params: Id, body: s.HandBody, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await handOn(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/calls/:id/wrap-up',
      access: OPERATE,
      summary: { zh: '整理完毕', en: 'Wrap up' },
      schema: { params: Id, body: s.WrapBody, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await wrapUp(room, ctx, params.id, body.code)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
