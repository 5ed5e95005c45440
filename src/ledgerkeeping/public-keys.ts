/** Public signing keys as files: what a bureau publishes, and what whoever verifies reads. */
import { createPublicKey } from 'node:crypto'
import { type Keyring, type PublicKeys, publicKeysOf, signingKeyId } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'

/** The public keys of an installation as PEM, each after a line with its id: for the bureau's own page and notice. */
export function publishedKeys(keyring: Keyring): string {
  const parts: string[] = []
  for (const [id, publicKey] of publicKeysOf(keyring)) {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    parts.push(`# ${id}\n${key.export({ format: 'pem', type: 'spki' })}`)
  }
  return parts.join('')
}

/** Reads public keys: PEM blocks, lines with the base64 of a key, or what `/api/v1/public/keys` gives. Refusal: `key.unreadable`. */
export function readPublicKeys(text: string): PublicKeys | Refusal {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g)
  const lines = text.startsWith('{')
    ? keysOfApi(text)
    : text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const keys = new Map<string, string>()
  try {
    for (const source of blocks ?? lines) {
      const key = blocks
        ? createPublicKey(source)
        : createPublicKey({ key: Buffer.from(source.trim(), 'base64'), format: 'der', type: 'spki' })
      const publicKey = key.export({ format: 'der', type: 'spki' }).toString('base64')
      keys.set(signingKeyId(publicKey), publicKey)
    }
  } catch {
    return refuse('key.unreadable')
  }
  return keys.size > 0 ? keys : refuse('key.unreadable')
}

function keysOfApi(text: string): string[] {
  try {
    const { keys } = JSON.parse(text) as { keys: Record<string, string> }
    return Object.values(keys)
  } catch {
    return []
  }
}
