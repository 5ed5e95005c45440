/**
 * Followers of the feed of events: rooms that keep something of their own about what happened (an index of words, the
 * bell). The feed is read once for all of them, in batches. Where each stands is saved in the transaction that saves
 * what it made of the events, so that each event is taken exactly once, whoever is killed when.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Pool, type Tx, withTx } from '../postgres/connect.ts'
import {
  comparePositions,
  type FeedEvent,
  horizon,
  type MatterState,
  movePositions,
  nextEvents,
  type Position,
  readPositions,
  readStates,
  takeTurn,
} from './store.ts'

/**
 * States of matters of the events given, as they are now; of what the follower does not see there is none. Those that one
 * follower has read serve the next: it is asked for matters of its own events only, so each in its own sight.
 */
export type ReadStates = <Doc>(matterIds: readonly string[]) => Promise<Map<string, MatterState<Doc>>>

export interface Follower {
  /** Under this name its place is kept; it never changes. */
  name: string
  /**
   * `open`: it is given events of the open lane only and reads under row security that hides all else; `all`: it sees
   * what the program itself sees, shielded lanes too.
   */
  sight: 'open' | 'all'
  /** Makes its rows of the events, in their order. What it throws leaves its place and its rows as they were. */
  take(tx: Tx, bureauId: string, events: readonly FeedEvent[], states: ReadStates): Promise<void>
  /** Runs in each turn before events are read. */
  begin?(tx: Tx, bureauId: string): Promise<void>
  /** Told after the commit that something was taken. */
  taken?(bureauId: string): void
  /** Runs now and then, outside of any turn. */
  tidy?(bureauId: string): Promise<void>
}

export interface FeedDeps {
  app: Pool
  /** Told of what a follower threw. */
  onError: (error: unknown, follower: string | null) => void
}

export interface Turn {
  /** Events read; 0 when there is nothing new or another process is at it. */
  read: number
  /** There may be more to read at once. */
  more: boolean
  /** Names of those that threw: they stay where they were. */
  failed: string[]
}

const START: Position = { feed_xid: '0', matter_id: '00000000-0000-0000-0000-000000000000', version: 0 }
const NOTHING: Turn = { read: 0, more: false, failed: [] }

/**
 * One turn for a bureau. Those that stand furthest back are given at most `limit` events, and none past the next ones
 * further on: so who fell behind comes up to the others, and from there on one reading serves all.
 * @param followers in the order they are given the events
 */
export async function followOnce(
  deps: FeedDeps,
  bureauId: string,
  followers: readonly Follower[],
  limit = 1000,
): Promise<Turn> {
  if (followers.length === 0) return NOTHING
  const served: Follower[] = []
  const turn = await withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    if (!(await takeTurn(tx, bureauId))) return NOTHING
    const failed: string[] = []
    const careful = async (f: Follower, act: () => Promise<void>): Promise<boolean> => {
      // Sent without waiting: they go out with what follows.
      void tx.query('savepoint follower').catch(() => {})
      void see(tx, f.sight).catch(() => {})
      try {
        await act()
        void tx.query('release savepoint follower').catch(() => {})
        return true
      } catch (error) {
        await tx.query('rollback to savepoint follower')
        failed.push(f.name)
        deps.onError(error, f.name)
        return false
      }
    }
    const able: Follower[] = []
    for (const f of followers) {
      if (!f.begin || (await careful(f, () => f.begin!(tx, bureauId)))) able.push(f)
    }
    const places = await readPositions(
      tx,
      bureauId,
      able.map((f) => f.name),
    )
    const placeOf = (f: Follower) => places.get(f.name) ?? START
    const distinct = able.map(placeOf).sort(comparePositions)
    const last = distinct[0]
    if (!last) return { ...NOTHING, failed }
    const next = distinct.find((p) => comparePositions(p, last) > 0) ?? null
    await see(tx, 'all')
    const events = await nextEvents(tx, bureauId, last, next, limit)
    // What the others have read may have vanished for this one (nothing is left between): it stands where they do.
    const to = events.at(-1) ?? next
    if (!to) return { ...NOTHING, failed }
    const open = events.filter((e) => !e.shielded)
    const states = statesOf(tx, bureauId)
    const behind = able.filter((f) => comparePositions(placeOf(f), last) === 0)
    for (const f of behind) {
      const given = f.sight === 'open' ? open : events
      if (given.length > 0 && !(await careful(f, () => f.take(tx, bureauId, given, states)))) continue
      served.push(f)
    }
    if (served.length > 0)
      await movePositions(
        tx,
        bureauId,
        served.map((f) => f.name),
        to,
      )
    return { read: events.length, more: next !== null || events.length === limit, failed }
  })
  if (turn.read > 0) for (const f of served) f.taken?.(bureauId)
  return turn
}

