/** The board of the hotline (话务看板): levels of service, queue, missed calls; and the figures by day and hour. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { instantOfLocal } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import {
  type CountRow,
  countAll,
  countByDay,
  countByHour,
  mediaSeen,
  missedCalls,
  openCalls,
} from './board-store.ts'
import type { Board, FigureRow } from './contract.ts'
import type { HotlineRoom } from './room.ts'
import { STALE_MS } from './rules.ts'
import { listAgents } from './store.ts'
import { agentView, callView } from './view.ts'

const DAY_MS = 86_400_000
/** Missed calls are called back within a week or not at all. */
const MISSED_DAYS = 7
/** Text messages and the like: three minutes; mail and boxes: a day (GB/T 33358-2016, known from the press). */
const MEDIA = ['sms', 'mobile', 'web'] as const
const MAIL = ['letter-box', 'fax-mail'] as const

const seconds = (text: string | null): number | null => (text === null ? null : Math.round(Number(text)))

/** The board as it is now. Levels are of the last 24 hours, sums of the bureau's day. */
export async function readBoard(room: HotlineRoom, facts: BureauFacts, now: Date): Promise<Board> {
  const { bureauId, zone } = facts.bureau
  const dayBefore = new Date(now.getTime() - DAY_MS)
  const midnight = new Date(instantOfLocal(todayIn(facts, now), 0, zone))
  return withTx(
    room.cases.app,
    { bureau: bureauId },
    async (tx) => {
      const [last24, today, hours, open, missed, agents, otherMedia, mailbox] = await Promise.all([
        countAll(tx, bureauId, dayBefore, now),
        countAll(tx, bureauId, midnight, now),
        countByHour(tx, bureauId, midnight, now, zone),
        openCalls(tx, bureauId, new Date(now.getTime() - STALE_MS)),
        missedCalls(tx, bureauId, new Date(now.getTime() - MISSED_DAYS * DAY_MS)),
        listAgents(tx, bureauId),
        mediaSeen(tx, bureauId, MEDIA, dayBefore, now, '3 minutes'),
        mediaSeen(tx, bureauId, MAIL, new Date(now.getTime() - 2 * DAY_MS), now, '24 hours'),
      ])
      const view = (c: Parameters<typeof callView>[2]) => callView(room, bureauId, c, false)
      const queue = open.filter((c) => c.state === 'waiting' || c.state === 'ringing')
      const talking = open.filter((c) => c.state === 'talking' || c.state === 'held')
      return {
        at: now.toISOString(),
        levels: {
          answeredIn15: { met: last24?.in15 ?? 0, of: last24?.calls ?? 0 },
          connected: { met: last24?.answered ?? 0, of: last24?.calls ?? 0 },
          otherMedia,
          mailbox,
        },
        today: {
          calls: today?.calls ?? 0,
          answered: today?.answered ?? 0,
          abandoned: today?.abandoned ?? 0,
          waiting: queue.length,
          talking: talking.length,
          answeredAtOnce: today?.at_once ?? 0,
          orders: today?.orders ?? 0,
          handedOn: today?.handed_on ?? 0,
          meanWait: seconds(today?.wait_s ?? null),
          meanTalk: seconds(today?.talk_s ?? null),
        },
        queue: queue.map(view),
        talking: talking.map(view),
        missed: missed.map(view),
        agents: agents.map(agentView),
        hours: hours.map((h) => ({
          hour: Number(h.slot),
          calls: h.calls,
          answered: h.answered,
          in15: h.in15,
        })),
      }
    },
    { readOnly: true },
  )
}

const rowOf = (r: CountRow): FigureRow => ({
  day: r.slot,
  calls: r.calls,
  answered: r.answered,
  in15: r.in15,
  abandoned: r.abandoned,
  calledBack: r.called_back,
  answeredAtOnce: r.at_once,
  orders: r.orders,
  linked: r.linked,
  handedOn: r.handed_on,
  outgoing: r.outgoing,
  meanWait: seconds(r.wait_s),
  meanTalk: seconds(r.talk_s),
})

/** Longest period counted at once, in days. */
const MOST_DAYS = 400

/** Figures of each day from one day to another, both in. @returns refusal `input.out_of_range` */
export async function readFigures(
  room: HotlineRoom,
  facts: BureauFacts,
  from: string,
  to: string,
): Promise<FigureRow[] | Refusal> {
  const { bureauId, zone } = facts.bureau
  const start = new Date(instantOfLocal(from, 0, zone))
  const end = new Date(instantOfLocal(to, 1440, zone))
  const days = (end.getTime() - start.getTime()) / DAY_MS
  if (!(days >= 1 && days <= MOST_DAYS))
    return refuse('input.out_of_range', { field: 'to', details: { limit: MOST_DAYS } })
  const rows = await withTx(
    room.cases.app,
    { bureau: bureauId },
    (tx) => countByDay(tx, bureauId, start, end, zone),
    { readOnly: true },
  )
  return rows.map(rowOf)
}
