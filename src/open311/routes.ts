/** What the administrator keeps of Open311: keys, and what each service asks. */
import Type from 'typebox'
import type { CasesDeps } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { Attribute, ServiceSettings } from './contract.ts'
import { issueKey, readKeys, revoke } from './keys.ts'
import { readServices, saveService } from './services.ts'

const closed = { additionalProperties: false } as const
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Key = Type.Object(
  {
    keyId: Type.String(),
    name: Type.String(),
    madeAt: Instant,
    revokedAt: nullable(Instant),
    filed: Type.Integer(),
    lastFiledAt: nullable(Instant),
  },
  { ...closed, title: 'Open311Key' },
)
const ServiceView = Type.Object(
  {
    code: Type.String(),
    name: Label,
    group: Label,
    category: nullable(Type.String()),
    ...ServiceSettings.properties,
    version: Type.Integer(),
  },
  { ...closed, title: 'Open311Service' },
)
const KEEPS = only('administrator')
const SEES = only('administrator', 'auditor')

export function open311Routes(cases: CasesDeps): Route[] {
  const room = { pool: cases.app }
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/open311/keys',
      access: SEES,
      summary: { zh: 'Open311 密钥（不含密钥本身）', en: 'Open311 keys, without the keys themselves' },
      schema: { response: { 200: Type.Object({ items: Type.Array(Key) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readKeys(room, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/open311/keys',
      access: KEEPS,
      summary: { zh: '发放 Open311 密钥（只显示一次）', en: 'Issue an Open311 key; shown once' },
      schema: {
        body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
        response: { 201: Type.Object({ keyId: Type.String(), key: Type.String() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const { bureauId, accountId } = ctx.session
        const made = await issueKey(room, { bureauId, accountId, now: ctx.now }, body.name)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/open311/keys/:keyId/revocation',
      access: KEEPS,
      summary: { zh: '吊销 Open311 密钥', en: 'Revoke an Open311 key' },
      schema: {
        params: Type.Object({ keyId: Type.String({ format: 'uuid' }) }, closed),
        response: { 200: Type.Object({ keyId: Type.String() }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const { bureauId, accountId } = ctx.session
        const done = await revoke(room, { bureauId, accountId, now: ctx.now }, params.keyId)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/open311/services',
      access: SEES,
      summary: { zh: 'Open311 服务及其附加问题', en: 'Open311 services and what they ask' },
      schema: { response: { 200: Type.Object({ items: Type.Array(ServiceView) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readServices(cases.app, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/open311/services/:code',
      access: KEEPS,
      summary: { zh: '设置 Open311 服务', en: 'Set an Open311 service' },
      schema: {
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }, closed),
        body: Type.Object(
          {
            ...ServiceSettings.properties,
            attributes: Type.Array(Attribute, { maxItems: 20 }),
            seenVersion: Type.Integer({ minimum: 0 }),
          },
          closed,
        ),
        response: { 200: Type.Object({ version: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const { seenVersion, ...settings } = body
        const command = { now: ctx.now, idempotencyKey: ctx.idempotencyKey, session: ctx.session }
        const saved = await saveService(cases.app, command, params.code, settings, seenVersion)
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
  ]
}
