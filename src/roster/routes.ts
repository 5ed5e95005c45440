/** The API of the duty roster. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import * as s from './contract.ts'
import {
  addNote,
  answerSwap,
  askSwap,
  cancelDuty,
  changeRosterSettings,
  onDuty,
  planDuties,
  type RosterRoom,
  readNotes,
  readRoster,
  takeOverNote,
} from './roster.ts'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Id = Type.Object({ id: Uuid }, closed)
const PLAN = only('supervisor', 'bureau-head', 'administrator')
/** Who hands over and takes over. */
const HAND = only('clerk', 'operator', 'supervisor', 'bureau-head')
const Day = Type.String({ format: 'date' })
const answer = <T extends object>(done: T | Refusal) => (isRefusal(done) ? done : { body: done })

export const rosterRoutes = (room: RosterRoom): Route[] => [
  defineRoute({
    method: 'GET',
    url: '/api/v1/roster',
    access: 'signed-in',
    summary: { zh: '值班表', en: 'The duty roster of a period' },
    schema: {
      querystring: Type.Object({ from: Day, to: Day }, closed),
      response: { 200: s.Roster },
    },
    handler: async ({ ctx, query }) => answer(await readRoster(room, ctx, query.from, query.to)),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/roster/now',
    access: 'signed-in',
    summary: { zh: '现在谁值班', en: 'Who is on duty now' },
    schema: { response: { 200: itemsOf(s.Shift) } },
    handler: async ({ ctx }) => ({ body: { items: await onDuty(room, ctx.session.bureauId, ctx.now) } }),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/plans',
    access: PLAN,
    summary: { zh: '排班（按工作日历轮流）', en: 'Plan duties, in turn, by the calendar' },
    schema: { body: s.Plan, response: { 201: Type.Object({ added: Type.Integer() }, closed) } },
    handler: async ({ ctx, body }) => answer(await planDuties(room, ctx, body)),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/shifts/:id/cancellation',
    access: PLAN,
    summary: { zh: '取消一次值班', en: 'Cancel a duty' },
    schema: {
      params: Id,
      body: Type.Object({ version: Type.Integer({ minimum: 1 }) }, closed),
      response: { 200: Type.Object({ shiftId: Type.String() }, closed) },
    },
    handler: async ({ ctx, params, body }) => answer(await cancelDuty(room, ctx, params.id, body.version)),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/swaps',
    access: 'signed-in',
    summary: { zh: '请求换班（对方同意才生效）', en: 'Ask to change duties; holds once the other agrees' },
    schema: {
      body: Type.Object({ shiftId: Uuid, otherShiftId: Uuid }, closed),
      response: { 201: Type.Object({ swapId: Type.String() }, closed) },
    },
    handler: async ({ ctx, body }) => answer(await askSwap(room, ctx, body.shiftId, body.otherShiftId)),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/swaps/:id/answer',
    access: 'signed-in',
    summary: { zh: '答复或撤回换班请求', en: 'Agree, decline, or withdraw' },
    schema: {
      params: Id,
      body: Type.Object(
        {
          answer: Type.Unsafe<'agreed' | 'declined' | 'withdrawn'>(
            Type.String({ enum: ['agreed', 'declined', 'withdrawn'] }),
          ),
        },
        closed,
      ),
      response: { 200: Type.Object({ swapId: Type.String(), state: Type.String() }, closed) },
    },
    handler: async ({ ctx, params, body }) => answer(await answerSwap(room, ctx, params.id, body.answer)),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/roster/notes',
    access: HAND,
    summary: { zh: '交班记录', en: 'Notes handed over' },
    schema: { response: { 200: itemsOf(s.Note) } },
    handler: async ({ ctx }) => ({ body: { items: await readNotes(room, ctx.session.bureauId) } }),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/notes',
    access: HAND,
    summary: { zh: '写交班记录', en: 'Write a note for the next duty' },
    schema: { body: s.NewNote, response: { 201: Type.Object({ noteId: Type.String() }, closed) } },
    handler: async ({ ctx, body }) => answer(await addNote(room, ctx, body)),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/roster/notes/:id/taking-over',
    access: HAND,
    summary: { zh: '接班签收', en: 'Sign for what was handed over' },
    schema: { params: Id, response: { 200: Type.Object({ noteId: Type.String() }, closed) } },
    handler: async ({ ctx, params }) => answer(await takeOverNote(room, ctx, params.id)),
  }),
  defineRoute({
    method: 'PUT',
    url: '/api/v1/roster/settings',
    access: PLAN,
    summary: { zh: '门户是否显示值班人姓名', en: 'Whether the portal names who is on duty' },
    schema: {
      body: s.RosterSettings,
      response: { 200: Type.Object({ version: Type.Integer() }, closed) },
    },
    handler: async ({ ctx, body }) => answer(await changeRosterSettings(room, ctx, body)),
  }),
]
