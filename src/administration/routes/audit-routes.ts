/** The API of the two logs and of the review of looks. */
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
import { withTx } from '../../kernel/postgres/connect.ts'
import { tableFile } from '../../tables/index.ts'
import { AccessLineSchema, AuditLineSchema, ReviewSchema, SampleSchema } from '../audit/contract.ts'
import { ACCESS_HEAD, AUDIT_HEAD, accessRow, auditRow, MOST_EXPORTED, spanOf } from '../audit/export.ts'
import { searchAccess, searchAudit } from '../audit/store.ts'
import { closed, Day, Uuid } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { policy } from '../policy.ts'
import { drawSample, judge, readReviews, readSamples } from '../review/reviews.ts'
import { factsOf } from '../units/units.ts'
import { FILE } from './unit-routes.ts'

const isId = (part: unknown) => typeof part === 'string' && /^[0-9a-f-]{36}$/.test(part)
const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part))

const COMMON = {
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  accountId: Type.Optional(Uuid),
  q: Type.Optional(Type.String({ maxLength: 60 })),
}
const AUDIT_QUERY = { ...COMMON, action: Type.Optional(Type.String({ maxLength: 60 })) }
const ACCESS_QUERY = {
  ...COMMON,
  what: Type.Optional(Type.Enum(['matter', 'parties', 'attachment', 'lookup'])),
  everybody: Type.Optional(Type.Boolean({ description: 'Also the program’s own looks, for notices.' })),
}

interface Ask {
  from?: string
  to?: string
}

export function auditRoutes(deps: AdministrationDeps): Route[] {
  const contextOf = ({
    bureauId,
    unitId,
    accountId,
  }: {
    bureauId: string
    unitId: string
    accountId: string
  }) => ({
    bureau: bureauId,
    unit: unitId,
    account: accountId,
  })
  const span = async (bureauId: string, { from, to }: Ask) =>
    spanOf((await factsOf(deps, bureauId)).bureau.zone, from, to)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/audit',
      access: policy.seeAudit,
      summary: { zh: '检索管理操作日志', en: 'Search administrative acts' },
      schema: {
        querystring: Type.Object({ ...AUDIT_QUERY, ...PAGE_QUERY }, closed),
        response: { 200: pageOf(AuditLineSchema) },
      },
      handler: async ({ ctx, query }) => {
        const before = decodeCursor(query.cursor, [isId])
        if (isRefusal(before)) return before
        const { bureauId } = ctx.session
        const limit = query.limit ?? PAGE_LIMIT
        const filter = { ...query, ...(await span(bureauId, query)) }
        const rows = await withTx(
          deps.bureau.pool,
          contextOf(ctx.session),
          (tx) => searchAudit(tx, bureauId, filter, (before?.[0] as string) ?? null, limit + 1),
          { readOnly: true },
        )
        return { body: toPage(rows, limit, (l) => [l.id]) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/audit/export',
      access: policy.seeAudit,
      summary: { zh: '导出管理操作日志', en: 'Write out administrative acts' },
      schema: { querystring: Type.Object(AUDIT_QUERY, closed), response: { 200: FILE } },
      handler: async ({ ctx, query }) => {
        const { bureauId } = ctx.session
        const filter = { ...query, ...(await span(bureauId, query)) }
        const rows = await withTx(
          deps.bureau.pool,
          contextOf(ctx.session),
          (tx) => searchAudit(tx, bureauId, filter, null, MOST_EXPORTED),
          { readOnly: true },
        )
        return tableFile('csv', 'audit', { name: 'audit', rows: [AUDIT_HEAD, ...rows.map(auditRow)] })
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/access',
      access: policy.seeAudit,
      summary: { zh: '检索个人信息查阅记录', en: 'Search looks at personal data' },
      schema: {
        querystring: Type.Object({ ...ACCESS_QUERY, ...PAGE_QUERY }, closed),
        response: { 200: pageOf(AccessLineSchema) },
      },
      handler: async ({ ctx, query }) => {
        const before = decodeCursor(query.cursor, [isInstant, isId])
        if (isRefusal(before)) return before
        const { bureauId } = ctx.session
        const limit = query.limit ?? PAGE_LIMIT
        const filter = { ...query, ...(await span(bureauId, query)) }
        const from = before && { at: String(before[0]), id: String(before[1]) }
        const rows = await withTx(
          deps.cases.app,
          contextOf(ctx.session),
          (tx) => searchAccess(tx, bureauId, filter, from, limit + 1),
          { readOnly: true },
        )
        return { body: toPage(rows, limit, (l) => [l.at, l.id]) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/access/export',
      access: policy.seeAudit,
      summary: { zh: '导出个人信息查阅记录', en: 'Write out looks at personal data' },
      schema: { querystring: Type.Object(ACCESS_QUERY, closed), response: { 200: FILE } },
      handler: async ({ ctx, query }) => {
        const { bureauId } = ctx.session
        const filter = { ...query, ...(await span(bureauId, query)) }
        const rows = await withTx(
          deps.cases.app,
          contextOf(ctx.session),
          (tx) => searchAccess(tx, bureauId, filter, null, MOST_EXPORTED),
          { readOnly: true },
        )
        return tableFile('csv', 'access', { name: 'access', rows: [ACCESS_HEAD, ...rows.map(accessRow)] })
      },
    }),
    ...reviewRoutes(deps),
  ]
}

function reviewRoutes(deps: AdministrationDeps): Route[] {
  const sample = Type.Object({ sampleId: Uuid }, closed)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/access-samples',
      access: policy.reviewAccess,
      summary: { zh: '查阅抽查', en: 'Samples of looks drawn for review' },
      schema: { response: { 200: Type.Object({ items: Type.Array(SampleSchema) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readSamples(deps, ctx.session) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/access-samples',
      access: policy.reviewAccess,
      summary: { zh: '抽取查阅记录', en: 'Draw a sample of looks' },
      schema: {
        body: Type.Object({ from: Day, to: Day, size: Type.Integer({ minimum: 1, maximum: 200 }) }, closed),
        response: { 201: Type.Object({ sampleId: Uuid, size: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const drawn = await drawSample(deps, ctx, body)
        return isRefusal(drawn) ? drawn : { body: drawn }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/access-samples/:sampleId',
      access: policy.reviewAccess,
      summary: { zh: '抽查到的查阅记录', en: 'The looks of a sample' },
      schema: { params: sample, response: { 200: Type.Object({ items: Type.Array(ReviewSchema) }, closed) } },
      handler: async ({ ctx, params }) => ({
        body: { items: await readReviews(deps, ctx.session, params.sampleId) },
      }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/administration/access-samples/:sampleId/:accessId',
      access: policy.reviewAccess,
      summary: { zh: '记录复核意见', en: 'Record the verdict on a look' },
      schema: {
        params: Type.Object({ sampleId: Uuid, accessId: Uuid }, closed),
        body: Type.Object(
          {
            verdict: Type.Enum(['justified', 'unclear', 'unjustified']),
            words: Type.Union([Type.String({ maxLength: 1000 }), Type.Null()]),
          },
          closed,
        ),
        response: { 200: Type.Object({ accessId: Uuid }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await judge(
          deps,
          ctx,
          params.sampleId,
          params.accessId,
          body as { verdict: 'justified'; words: null },
        )
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
