/** The declaration of a route. Validation, access, documentation and the tests all read it. */
import type { Readable } from 'node:stream'
import type { Static, TSchema } from 'typebox'
import type { Access } from '../access/index.ts'
import type { Refusal, Words } from '../errors/index.ts'
import type { ContextFor } from './context.ts'
import type { EventStream } from './sse.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface RouteSchemas {
  params?: TSchema
  querystring?: TSchema
  body?: TSchema
  /** By status. A refusal needs no entry: problems are documented for all routes. */
  response: Readonly<Record<number, TSchema>>
}

type Input<S> = S extends TSchema ? Static<S> : undefined
type Output<R> = R[keyof R] extends infer S ? (S extends TSchema ? Static<S> : never) : never

export interface Answer<S extends RouteSchemas> {
  /** Default: the first status of `schema.response`. */
  status?: number
  /** What the schema says, or bytes or a stream with `content-type` among the headers, or events. */
  body?: Output<S['response']> | Uint8Array | Readable | EventStream
  headers?: Readonly<Record<string, string | string[]>>
}

export interface RouteSpec<A extends Access, S extends RouteSchemas> {
  method: Method
  /** Fastify pattern: `/api/v1/units/:id`. */
  url: string
  access: A
  /**
   * Whether `Idempotency-Key` is required. Default: true for all but GET. May be false only on public routes, for the
   * header is also what keeps a foreign page from writing with a reader's cookie.
   */
  idempotent?: boolean
  /** In bytes; default 1 MiB. */
  bodyLimit?: number
  summary: Words
  /** Heading in the documentation; default the first part of the path. */
  tag?: string
  schema: S
  handler(request: {
    ctx: ContextFor<A>
    params: Input<S['params']>
    query: Input<S['querystring']>
    body: Input<S['body']>
  }): Promise<Answer<S> | Refusal> | Answer<S> | Refusal
}

/** A declared route, as server, documentation and tests see it. */
export interface Route extends Omit<RouteSpec<Access, RouteSchemas>, 'handler'> {
  handler(request: { ctx: never; params: never; query: never; body: never }): unknown
}

/** Declares a route. Leaving out `access` is a type error here and an error when the server starts. */
export function defineRoute<const A extends Access, const S extends RouteSchemas>(
  spec: RouteSpec<A, S>,
): Route {
  return spec as Route
}

/** Whether a route needs `Idempotency-Key`. */
export function needsKey(route: Pick<Route, 'method' | 'idempotent'>): boolean {
  return route.idempotent ?? route.method !== 'GET'
}
