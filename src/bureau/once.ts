/** Idempotency: a command is carried out once; sent again, it is answered as the first time. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { isRefusal, type Refusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Command } from './room.ts'

/**
 * Carries out `act` in one transaction and remembers its answer under the command's key.
 *
 * @param meaning what was asked, without secrets: the same key with another meaning is refused
 * @returns the answer of `act` (or of the first time); refusals are not remembered, so that a corrected command may
 *   keep its key. Refuses `write.idempotency_key_reused`.
 */
export async function once<T extends object>(
  pool: Pool,
  command: Command,
  meaning: readonly unknown[],
  act: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const { session, idempotencyKey, now } = command
  const { bureauId } = session
  const principal = `account:${session.accountId}`
  const requestHash = createHash('sha256').update(JSON.stringify(meaning)).digest('hex')
  const attempt = () =>
    withTx(pool, { bureau: bureauId, account: session.accountId, unit: session.unitId }, async (tx) => {
      const [before] = await tx.query<{ request_hash: string; response: T }>(
        'SELECT request_hash, response FROM commands WHERE bureau_id = $1 AND principal = $2 AND idempotency_key = $3',
        [bureauId, principal, idempotencyKey],
      )
      if (before) {
        return before.request_hash === requestHash
          ? before.response
          : refuse('write.idempotency_key_reused', { field: 'Idempotency-Key' })
      }
      const result = await act(tx)
      // Thrown, so that what was written before it was refused is rolled back.
      if (isRefusal(result)) throw new RefusedError(result)
      await tx.query(
        `INSERT INTO commands (bureau_id, principal, idempotency_key, request_hash, response, at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [bureauId, principal, idempotencyKey, requestHash, JSON.stringify(result), now],
      )
      return result
    })
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    // The same command came twice at once; the other one has won and its answer is there now.
    if (error instanceof pg.DatabaseError && error.constraint === 'commands_pkey') return attempt()
    throw error
  }
}
