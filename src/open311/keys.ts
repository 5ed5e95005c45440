/** Keys of programs that file requests: shown once, kept as a hash, revocable, every issue and revocation in the log. */
import { createHash, randomBytes } from 'node:crypto'
import { audit, type Command } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { KeyView } from './contract.ts'
import { findKey, insertKey, listKeys, revokeKey } from './store.ts'

export interface Open311Keys {
  pool: Pool
}

/** Who issues or revokes, where it is not an account at the desk: the operator at the machine. */
export type By = Pick<Command, 'now'> & { bureauId: string; accountId: string | null }

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** @returns the key, which is not shown again; refusal `input.required` without a name */
export async function issueKey(
  room: Open311Keys,
  by: By,
  name: string,
): Promise<{ keyId: string; key: string } | Refusal> {
  const named = name.trim()
  if (named === '') return refuse('input.required', { field: 'name' })
  const key = `hy311_${randomBytes(24).toString('base64url')}`
  const keyId = uuidv7(by.now)
  await withTx(room.pool, { bureau: by.bureauId, account: by.accountId }, async (tx) => {
    await insertKey(tx, { ...by, keyId, name: named, digest: digestOf(key) })
    const details = { keyId, name: named }
    await audit(tx, { ...by, action: 'open311.key-issued', details })
  })
  return { keyId, key }
}

/** @returns refusal `open311.unknown_key` for one that is revoked already or never was */
export async function revoke(room: Open311Keys, by: By, keyId: string): Promise<{ keyId: string } | Refusal> {
  return withTx(room.pool, { bureau: by.bureauId, account: by.accountId }, async (tx) => {
    const name = await revokeKey(tx, by.bureauId, keyId, by.now, by.accountId)
    if (name === undefined) return refuse('open311.unknown_key')
    await audit(tx, { ...by, action: 'open311.key-revoked', details: { keyId, name } })
    return { keyId }
  })
}

export const readKeys = (room: Open311Keys, bureauId: string): Promise<KeyView[]> =>
  withTx(room.pool, { bureau: bureauId }, (tx) => listKeys(tx, bureauId), { readOnly: true })

/** The key's id, or undefined: unknown and revoked keys look alike. */
export const keyHolds = (room: Open311Keys, bureauId: string, key: string): Promise<string | undefined> =>
  withTx(room.pool, { bureau: bureauId }, (tx) => findKey(tx, bureauId, digestOf(key)), { readOnly: true })
