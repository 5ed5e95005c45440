/** The API of possible same matters. */
import { type CasesDeps, lookerOf } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { findPossible } from './find-possible.ts'

export function sameMatterRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/same-matters',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: {
        zh: '可能是同一事项的在册件（按内容比对，不按人；记入查阅日志）',
        en: 'Matters that may be about the same, by what is said, not by who; logged',
      },
      schema: { body: c.PossibleBody, response: { 200: c.Possible } },
      handler: async ({ ctx, body }) => {
        const found = await findPossible(deps, lookerOf(ctx), body)
        return isRefusal(found) ? found : { body: found }
      },
    }),
  ]
}
