/** The bureau's own seals and those held elsewhere: checked, compared, and packed for the comparison by matter. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicKeys } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/refusal.ts'
import {
  compareWithHeldSeal,
  type Finding,
  type FindingCode,
  parseSeal,
  readSealFile,
  type Seal,
  verifySealChain,
  verifySealSignature,
} from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { firstDifference } from './compare-rows.ts'
import { type Found, fromKernel } from './findings.ts'
import { headerOf, SealedHistory, type SealHeader } from './sealed-history.ts'
import { nextSeal } from './store.ts'

/** What concerns the run of seals; the rest is found on each seal by itself. */
const OF_THE_CHAIN: readonly FindingCode[] = [
  'seal-missing',
  'seal-duplicated',
  'seal-link-broken',
  'seal-back-dated',
  'seal-foreign',
]

interface Held {
  header: SealHeader
  path: string
}

/** Files below the given paths: a file itself, or every `.json` of a folder and its folders. Missing ones as given. */
export function sealFiles(paths: readonly string[]): string[] {
  const files: string[] = []
  for (const path of paths) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) files.push(path)
    else {
      const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.json$/.test(name),
      )
      files.push(...names.sort().map((name) => join(path, name)))
    }
  }
  return files
}

export interface SealsRead {
  history: SealedHistory
  found: Found[]
  own: number
  held: number
}

/**
 * Reads all seals of a bureau, one at a time. Where a seal held elsewhere differs from the bureau's own, or the own one
 * is gone, the one held elsewhere counts: the own one could have been made anew.
 */
export async function readSeals(
  tx: Tx,
  bureauId: string,
  heldPaths: readonly string[],
  trusted: PublicKeys,
): Promise<SealsRead> {
  const found: Found[] = []
  const held = readHeld(bureauId, sealFiles(heldPaths), trusted, found)
  const history = new SealedHistory()
  const headers: SealHeader[] = []
  let after = 0
  for (;;) {
    const row = await nextSeal(tx, bureauId, after)
    if (!row) break
    after = row.seal_no
    const seal = parseSeal(row.document)
    if (isRefusal(seal)) {
      found.push({ code: 'seal-row-differs', sealNo: row.seal_no, column: 'document', details: { ...seal } })
      continue
    }
    const columns = {
      seal_no: row.seal_no,
      day: row.day,
      sealed_at: row.sealed_at.toISOString(),
      hash: row.hash,
    }
    const written = { seal_no: seal.sealNo, day: seal.day, sealed_at: seal.sealedAt, hash: seal.hash }
    const column = firstDifference(columns, written)
    if (column) found.push({ code: 'seal-row-differs', sealNo: row.seal_no, table: 'seals', column })
    const problems = verifySealSignature(seal, trusted)
    found.push(...problems.map((f) => fromKernel(f)))
    headers.push(headerOf(seal))
    if (held.get(seal.sealNo)?.header.hash === seal.hash) held.delete(seal.sealNo)
    else if (held.has(seal.sealNo)) continue
    if (!problems.some(isAltered)) history.add(seal)
  }
  const chain = verifySealChain(headers, { bureauId }, trusted)
  found.push(...chain.filter((f) => OF_THE_CHAIN.includes(f.code)).map((f) => fromKernel(f)))
  for (const { header, path } of held.values()) {
    for (const f of compareWithHeldSeal(header, headers)) {
      const known = found.some((k) => k.code === f.code && k.sealNo === f.sealNo)
      if (!known) found.push({ ...fromKernel(f), details: { ...f.details, heldAt: path } })
    }
    const seal = readSealFile(path)
    if (!isRefusal(seal)) history.add(seal)
  }
  return { history, found, own: headers.length, held: held.count }
}

const isAltered = (f: Finding): boolean => f.code === 'seal-changed' || f.code === 'seal-signature'

/** Seals held elsewhere, by number, without their entries. A copy that was altered itself is named and not used. */
function readHeld(
  bureauId: string,
  files: readonly string[],
  trusted: PublicKeys,
  found: Found[],
): Map<number, Held> & { count: number } {
  const held = Object.assign(new Map<number, Held>(), { count: 0 })
  for (const path of files) {
    const seal: Seal | ReturnType<typeof readSealFile> = readSealFile(path)
    if (isRefusal(seal)) {
      found.push({ code: 'held-seal-unreadable', details: { path, reason: seal.refused, ...seal.details } })
      continue
    }
    if (seal.bureauId !== bureauId) continue
    const problems = verifySealSignature(seal, trusted)
    for (const f of problems) found.push({ ...fromKernel(f), details: { ...f.details, heldAt: path } })
    if (problems.some(isAltered)) continue
    held.count += 1
    held.set(seal.sealNo, { header: headerOf(seal), path })
  }
  return held
}
