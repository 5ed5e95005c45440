/** The API of bureaus, accounts, sign-in and settings. */
import Type from 'typebox'
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
import { addAccount } from './add-account.ts'
import { addUnit } from './add-unit.ts'
import { changeAccount } from './change-account.ts'
import {
  AccountChangeSchema,
  AccountSchema,
  AuditSchema,
  BureauSchema,
  type LocalSettingFact,
  NewAccountSchema,
  NewUnitSchema,
  OverrideSchema,
  SettingSchema,
  UnitSchema,
} from './contract.ts'
import { myRoutes } from './my-routes.ts'
import { policy } from './policy.ts'
import { presentUnit } from './present.ts'
import type { BureauRoom } from './room.ts'
import { sessionRoutes } from './session-routes.ts'
import { setCalendarOverride } from './set-calendar-override.ts'
import { setLocalSetting } from './set-local-setting.ts'
import { listAccounts, listAudit } from './store.ts'

const closed = { additionalProperties: false } as const
const isText = (part: unknown): boolean => typeof part === 'string' && part.length <= 100
const isUuidText = (part: unknown): boolean => typeof part === 'string' && /^[0-9a-f-]{36}$/.test(part)

export function bureauRoutes(room: BureauRoom): Route[] {
  return [
    ...sessionRoutes(room),
    ...myRoutes(room),
    ...directoryRoutes(room),
    ...accountRoutes(room),
    ...settingRoutes(room),
  ]
}

function directoryRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/bureaus',
      access: policy.seeBureaus,
      summary: { zh: '本系统的信访机构', en: 'Bureaus of this installation' },
      schema: { response: { 200: Type.Object({ items: Type.Array(BureauSchema) }, closed) } },
      handler: async () => {
        const all = await room.directory.all()
        return { body: { items: all.map(({ bureauId, slug, name }) => ({ bureauId, slug, name })) } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/units',
      access: policy.seeUnits,
      summary: { zh: '本机构的单位', en: 'Units of my bureau' },
      schema: { response: { 200: Type.Object({ items: Type.Array(UnitSchema) }, closed) } },
      handler: async ({ ctx }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        return { body: { items: [...(facts?.units.values() ?? [])].map(presentUnit) } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/units',
      access: policy.addUnit,
      summary: { zh: '增设单位', en: 'Add a unit' },
      schema: { body: NewUnitSchema, response: { 201: UnitSchema } },
      handler: async ({ ctx, body }) => {
        const unit = await addUnit(room, ctx, body)
        return isRefusal(unit) ? unit : { body: presentUnit(unit) }
      },
    }),
  ]
}

function accountRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/accounts',
      access: policy.seeAccounts,
      summary: { zh: '本机构的账号', en: 'Accounts of my bureau' },
      schema: { querystring: Type.Object(PAGE_QUERY, closed), response: { 200: pageOf(AccountSchema) } },
      handler: async ({ ctx, query }) => {
        const after = decodeCursor(query.cursor, [isText])
        if (isRefusal(after)) return after
        const { bureauId } = ctx.session
        const limit = query.limit ?? PAGE_LIMIT
        const rows = await withTx(
          room.pool,
          { bureau: bureauId },
          (tx) => listAccounts(tx, bureauId, (after?.[0] as string) ?? null, limit + 1),
          { readOnly: true },
        )
        return { body: toPage(rows, limit, (a) => [a.login]) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/accounts',
      access: policy.changeAccounts,
      summary: { zh: '开设账号', en: 'Add an account' },
      schema: { body: NewAccountSchema, response: { 201: AccountSchema } },
      handler: async ({ ctx, body }) => {
        const account = await addAccount(room, ctx, body)
        return isRefusal(account) ? account : { body: account }
      },
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/accounts/:id',
      access: policy.changeAccounts,
      summary: { zh: '更改账号的角色、状态或密码', en: 'Change roles, activity or password of an account' },
      schema: {
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, closed),
        body: AccountChangeSchema,
        response: { 200: AccountSchema },
      },
      handler: async ({ ctx, params, body }) => {
        const account = await changeAccount(room, ctx, params.id, body)
        return isRefusal(account) ? account : { body: account }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit',
      access: policy.seeAudit,
      summary: { zh: '管理操作日志', en: 'Log of administrative acts' },
      schema: { querystring: Type.Object(PAGE_QUERY, closed), response: { 200: pageOf(AuditSchema) } },
      handler: async ({ ctx, query }) => {
        const before = decodeCursor(query.cursor, [isUuidText])
        if (isRefusal(before)) return before
        const { bureauId } = ctx.session
        const limit = query.limit ?? PAGE_LIMIT
        const rows = await withTx(
          room.pool,
          { bureau: bureauId },
          (tx) => listAudit(tx, bureauId, (before?.[0] as string) ?? null, limit + 1),
          { readOnly: true },
        )
        return { body: toPage(rows, limit, (row) => [row.auditId]) }
      },
    }),
  ]
}

function settingRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings',
      access: policy.seeSettings,
      summary: { zh: '本地时限设置', en: 'Local limits' },
      schema: { response: { 200: Type.Object({ items: Type.Array(SettingSchema) }, closed) } },
      handler: async ({ ctx }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        return { body: { items: [...(facts?.settings ?? [])] } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/settings',
      access: policy.changeSettings,
      summary: { zh: '设置本地时限', en: 'Set a local limit' },
      schema: { body: SettingSchema, response: { 201: SettingSchema } },
      handler: async ({ ctx, body }) => {
        const setting = await setLocalSetting(room, ctx, body as LocalSettingFact)
        return isRefusal(setting) ? setting : { body: setting }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/calendar-overrides',
      access: policy.seeCalendar,
      summary: { zh: '本地放假与上班日', en: 'Local days off and worked days' },
      schema: { response: { 200: Type.Object({ items: Type.Array(OverrideSchema) }, closed) } },
      handler: async ({ ctx }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        return { body: { items: [...(facts?.overrides ?? [])] } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/calendar-overrides',
      access: policy.changeCalendar,
      summary: { zh: '设置本地放假或上班日', en: 'Set a local day off or worked day' },
      schema: { body: OverrideSchema, response: { 201: OverrideSchema } },
      handler: async ({ ctx, body }) => {
        const override = await setCalendarOverride(room, ctx, body)
        return isRefusal(override) ? override : { body: override }
      },
    }),
  ]
}
