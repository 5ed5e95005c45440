/** The API of limits and the calendar. */
import Type from 'typebox'
import type { LocalSettingFact } from '../../bureau/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { readTable, TableFileSchema, tableFile } from '../../tables/index.ts'
import { NOTICE_COLUMNS } from '../calendar/notice-table.ts'
import { previewNotice, readCalendar, saveNotice } from '../calendar/notices.ts'
import { closed, Day, WordsSchema } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import {
  LimitPreviewSchema,
  LocalLimitSchema,
  NoticePreviewSchema,
  RehearsalSchema,
  RuleSchema,
} from '../limits/contract.ts'
import { previewLimit, type RehearsalAsk, readRules, rehearsalRows, rehearseLimit } from '../limits/limits.ts'
import { policy } from '../policy.ts'
import { FILE, TABLE_LIMIT } from './unit-routes.ts'

const RuleId = Type.String({ minLength: 1, maxLength: 40 })
const { extensionCap: _cap, ...limitFields } = LocalLimitSchema.properties
const Limit = Type.Object(
  {
    ruleId: RuleId,
    ...limitFields,
    length: Type.Integer({ minimum: 1, maximum: 3650 }),
    extensionCap: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
  },
  closed,
)
const NoticeHead = {
  year: Type.Integer({ minimum: 2000, maximum: 2100 }),
  title: Type.String({ minLength: 2, maxLength: 200 }),
  number: Type.Union([Type.String({ minLength: 1, maxLength: 60 }), Type.Null()]),
}

const RehearsalQuery = Type.Object(
  {
    length: Type.Integer({ minimum: 1, maximum: 3650 }),
    unit: Type.Enum(['cal', 'wd', 'hour']),
    from: Day,
    to: Day,
  },
  closed,
)
const askOf = (
  ruleId: string,
  q: { length: number; unit: string; from: string; to: string },
): RehearsalAsk => ({ ruleId, limit: { length: q.length, unit: q.unit as 'cal' }, from: q.from, to: q.to })

export function limitRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/rules',
      access: policy.seeLimits,
      summary: { zh: '查看时限规则的各个版本', en: 'See the rules of the clocks by version' },
      schema: { response: { 200: Type.Object({ items: Type.Array(RuleSchema) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readRules(deps, ctx.session.bureauId, ctx.now) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/rules/preview',
      access: policy.manageLimits,
      summary: {
        zh: '预览本地时限对在办事项的影响',
        en: 'Preview what a local limit would do to running matters',
      },
      schema: { body: Limit, response: { 200: LimitPreviewSchema } },
      handler: async ({ ctx, body }) => {
        const preview = await previewLimit(deps, ctx, body as LocalSettingFact)
        return isRefusal(preview) ? preview : { body: preview }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/rules/:ruleId/rehearsal',
      access: policy.seeLimits,
      summary: { zh: '用已办结事项演练另一个时限', en: 'Rehearse another limit on finished matters' },
      schema: {
        params: Type.Object({ ruleId: RuleId }, closed),
        querystring: RehearsalQuery,
        response: { 200: RehearsalSchema },
      },
      handler: async ({ ctx, params, query }) => {
        const rehearsal = await rehearseLimit(deps, ctx.session, askOf(params.ruleId, query))
        return isRefusal(rehearsal) ? rehearsal : { body: rehearsal }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/rules/:ruleId/rehearsal/export',
      access: policy.seeLimits,
      summary: { zh: '导出演练结果', en: 'Write out a rehearsal, one clock a row' },
      schema: {
        params: Type.Object({ ruleId: RuleId }, closed),
        querystring: RehearsalQuery,
        response: { 200: FILE },
      },
      handler: async ({ ctx, params, query }) => {
        const rows = await rehearsalRows(deps, ctx.session, askOf(params.ruleId, query))
        return isRefusal(rows) ? rows : tableFile('xlsx', 'rehearsal', { name: '演练', rows })
      },
    }),
    ...calendarRoutes(deps),
  ]
}

function calendarRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/calendar',
      access: policy.seeCalendar,
      summary: { zh: '查看放假通知和本地放假日', en: 'See holiday notices and local days' },
      schema: {
        response: {
          200: Type.Object(
            {
              knownUntil: Day,
              next: Type.Integer({ description: 'The year whose notice comes next.' }),
              notices: Type.Array(
                Type.Object(
                  {
                    year: Type.Integer(),
                    title: Type.String(),
                    number: Type.Union([Type.String(), Type.Null()]),
                    own: Type.Boolean({ description: 'Read in by the bureau, not yet in the program.' }),
                    days: Type.Array(
                      Type.Object(
                        {
                          festival: Type.String(),
                          off: Type.Array(Type.String()),
                          work: Type.Array(Type.String()),
                          source: Type.String(),
                        },
                        closed,
                      ),
                    ),
                  },
                  closed,
                ),
              ),
              overrides: Type.Array(
                Type.Object({ day: Day, working: Type.Boolean(), basis: WordsSchema }, closed),
              ),
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx }) => ({ body: await readCalendar(deps, ctx.session.bureauId) }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/calendar/notice/preview',
      access: policy.manageCalendar,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '预览放假通知', en: 'Preview a holiday notice' },
      schema: {
        body: Type.Object({ ...NoticeHead, file: TableFileSchema }, closed),
        response: { 200: NoticePreviewSchema },
      },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body.file, NOTICE_COLUMNS)
        if (isRefusal(table)) return table
        const { year, title, number } = body
        const preview = await previewNotice(deps, ctx.session, { year, title, number }, table)
        return isRefusal(preview) ? preview : { body: preview }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/calendar/notice',
      access: policy.manageCalendar,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '导入放假通知', en: 'Read in a holiday notice' },
      schema: {
        body: Type.Object(
          { ...NoticeHead, file: TableFileSchema, digest: Type.String({ maxLength: 64 }) },
          closed,
        ),
        response: { 201: Type.Object({ year: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body.file, NOTICE_COLUMNS)
        if (isRefusal(table)) return table
        const { year, title, number, digest } = body
        const saved = await saveNotice(deps, ctx, { year, title, number }, table.rows, digest)
        return isRefusal(saved) ? saved : { body: saved }
      },
    }),
  ]
}
