/**
 * The follower of the feed that keeps the figures. For each matter that changed it takes away what the matter was counted
 * as and adds what it is now; both, and the place in the feed, in one transaction. A matter read twice changes nothing.
 */
import type { MatterDoc } from '../cases/index.ts'
import {
  dropPosition,
  type FeedDeps,
  type FeedEvent,
  type Follower,
  followAll,
  type ReadStates,
  waitForTurn,
} from '../kernel/feed/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { changedEntries } from './entries.ts'
import { clearEntries, type EntryChange, saveEntries } from './entries-store.ts'
import { factsOf, Sums } from './facts.ts'
import { addCounts, clearStatistics, readTaken, saveTaken, type TakenRow } from './store.ts'

export const FOLLOWER = 'statistics'

/** Events after which a matter may count otherwise. */
export const COUNTED: ReadonlySet<string> = new Set([
  'matter.registered',
  'matter.contacted',
  'matter.classified',
  'matter.cancelled',
  'proceeding.opened',
  'proceeding.stepped',
  'clocks.recomputed',
])

export async function takeIn(
  tx: Tx,
  bureauId: string,
  events: readonly FeedEvent[],
  states: ReadStates,
): Promise<void> {
  const ids = [...new Set(events.filter((e) => COUNTED.has(e.type)).map((e) => e.matter_id))]
  if (ids.length === 0) return
  const [docs, before] = await Promise.all([states<MatterDoc>(ids), readTaken(tx, bureauId, ids)])
  const known = new Map(before.map((t) => [t.matter_id, t]))
  const sums = new Sums()
  const taken: TakenRow[] = []
  const entries: EntryChange[] = []
  for (const { matter_id, version, doc } of docs.values()) {
    const old = known.get(matter_id)
    if (old && old.version >= version) continue
    const facts = factsOf(doc)
    if (!facts) continue
    if (old) sums.add(old.facts, -1)
    sums.add(facts, 1)
    entries.push({ matterId: matter_id, ...changedEntries(old?.facts ?? null, facts) })
    taken.push({ matter_id, version, facts })
  }
  await addCounts(tx, bureauId, sums.rows)
  await saveEntries(tx, bureauId, entries)
  await saveTaken(tx, bureauId, taken)
}

export function statisticsFollower(): Follower {
  return {
    name: FOLLOWER,
    // Row security leaves shielded matters out, and facts of them are never made.
    sight: 'open',
    take: takeIn,
  }
}

/** Takes in all there is. @returns events read */
export const countAll = (
  deps: Pick<FeedDeps, 'app'>,
  bureauId: string,
  o: { limit?: number; onProgress?: (events: number) => void } = {},
): Promise<number> => followAll(deps, bureauId, [statisticsFollower()], o)

/** Empties the figures of a bureau and counts anew; they are too small until it is done. @returns events read */
export async function rebuildStatistics(
  deps: Pick<FeedDeps, 'app'>,
  bureauId: string,
  onProgress?: (events: number) => void,
): Promise<number> {
  await withTx(deps.app, { bureau: bureauId }, async (tx) => {
    await waitForTurn(tx, bureauId)
    await clearStatistics(tx, bureauId)
    await clearEntries(tx, bureauId)
    await dropPosition(tx, bureauId, FOLLOWER)
  })
  return countAll(deps, bureauId, { limit: 10_000, onProgress })
}
