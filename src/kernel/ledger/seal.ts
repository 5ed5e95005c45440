import { algorithmOf, type HashName, type PublicKeys, type SigningKey, taggedHash } from '../crypto/index.ts'
import { SIGNATURE_ALGORITHM, signText, verifyText } from '../crypto/signing.ts'
import { canonicalJson } from './canonical.ts'
import type { Finding } from './finding.ts'

/** One sealed event. */
export interface SealEntry {
  readonly matterId: string
  readonly version: number
  readonly hash: string
}

/**
 * The daily seal of a bureau: every event recorded since the seal before, signed with a key outside the database.
 * A seal held elsewhere proves what the history was, even against someone who rewrites the whole database.
 *
 * Promise: any change is found against the last seal held elsewhere. To name the very version that was changed, a
 * seal lists each event; a list of heads only would name the matter and the range.
 */
export interface Seal {
  readonly format: 'huiyin-seal'
  readonly formatVersion: 1
  /** 1, 2, 3 … within the bureau, without a gap. */
  readonly sealNo: number
  readonly bureauId: string
  /** Plain date in the bureau's zone. */
  readonly day: string
  readonly sealedAt: string
  /** Sorted by matter and version. */
  readonly entries: readonly SealEntry[]
  /** Hash over the entries; with it the seal's own hash can be checked without them. */
  readonly root: string
  readonly prevSealHash: string
  readonly hash: string
  readonly algorithm: string
  readonly keyId: string
  readonly signature: string
}

const SIGN_TAG = 'huiyin/seal-signature/v1'

/** What the first seal of a bureau is linked to. */
export function sealGenesis(bureauId: string, hash: HashName = 'sha256'): string {
  return taggedHash(hash, 'huiyin/seal-genesis/v1', canonicalJson([bureauId]))
}

/**
 * Makes the next seal. `previous` is the bureau's last seal or null; `entries` are all events not yet in a seal, in
 * any order. An empty seal is made too: it proves that nothing happened. Throws RangeError when two entries name
 * the same version of a matter, or the new seal would lie before the last.
 */
export function makeSeal(
  input: {
    bureauId: string
    day: string
    sealedAt: string
    entries: readonly SealEntry[]
    previous: Pick<Seal, 'sealNo' | 'hash' | 'sealedAt' | 'day'> | null
  },
  key: SigningKey,
  hash: HashName = 'sha256',
): Seal {
  const { bureauId, day, sealedAt, previous } = input
  if (previous && (sealedAt < previous.sealedAt || day < previous.day)) {
    throw new RangeError('a seal cannot lie before the last one')
  }
  const entries = input.entries
    .map((e) => ({ matterId: e.matterId, version: e.version, hash: e.hash }))
    .sort(byMatterAndVersion)
  for (let i = 1; i < entries.length; i++) {
    if (byMatterAndVersion(entries[i - 1]!, entries[i]!) === 0) {
      throw new RangeError(`version ${entries[i]!.version} of matter ${entries[i]!.matterId} twice in a seal`)
    }
  }
  const unhashed = {
    format: 'huiyin-seal' as const,
    formatVersion: 1 as const,
    sealNo: (previous?.sealNo ?? 0) + 1,
    bureauId,
    day,
    sealedAt,
    entries,
    root: rootOf(entries, hash),
    prevSealHash: previous?.hash ?? sealGenesis(bureauId, hash),
    algorithm: SIGNATURE_ALGORITHM,
    keyId: key.id,
  }
  const hashed = { ...unhashed, hash: taggedHash(hash, 'huiyin/seal/v1', canonicalJson(headerOf(unhashed))) }
  return { ...hashed, signature: signText(key, SIGN_TAG, signedText(hashed)) }
}

/**
 * Checks one seal by itself: root over its entries, its hash, and its signature by one of the trusted keys.
 * Whoever rewrites a database can sign with a key of their own; so the keys come from elsewhere.
 */
