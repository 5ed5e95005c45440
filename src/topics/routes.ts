/** The API of topics. Sums of letters; nobody is named, ranked or followed. */
import { type CasesDeps, callerOf, lookerOf } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal, problemOf } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { decideMember } from './decide-member.ts'
import { readGrowing, readTopic, readTopics } from './read.ts'
import { replyToMembers } from './reply-to-members.ts'

const READ = only('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'auditor')
const DECIDE = only('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head')

export function topicRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/matter-topics',
      access: READ,
      summary: {
        zh: '十个最热的热点：件数、人次、起止、热度（不含保护通道，不列人名）',
        en: 'The ten hottest topics: letters, persons, span, heat; no shielded matters, no names',
      },
      schema: { response: { 200: itemsOf(c.Topic) } },
      handler: async ({ ctx }) => {
        const found = await readTopics(deps, lookerOf(ctx))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matter-topics/growing',
      access: READ,
      summary: {
        zh: '苗头预警：近七天来件明显快于前八周的热点，附区间（不含保护通道，不列人名）',
        en: 'Early warning: topics written of much faster than in the eight weeks before, with the interval; no shielded matters, no names',
      },
      schema: { response: { 200: itemsOf(c.Topic) } },
      handler: async ({ ctx }) => {
        const found = await readGrowing(deps, lookerOf(ctx))
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matter-topics/:topicId',
      access: READ,
      summary: {
        zh: '一个热点的来件，按时间、地点、单位合计；查看的来件记入查阅日志',
        en: 'The letters of a topic, by time, place and unit; those shown are logged',
      },
      schema: { params: c.TopicParams, response: { 200: c.TopicPage } },
      handler: async ({ ctx, params }) => {
        const found = await readTopic(deps, lookerOf(ctx), params.topicId)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matter-topics/:topicId/members',
      access: DECIDE,
      summary: {
        zh: '确认归入或移出；编号、时限、答复、评价不变',
        en: 'Joins a letter to the topic or sets it apart; its number, clocks, reply and rating stay its own',
      },
      schema: { params: c.TopicParams, body: c.DecideBody, response: { 200: c.TopicPage } },
      handler: async ({ ctx, params, body }) => {
        const done = await decideMember(deps, lookerOf(ctx), { ...params, ...body })
        if (isRefusal(done)) return done
        const found = await readTopic(deps, lookerOf(ctx), params.topicId)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matter-topics/:topicId/replies',
      access: only('handler', 'unit-head'),
      summary: {
        zh: `统一答复：同一答复分别提交到已归入的每一件，各自成败，一次至多 ${c.MOST_REPLIES} 件`,
        en: `One reply submitted for each joined letter by itself; each succeeds or fails alone, at most ${c.MOST_REPLIES}`,
      },
      schema: { params: c.TopicParams, body: c.ReplyBody, response: { 200: itemsOf(c.ReplyOutcome) } },
      handler: async ({ ctx, params, body }) => {
        const done = await replyToMembers(deps, lookerOf(ctx), callerOf(ctx), params.topicId, body)
        const items = done.map(({ matterId, number, refused }) => {
          const problem = refused && problemOf(refused, ctx.lang, ctx.requestId)
          return {
            matterId,
            number,
            done: refused === null,
            refused: problem && { code: problem.code, title: problem.title, detail: problem.detail },
          }
        })
        return { body: { items } }
      },
    }),
  ]
}
