/** Review and re-review at the desk: what is handed in there, and where what stands in the chain. */
import Type from 'typebox'
import { only } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { recordReviewRequest } from '../link/index.ts'
import { readChain } from '../read-chain.ts'
import { registerOutsideReview } from '../register-outside-review.ts'
import type { CasesDeps } from '../run.ts'
import * as r from './review-schemas.ts'
import * as s from './schemas.ts'
import { callerOf, lookerOf } from './who.ts'

export function reviewRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/reviews/requests',
      access: only('reviewer'),
      summary: {
        zh: '登记当面或来信提出的复查（复核）请求（原意见在本系统）',
        en: 'Take down a request for review of an opinion given in this system',
      },
      schema: { body: r.ReviewRequestBody, response: { 201: r.ReviewRequestResult } },
      handler: async ({ ctx, body }) => {
        const result = await recordReviewRequest(deps, callerOf(ctx), body)
        return isRefusal(result) ? result : { status: 201, body: { number: result.number } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reviews/outside',
      access: only('reviewer'),
      summary: {
        zh: '登记对系统外意见的复查（复核）请求',
        en: 'Register a review of an opinion given outside this system',
      },
      schema: { body: r.OutsideReviewBody, response: { 201: s.RegisterResult } },
      handler: async ({ ctx, body }) => {
        const result = await registerOutsideReview(deps, callerOf(ctx), body)
        return isRefusal(result) ? result : { status: 201, body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/chain',
      access: 'signed-in',
      summary: {
        zh: '原件、复查、复核各在哪里（不含个人信息）',
        en: 'Where opinion, review and re-review stand; no personal data',
      },
      schema: {
        params: Type.Object({ matterId: s.Uuid }, { additionalProperties: false }),
        response: { 200: r.Chain },
      },
      handler: async ({ ctx, params }) => {
        const chain = await readChain(deps, lookerOf(ctx), params.matterId)
        return isRefusal(chain) ? chain : { body: chain }
      },
    }),
  ]
}