export function verifySealSignature(seal: Seal, trusted: PublicKeys): Finding[] {
  const at = { bureauId: seal.bureauId, sealNo: seal.sealNo }
  const findings: Finding[] = []
  const hash = algorithmOf(seal.hash)
  const rootHash = algorithmOf(seal.root)
  if (!rootHash || rootOf(seal.entries, rootHash) !== seal.root) {
    findings.push({ code: 'seal-changed', ...at, details: { part: 'entries' } })
  }
  if (!hash || taggedHash(hash, 'huiyin/seal/v1', canonicalJson(headerOf(seal))) !== seal.hash) {
    findings.push({ code: 'seal-changed', ...at, details: { part: 'header' } })
  }
  const publicKey = trusted.get(seal.keyId)
  if (!publicKey) findings.push({ code: 'seal-key-unknown', ...at, details: { keyId: seal.keyId } })
  else if (!verifyText(publicKey, SIGN_TAG, signedText(seal), seal.signature)) {
    findings.push({ code: 'seal-signature', ...at, details: { keyId: seal.keyId } })
  }
  return findings
}

/**
 * Checks all seals of a bureau: each by itself, their numbers, links and times. `from` allows a run that does not
 * begin with the first seal (older ones archived): its link to the one before is then not checked.
 */
export function verifySealChain(
  seals: readonly Seal[],
  of: { bureauId: string; from?: number },
  trusted: PublicKeys,
): Finding[] {
  const findings: Finding[] = []
  const ordered = seals.toSorted((a, b) => a.sealNo - b.sealNo)
  const from = of.from ?? 1
  let previous: Seal | undefined
  for (const seal of ordered) {
    const at = { bureauId: of.bureauId, sealNo: seal.sealNo }
    findings.push(...verifySealSignature(seal, trusted))
    if (seal.bureauId !== of.bureauId) {
      findings.push({ code: 'seal-foreign', ...at, details: { belongsTo: seal.bureauId } })
    }
    const expected = previous ? previous.sealNo + 1 : from
    if (seal.sealNo > expected) {
      findings.push({
        code: 'seal-missing',
        bureauId: of.bureauId,
        sealNo: expected,
        details: { from: expected, to: seal.sealNo - 1 },
      })
    } else if (seal.sealNo < expected) {
      findings.push({ code: 'seal-duplicated', ...at })
    } else {
      const linkHash = algorithmOf(seal.prevSealHash)
      const genesis = linkHash && sealGenesis(of.bureauId, linkHash)
      const link = previous ? previous.hash : seal.sealNo === 1 ? genesis : seal.prevSealHash
      if (seal.prevSealHash !== link) findings.push({ code: 'seal-link-broken', ...at })
    }
    if (previous && (seal.sealedAt < previous.sealedAt || seal.day < previous.day)) {
      findings.push({ code: 'seal-back-dated', ...at, details: { sealedAt: seal.sealedAt } })
    }
    previous = seal
  }
  return findings
}

/** Entries in the order a seal lists them. Code units, not a locale: the root must be the same everywhere. */
export function byMatterAndVersion(a: SealEntry, b: SealEntry): number {
  return a.matterId < b.matterId ? -1 : a.matterId > b.matterId ? 1 : a.version - b.version
}

function rootOf(entries: readonly SealEntry[], hash: HashName): string {
  return taggedHash(
    hash,
    'huiyin/seal-root/v1',
    canonicalJson(entries.map((e) => [e.matterId, e.version, e.hash])),
  )
}

/** The fields a seal's hash covers; the entries through their root and number. */
function headerOf(seal: Omit<Seal, 'hash' | 'signature'>): Record<string, unknown> {
  return {
    format: seal.format,
    formatVersion: seal.formatVersion,
    sealNo: seal.sealNo,
    bureauId: seal.bureauId,
    day: seal.day,
    sealedAt: seal.sealedAt,
    entryCount: seal.entries.length,
    root: seal.root,
    prevSealHash: seal.prevSealHash,
    algorithm: seal.algorithm,
    keyId: seal.keyId,
  }
}

function signedText(seal: Omit<Seal, 'signature'>): string {
  return canonicalJson({ ...headerOf(seal), hash: seal.hash })
}
