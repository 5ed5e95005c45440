/**
 * The follower of the feed that keeps the figures. For each matter that changed it takes away what the matter was counted
 * as and adds what it is now; both, and the place in the feed, in one transaction. A matter read twice changes nothing.
 */
import type { MatterDoc } from '../cases/index.ts'
import {
  type FeedDeps,
  type FeedEvent,
  type Follower,
  followAll,
  type MatterState,
  type ReadStates,
} from '../kernel/feed/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { changedEntries } from './entries.ts'
import { type EntryChange, saveEntries } from './entries-store.ts'
import { factsOf, Sums } from './facts.ts'
import { addCounts, readTaken, saveTaken, type TakenRow } from './store.ts'

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
  if (ids.length > 0) await countStates(tx, bureauId, [...(await states<MatterDoc>(ids)).values()])
}

/** Counts matters as they stand, in place of what they were counted as; one that is counted at its version already changes nothing. */
export async function countStates(
  tx: Tx,
  bureauId: string,
  states: readonly MatterState<MatterDoc>[],
): Promise<void> {
  const ids = states.map((s) => s.matter_id)
  const known = new Map((await readTaken(tx, bureauId, ids)).map((t) => [t.matter_id, t]))
  const sums = new Sums()
  const taken: TakenRow[] = []
  const entries: EntryChange[] = []
  for (const { matter_id, version, doc } of states) {
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
