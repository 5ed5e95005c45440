/** Which matters share rare terms, and how rare a term is: for whoever looks for matters that tell of the same thing. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { digestOf, type SearchDeps } from './follow.ts'
import { BLOCK, mostShared } from './postings.ts'
import { countHeld, mattersOf, nextNumber, readNewestPostings } from './store.ts'

/** How rare a term is follows from the newest matters, one block full and the one being filled. */
const SAMPLED_BLOCKS = 2
/** Terms of a text that are looked for, its rarest; and as many again that none of the sample holds. */
const SOUGHT = 48
/** A term that stands in more of the sampled matters leads to too many. */
const TOO_COMMON = 2_000
/**
 * Of each term so many blocks are read, the newest that hold it. A telling term stands in few and is found however old they
 * are; a commoner one among the newest matters alone. So a question costs the same at any size.
 */
const BLOCKS_OF_TERM = 64
/** A term that stands in more of the sampled matters fills each of its blocks and tells little: it is read less far back. */
const COMMON = 64
const BLOCKS_OF_COMMON = 16

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

/** The terms of a text that are worth looking for; those none of the sample holds may stand in older matters. */
function soughtOf(terms: readonly string[], { heldBy, whole }: Rarity): string[] {
  const held = terms
    .filter((t) => heldBy(t) > 0 && heldBy(t) <= TOO_COMMON)
    .sort((a, b) => heldBy(a) - heldBy(b))
  const unheld = whole ? [] : terms.filter((t) => heldBy(t) === 0)
  return [...held.slice(0, SOUGHT), ...unheld.slice(0, SOUGHT)]
}

/**
 * Matters among all of the bureau that share most of the rarest of these terms, the most first, of the same number the
 * newest. At most `limit`.
 */
export async function mattersSharing(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  terms: readonly string[],
  limit: number,
): Promise<string[]> {
  const rarity = await rarityOf(tx, deps, bureauId, terms)
  const sought = soughtOf(terms, rarity).map((t) => ({
    term: digestOf(deps, bureauId, t),
    most: rarity.heldBy(t) > COMMON ? BLOCKS_OF_COMMON : BLOCKS_OF_TERM,
  }))
  if (sought.length === 0) return []
  const best = mostShared(await readNewestPostings(tx, bureauId, sought), limit)
  const ids = await mattersOf(
    tx,
    bureauId,
    best.map((b) => b.docNo),
  )
  const idOf = new Map(ids.map((r) => [r.doc_no, r.matter_id]))
  return best.flatMap((b) => idOf.get(b.docNo) ?? [])
}
