import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { encodeParts, keyedDigest, type Suite, suiteOfByte, utf8 } from './algorithms.ts'
import { DecryptionError } from './errors.ts'
import { type Keyring, kekOf } from './keyring.ts'

/**
 * Content under a key per matter. A box is
 *   version (1) ‖ suite (1) ‖ iv (12) ‖ tag (16) ‖ ciphertext
 * and is bound to its place by `aad`, so that a value moved to another matter, field or bureau does not open.
 * A random 96-bit iv is safe for 2^32 boxes under one key (NIST SP 800-38D 8.3); a matter holds a few hundred,
 * and a key-encryption key wraps one per matter. A key's bytes are never changed in place: what is derived from
 * them is remembered.
 */
export type MatterKey = Buffer

/** Where a value belongs, e.g. [bureauId, matterId, 'demand', demandId]. Compared exactly, part by part. */
export type Aad = readonly string[]

export interface WrappedKey {
  readonly kekId: string
  readonly wrapped: Buffer
}

const VERSION = 1
export const IV_BYTES = 12
export const TAG_BYTES = 16
const HEADER_BYTES = 2
const KEY_BYTES = 32

/** A fresh key for one matter (32 random bytes). */
export function newMatterKey(): MatterKey {
  return randomBytes(KEY_BYTES)
}

/** Wraps a matter's key under the current key-encryption key; `aad` names bureau and matter. */
export function wrapMatterKey(keyring: Keyring, key: MatterKey, aad: Aad): WrappedKey {
  const kek = keyring.currentKek
  return { kekId: kek.id, wrapped: sealBox(keyring.suite, kek.key, 'wrap', key, [kek.id, ...aad]) }
}

/** Throws UnknownKeyError (the key-encryption key is not in the keyring) or DecryptionError. */
export function unwrapMatterKey(keyring: Keyring, wrapped: WrappedKey, aad: Aad): MatterKey {
  const kek = kekOf(keyring, wrapped.kekId)
  return openBox(kek.key, 'wrap', wrapped.wrapped, [kek.id, ...aad])
}

/** Wraps a matter's key anew after a rotation; the content itself stays as it is. */
export function rewrapMatterKey(keyring: Keyring, wrapped: WrappedKey, aad: Aad): WrappedKey {
  return wrapMatterKey(keyring, unwrapMatterKey(keyring, wrapped, aad), aad)
}

/** Encrypts a text. Throws MalformedTextError for text that has no UTF-8 form. */
export function encryptText(suite: Suite, key: MatterKey, plaintext: string, aad: Aad): Buffer {
  return sealBox(suite, key, 'content', utf8(plaintext), aad)
}

/** Decrypts what `encryptText` gave; throws DecryptionError for a wrong key, place or altered byte. */
export function decryptText(key: MatterKey, box: Buffer, aad: Aad): string {
  return openBox(key, 'content', box, aad).toString('utf8')
}

/** Encrypts a small attachment held in memory; larger ones go through `encryptFileStream`. */
export function encryptBytes(suite: Suite, key: MatterKey, plaintext: Buffer, aad: Aad): Buffer {
  return sealBox(suite, key, 'content', plaintext, aad)
}

/** Decrypts what `encryptBytes` gave; throws DecryptionError. */
export function decryptBytes(key: MatterKey, box: Buffer, aad: Aad): Buffer {
  return openBox(key, 'content', box, aad)
}

/**
 * The key a cipher is given: derived per suite and use, so that the same bytes never serve two algorithms
 * or two purposes.
 */
export function cipherKey(suite: Suite, key: Buffer, use: string, context: readonly string[] = []): Buffer {
  const digest = keyedDigest(suite.hash, key, 'huiyin/cipher-key/v1', [suite.cipher, use, ...context])
  return digest.subarray(0, suite.keyBytes)
}

/** Derived keys by the key they come from, for as long as that is held: a page opens dozens of values of one matter. */
const derived = new WeakMap<Buffer, Map<string, Buffer>>()

function boxKey(suite: Suite, key: Buffer, use: string): Buffer {
  let ofKey = derived.get(key)
  if (!ofKey) {
    ofKey = new Map()
    derived.set(key, ofKey)
  }
  const name = `${suite.id}/${use}`
  let found = ofKey.get(name)
  if (!found) {
    found = cipherKey(suite, key, use)
    ofKey.set(name, found)
  }
  return found
}

/** Random bytes are fetched for a few hundred ivs at a time (one system call costs more than a short encryption). */
const ivPool = Buffer.alloc(IV_BYTES * 256)
let ivsTaken = 256

function newIv(): Buffer {
  if (ivsTaken === 256) {
    randomFillSync(ivPool)
    ivsTaken = 0
  }
  const at = IV_BYTES * ivsTaken++
  // A copy: the pool is filled anew while ciphertexts may still be in use.
  return Buffer.from(ivPool.subarray(at, at + IV_BYTES))
}

/** One authenticated encryption: iv given by the caller; returns tag and ciphertext. */
export function gcmSeal(
  suite: Suite,
  key: Buffer,
  iv: Buffer,
  aad: Buffer,
  plaintext: Uint8Array,
): { tag: Buffer; ciphertext: Buffer } {
  const cipher = createCipheriv(suite.cipher as CipherGCMTypes, key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad)
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  return { tag: cipher.getAuthTag(), ciphertext }
}

/** Reverse of `gcmSeal`; throws DecryptionError. */
export function gcmOpen(
  suite: Suite,
  key: Buffer,
  iv: Buffer,
  aad: Buffer,
  tag: Buffer,
  ciphertext: Uint8Array,
): Buffer {
  const decipher = createDecipheriv(suite.cipher as CipherGCMTypes, key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  const plaintext = decipher.update(ciphertext)
  try {
    decipher.final()
  } catch {
    throw new DecryptionError('content does not open: wrong key, wrong place, or altered')
  }
  return plaintext
}

function sealBox(suite: Suite, key: Buffer, use: string, plaintext: Buffer, aad: Aad): Buffer {
  const header = Buffer.from([VERSION, suite.id])
  const iv = newIv()
  const bound = Buffer.concat([header, encodeParts(aad)])
  const { tag, ciphertext } = gcmSeal(suite, boxKey(suite, key, use), iv, bound, plaintext)
  return Buffer.concat([header, iv, tag, ciphertext])
}

function openBox(key: Buffer, use: string, box: Buffer, aad: Aad): Buffer {
  if (box.length < HEADER_BYTES + IV_BYTES + TAG_BYTES) throw new DecryptionError('ciphertext is cut short')
  if (box[0] !== VERSION) throw new DecryptionError(`ciphertext of unknown version ${box[0]}`)
  const suite = suiteOfByte(box[1]!)
  if (!suite) throw new DecryptionError(`ciphertext of unknown suite ${box[1]}`)
  const bound = Buffer.concat([box.subarray(0, HEADER_BYTES), encodeParts(aad)])
  const iv = box.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES)
  const tag = box.subarray(HEADER_BYTES + IV_BYTES, HEADER_BYTES + IV_BYTES + TAG_BYTES)
  const ciphertext = box.subarray(HEADER_BYTES + IV_BYTES + TAG_BYTES)
  return gcmOpen(suite, boxKey(suite, key, use), iv, bound, tag, ciphertext)
}
