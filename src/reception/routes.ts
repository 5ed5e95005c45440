/** The desk's API of reception days. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { followUpRoutes } from './follow-up-routes.ts'
import { changeDay, saveDay } from './publish-day.ts'
import type { ReceptionRoom } from './room.ts'
import { actAtWindow, listForDesk, readForDesk, takeTicket } from './window.ts'

/** Who keeps the days, and who stands at the window. */
const KEEPERS = only('clerk', 'supervisor', 'bureau-head')
const WINDOW = only('clerk', 'operator', 'supervisor', 'bureau-head')
const closed = { additionalProperties: false } as const
const DayParams = Type.Object({ dayId: Type.String({ format: 'uuid' }) }, closed)
const BookingParams = Type.Object(
  { ...DayParams.properties, bookingId: Type.String({ format: 'uuid' }) },
  closed,
)
const Done = Type.Object(
  {
    dayId: Type.String(),
    version: Type.Integer(),
    state: Type.Unsafe<c.DayState>(Type.String({ enum: [...c.DAY_STATES] })),
  },
  closed,
)
const Ticket = Type.Object(
  { bookingId: Type.String(), ticket: Type.Union([Type.Integer(), Type.Null()]) },
  closed,
)

export function receptionRoutes(room: ReceptionRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/reception-days',
      access: WINDOW,
      summary: { zh: '接访日：近两个月和以后的', en: 'Reception days of the last two months and to come' },
      schema: { response: { 200: Type.Object({ items: Type.Array(c.ReceptionDay) }, closed) } },
      handler: async ({ ctx }) => {
        const items = await listForDesk(room, ctx)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reception-days',
      access: KEEPERS,
      summary: { zh: '新增接访日（先存为草稿）', en: 'Enter a reception day, as a draft' },
      schema: { body: c.DaySave, response: { 201: Done } },
      handler: async ({ ctx, body }) => {
        const done = await saveDay(room, ctx, null, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/reception-days/:dayId',
      access: KEEPERS,
      summary: { zh: '修改接访日', en: 'Change a reception day' },
      schema: { params: DayParams, body: c.DaySave, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await saveDay(room, ctx, params.dayId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reception-days/:dayId/acts',
      access: KEEPERS,
      summary: {
        zh: '公布接访日，或者取消并通知预约的人',
        en: 'Publish a reception day, or cancel it and tell those who booked',
      },
      schema: { params: DayParams, body: c.DayChange, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await changeDay(room, ctx, params.dayId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reception-days/:dayId',
      access: WINDOW,
      summary: {
        zh: '一天的预约和排队（看到姓名电话，记入审计）',
        en: 'Bookings and queue of a day, with names; the look is audited',
      },
      schema: { params: DayParams, response: { 200: c.DayDetail } },
      handler: async ({ ctx, params }) => {
        const detail = await readForDesk(room, ctx, params.dayId)
        return isRefusal(detail) ? detail : { body: detail }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reception-days/:dayId/tickets',
      access: WINDOW,
      summary: { zh: '现场取号', en: 'Give a ticket to somebody who comes without a booking' },
      schema: { params: DayParams, body: c.WalkIn, response: { 201: Ticket } },
      handler: async ({ ctx, params, body }) => {
        const done = await takeTicket(room, ctx, params.dayId, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reception-days/:dayId/bookings/:bookingId/acts',
      access: WINDOW,
      summary: {
        zh: '报到、叫号、办完、未到、关联登记的来访事项',
        en: 'Arrived, called, done, absent, tied to the matter it was registered as',
      },
      schema: { params: BookingParams, body: c.DeskActInput, response: { 200: Ticket } },
      handler: async ({ ctx, params, body }) => {
        const done = await actAtWindow(room, ctx, params.dayId, params.bookingId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    ...followUpRoutes(room),
  ]
}