/** Reads each state once in a turn. */
function statesOf(tx: Tx, bureauId: string): ReadStates {
  const known = new Map<string, MatterState>()
  return async <Doc>(matterIds: readonly string[]) => {
    const missing = matterIds.filter((id) => !known.has(id))
    if (missing.length > 0)
      for (const state of await readStates(tx, bureauId, missing)) known.set(state.matter_id, state)
    const found = matterIds.flatMap((id) => known.get(id) ?? [])
    return new Map(found.map((state) => [state.matter_id, state as MatterState<Doc>]))
  }
}

const see = (tx: Tx, sight: Follower['sight']) =>
  tx.query(`select set_config('app.system', $1, true)`, [sight === 'all' ? 'on' : ''])

/** How far to follow. */
export interface FollowAll {
  /** Events of one turn. Default 5,000. */
  limit?: number
  onProgress?: (events: number) => void
  /** Once aborted, no further turn begins; what was read stays read. */
  signal?: AbortSignal
}

/** Gives the followers all there is. What one throws is thrown on. @returns events read */
export async function followAll(
  deps: Pick<FeedDeps, 'app'>,
  bureauId: string,
  followers: readonly Follower[],
  o: FollowAll = {},
): Promise<number> {
  let thrown: unknown = null
  const onError = (error: unknown) => {
    thrown ??= error
  }
  for (let total = 0; ; ) {
    if (o.signal?.aborted) return total
    const turn = await followOnce({ ...deps, onError }, bureauId, followers, o.limit ?? 5000)
    if (turn.failed.length > 0) throw thrown
    total += turn.read
    if (!turn.more) return total
    o.onProgress?.(total)
  }
}

export interface Feed {
  /** Ends after the turn that runs. */
  stop(): Promise<void>
}

export interface FeedOptions {
  bureaus: () => Promise<readonly string[]>
  now: () => Date
  /** Pause in which new events gather, in milliseconds. Default one second. */
  everyMs?: number
  /** How long one that threw is left out, in milliseconds. Default half a minute. */
  restMs?: number
  /** Events of one turn. Default 1,000. */
  limit?: number
}

const DAY_MS = 86_400_000

/** Follows the feeds of all bureaus until stopped. While nothing is written anywhere it asks one cheap question a second. */
export function startFeed(deps: FeedDeps, followers: readonly Follower[], o: FeedOptions): Feed {
  const stopping = new AbortController()
  const { signal } = stopping
  const limit = o.limit ?? 1000
  /** Until when a follower is left out at a bureau. */
  const resting = new Map<string, number>()
  let seen = ''
  let tidiedAt = 0

  const bureauPass = async (bureauId: string): Promise<void> => {
    for (let more = true; more && !signal.aborted; ) {
      const awake = followers.filter((f) => (resting.get(`${bureauId} ${f.name}`) ?? 0) <= performance.now())
      const turn = await followOnce(deps, bureauId, awake, limit)
      for (const name of turn.failed)
        resting.set(`${bureauId} ${name}`, performance.now() + (o.restMs ?? 30_000))
      more = turn.more
    }
  }
  const pass = async (): Promise<void> => {
    const at = await withTx(deps.app, { bureau: null }, horizon, { readOnly: true })
    const someRest = [...resting.values()].some((until) => until > 0)
    if (at === seen && !someRest) return
    const bureaus = await o.bureaus()
    for (const bureauId of bureaus) if (!signal.aborted) await bureauPass(bureauId)
    for (const [key, until] of resting) if (until <= performance.now()) resting.delete(key)
    seen = at
    const now = o.now().getTime()
    if (now - tidiedAt < DAY_MS || signal.aborted) return
    tidiedAt = now
    for (const bureauId of bureaus) for (const f of followers) await f.tidy?.(bureauId)
  }
  const run = async () => {
    while (!signal.aborted) {
      // The database is away, perhaps: places stay, the next pass tries again.
      await pass().catch((error: unknown) => deps.onError(error, null))
      await sleep(o.everyMs ?? 1000, undefined, { signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
