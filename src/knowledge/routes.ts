/** The API of the knowledge base. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import {
  decodeCursor,
  defineRoute,
  itemsOf,
  PAGE_LIMIT,
  PAGE_QUERY,
  pageOf,
  type Route,
  toPage,
} from '../kernel/http/index.ts'
import * as s from './contract.ts'
import { fileRoutes } from './file-routes.ts'
import { findArticles, offerArticles } from './find-articles.ts'
import { addHint, listHints, settleHint } from './hints.ts'
import { articlesBy, historyOf, noteUse, showArticle } from './read-articles.ts'
import type { KnowledgeRoom } from './room.ts'
import { stepArticle, stepArticles } from './step-article.ts'
import { addArticle, changeArticle } from './write-article.ts'

const closed = { additionalProperties: false } as const
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)
const Version = Type.Object(
  { articleId: Type.String(), number: Type.Integer(), version: Type.Integer() },
  closed,
)
const isId = (x: unknown) => typeof x === 'string' && /^[0-9a-f-]{36}$/.test(x)
const isMoment = (x: unknown) => typeof x === 'string' && !Number.isNaN(Date.parse(x))
/** Whoever answers people reads it. */
const READ = only(
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
  'editor',
  'auditor',
)
/** Who writes; for which unit, the rules of the room say. */
const WRITE = only('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'editor')
const KEEP = only('editor', 'supervisor', 'bureau-head')

export const knowledgeRoutes = (room: KnowledgeRoom): Route[] => [
  ...findingRoutes(room),
  ...articleRoutes(room),
  ...hintRoutes(room),
  ...fileRoutes(room),
]

function findingRoutes(room: KnowledgeRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge/search',
      access: READ,
      summary: {
        zh: '边输入边查知识库（汉字、全拼、首字母，容错）',
        en: 'Find articles while typing: characters, pinyin, initials, with slips',
      },
      schema: {
        querystring: Type.Object(
          {
            q: Type.String({ maxLength: 200 }),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
          },
          closed,
        ),
        response: { 200: itemsOf(s.Found) },
      },
      handler: async ({ ctx, query }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        if (!facts) return refuse('not_found')
        const ask = { facts, typed: query.q, now: ctx.now, limit: query.limit ?? 10, publicOnly: false }
        return { body: { items: await findArticles(room, ask) } }
      },
    }),
    defineRoute({
      // A POST although nothing is written: what people said does not belong into an address.
      method: 'POST',
      url: '/api/v1/knowledge/offers',
      access: READ,
      summary: {
        zh: '为一封来信找可用的知识（文字不保存）',
        en: 'Articles that answer a letter; its words are not kept',
      },
      schema: {
        body: Type.Object({ text: Type.String({ maxLength: 50_000 }) }, closed),
        response: { 200: itemsOf(s.Found) },
      },
      handler: async ({ ctx, body }) => {
        const facts = await room.directory.byId(ctx.session.bureauId)
        if (!facts) return refuse('not_found')
        const ask = { facts, letter: body.text, now: ctx.now, limit: 5, publicOnly: false }
        return { body: { items: await offerArticles(room, ask) } }
      },
    }),
  ]
}

