/** The API of oversight: what is late, what is supervised, figures, bulletins, follow-up, settings. */
import Type from 'typebox'
import { TRIGGERS } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { makeBulletin } from './bulletin.ts'
import { bulletinDocx } from './bulletin-docx.ts'
import * as s from './contract.ts'
import { proveSample, readFollowUps, readSamples, recordAttempt } from './follow-up.ts'
import { readBehind, readBulletinFigures, readCases, readUnitFigures, readWatched } from './read-figures.ts'
import { contextOf, type OversightRoom } from './room.ts'
import { changeSetting, readSettings } from './settings.ts'
import { listBulletins } from './store.ts'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Span = { from: Day, to: Day }

const OVERSEE = only('supervisor', 'bureau-head', 'auditor')
/** Units see their own figures too, without those that rest on ratings. */
const FIGURES = only('supervisor', 'bureau-head', 'auditor', 'unit-head', 'handler')
/** Who asks. The handling unit is never told whom. */
const ASK = only('clerk', 'operator', 'supervisor', 'bureau-head', 'auditor')
const STAFF = only(
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
  'auditor',
  'administrator',
)

export function oversightRoutes(room: OversightRoom): Route[] {
  return [
    ...supervisionRoutes(room),
    ...figureRoutes(room),
    ...bulletinRoutes(room),
    ...followUpRoutes(room),
    ...settingRoutes(room),
  ]
}

function supervisionRoutes(room: OversightRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/triggers',
      access: STAFF,
      summary: {
        zh: '自动督办规则（出处、条件、结果）',
        en: 'What opens supervision by itself, with its source',
      },
      schema: { response: { 200: itemsOf(s.Trigger) } },
      handler: () => ({ body: { items: [...TRIGGERS] } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/watched',
      access: OVERSEE,
      summary: {
        zh: '已超期和一周内到期的时限（不含保护通道）',
        en: 'Limits past or due within a week; no shielded matters',
      },
      schema: { response: { 200: itemsOf(s.Watched) } },
      handler: async ({ ctx }) => {
        const rows = await readWatched(room, ctx.session, ctx.now)
        return isRefusal(rows) ? rows : { body: { items: rows } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/cases',
      access: FIGURES,
      summary: {
        zh: '督办、催办、三项建议台账；单位只看发给自己的',
        en: 'Orders, reminders and advice; a unit sees those directed to it',
      },
      schema: {
        querystring: Type.Object(
          {
            all: Type.Optional(Type.Boolean()),
            /** All three together: what is directed to one unit, open or done in the period. */
            unitId: Type.Optional(Uuid),
            from: Type.Optional(Day),
            to: Type.Optional(Day),
          },
          closed,
        ),
        response: { 200: itemsOf(s.SupervisionCase) },
      },
      handler: async ({ ctx, query }) => {
        const { unitId, from, to } = query
        if (unitId !== undefined && (from === undefined || to === undefined))
          return refuse('input.invalid', { field: from === undefined ? 'from' : 'to' })
        const of = unitId !== undefined ? { unitId, from: from!, to: to! } : undefined
        const rows = await readCases(room, ctx.session, !query.all, ctx.now, of)
        return isRefusal(rows) ? rows : { body: { items: rows } }
      },
    }),
  ]
}

function figureRoutes(room: OversightRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/unit-figures',
      access: FIGURES,
      summary: {
        zh: '各单位的比率（含分子分母；不排名）',
        en: 'Rates of the units with their counts; unranked',
      },
      schema: {
        querystring: Type.Object({ ...Span, unitId: Type.Optional(Uuid) }, closed),
        response: { 200: itemsOf(s.UnitFigures) },
      },
      handler: async ({ ctx, query }) => {
        const rows = await readUnitFigures(room, ctx.session, query, ctx.now)
        return isRefusal(rows) ? rows : { body: { items: rows } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/figure-items',
      access: FIGURES,
      summary: { zh: '一个比率背后的事项', en: 'The matters behind a figure' },
      schema: {
        querystring: Type.Object({ ...Span, unitId: Uuid, figure: s.ListedNameSchema }, closed),
        response: { 200: itemsOf(s.FigureItem) },
      },
      handler: async ({ ctx, query }) => {
        const rows = await readBehind(room, ctx.session, query, ctx.now)
        return isRefusal(rows) ? rows : { body: { items: rows } }
      },
    }),
  ]
}

