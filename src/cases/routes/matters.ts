/** Registering, finding and reading matters. */

import Type from 'typebox'
import type { BureauDirectory } from '../../bureau/index.ts'
import { only } from '../../kernel/access/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { defineRoute, type Route } from '../../kernel/http/index.ts'
import { listInbox } from '../list-inbox.ts'
import {
  discloseParties,
  explainClock,
  findSummary,
  lookUp,
  readAccessLog,
  readMatter,
} from '../read-matter.ts'
import type { SummaryRow } from '../read-store.ts'
import { type RegisterInput, registerMatter } from '../register-matter.ts'
import type { CasesDeps } from '../run.ts'
import * as s from './schemas.ts'
import { callerOf, lookerOf } from './who.ts'

async function summaryOf(directory: BureauDirectory, bureauId: string, r: SummaryRow) {
  const facts = await directory.byId(bureauId)
  const name = facts?.units.get(r.responsible_unit_id)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' }
  return {
    matterId: r.matter_id,
    number: r.number,
    procedure: r.procedure,
    state: r.state,
    responsible: { unitId: r.responsible_unit_id, name },
    receivedOn: r.received_on,
    nextDue: r.next_due,
    endedOn: r.ended_on,
    end: r.end_kind,
    version: r.version,
  }
}

export function matterRoutes(deps: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/inbox',
      access: 'signed-in',
      summary: { zh: '收件箱：按期限排列的待办', en: 'The inbox, soonest first' },
      schema: { querystring: s.InboxQuery, response: { 200: s.InboxPage } },
      handler: async ({ ctx, query }) => {
        const page = await listInbox(deps, lookerOf(ctx), { ...query, scope: query.scope ?? 'mine' })
        return isRefusal(page) ? page : { body: page }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters',
      access: only('clerk', 'operator', 'reviewer'),
      summary: { zh: '登记信访事项', en: 'Register a matter' },
      schema: { body: s.RegisterBody, response: { 201: s.RegisterResult } },
      handler: async ({ ctx, body }) => {
        const result = await registerMatter(deps, callerOf(ctx), body as RegisterInput)
        return isRefusal(result) ? result : { status: 201, body: result }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/by-number/:number',
      access: 'signed-in',
      summary: {
        zh: '按编号查询办理状态（不含个人信息）',
        en: 'Where a matter stands, by number; no personal data',
      },
      schema: {
        params: Type.Object({ number: Type.String({ maxLength: 60 }) }, { additionalProperties: false }),
        response: { 200: s.Summary },
      },
      handler: async ({ ctx, params }) => {
        const row = await findSummary(deps, lookerOf(ctx), params.number)
        return isRefusal(row) ? row : { body: await summaryOf(deps.directory, ctx.session.bureauId, row) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/look-ups',
      access: only('clerk', 'operator', 'supervisor'),
      summary: {
        zh: '按电话、姓名或证件号精确查找未办结事项（记入查阅日志）',
        en: 'Open matters by exact phone, name or number; logged',
      },
      schema: { body: s.LookUpBody, response: { 200: s.items(s.Summary) } },
      handler: async ({ ctx, body }) => {
        const rows = await lookUp(deps, lookerOf(ctx), body.kind, body.value, body.reason)
        if (isRefusal(rows)) return rows
        return {
          body: {
            items: await Promise.all(rows.map((r) => summaryOf(deps.directory, ctx.session.bureauId, r))),
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId',
      access: 'signed-in',
      summary: { zh: '信访事项页面（记入查阅日志）', en: 'The page of a matter; the look is logged' },
      schema: { params: s.MatterParams, response: { 200: s.MatterPage } },
      handler: async ({ ctx, params }) => {
        const view = await readMatter(deps, lookerOf(ctx), params.matterId)
        return isRefusal(view) ? view : { body: view }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/clocks/:clockId/derivation',
      access: 'signed-in',
      summary: { zh: '期限的推算过程', en: 'How a due date was derived' },
      schema: { params: s.ClockParams, response: { 200: s.Derivation } },
      handler: async ({ ctx, params }) => {
        const derivation = await explainClock(deps, lookerOf(ctx), params.matterId, params.clockId)
        return isRefusal(derivation) ? derivation : { body: derivation }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/disclosures',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head', 'reviewer'),
      summary: {
        zh: '说明理由后查看当事人信息（记入查阅日志）',
        en: 'See who asked, on a stated reason; logged',
      },
      schema: {
        params: s.MatterParams,
        body: s.ReasonBody,
        response: { 200: Type.Object({ parties: Type.Array(s.PartyView) }, { additionalProperties: false }) },
      },
      handler: async ({ ctx, params, body }) => {
        const shown = await discloseParties(deps, lookerOf(ctx), params.matterId, body.reason)
        return isRefusal(shown) ? shown : { body: shown }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/matters/:matterId/access-log',
      access: 'signed-in',
      summary: { zh: '查阅日志：谁看过、为什么', en: 'Who looked, when and why' },
      schema: { params: s.MatterParams, response: { 200: s.items(s.AccessEntry) } },
      handler: async ({ ctx, params }) => {
        const entries = await readAccessLog(deps, lookerOf(ctx), params.matterId)
        return isRefusal(entries) ? entries : { body: { items: entries } }
      },
    }),
  ]
}
