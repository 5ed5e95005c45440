/** The API of the accounts. Only the finance officer enters; the head reads and releases; nobody else sees a figure. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { bookRoutes } from './book-routes.ts'
import * as c from './contract.ts'
import { addDepartment, changeDepartment, openYear } from './departments.ts'
import { figureRoutes } from './figure-routes.ts'
import { readAccounts, readDepartments } from './read-accounts.ts'
import { type AccountsRoom, byOf } from './room.ts'

const READERS = only('finance', 'bureau-head')
const KEEPERS = only('finance')
const closed = { additionalProperties: false } as const
const DepartmentDone = Type.Object({ departmentId: Type.String(), version: Type.Integer() }, closed)

export function accountsRoutes(room: AccountsRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/departments',
      access: READERS,
      tag: 'finance',
      summary: { zh: '记账的部门和年度', en: 'Departments whose accounts are kept, with their years' },
      schema: { response: { 200: Type.Object({ items: Type.Array(c.Department) }, closed) } },
      handler: async ({ ctx }) => ({ body: { items: await readDepartments(room, byOf(ctx)) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/departments',
      access: KEEPERS,
      tag: 'finance',
      summary: { zh: '登记部门', en: 'Enter a department' },
      schema: { body: c.DepartmentInput, response: { 201: DepartmentDone } },
      handler: async ({ ctx, body }) => {
        const done = await addDepartment(room, ctx, body)
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/finance/departments/:departmentId',
      access: KEEPERS,
      tag: 'finance',
      summary: { zh: '修改部门名称或性质', en: 'Change the name or kind of a department' },
      schema: { params: c.DepartmentParams, body: c.DepartmentChange, response: { 200: DepartmentDone } },
      handler: async ({ ctx, params, body }) => {
        const done = await changeDepartment(room, ctx, params.departmentId, body)
        return isRefusal(done) ? done : { body: done }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/finance/departments/:departmentId/years/:year',
      access: KEEPERS,
      tag: 'finance',
      summary: { zh: '建立一个年度的账', en: 'Open the accounts of a year' },
      schema: { params: c.YearParams, response: { 201: c.YearDone } },
      handler: async ({ ctx, params }) => {
        const done = await openYear(room, ctx, params.departmentId, Number(params.year))
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/finance/departments/:departmentId/years/:year',
      access: READERS,
      tag: 'finance',
      summary: {
        zh: '一个部门一个年度的全部数据，合计由系统算出',
        en: 'All figures of a department and year, with everything that is derived from them',
      },
      schema: { params: c.YearParams, response: { 200: c.AccountsSchema } },
      handler: async ({ ctx, params }) => {
        const found = await readAccounts(room, byOf(ctx), params.departmentId, Number(params.year))
        return isRefusal(found) ? found : { body: found }
      },
    }),
    ...figureRoutes(room),
    ...bookRoutes(room),
  ]
}
