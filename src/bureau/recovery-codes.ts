/** Recovery codes (恢复码): ten, on paper, each opens once in place of a one-time code. Only keyed hashes are kept. */
import { createHmac, randomInt } from 'node:crypto'
import { FIGURES, LETTERS } from './one-time-password.ts'

export const RECOVERY_CODES = 10
const PART = 5

/** Ten letters and figures in two parts, over 49 bits each: `kmrt7-hxa94`. All differ. */
export function newRecoveryCodes(): string[] {
  const alphabet = LETTERS + FIGURES
  const part = () => Array.from({ length: PART }, () => alphabet[randomInt(alphabet.length)]).join('')
  const codes = new Set<string>()
  while (codes.size < RECOVERY_CODES) codes.add(`${part()}-${part()}`)
  return [...codes]
}

/** A code as typed, in the one form that is hashed; null for what can be none (the six figures of an app are none). */
export function plainRecoveryCode(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐–—]/g, '')
  return /^[a-z2-9]{10}$/.test(text) ? text : null
}

/** @param key of second factors, kept outside the database: its hashes alone cannot be guessed at. */
export function hashRecoveryCode(key: Buffer, login: string, plain: string): Buffer {
  return createHmac('sha256', key).update(`recovery-code\0${login}\0${plain}`).digest()
}
