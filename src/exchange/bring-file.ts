/** A file is brought: read, kept encrypted, given the mapping its headings suggest or its system is known by. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { type BatchRow, findBatch, findSame, forgetFiles, insertBatch } from './batch-store.ts'
import { meaningfulRows } from './check-row.ts'
import type { BatchKind, Mapping } from './contract.ts'
import { type Asker, contextOf, type ExchangeDeps, importProcedures } from './deps.ts'
import { fitMapping } from './mapping.ts'
import { sealFile } from './sealed.ts'
import { findSource } from './source-store.ts'
import { readTable } from './table.ts'

/** Days a file is kept, so that its bad rows can be fetched and an import goes on after a pause. */
export const KEPT_DAYS = 30
const LONGEST_NAME = 200

export interface FileBrought {
  kind: BatchKind
  /** exchange: a system on record. */
  system: string | null
  name: string
  bytes: Buffer
}

/** What a table mostly leaves unsaid: how it is registered, and by which way it came. Shown in the mapping, to be changed. */
function withUsual(m: Mapping, kind: BatchKind, who: Asker): Mapping {
  const usual = kind === 'register' && who.roles.includes('clerk') ? 'petition' : 'hotline-order'
  const possible = importProcedures(who.roles).some((p) => p.value === usual)
  return {
    ...m,
    defaults: {
      ...(possible && !m.columns.procedure ? { procedure: usual } : {}),
      ...(kind === 'exchange' && !m.columns.channel ? { channel: 'from-above' } : {}),
      ...m.defaults,
    },
  }
}

/**
 * Reads a file and keeps it. The very same file is the same batch, until that was cancelled; a mapping somebody made
 * for it stays.
 * @returns the batch and whether it was there before, or refusals of `table.ts`, `exchange.unknown_system`
 */
export async function bringFile(
  deps: ExchangeDeps,
  who: Asker,
  file: FileBrought,
): Promise<{ batch: BatchRow; seenBefore: boolean } | Refusal> {
  const { bureauId } = who
  const system = file.kind === 'exchange' ? (file.system ?? '') : ''
  const { app, keyring } = deps.cases
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const found = await withTx(app, contextOf(who), async (tx) => {
    await forgetFiles(tx, bureauId, who.now)
    const [source, same] = await Promise.all([
      system === '' ? undefined : findSource(tx, bureauId, system),
      findSame(tx, bureauId, file.kind, system, digest),
    ])
    return { source, same }
  })
  if (file.kind === 'exchange' && !found.source) return refuse('exchange.unknown_system')
  const { same } = found
  // Who may not see the batch is not told of it: the file is then another unit's business and begun anew there.
  if (same && same.state !== 'cancelled' && same.unit_id === who.unitId && same.wrapped)
    return { batch: same, seenBefore: true }
  const table = await readTable(file.name, file.bytes, file.kind)
  if (isRefusal(table)) return table
  const rows = meaningfulRows(table).length
  if (rows === 0) return refuse('table.empty', { details: { sheet: file.name } })
  const batchId = uuidv7(who.now)
  const sealed = sealFile(keyring, bureauId, batchId, file.name.slice(0, LONGEST_NAME), table)
  const mapping = withUsual(
    fitMapping(found.source?.mapping ?? null, table.headers, file.kind),
    file.kind,
    who,
  )
  try {
    return await withTx(app, contextOf(who), async (tx) => {
      await insertBatch(
        tx,
        bureauId,
        {
          batch_id: batchId,
          kind: file.kind,
          system,
          digest,
          generation: same ? same.generation + 1 : 0,
          unit_id: who.unitId,
          account_id: who.accountId,
          created_at: who.now.toISOString(),
          kek_id: sealed.kekId,
          kept_until: new Date(who.now.getTime() + KEPT_DAYS * 86_400_000).toISOString(),
          headers: table.headers,
          rows_total: rows,
          mapping,
        },
        { wrapped: sealed.wrapped, name: sealed.name, table: sealed.table },
      )
      return { batch: (await findBatch(tx, bureauId, batchId))!, seenBefore: false }
    })
  } catch (error) {
    // Brought twice at once: the other one is it.
    if (error instanceof pg.DatabaseError && error.code === '23505') return bringFile(deps, who, file)
    throw error
  }
}
