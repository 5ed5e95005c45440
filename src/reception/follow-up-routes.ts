/** The desk's API of reception records and sponsored matters. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { recordReception, sponsorMatter, stepFollowUp } from './follow-ups/act.ts'
import * as c from './follow-ups/contract.ts'
import { listForOffices, listOfMatter, readFollowUp } from './follow-ups/read.ts'
import { RECORDERS, SPONSORS } from './follow-ups/rules.ts'
import type { ReceptionRoom } from './room.ts'

const READERS = only('clerk', 'operator', 'supervisor', 'bureau-head', 'auditor')
/** Also those who do what was promised. */
const READERS_OF_MATTER = only(...READERS.roles, 'handler', 'unit-head')
const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Params = Type.Object({ followUpId: Uuid }, closed)

export function followUpRoutes(room: ReceptionRoom): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/reception-days/:dayId/bookings/:bookingId/record',
      access: only(...RECORDERS),
      summary: {
        zh: '接访记录：说了什么、谁在什么时候前办什么，写入事项',
        en: 'Record of a reception: what was said, who does what by when, written into the matter',
      },
      schema: {
        params: Type.Object({ dayId: Uuid, bookingId: Uuid }, closed),
        body: c.ReceptionRecord,
        response: { 201: c.FollowUpDone },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await recordReception(room, ctx, params, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/leader-follow-ups',
      access: READERS,
      summary: {
        zh: '接访承诺和领导包案（按期限，不排名）',
        en: 'Promises of reception days, and sponsored matters, by date and unranked',
      },
      schema: {
        querystring: Type.Object(
          {
            kind: Type.Unsafe<c.FollowUpKind>(Type.String({ enum: [...c.FOLLOW_UP_KINDS] })),
            ended: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(c.FollowUp) }, closed) },
      },
      handler: async ({ ctx, query }) => {
        const items = await listForOffices(room, ctx, query.kind, !query.ended)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/leader-follow-ups',
      access: READERS_OF_MATTER,
      summary: {
        zh: '一件事项的接访承诺和领导包案',
        en: 'Promises of reception days and offices that answer, of one matter',
      },
      schema: {
        params: Type.Object({ matterId: Uuid }, closed),
        response: { 200: Type.Object({ items: Type.Array(c.FollowUp) }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const items = await listOfMatter(room, ctx, params.matterId)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/leader-follow-ups',
      access: only(...SPONSORS),
      summary: { zh: '领导包案', en: 'An office answers for a matter' },
      schema: { body: c.SponsorInput, response: { 201: c.FollowUpDone } },
      handler: async ({ ctx, body }) => {
        const done = await sponsorMatter(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/leader-follow-ups/:followUpId',
      access: READERS,
      summary: { zh: '一项承诺或包案的经过（查看记入日志）', en: 'One with its steps; the look is logged' },
      schema: { params: Params, response: { 200: c.FollowUpDetail } },
      handler: async ({ ctx, params }) => {
        const found = await readFollowUp(room, ctx, params.followUpId)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/leader-follow-ups/:followUpId/steps',
      access: only(...RECORDERS),
      summary: {
        zh: '进展、再次约见、办完、交还',
        en: 'Progress, a further meeting, done, or given back',
      },
      schema: { params: Params, body: c.FollowUpStepInput, response: { 200: c.FollowUpDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await stepFollowUp(room, ctx, params.followUpId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
