import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A fresh shared secret of 160 bits (RFC 4226, section 4, R6). */
export function newTotpSecret(): Buffer {
  return randomBytes(20)
}

/** One-time password for a moment (RFC 6238). Authenticator apps use the defaults: 6 digits, SHA-1. */
export function totp(
  secret: Buffer,
  now: Date,
  digits = DIGITS,
  hash: 'sha1' | 'sha256' | 'sha512' = 'sha1',
): string {
  return hotp(secret, stepOf(now), digits, hash)
}

/**
 * Checks a typed code against the current step and its neighbours (clocks differ). Gives the step it belongs to,
 * or null. The caller stores that step and passes it as `lastStep` next time: a code works once (RFC 6238 5.2).
 */
export function verifyTotp(secret: Buffer, input: string, now: Date, lastStep = -1): number | null {
  const code = input.normalize('NFKC').replace(/\p{White_Space}/gu, '')
  if (!/^\d{6}$/.test(code)) return null
  const current = stepOf(now)
  for (const step of [current, current - 1, current + 1]) {
    if (
      step > lastStep &&
      timingSafeEqual(Buffer.from(hotp(secret, step, DIGITS, 'sha1')), Buffer.from(code))
    ) {
      return step
    }
  }
  return null
}

/** The address an authenticator app reads from a QR code. */
export function totpUri(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
}

/** Base32 without padding (RFC 4648), for typing a secret by hand. */
export function toBase32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((b) => BASE32[Number.parseInt(b.padEnd(5, '0'), 2)]).join('')
}

function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

function hotp(secret: Buffer, counter: number, digits: number, hash: string): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(hash, secret).update(message).digest()
  const offset = mac[mac.length - 1]! & 0x0f
  const value = mac.readUInt32BE(offset) & 0x7fffffff
  return String(value % 10 ** digits).padStart(digits, '0')
}
