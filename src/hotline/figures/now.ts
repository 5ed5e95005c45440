/** The hotline at this moment as sums: what a screen in a room may show. */
import { type BureauFacts, todayIn } from '../../bureau/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'
import { lastDay } from '../board.ts'
import { linesNow } from '../board-store.ts'
import { STALE_MS } from '../rules.ts'
import { lastNumber } from '../store.ts'
import { sumsIn } from './read.ts'

export interface CallsNow {
  /** Of today. */
  calls: number
  answered: number
  abandoned: number
  atOnce: number
  orders: number
  /** At this moment, and since when the first of them waits. */
  waiting: number
  waitingSince: string | null
  talking: number
  /** Of the last 24 hours. */
  in15: { met: number; of: number }
  connected: { met: number; of: number }
}

/** @returns null for a bureau no telephone system has ever told of a call */
export async function callsNow(tx: Tx, facts: BureauFacts, now: Date): Promise<CallsNow | null> {
  const { bureauId, zone } = facts.bureau
  if ((await lastNumber(tx, bureauId)) === 0) return null
  const day = todayIn(facts, now)
  const [today, last24, lines] = await Promise.all([
    sumsIn(tx, bureauId, { from: day, to: day }),
    lastDay(tx, bureauId, zone, now),
    linesNow(tx, bureauId, new Date(now.getTime() - STALE_MS)),
  ])
  return {
    calls: today.calls,
    answered: today.answered,
    abandoned: today.abandoned,
    atOnce: today.at_once,
    orders: today.orders,
    waiting: lines.waiting,
    waitingSince: lines.since?.toISOString() ?? null,
    talking: lines.talking,
    in15: { met: last24.in15, of: last24.calls },
    connected: { met: last24.answered, of: last24.calls },
  }
}
