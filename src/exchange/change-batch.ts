/** What is done with a batch: its mapping set, its import begun or gone on with, a mistaken one cancelled. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { countStanding, findBatch, moveBatch, setMapping } from './batch-store.ts'
import type { Mapping } from './contract.ts'
import { type Asker, contextOf, type ExchangeDeps } from './deps.ts'
import { wrongMapping } from './mapping.ts'
import { inSight, previewBatch } from './read-batch.ts'
import { keepMapping } from './source-store.ts'

/** @returns refusals of `mapping.ts`, `not_found`, `batch.not_ready`, `write.stale_version` */
export async function mapBatch(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  mapping: Mapping,
  version: number,
): Promise<Refusal | undefined> {
  return withTx(deps.cases.app, contextOf(who), async (tx) => {
    const batch = await findBatch(tx, who.bureauId, batchId)
    if (!inSight(batch, who)) return refuse('not_found')
    if (batch.state !== 'ready') return refuse('batch.not_ready', { details: { state: batch.state } })
    const wrong = wrongMapping(mapping, batch.headers, batch.kind)
    if (wrong) return wrong
    if (!(await setMapping(tx, who.bureauId, batchId, version, mapping)))
      return refuse('write.stale_version', { details: { version: batch.version } })
    return undefined
  })
}

/**
 * Begins an import, or goes on with one that stopped. The rows are carried out by `runner.ts`.
 * @returns refusals `not_found`, `batch.not_ready`, `batch.nothing_good`, `batch.file_gone`, those of `mapping.ts`
 */
export async function startBatch(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
): Promise<Refusal | undefined> {
  const { app } = deps.cases
  const batch = await withTx(app, contextOf(who), (tx) => findBatch(tx, who.bureauId, batchId))
  if (!inSight(batch, who)) return refuse('not_found')
  // Pressed twice: it is under way, or done, already.
  if (batch.state === 'running' || batch.state === 'done') return undefined
  if (batch.state !== 'ready' && batch.state !== 'stopped')
    return refuse('batch.not_ready', { details: { state: batch.state } })
  const wrong = wrongMapping(batch.mapping, batch.headers, batch.kind)
  if (wrong) return wrong
  const preview = await previewBatch(deps, who, batchId, 'zh')
  if (isRefusal(preview)) return preview
  if (preview.bad === preview.rows) return refuse('batch.nothing_good')
  return withTx(app, contextOf(who), async (tx) => {
    await moveBatch(tx, who.bureauId, batchId, ['ready', 'stopped'], {
      state: 'running',
      startedBy: who.accountId,
      startedAt: who.now,
    })
    if (batch.kind === 'exchange')
      await keepMapping(tx, who.bureauId, batch.system, batch.mapping, who.now, who.accountId)
    return undefined
  })
}

const LONGEST_REASON = 500

/**
 * Cancels a mistaken batch, as a whole and only while none of its matters has gone on. Their numbers stay; orders of
 * another system can be imported again and are then other matters.
 * @returns refusals `not_found`, `batch.not_ready`, `batch.moved_on`, `access.denied`, `input.*`
 */
export async function cancelBatch(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  reason: string,
): Promise<Refusal | undefined> {
  const words = reason.trim()
  if (words === '') return refuse('input.required', { field: 'reason' })
  if (words.length > LONGEST_REASON)
    return refuse('input.too_long', { field: 'reason', details: { max: LONGEST_REASON } })
  if (!words.isWellFormed() || words.includes('\0'))
    return refuse('input.invalid_characters', { field: 'reason' })
  return withTx(deps.cases.app, contextOf(who), async (tx) => {
    const batch = await findBatch(tx, who.bureauId, batchId)
    if (!inSight(batch, who)) return refuse('not_found')
    if (batch.state !== 'done' && batch.state !== 'stopped')
      return refuse('batch.not_ready', { details: { state: batch.state } })
    const { moved, elsewhere } = await countStanding(tx, who.bureauId, batchId, who.unitId)
    if (elsewhere > 0) return refuse('access.denied')
    if (moved > 0) return refuse('batch.moved_on', { details: { count: moved } })
    await moveBatch(tx, who.bureauId, batchId, ['done', 'stopped'], {
      state: 'cancelling',
      startedBy: who.accountId,
      cancelReason: words,
    })
    return undefined
  })
}
