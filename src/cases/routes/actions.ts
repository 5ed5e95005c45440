/** What changes a matter: steps of its procedures, and what is added to it. */
import { only } from '../../kernel/access/index.ts'
import { isRefusal, refuse } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { addContact, addWords, messagePerson } from '../add-to-matter.ts'
import { correctClass } from '../correct-class.ts'
import { fireAction } from '../fire-action.ts'
import { linkSame } from '../link-same.ts'
import { openProceeding } from '../open-proceeding.ts'
import { previewAction } from '../preview-action.ts'
import { renewCode } from '../renew-code.ts'
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
      url: '/api/v1/matters/:matterId/actions/preview',
      access: 'signed-in',
      summary: {
        zh: '预演一步：会启动、停止哪些时限，产生哪些文书；不写入',
        en: 'What a step would do: clocks, documents, state; nothing is written',
      },
      schema: { params: s.MatterParams, body: s.PreviewBody, response: { 200: s.Effects } },
      handler: async ({ ctx, params, body }) => {
        const { procedure, proceedingId, action, input } = body
        if (!procedure && !(proceedingId && action)) return refuse('input.required', { field: 'action' })
        const asked = procedure
          ? { procedure, input }
          : { proceedingId: proceedingId!, action: action!, input }
        const effects = await previewAction(deps, callerOf(ctx), params.matterId, asked)
        return isRefusal(effects) ? effects : { body: { ...effects } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/links',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: {
        zh: '与另一件关联为同一事项（说明理由；各自保留编号和期限）',
        en: 'Tie to another matter about the same thing, with reason; each keeps number and clocks',
      },
      schema: { params: s.MatterParams, body: s.LinkBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await linkSame(deps, callerOf(ctx), { ...params, ...body })
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
      url: '/api/v1/matters/:matterId/query-code',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: {
        zh: '换发查询码（须说明理由；原查询码作废）',
        en: 'Issue a new query code, with reason; the old one is void',
      },
      schema: { params: s.MatterParams, body: s.CodeBody, response: { 200: s.NewCode } },
      handler: async ({ ctx, params, body }) => {
        const result = await renewCode(deps, callerOf(ctx), { ...params, ...body })
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
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/messages',
      access: 'signed-in',
      summary: {
        zh: '给本人留言（显示在本人的查询页，并发通知；不影响时限）',
        en: 'Write to the person: shown on their page and told by a notice; no clock moves',
      },
      schema: { params: s.MatterParams, body: s.MessageBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params, body }) => {
        const result = await messagePerson(deps, callerOf(ctx), params.matterId, body)
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}
