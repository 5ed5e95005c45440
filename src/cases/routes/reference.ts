/** Tables that screens draw from, and the feed of changes. */
import Type from 'typebox'
import { defineRoute, eventStream, type Route } from '../../kernel/http/index.ts'
import { areasOf, placesOf } from '../../places/index.ts'
import { RULE_TABLE } from '../clocks/index.ts'
import { followChanges } from '../follow-changes.ts'
import { PROCEDURES } from '../procedures/index.ts'
import type { CasesDeps } from '../run.ts'
import { items } from './schemas.ts'
import { actorOf } from './who.ts'

const Open = (title: string) => Type.Object({ id: Type.String() }, { additionalProperties: true, title })

const AreaItem = Type.Object(
  { code: Type.String(), name: Type.Object({ zh: Type.String(), en: Type.String() }) },
  { additionalProperties: false },
)

export function referenceRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/procedures',
      access: 'public',
      summary: { zh: '全部程序表', en: 'All procedure tables' },
      schema: { response: { 200: items(Open('Procedure')) } },
      handler: () => ({
        body: { items: [...PROCEDURES] },
        headers: { 'cache-control': 'public, max-age=300' },
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/clock-rules',
      access: 'public',
      summary: { zh: '时限规则表（含出处和可靠程度）', en: 'The rules of the clocks, with source and mark' },
      schema: { response: { 200: items(Open('ClockRule')) } },
      handler: () => ({
        body: { items: [...RULE_TABLE] },
        headers: { 'cache-control': 'public, max-age=300' },
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/areas',
      access: 'signed-in',
      summary: {
        zh: '本单位的乡镇街道（地点统计用）',
        en: 'Townships and subdistricts places are counted by',
      },
      schema: { response: { 200: items(AreaItem) } },
      handler: async ({ ctx }) => {
        const facts = await deps.directory.byId(ctx.session.bureauId)
        return { body: { items: facts ? [...areasOf(await placesOf(deps.app, facts))] : [] } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/changes',
      access: 'signed-in',
      summary: { zh: '变动通知流（SSE）', en: 'Changes as they happen (SSE)' },
      schema: { response: { 200: Type.Unknown() } },
      handler: ({ ctx }) => ({
        body: eventStream((send, signal) =>
          followChanges(
            deps,
            { bureauId: ctx.session.bureauId, actor: actorOf(ctx.session), now: ctx.now },
            {
              after: ctx.lastEventId,
              signal,
              send: (change) => send({ id: change.id, event: 'change', data: change }),
            },
          ),
        ),
      }),
    }),
  ]
}
