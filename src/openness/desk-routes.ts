/** The desk's API of what a bureau puts up: topics for suggestions, channels and addresses, open data on demand. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { readChannels, saveChannels } from './channels/channels.ts'
import { ChannelsSave, ChannelsView } from './channels/contract.ts'
import { makeOpenData } from './data/make.ts'
import type { OpennessRoom } from './room.ts'
import { SuggestionTopic, TOPIC_STATES, TopicSave, type TopicState } from './suggestions/contract.ts'
import { saveTopic, topicsForDesk } from './suggestions/topics.ts'

const KEEPERS = only('clerk', 'supervisor', 'bureau-head')
const PUBLISHERS = only('administrator', 'bureau-head')
const closed = { additionalProperties: false } as const
const TopicParams = Type.Object({ topicId: Type.String({ format: 'uuid' }) }, closed)
const TopicDone = Type.Object(
  {
    topicId: Type.String(),
    version: Type.Integer(),
    state: Type.Unsafe<TopicState>(Type.String({ enum: [...TOPIC_STATES] })),
  },
  closed,
)

export function publicPageRoutes(room: OpennessRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/suggestion-topics',
      access: KEEPERS,
      summary: { zh: '建议征集的题目', en: 'Topics on which suggestions are asked' },
      schema: { response: { 200: Type.Object({ items: Type.Array(SuggestionTopic) }, closed) } },
      handler: async ({ ctx }) => {
        const items = await topicsForDesk(room, ctx)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/suggestion-topics',
      access: KEEPERS,
      summary: { zh: '新增征集题目', en: 'Enter a topic' },
      schema: { body: TopicSave, response: { 201: TopicDone } },
      handler: async ({ ctx, body }) => {
        const done = await saveTopic(room, ctx, null, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/suggestion-topics/:topicId',
      access: KEEPERS,
      summary: { zh: '修改、公布、撤下征集题目', en: 'Change, publish or withdraw a topic' },
      schema: { params: TopicParams, body: TopicSave, response: { 200: TopicDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await saveTopic(room, ctx, params.topicId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/bureau-channels',
      access: PUBLISHERS,
      summary: { zh: '公布的渠道、地址和时间', en: 'Channels, addresses and hours as published' },
      schema: { response: { 200: ChannelsView } },
      handler: async ({ ctx }) => ({ body: await readChannels(room, ctx.session.bureauId) }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/bureau-channels',
      access: PUBLISHERS,
      summary: { zh: '公布新的渠道、地址和时间', en: 'Publish channels, addresses and hours anew' },
      schema: {
        body: ChannelsSave,
        response: { 200: Type.Object({ version: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const done = await saveChannels(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/open-data',
      access: only('supervisor', 'bureau-head', 'administrator'),
      summary: { zh: '立即重新统计开放数据', en: 'Count the open data anew now' },
      schema: {
        response: {
          200: Type.Object({ day: Type.String(), madeAt: Type.String(), rows: Type.Integer() }, closed),
        },
      },
      handler: async ({ ctx }) => {
        const facts = await room.cases.directory.byId(ctx.session.bureauId)
        if (!facts) return refuse('not_found')
        const { day, madeAt, rows } = await makeOpenData(room, facts, ctx.now)
        return { body: { day, madeAt, rows: rows.length } }
      },
    }),
  ]
}
