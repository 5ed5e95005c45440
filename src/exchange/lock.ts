/** One process at a time works on a batch. */
import type { Pool } from '../kernel/postgres/connect.ts'

const LOCK_CLASS = 7413

/**
 * Holds the lock of a batch while `work` runs; a process that dies gives it back with its connection.
 * @returns what `work` gives, or null when another process holds the lock
 */
export async function withBatchLock<T>(
  pool: Pool,
  batchId: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect()
  let broken = true
  // While the work goes on nobody listens to this connection; a lost one must not end the process.
  const lost = () => {}
  client.on('error', lost)
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as held',
      [LOCK_CLASS, batchId],
    )
    if (!rows[0]!.held) {
      broken = false
      return null
    }
    const value = await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, batchId])
    broken = false
    return value
  } finally {
    client.off('error', lost)
    // A connection that may still hold the lock is not given back to the pool.
    client.release(broken)
  }
}
