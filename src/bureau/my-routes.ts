/** What belongs to oneself: who I am, my password, my second factor. */
import Type from 'typebox'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { changePassword } from './change-password.ts'
import { MeSchema, NewFactorFields, PasswordChangeSchema, ProposalSchema, RecoveryCodes } from './contract.ts'
import { policy } from './policy.ts'
import { presentUnit } from './present.ts'
import type { BureauRoom } from './room.ts'
import { needsSecondFactor } from './rules.ts'
import {
  proposeSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  setSecondFactor,
} from './second-factor.ts'
import { findSignInRules } from './sign-in-rules-store.ts'
import { findSignIn } from './sign-in-store.ts'

const closed = { additionalProperties: false } as const
const Password = Type.String({ minLength: 1, maxLength: 200 })
const Code = Type.String({ maxLength: 20, description: 'Of the app, or a recovery code.' })
const Codes = Type.Object({ recoveryCodes: RecoveryCodes }, closed)

export function myRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/me',
      access: policy.seeMyself,
      summary: { zh: '我的账号', en: 'Who I am' },
      schema: { response: { 200: MeSchema } },
      handler: async ({ ctx }) => {
        const { accountId, bureauId, unitId, login, name, roles, expiresAt } = ctx.session
        const [facts, [row, { rules }]] = await Promise.all([
          room.directory.byId(bureauId),
          withTx(
            room.pool,
            { bureau: bureauId },
            (tx) => Promise.all([findSignIn(tx, login), findSignInRules(tx, bureauId)]),
            { readOnly: true },
          ),
        ])
        const unit = facts?.units.get(unitId)
        if (!facts || !unit) return refuse('not_found')
        const { slug, name: bureauName, simulated, practiceOf, zone } = facts.bureau
        return {
          body: {
            accountId,
            login,
            name,
            roles: [...roles],
            unit: presentUnit(unit),
            bureau: { slug, name: bureauName, simulated, practice: practiceOf !== null, zone },
            now: ctx.now.toISOString(),
            today: plainDateIn(zone, ctx.now.toISOString()),
            secondFactor: row?.totp_cipher != null,
            secondFactorNeeded: needsSecondFactor(rules, roles),
            recoveryCodesLeft: row?.totp_cipher ? row.recovery_hashes.length : 0,
            expiresAt: expiresAt.toISOString(),
            idleMinutes: rules.idleMinutes,
          },
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/me/password',
      access: policy.changeMyPassword,
      summary: { zh: '修改密码', en: 'Change my password' },
      schema: {
        body: PasswordChangeSchema,
        response: {
          200: Type.Object(
            { sessionsEnded: Type.Integer({ description: 'Other sessions of the account that ended.' }) },
            closed,
          ),
        },
      },
      handler: async ({ ctx, body }) => {
        const done = await changePassword(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/me/second-factor/proposal',
      access: policy.changeMySecondFactor,
      summary: { zh: '生成动态验证码密钥', en: 'A fresh secret for an authenticator app' },
      schema: { response: { 200: ProposalSchema } },
      handler: async ({ ctx }) => ({ body: await proposeSecondFactor(ctx.session.login) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/me/second-factor',
      access: policy.changeMySecondFactor,
      summary: { zh: '启用或更换动态验证码', en: 'Set or replace my second factor' },
      schema: {
        body: Type.Object(
          {
            ...NewFactorFields,
            password: Password,
            current: Type.Optional(
              Type.String({
                maxLength: 20,
                description: 'Where one is set: a code of it, or a recovery code.',
              }),
            ),
          },
          closed,
        ),
        response: { 200: Codes },
      },
      handler: async ({ ctx, body }) => {
        const done = await setSecondFactor(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/me/second-factor/removal',
      access: policy.changeMySecondFactor,
      summary: { zh: '停用动态验证码', en: 'Switch my second factor off' },
      schema: {
        body: Type.Object({ password: Password, code: Code }, closed),
        response: { 200: Type.Object({ removed: Type.Boolean() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const done = await removeSecondFactor(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/me/recovery-codes',
      access: policy.changeMySecondFactor,
      summary: { zh: '重新生成恢复码', en: 'Make new recovery codes' },
      schema: { body: Type.Object({ password: Password, code: Code }, closed), response: { 201: Codes } },
      handler: async ({ ctx, body }) => {
        const done = await renewRecoveryCodes(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
