/**
 * Keeps the screens of a bureau as things are. As long as one is open, a number that moves with every call and every
 * counted change is asked for once a second; where it moved the sums are read again, once for all screens, and sent.
 */

import { lastNumber } from '../hotline/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { readPositions } from '../kernel/feed/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { FOLLOWER as FIGURES, type StatisticsRoom } from '../statistics/index.ts'
import type { Wall } from './contract.ts'
import { readWall } from './read.ts'

/** What moves without anything being written: limits that fall due, how long somebody waits. */
const ANYWAY_MS = 60_000
/** A busy line changes many times a second; nobody reads a wall that fast. */
const LEAST_MS = 2000

/** The wall as it is; `over` once the key no longer holds. */
export type WallEvent = { event: 'wall'; data: Wall } | { event: 'over'; data: Record<string, never> }

export interface WallWatch {
  /** Sends the wall now and whenever it changes, until the signal aborts or `holds` says no. */
  follow(
    bureauId: string,
    o: { send: (e: WallEvent) => boolean; signal: AbortSignal; holds: () => Promise<boolean> },
  ): Promise<void>
  stop(): void
}

interface Watched {
  listeners: Set<(w: Wall) => void>
  mark: string
  wall: Wall | null
  readAt: number
  busy: boolean
}

/** @param everyMs how often it is looked whether something moved */
export function createWallWatch(
  room: StatisticsRoom,
  clock: Clock,
  log: Pick<Logger, 'error'>,
  everyMs = 1000,
): WallWatch {
  const bureaus = new Map<string, Watched>()
  const markOf = (bureauId: string): Promise<string> =>
    withTx(
      room.pool,
      { bureau: bureauId },
      async (tx) => {
        const [calls, places] = await Promise.all([
          lastNumber(tx, bureauId),
          readPositions(tx, bureauId, [FIGURES]),
        ])
        const p = places.get(FIGURES)
        return `${calls} ${p ? `${p.feed_xid} ${p.matter_id} ${p.version}` : ''}`
      },
      { readOnly: true },
    )
  const look = async (bureauId: string, w: Watched): Promise<void> => {
    const age = performance.now() - w.readAt
    if (w.busy || (w.wall && age < LEAST_MS)) return
    w.busy = true
    try {
      const mark = await markOf(bureauId)
      if (w.wall && mark === w.mark && age < ANYWAY_MS) return
      const wall = await readWall(room, bureauId, clock.now())
      if (isRefusal(wall)) return
      w.mark = mark
      w.wall = wall
      w.readAt = performance.now()
      for (const tell of w.listeners) tell(wall)
    } catch (error) {
      log.error({ err: errorForLog(error) }, 'the wall display could not be read')
    } finally {
      w.busy = false
    }
  }
  const timer = setInterval(() => {
    for (const [bureauId, w] of bureaus) void look(bureauId, w)
  }, everyMs)
  timer.unref()
  return {
    async follow(bureauId, { send, signal, holds }) {
      const fresh: Watched = { listeners: new Set(), mark: '', wall: null, readAt: 0, busy: false }
      const w = bureaus.get(bureauId) ?? fresh
      bureaus.set(bureauId, w)
      const tell = (wall: Wall) => void send({ event: 'wall', data: wall })
      w.listeners.add(tell)
      let asking: NodeJS.Timeout | undefined
      const ended = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
        if (signal.aborted) resolve()
        const ask = async () => {
          if (await holds()) return
          send({ event: 'over', data: {} })
          resolve()
        }
        asking = setInterval(() => void ask().catch(() => {}), 5 * everyMs)
        asking.unref()
      })
      try {
        if (w.wall) tell(w.wall)
        else await look(bureauId, w)
        await ended
      } finally {
        clearInterval(asking)
        w.listeners.delete(tell)
        if (w.listeners.size === 0) bureaus.delete(bureauId)
      }
    },
    stop: () => clearInterval(timer),
  }
}
