/** Copies of seals outside the database: only what is held elsewhere can prove a change made by the database's owner. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '../kernel/errors/refusal.ts'
import { parseSeal, writeSealFile } from '../kernel/ledger/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import { nextSeal, sealNumbers } from './store.ts'

export interface CopyResult {
  /** Paths written now. */
  written: string[]
  /** Folders that could not be written; the next run tries again. */
  failed: { folder: string; reason: string }[]
}

/** Where a bureau's seals lie below a folder of copies. */
export const sealFolder = (root: string, slug: string): string => join(root, slug)

const numberOf = (name: string): number =>
  Number(/^seal-.*-(\d{6,})-\d{4}-\d{2}-\d{2}\.json$/.exec(name)?.[1] ?? Number.NaN)

/**
 * Writes every seal of the bureau that a folder does not hold yet, `<root>/<slug>/seal-<bureau>-<number>-<day>.json`.
 * A copy that exists is never touched: it is the witness, whatever the database says now.
 */
export async function copySeals(
  app: Pool,
  bureau: { bureauId: string; slug: string },
  roots: readonly string[],
): Promise<CopyResult> {
  const result: CopyResult = { written: [], failed: [] }
  const context = { bureau: bureau.bureauId, system: true }
  const numbers = await withTx(app, context, (tx) => sealNumbers(tx, bureau.bureauId), { readOnly: true })
  for (const root of roots) {
    const folder = sealFolder(root, bureau.slug)
    try {
      mkdirSync(folder, { recursive: true })
      const held = new Set(readdirSync(folder).map(numberOf))
      for (const sealNo of numbers) {
        if (held.has(sealNo)) continue
        const row = await withTx(app, context, (tx) => nextSeal(tx, bureau.bureauId, sealNo - 1), {
          readOnly: true,
        })
        const seal = row && parseSeal(row.document)
        if (!seal || isRefusal(seal)) throw new Error(`seal ${sealNo} of the database cannot be read`)
        result.written.push(writeSealFile(folder, seal))
      }
    } catch (error) {
      result.failed.push({ folder, reason: (error as Error).message })
    }
  }
  return result
}
