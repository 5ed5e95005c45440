/** The API of the words of notices and of retention. */
import Type from 'typebox'
import { isRefusal } from '../../kernel/errors/index.ts'
import {
  decodeCursor,
  defineRoute,
  PAGE_LIMIT,
  PAGE_QUERY,
  pageOf,
  type Route,
  toPage,
} from '../../kernel/http/index.ts'
import { MessageTemplateSchema, MessageTextSchema, RetentionKindSchema } from '../audit/contract.ts'
import { closed, Day, Uuid, WordsSchema } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { previewWords, readTemplates, saveWords } from '../messages/messages.ts'
import { policy } from '../policy.ts'
import { dueMatters, eraseDue, readRetention, setPeriod } from '../retention/retention.ts'

const MessageWords = Type.Object(
  {
    zh: Type.String({ minLength: 1, maxLength: 300 }),
    en: Type.String({ minLength: 1, maxLength: 600 }),
  },
  closed,
)
const Template = Type.Object({ template: Type.String({ maxLength: 60 }) }, closed)
const isDay = (part: unknown) => typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part)
const isId = (part: unknown) => typeof part === 'string' && /^[0-9a-f-]{36}$/.test(part)

export function keepingRoutes(deps: AdministrationDeps): Route[] {
  return [...messageRoutes(deps), ...retentionRoutes(deps)]
}

function messageRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/messages',
      access: policy.seeMessages,
      summary: { zh: '查看告知短信模板', en: 'See the words of notices' },
      schema: { response: { 200: Type.Object({ items: Type.Array(MessageTemplateSchema) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readTemplates(deps, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/messages/:template/preview',
      access: policy.manageMessages,
      summary: { zh: '预览告知短信', en: 'Preview the words of a notice' },
      schema: {
        params: Template,
        body: MessageWords,
        response: {
          200: Type.Object(
            {
              text: MessageTextSchema,
              parts: Type.Object({ zh: Type.Integer(), en: Type.Integer() }, closed),
            },
            closed,
          ),
        },
      },
      handler: ({ params, body }) => {
        const preview = previewWords(params.template, body)
        return isRefusal(preview) ? preview : { body: preview }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/administration/messages/:template',
      access: policy.manageMessages,
      summary: { zh: '保存告知短信模板', en: 'Save the words of a notice' },
      schema: {
        params: Template,
        body: Type.Object(
          { words: Type.Union([MessageWords, Type.Null()]), expectedVersion: Type.Integer({ minimum: 0 }) },
          closed,
        ),
        response: { 200: Type.Object({ version: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const saved = await saveWords(deps, ctx, params.template, body)
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
  ]
}

function retentionRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/retention',
      access: policy.seeRetention,
      summary: { zh: '查看保留期限和到期数量', en: 'See periods of retention and what is past them' },
      schema: { response: { 200: Type.Object({ items: Type.Array(RetentionKindSchema) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readRetention(deps, ctx.session, ctx.now) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/retention',
      access: policy.manageRetention,
      summary: { zh: '设置保留期限', en: 'Set a period of retention' },
      schema: {
        body: Type.Object(
          {
            kind: Type.String({ maxLength: 40 }),
            validFrom: Day,
            months: Type.Integer({ minimum: 1, maximum: 1200 }),
            basis: WordsSchema,
          },
          closed,
        ),
        response: { 201: Type.Object({ kind: Type.String() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const saved = await setPeriod(deps, ctx, body)
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/retention/matters',
      access: policy.seeRetention,
      summary: { zh: '已到保留期限的事项', en: 'Matters past their period' },
      schema: {
        querystring: Type.Object(PAGE_QUERY, closed),
        response: {
          200: pageOf(
            Type.Object(
              {
                matterId: Uuid,
                number: Type.String(),
                procedure: Type.String(),
                endedOn: Day,
                end: Type.Union([Type.String(), Type.Null()]),
              },
              closed,
            ),
          ),
        },
      },
      handler: async ({ ctx, query }) => {
        const after = decodeCursor(query.cursor, [isDay, isId])
        if (isRefusal(after)) return after
        const limit = query.limit ?? PAGE_LIMIT
        const from = after && { endedOn: String(after[0]), matterId: String(after[1]) }
        const rows = await dueMatters(deps, ctx.session, ctx.now, from, limit + 1)
        return { body: toPage(rows, limit, (m) => [m.endedOn, m.matterId]) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/retention/erase',
      access: policy.manageRetention,
      summary: { zh: '依决定销毁到期事项的内容', en: 'Destroy content past its period, under a decision' },
      schema: {
        body: Type.Object(
          {
            matterIds: Type.Array(Uuid, { minItems: 1, maxItems: 50, uniqueItems: true }),
            decision: Type.String({ minLength: 2, maxLength: 200 }),
            basis: Type.String({ minLength: 2, maxLength: 500 }),
          },
          closed,
        ),
        response: {
          200: Type.Object(
            {
              items: Type.Array(
                Type.Object({ matterId: Uuid, refused: Type.Union([Type.String(), Type.Null()]) }, closed),
              ),
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx, body }) => {
        const done = await eraseDue(deps, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
