/** The API of the board and figures, and of what the administrator keeps: telephone systems and settings. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import { readBoard, readFigures } from './board.ts'
import * as s from './contract.ts'
import type { HotlineRoom } from './room.ts'
import { addSystem, changeSettings, readSettings, readSystems, revokeSystem, setDial } from './systems.ts'

const closed = { additionalProperties: false } as const
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)
const SystemId = Type.Object({ systemId: Type.String() }, closed)
const WATCH = only('operator', 'clerk', 'supervisor', 'bureau-head', 'auditor')
const KEEPS = only('administrator')
const SEES = only('administrator', 'auditor')

export const overseeRoutes = (room: HotlineRoom): Route[] => [...boardRoutes(room), ...systemRoutes(room)]

function boardRoutes(room: HotlineRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/board',
      access: WATCH,
      summary: {
        zh: '话务看板：排队、服务水平、未接来电',
        en: 'The board: queue, levels of service, missed calls',
      },
      schema: { response: { 200: s.Board } },
      handler: async ({ ctx }) => {
        const facts = await room.cases.directory.byId(ctx.session.bureauId)
        return facts ? { body: await readBoard(room, facts, ctx.now) } : refuse('not_found')
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/figures',
      access: WATCH,
      summary: { zh: '话务数据（按日）', en: 'Figures of the hotline, by day' },
      schema: {
        querystring: Type.Object(
          { from: Type.String({ format: 'date' }), to: Type.String({ format: 'date' }) },
          closed,
        ),
        response: { 200: itemsOf(s.FigureRow) },
      },
      handler: async ({ ctx, query }) => {
        const facts = await room.cases.directory.byId(ctx.session.bureauId)
        if (!facts) return refuse('not_found')
        const items = await readFigures(room, facts, query.from, query.to)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
  ]
}

function systemRoutes(room: HotlineRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/systems',
      access: SEES,
      summary: { zh: '电话系统及其密钥（不含密钥本身）', en: 'Telephone systems, without their keys' },
      schema: { response: { 200: itemsOf(s.System) } },
      handler: async ({ ctx }) => ({ body: { items: await readSystems(room, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/systems',
      access: KEEPS,
      summary: {
        zh: '接入电话系统，发放密钥（只显示一次）',
        en: 'Let a telephone system in; its key is shown once',
      },
      schema: {
        body: s.NewSystem,
        response: { 201: Type.Object({ systemId: Type.String(), secret: Type.String() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const { bureauId, accountId } = ctx.session
        const made = await addSystem(room, { bureauId, accountId, now: ctx.now }, body)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/hotline/systems/:id/revocation',
      access: KEEPS,
      summary: { zh: '吊销电话系统的密钥', en: 'Revoke the key of a telephone system' },
      schema: { params: Id, response: { 200: SystemId } },
      handler: async ({ ctx, params }) => {
        const { bureauId, accountId } = ctx.session
        const done = await revokeSystem(room, { bureauId, accountId, now: ctx.now }, params.id)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/hotline/systems/:id/dial',
      access: KEEPS,
      summary: { zh: '设置回拨地址', en: 'Set where click-to-dial goes' },
      schema: {
        params: Id,
        body: Type.Object({ dialUrl: Type.Union([Type.String({ maxLength: 300 }), Type.Null()]) }, closed),
        response: { 200: SystemId },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await setDial(room, ctx, params.id, body.dialUrl)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/hotline/settings',
      access: SEES,
      summary: { zh: '热线本地设置', en: 'Local settings of the hotline' },
      schema: { response: { 200: s.Settings } },
      handler: async ({ ctx }) => ({ body: await readSettings(room, ctx.session.bureauId) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/hotline/settings',
      access: KEEPS,
      summary: { zh: '修改热线本地设置', en: 'Change the local settings of the hotline' },
      schema: { body: s.Settings, response: { 200: Type.Object({ version: Type.Integer() }, closed) } },
      handler: async ({ ctx, body }) => {
        const done = await changeSettings(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
