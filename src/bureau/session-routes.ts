/** Sign-in, sign-out and what belongs to oneself. */
import Type from 'typebox'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { clearedSessionCookie, defineRoute, type Route, sessionCookie } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { changePassword, proposeSecondFactor, setSecondFactor } from './change-password.ts'
import { AccountSchema, MeSchema, PasswordChangeSchema, SignInSchema } from './contract.ts'
import { policy } from './policy.ts'
import { presentUnit } from './present.ts'
import type { BureauRoom } from './room.ts'
import { signIn } from './sign-in.ts'
import { findSignIn } from './sign-in-store.ts'
import { signOut } from './sign-out.ts'

const closed = { additionalProperties: false } as const

export function sessionRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/session',
      access: policy.signIn,
      idempotent: false,
      summary: { zh: '登录', en: 'Sign in' },
      schema: {
        body: SignInSchema,
        response: {
          201: Type.Object(
            {
              account: AccountSchema,
              expiresAt: Type.String(),
              token: Type.Optional(Type.String({ description: 'Only with `as: token`; send it as Bearer.' })),
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx, body }) => {
        const result = await signIn(room, ctx.now, body)
        if (isRefusal(result)) return result
        const { account, token } = result
        const expiresAt = result.expiresAt.toISOString()
        if (body.as === 'token') return { body: { account, expiresAt, token } }
        const maxAgeSeconds = Math.floor((result.expiresAt.getTime() - ctx.now.getTime()) / 1000)
        return {
          body: { account, expiresAt },
          headers: { 'set-cookie': sessionCookie(token, { secure: ctx.secure, maxAgeSeconds }) },
        }
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/session',
      access: policy.signOut,
      summary: { zh: '退出', en: 'Sign out' },
      schema: { response: { 204: Type.Null() } },
      handler: async ({ ctx }) => {
        await signOut(room, ctx)
        return { headers: { 'set-cookie': clearedSessionCookie(ctx.secure) } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/me',
      access: policy.seeMyself,
      summary: { zh: '我的账号', en: 'Who I am' },
      schema: { response: { 200: MeSchema } },
      handler: async ({ ctx }) => {
        const { accountId, bureauId, unitId, login, name, roles, expiresAt } = ctx.session
        const [facts, row] = await Promise.all([
          room.directory.byId(bureauId),
          withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true }),
        ])
        const unit = facts?.units.get(unitId)
        if (!facts || !unit) return refuse('not_found')
        const { slug, name: bureauName, simulated, zone } = facts.bureau
        return {
          body: {
            accountId,
            login,
            name,
            roles: [...roles],
            unit: presentUnit(unit),
            bureau: { slug, name: bureauName, simulated, zone },
            now: ctx.now.toISOString(),
            today: plainDateIn(zone, ctx.now.toISOString()),
            secondFactor: row?.totp_cipher != null,
            expiresAt: expiresAt.toISOString(),
          },
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/me/password',
      access: policy.changeMyPassword,
      summary: { zh: '修改密码', en: 'Change my password' },
      schema: { body: PasswordChangeSchema, response: { 204: Type.Null() } },
      handler: async ({ ctx, body }) => (await changePassword(room, ctx, body)) ?? {},
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/me/second-factor/proposal',
      access: policy.changeMySecondFactor,
      summary: { zh: '生成动态验证码密钥', en: 'A fresh secret for an authenticator app' },
      schema: { response: { 200: Type.Object({ secret: Type.String(), uri: Type.String() }, closed) } },
      handler: ({ ctx }) => ({ body: proposeSecondFactor(ctx.session) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/me/second-factor',
      access: policy.changeMySecondFactor,
      summary: { zh: '启用或停用动态验证码', en: 'Set or remove my second factor' },
      schema: {
        body: Type.Object(
          {
            password: Type.String({ minLength: 1, maxLength: 200 }),
            secret: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
            code: Type.String({ maxLength: 20 }),
          },
          closed,
        ),
        response: { 204: Type.Null() },
      },
      handler: async ({ ctx, body }) => (await setSecondFactor(room, ctx, body)) ?? {},
    }),
  ]
}
