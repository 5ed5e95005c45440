/**
 * The indexer: follows the feed of changes and takes in what was written, exactly once, for the position in the feed is
 * saved in the transaction that saves what it told of. Registering never waits for it; a letter is found a second or two
 * after it came in.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type CasesDeps, keyOf, openContent } from '../cases/index.ts'
import { DecryptionError, searchDigest } from '../kernel/crypto/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { add, type Bits, BLOCK, bitsOf, remove, stored } from './postings.ts'
import {
  addDocuments,
  type CipherRow,
  clearIndex,
  erasedDocuments,
  forgetDocument,
  numbersOf,
  readBlock,
  readFeed,
  readPostings,
  readProgress,
  readToIndex,
  savePostings,
  saveProgress,
  takeTurn,
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

const MOST_DIGESTS = 200_000
const digests = new Map<string, string>()

/** Digest of a term, remembered: language has few pairs of characters, and they come again and again. */
export function digestOf(deps: SearchDeps, bureauId: string, term: string): string {
  const key = `${bureauId} ${term}`
  const known = digests.get(key)
  if (known !== undefined) return known
  if (digests.size >= MOST_DIGESTS) digests.clear()
  const digest = searchDigest(deps.keyring, bureauId, term)
  digests.set(key, digest)
  return digest
}

/** The text of a content; null when its bytes were altered, which is for `huiyin verify` to report. */
export function textOf(deps: SearchDeps, bureauId: string, r: CipherRow): string | null {
  const key = keyOf(deps, bureauId, r.matter_id, { kekId: r.kek_id, wrapped: r.wrapped })
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

async function takeIn(tx: Tx, deps: SearchDeps, bureauId: string, limit: number): Promise<number> {
  const from = await readProgress(tx, bureauId)
  const events = await readFeed(tx, bureauId, from, limit, INDEXED_KINDS)
  const last = events.at(-1)
  if (!last) return 0
  const wanted = events.flatMap((e) =>
    e.content_ids.map((contentId) => ({ matterId: e.matter_id, contentId })),
  )
  const rows = wanted.length > 0 ? await readToIndex(tx, bureauId, wanted) : []
  const place = new Map(wanted.map((w, i) => [w.contentId, i]))
  rows.sort((a, b) => place.get(a.content_id)! - place.get(b.content_id)!)
  const next = await index(tx, deps, bureauId, rows, from.next_doc)
  const { feed_xid, matter_id, version } = last
  await saveProgress(tx, bureauId, { feed_xid, matter_id, version, next_doc: next })
  return events.length
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

  const blocks = new Map<number, Map<string, number[]>>()
  for (const row of rows) {
    const docNo = numbers.get(row.matter_id)!
    const block = Math.floor(docNo / BLOCK)
    const terms = blocks.get(block) ?? new Map<string, number[]>()
    blocks.set(block, terms)
    const text = textOf(deps, bureauId, row)
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

/**
 * One turn for a bureau: at most `limit` events are taken in.
 * @returns how many; 0 when there was nothing new or another process is at it
 */
export function indexOnce(deps: SearchDeps, bureauId: string, limit = 500): Promise<number> {
  return withTx(deps.app, { bureau: bureauId }, async (tx) => {
    if (!(await takeTurn(tx, bureauId))) return 0
    await forget(tx, bureauId)
    return takeIn(tx, deps, bureauId, limit)
  })
}

/** Takes in all there is. @returns events taken in */
export async function indexAll(
  deps: SearchDeps,
  bureauId: string,
  o: { batch?: number; onProgress?: (events: number) => void } = {},
): Promise<number> {
  let total = 0
  for (;;) {
    const taken = await indexOnce(deps, bureauId, o.batch ?? 5000)
    if (taken === 0) return total
    total += taken
    o.onProgress?.(total)
  }
}

/** Empties the index of a bureau and fills it anew; search finds less until it is done. */
export async function reindex(
  deps: SearchDeps,
  bureauId: string,
  onProgress?: (events: number) => void,
): Promise<number> {
  await withTx(deps.app, { bureau: bureauId }, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(7412, hashtext($1::text))', [bureauId])
    await clearIndex(tx, bureauId)
  })
  return indexAll(deps, bureauId, { batch: 20_000, onProgress })
}

export interface WordIndexer {
  stop(): Promise<void>
}

const PAUSE_MS = 1000

/** Follows all bureaus of the installation until stopped. */
export function startWordIndexer(deps: SearchDeps, log: Pick<Logger, 'error'>): WordIndexer {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      let taken = 0
      try {
        for (const { bureauId } of await deps.directory.all()) {
          if (stopping.signal.aborted) return
          taken += await indexOnce(deps, bureauId)
        }
      } catch (error) {
        // The database is away, or a matter cannot be read: the position stays, the next turn tries again.
        log.error({ err: errorForLog(error) }, 'words not indexed')
        taken = 0
      }
      if (taken === 0) await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
