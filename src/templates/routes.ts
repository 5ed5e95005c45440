/** The API of templates: everybody reads, the bureau's heads, editors and administrators write. */
import Type from 'typebox'
import type { BureauRoom } from '../bureau/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { createTemplate, readTemplates, reviseTemplate } from './templates.ts'

const WRITERS = only('administrator', 'bureau-head', 'editor')

export function templateRoutes(room: BureauRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/templates',
      access: 'signed-in',
      summary: { zh: '答复和告知的模板', en: 'Templates of replies and notices' },
      schema: {
        querystring: c.TemplateQuery,
        response: { 200: Type.Object({ items: Type.Array(c.Template) }, { additionalProperties: false }) },
      },
      handler: async ({ ctx, query }) => ({ body: { items: await readTemplates(room, ctx, query) } }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/templates',
      access: WRITERS,
      summary: { zh: '新增模板', en: 'Add a template' },
      schema: { body: c.TemplateBody, response: { 201: c.Template } },
      handler: async ({ ctx, body }) => {
        const made = await createTemplate(room, ctx, body)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/templates/:templateId',
      access: WRITERS,
      summary: { zh: '修改或停用模板', en: 'Change a template, or lay it aside' },
      schema: { params: c.TemplateParams, body: c.TemplateChange, response: { 200: c.Template } },
      handler: async ({ ctx, params, body }) => {
        const changed = await reviseTemplate(room, ctx, params.templateId, body)
        return isRefusal(changed) ? changed : { body: changed }
      },
    }),
  ]
}
