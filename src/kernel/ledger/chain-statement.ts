/**
 * The links of a matter's chain as they are on a day, signed: for the citizen to keep beside the receipt. It begins with
 * the event the receipt stands for. If history were rewritten later, the links held here would not fit it any more. It
 * holds instants and hashes only: neither what was done nor by whom.
 */
import { algorithmOf, type PublicKeys, type SigningKey, signingKeyId } from '../crypto/index.ts'
import { SIGNATURE_ALGORITHM, signText, verifyText } from '../crypto/signing.ts'
import { canonicalJson } from './canonical.ts'
import type { Receipt } from './receipt.ts'

export interface ChainLink {
  readonly version: number
  readonly recordedAt: string
  readonly hash: string
  readonly prevHash: string
}

export interface ChainStatement {
  readonly format: 'huiyin-chain'
  readonly formatVersion: 1
  readonly number: string
  readonly asOf: string
  readonly links: readonly ChainLink[]
  readonly algorithm: string
  readonly keyId: string
  readonly publicKey: string
  /** Base64; over the canonical JSON of all other fields, under the tag `huiyin/chain/v1` and a zero byte. */
  readonly signature: string
}

export type ChainFindingCode =
  | 'not-a-chain'
  /** It belongs to another receipt, or does not begin with its event. */
  | 'chain-other-receipt'
  /** A link is missing, moved, or does not hang on the one before. */
  | 'chain-broken'
  | 'chain-signature-invalid'
  | 'chain-key-not-trusted'

const SIGN_TAG = 'huiyin/chain/v1'

/** Signs the links; only their fields are taken over, whatever else the objects hold. */
export function makeChainStatement(
  content: { number: string; asOf: string; links: readonly ChainLink[] },
  key: SigningKey,
): ChainStatement {
  const unsigned = {
    format: 'huiyin-chain' as const,
    formatVersion: 1 as const,
    number: content.number,
    asOf: content.asOf,
    links: content.links.map(({ version, recordedAt, hash, prevHash }) => ({
      version,
      recordedAt,
      hash,
      prevHash,
    })),
    algorithm: SIGNATURE_ALGORITHM,
    keyId: key.id,
    publicKey: key.publicKey,
  }
  return { ...unsigned, signature: signText(key, SIGN_TAG, canonicalJson(unsigned)) }
}

/**
 * Checks a statement against a verified receipt.
 * @returns what is wrong, in order of weight; empty when all holds. Never throws.
 */
export function verifyChainStatement(
  input: unknown,
  receipt: Receipt,
  trusted?: PublicKeys,
): ChainFindingCode[] {
  if (!isStatement(input)) return ['not-a-chain']
  const found: ChainFindingCode[] = []
  const [first] = input.links
  const { version, hash } = receipt.event
  if (input.number !== receipt.number || first?.version !== version || first.hash !== hash)
    found.push('chain-other-receipt')
  if (!input.links.every((link, i) => fits(link, input.links[i - 1]))) found.push('chain-broken')
  if (
    signingKeyId(input.publicKey) !== input.keyId ||
    (trusted && trusted.get(input.keyId) !== input.publicKey)
  )
    found.push('chain-key-not-trusted')
  if (!signatureFits(input)) found.push('chain-signature-invalid')
  return found
}

const fits = (link: ChainLink, before: ChainLink | undefined): boolean =>
  before === undefined ||
  (link.version === before.version + 1 &&
    link.prevHash === before.hash &&
    link.recordedAt >= before.recordedAt)

function signatureFits(statement: ChainStatement): boolean {
  const { signature, ...unsigned } = statement
  try {
    return verifyText(statement.publicKey, SIGN_TAG, canonicalJson(unsigned), signature)
  } catch {
    return false
  }
}

function isStatement(value: unknown): value is ChainStatement {
  if (typeof value !== 'object' || value === null) return false
  const s = value as Record<string, unknown>
  const texts = ['number', 'asOf', 'keyId', 'publicKey', 'signature']
  return (
    s.format === 'huiyin-chain' &&
    s.formatVersion === 1 &&
    texts.every((name) => typeof s[name] === 'string') &&
    Array.isArray(s.links) &&
    s.links.length > 0 &&
    s.links.every(
      (l: Partial<ChainLink> | null) =>
        Number.isSafeInteger(l?.version) &&
        typeof l?.recordedAt === 'string' &&
        algorithmOf(l.hash) !== undefined &&
        algorithmOf(l.prevHash) !== undefined,
    )
  )
}