function bulletinRoutes(room: OversightRoom): Route[] {
  const No = Type.Object({ no: Type.String({ pattern: '^[0-9]{1,6}$' }) }, closed)
  const find = async (session: { bureauId: string; unitId: string; accountId: string }, no: string) =>
    withTx(room.pool, contextOf(session), (tx) => listBulletins(tx, session.bureauId, Number(no)), {
      readOnly: true,
    })
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/bulletin-figures',
      access: only('supervisor', 'bureau-head'),
      summary: { zh: '试算一期通报的数字', en: 'The figures a bulletin would have' },
      schema: { querystring: Type.Object(Span, closed), response: { 200: s.BulletinFigures } },
      handler: async ({ ctx, query }) => {
        const figures = await readBulletinFigures(room, ctx.session, query, ctx.now)
        return isRefusal(figures) ? figures : { body: figures }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/oversight/bulletins',
      access: only('supervisor', 'bureau-head'),
      summary: { zh: '印发督查通报（数字就此固定）', en: 'Issue a bulletin; its figures are frozen' },
      schema: { body: s.BulletinDraft, response: { 201: s.Bulletin } },
      handler: async ({ ctx, body }) => {
        const made = await makeBulletin(room, ctx, body)
        return isRefusal(made) ? made : { body: made }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/bulletins',
      access: STAFF,
      summary: { zh: '督查通报', en: 'Bulletins' },
      schema: { response: { 200: itemsOf(s.Bulletin) } },
      handler: async ({ ctx }) => {
        const { bureauId } = ctx.session
        const rows = await withTx(
          room.pool,
          contextOf(ctx.session),
          (tx) => listBulletins(tx, bureauId, null),
          { readOnly: true },
        )
        return { body: { items: rows } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/bulletins/:no',
      access: STAFF,
      summary: { zh: '一期督查通报', en: 'One bulletin' },
      schema: { params: No, response: { 200: s.Bulletin } },
      handler: async ({ ctx, params }) => {
        const [bulletin] = await find(ctx.session, params.no)
        return bulletin ? { body: bulletin } : refuse('not_found')
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/bulletins/:no/document',
      access: STAFF,
      summary: { zh: '通报文件（.docx）', en: 'The bulletin as a .docx file' },
      schema: {
        params: No,
        querystring: Type.Object({ lang: Type.Optional(Type.Enum(['zh', 'en'])) }, closed),
        response: { 200: Type.String() },
      },
      handler: async ({ ctx, params, query }) => {
        const [bulletin] = await find(ctx.session, params.no)
        const facts = await room.directory.byId(ctx.session.bureauId)
        if (!bulletin || !facts) return refuse('not_found')
        return {
          body: await bulletinDocx(bulletin, facts.bureau.name, query.lang === 'en' ? 'en' : 'zh'),
          headers: {
            'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            'content-disposition': `attachment; filename="bulletin-${bulletin.bulletinNo}.docx"`,
          },
        }
      },
    }),
  ]
}

function followUpRoutes(room: OversightRoom): Route[] {
  const Period = Type.Object({ period: Day }, closed)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/samples',
      access: ASK,
      summary: { zh: '已抽取的回访样本', en: 'Samples drawn for follow-up' },
      schema: { response: { 200: itemsOf(s.Sample) } },
      handler: async ({ ctx }) => ({ body: { items: await readSamples(room, ctx.session) } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/samples/:period/proof',
      access: ASK,
      summary: { zh: '样本的抽取依据和重算结果', en: 'How a sample was drawn, drawn again' },
      schema: { params: Period, response: { 200: s.SampleProof } },
      handler: async ({ ctx, params }) => {
        const proof = await proveSample(room, ctx.session, params.period)
        return isRefusal(proof) ? proof : { body: proof }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/follow-ups',
      access: ASK,
      summary: { zh: '电话回访名单（承办单位看不到）', en: 'Whom to call; not shown to handling units' },
      schema: {
        querystring: Type.Object({ period: Type.Optional(Day) }, closed),
        response: { 200: s.FollowUpList },
      },
      handler: async ({ ctx, query }) => ({
        body: await readFollowUps(room, ctx.session, query.period ?? null),
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/oversight/follow-up-attempts',
      access: only('clerk', 'operator', 'supervisor'),
      summary: { zh: '登记一次没有问到的回访', en: 'Record a call that brought no answer' },
      schema: {
        body: s.Attempt,
        response: { 201: Type.Object({ recorded: Type.Boolean() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const done = await recordAttempt(room, ctx, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}

function settingRoutes(room: OversightRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/oversight/settings',
      access: STAFF,
      summary: { zh: '督办和回访的本地设置', en: 'Local settings of supervision and follow-up' },
      schema: { response: { 200: itemsOf(s.Setting) } },
      handler: async ({ ctx }) => {
        const list = await readSettings(room, ctx.session.bureauId, ctx.now)
        return isRefusal(list) ? list : { body: { items: list } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/oversight/settings',
      access: only('administrator', 'bureau-head'),
      summary: {
        zh: '自某日起更改督办、回访设置（写明依据）',
        en: 'Change a setting from a day on, with its basis',
      },
      schema: { body: s.SettingChange, response: { 201: s.Setting } },
      handler: async ({ ctx, body }) => {
        const set = await changeSetting(room, ctx, body)
        return isRefusal(set) ? set : { body: set }
      },
    }),
  ]
}