function articleRoutes(room: KnowledgeRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge',
      access: READ,
      summary: { zh: '知识条目列表', en: 'Articles of the knowledge base' },
      schema: {
        querystring: Type.Object(
          {
            ...PAGE_QUERY,
            state: Type.Optional(
              Type.Unsafe<s.State | 'current' | 'ended' | 'review'>(
                Type.String({ enum: [...s.STATES, 'current', 'ended', 'review'] }),
              ),
            ),
            unit: Type.Optional(Type.String({ format: 'uuid' })),
            category: Type.Optional(Type.String({ maxLength: 100, pattern: '^[0-9A-Za-z]+$' })),
            public: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { 200: pageOf(s.ArticleSummary) },
      },
      handler: async ({ ctx, query }) => {
        const key = decodeCursor(query.cursor, [isMoment, isId])
        if (isRefusal(key)) return key
        const limit = query.limit ?? PAGE_LIMIT
        const ask = {
          state: query.state ?? null,
          unitId: query.unit ?? null,
          category: query.category ?? null,
          isPublic: query.public ?? null,
          after: key ? { at: String(key[0]), id: String(key[1]) } : null,
          limit,
        }
        const rows = await articlesBy(room, ctx.session, ask, ctx.now)
        return isRefusal(rows)
          ? rows
          : { body: toPage(rows, limit, (last) => [last.changedAt, last.articleId]) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge',
      access: WRITE,
      summary: { zh: '新写知识条目（草稿）', en: 'Write a new article, as a draft' },
      schema: { body: s.ArticleFields, response: { 201: s.Article } },
      handler: async ({ ctx, body }) => {
        const done = await addArticle(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge/:id',
      access: READ,
      summary: { zh: '查看知识条目', en: 'One article' },
      schema: { params: Id, response: { 200: s.Article } },
      handler: async ({ ctx, params }) => {
        const found = await showArticle(room, ctx.session, params.id, ctx.now)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/knowledge/:id',
      access: WRITE,
      summary: {
        zh: '修改知识条目（已发布的内容在审核前不变）',
        en: 'Change an article; what is published stays until checked',
      },
      schema: { params: Id, body: s.Change, response: { 200: s.Article } },
      handler: async ({ ctx, params, body }) => {
        const done = await changeArticle(room, ctx, params.id, body.fields, body.expectedVersion)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge/:id/history',
      access: WRITE,
      summary: { zh: '知识条目的各个版本', en: 'Every form of an article' },
      schema: { params: Id, response: { 200: itemsOf(s.HistoryRow) } },
      handler: async ({ ctx, params }) => {
        const items = await historyOf(room, ctx.session.bureauId, params.id)
        return items.length === 0 ? refuse('not_found') : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge/:id/steps',
      access: WRITE,
      summary: { zh: '送审、发布、退回、撤下、复核', en: 'Submit, publish, return, withdraw or confirm' },
      schema: { params: Id, body: s.Step, response: { 200: Version } },
      handler: async ({ ctx, params, body }) => {
        const done = await stepArticle(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge/steps',
      access: WRITE,
      summary: { zh: '批量送审或发布', en: 'Submit or publish many' },
      schema: {
        body: Type.Object(
          {
            articleIds: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 500 }),
            step: Type.Unsafe<'submit' | 'publish'>(Type.String({ enum: ['submit', 'publish'] })),
          },
          closed,
        ),
        response: {
          200: itemsOf(
            Type.Object(
              {
                articleId: Type.String(),
                number: Type.Union([Type.Integer(), Type.Null()]),
                refused: Type.Union([Type.String({ description: 'Code of the refusal.' }), Type.Null()]),
              },
              closed,
            ),
          ),
        },
      },
      handler: async ({ ctx, body }) => {
        const done = await stepArticles(room, ctx, body.articleIds, body.step)
        if (isRefusal(done)) return done
        return { body: { items: done.items.map((i) => ({ ...i, refused: i.refused?.refused ?? null })) } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge/:id/uses',
      access: READ,
      summary: {
        zh: '记一次使用或评价（只计次数，不记是谁）',
        en: 'Count a use or a verdict; never by whom',
      },
      schema: {
        params: Id,
        body: s.Use,
        response: { 200: Type.Object({ articleId: Type.String() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const done = await noteUse(room, ctx, params.id, body.kind)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

function hintRoutes(room: KnowledgeRoom): Route[] {
  const State = Type.Unsafe<s.Hint['state']>(Type.String({ enum: ['open', 'taken', 'declined'] }))
  const HintId = Type.Object({ hintId: Type.String() }, closed)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge-hints',
      access: READ,
      summary: { zh: '对知识库的建议', en: 'Hints on the knowledge base' },
      schema: {
        querystring: Type.Object({ state: Type.Optional(State) }, closed),
        response: { 200: itemsOf(s.Hint) },
      },
      handler: async ({ ctx, query }) => ({
        body: { items: await listHints(room, ctx.session.bureauId, query.state ?? null) },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge-hints',
      access: READ,
      summary: { zh: '提出建议：缺什么、哪里不对', en: 'Tell what is missing or wrong' },
      schema: { body: s.HintWords, response: { 201: HintId } },
      handler: async ({ ctx, body }) => {
        const done = await addHint(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge-hints/:id/settlement',
      access: KEEP,
      summary: { zh: '处理建议并回复', en: 'Settle a hint with a reply' },
      schema: { params: Id, body: s.HintSettled, response: { 200: HintId } },
      handler: async ({ ctx, params, body }) => {
        const done = await settleHint(room, ctx, params.id, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
