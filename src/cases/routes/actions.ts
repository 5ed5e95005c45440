/** What changes a matter: steps of its procedures, and what is added to it. */
import { only } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { addContact, addWords } from '../add-to-matter.ts'
import { correctClass } from '../correct-class.ts'
import { fireAction } from '../fire-action.ts'
import { openProceeding } from '../open-proceeding.ts'
import type { CasesDeps } from '../run.ts'
import * as s from './schemas.ts'
import { callerOf } from './who.ts'

export function actionRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/actions',
      access: 'signed-in',
      summary: { zh: '执行程序表中的一步', en: 'Take a step of a procedure, as its table allows' },
      schema: { params: s.MatterParams, body: s.ActionBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await fireAction(deps, callerOf(ctx), { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/proceedings',
      access: 'signed-in',
      summary: { zh: '启动附属程序（督办、协办、延期等）', en: 'Open an attached procedure' },
      schema: { params: s.MatterParams, body: s.OpenBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await openProceeding(deps, callerOf(ctx), { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/class',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: {
        zh: '更正分类（须说明理由，保留历史）',
        en: 'Correct the class, with reason; history is kept',
      },
      schema: { params: s.MatterParams, body: s.ClassBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await correctClass(deps, callerOf(ctx), { ...params, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/contacts',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: { zh: '登记同一事项的再次来访来信', en: 'Record a further contact on the same matter' },
      schema: { params: s.MatterParams, body: s.ContactBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await addContact(deps, callerOf(ctx), params.matterId, body)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/notes',
      access: 'signed-in',
      summary: { zh: '添加内部备注', en: 'Add an internal note' },
      schema: { params: s.MatterParams, body: s.WordsBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await addWords(deps, callerOf(ctx), params.matterId, body.words)
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}
