/** Headers that every answer carries, and the wall against writing from foreign pages. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Refusal, refuse } from '../errors/index.ts'

/**
 * page: our own scripts and styles only, nothing inline. desk: styles may be inline, since the component library writes
 * its styles at run time; scripts may not. Both draw a chosen photo from memory (blob:). data: nothing is ever loaded
 * from an answer of the API.
 */
export type CspKind = 'page' | 'desk' | 'data'

const COMMON = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
const POLICIES: Readonly<Record<CspKind, string>> = {
  page: `default-src 'self'; img-src 'self' data: blob:; ${COMMON}`,
  desk: `default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; ${COMMON}`,
  data: "default-src 'none'; frame-ancestors 'none'",
}

/** Security headers of an answer. */
export function securityHeaders(csp: CspKind, secure: boolean): Record<string, string> {
  return {
    'content-security-policy': POLICIES[csp],
    'x-content-type-options': 'nosniff',
    // Addresses of public pages have numbers of matters in them and go nowhere. Browsers then send no origin with forms
    // either: see the wall below. The desk's own requests keep theirs.
    'referrer-policy': csp === 'page' ? 'no-referrer' : 'same-origin',
    // Of all that is asked today the policy above says the same; old browsers know only these.
    'x-frame-options': 'DENY',
    'x-xss-protection': '1; mode=block',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), camera=(), microphone=(), payment=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/**
 * Refuses `access.cross_site` for a write that a browser says comes from another site. Programs send neither header.
 * Beside it stand SameSite cookies and the `Idempotency-Key` header, which a foreign page cannot set.
 */
export function crossSiteWall(
  method: string,
  headers: IncomingHttpHeaders,
  csp: CspKind,
): Refusal | undefined {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined
  const site = headers['sec-fetch-site']
  if (site !== undefined) {
    return site === 'same-origin' || site === 'none' ? undefined : refuse('access.cross_site')
  }
  const { origin, host } = headers
  if (origin === undefined) return undefined
  // Older browsers say `null` for a form of a page that sends no referrer, ours or not; its cookies are SameSite, so
  // that a foreign form carries nobody's, and acts on a matter need a mark of our own.
  if (origin === 'null' && csp === 'page') return undefined
  return URL.parse(origin)?.host === host ? undefined : refuse('access.cross_site')
}
