export { type ContextFor, contextOf, type RequestContext } from './context.ts'
export {
  clearedSessionCookie,
  MATTER_COOKIE,
  matterCookie,
  readCredentials,
  SESSION_COOKIE,
  sessionCookie,
} from './credentials.ts'
export type { ApiInfo } from './openapi.ts'
export { syncOpenApiFile } from './openapi-file.ts'
export { decodeCursor, encodeCursor, itemsOf, PAGE_LIMIT, PAGE_QUERY, pageOf, toPage } from './paging.ts'
export {
  type Answer,
  defineRoute,
  type Method,
  type Route,
  type RouteSchemas,
  type RouteSpec,
} from './route.ts'
export {
  apiDocument,
  createHttpServer,
  type HttpServer,
  type MountedRoute,
  type ServerOptions,
} from './server.ts'
export { type EventStream, eventStream, type Send, type SseEvent } from './sse.ts'
