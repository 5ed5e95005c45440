/**
 * The session of one matter: a short-lived signed cookie made when number and code were right. It holds no code; it opens
 * that one matter and nothing else. Also the one-time marks of forms, which carry idempotency key and proof in one.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isUuid } from '../../kernel/crypto/index.ts'

export const SESSION_MINUTES = 30

export interface MatterSession {
  bureauId: string
  matterId: string
  number: string
  /** The receipt may show the code: the matter was registered, or opened from its parent, in this browser just now. */
  showCode: boolean
  /** Version of the matter from which its code counted when this was opened; another code since then closes it. */
  since?: number
  /** Opened by a code to the phone: ends then, however often it is used (milliseconds since 1970). */
  until?: number
}

export interface SessionKeeper {
  seal(session: MatterSession, now: Date): string
  open(cookie: string | undefined, now: Date): MatterSession | null
  /** Some texts for a use, in a cookie that nobody else can make. */
  sealText(use: string, texts: readonly string[], until: Date): string
  openText(use: string, cookie: string | undefined, now: Date): string[] | null
  /** A mark for a form of this matter: serves once as idempotency key, and proves that we made the form. */
  mark(matterId: string): string
  /** The idempotency key of a mark, or null when it is not ours or of another matter. */
  keyOf(mark: string, matterId: string): string | null
}

export function createSessionKeeper(key: Buffer): SessionKeeper {
  const mac = (use: string, text: string) => createHmac('sha256', key).update(`${use}\n${text}`).digest()
  const equal = (given: string, expected: Buffer) => {
    const bytes = Buffer.from(given, 'base64url')
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  }
  return {
    seal(s, now) {
      const until = Math.min(now.getTime() + SESSION_MINUTES * 60_000, s.until ?? Number.POSITIVE_INFINITY)
      const body = Buffer.from(
        JSON.stringify([s.bureauId, s.matterId, s.number, s.showCode, until, s.until ?? null, s.since ?? 0]),
      ).toString('base64url')
      return `${body}.${mac('session', body).toString('base64url')}`
    },
    open(cookie, now) {
      const [body = '', signature = '', more] = (cookie ?? '').split('.')
      if (more !== undefined || !equal(signature, mac('session', body))) return null
      const [bureauId, matterId, number, showCode, until, last, since] = JSON.parse(
        Buffer.from(body, 'base64url').toString(),
      ) as [string, string, string, boolean, number, number | null, number | undefined]
      if (until < now.getTime() || !isUuid(matterId)) return null
      return {
        bureauId,
        matterId,
        number,
        showCode,
        ...(last ? { until: last } : {}),
        ...(since ? { since } : {}),
      }
    },
    sealText(use, texts, until) {
      const body = Buffer.from(JSON.stringify([until.getTime(), ...texts])).toString('base64url')
      return `${body}.${mac(`text:${use}`, body).toString('base64url')}`
    },
    openText(use, cookie, now) {
      const [body = '', signature = '', more] = (cookie ?? '').split('.')
      if (more !== undefined || !equal(signature, mac(`text:${use}`, body))) return null
      const [until, ...texts] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [number, ...string[]]
      return until < now.getTime() ? null : texts
    },
    mark(matterId) {
      const once = randomBytes(16).toString('base64url')
      return `${once}.${mac('form', `${matterId}\n${once}`).toString('base64url')}`
    },
    keyOf(mark, matterId) {
      const [once = '', signature = ''] = mark.split('.')
      return equal(signature, mac('form', `${matterId}\n${once}`)) ? `portal-${once}` : null
    },
  }
}
