/** Files and rows encrypted: a file under a key of its batch, what another system said of an order under its matter's. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import {
  decryptBytes,
  decryptText,
  deriveUuid,
  encryptBytes,
  encryptText,
  type Keyring,
  newMatterKey,
  unwrapMatterKey,
  wrapMatterKey,
} from '../kernel/crypto/index.ts'
import { canonicalJson } from '../kernel/ledger/index.ts'
import type { RowValues } from './check-row.ts'
import type { Table } from './table.ts'

interface Wrapped {
  kek_id: string | null
  wrapped: Buffer | null
}

const batchKey = (keyring: Keyring, bureauId: string, batchId: string, w: Wrapped) =>
  w.kek_id && w.wrapped
    ? unwrapMatterKey(keyring, { kekId: w.kek_id, wrapped: w.wrapped }, [bureauId, batchId, 'import-batch'])
    : null

/** Encrypts name and table of a file under a fresh key. */
export function sealFile(keyring: Keyring, bureauId: string, batchId: string, name: string, table: Table) {
  const key = newMatterKey()
  const { kekId, wrapped } = wrapMatterKey(keyring, key, [bureauId, batchId, 'import-batch'])
  const packed = deflateRawSync(Buffer.from(JSON.stringify(table)), { level: 2 })
  return {
    kekId,
    wrapped,
    name: encryptText(keyring.suite, key, name, [bureauId, batchId, 'name']),
    table: encryptBytes(keyring.suite, key, packed, [bureauId, batchId, 'table']),
  }
}

/** Name of a file; empty once the file is thrown away. */
export function openName(
  keyring: Keyring,
  bureauId: string,
  b: Wrapped & { batch_id: string; name_cipher: Buffer | null },
): string {
  const key = batchKey(keyring, bureauId, b.batch_id, b)
  return key && b.name_cipher ? decryptText(key, b.name_cipher, [bureauId, b.batch_id, 'name']) : ''
}

/** The table of a file; null once it is thrown away. */
export function openTable(
  keyring: Keyring,
  bureauId: string,
  b: Wrapped & { batch_id: string },
  cipher: Buffer | null,
): Table | null {
  const key = batchKey(keyring, bureauId, b.batch_id, b)
  if (!key || !cipher) return null
  const packed = decryptBytes(key, cipher, [bureauId, b.batch_id, 'table'])
  return JSON.parse(inflateRawSync(packed).toString()) as Table
}

const matterKey = (keyring: Keyring, bureauId: string, matterId: string, w: Wrapped) =>
  w.kek_id && w.wrapped
    ? unwrapMatterKey(keyring, { kekId: w.kek_id, wrapped: w.wrapped }, [bureauId, matterId])
    : null

/** Encrypts a row under the key of its matter; null when that was destroyed under a decision. */
export function sealRow(
  keyring: Keyring,
  bureauId: string,
  matterId: string,
  w: Wrapped,
  values: RowValues,
): Buffer | null {
  const key = matterKey(keyring, bureauId, matterId, w)
  return key && encryptText(keyring.suite, key, JSON.stringify(values), [bureauId, matterId, 'exchange-row'])
}

/** The row as the last export had it; null when the matter's content was destroyed. */
export function openRow(
  keyring: Keyring,
  bureauId: string,
  matterId: string,
  w: Wrapped,
  cipher: Buffer,
): RowValues | null {
  const key = matterKey(keyring, bureauId, matterId, w)
  return key && (JSON.parse(decryptText(key, cipher, [bureauId, matterId, 'exchange-row'])) as RowValues)
}

/**
 * Keyed hash of what a row says, hex: known again in a mended file, and nothing that could be tried against a guess.
 * @param nth how many rows above it in its file say the same: two people may write the same words
 */
export function printOf(keyring: Keyring, bureauId: string, values: RowValues, nth: number): string {
  const text = canonicalJson(values as never)
  return deriveUuid(keyring.installationKey, 'import-row', bureauId, text, String(nth)).replaceAll('-', '')
}
