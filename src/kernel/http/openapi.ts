/** OpenAPI 3.1 out of the route declarations; the same declarations always give the same text. Pure. */
import type { TSchema } from 'typebox'
import type { Access } from '../access/index.ts'
import { SESSION_COOKIE } from './credentials.ts'
import { needsKey, type Route } from './route.ts'

export interface ApiInfo {
  title: string
  version: string
  description?: string
}

export type Json = Record<string, unknown>

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do now, in the language of Accept-Language.' },
    code: { type: 'string', description: 'Stable; see the catalogue of errors.' },
    field: { type: 'string' },
    details: { type: 'object' },
    instance: { type: 'string', description: 'Id of the request.' },
  },
}

/**
 * The document. A schema with `$id` becomes a named component, all others stand where they are used.
 * @throws Error when two different schemas bear one name
 */
export function openApiDocument(routes: readonly Route[], info: ApiInfo): Json {
  const components: Record<string, Json> = { Problem: PROBLEM_SCHEMA }
  const hoist = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(hoist)
    if (typeof schema !== 'object' || schema === null) return schema
    const { $id, ...rest } = schema as Json
    const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, hoist(value)]))
    if (typeof $id !== 'string') return inner
    const known = components[$id]
    if (known && JSON.stringify(known) !== JSON.stringify(inner))
      throw new Error(`two schemas are named ${$id}`)
    components[$id] = inner
    return { $ref: `#/components/schemas/${$id}` }
  }
  const paths: Record<string, Json> = {}
  const sorted = [...routes].sort((a, b) => (a.url === b.url ? cmp(a.method, b.method) : cmp(a.url, b.url)))
  for (const route of sorted) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(route, hoist)
  }
  return {
    openapi: '3.1.0',
    info: { license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }, ...info },
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => cmp(a, b))),
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        bearer: { type: 'http', scheme: 'bearer' },
        matter: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Matter <number>:<code>` as printed on the receipt.',
        },
      },
    },
  }
}

function operation(route: Route, hoist: (schema: unknown) => unknown): Json {
  const { schema, summary } = route
  const parameters = [
    ...inPlace(schema.params, 'path', hoist),
    ...inPlace(schema.querystring, 'query', hoist),
  ]
  if (needsKey(route)) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    })
  }
  const responses: Json = {}
  for (const [status, body] of Object.entries(schema.response)) {
    const content = isNothing(body) ? {} : { content: { 'application/json': { schema: hoist(body) } } }
    responses[status] = { description: status.startsWith('2') ? 'Done.' : 'See the schema.', ...content }
  }
  responses.default = {
    description: 'Refused; a problem document (RFC 9457).',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    summary: summary.en,
    'x-summary-zh': summary.zh,
    tags: [route.tag ?? route.url.split('/')[3] ?? 'api'],
    'x-access': route.access,
    security: securityOf(route.access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(schema.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: hoist(schema.body) } } } }
      : {}),
    responses,
  }
}

function inPlace(schema: TSchema | undefined, place: string, hoist: (schema: unknown) => unknown): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: hoist(property),
  }))
}

function isNothing(schema: TSchema): boolean {
  return (schema as { type?: unknown }).type === 'null'
}

function securityOf(access: Access): Json[] {
  if (access === 'public') return []
  return access === 'citizen' ? [{ matter: [] }] : [{ cookie: [] }, { bearer: [] }]
}

function cmp(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
