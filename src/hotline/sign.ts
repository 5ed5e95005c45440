/** The signature between a telephone system and this program: HMAC-SHA256 over the time and the body as sent. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { REPLAY_WINDOW_S } from './rules.ts'

export const HEADERS = {
  key: 'x-huiyin-key',
  timestamp: 'x-huiyin-timestamp',
  signature: 'x-huiyin-signature',
} as const

/** @param timestamp seconds since 1970, in digits, as in its header */
export const signatureOf = (secret: string, timestamp: string, body: Buffer | string): string =>
  `v1=${createHmac('sha256', secret).update(`v1:${timestamp}:`).update(body).digest('hex')}`

/** Headers of a request that this program or a simulator sends. */
export function signedHeaders(o: { systemId: string; secret: string; body: string; now: Date }) {
  const timestamp = String(Math.floor(o.now.getTime() / 1000))
  return {
    'content-type': 'application/json',
    [HEADERS.key]: o.systemId,
    [HEADERS.timestamp]: timestamp,
    [HEADERS.signature]: signatureOf(o.secret, timestamp, o.body),
  }
}

/** Compared without telling by its time how much was right. */
export function signatureHolds(
  secret: string,
  timestamp: string,
  body: Buffer | string,
  given: string,
): boolean {
  const expected = Buffer.from(signatureOf(secret, timestamp, body))
  const got = Buffer.from(given)
  return got.length === expected.length && timingSafeEqual(got, expected)
}

/** Whether a timestamp lies within five minutes of now, on either side. */
export function isFresh(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= REPLAY_WINDOW_S
}
