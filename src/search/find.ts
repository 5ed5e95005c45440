/** Finds matters by words, newest first, block by block; what the reader may see is for the list to decide. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { digestOf, INDEXED_KINDS, type SearchDeps, textOf } from './follow.ts'
import { type Bits, BLOCK, bitsOf, intersect, placesDown } from './postings.ts'
import { holdsAll, type Piece, snippetOf } from './snippet.ts'
import { mattersOf, nextNumber, readPostings, readWords } from './store.ts'
import { normalise, termsOfWord } from './terms.ts'

/** Blocks looked at in the first statement; each further one takes twice as many, for what is rare lies far apart. */
const FIRST_BLOCKS = 8
const MOST_BLOCKS = 128

export interface Candidate {
  docNo: number
  matterId: string
}

/**
 * Matters that hold all terms of the words, newest first, each with its number in the index. That the words themselves
 * stand there has yet to be checked: their parts may stand apart.
 * @param before only numbers below this one; null: from the newest
 * @param most about how many are wanted next
 */
export async function* candidates(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  words: readonly string[],
  before: number | null,
  most: () => number,
): AsyncGenerator<Candidate[]> {
  const terms = [...new Set(words.flatMap(termsOfWord).map((t) => digestOf(deps, bureauId, t)))]
  const end = before ?? (await nextNumber(tx, bureauId))
  const newest = Math.floor((end - 1) / BLOCK)
  let waiting: number[] = []
  let atOnce = FIRST_BLOCKS
  for (let high = newest; high >= 0; ) {
    const blocks = Array.from({ length: Math.min(atOnce, high + 1) }, (_, i) => high - i)
    high -= blocks.length
    atOnce = Math.min(2 * atOnce, MOST_BLOCKS)
    const rows = await readPostings(tx, bureauId, blocks, terms)
    const byBlock = Map.groupBy(rows, (r) => r.block)
    for (const block of blocks) {
      const found = byBlock.get(block) ?? []
      if (found.length < terms.length) continue
      const bits: Bits = bitsOf(found[0]!.docs)
      for (const other of found.slice(1)) intersect(bits, bitsOf(other.docs))
      for (const place of placesDown(bits)) {
        const docNo = block * BLOCK + place
        if (docNo < end) waiting.push(docNo)
      }
    }
    for (let take = most(); waiting.length >= take; take = most()) {
      const some = waiting.slice(0, take)
      waiting = waiting.slice(take)
      yield await named(tx, bureauId, some)
    }
  }
  if (waiting.length > 0) yield await named(tx, bureauId, waiting)
}

async function named(tx: Tx, bureauId: string, docs: number[]): Promise<Candidate[]> {
  return (await mattersOf(tx, bureauId, docs)).map((r) => ({ docNo: r.doc_no, matterId: r.matter_id }))
}

/** Of some matters those in which every word really stands, each with a piece of its text. */
export async function confirm(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  matterIds: readonly string[],
  words: readonly string[],
): Promise<Map<string, Piece[]>> {
  if (matterIds.length === 0) return new Map()
  const rows = await readWords(tx, bureauId, matterIds, INDEXED_KINDS)
  const texts = new Map<string, string[]>()
  // The subject stands in the row anyway: a piece of the letter says more.
  const last = (kind: string) => (kind === 'subject' ? 1 : 0)
  for (const row of rows.sort((a, b) => last(a.kind) - last(b.kind))) {
    const text = textOf(deps, bureauId, row)
    if (text !== null) texts.set(row.matter_id, [...(texts.get(row.matter_id) ?? []), text])
  }
  const out = new Map<string, Piece[]>()
  for (const [matterId, all] of texts) {
    if (!holdsAll(normalise(all.join('\n')), words)) continue
    const piece = snippetOf(all, words)
    if (piece) out.set(matterId, piece)
  }
  return out
}
