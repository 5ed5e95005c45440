import { createHash, timingSafeEqual } from 'node:crypto'
import { algorithmOf, type HashName, keyedDigest, utf8 } from './algorithms.ts'
import { randomSlice } from './random.ts'

/**
 * Salted commitments: what the ledger holds instead of content. The salt is stored with the content, encrypted
 * under the matter's key; when that key is destroyed the commitment can be neither opened nor guessed, and the
 * chain over it still verifies.
 *
 * Anyone can recompute one: H("huiyin/commitment/v1" ‖ 0x00 ‖ salt (16 bytes) ‖ content), text as UTF-8.
 */
export const SALT_BYTES = 16
const TAG = Buffer.from('huiyin/commitment/v1\0', 'utf8')

/** A fresh random salt. */
export function newSalt(): Buffer {
  return randomSlice(SALT_BYTES)
}

/**
 * The salt of a replayed import: the same source record gives the same commitment at every run. Whoever holds
 * the installation key can compute it again, so it hides erased content from everyone but the operator:
 * live input takes `newSalt`.
 */
export function deriveSalt(installationKey: Buffer, ...parts: string[]): Buffer {
  return keyedDigest('sha256', installationKey, 'huiyin/salt/v1', parts).subarray(0, SALT_BYTES)
}

/** Commitment to a content, as `algorithm:lower hex`. Throws RangeError for a salt of another length. */
export function commit(salt: Buffer, plaintext: string | Uint8Array, hash: HashName = 'sha256'): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`)
  const bytes = typeof plaintext === 'string' ? utf8(plaintext) : plaintext
  return `${hash}:${createHash(hash).update(TAG).update(salt).update(bytes).digest('hex')}`
}

/** Whether a commitment opens with this salt and content; a malformed commitment does not. */
export function opensCommitment(commitment: string, salt: Buffer, plaintext: string | Uint8Array): boolean {
  const hash = algorithmOf(commitment)
  if (!hash || salt.length !== SALT_BYTES) return false
  return timingSafeEqual(Buffer.from(commit(salt, plaintext, hash)), Buffer.from(commitment))
}
