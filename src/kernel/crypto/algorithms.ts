import { createHash, createHmac, getCiphers, getHashes, hash as oneShotHash } from 'node:crypto'
import { type Refusal, refuse } from '../errors/refusal.ts'
import { MalformedTextError } from './errors.ts'

export type HashName = 'sha256' | 'sm3'
export type CipherName = 'aes-256-gcm' | 'sm4-gcm'
export type SuiteName = 'international' | 'national'

/**
 * A set of algorithms used together. `id` is the suite byte stored in front of every ciphertext, so that
 * content written under one suite stays readable after an installation has moved to another: ids are
 * never reused.
 */
export interface Suite {
  readonly id: number
  readonly name: SuiteName
  readonly cipher: CipherName
  readonly hash: HashName
  /** Length of a cipher key in bytes. */
  readonly keyBytes: number
}

const SUITES: readonly Suite[] = [
  { id: 1, name: 'international', cipher: 'aes-256-gcm', hash: 'sha256', keyBytes: 32 },
  // GB/T 32907-2016 (SM4) and GB/T 32905-2016 (SM3).
  { id: 2, name: 'national', cipher: 'sm4-gcm', hash: 'sm3', keyBytes: 16 },
]

export const DEFAULT_SUITE: Suite = SUITES[0]!

/** Bytes of every hash in use (SHA-256 and SM3 alike). */
export const HASH_BYTES = 32

/**
 * The suite of that name, if the OpenSSL of this runtime offers its algorithms.
 * Refusals: `suite.unknown`, `suite.unavailable` (details: what is missing). There is no silent fallback.
 */
export function suiteNamed(
  name: string,
  offered: { ciphers: readonly string[]; hashes: readonly string[] } = {
    ciphers: getCiphers(),
    hashes: getHashes(),
  },
): Suite | Refusal {
  const suite = SUITES.find((s) => s.name === name)
  if (!suite) {
    return refuse('suite.unknown', {
      field: 'suite',
      details: { suite: name, known: SUITES.map((s) => s.name) },
    })
  }
  const missing = [
    ...(offered.ciphers.includes(suite.cipher) ? [] : [suite.cipher]),
    ...(offered.hashes.includes(suite.hash) ? [] : [suite.hash]),
  ]
  if (missing.length > 0) {
    return refuse('suite.unavailable', { field: 'suite', details: { suite: name, missing } })
  }
  return suite
}

/** The suite written as a byte in front of a ciphertext, or undefined when no release has used it. */
export function suiteOfByte(id: number): Suite | undefined {
  return SUITES.find((s) => s.id === id)
}

export function isHashName(name: string): name is HashName {
  return name === 'sha256' || name === 'sm3'
}

/** UTF-8 bytes of a text. Throws MalformedTextError for a lone surrogate instead of altering the text. */
export function utf8(text: string): Buffer {
  if (!text.isWellFormed()) throw new MalformedTextError('text holds a lone surrogate')
  return Buffer.from(text, 'utf8')
}

/**
 * One byte string for a list of texts, such that no two lists share one: each part is preceded by its
 * length. Plain joining would let ("ab","c") pass for ("a","bc").
 */
export function encodeParts(parts: readonly string[]): Buffer {
  let length = 0
  for (const part of parts) {
    if (!part.isWellFormed()) throw new MalformedTextError('text holds a lone surrogate')
    length += LENGTH_BYTES + Buffer.byteLength(part, 'utf8')
  }
  const bytes = Buffer.allocUnsafe(length)
  let at = 0
  for (const part of parts) {
    const written = bytes.write(part, at + LENGTH_BYTES, 'utf8')
    bytes.writeUInt32BE(written, at)
    at += LENGTH_BYTES + written
  }
  return bytes
}

const LENGTH_BYTES = 4

/** HMAC over a list of texts, under a domain tag so that one key never gives equal values for two uses. */
export function keyedDigest(hash: HashName, key: Buffer, domain: string, parts: readonly string[]): Buffer {
  return createHmac(hash, key)
    .update(encodeParts([domain, ...parts]))
    .digest()
}

/**
 * Hash of a text under a domain tag, as `sha256:<lower hex>`: H(tag ‖ 0x00 ‖ UTF-8 of the text).
 * The caller guarantees well-formed text (canonical JSON always is).
 */
export function taggedHash(hash: HashName, tag: string, text: string): string {
  return `${hash}:${oneShotHash(hash, `${tag}\0${text}`, 'hex')}`
}

/** Algorithm named by a hash string such as `sm3:…`, or undefined when it is not such a string. */
export function algorithmOf(hashString: unknown): HashName | undefined {
  if (typeof hashString !== 'string') return undefined
  const match = /^(sha256|sm3):[0-9a-f]{64}$/.exec(hashString)
  return match ? (match[1] as HashName) : undefined
}

/** An incremental hash that ends in the same `algorithm:hex` notation; for contents read as a stream. */
export function startDigest(hash: HashName): { update(chunk: Uint8Array): void; end(): string } {
  const state = createHash(hash)
  return {
    update: (chunk) => {
      state.update(chunk)
    },
    end: () => `${hash}:${state.digest('hex')}`,
  }
}
