/** The API of proposed categories. */
import { lookerOf } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { KeptModels } from './kept-model.ts'
import { proposeCategory } from './propose-category.ts'
import type { ClassifyRoom } from './room.ts'

export function classifyRoutes(room: ClassifyRoom): Route[] {
  const models = new KeptModels(room.cases)
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/category-proposals',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head'),
      summary: {
        zh: '按内容建议问题类别，附所依据的词；只作参考，由人决定，不留存所填内容',
        en: 'Proposes a category for a text with the words that decided; advice only, and nothing of the text is kept',
      },
      schema: { body: c.ProposeBody, response: { 200: c.CategoryProposal } },
      handler: async ({ ctx, body }) => {
        const said = await proposeCategory(room, models, lookerOf(ctx), body)
        return isRefusal(said) ? said : { body: said }
      },
    }),
  ]
}
