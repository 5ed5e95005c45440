/** The API of accounts and roles in the administration. */
import Type from 'typebox'
import { addAccounts, endSessions, resetPassword, unlockAccount } from '../../bureau/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import {
  ApplyTableSchema,
  previewOf,
  readTable,
  TableFileSchema,
  TablePreviewSchema,
  tableFile,
} from '../../tables/index.ts'
import { ACCOUNT_COLUMNS } from '../accounts/account-table.ts'
import { findAccounts, importAccounts, previewAccounts } from '../accounts/accounts.ts'
import { rightsOf } from '../accounts/roles.ts'
import {
  AccountRowSchema,
  closed,
  Line,
  OneTimeSchema,
  RoleList,
  RoleRightsSchema,
  Uuid,
} from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { policy } from '../policy.ts'
import { FILE, FORMAT_QUERY, TABLE_LIMIT } from './unit-routes.ts'

const Until = Type.String({ description: 'Until when the passwords may be exchanged.' })
const Nothing = Type.Object({}, closed)
const byId = Type.Object({ id: Uuid }, closed)

export function accountRoutes(deps: AdministrationDeps): Route[] {
  return [...listRoutes(deps), ...importRoutes(deps), ...helpRoutes(deps)]
}

function listRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/accounts',
      access: policy.seeAccounts,
      summary: { zh: '查找账号（支持拼音）', en: 'Find accounts, also by pinyin' },
      schema: {
        querystring: Type.Object(
          {
            q: Type.Optional(Type.String({ maxLength: 60 })),
            role: Type.Optional(Type.String({ maxLength: 40 })),
            unitId: Type.Optional(Uuid),
            state: Type.Optional(Type.Enum(['active', 'inactive', 'locked', 'one-time'])),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(AccountRowSchema) }, closed) },
      },
      handler: async ({ ctx, query }) => ({
        body: { items: await findAccounts(deps, ctx.session.bureauId, ctx.now, query) },
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/roles',
      access: policy.seeRoles,
      summary: { zh: '查看每个角色能做什么', en: 'See what each role may do' },
      schema: { response: { 200: Type.Object({ items: Type.Array(RoleRightsSchema) }, closed) } },
      handler: async ({ ctx }) => {
        const accounts = await findAccounts(deps, ctx.session.bureauId, ctx.now, { state: 'active' })
        const counts = new Map<string, number>()
        for (const role of accounts.flatMap((a) => a.roles)) counts.set(role, (counts.get(role) ?? 0) + 1)
        return { body: { items: rightsOf(deps.routes(), counts) } }
      },
    }),
  ]
}

function importRoutes(deps: AdministrationDeps): Route[] {
  const added = Type.Object({ items: Type.Array(OneTimeSchema), until: Until }, closed)
  const shown = (result: Exclude<Awaited<ReturnType<typeof addAccounts>>, { refused: string }>) => ({
    items: result.items.map(({ account: { login, name, unitId }, password }) => ({
      login,
      name,
      unitId,
      password,
    })),
    until: result.until,
  })
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts',
      access: policy.manageAccounts,
      summary: { zh: '开设账号并生成一次性密码', en: 'Open accounts with one-time passwords' },
      schema: {
        body: Type.Object(
          {
            accounts: Type.Array(
              Type.Object(
                {
                  login: Type.String({ pattern: '^[a-z][a-z0-9._-]{2,59}$' }),
                  name: Line,
                  unitCode: Type.String({ maxLength: 40 }),
                  roles: RoleList,
                },
                closed,
              ),
              { minItems: 1, maxItems: 50 },
            ),
          },
          closed,
        ),
        response: { 201: added },
      },
      handler: async ({ ctx, body }) => {
        const result = await addAccounts(deps.bureau, ctx, body.accounts)
        return isRefusal(result) ? result : { body: shown(result) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/accounts/template',
      access: policy.manageAccounts,
      summary: { zh: '下载账号导入表模板', en: 'A model of the table of accounts' },
      schema: { querystring: FORMAT_QUERY, response: { 200: FILE } },
      handler: async ({ query }) => {
        const format = query.format ?? 'xlsx'
        const rows = [ACCOUNT_COLUMNS.map((c) => c.label.zh)]
        return tableFile(format, 'accounts', { name: '账号', rows })
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/preview',
      access: policy.manageAccounts,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '预览账号导入表', en: 'Preview a table of accounts' },
      schema: { body: TableFileSchema, response: { 200: TablePreviewSchema } },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body, ACCOUNT_COLUMNS)
        if (isRefusal(table)) return table
        const rows = await previewAccounts(deps, ctx.session.bureauId, table.rows)
        return { body: previewOf(ACCOUNT_COLUMNS, table, rows) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/import',
      access: policy.manageAccounts,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '批量开设账号', en: 'Open many accounts from a table' },
      schema: { body: ApplyTableSchema, response: { 201: added } },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body.file, ACCOUNT_COLUMNS)
        if (isRefusal(table)) return table
        const result = await importAccounts(deps, ctx, table.rows, body.digest)
        return isRefusal(result) ? result : { body: shown(result) }
      },
    }),
  ]
}

function helpRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/:id/reset-password',
      access: policy.manageAccounts,
      summary: { zh: '重置密码（一次性密码）', en: 'Give an account a one-time password' },
      schema: {
        params: byId,
        body: Nothing,
        response: { 200: Type.Object({ item: OneTimeSchema, until: Until }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const result = await resetPassword(deps.bureau, ctx, params.id)
        if (isRefusal(result)) return result
        const { login, name, unitId } = result.account
        return { body: { item: { login, name, unitId, password: result.password }, until: result.until } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/:id/unlock',
      access: policy.manageAccounts,
      summary: { zh: '解锁账号', en: 'Unlock an account' },
      schema: {
        params: byId,
        body: Nothing,
        response: { 200: Type.Object({ wasLocked: Type.Boolean() }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const result = await unlockAccount(deps.bureau, ctx, params.id)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/:id/end-sessions',
      access: policy.manageAccounts,
      summary: { zh: '结束账号的全部会话', en: 'End the sessions of an account' },
      schema: {
        params: byId,
        body: Nothing,
        response: { 200: Type.Object({ ended: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const result = await endSessions(deps.bureau, ctx, params.id)
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}
