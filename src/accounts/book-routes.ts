/** The API of import and export: workbooks of a year, code lists. Only the finance officer changes anything. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { previewOf, readTable, tableFile, writeXlsx, XLSX_TYPE } from '../tables/index.ts'
import * as b from './book/contract.ts'
import { BOOK_PARTS, bookSheets } from './book/write-book.ts'
import { choice, FiguresDone, YearParams } from './contract.ts'
import { importSent, previewSent } from './import-book.ts'
import { CODE_KINDS } from './keys.ts'
import { CODE_COLUMNS, loadSentCodes, MOST_CODES, previewCodes } from './load-codes.ts'
import { MONEY_UNITS } from './money.ts'
import { readAccounts } from './read-accounts.ts'
import { type AccountsRoom, byOf } from './room.ts'
import { readCodes } from './verbs.ts'

const KEEPERS = only('finance')
const READERS = only('finance', 'bureau-head')
const closed = { additionalProperties: false } as const
const BASE = '/api/v1/finance/departments/:departmentId/years/:year'
/** A workbook in base64 with room to spare. */
const LIMIT = 5 * 1024 * 1024
const FILE = Type.String({ description: 'The bytes of the file.' })
const OfYear = Type.Object({ year: YearParams.properties.year }, closed)
const whereOf = (p: { departmentId: string; year: string }) => ({
  departmentId: p.departmentId,
  year: Number(p.year),
})

export function bookRoutes(room: AccountsRoom): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: `${BASE}/import/preview`,
      access: KEEPERS,
      tag: 'finance',
      bodyLimit: LIMIT,
      summary: {
        zh: '预览公开表格的导入：会改变什么，哪个单元格不对、怎么改；什么也不写入',
        en: 'What an official workbook would change, and which cell is wrong and why; nothing is written',
      },
      schema: { params: YearParams, body: b.ImportInput, response: { 200: b.ImportPreview } },
      handler: async ({ ctx, params, body }) => {
        const plan = await previewSent(room, byOf(ctx), whereOf(params), body)
        return isRefusal(plan) ? plan : { body: plan }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${BASE}/import`,
      access: KEEPERS,
      tag: 'finance',
      bodyLimit: LIMIT,
      summary: { zh: '导入预览过的文件', en: 'Import a file that was previewed' },
      schema: { params: YearParams, body: b.ImportConfirm, response: { 200: FiguresDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await importSent(room, ctx, whereOf(params), body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${BASE}/workbook`,
      access: READERS,
      tag: 'finance',
      summary: {
        zh: '导出一个年度的账为 .xlsx，与导入的格式相同',
        en: 'The accounts of a year as .xlsx, in the layouts the import reads',
      },
      schema: {
        params: YearParams,
        querystring: Type.Object(
          { part: Type.Optional(choice(...BOOK_PARTS)), unit: Type.Optional(choice(...MONEY_UNITS)) },
          closed,
        ),
        response: { 200: FILE },
      },
      handler: async ({ ctx, params, query }) => {
        const accounts = await readAccounts(room, byOf(ctx), params.departmentId, Number(params.year))
        if (isRefusal(accounts)) return accounts
        const name = `accounts-${accounts.department.code}-${accounts.year}`
        return {
          body: await writeXlsx(bookSheets(accounts, query.part ?? 'all', query.unit ?? 'yuan')),
          headers: {
            'content-type': XLSX_TYPE,
            'content-disposition': `attachment; filename="${name}.xlsx"`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/codes/:year/preview',
      access: KEEPERS,
      tag: 'finance',
      bodyLimit: LIMIT,
      summary: { zh: '预览一个年度的科目表', en: 'Preview a list of codes of a year' },
      schema: { params: OfYear, body: b.CodesInput, response: { 200: b.CodesPreview } },
      handler: async ({ ctx, params, body }) => {
        const table = await readTable(body.file, CODE_COLUMNS, MOST_CODES)
        if (isRefusal(table)) return table
        const { rows, gone } = await previewCodes(room, byOf(ctx), Number(params.year), body.kind, table.rows)
        return { body: { table: previewOf(CODE_COLUMNS, table, rows), gone } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/codes/:year/import',
      access: KEEPERS,
      tag: 'finance',
      bodyLimit: LIMIT,
      summary: { zh: '导入一个年度的科目表', en: 'Load a list of codes of a year' },
      schema: { params: OfYear, body: b.CodesConfirm, response: { 200: b.CodesDone } },
      handler: async ({ ctx, params, body }) => {
        const table = await readTable(body.file, CODE_COLUMNS, MOST_CODES)
        if (isRefusal(table)) return table
        const of = { year: Number(params.year), kind: body.kind, origin: body.file.name, digest: body.digest }
        const done = await loadSentCodes(room, ctx, of, table.rows)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/codes/:year/list',
      access: READERS,
      tag: 'finance',
      summary: { zh: '导出一个年度的一张科目表', en: 'A list of codes of a year as a table' },
      schema: {
        params: OfYear,
        querystring: Type.Object(
          { kind: choice(...CODE_KINDS), format: Type.Optional(choice('csv', 'xlsx')) },
          closed,
        ),
        response: { 200: FILE },
      },
      handler: async ({ ctx, params, query }) => {
        const { items } = await readCodes(room, byOf(ctx), Number(params.year))
        const rows = items.filter((c) => c.kind === query.kind).map((c) => [c.code, c.name])
        const sheet = { name: '科目', rows: [CODE_COLUMNS.map((c) => c.label.zh), ...rows] }
        return tableFile(query.format ?? 'xlsx', `codes-${query.kind}-${params.year}`, sheet)
      },
    }),
  ]
}
