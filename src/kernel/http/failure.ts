/** Anything that went wrong, as a refusal from the catalogue. */
import { type Refusal, RefusedError, refuse } from '../errors/index.ts'

interface Coded {
  code?: unknown
  message?: unknown
  statusCode?: unknown
}

const BY_CODE: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'http.body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'http.unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'http.malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'http.malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'http.malformed_body',
  FST_ERR_BAD_URL: 'http.malformed_request',
  FST_ERR_MAX_PARAM_LENGTH: 'http.malformed_request',
  ERR_HTTP_REQUEST_TIMEOUT: 'http.request_timeout',
  FST_ERR_HANDLER_TIMEOUT: 'http.unavailable',
}

/** The database is away, full or restarting: worth trying again soon. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
])

/**
 * The refusal an error means.
 * @returns its refusal and, where the program or its surroundings are at fault, that it is to be logged as an error
 */
export function refusalOfError(error: unknown): { refusal: Refusal; fault: boolean } {
  if (error instanceof RefusedError) return { refusal: error.refusal, fault: false }
  const { code, message, statusCode } = (error ?? {}) as Coded
  const known = typeof code === 'string' ? BY_CODE[code] : undefined
  if (known) return { refusal: refuse(known), fault: false }
  if (typeof code === 'string' && AWAY.has(code)) return { refusal: refuse('http.unavailable'), fault: true }
  if (
    message === 'timeout exceeded when trying to connect' ||
    message === 'Connection terminated unexpectedly'
  ) {
    return { refusal: refuse('http.unavailable'), fault: true }
  }
  // What Fastify or its parsers refuse as the sender's mistake and we have no closer word for.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return {
      refusal: refuse(error instanceof SyntaxError ? 'http.malformed_body' : 'http.malformed_request'),
      fault: false,
    }
  }
  return { refusal: refuse('http.internal'), fault: true }
}
