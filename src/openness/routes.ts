/** The API of published matters: the desk's work on them, and reading for everybody. */
import Type from 'typebox'
import { callerOf } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { publicPageRoutes } from './desk-routes.ts'
import { findPublished, readPublished, similarPublished } from './published/find.ts'
import { actOnPublication } from './publishing/act.ts'
import { saveConsent } from './publishing/consent.ts'
import { listForDesk, readForDesk } from './publishing/read.ts'
import { EDITORS } from './publishing/rules.ts'
import type { OpennessRoom } from './room.ts'

const WORKERS = only(...EDITORS)
const Params = Type.Object(
  { publicationId: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
)
const MatterParams = Type.Object(
  { matterId: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
)
const BureauParams = Type.Object(
  { bureau: Type.String({ minLength: 2, maxLength: 31 }) },
  { additionalProperties: false },
)
const items = <T extends Type.TSchema>(of: T) =>
  Type.Object({ items: Type.Array(of) }, { additionalProperties: false })

export function opennessRoutes(room: OpennessRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/publications',
      access: WORKERS,
      summary: {
        zh: '同意公开的事项和公开稿',
        en: 'Matters agreed to be published, and their public versions',
      },
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(
              Type.Unsafe<c.PublicationState>(Type.String({ enum: [...c.PUBLICATION_STATES] })),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: items(c.PublicationSummary) },
      },
      handler: async ({ ctx, query }) => {
        const found = await listForDesk(room, ctx, query.state ? [query.state] : c.PUBLICATION_STATES)
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/publications/:publicationId',
      access: WORKERS,
      summary: {
        zh: '原文、公开稿和经过（查看记入日志）',
        en: 'Original, public version and history of one; the look is logged',
      },
      schema: { params: Params, response: { 200: c.PublicationDetail } },
      handler: async ({ ctx, params }) => {
        const detail = await readForDesk(room, ctx, params.publicationId)
        return isRefusal(detail) ? detail : { body: detail }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/publications/:publicationId/acts',
      access: WORKERS,
      summary: {
        zh: '保存、提交、退回、审核公开、撤下',
        en: 'Save, submit, return, publish or take down',
      },
      schema: { params: Params, body: c.PublicationAction, response: { 200: c.PublicationDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await actOnPublication(room, ctx, params.publicationId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/publishing-consent',
      access: WORKERS,
      summary: {
        zh: '代为记录本人是否同意公开（写明如何表示）',
        en: 'Write down for the person whether publishing is agreed to, and how it was said',
      },
      schema: {
        params: MatterParams,
        body: c.StaffConsent,
        response: { 200: Type.Object({ given: Type.Boolean() }, { additionalProperties: false }) },
      },
      handler: async ({ ctx, params, body }) => {
        const consent = { given: body.given, where: 'desk' as const, words: body.words }
        const done = await saveConsent(room, callerOf(ctx), params.matterId, consent)
        return isRefusal(done) ? done : { body: { given: body.given } }
      },
    }),
    ...publicRoutes(room),
    ...publicPageRoutes(room),
  ]
}

function publicRoutes(room: OpennessRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/:bureau/published',
      access: 'public',
      summary: { zh: '公开的事项', en: 'Published matters' },
      schema: {
        params: BureauParams,
        querystring: c.PublishedQuery,
        response: {
          200: Type.Object(
            { items: Type.Array(c.PublishedItem), page: Type.Integer(), more: Type.Boolean() },
            { additionalProperties: false },
          ),
        },
      },
      handler: async ({ params, query }) => {
        const facts = await room.cases.directory.bySlug(params.bureau)
        if (!facts) return refuse('not_found')
        const { items: found, page, more } = await findPublished(room, facts, query)
        return { body: { items: found, page, more } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/:bureau/published/:id',
      access: 'public',
      summary: { zh: '一件公开的事项', en: 'One published matter' },
      schema: {
        params: Type.Object(
          { ...BureauParams.properties, id: Type.String({ maxLength: 20 }) },
          { additionalProperties: false },
        ),
        response: { 200: c.PublishedPage },
      },
      handler: async ({ params }) => {
        const facts = await room.cases.directory.bySlug(params.bureau)
        if (!facts) return refuse('not_found')
        const page = await readPublished(room, facts, params.id)
        return isRefusal(page) ? page : { body: page }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/public/:bureau/similar-published',
      access: 'public',
      idempotent: false,
      summary: {
        zh: '与一段文字相近的公开事项（文字不保存）',
        en: 'Published matters like a text; the text is not kept',
      },
      schema: {
        params: BureauParams,
        body: Type.Object(
          { text: Type.String({ minLength: 1, maxLength: 20_000 }) },
          { additionalProperties: false },
        ),
        response: { 200: items(c.PublishedItem) },
      },
      handler: async ({ params, body }) => {
        const facts = await room.cases.directory.bySlug(params.bureau)
        if (!facts) return refuse('not_found')
        return { body: { items: await similarPublished(room, facts, body.text) } }
      },
    }),
  ]
}
