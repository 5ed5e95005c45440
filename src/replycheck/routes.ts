/** The API of the reply check. */
import { type CasesDeps, lookerOf } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { checkReply } from './check-reply.ts'
import * as c from './contract.ts'

export function replyCheckRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/reply-checks',
      access: only('clerk', 'operator', 'handler', 'unit-head', 'reviewer', 'supervisor', 'bureau-head'),
      summary: {
        zh: '答复检查：逐项、切题、依据、承诺日期、雷同、礼貌、通俗，附理由和出处；只作参考，不留存所填内容',
        en: 'Checks a reply: each demand, the question, basis, promised days, copies, courtesy, plain words, with reasons and places; advice only, nothing is kept',
      },
      schema: { params: c.CheckParams, body: c.CheckBody, response: { 200: c.ReplyCheck } },
      handler: async ({ ctx, params, body }) => {
        const checked = await checkReply(deps, lookerOf(ctx), params.matterId, body)
        return isRefusal(checked) ? checked : { body: checked }
      },
    }),
  ]
}
