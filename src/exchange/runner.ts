/** Looks for batches at work and carries them out, in the server; also those a killed process left. */
import { refuse } from '../kernel/errors/refusal.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { AT_WORK } from './batch-store.ts'
import type { ExchangeDeps } from './deps.ts'
import { runBatch, stopBatch } from './run-batch.ts'

export interface ImportRunner {
  /** Takes no more rows, waits for those under way; the rest is left to the next start. */
  stop(): Promise<void>
}

/** Failures in a row after which a batch is left to a person. */
const MOST_FAILURES = 3

export function startImports(
  deps: ExchangeDeps,
  o: { worker: Pool; log: Pick<Logger, 'error'>; pollMs?: number },
): ImportRunner {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  const failures = new Map<string, number>()

  const one = async (bureauId: string, batchId: string): Promise<void> => {
    try {
      await runBatch(deps, bureauId, batchId, { stopped: () => stopping })
      failures.delete(batchId)
    } catch (error) {
      o.log.error({ batchId, err: errorForLog(error) }, 'a batch broke off')
      const count = (failures.get(batchId) ?? 0) + 1
      failures.set(batchId, count)
      if (count < MOST_FAILURES) return
      failures.delete(batchId)
      await stopBatch(deps, bureauId, batchId, refuse('batch.broken_off')).catch(() => {})
    }
  }
  const look = async (): Promise<void> => {
    try {
      const { rows } = await o.worker.query<{ bureau_id: string; batch_id: string }>(AT_WORK)
      for (const { bureau_id, batch_id } of rows) {
        if (stopping) break
        await one(bureau_id, batch_id)
      }
    } catch (error) {
      o.log.error({ err: errorForLog(error) }, 'batches could not be looked for')
    }
  }
  let looking: Promise<void> = Promise.resolve()
  const again = () => {
    if (stopping) return
    timer = setTimeout(() => {
      looking = look().finally(again)
    }, o.pollMs ?? 1000)
  }
  again()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await looking
    },
  }
}
