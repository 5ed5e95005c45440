/** The API of the message platform: templates, groups, settings, figures, replies. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import {
  decodeCursor,
  defineRoute,
  itemsOf,
  PAGE_LIMIT,
  PAGE_QUERY,
  pageOf,
  type Route,
  toPage,
} from '../kernel/http/index.ts'
import { tableFile } from '../tables/index.ts'
import { campaignRoutes } from './campaign-routes.ts'
import * as s from './contract.ts'
import { figuresOf } from './figures.ts'
import { groupsOf, readContacts, removeContact, writeGroup } from './groups.ts'
import { CONTACT_COLUMNS, importContacts } from './import-contacts.ts'
import { listReplies, mattersOfReply, settleReply } from './replies.ts'
import type { MessagesRoom } from './room.ts'
import { APPROVERS, SENDERS } from './rules.ts'
import { readSettings, saveSettings } from './settings.ts'
import { listTemplates, saveTemplate } from './text-templates.ts'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Id = Type.Object({ id: Uuid }, closed)
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const READ = only(...SENDERS, 'auditor', 'administrator')
const WRITE = only(...SENDERS)
const Version = Type.Integer({ minimum: 1 })
const tag = 'messages'
const isId = (x: unknown) => typeof x === 'string' && /^[0-9a-f-]{36}$/.test(x)
const isMoment = (x: unknown) => typeof x === 'string' && !Number.isNaN(Date.parse(x))
const oneOf = <T extends string>(all: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...all] }))

export const messageRoutes = (room: MessagesRoom): Route[] => [
  ...templateRoutes(room),
  ...groupRoutes(room),
  ...campaignRoutes(room),
  ...replyRoutes(room),
  ...otherRoutes(room),
]

function templateRoutes(room: MessagesRoom): Route[] {
  const Saved = Type.Object({ templateId: Uuid, version: Type.Integer() }, closed)
  const fields = { ...s.TemplateFields, active: Type.Boolean() }
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/message-templates',
      access: READ,
      tag,
      summary: {
        zh: '短信模板，含字数和条数',
        en: 'Templates of service messages with their length and segments',
      },
      schema: { response: { 200: itemsOf(s.TextTemplate) } },
      handler: async ({ ctx }) => {
        const items = await listTemplates(room, ctx.session.bureauId)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/message-templates',
      access: WRITE,
      tag,
      summary: { zh: '新建短信模板', en: 'Write a template' },
      schema: { body: Type.Object(fields, closed), response: { 201: Saved } },
      handler: async ({ ctx, body }) => {
        const done = await saveTemplate(room, ctx, body, null)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/message-templates/:id',
      access: WRITE,
      tag,
      summary: { zh: '修改或停用短信模板', en: 'Change a template or put it away' },
      schema: {
        params: Id,
        body: Type.Object({ ...fields, expectedVersion: Version }, closed),
        response: { 200: Saved },
      },
      handler: async ({ ctx, params, body }) => {
        const { expectedVersion, ...input } = body
        const done = await saveTemplate(room, ctx, input, { templateId: params.id, expectedVersion })
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

function groupRoutes(room: MessagesRoom): Route[] {
  const Saved = Type.Object({ groupId: Uuid, version: Type.Integer() }, closed)
  const fields = { name: s.ContactGroup.properties.name, unitId: Uuid }
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/contact-groups',
      access: READ,
      tag,
      summary: { zh: '按乡镇街道的联系人分组', en: 'Groups of contacts by township' },
      schema: { response: { 200: itemsOf(s.ContactGroup) } },
      handler: async ({ ctx }) => ({ body: { items: await groupsOf(room, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/contact-groups',
      access: WRITE,
      tag,
      summary: { zh: '新建分组', en: 'Make a group' },
      schema: { body: Type.Object(fields, closed), response: { 201: Saved } },
      handler: async ({ ctx, body }) => {
        const done = await writeGroup(room, ctx, body, null)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/contact-groups/:id',
      access: WRITE,
      tag,
      summary: { zh: '修改分组', en: 'Change a group' },
      schema: {
        params: Id,
        body: Type.Object({ ...fields, expectedVersion: Version }, closed),
        response: { 200: Saved },
      },
      handler: async ({ ctx, params, body }) => {
        const { expectedVersion, ...input } = body
        const done = await writeGroup(room, ctx, input, { groupId: params.id, expectedVersion })
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      // A POST: with a reason the look is written down, and a reason does not belong into an address.
      method: 'POST',
      url: '/api/v1/contact-groups/:id/contacts',
      access: READ,
      tag,
      summary: {
        zh: '分组里的联系人；写明理由才显示完整号码，并留痕',
        en: 'Contacts of a group; numbers whole only with a reason, which is logged',
      },
      schema: {
        params: Id,
        body: Type.Object(
          {
            after: Type.Optional(Type.String({ pattern: '^[0-9a-f]{0,64}$' })),
            reason: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
          },
          closed,
        ),
        response: {
          200: Type.Object({ items: Type.Array(s.Contact), next: nullable(Type.String()) }, closed),
        },
      },
      handler: async ({ ctx, params, body }) => {
        const ask = { groupId: params.id, after: body.after ?? '', limit: PAGE_LIMIT }
        return { body: await readContacts(room, ctx, { ...ask, reason: body.reason?.trim() || null }) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/contact-groups/:id/removals',
      access: WRITE,
      tag,
      summary: {
        zh: '移出联系人，或登记退订',
        en: 'Take a contact out, or note that they want nothing any more',
      },
      schema: {
        params: Id,
        body: Type.Object(
          { key: Type.String({ pattern: '^[0-9a-f]{64}$' }), optOut: Type.Boolean() },
          closed,
        ),
        response: { 200: Type.Object({ size: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await removeContact(room, ctx, { groupId: params.id, ...body })
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/contact-groups/:id/imports',
      access: WRITE,
      bodyLimit: 16 * 1024 * 1024,
      tag,
      summary: {
        zh: '导入联系人（.xlsx、.csv；可先试导），须有同意方式和日期',
        en: 'Import contacts with their consent; may be tried first',
      },
      schema: {
        params: Id,
        body: Type.Object(
          {
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            content: Type.String({ minLength: 1 }),
            consentSource: Type.String({ maxLength: 100 }),
            consentOn: nullable(Type.String({ format: 'date' })),
            dryRun: Type.Boolean(),
          },
          closed,
        ),
        response: { 200: s.ContactImport },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await importContacts(room, ctx, { groupId: params.id, ...body })
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/contact-table',
      access: READ,
      tag,
      summary: { zh: '联系人导入模板', en: 'Empty table for contacts' },
      schema: { response: { 200: Type.String() } },
      handler: () =>
        tableFile('xlsx', 'contacts', { name: '联系人', rows: [CONTACT_COLUMNS.map((c) => c.label.zh)] }),
    }),
  ]
}

function replyRoutes(room: MessagesRoom): Route[] {
  const DESK = only('clerk', 'operator', 'supervisor', 'bureau-head')
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/message-replies',
      access: DESK,
      tag,
      summary: { zh: '群众回复的短信', en: 'What people answered' },
      schema: {
        querystring: Type.Object({ ...PAGE_QUERY, kind: oneOf(s.REPLY_KINDS) }, closed),
        response: { 200: pageOf(s.Reply) },
      },
      handler: async ({ ctx, query }) => {
        const key = decodeCursor(query.cursor, [isMoment, isId])
        if (isRefusal(key)) return key
        const limit = query.limit ?? PAGE_LIMIT
        const after = key ? { at: String(key[0]), id: String(key[1]) } : null
        const ask = { kind: query.kind, after, limit: limit + 1 }
        const rows = await listReplies(room, ctx.session.bureauId, ask)
        return { body: toPage(rows, limit, (last) => [last.at, last.replyId]) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/message-replies/:id/matters',
      access: DESK,
      tag,
      summary: { zh: '回复人的公开事项（查看留痕）', en: 'Matters of whoever answered; looking is logged' },
      schema: {
        params: Id,
        response: {
          200: itemsOf(
            Type.Object(
              {
                matterId: Uuid,
                number: Type.String(),
                subject: nullable(Type.String()),
                state: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
                ended: Type.Boolean(),
              },
              closed,
            ),
          ),
        },
      },
      handler: async ({ ctx, params }) => {
        const found = await mattersOfReply(room, ctx, params.id)
        if (isRefusal(found)) return found
        const items = found.map(({ matterId, number, subject, state, ended }) => ({
          matterId,
          number,
          subject,
          state: { zh: state.zh, en: state.en },
          ended,
        }))
        return { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/message-replies/:id',
      access: DESK,
      tag,
      summary: {
        zh: '处理回复：登记为事项、记为评价或办结',
        en: 'Make a reply a matter or a rating, or close it',
      },
      schema: {
        params: Id,
        body: Type.Union([
          Type.Object(
            {
              as: Type.Literal('matter'),
              expectedVersion: Version,
              procedure: Type.String({ maxLength: 40 }),
              subject: Type.String({ minLength: 1, maxLength: 200 }),
              category: nullable(Type.String({ maxLength: 100 })),
            },
            closed,
          ),
          Type.Object(
            {
              as: Type.Literal('rating'),
              expectedVersion: Version,
              matterId: Uuid,
              grade: oneOf(['satisfied', 'fairly-satisfied', 'unsatisfied'] as const),
            },
            closed,
          ),
          Type.Object(
            {
              as: Type.Literal('closed'),
              expectedVersion: Version,
              note: Type.String({ minLength: 1, maxLength: 200 }),
            },
            closed,
          ),
        ]),
        response: { 200: Type.Object({ replyId: Uuid, matterId: nullable(Uuid) }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await settleReply(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

function otherRoutes(room: MessagesRoom): Route[] {
  const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/message-settings',
      access: READ,
      tag,
      summary: { zh: '群发设置：签名、免打扰、审批人数', en: 'Signature, quiet hours, approval' },
      schema: { response: { 200: s.Settings } },
      handler: async ({ ctx }) => {
        const body = await readSettings(room, ctx.session.bureauId)
        return isRefusal(body) ? body : { body }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/message-settings',
      access: only(...APPROVERS, 'administrator'),
      tag,
      summary: { zh: '修改群发设置', en: 'Change signature, quiet hours, approval' },
      schema: {
        body: Type.Object({ ...s.SettingsFields, expectedVersion: Type.Integer({ minimum: 0 }) }, closed),
        response: { 200: s.Settings },
      },
      handler: async ({ ctx, body }) => {
        const done = await saveSettings(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/message-figures',
      access: READ,
      tag,
      summary: {
        zh: '按月、按乡镇的发送和送达数、费用',
        en: 'Sent and delivered by month and township, and costs',
      },
      schema: {
        querystring: Type.Object({ from: Month, to: Month }, closed),
        response: { 200: itemsOf(s.MonthFigures) },
      },
      handler: async ({ ctx, query }) => ({
        body: { items: await figuresOf(room, ctx.session.bureauId, query.from, query.to) },
      }),
    }),
  ]
}
