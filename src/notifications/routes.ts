/** The API of the bell. */
import Type from 'typebox'
import type { Session } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, eventStream, type Route } from '../kernel/http/index.ts'
import { MarkSchema, NotificationPageSchema, NotificationSettingsSchema } from './contract.ts'
import { followNotifications } from './follow.ts'
import { listNotifications } from './list.ts'
import { markNotifications, readSettings, saveSettings } from './mark.ts'
import type { NotificationsDeps, Who } from './room.ts'

const closed = { additionalProperties: false } as const

const whoOf = ({ session, now }: { session: Session; now: Date }): Who => ({
  bureauId: session.bureauId,
  actor: { kind: 'account', id: session.accountId, unitId: session.unitId, roles: session.roles },
  now,
})

/** What another room sends along the stream of the bell, so that a browser holds one connection for both. */
export type Along = (
  session: Session,
  o: { signal: AbortSignal; send: (e: { event: string; data: unknown }) => boolean },
) => Promise<void>

/** @param along sends without numbers: after a break it tells how things stand */
export function notificationRoutes(deps: NotificationsDeps, along: Along = async () => {}): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/notifications',
      access: 'signed-in',
      summary: { zh: '本单位的提醒，最新在前', en: 'Notifications of my unit, newest first' },
      schema: {
        querystring: Type.Object(
          {
            before: Type.Optional(Type.Integer({ minimum: 1 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
          },
          closed,
        ),
        response: { 200: NotificationPageSchema },
      },
      handler: async ({ ctx, query }) => {
        const page = await listNotifications(deps, whoOf(ctx), query)
        return isRefusal(page) ? page : { body: page }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/notifications/marks',
      access: 'signed-in',
      summary: { zh: '标为已读或未读（只影响本人）', en: 'Mark read or unread, for myself alone' },
      schema: {
        body: MarkSchema,
        response: { 200: Type.Object({ unread: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const marked = await markNotifications(deps, whoOf(ctx), body)
        return isRefusal(marked) ? marked : { body: marked }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/notifications/settings',
      access: 'signed-in',
      summary: { zh: '本人的提醒设置', en: 'What I wish to be told' },
      schema: { response: { 200: NotificationSettingsSchema } },
      handler: async ({ ctx }) => ({ body: await readSettings(deps, whoOf(ctx)) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/notifications/settings',
      access: 'signed-in',
      summary: { zh: '修改本人的提醒设置', en: 'Change what I wish to be told' },
      schema: { body: NotificationSettingsSchema, response: { 200: NotificationSettingsSchema } },
      handler: async ({ ctx, body }) => ({ body: await saveSettings(deps, whoOf(ctx), body) }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/notifications/stream',
      access: 'signed-in',
      summary: {
        zh: '提醒流（SSE），断线后从上次编号续传',
        en: 'Notifications as they come (SSE), resumed by number',
      },
      schema: {
        querystring: Type.Object({ after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) }, closed),
        response: { 200: Type.Unknown() },
      },
      handler: ({ ctx, query }) => ({
        body: eventStream(async (send, signal) => {
          await Promise.all([
            followNotifications(deps, whoOf(ctx), { after: ctx.lastEventId ?? query.after, signal, send }),
            along(ctx.session, { signal, send }),
          ])
        }),
      }),
    }),
  ]
}
