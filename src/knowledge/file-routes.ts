/** The API of the knowledge base as files: import and export. */
import Type from 'typebox'
import { listCategories } from '../administration/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { type SheetOut, tableFile } from '../tables/index.ts'
import * as s from './contract.ts'
import { importArticles } from './import-articles.ts'
import { ARTICLE_COLUMNS } from './read-file.ts'
import type { KnowledgeRoom } from './room.ts'
import { shownFields } from './rules.ts'
import { listArticles } from './store.ts'

const closed = { additionalProperties: false } as const
const WRITE = only('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'editor')

/** Rows an export holds at most; a bureau with more exports by unit or category. */
const MOST_EXPORTED = 60_000

export function fileRoutes(room: KnowledgeRoom): Route[] {
  const categoriesOf = (bureauId: string) =>
    withTx(room.pool, { bureau: bureauId }, (tx) => listCategories(tx, bureauId), { readOnly: true })
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/knowledge-imports',
      access: WRITE,
      bodyLimit: 16 * 1024 * 1024,
      summary: {
        zh: '导入知识（.xlsx、.csv、.docx；可先试导），导入后为草稿',
        en: 'Import articles as drafts from a table or document; may be tried first',
      },
      schema: { body: s.ImportAsk, response: { 200: s.ImportResult } },
      handler: async ({ ctx, body }) => {
        const categories = await categoriesOf(ctx.session.bureauId)
        const byName = new Map(
          categories.flatMap((c) => [[c.code, c.code] as const, [c.name.zh, c.code] as const]),
        )
        const { fileName, content, dryRun } = body
        const ask = { fileName, content, dryRun, unitId: body.unitId ?? null, basis: body.basis ?? '' }
        const done = await importArticles(
          room,
          ctx,
          ask,
          (words) => byName.get(words.split('/').at(-1)!) ?? null,
        )
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/knowledge-tables/:format',
      access: WRITE,
      summary: { zh: '导出知识库（可再导入）', en: 'The knowledge base as a table, which can be imported' },
      schema: {
        params: Type.Object(
          { format: Type.Unsafe<'xlsx' | 'csv'>(Type.String({ enum: ['xlsx', 'csv'] })) },
          closed,
        ),
        querystring: Type.Object({ template: Type.Optional(Type.Boolean()) }, closed),
        response: { 200: Type.String() },
      },
      handler: async ({ ctx, params, query }) => {
        const { bureauId } = ctx.session
        const facts = await room.directory.byId(bureauId)
        if (!facts) return refuse('not_found')
        const names = new Map((await categoriesOf(bureauId)).map((c) => [c.code, c.name.zh]))
        const all = { state: null, unitId: null, category: null, isPublic: null, today: '', after: null }
        const articles = query.template
          ? []
          : await withTx(
              room.pool,
              { bureau: bureauId },
              (tx) => listArticles(tx, bureauId, { ...all, today: '1900-01-01', limit: MOST_EXPORTED }),
              { readOnly: true },
            )
        const rows: SheetOut['rows'] = [
          ARTICLE_COLUMNS.map((c) => c.label.zh),
          ...articles.map((a) => {
            const f = shownFields(a)
            return [
              f.question,
              f.alsoAsked.join('；'),
              f.answer,
              f.conditions,
              f.materials,
              f.basis,
              f.places.join('、'),
              facts.units.get(f.unitId)?.name.zh ?? '',
              f.category === null ? '' : (names.get(f.category) ?? f.category),
              f.tags.join('、'),
              f.public ? '是' : '否',
              f.validFrom,
              f.validTo ?? '',
              f.reviewOn,
            ]
          }),
        ]
        return tableFile(params.format, 'knowledge', { name: '知识库', rows })
      },
    }),
  ]
}
