/** What a request carries to prove who is asking, and the cookies that carry it. Pure. */
import type { CitizenCredential } from '../access/index.ts'

export const SESSION_COOKIE = 'huiyin_session'
export const MATTER_COOKIE = 'huiyin_matter'

export interface Credentials {
  token: string | null
  citizen: CitizenCredential | null
  /** By cookie, so that a browser sends it without being asked. */
  byCookie: boolean
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** `Authorization: Bearer <token>`, `Authorization: Matter <number>:<code>`, else the cookies. */
export function readCredentials(authorization: string | undefined, cookie: string | undefined): Credentials {
  if (authorization !== undefined) {
    const [scheme = '', value = ''] = authorization.split(' ', 2)
    if (scheme.toLowerCase() === 'bearer') {
      return { token: TOKEN.test(value) ? value : null, citizen: null, byCookie: false }
    }
    if (scheme.toLowerCase() === 'matter') return { token: null, citizen: pair(value), byCookie: false }
    return { token: null, citizen: null, byCookie: false }
  }
  const token = cookieValue(cookie, SESSION_COOKIE)
  const matter = cookieValue(cookie, MATTER_COOKIE)
  return {
    token: token !== null && TOKEN.test(token) ? token : null,
    citizen: matter === null ? null : pair(matter),
    byCookie: true,
  }
}

/** `Set-Cookie` of a session; it ends with the session. */
export function sessionCookie(token: string, options: { secure: boolean; maxAgeSeconds: number }): string {
  return cookieLine(SESSION_COOKIE, token, options)
}

/** `Set-Cookie` that takes the session's cookie away. */
export function clearedSessionCookie(secure: boolean): string {
  return cookieLine(SESSION_COOKIE, '', { secure, maxAgeSeconds: 0 })
}

/** `Set-Cookie` by which the portal keeps one matter open. */
export function matterCookie(
  credential: CitizenCredential,
  options: { secure: boolean; maxAgeSeconds: number },
): string {
  return cookieLine(MATTER_COOKIE, encodeURIComponent(`${credential.number}:${credential.code}`), options)
}

function cookieLine(name: string, value: string, o: { secure: boolean; maxAgeSeconds: number }): string {
  const secure = o.secure ? '; Secure' : ''
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${o.maxAgeSeconds}${secure}`
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const eq = part.indexOf('=')
    if (eq > 0 && part.slice(0, eq).trim() === name) return decode(part.slice(eq + 1).trim())
  }
  return null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function pair(text: string): CitizenCredential | null {
  const at = text.lastIndexOf(':')
  if (at < 1 || text.length > 200) return null
  return { number: text.slice(0, at), code: text.slice(at + 1) }
}
