/** The API of disclosure packages: the finance officer writes, the head releases, everybody reads what is released. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { loadSentSets, readSets } from './load-sets.ts'
import { createPackage, takeStep } from './packages.ts'
import { draftFile, publicFile, publicPackages, readChanges, readPackage, readPackages } from './read.ts'
import type { PackageRoom } from './room.ts'
import { FORMS } from './sets.ts'

const SEES = only('finance', 'bureau-head')
const closed = { additionalProperties: false } as const
const Params = Type.Object({ packageId: Type.String({ format: 'uuid' }) }, closed)
const FormatSchema = Type.Unsafe<c.Format>(Type.String({ enum: [...c.FORMATS] }))
const Bureau = Type.String({ minLength: 2, maxLength: 31 })
const Done = Type.Object(
  {
    packageId: Type.String(),
    version: Type.Integer(),
    state: Type.Unsafe<c.State>(Type.String({ enum: [...c.STATES] })),
  },
  closed,
)
const list = <T extends Type.TSchema>(of: T) => Type.Object({ items: Type.Array(of) }, closed)
const File = Type.Unsafe<never>(Type.String({ format: 'binary' }))

export const FILE_TYPES: Readonly<Record<c.Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  zip: 'application/zip',
}
const headersOf = (format: c.Format, name: string, cache: string) => ({
  'content-type': FILE_TYPES[format],
  // Never shown as a page of this site: its styles are its own.
  'content-disposition': `attachment; filename="${name}.${format}"`,
  'cache-control': cache,
})

export function packageRoutes(room: PackageRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/packages',
      access: SEES,
      summary: { zh: '公开材料一览', en: 'Disclosure packages' },
      schema: { response: { 200: list(c.PackageRow) } },
      handler: async ({ ctx }) => {
        const items = await readPackages(room, ctx)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/packages',
      access: only('finance'),
      summary: { zh: '开始一份公开材料', en: 'Begin a package' },
      schema: { body: c.NewPackage, response: { 201: Done } },
      handler: async ({ ctx, body }) => {
        const done = await createPackage(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/package-sets',
      access: SEES,
      summary: { zh: '各年度和地区的表套', en: 'Sets of tables by year and jurisdiction' },
      schema: { response: { 200: list(c.TableSetView) } },
      handler: async ({ ctx }) => ({
        body: {
          items: (await readSets(room, ctx.session)).map((s) => ({
            id: s.id,
            name: s.name,
            kind: s.kind,
            from: s.from,
            to: s.to,
            tables: s.tables.map((t) => s.titles?.[t] ?? FORMS[t]),
            digits: s.digits ?? null,
          })),
        },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/package-sets',
      access: only('finance'),
      summary: { zh: '导入表套', en: 'Load sets of tables' },
      schema: { body: c.NewSets, response: { 200: c.SetsLoaded } },
      handler: async ({ ctx, body }) => {
        const done = await loadSentSets(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/packages/:packageId',
      access: SEES,
      summary: {
        zh: '一份材料：缺什么、要说明什么、自查结果',
        en: 'One package: what is missing, what is asked, its check',
      },
      schema: {
        params: Params,
        querystring: Type.Object({ check: Type.Optional(Type.Boolean()) }, closed),
        response: { 200: c.PackageDetail },
      },
      handler: async ({ ctx, params, query }) => {
        const detail = await readPackage(room, ctx, params.packageId, query.check ?? false)
        return isRefusal(detail) ? detail : { body: detail }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/packages/:packageId/changes',
      access: SEES,
      summary: { zh: '一份材料的全部修改', en: 'Every version of a package' },
      schema: { params: Params, response: { 200: list(c.PackageChange) } },
      handler: async ({ ctx, params }) => ({
        body: { items: await readChanges(room, ctx, params.packageId) },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/packages/:packageId/steps',
      access: SEES,
      summary: { zh: '保存、提交、退回、发布、撤下', en: 'Save, submit, return, release, withdraw' },
      schema: { params: Params, body: c.Step, response: { 200: Done } },
      handler: async ({ ctx, params, body }) => {
        const done = await takeStep(room, ctx, params.packageId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/packages/:packageId/drafts/:format',
      access: SEES,
      summary: { zh: '下载草稿', en: 'Download a draft' },
      schema: {
        params: Type.Object({ ...Params.properties, format: FormatSchema }, closed),
        response: { 200: File },
      },
      handler: async ({ ctx, params }) => {
        const file = await draftFile(room, ctx, params.packageId, params.format)
        if (isRefusal(file)) return file
        return { body: file.bytes, headers: headersOf(params.format, file.name, 'private, no-store') }
      },
    }),
    ...publicRoutes(room),
  ]
}

function publicRoutes(room: PackageRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/:bureau/finance',
      access: 'public',
      summary: { zh: '已公开的预决算', en: 'Budgets and final accounts that are published' },
      schema: { params: Type.Object({ bureau: Bureau }, closed), response: { 200: list(c.PackageRow) } },
      handler: async ({ params }) => {
        const facts = await room.directory.bySlug(params.bureau)
        return facts ? { body: { items: await publicPackages(room, facts) } } : refuse('not_found')
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/:bureau/finance/:packageId/:format',
      access: 'public',
      summary: { zh: '下载已公开的材料', en: 'Download what is published' },
      schema: {
        params: Type.Object({ bureau: Bureau, ...Params.properties, format: FormatSchema }, closed),
        response: { 200: File },
      },
      handler: async ({ params }) => {
        const facts = await room.directory.bySlug(params.bureau)
        if (!facts) return refuse('not_found')
        const file = await publicFile(room, facts, params.packageId, params.format)
        if (isRefusal(file)) return file
        return {
          body: file.bytes,
          headers: {
            ...headersOf(
              params.format,
              `${params.bureau}-${params.packageId.slice(0, 8)}`,
              'public, max-age=300',
            ),
            etag: `"${file.sha256.slice(0, 32)}"`,
          },
        }
      },
    }),
  ]
}
