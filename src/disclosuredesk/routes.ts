/** The checker at the desk. A file is checked and forgotten; a report is kept only when somebody asks for it. */
import { createHash } from 'node:crypto'
import Type from 'typebox'
import { once } from '../bureau/index.ts'
import { type Checked, checkFile, htmlReport, type NamedFile } from '../disclosure/index.ts'
import { only, type Session } from '../kernel/access/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { type Pool, type TxContext, withTx } from '../kernel/postgres/connect.ts'
import * as s from './schemas.ts'
import { findKept, forget, keep, listKept } from './store.ts'

/** Those who publish, and those who answer for what is published. */
const CHECKERS = only('finance', 'bureau-head', 'supervisor', 'auditor', 'administrator')
/** What was kept may be of a draft that nobody else has seen. */
const KEEPERS = only('finance', 'bureau-head')
const TAG = 'disclosure'
/** Two files and their names. */
const bodyLimit = 2 * s.MOST_BASE64 + 8192

export interface DisclosureRoom {
  pool: Pool
}

const contextOf = (x: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: x.bureauId,
  unit: x.unitId,
  account: x.accountId,
})
type Ask = Type.Static<typeof s.Ask>
const fileOf = (f: Ask['file']): NamedFile => ({ name: f.name, bytes: Buffer.from(f.base64, 'base64') })
const check = (ask: Ask): Promise<Checked | Refusal> =>
  checkFile(fileOf(ask.file), ask.previous ? fileOf(ask.previous) : null)

export function disclosureRoutes(room: DisclosureRoom): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/disclosure-checks',
      access: CHECKERS,
      tag: TAG,
      bodyLimit,
      summary: { zh: '检查一份公开文件，不留存', en: 'Check a disclosure; nothing is kept' },
      schema: { body: s.Ask, response: { 200: s.Checked } },
      handler: async ({ body }) => {
        const answer = await check(body)
        return isRefusal(answer) ? answer : { body: answer }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/disclosure-checks/report',
      access: CHECKERS,
      tag: TAG,
      bodyLimit,
      summary: {
        zh: '把检查结果写成可单独保存的网页',
        en: 'Write what was found as a page that stands alone',
      },
      schema: { body: s.Checked, response: { 200: s.Page } },
      handler: ({ ctx, body }) => ({
        body: Buffer.from(htmlReport(body, ctx.lang, body.text), 'utf8'),
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-disposition': 'attachment; filename="report.html"',
        },
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/disclosure-checks/kept',
      access: KEEPERS,
      tag: TAG,
      bodyLimit,
      summary: { zh: '检查并留存报告', en: 'Check a disclosure and keep the report' },
      schema: { body: s.Ask, response: { 201: s.KeptId } },
      handler: async ({ ctx, body }) => {
        const { bureauId, accountId } = ctx.session
        const report = await check(body)
        if (isRefusal(report)) return report
        const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex')
        const done = await once(room.pool, ctx, ['keep-disclosure-check', digest], async (tx) => {
          const checkId = uuidv7(ctx.now)
          const previous = body.previous?.name ?? null
          await keep(tx, bureauId, { checkId, at: ctx.now, accountId, previous, report })
          return { checkId }
        })
        return isRefusal(done) ? done : { status: 201, body: done }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/disclosure-checks/kept',
      access: KEEPERS,
      tag: TAG,
      summary: { zh: '留存的检查报告，最新的在前', en: 'Reports kept, newest first' },
      schema: { response: { 200: s.KeptRows } },
      handler: async ({ ctx }) => {
        const { session } = ctx
        const items = await withTx(room.pool, contextOf(session), (tx) => listKept(tx, session.bureauId), {
          readOnly: true,
        })
        return { body: { items } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/disclosure-checks/kept/:checkId',
      access: KEEPERS,
      tag: TAG,
      summary: { zh: '一份留存的检查报告', en: 'One report kept' },
      schema: { params: s.KeptId, response: { 200: s.Kept } },
      handler: async ({ ctx, params }) => {
        const { session } = ctx
        const kept = await withTx(
          room.pool,
          contextOf(session),
          (tx) => findKept(tx, session.bureauId, params.checkId),
          { readOnly: true },
        )
        return kept ? { body: kept } : refuse('not_found')
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/disclosure-checks/kept/:checkId',
      access: KEEPERS,
      tag: TAG,
      summary: { zh: '删除一份留存的检查报告', en: 'Delete a report kept' },
      schema: { params: s.KeptId, response: { 204: Type.Null() } },
      handler: async ({ ctx, params }) => {
        const { session } = ctx
        const gone = await withTx(room.pool, contextOf(session), (tx) =>
          forget(tx, session.bureauId, params.checkId),
        )
        return gone ? { status: 204 } : refuse('not_found')
      },
    }),
  ]
}
