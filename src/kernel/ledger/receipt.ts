import { type PublicKeys, type SigningKey, signingKeyId } from '../crypto/index.ts'
import { SIGNATURE_ALGORITHM, signText, verifyText } from '../crypto/signing.ts'
import { canonicalJson } from './canonical.ts'

/**
 * What the citizen takes home: a signed statement of the bureau that it received this, then, and recorded it as
 * that event. It holds no personal data and no content, so it can be shown to anyone; what was written is proved
 * by a separate `ReceiptProof`, which only the citizen gets.
 */
export interface Receipt {
  readonly format: 'huiyin-receipt'
  readonly formatVersion: 1
  readonly bureau: { readonly slug: string; readonly name: string }
  /** Number of the matter, as printed. */
  readonly number: string
  /** When it was received (ISO 8601 in UTC). */
  readonly receivedAt: string
  readonly procedure: string
  /** How many demands were recorded. */
  readonly demands: number
  /** Commitments of the event by name, `body` among them. */
  readonly commitments: Readonly<Record<string, string>>
  /** The event of the ledger that this receipt stands for. */
  readonly event: { readonly version: number; readonly hash: string }
  readonly issuedAt: string
  readonly algorithm: string
  readonly keyId: string
  /** Base64 of the public key (SPKI). */
  readonly publicKey: string
  /** Base64; over the canonical JSON of all other fields, under the tag `huiyin/receipt/v1` and a zero byte. */
  readonly signature: string
}

export type ReceiptContent = Omit<
  Receipt,
  'format' | 'formatVersion' | 'algorithm' | 'keyId' | 'publicKey' | 'signature'
>

export type ReceiptFindingCode =
  /** Not JSON, or not of the shape of a receipt. */
  | 'not-a-receipt'
  /** Made by a newer release. */
  | 'unknown-version'
  /** The key id is not the fingerprint of the public key in the receipt. */
  | 'key-mismatch'
  /** Signed by a key that is not among the trusted ones. */
  | 'key-not-trusted'
  /** No trusted keys were given: the receipt is whole, who signed it is not proved. */
  | 'key-not-checked'
  /** Something was altered after signing. */
  | 'signature-invalid'

export interface ReceiptFinding {
  readonly code: ReceiptFindingCode
  /** A note does not make the receipt invalid. */
  readonly severity: 'error' | 'note'
  readonly field?: string
}

const SIGN_TAG = 'huiyin/receipt/v1'

/** Signs a receipt. Only the fields of a receipt are taken over, whatever else the object holds. */
export function makeReceipt(content: ReceiptContent, key: SigningKey): Receipt {
  const unsigned = {
    format: 'huiyin-receipt' as const,
    formatVersion: 1 as const,
    bureau: { slug: content.bureau.slug, name: content.bureau.name },
    number: content.number,
    receivedAt: content.receivedAt,
    procedure: content.procedure,
    demands: content.demands,
    commitments: { ...content.commitments },
    event: { version: content.event.version, hash: content.event.hash },
    issuedAt: content.issuedAt,
    algorithm: SIGNATURE_ALGORITHM,
    keyId: key.id,
    publicKey: key.publicKey,
  }
  return { ...unsigned, signature: signText(key, SIGN_TAG, canonicalJson(unsigned)) }
}

/**
 * Verifies a receipt without any network or database: its text (or parsed JSON), and the public keys the bureau has
 * published, by id. Unknown extra fields are covered by the signature and so refused as altered. Never throws.
 */
export function verifyReceipt(
  input: unknown,
  trusted?: PublicKeys,
): { ok: boolean; findings: ReceiptFinding[]; receipt?: Receipt } {
  const parsed = typeof input === 'string' ? parseJson(input) : input
  const wrongField = shapeProblem(parsed)
  if (wrongField !== undefined) {
    const code = wrongField === 'formatVersion' ? 'unknown-version' : 'not-a-receipt'
    return { ok: false, findings: [{ code, severity: 'error', ...(wrongField && { field: wrongField }) }] }
  }
  const receipt = parsed as Receipt
  const findings: ReceiptFinding[] = []
  if (signingKeyId(receipt.publicKey) !== receipt.keyId) {
    findings.push({ code: 'key-mismatch', severity: 'error', field: 'keyId' })
  }
  if (!trusted) {
    findings.push({ code: 'key-not-checked', severity: 'note', field: 'publicKey' })
  } else if (trusted.get(receipt.keyId) !== receipt.publicKey) {
    findings.push({ code: 'key-not-trusted', severity: 'error', field: 'publicKey' })
  }
  if (!signatureFits(receipt))
    findings.push({ code: 'signature-invalid', severity: 'error', field: 'signature' })
  return { ok: findings.every((f) => f.severity === 'note'), findings, receipt }
}

function signatureFits(receipt: Receipt): boolean {
  const { signature, ...unsigned } = receipt
  try {
    return verifyText(receipt.publicKey, SIGN_TAG, canonicalJson(unsigned), signature)
  } catch {
    // Parsed JSON can hold what has no canonical form (a lone surrogate): never signed by us.
    return false
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The field that keeps a value from being a receipt; '' when it is no object at all; undefined when all is well. */
function shapeProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return ''
  if (value.format !== 'huiyin-receipt') return 'format'
  if (value.formatVersion !== 1) return 'formatVersion'
  for (const field of [
    'number',
    'receivedAt',
    'procedure',
    'issuedAt',
    'algorithm',
    'keyId',
    'publicKey',
    'signature',
  ]) {
    if (typeof value[field] !== 'string') return field
  }
  if (!Number.isSafeInteger(value.demands)) return 'demands'
  const { bureau, commitments, event } = value
  if (!isRecord(bureau) || typeof bureau.slug !== 'string' || typeof bureau.name !== 'string') return 'bureau'
  if (!isRecord(commitments) || !Object.values(commitments).every((c) => typeof c === 'string'))
    return 'commitments'
  if (!isRecord(event) || !Number.isSafeInteger(event.version) || typeof event.hash !== 'string')
    return 'event'
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
