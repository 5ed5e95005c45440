/** The API of code lists and categories. */
import Type from 'typebox'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import {
  ApplyTableSchema,
  previewOf,
  readTable,
  TableFileSchema,
  TablePreviewSchema,
} from '../../tables/index.ts'
import {
  CategorySchema,
  CodeItemSchema,
  CodeListSchema,
  closed,
  Day,
  Version,
  WordsSchema,
} from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import {
  addCategory,
  CATEGORY_COLUMNS,
  changeCategory,
  importCategories,
  planCategories,
} from '../lists/categories.ts'
import { readCodeLists, saveCode } from '../lists/code-lists.ts'
import { countByCategory, listCategories } from '../lists/store.ts'
import { policy } from '../policy.ts'
import { TABLE_LIMIT } from './unit-routes.ts'

const CategoryCode = Type.String({ pattern: '^([0-9]{2}){1,3}$' })

export function listRoutes(deps: AdministrationDeps): Route[] {
  return [...codeRoutes(deps), ...categoryRoutes(deps), ...categoryImportRoutes(deps)]
}

function codeRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/code-lists',
      access: policy.useLists,
      summary: { zh: '代码表', en: 'Code lists' },
      schema: { response: { 200: Type.Object({ items: Type.Array(CodeListSchema) }, closed) } },
      handler: async ({ ctx }) => ({
        body: { items: await readCodeLists(deps.bureau, ctx.session.bureauId) },
      }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/code-lists/:list/:code',
      access: policy.manageLists,
      summary: { zh: '增加或变更代码', en: 'Add or change a code' },
      schema: {
        params: Type.Object(
          {
            list: Type.String({ maxLength: 40 }),
            code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
          },
          closed,
        ),
        body: Type.Object(
          {
            name: WordsSchema,
            position: Type.Optional(Type.Integer({ minimum: 0, maximum: 9999 })),
            validFrom: Day,
            validTo: Type.Union([Day, Type.Null()]),
            expectedVersion: Type.Integer({ minimum: 0 }),
          },
          closed,
        ),
        response: { 200: CodeItemSchema },
      },
      handler: async ({ ctx, params, body }) => {
        const item = await saveCode(deps.bureau, ctx, { ...params, ...body })
        return isRefusal(item) ? item : { body: item }
      },
    }),
  ]
}

function categoryRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/categories',
      access: policy.useLists,
      summary: { zh: '内容分类', en: 'Categories' },
      schema: { response: { 200: Type.Object({ items: Type.Array(CategorySchema) }, closed) } },
      handler: async ({ ctx }) => {
        const { bureauId } = ctx.session
        const items = await withTx(
          deps.bureau.pool,
          { bureau: bureauId },
          (tx) => listCategories(tx, bureauId),
          {
            readOnly: true,
          },
        )
        return { body: { items } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/categories/use',
      access: policy.manageLists,
      summary: { zh: '分类使用情况', en: 'How often categories are used' },
      schema: {
        response: { 200: Type.Object({ counts: Type.Record(Type.String(), Type.Integer()) }, closed) },
      },
      handler: async ({ ctx }) => {
        const { bureauId, unitId } = ctx.session
        const counts = await withTx(
          deps.bureau.pool,
          { bureau: bureauId, unit: unitId },
          (tx) => countByCategory(tx, bureauId),
          { readOnly: true },
        )
        return { body: { counts: Object.fromEntries(counts) } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/categories',
      access: policy.manageLists,
      summary: { zh: '增加分类', en: 'Add a category' },
      schema: {
        body: Type.Object({ parentCode: Type.Union([CategoryCode, Type.Null()]), name: WordsSchema }, closed),
        response: { 201: CategorySchema },
      },
      handler: async ({ ctx, body }) => {
        const made = await addCategory(deps.bureau, ctx, body)
        return isRefusal(made) ? made : { body: made }
      },
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/categories/:code',
      access: policy.manageLists,
      summary: { zh: '更名、停用或恢复分类', en: 'Rename, retire or take back a category' },
      schema: {
        params: Type.Object({ code: CategoryCode }, closed),
        body: Type.Object(
          {
            name: Type.Optional(WordsSchema),
            retired: Type.Optional(Type.Boolean()),
            expectedVersion: Version,
          },
          { ...closed, minProperties: 2 },
        ),
        response: { 200: CategorySchema },
      },
      handler: async ({ ctx, params, body }) => {
        const changed = await changeCategory(deps.bureau, ctx, params.code, body)
        return isRefusal(changed) ? changed : { body: changed }
      },
    }),
  ]
}

function categoryImportRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/categories/preview',
      access: policy.manageLists,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '预览分类导入表', en: 'Preview a table of categories' },
      schema: { body: TableFileSchema, response: { 200: TablePreviewSchema } },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body, CATEGORY_COLUMNS)
        if (isRefusal(table)) return table
        const { bureauId } = ctx.session
        const existing = await withTx(
          deps.bureau.pool,
          { bureau: bureauId },
          (tx) => listCategories(tx, bureauId),
          { readOnly: true },
        )
        return { body: previewOf(CATEGORY_COLUMNS, table, planCategories(table.rows, existing).rows) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/categories/import',
      access: policy.manageLists,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '导入内容分类', en: 'Import categories' },
      schema: {
        body: ApplyTableSchema,
        response: { 200: Type.Object({ added: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body.file, CATEGORY_COLUMNS)
        if (isRefusal(table)) return table
        const done = await importCategories(deps.bureau, ctx, table.rows, body.digest)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
