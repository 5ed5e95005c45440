/**
 * Counts a bureau anew. What a matter counts as is told by its state alone, so each matter is read once, as it stands, and
 * not every event that led there.
 */
import type { MatterDoc } from '../cases/index.ts'
import {
  dropPosition,
  endOfFeed,
  type FeedDeps,
  nextStates,
  raisePosition,
  waitForTurn,
} from '../kernel/feed/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { clearEntries } from './entries-store.ts'
import { countAll, countStates, FOLLOWER } from './follow.ts'
import { clearStatistics, FIRST_ID } from './store.ts'

/** Matters of one turn. The more, the fewer times a sum of their days is written; their states lie in memory meanwhile. */
const AT_ONCE = 4000

/**
 * Empties the figures of a bureau and counts anew; they are too small until it is done. It can run beside a working server: each turn holds
 * the lock of the feed, and whoever counts a matter first leaves its version behind. Killed half way it loses nothing:
 * until the end the follower has no place in the feed, so it would read all events by itself.
 * @param o.atOnce matters of one turn
 * @param o.onProgress told how many matters were read
 * @returns matters read
 */
export async function rebuildStatistics(
  deps: Pick<FeedDeps, 'app'>,
  bureauId: string,
  { atOnce = AT_ONCE, onProgress }: { atOnce?: number; onProgress?: (matters: number) => unknown } = {},
): Promise<number> {
  const inTurn = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTx(deps.app, { bureau: bureauId }, async (tx) => {
      await waitForTurn(tx, bureauId)
      return work(tx)
    })
  // What happened up to here is in every state read from now on.
  const end = await inTurn(async (tx) => {
    await clearStatistics(tx, bureauId)
    await clearEntries(tx, bureauId)
    await dropPosition(tx, bureauId, FOLLOWER)
    return endOfFeed(tx, bureauId)
  })
  let matters = 0
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const from: string = after
    after = await inTurn(async (tx) => {
      const states = await nextStates<MatterDoc>(tx, bureauId, from, atOnce)
      await countStates(tx, bureauId, states)
      matters += states.length
      return states.at(-1)?.matter_id
    })
    await onProgress?.(matters)
  }
  if (end) await inTurn((tx) => raisePosition(tx, bureauId, FOLLOWER, end))
  await countAll(deps, bureauId)
  return matters
}
