/** What became of telling the people of a matter, for the units that work on it. */
import Type from 'typebox'
import { isRefusal, refuse } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { deliveriesOfMatter } from '../../notices/index.ts'
import { unitInSight } from '../engine/authorise.ts'
import { findMatter } from '../read-store.ts'
import type { CasesDeps } from '../run.ts'
import { mayOpenMatter } from '../views/may-see.ts'
import * as s from './schemas.ts'
import { lookerOf } from './who.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Way = Type.Unsafe<'sms' | 'email' | 'post'>(Type.String({ enum: ['sms', 'email', 'post'] }))
type State = 'waiting' | 'sent' | 'delivered' | 'refused' | 'given-up' | 'not-needed'
const STATES: State[] = ['waiting', 'sent', 'delivered', 'refused', 'given-up', 'not-needed']

const NoticeList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          template: Type.String(),
          via: Way,
          state: Type.Unsafe<State>(Type.String({ enum: STATES })),
          madeAt: Type.String({ format: 'date-time' }),
          settledAt: nullable(Type.String({ format: 'date-time' })),
          /** Of what failed: the gateway's code. */
          code: nullable(Type.String()),
          /** Ways refused for good before. */
          tried: Type.Array(Type.Object({ via: Way, code: Type.String(), at: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'NoticeList' },
)

export function noticeListRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/notices',
      access: 'signed-in',
      summary: {
        zh: '发给本人的短信和邮件是否送到（不显示号码和内容）',
        en: 'Whether text messages and mails to the person arrived (no address, no words)',
      },
      schema: { params: s.MatterParams, response: { 200: NoticeList } },
      handler: async ({ ctx, params }) => {
        const looker = lookerOf(ctx)
        const context = { bureau: looker.bureauId, unit: unitInSight(looker.actor), account: looker.actor.id }
        const found = await withTx(
          deps.app,
          context,
          async (tx) => {
            const matter = await findMatter(tx, looker.bureauId, params.matterId)
            if (!matter || !mayOpenMatter(matter.doc, looker.actor)) return refuse('not_found')
            return deliveriesOfMatter(tx, looker.bureauId, params.matterId)
          },
          { readOnly: true },
        )
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
  ]
}
