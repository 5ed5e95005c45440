import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createSlots } from '../jobs/slots.ts'
import { utf8 } from './algorithms.ts'

const derive = promisify(argon2)

/** Cost of one hash: memory in KiB, passes, lanes. */
export interface PasswordCost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2, lanes: 1 }

const SALT_BYTES = 16
const HASH_BYTES = 32

/**
 * Hashes a password with Argon2id (RFC 9106) and a random salt, as a PHC string. The password is taken in
 * NFKC, so that full-width letters from an input method are the letters meant.
 */
export async function hashPassword(password: string, cost: PasswordCost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await argon2id(password, salt, HASH_BYTES, cost)
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${b64(salt)}$${b64(hash)}`
}

/**
 * Checks a password against its stored hash. With `null` (no such account) the same work is done and the answer
 * is no, so that the time taken does not tell which accounts exist. Throws for a stored value that is no hash.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    await argon2id(password, Buffer.alloc(SALT_BYTES), HASH_BYTES, PASSWORD_COST)
    return false
  }
  const { cost, salt, hash } = parsePhc(stored)
  return timingSafeEqual(await argon2id(password, salt, hash.length, cost), hash)
}

/** Whether a stored hash was made with other costs than today's: hash anew at the next successful sign-in. */
export function needsRehash(stored: string, cost: PasswordCost = PASSWORD_COST): boolean {
  const found = parsePhc(stored)
  return (
    found.cost.memoryKiB !== cost.memoryKiB ||
    found.cost.passes !== cost.passes ||
    found.cost.lanes !== cost.lanes ||
    found.hash.length !== HASH_BYTES ||
    found.salt.length !== SALT_BYTES
  )
}

/** Hashes made at once: each takes its 19 MiB and a thread that others wait for. */
const AT_ONCE = 4
const inTurn = createSlots(AT_ONCE)

async function argon2id(password: string, salt: Buffer, length: number, cost: PasswordCost): Promise<Buffer> {
  const tag = await inTurn(() =>
    derive('argon2id', {
      message: utf8(password.normalize('NFKC')),
      nonce: salt,
      parallelism: cost.lanes,
      tagLength: length,
      memory: cost.memoryKiB,
      passes: cost.passes,
    }),
  )
  return Buffer.from(tag)
}

function parsePhc(stored: string): { cost: PasswordCost; salt: Buffer; hash: Buffer } {
  const match =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/.exec(
      stored,
    )
  if (!match) throw new TypeError('stored password is not an argon2id PHC string')
  return {
    cost: { memoryKiB: Number(match[1]), passes: Number(match[2]), lanes: Number(match[3]) },
    salt: Buffer.from(match[4]!, 'base64'),
    hash: Buffer.from(match[5]!, 'base64'),
  }
}

function b64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
