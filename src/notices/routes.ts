/** The API of the gateways: their state for administrators, and what a gateway reports later. */
import { timingSafeEqual } from 'node:crypto'
import Type from 'typebox'
import type { BureauDirectory } from '../bureau/index.ts'
import { only } from '../kernel/access/index.ts'
import type { Keyring } from '../kernel/crypto/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import { GROUPS, type NoticeGroup, NoticePage } from './contract.ts'
import { noticeFigures, reportDelivery } from './delivery-store.ts'
import { listNotices, retryNotice } from './list.ts'
import { hasGateway, quietHoursOf } from './outgoing.ts'
import { quietUntil } from './quiet-hours.ts'
import type { NoticeSettings } from './settings.ts'
import { signatureOf } from './sms-gateway.ts'

export interface NoticesRoom {
  app: Pool
  worker: Pool
  keyring: Keyring
  directory: BureauDirectory
  settings: NoticeSettings
  unreached(of: { bureauId: string; matterId: string; noticeId: string; at: Date }): Promise<void>
}

const closed = { additionalProperties: false } as const
const DAY = 86_400_000
const SHOWN_DAYS = 30
/** A report is signed for the moment; an old one may have been overheard. */
const REPORT_MINUTES = 10

const Figure = Type.Object(
  {
    via: Type.Unsafe<'sms' | 'email' | 'post'>(Type.String({ enum: ['sms', 'email', 'post'] })),
    state: Type.Unsafe<'waiting' | 'refused' | 'given-up'>(
      Type.String({ enum: ['waiting', 'refused', 'given-up'] }),
    ),
    number: Type.Integer(),
    oldest: Type.String({ format: 'date-time' }),
    /** Code of the newest failure among them. */
    code: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
)

function signatureFits(secret: string, given: string, expected: [string, string, string]): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(signatureOf(secret, ...expected))]
  return a.length === b.length && timingSafeEqual(a, b)
}

export function noticeRoutes(room: NoticesRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/notices/gateways',
      access: only('administrator', 'auditor'),
      tag: 'notices',
      summary: {
        zh: '短信和邮件网关：是否接通，等待发送、被拒收和放弃的条数及原因代码',
        en: 'Gateways for text messages and mail: which there are, what waits, what was refused or given up and why',
      },
      schema: {
        response: {
          200: Type.Object(
            {
              sms: Type.Boolean(),
              email: Type.Boolean(),
              days: Type.Integer(),
              figures: Type.Array(Figure),
            },
            { ...closed, $id: 'NoticeGateways' },
          ),
        },
      },
      handler: async ({ ctx }) => {
        const { bureauId } = ctx.session
        const since = new Date(ctx.now.getTime() - SHOWN_DAYS * DAY)
        const figures = await withTx(room.app, { bureau: bureauId }, (tx) =>
          noticeFigures(tx, bureauId, since),
        )
        const s = room.settings
        return {
          body: { sms: hasGateway(s, 'sms'), email: hasGateway(s, 'email'), days: SHOWN_DAYS, figures },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/notices',
      access: only('administrator', 'auditor'),
      tag: 'notices',
      summary: {
        zh: '通知清单：已发、待发、未发成；号码和邮箱已遮盖',
        en: 'Notices that were sent, wait or failed; numbers and addresses are masked',
      },
      schema: {
        querystring: Type.Object(
          {
            group: Type.Unsafe<NoticeGroup>(Type.String({ enum: [...GROUPS] })),
            via: Type.Optional(Type.Unsafe<'sms' | 'email'>(Type.String({ enum: ['sms', 'email'] }))),
            after: Type.Optional(Type.String({ maxLength: 60 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          },
          closed,
        ),
        response: { 200: NoticePage },
      },
      handler: async ({ ctx, query }) => {
        const { bureauId } = ctx.session
        const page = await listNotices(room, bureauId, { ...query, limit: query.limit ?? 50 })
        const s = room.settings
        const hours = quietHoursOf(s)
        const facts = await room.directory.byId(bureauId)
        const until = quietUntil(ctx.now, hours, facts?.bureau.zone)
        const quiet = hours ? { ...hours, until: until?.toISOString() ?? null } : null
        return { body: { ...page, sms: hasGateway(s, 'sms'), email: hasGateway(s, 'email'), quiet } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/notices/:noticeId/retry',
      access: only('administrator'),
      tag: 'notices',
      summary: {
        zh: '重发一条因网关故障而放弃的通知',
        en: 'Send again a notice given up for trouble of a gateway',
      },
      schema: {
        params: Type.Object({ noticeId: Type.String({ format: 'uuid' }) }, closed),
        response: { 200: Type.Object({ noticeId: Type.String() }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const command = { now: ctx.now, idempotencyKey: ctx.idempotencyKey, session: ctx.session }
        const done = await retryNotice(room.app, command, params.noticeId)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/public/notices/reports',
      access: 'public',
      idempotent: false,
      tag: 'notices',
      summary: {
        zh: '短信网关回报一条短信是否送达（须签名）',
        en: 'A text message gateway reports whether a message arrived (signed)',
      },
      schema: {
        body: Type.Object(
          {
            id: Type.String({ format: 'uuid' }),
            delivered: Type.Boolean(),
            code: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,40}$' })),
            /** Seconds since 1970. */
            at: Type.Integer({ minimum: 0 }),
            /** HMAC-SHA256 over `at`, `id` and `delivered` or `failed`, each on a line; lower hex. */
            signature: Type.String({ maxLength: 100 }),
          },
          closed,
        ),
        response: { 200: Type.Object({ noted: Type.Boolean() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const { id, delivered, code, at, signature } = body
        const secret = room.settings.sms?.secret
        const fresh = Math.abs(ctx.now.getTime() / 1000 - at) <= REPORT_MINUTES * 60
        const said = delivered ? 'delivered' : 'failed'
        if (!secret || !fresh || !signatureFits(secret, signature, [String(at), id, said]))
          return refuse('notice.report_not_signed')
        const report = { noticeId: id, via: 'sms' as const, delivered, at: ctx.now }
        const row = await reportDelivery(room.worker, {
          ...report,
          code: delivered ? null : `sms ${code ?? 'failed'}`,
        })
        if (row?.matter_id && !delivered)
          await room.unreached({
            bureauId: row.bureau_id,
            matterId: row.matter_id,
            noticeId: id,
            at: ctx.now,
          })
        return { body: { noted: row !== null } }
      },
    }),
  ]
}
