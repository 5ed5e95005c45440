/** Which matters share rare terms, and how rare a term is: for whoever looks for matters that tell of the same thing. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { digestOf, type SearchDeps } from './follow.ts'
import { BLOCK, bitsOf, placesDown } from './postings.ts'
import { countHeld, mattersOf, nextNumber, readPostings } from './store.ts'

/** How rare a term is follows from the newest matters, one block full and the one being filled. */
const SAMPLED_BLOCKS = 2
/** Matters of so many blocks are looked through, the newest 65,536: of what was years ago nobody writes as of the same. */
const SOUGHT_BLOCKS = 16

const newestBlocks = (next: number, most: number): number[] => {
  const newest = Math.floor((next - 1) / BLOCK)
  return next === 0 ? [] : Array.from({ length: Math.min(most, newest + 1) }, (_, i) => newest - i)
}

export interface Rarity {
  /** Matters the counts are made of. */
  all: number
  /** Whether that is every matter of the index. */
  whole: boolean
  /** In how many of them a term stands. */
  heldBy(term: string): number
}

/** How rare each of some terms is among the bureau's newest matters. */
export async function rarityOf(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  terms: readonly string[],
): Promise<Rarity> {
  const next = await nextNumber(tx, bureauId)
  const blocks = newestBlocks(next, SAMPLED_BLOCKS)
  const digests = new Map(terms.map((t) => [t, digestOf(deps, bureauId, t)]))
  const held =
    blocks.length > 0 && terms.length > 0
      ? await countHeld(tx, bureauId, blocks, [...digests.values()])
      : new Map<string, number>()
  return {
    whole: next <= BLOCK * SAMPLED_BLOCKS,
    all: next - BLOCK * Math.min(...blocks, Math.floor(next / BLOCK)),
    heldBy: (term) => held.get(digests.get(term) ?? '') ?? 0,
  }
}

/** Matters that share most of these terms, the most first, of the same number the newest. At most `limit`. */
export async function mattersSharing(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  terms: readonly string[],
  limit: number,
): Promise<string[]> {
  const blocks = newestBlocks(await nextNumber(tx, bureauId), SOUGHT_BLOCKS)
  if (blocks.length === 0 || terms.length === 0) return []
  const digests = terms.map((t) => digestOf(deps, bureauId, t))
  const shared = new Map<number, number>()
  for (const { block, docs } of await readPostings(tx, bureauId, blocks, digests)) {
    for (const place of placesDown(bitsOf(docs))) {
      const docNo = block * BLOCK + place
      shared.set(docNo, (shared.get(docNo) ?? 0) + 1)
    }
  }
  const best = [...shared].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, limit)
  const ids = await mattersOf(
    tx,
    bureauId,
    best.map(([docNo]) => docNo),
  )
  const idOf = new Map(ids.map((r) => [r.doc_no, r.matter_id]))
  return best.flatMap(([docNo]) => idOf.get(docNo) ?? [])
}
