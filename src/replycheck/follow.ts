/** The follower of the feed that keeps the bands of replies, so that a copy is found by a few rows and never by a scan. */
import { type CasesDeps, keyOf, openContent } from '../cases/index.ts'
import { DecryptionError, searchDigest } from '../kernel/crypto/index.ts'
import { type FeedEvent, type Follower, followAll } from '../kernel/feed/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { bandsOf, runsOf } from './copied.ts'
import { type ReplyRow, readReplies, saveBands } from './store.ts'

/** What a unit says to the person at the end. */
const KINDS: ReadonlySet<string> = new Set(['reply', 'opinion'])

/** Events of one turn: others wait for its end. */
const TURN = 500

interface Told {
  contents?: readonly { contentId: string; kind: string }[]
}

/** Bands under the bureau's key: a table of them tells nobody what is said, nor whether two bureaus say the same. */
export const digestsOf = (deps: CasesDeps, bureauId: string, runs: ReadonlySet<number>): string[] =>
  bandsOf(runs).map((band) => searchDigest(deps.keyring, bureauId, `reply ${band}`))

/** The words of a reply; null once erased. Altered bytes are for `huiyin verify` to report. */
export function wordsOfReply(deps: CasesDeps, bureauId: string, r: ReplyRow): string | null {
  const key = keyOf(deps, bureauId, r.matter_id, { kekId: r.kek_id, wrapped: r.wrapped })
  if (!key) return null
  try {
    return openContent(key, { bureauId, matterId: r.matter_id, contentId: r.content_id }, r.cipher).text
  } catch (error) {
    if (error instanceof DecryptionError) return null
    throw error
  }
}

async function takeIn(
  tx: Tx,
  deps: CasesDeps,
  bureauId: string,
  events: readonly FeedEvent[],
): Promise<void> {
  const replies = events.flatMap((e) =>
    ((e.data as Told).contents ?? [])
      .filter((c) => KINDS.has(c.kind))
      .map(({ contentId }) => ({ matterId: e.matter_id, contentId })),
  )
  if (replies.length === 0) return
  const rows = await readReplies(tx, bureauId, replies)
  const kept = rows.flatMap((r) => {
    const words = wordsOfReply(deps, bureauId, r)
    const bands = words === null ? [] : digestsOf(deps, bureauId, runsOf(words))
    return bands.length > 0 ? [{ matterId: r.matter_id, contentId: r.content_id, bands }] : []
  })
  await saveBands(tx, bureauId, kept)
}

export function replyFollower(deps: CasesDeps): Follower {
  return {
    name: 'replies',
    // Row security leaves out shielded matters; a condition of its own those that are secret as a whole.
    sight: 'open',
    take: (tx, bureauId, events) => takeIn(tx, deps, bureauId, events),
  }
}

/** Takes in all there is. @returns events read */
export const indexReplies = (deps: CasesDeps, bureauId: string, signal?: AbortSignal): Promise<number> =>
  followAll(deps, bureauId, [replyFollower(deps)], { limit: TURN, signal })
