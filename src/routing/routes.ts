/** The API of routing: duty list, precedents, suggestions. */
import Type from 'typebox'
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { lookerOf } from '../cases/index.ts'
import { only, type Session } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { tableFile } from '../tables/index.ts'
import { pathWords, readCategoryPaths } from './category-paths.ts'
import { addDuty, changeDuty } from './change-duty.ts'
import * as s from './contract.ts'
import { findDuties } from './find-duties.ts'
import { importDuties } from './import-duties.ts'
import { DUTY_COLUMNS } from './read-duty-table.ts'
import { addPrecedent, describePrecedent } from './record-precedent.ts'
import type { RoutingRoom } from './room.ts'
import { type CategoryPaths, pairsOf } from './rules.ts'
import { listEntries, listHistory, listPrecedents } from './store.ts'
import { suggestForMatter, suggestForText } from './suggest-unit.ts'

const closed = { additionalProperties: false } as const
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)

/** Who assigns, and who keeps the list; precedents are read by whoever may be asked to handle. */
const ASSIGN = only('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head', 'reviewer')
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
const KEEP = only('editor', 'supervisor', 'bureau-head')

export function routingRoutes(room: RoutingRoom): Route[] {
  return [...suggestionRoutes(room), ...dutyRoutes(room), ...precedentRoutes(room)]
}

function suggestionRoutes(room: RoutingRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/routing/suggestions',
      access: ASSIGN,
      summary: {
        zh: '为一件事项建议承办单位并说明理由（仅供参考）',
        en: 'Suggested units for a matter, with reasons; advice only',
      },
      schema: {
        querystring: Type.Object({ matterId: Type.String({ format: 'uuid' }) }, closed),
        response: { 200: itemsOf(s.Suggestion) },
      },
      handler: async ({ ctx, query }) => {
        const found = await suggestForMatter(room, lookerOf(ctx), query.matterId)
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
    defineRoute({
      // A POST although nothing is written: what people said does not belong into an address.
      method: 'POST',
      url: '/api/v1/routing/suggestions',
      access: ASSIGN,
      summary: {
        zh: '登记时按文字建议承办单位（文字不保存）',
        en: 'Suggested units for words being registered; the words are not kept',
      },
      schema: { body: s.SuggestBody, response: { 200: itemsOf(s.Suggestion) } },
      handler: async ({ ctx, body }) => {
        const found = await suggestForText(room, lookerOf(ctx), body)
        return isRefusal(found) ? found : { body: { items: found } }
      },
    }),
  ]
}

