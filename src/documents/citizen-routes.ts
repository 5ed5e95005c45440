/** Documents of one's own matter over HTTP, by number and code. */
import { Readable } from 'node:stream'
import Type from 'typebox'
import { agreeOnlineService, type CasesDeps, citizenCaller, receiveOnline } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { documentsForCitizen, openDocumentForCitizen } from './for-citizen.ts'
import { onlineServiceForCitizen } from './online.ts'
import * as s from './schemas.ts'

const AT = '/api/v1/public/matter/documents'
const TAG = 'public'

export function citizenDocumentRoutes(cases: CasesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: AT,
      access: 'citizen',
      tag: TAG,
      summary: { zh: '本人事项已送达的文书', en: 'Documents served in one’s own matter' },
      schema: { response: { 200: s.CitizenDocuments } },
      handler: async ({ ctx }) => {
        const items = await documentsForCitizen(cases, { ...ctx.citizen, now: ctx.now })
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${AT}/:documentId/file`,
      access: 'citizen',
      tag: TAG,
      summary: {
        zh: '下载文书：盖章件；没有盖章件的，为文字',
        en: 'Save a document: the sealed version, or its words where there is none',
      },
      schema: { params: s.OfDocument, response: { 200: Type.String({ format: 'binary' }) } },
      handler: async ({ ctx, params }) => {
        const file = await openDocumentForCitizen(cases, { ...ctx.citizen, now: ctx.now }, params.documentId)
        if (isRefusal(file)) return file
        return {
          body: Readable.from(file.content),
          headers: {
            'content-type': file.mediaType,
            'content-length': String(file.size),
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            'cache-control': 'private, no-store',
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/matter/online-service',
      access: 'citizen',
      tag: TAG,
      summary: {
        zh: '网上送达：是否同意，待打开的文书',
        en: 'Service online: agreed or not, and what waits',
      },
      schema: { response: { 200: s.OnlineServiceView } },
      handler: async ({ ctx }) => {
        const view = await onlineServiceForCitizen(cases, { ...ctx.citizen, now: ctx.now })
        return isRefusal(view) ? view : { body: view }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/public/matter/online-service',
      access: 'citizen',
      tag: TAG,
      summary: { zh: '同意或者不再网上送达', en: 'Agree to service online, or take that back' },
      schema: { body: s.OnlineAgreement, response: { 200: s.CommandResult } },
      handler: async ({ ctx, body }) => {
        const input = { agreed: body.agreed, evidence: null }
        const result = await agreeOnlineService(cases, citizenCaller(ctx), ctx.citizen.matterId, input)
        return isRefusal(result) ? result : { body: result }
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${AT}/:serviceId/receipt`,
      access: 'citizen',
      tag: TAG,
      summary: { zh: '打开待阅收的文书，即为送达', en: 'Open a document that waits, which serves it' },
      schema: { params: s.OfService, response: { 200: s.CommandResult } },
      handler: async ({ ctx, params }) => {
        const result = await receiveOnline(cases, citizenCaller(ctx), ctx.citizen.matterId, params.serviceId)
        return isRefusal(result) ? result : { body: result }
      },
    }),
  ]
}
