/** The indexer: a follower of the feed that keeps which matters hold which terms. */
import { type CasesDeps, keyOf, openContent } from '../cases/index.ts'
import { DecryptionError, searchDigest } from '../kernel/crypto/index.ts'
import { dropPosition, type FeedEvent, type Follower, followAll, waitForTurn } from '../kernel/feed/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { Digests } from './digests.ts'
import { add, type Bits, BLOCK, bitsOf, remove, stored } from './postings.ts'
import {
  addDocuments,
  type CipherRow,
  clearIndex,
  erasedDocuments,
  forgetDocument,
  nextNumber,
  numbersOf,
  readBlock,
  readPostings,
  readToIndex,
  saveNextNumber,
  savePostings,
} from './store.ts'
import { termsOf } from './terms.ts'

/** What everybody who may open a matter reads there. No parties, no notes between organs, no reasons for a look. */
export const INDEXED_KINDS = [
  'subject',
  'body',
  'place',
  'demand',
  'added-information',
  'reply',
  'opinion',
  'outcome',
] as const

export type SearchDeps = Pick<CasesDeps, 'app' | 'keyring'> & CasesDeps

const digests = new Digests(200_000)

export const digestOf = (deps: SearchDeps, bureauId: string, term: string): string =>
  digests.of(bureauId, term, () => searchDigest(deps.keyring, bureauId, term))

const keyOfRow = (deps: SearchDeps, bureauId: string, r: CipherRow) =>
  keyOf(deps, bureauId, r.matter_id, { kekId: r.kek_id, wrapped: r.wrapped })

/**
 * The text of a content; null when its bytes were altered, which is for `huiyin verify` to report.
 * @param key of its matter, where that was unwrapped before
 */
export function textOf(
  deps: SearchDeps,
  bureauId: string,
  r: CipherRow,
  key = keyOfRow(deps, bureauId, r),
): string | null {
  if (!key) return null
  try {
    const { text } = openContent(key, { bureauId, matterId: r.matter_id, contentId: r.content_id }, r.cipher)
    return r.kind === 'outcome' ? outcomeWords(text) : text
  } catch (error) {
    if (error instanceof DecryptionError) return null
    throw error
  }
}

function outcomeWords(json: string): string {
  const { words = '', basis = '' } = JSON.parse(json) as { words?: string; basis?: string }
  return `${words} ${basis}`
}

interface Told {
  contents?: readonly { contentId: string; kind: string }[]
}
const KINDS: ReadonlySet<string> = new Set(INDEXED_KINDS)

async function takeIn(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  events: readonly FeedEvent[],
): Promise<void> {
  const wanted = events.flatMap((e) =>
    ((e.data as Told).contents ?? [])
      .filter((c) => KINDS.has(c.kind))
      .map(({ contentId }) => ({ matterId: e.matter_id, contentId })),
  )
  if (wanted.length === 0) return
  const [rows, next] = await Promise.all([readToIndex(tx, bureauId, wanted), nextNumber(tx, bureauId)])
  const place = new Map(wanted.map((w, i) => [w.contentId, i]))
  rows.sort((a, b) => place.get(a.content_id)! - place.get(b.content_id)!)
  const after = await index(tx, deps, bureauId, rows, next)
  if (after !== next) await saveNextNumber(tx, bureauId, after)
}

/** Puts contents into the index; new matters get the next numbers. @returns the number after the last given */
async function index(
  tx: Tx,
  deps: SearchDeps,
  bureauId: string,
  rows: readonly CipherRow[],
  nextDoc: number,
): Promise<number> {
  // New ones in the order of the feed, which is that of registering: the highest numbers are the newest.
  const matterIds = [...new Set(rows.map((r) => r.matter_id))]
  if (matterIds.length === 0) return nextDoc
  const numbers = new Map(
    (await numbersOf(tx, bureauId, matterIds)).map((n) => [n.matter_id, n.doc_no] as const),
  )
  const fresh = matterIds.filter((id) => !numbers.has(id))
  const added = fresh.map((matterId, i) => ({ matterId, docNo: nextDoc + i }))
  for (const { matterId, docNo } of added) numbers.set(matterId, docNo)
  await addDocuments(tx, bureauId, added)

  const keys = new Map<string, ReturnType<typeof keyOf>>()
  const blocks = new Map<number, Map<string, number[]>>()
  for (const row of rows) {
    const docNo = numbers.get(row.matter_id)!
    const block = Math.floor(docNo / BLOCK)
    const terms = blocks.get(block) ?? new Map<string, number[]>()
    blocks.set(block, terms)
    if (!keys.has(row.matter_id)) keys.set(row.matter_id, keyOfRow(deps, bureauId, row))
    const text = textOf(deps, bureauId, row, keys.get(row.matter_id))
    if (text === null) continue
    for (const term of termsOf(text)) {
      const digest = digestOf(deps, bureauId, term)
      const places = terms.get(digest)
      if (places) places.push(docNo % BLOCK)
      else terms.set(digest, [docNo % BLOCK])
    }
  }
  for (const [block, terms] of blocks) {
    const before = await readPostings(tx, bureauId, [block], [...terms.keys()])
    const known = new Map<string, Bits>(before.map((p) => [p.term, bitsOf(p.docs)]))
    const changed = [...terms].map(([term, places]) => {
      const bits = known.get(term) ?? bitsOf(new Uint8Array())
      for (const p of places) add(bits, p)
      return { term, docs: stored(bits) }
    })
    await savePostings(tx, bureauId, block, changed)
  }
  return nextDoc + added.length
}

/** Clears what the index still holds of erased matters. */
async function forget(tx: Tx, bureauId: string): Promise<void> {
  for (const { doc_no: docNo } of await erasedDocuments(tx, bureauId)) {
    const block = Math.floor(docNo / BLOCK)
    const place = docNo % BLOCK
    const changed = (await readBlock(tx, bureauId, block)).flatMap((p) => {
      const bits = bitsOf(p.docs)
      const without = Uint8Array.from(bits)
      remove(without, place)
      return without[place >> 3] === bits[place >> 3] ? [] : [{ term: p.term, docs: stored(without) }]
    })
    await savePostings(tx, bureauId, block, changed)
    await forgetDocument(tx, bureauId, docNo)
  }
}

/** Takes in what was written, about a second after it was; registering never waits for it. */
export function wordFollower(deps: SearchDeps): Follower {
  return {
    name: 'words',
    // Row security leaves out shielded matters; a condition of its own those that are secret as a whole.
    sight: 'open',
    begin: forget,
    take: (tx, bureauId, events) => takeIn(tx, deps, bureauId, events),
  }
}

/** Takes in all there is. @returns events read */
export function indexAll(
  deps: SearchDeps,
  bureauId: string,
  o: { batch?: number; onProgress?: (events: number) => void } = {},
): Promise<number> {
  return followAll(deps, bureauId, [wordFollower(deps)], { limit: o.batch, onProgress: o.onProgress })
}

/** Empties the index of a bureau and fills it anew; search finds less until it is done. */
export async function reindex(
  deps: SearchDeps,
  bureauId: string,
  onProgress?: (events: number) => void,
): Promise<number> {
  await withTx(deps.app, { bureau: bureauId }, async (tx) => {
    await waitForTurn(tx, bureauId)
    await clearIndex(tx, bureauId)
    await dropPosition(tx, bureauId, 'words')
  })
  return indexAll(deps, bureauId, { batch: 20_000, onProgress })
}