function dutyRoutes(room: RoutingRoom): Route[] {
  const all = async (session: Session, q: string, ended: boolean, now: Date) => {
    const { bureauId } = session
    const facts = await room.directory.byId(bureauId)
    if (!facts) return refuse('not_found')
    const [list, paths] = await withTx(
      room.pool,
      { bureau: bureauId },
      (tx) => Promise.all([listEntries(tx, bureauId), readCategoryPaths(tx, bureauId)]),
      { readOnly: true },
    )
    const today = todayIn(facts, now)
    const shown = ended ? list : list.filter((e) => e.validTo === null || e.validTo >= today)
    return { facts, paths, entries: findDuties(shown, q, facts.units, paths) }
  }
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/routing/duties',
      access: READ,
      summary: { zh: '职责清单（可按文字和拼音查找）', en: 'The duty list; found by words and pinyin' },
      schema: {
        querystring: Type.Object(
          {
            q: Type.Optional(Type.String({ maxLength: 100 })),
            ended: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { 200: itemsOf(s.DutyEntry) },
      },
      handler: async ({ ctx, query }) => {
        const found = await all(ctx.session, query.q ?? '', query.ended ?? false, ctx.now)
        return isRefusal(found) ? found : { body: { items: found.entries } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/routing/duties.csv',
      access: READ,
      summary: { zh: '导出职责清单（.csv，可再导入）', en: 'The duty list as .csv, which can be imported' },
      schema: { response: { 200: Type.String() } },
      handler: async ({ ctx }) => {
        const found = await all(ctx.session, '', true, ctx.now)
        if (isRefusal(found)) return found
        return tableFile('csv', 'duties', { name: '职责清单', rows: rowsOf(found) })
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/routing/duties',
      access: KEEP,
      summary: { zh: '新增职责条目', en: 'Add an entry to the duty list' },
      schema: { body: s.DutyFields, response: { 201: s.DutyEntry } },
      handler: async ({ ctx, body }) => {
        const entry = await addDuty(room, ctx, body)
        return isRefusal(entry) ? entry : { body: entry }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/routing/duties/:id',
      access: KEEP,
      summary: { zh: '修改职责条目（保留历史）', en: 'Change an entry; its history is kept' },
      schema: { params: Id, body: s.DutyChange, response: { 200: s.DutyEntry } },
      handler: async ({ ctx, params, body }) => {
        const { expectedVersion, ...fields } = body
        const entry = await changeDuty(room, ctx, params.id, fields, expectedVersion)
        return isRefusal(entry) ? entry : { body: entry }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/routing/duties/:id/history',
      access: READ,
      summary: { zh: '职责条目的修改历史', en: 'Every form an entry had' },
      schema: { params: Id, response: { 200: itemsOf(s.DutyHistoryRow) } },
      handler: async ({ ctx, params }) => {
        const { bureauId } = ctx.session
        const rows = await withTx(
          room.pool,
          { bureau: bureauId },
          (tx) => listHistory(tx, bureauId, params.id),
          {
            readOnly: true,
          },
        )
        return rows.length === 0 ? refuse('not_found') : { body: { items: rows } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/routing/duty-imports',
      access: KEEP,
      bodyLimit: 6 * 1024 * 1024,
      summary: {
        zh: '从表格导入职责清单（.xlsx、.csv；可先试导）',
        en: 'Import a duty list from a table; may be tried first',
      },
      schema: { body: s.DutyImport, response: { 200: s.DutyImportResult } },
      handler: async ({ ctx, body }) => {
        const result = await importDuties(room, ctx, body)
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}

interface Found {
  entries: readonly s.DutyEntry[]
  facts: BureauFacts
  paths: CategoryPaths
}

/** As it is read in again. */
function rowsOf({ entries, facts, paths }: Found): string[][] {
  const name = (id: string) => facts.units.get(id)?.name.zh ?? ''
  return [
    DUTY_COLUMNS.map((c) => c.label.zh),
    ...entries.map((e) => [
      e.title,
      e.words.join('、'),
      e.categories.map((c) => pathWords(c, paths)).join('、'),
      e.places.join('、'),
      name(e.unitId),
      e.coUnitIds.map(name).join('、'),
      e.basis,
      e.validFrom,
      e.validTo ?? '',
    ]),
  ]
}

function precedentRoutes(room: RoutingRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/routing/precedents',
      access: READ,
      summary: { zh: '退回、甄别先例', en: 'Precedents of disputes over who handles' },
      schema: {
        querystring: Type.Object(
          {
            q: Type.Optional(Type.String({ maxLength: 200 })),
            matterId: Type.Optional(Type.String({ format: 'uuid' })),
          },
          closed,
        ),
        response: { 200: itemsOf(s.Precedent) },
      },
      handler: async ({ ctx, query }) => {
        const { bureauId } = ctx.session
        const list = await withTx(room.pool, { bureau: bureauId }, (tx) => listPrecedents(tx, bureauId), {
          readOnly: true,
        })
        const of = query.matterId ? list.filter((p) => p.matterId === query.matterId) : list
        return { body: { items: searched(of, query.q ?? '') } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/routing/precedents',
      access: KEEP,
      summary: { zh: '补录先例', en: 'Enter a precedent by hand' },
      schema: { body: s.PrecedentEntry, response: { 201: s.Precedent } },
      handler: async ({ ctx, body }) => {
        const made = await addPrecedent(room, ctx, body)
        return isRefusal(made) ? made : { body: made }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/routing/precedents/:id',
      access: KEEP,
      summary: {
        zh: '用短句写明先例的事实和理由（不写姓名、电话）',
        en: 'Put facts and reason of a precedent into short words, naming nobody',
      },
      schema: { params: Id, body: s.PrecedentWords, response: { 200: s.Precedent } },
      handler: async ({ ctx, params, body }) => {
        const made = await describePrecedent(room, ctx, params.id, body)
        return isRefusal(made) ? made : { body: made }
      },
    }),
  ]
}

/** Those that have every part of the query, then those that merely sound alike. */
function searched(list: readonly s.Precedent[], q: string): s.Precedent[] {
  const parts = q.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [...list]
  const pairs = pairsOf(q)
  return list.filter((p) => {
    const said = [p.facts, p.reason, p.category, p.number].join('\n').toLowerCase()
    if (parts.every((part) => said.includes(part))) return true
    const own = pairsOf(said)
    return pairs.size > 1 && [...pairs].filter((x) => own.has(x)).length >= Math.ceil(pairs.size * 0.7)
  })
}
