import { hash } from 'node:crypto'
import { utf8 } from '../crypto/algorithms.ts'
import { algorithmOf, opensCommitment, SALT_BYTES } from '../crypto/index.ts'
import type { Receipt } from './receipt.ts'

/**
 * Opens one commitment of a receipt: with it and the text, the citizen proves to anyone what was written and that
 * the bureau received exactly that. Given to the citizen only, apart from the receipt: whoever has it can test
 * guesses at the text. It is not signed; the receipt's signature over the commitment is what binds.
 */
export interface ReceiptProof {
  readonly format: 'huiyin-receipt-proof'
  readonly formatVersion: 1
  /** Number of the matter. */
  readonly number: string
  /** Name of the commitment, e.g. `body`. */
  readonly name: string
  readonly commitment: string
  /** Lower hex. */
  readonly salt: string
  /** SHA-256 of the text in UTF-8, lower hex: tells at a glance which of several texts it is about. */
  readonly textDigest: string
}

/**
 * Makes the proof for a text of a receipt. Throws RangeError when salt and text do not open that commitment: the
 * caller has then taken another matter's content.
 */
export function receiptProof(receipt: Receipt, name: string, salt: Buffer, text: string): ReceiptProof {
  const commitment = receipt.commitments[name]
  if (commitment === undefined || !opensCommitment(commitment, salt, text)) {
    throw new RangeError(`salt and text do not open the commitment "${name}"`)
  }
  return {
    format: 'huiyin-receipt-proof',
    formatVersion: 1,
    number: receipt.number,
    name,
    commitment,
    salt: salt.toString('hex'),
    textDigest: hash('sha256', utf8(text), 'hex'),
  }
}

/**
 * Whether a text is the one a verified receipt speaks of.
 * - `proved`: it is, letter by letter
 * - `other-text`: the text is another one (details: a file saved elsewhere may differ in its line ends only; line ends
 *   as CR LF and one at the very end are therefore tried too)
 * - `other-receipt`: the proof belongs to another receipt
 * - `not-a-proof`: not of the shape of a proof
 */
export function verifyReceiptProof(
  receipt: Receipt,
  proof: unknown,
  text: string,
): 'proved' | 'other-text' | 'other-receipt' | 'not-a-proof' {
  if (!isProof(proof)) return 'not-a-proof'
  if (proof.number !== receipt.number || receipt.commitments[proof.name] !== proof.commitment)
    return 'other-receipt'
  if (!text.isWellFormed()) return 'other-text'
  const salt = Buffer.from(proof.salt, 'hex')
  const unix = text.replaceAll('\r\n', '\n')
  const variants = new Set([text, unix, unix.replace(/\n$/, ''), unix.replaceAll('\n', '\r\n')])
  return [...variants].some((t) => opensCommitment(proof.commitment, salt, t)) ? 'proved' : 'other-text'
}

function isProof(value: unknown): value is ReceiptProof {
  if (typeof value !== 'object' || value === null) return false
  const proof = value as Record<string, unknown>
  return (
    proof.format === 'huiyin-receipt-proof' &&
    proof.formatVersion === 1 &&
    typeof proof.number === 'string' &&
    typeof proof.name === 'string' &&
    algorithmOf(proof.commitment) !== undefined &&
    typeof proof.salt === 'string' &&
    new RegExp(`^[0-9a-f]{${SALT_BYTES * 2}}$`).test(proof.salt)
  )
}
