/** Links of the screens: made by an administrator, shown once, kept as a hash, revocable; each act in the audit log. */
import { createHash, randomBytes } from 'node:crypto'
import { audit, type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { StatisticsRoom } from '../statistics/index.ts'
import { insertKey, keyHolds, revokeKey } from './store.ts'

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** @returns the key, which is not shown again; `input.required` without a name */
export async function makeKey(
  room: StatisticsRoom,
  command: Command,
  name: string,
): Promise<{ keyId: string; key: string } | Refusal> {
  const { session, now } = command
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  const named = name.trim()
  if (named === '') return refuse('input.required', { field: 'name' })
  // The bureau stands in it, so that it is found without anybody signed in.
  const key = `${facts.bureau.slug}.${randomBytes(24).toString('base64url')}`
  const keyId = uuidv7(now)
  await withTx(room.pool, { bureau: session.bureauId, account: session.accountId }, async (tx) => {
    await insertKey(tx, session.bureauId, {
      keyId,
      name: named,
      digest: digestOf(key),
      at: now,
      by: session.accountId,
    })
    await audit(tx, {
      bureauId: session.bureauId,
      accountId: session.accountId,
      action: 'wall-key.made',
      details: { keyId, name: named },
      now,
    })
  })
  return { keyId, key }
}

/** @returns `not_found` for one that is revoked already or never was */
export const revoke = (
  room: StatisticsRoom,
  command: Command,
  keyId: string,
): Promise<{ keyId: string } | Refusal> =>
  once(room.pool, command, ['revoke-wall-key', keyId], async (tx) => {
    const { session, now } = command
    const name = await revokeKey(tx, session.bureauId, keyId, now, session.accountId)
    if (name === undefined) return refuse('not_found')
    await audit(tx, {
      bureauId: session.bureauId,
      accountId: session.accountId,
      action: 'wall-key.revoked',
      details: { keyId, name },
      now,
    })
    return { keyId }
  })

/** The bureau a key opens, or `wall.unknown_key`: unknown and revoked keys look alike. */
export async function bureauOf(room: StatisticsRoom, key: string): Promise<string | Refusal> {
  const facts = await room.directory.bySlug(key.slice(0, key.lastIndexOf('.')))
  if (!facts) return refuse('wall.unknown_key')
  const { bureauId } = facts.bureau
  const holds = await withTx(room.pool, { bureau: bureauId }, (tx) => keyHolds(tx, bureauId, digestOf(key)), {
    readOnly: true,
  })
  return holds ? bureauId : refuse('wall.unknown_key')
}
