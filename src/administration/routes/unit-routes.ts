/** The API of units in the administration. */
import Type from 'typebox'
import { UnitChangeSchema } from '../../bureau/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import {
  ApplyTableSchema,
  previewOf,
  readTable,
  TableFileSchema,
  TablePreviewSchema,
  tableFile,
} from '../../tables/index.ts'
import { closed, UnitBlockersSchema, UnitRowSchema, Uuid } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { itemsOf } from '../lists/code-lists.ts'
import { policy } from '../policy.ts'
import { UNIT_COLUMNS, unitRows } from '../units/unit-table.ts'
import { blockersOf, changeUnitOf, factsOf, importUnits, previewUnits, readUnits } from '../units/units.ts'

/** A table of 2,000 rows in base64 with room to spare. */
export const TABLE_LIMIT = 5 * 1024 * 1024

export const FORMAT_QUERY = Type.Object({ format: Type.Optional(Type.Enum(['csv', 'xlsx'])) }, closed)
export const FILE = Type.String({ description: 'The bytes of the file.' })

export function unitRoutes(deps: AdministrationDeps): Route[] {
  const byId = Type.Object({ id: Uuid }, closed)
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/units',
      access: policy.seeUnits,
      summary: { zh: '查看单位树及账号数', en: 'See the tree of units with their accounts' },
      schema: { response: { 200: Type.Object({ items: Type.Array(UnitRowSchema) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readUnits(deps, ctx.session.bureauId) } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/units/:id/blockers',
      access: policy.manageUnits,
      summary: { zh: '停用单位前的检查', en: 'What keeps a unit from being closed' },
      schema: { params: byId, response: { 200: UnitBlockersSchema } },
      handler: async ({ ctx, params }) => {
        const found = await blockersOf(deps, ctx.session, params.id)
        return isRefusal(found) ? found : { body: found }
      },
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/administration/units/:id',
      access: policy.manageUnits,
      summary: { zh: '变更、移动、停用或恢复单位', en: 'Change, move, close or open a unit' },
      schema: {
        params: byId,
        body: UnitChangeSchema,
        response: { 200: Type.Object({ unitId: Uuid, active: Type.Boolean() }, closed) },
      },
      handler: async ({ ctx, params, body }) => {
        const unit = await changeUnitOf(deps, ctx, params.id, body)
        return isRefusal(unit) ? unit : { body: { unitId: unit.unitId, active: unit.active } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/administration/units/export',
      access: policy.seeUnits,
      summary: { zh: '导出单位树', en: 'Write out the tree of units' },
      schema: { querystring: FORMAT_QUERY, response: { 200: FILE } },
      handler: async ({ ctx, query }) => {
        const { bureauId } = ctx.session
        const { units } = await factsOf(deps, bureauId)
        const kinds = await withTx(
          deps.bureau.pool,
          { bureau: bureauId },
          (tx) => itemsOf(tx, bureauId, 'unit-kind'),
          {
            readOnly: true,
          },
        )
        const format = query.format ?? 'xlsx'
        const head = UNIT_COLUMNS.map((c) => c.label.zh)
        const rows = [head, ...unitRows([...units.values()], kinds)]
        return tableFile(format, 'units', { name: '单位', rows })
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/units/preview',
      access: policy.manageUnits,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '预览单位导入表', en: 'Preview a table of units' },
      schema: { body: TableFileSchema, response: { 200: TablePreviewSchema } },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body, UNIT_COLUMNS)
        if (isRefusal(table)) return table
        const rows = await previewUnits(deps, ctx.session.bureauId, ctx.now, table.rows)
        return { body: previewOf(UNIT_COLUMNS, table, rows) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/administration/units/import',
      access: policy.manageUnits,
      bodyLimit: TABLE_LIMIT,
      summary: { zh: '导入单位树', en: 'Import a tree of units' },
      schema: {
        body: ApplyTableSchema,
        response: { 200: Type.Object({ added: Type.Integer(), changed: Type.Integer() }, closed) },
      },
      handler: async ({ ctx, body }) => {
        const table = await readTable(body.file, UNIT_COLUMNS)
        if (isRefusal(table)) return table
        const done = await importUnits(deps, ctx, table.rows, body.digest)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
