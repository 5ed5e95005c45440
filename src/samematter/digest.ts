/** Keyed digests of pairs: the table beside the ciphertext says which matters are alike, and not in what. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Keyring } from '../kernel/crypto/index.ts'

/** Digests differ between bureaus, so that their tables cannot be laid over each other. */
export function marker(keyring: Keyring, bureauId: string): (gram: string) => bigint {
  const key = Buffer.from(
    hkdfSync('sha256', keyring.blindIndexKey, Buffer.alloc(0), `huiyin/same-matter/v1/${bureauId}`, 32),
  )
  const { hash } = keyring.suite
  return (gram) => createHmac(hash, key).update(gram).digest().readBigInt64BE(0)
}
