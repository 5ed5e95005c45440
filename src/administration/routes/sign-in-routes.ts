/** The API of what a bureau asks of its people when they sign in. */
import Type from 'typebox'
import { changeSignInRules, readSignInRules, resetSecondFactor } from '../../bureau/index.ts'
import type { RoleName } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { countFactors } from '../accounts/store.ts'
import { SignInRulesFields, SignInRulesSchema, Uuid } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { policy } from '../policy.ts'

const closed = { additionalProperties: false } as const

export function signInRoutes(deps: AdministrationDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/sign-in-rules',
      access: policy.seeSignIn,
      summary: { zh: '查看登录规则', en: 'See the rules of signing in' },
      schema: { response: { 200: SignInRulesSchema } },
      handler: async ({ ctx }) => {
        const { bureauId } = ctx.session
        const [rules, factors] = await Promise.all([
          readSignInRules(deps.bureau, bureauId),
          withTx(deps.bureau.pool, { bureau: bureauId }, (tx) => countFactors(tx, bureauId), {
            readOnly: true,
          }),
        ])
        return { body: { ...rules, secondFactorRoles: [...rules.secondFactorRoles], factors } }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/administration/sign-in-rules',
      access: policy.manageSignIn,
      summary: { zh: '变更登录规则', en: 'Change the rules of signing in' },
      schema: {
        body: Type.Object({ ...SignInRulesFields, expectedVersion: Type.Integer({ minimum: 0 }) }, closed),
        response: { 200: Type.Object({ version: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const { expectedVersion, idleMinutes, sessionHours } = body
        const rules = { idleMinutes, sessionHours, secondFactorRoles: body.secondFactorRoles as RoleName[] }
        const done = await changeSignInRules(deps.bureau, ctx, rules, expectedVersion)
        return isRefusal(done) ? done : { body: { version: done.version } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/accounts/:id/reset-second-factor',
      access: policy.manageAccounts,
      summary: { zh: '重置账号的动态验证码', en: 'Take away the second factor of an account' },
      schema: {
        params: Type.Object({ id: Uuid }, closed),
        body: Type.Object(
          {
            reason: Type.String({
              minLength: 4,
              maxLength: 300,
              pattern: '\\S',
              description: 'How it was made sure that this is the person who asks; kept in the log.',
            }),
          },
          closed,
        ),
        response: { 200: Type.Object({ sessionsEnded: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await resetSecondFactor(deps.bureau, ctx, params.id, body.reason.trim())
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
