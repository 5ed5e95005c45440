/** SQL of the keys of the screens. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { KeyRow } from './contract.ts'

export const insertKey = (
  tx: Tx,
  bureauId: string,
  k: { keyId: string; name: string; digest: Buffer; at: Date; by: string },
): Promise<unknown> =>
  tx.query(
    'insert into wall_keys (bureau_id, key_id, name, digest, made_at, made_by) values ($1, $2, $3, $4, $5, $6)',
    [bureauId, k.keyId, k.name, k.digest, k.at, k.by],
  )

/** @returns the name of the key, or undefined where none of that id holds */
export async function revokeKey(
  tx: Tx,
  bureauId: string,
  keyId: string,
  at: Date,
  by: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(
    `update wall_keys set revoked_at = $3, revoked_by = $4
     where bureau_id = $1 and key_id = $2 and revoked_at is null returning name`,
    [bureauId, keyId, at, by],
  )
  return row?.name
}

export async function keyHolds(tx: Tx, bureauId: string, digest: Buffer): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from wall_keys where bureau_id = $1 and digest = $2 and revoked_at is null',
    [bureauId, digest],
  )
  return rows.length > 0
}

export async function listKeys(tx: Tx, bureauId: string): Promise<KeyRow[]> {
  const rows = await tx.query<{
    key_id: string
    name: string
    made_at: Date
    made_by: string | null
    revoked_at: Date | null
  }>(
    `select k.key_id, k.name, k.made_at, k.revoked_at,
       (select a.name from accounts a where a.bureau_id = k.bureau_id and a.account_id = k.made_by) made_by
     from wall_keys k where k.bureau_id = $1 order by k.made_at desc limit 100`,
    [bureauId],
  )
  return rows.map((r) => ({
    keyId: r.key_id,
    name: r.name,
    madeAt: r.made_at.toISOString(),
    madeBy: r.made_by ?? '',
    revokedAt: r.revoked_at?.toISOString() ?? null,
  }))
}
