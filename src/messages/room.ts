/** What the verbs of the message platform work with, and how numbers are kept. */
import { hkdfSync } from 'node:crypto'
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import type { CasesDeps } from '../cases/index.ts'
import { blindIndex, decryptText, encryptText, type Keyring, normalisePhone } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import type { Via } from './contract.ts'
import type { Line } from './line.ts'

export interface MessagesRoom {
  /** The app pool: row security applies. */
  pool: Pool
  directory: BureauDirectory
  keyring: Keyring
  cases: CasesDeps
  /** The ways out of a bureau, in the order in which they are tried; a practice ground has none. */
  linesOf(
    bureau: Pick<BureauFacts['bureau'], 'simulated' | 'practiceOf'>,
    via: Via,
  ): readonly Pick<Line, 'name' | 'costFen'>[]
}

export interface Person {
  address: string
  name: string
}

const keyOf = (keyring: Keyring, bureauId: string) =>
  Buffer.from(
    hkdfSync('sha256', keyring.installationKey, Buffer.alloc(0), `huiyin/messages/v1/${bureauId}`, 32),
  )

/**
 * Boxes of one bureau; the key is made once.
 * @param what 'contact' or 'test' with the digest, 'reply' with its id: a box opens nowhere else
 */
export function boxes(keyring: Keyring, bureauId: string) {
  const key = keyOf(keyring, bureauId)
  return {
    seal: (what: string, id: string, value: unknown): Buffer =>
      encryptText(keyring.suite, key, JSON.stringify(value), [bureauId, 'messages', what, id]),
    open: <T>(what: string, id: string, box: Buffer): T =>
      JSON.parse(decryptText(key, box, [bureauId, 'messages', what, id])) as T,
  }
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** A number or address in one spelling, or null when it is none that can be reached this way. */
export function addressIn(via: Via, value: string): string | null {
  if (via === 'email') {
    const plain = value.normalize('NFKC').trim().toLowerCase()
    return EMAIL.test(plain) && plain.length <= 200 ? plain : null
  }
  const plain = normalisePhone(value)
  // Fixed lines take no text messages.
  return plain !== null && (/^1[3-9]\d{9}$/.test(plain) || /^\+\d{8,15}$/.test(plain)) ? plain : null
}

/** Keyed digest of a number or address in one spelling, 64 hex digits. */
export const digestOf = (keyring: Keyring, bureauId: string, via: Via, address: string): string =>
  via === 'sms'
    ? blindIndex(keyring, bureauId, 'phone', address)!
    : blindIndex(keyring, bureauId, 'letter', `mailto:${address}`)!
