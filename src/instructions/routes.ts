/** The API of instructions and urgent reports. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { listFor, readRecord } from './read.ts'
import { enterInstruction, noticeUrgent, takeStep } from './record.ts'
import type { InstructionsRoom } from './room.ts'

const KEEPERS = only('clerk', 'supervisor', 'bureau-head')
const NOTICERS = only('clerk', 'operator', 'supervisor', 'bureau-head')
const WORKERS = only('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head')
const READERS = only('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head', 'auditor')

export function instructionRoutes(room: InstructionsRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/instructions',
      access: READERS,
      summary: {
        zh: '批示件与信访要情，按期限排列',
        en: 'Instructions and urgent reports, soonest first',
      },
      schema: {
        querystring: c.ListQuery,
        response: { 200: Type.Object({ items: Type.Array(c.Summary) }, { additionalProperties: false }) },
      },
      handler: async ({ ctx, query }) => {
        const items = await listFor(room, ctx, query)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/instructions',
      access: KEEPERS,
      summary: { zh: '登记领导批示', en: 'Enter an instruction' },
      schema: { body: c.NewInstruction, response: { 201: c.Done } },
      handler: async ({ ctx, body }) => {
        const done = await enterInstruction(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/urgent-reports',
      access: NOTICERS,
      summary: { zh: '登记信访要情', en: 'Enter an urgent report' },
      schema: { body: c.NewUrgentReport, response: { 201: c.Done } },
      handler: async ({ ctx, body }) => {
        const done = await noticeUrgent(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/instructions/:recordId',
      access: READERS,
      summary: {
        zh: '批示件或要情的全部经过（记入审计）',
        en: 'One instruction or urgent report with its history; the look is audited',
      },
      schema: { params: c.RecordParams, response: { 200: c.Detail } },
      handler: async ({ ctx, params }) => {
        const detail = await readRecord(room, ctx, params.recordId)
        return isRefusal(detail) ? detail : { body: detail }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/instructions/:recordId/steps',
      access: WORKERS,
      summary: {
        zh: '交办、跟进、反馈、办结批示件，报送、续报要情',
        en: 'Take a step of an instruction or urgent report',
      },
      schema: { params: c.RecordParams, body: c.StepBody, response: { 200: c.Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await takeStep(room, ctx, params.recordId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
