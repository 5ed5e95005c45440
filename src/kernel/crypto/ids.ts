import { timingSafeEqual } from 'node:crypto'
import { keyedDigest } from './algorithms.ts'
import { randomSlice } from './random.ts'

/** Crockford's alphabet: no I, L, O (read as 1 and 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 10

/**
 * A UUID of version 7 (RFC 9562 5.7): 48 bits of milliseconds, then 74 random bits. `random` gives that many
 * bytes; order within one millisecond is not promised.
 */
export function uuidv7(now: Date, random: (bytes: number) => Uint8Array = randomSlice): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.set(random(10), 6)
  return uuidText(bytes, 7)
}

/** A UUID of version 8 (RFC 9562 5.8) that the same installation always derives from the same parts. */
export function deriveUuid(installationKey: Buffer, ...parts: string[]): string {
  return uuidText(keyedDigest('sha256', installationKey, 'huiyin/uuid/v1', parts).subarray(0, 16), 8)
}

/** Whether a text is a UUID in its lower-case form; the only ids that may become part of a path. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}

/**
 * The code with which a citizen opens a matter: ten characters (50 bits), printed `XXXXX-XXXXX`. It is computed,
 * never stored: a copy of the database alone does not hold it.
 * @param since what makes a later code of the same matter another one; 0 = the first
 */
export function queryCode(codeKey: Buffer, matterId: string, since = 0): string {
  const parts = since === 0 ? [matterId] : [matterId, String(since)]
  const digest = keyedDigest('sha256', codeKey, 'huiyin/query-code/v1', parts)
  // 64 bits of the digest, of which the first 50 make ten letters.
  let bits = digest.readBigUInt64BE(0) >> 14n
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) {
    code = ALPHABET[Number(bits & 31n)]! + code
    bits >>= 5n
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/**
 * Reads a code as people type it: lower case, full width, O for 0, I or L for 1, with or without hyphens and
 * blanks. Gives the printed form, or null when it cannot be a code.
 */
export function parseQueryCode(input: string): string | null {
  const text = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{White_Space}\p{Cf}\p{Pd}−_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (text.length !== CODE_LENGTH || ![...text].every((c) => ALPHABET.includes(c))) return null
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

/** Whether what was typed is the code of this matter; takes equal time for every wrong code. */
export function matchesQueryCode(codeKey: Buffer, matterId: string, input: string, since = 0): boolean {
  const expected = Buffer.from(queryCode(codeKey, matterId, since))
  const typed = parseQueryCode(input)
  // What cannot be a code is compared too, so that it takes no less time.
  const equal = timingSafeEqual(expected, Buffer.from(typed ?? '00000-00000'))
  return typed !== null && equal
}

function uuidText(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
