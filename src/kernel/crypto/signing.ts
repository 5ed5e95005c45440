import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** A key pair for seals and receipts. The id is a fingerprint of the public key, so it cannot be claimed by another. */
export interface SigningKey {
  readonly id: string
  readonly privateKey: KeyObject
  /** Public key as base64 of its SPKI (DER) form: what receipts and seals carry, and OpenSSL reads. */
  readonly publicKey: string
}

/** Public keys by id, as handed to whoever verifies. */
export type PublicKeys = ReadonlyMap<string, string>

export const SIGNATURE_ALGORITHM = 'ed25519'

/** Makes a fresh Ed25519 key pair (RFC 8032). */
export function newSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ed25519').privateKey)
}

/** Reads a private key from base64 PKCS #8; throws when it is none or not Ed25519. */
export function importSigningKey(pkcs8Base64: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(pkcs8Base64, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 private key')
  return signingKeyOf(key)
}

/** The private key as base64 PKCS #8, for the keyring file only. */
export function exportSigningKey(key: SigningKey): string {
  return key.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** Id of a public key: `ed25519-` and the first 16 hex digits of SHA-256 over its SPKI bytes. */
export function signingKeyId(publicKey: string): string {
  return `ed25519-${hash('sha256', Buffer.from(publicKey, 'base64'), 'hex').slice(0, 16)}`
}

/** Signs a text under a domain tag (a signature on a receipt can never pass for one on a seal). Base64. */
export function signText(key: SigningKey, domain: string, text: string): string {
  return sign(null, Buffer.from(`${domain}\0${text}`, 'utf8'), key.privateKey).toString('base64')
}

/** Checks a signature; anything malformed (key or signature) is simply not valid. */
export function verifyText(publicKey: string, domain: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(`${domain}\0${text}`, 'utf8'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
  return { id: signingKeyId(publicKey), privateKey, publicKey }
}
