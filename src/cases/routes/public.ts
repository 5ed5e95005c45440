/** The citizen's API: tell us, follow, act. Opened by number and code, never by number alone. */
import Type from 'typebox'
import { isRefusal, refuse } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { addWords, correctParties } from '../add-to-matter.ts'
import { CITIZEN } from '../engine/world.ts'
import { fireAction } from '../fire-action.ts'
import { explainClock, readForCitizen } from '../read-matter.ts'
import { type RegisterInput, registerMatter } from '../register-matter.ts'
import type { CasesDeps } from '../run.ts'
import * as s from './schemas.ts'
import { citizenCaller, citizenLooker } from './who.ts'

const SlugParams = Type.Object({ bureau: Type.String({ maxLength: 40 }) }, { additionalProperties: false })

/**
 * Strangers share one room for their keys, and the answer to a repeated key carries the code of the matter: a key must be
 * one that nobody else would come to. 22 characters hold 128 random bits; few different ones are no random choice.
 */
const LEAST_KEY = 22
const LEAST_DIFFERENT = 6

const isWeak = (key: string): boolean => key.length < LEAST_KEY || new Set(key).size < LEAST_DIFFERENT

export function publicRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/public/:bureau/matters',
      access: 'public',
      idempotent: true,
      summary: {
        zh: '群众网上提交（Idempotency-Key 须为 22 个字符以上的随机值）',
        en: 'Tell the bureau something (Idempotency-Key: a random value of 22 characters or more)',
      },
      schema: { params: SlugParams, body: s.PublicRegisterBody, response: { 201: s.RegisterResult } },
      handler: async ({ ctx, params, body }) => {
        if (isWeak(ctx.idempotencyKey)) {
          return refuse('write.idempotency_key_weak', {
            field: 'Idempotency-Key',
            details: { min: LEAST_KEY },
          })
        }
        const facts = await deps.directory.bySlug(params.bureau)
        if (!facts) return refuse('not_found')
        const { bureauId } = facts.bureau
        const caller = {
          bureauId,
          actor: CITIZEN,
          principal: `public:${bureauId}`,
          idempotencyKey: ctx.idempotencyKey,
          occurredAt: ctx.now,
          recordedAt: ctx.now,
        }
        const result = await registerMatter(deps, caller, { ...(body as RegisterInput), channel: 'web' })
        return isRefusal(result) ? result : { status: 201, body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/matter',
      access: 'citizen',
      summary: { zh: '凭编号和查询码查看本人事项', en: 'One’s own matter, by number and code' },
      schema: { response: { 200: s.CitizenPage } },
      handler: async ({ ctx }) => {
        const view = await readForCitizen(deps, citizenLooker(ctx), ctx.citizen.matterId)
        return isRefusal(view) ? view : { body: view }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/public/matter/actions',
      access: 'citizen',
      summary: {
        zh: '本人的操作：撤回、评价、请求复查等',
        en: 'One’s own acts: withdraw, rate, ask for review',
      },
      schema: { body: s.ActionBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, body }) => {
        const result = await fireAction(deps, citizenCaller(ctx), { matterId: ctx.citizen.matterId, ...body })
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/public/matter/words',
      access: 'citizen',
      summary: { zh: '补充说明', en: 'Add information' },
      schema: { body: s.WordsBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, body }) => {
        const result = await addWords(deps, citizenCaller(ctx), ctx.citizen.matterId, body.words)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/public/matter/parties',
      access: 'citizen',
      summary: { zh: '更正本人联系方式', en: 'Correct one’s contact details' },
      schema: { body: s.PartiesBody, response: { 200: s.CommandResult } },
      handler: async ({ ctx, body }) => {
        const result = await correctParties(deps, citizenCaller(ctx), ctx.citizen.matterId, body.parties)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/matter/clocks/:clockId/derivation',
      access: 'citizen',
      summary: { zh: '期限的推算过程', en: 'How a due date was derived' },
      schema: {
        params: Type.Object({ clockId: Type.String({ maxLength: 20 }) }, { additionalProperties: false }),
        response: { 200: s.Derivation },
      },
      handler: async ({ ctx, params }) => {
        const derivation = await explainClock(deps, citizenLooker(ctx), ctx.citizen.matterId, params.clockId)
        return isRefusal(derivation) ? derivation : { body: derivation }
      },
    }),
  ]
}
