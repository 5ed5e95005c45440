/** Sign-in and sign-out. */
import Type from 'typebox'
import { isRefusal } from '../kernel/errors/index.ts'
import { clearedSessionCookie, defineRoute, type Route, sessionCookie } from '../kernel/http/index.ts'
import { AccountSchema, ProposalSchema, RecoveryCodes, SignInSchema } from './contract.ts'
import { policy } from './policy.ts'
import type { BureauRoom } from './room.ts'
import { proposeSecondFactor } from './second-factor.ts'
import { signIn } from './sign-in.ts'
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
              recoveryCodes: Type.Optional(RecoveryCodes),
              recoveryCodesLeft: Type.Optional(
                Type.Integer({ description: 'After a recovery code was used: how many are left.' }),
              ),
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx, body }) => {
        const result = await signIn(room, ctx.now, body)
        if (isRefusal(result)) return result
        const { account, token, recoveryCodes, recoveryCodesLeft } = result
        const answer = {
          account,
          expiresAt: result.expiresAt.toISOString(),
          ...(recoveryCodes ? { recoveryCodes } : {}),
          ...(recoveryCodesLeft === undefined ? {} : { recoveryCodesLeft }),
        }
        if (body.as === 'token') return { body: { ...answer, token } }
        const maxAgeSeconds = Math.floor((result.expiresAt.getTime() - ctx.now.getTime()) / 1000)
        return {
          body: answer,
          headers: { 'set-cookie': sessionCookie(token, { secure: ctx.secure, maxAgeSeconds }) },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/session/second-factor-proposal',
      access: policy.signIn,
      idempotent: false,
      summary: {
        zh: '登录时生成动态验证码密钥',
        en: 'A fresh secret for an authenticator app, where sign-in asks for one to be set',
      },
      schema: {
        body: Type.Object({ login: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
        response: { 200: ProposalSchema },
      },
      handler: async ({ body }) => ({ body: await proposeSecondFactor(body.login) }),
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
  ]
}
