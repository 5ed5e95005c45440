/** The API of campaigns. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import {
  decodeCursor,
  defineRoute,
  PAGE_LIMIT,
  PAGE_QUERY,
  pageOf,
  type Route,
  toPage,
} from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { listCampaigns } from './campaign-store.ts'
import {
  changeCampaign,
  decide,
  listRecipients,
  MOST_TESTED,
  makeCampaign,
  showCampaign,
  stepCampaign,
  testCampaign,
} from './campaigns.ts'
import * as s from './contract.ts'
import { previewCampaign } from './preview.ts'
import type { MessagesRoom } from './room.ts'
import { SENDERS, STEPS, type Step } from './rules.ts'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Id = Type.Object({ id: Uuid }, closed)
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const READ = only(...SENDERS, 'auditor', 'administrator')
const WRITE = only(...SENDERS)
const Version = Type.Integer({ minimum: 1 })
const Written = Type.Object({ campaignId: Uuid, version: Type.Integer() }, closed)
const tag = 'messages'
const isId = (x: unknown) => typeof x === 'string' && /^[0-9a-f-]{36}$/.test(x)
const isMoment = (x: unknown) => typeof x === 'string' && !Number.isNaN(Date.parse(x))

export function campaignRoutes(room: MessagesRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/campaigns',
      access: READ,
      tag,
      summary: { zh: '群发任务列表', en: 'Campaigns, newest first' },
      schema: { querystring: Type.Object(PAGE_QUERY, closed), response: { 200: pageOf(s.CampaignLine) } },
      handler: async ({ ctx, query }) => {
        const key = decodeCursor(query.cursor, [isMoment, isId])
        if (isRefusal(key)) return key
        const { bureauId } = ctx.session
        const limit = query.limit ?? PAGE_LIMIT
        const after = key ? { at: String(key[0]), id: String(key[1]) } : null
        const rows = await withTx(
          room.pool,
          { bureau: bureauId },
          (tx) => listCampaigns(tx, bureauId, after, limit + 1),
          { readOnly: true },
        )
        return { body: toPage(rows, limit, (last) => [last.madeAt, last.campaignId]) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/campaigns',
      access: WRITE,
      tag,
      summary: { zh: '新建群发任务（草稿）', en: 'Write a campaign as a draft' },
      schema: { body: s.CampaignFields, response: { 201: Written } },
      handler: async ({ ctx, body }) => {
        const done = await makeCampaign(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      // A POST although nothing is written: the words and values are too long for an address.
      method: 'POST',
      url: '/api/v1/campaign-previews',
      access: WRITE,
      tag,
      summary: {
        zh: '预览：真实取值、条数和费用，号码遮盖',
        en: 'What would be sent, with real values, segments and costs; numbers masked',
      },
      schema: { body: s.CampaignFields, response: { 200: s.Preview } },
      handler: async ({ ctx, body }) => {
        const done = await previewCampaign(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/campaigns/:id',
      access: READ,
      tag,
      summary: { zh: '群发任务和进度', en: 'A campaign and how far it is' },
      schema: { params: Id, response: { 200: s.Campaign } },
      handler: async ({ ctx, params }) => {
        const found = await showCampaign(room, ctx, params.id)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/campaigns/:id',
      access: WRITE,
      tag,
      summary: { zh: '修改草稿', en: 'Change a draft' },
      schema: {
        params: Id,
        body: Type.Object({ ...s.CampaignFields.properties, expectedVersion: Version }, closed),
        response: { 200: Written },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await changeCampaign(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/campaigns/:id/steps',
      access: WRITE,
      tag,
      summary: {
        zh: '提交、批准、退回、暂停、继续、取消',
        en: 'Submit, approve, return, stop, resume or cancel',
      },
      schema: {
        params: Id,
        body: Type.Object(
          {
            step: Type.Unsafe<Step>(Type.String({ enum: [...STEPS] })),
            expectedVersion: Version,
            note: Type.Optional(Type.String({ maxLength: 200 })),
          },
          closed,
        ),
        response: { 200: Written },
      },
      handler: async ({ ctx, params, body }) => {
        const note = body.note?.trim() || null
        const done = await stepCampaign(room, ctx, params.id, { ...body, note })
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/campaigns/:id/tests',
      access: WRITE,
      tag,
      summary: { zh: '试发到几个号码', en: 'Send the text to a few numbers as a test' },
      schema: {
        params: Id,
        body: Type.Object(
          {
            addresses: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: MOST_TESTED }),
          },
          closed,
        ),
        response: { 200: Type.Object({ tested: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await testCampaign(room, ctx, params.id, body.addresses)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/campaigns/:id/recipients',
      access: READ,
      tag,
      summary: {
        zh: '需要看一看的号码：待确认、失败、被拒、未送达（遮盖）',
        en: 'Messages that need a look: uncertain, failed, refused, undelivered; numbers masked',
      },
      schema: {
        params: Id,
        querystring: Type.Object(
          {
            state: Type.Unsafe<(typeof s.RECIPIENT_GROUPS)[number]>(
              Type.String({ enum: [...s.RECIPIENT_GROUPS] }),
            ),
            after: Type.Optional(Type.String({ pattern: '^[0-9a-f]{0,64}$' })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(s.RecipientLine), next: nullable(Type.String()) }, closed),
        },
      },
      handler: async ({ ctx, params, query }) => {
        const ask = { campaignId: params.id, state: query.state, after: query.after ?? '', limit: PAGE_LIMIT }
        return { body: await listRecipients(room, ctx.session.bureauId, ask) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/campaigns/:id/decisions',
      access: WRITE,
      tag,
      summary: {
        zh: '待确认的短信：按已发计，或再发一次',
        en: 'What is uncertain counts as sent, or goes out again',
      },
      schema: {
        params: Id,
        body: Type.Object(
          {
            again: Type.Boolean(),
            /** Null: all that are uncertain now. */
            keys: nullable(Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), { maxItems: 500 })),
          },
          closed,
        ),
        response: { 200: Type.Object({ decided: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await decide(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
