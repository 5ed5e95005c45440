/** The board of the hotline (话务看板): levels of service, queue, missed calls; and the figures by day and hour. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { addDays, diffDays } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { callsOfHour, mediaSeen, missedCalls, openCalls } from './board-store.ts'
import type { Board, FigureRow } from './contract.ts'
import { addedBy, CALL_MEASURES, type CallSums, noSums, slotOf } from './figures/counts.ts'
import { callFiguresOf, sumsIn } from './figures/read.ts'
import { type CallSumRow, countedOf, readCallCounts } from './figures/store.ts'
import type { HotlineRoom } from './room.ts'
import { STALE_MS } from './rules.ts'
import { listAgents } from './store.ts'
import { agentView, callView } from './view.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Missed calls are called back within a week or not at all. */
const MISSED_DAYS = 7
/** Text messages and the like: three minutes; mail and boxes: a day (GB/T 33358-2016, known from the press). */
const MEDIA = ['sms', 'mobile', 'web'] as const
const MAIL = ['letter-box', 'fax-mail'] as const

const added = (a: CallSums, b: CallSums): CallSums =>
  Object.fromEntries(CALL_MEASURES.map((m) => [m, a[m] + b[m]])) as CallSums

const inAll = (sums: readonly CallSums[]): CallSums => sums.reduce(added, noSums())

/**
 * Sums of the last 24 hours to the second: those of whole hours as they are kept, and of the hour in which the 24 hours
 * began the calls that lie in them.
 */
export async function lastDay(tx: Tx, bureauId: string, zone: string, now: Date): Promise<CallSums> {
  const start = new Date(now.getTime() - DAY_MS)
  const [first, today] = [slotOf(start, zone), slotOf(now, zone)]
  const [then, since, edge] = await Promise.all([
    readCallCounts(tx, bureauId, { from: first.day, to: first.day, group: 'hour' }),
    first.day === today.day
      ? []
      : readCallCounts(tx, bureauId, { from: addDays(first.day, 1), to: today.day, group: 'none' }),
    callsOfHour(tx, bureauId, start, HOUR_MS),
  ])
  const whole = then.filter((r) => Number(r.key) > first.hour)
  const begun = edge
    .filter((c) => slotOf(c.started_at, zone).hour === first.hour)
    .map((c) => addedBy(countedOf(c)))
  return inAll([...whole, ...since, ...begun])
}

/** The board as it is now. Levels are of the last 24 hours, sums of the bureau's day. */
export async function readBoard(room: HotlineRoom, facts: BureauFacts, now: Date): Promise<Board> {
  const { bureauId, zone } = facts.bureau
  const dayBefore = new Date(now.getTime() - DAY_MS)
  const day = todayIn(facts, now)
  return withTx(
    room.cases.app,
    { bureau: bureauId },
    async (tx) => {
      const [last24, today, hours, open, missed, agents, otherMedia, mailbox] = await Promise.all([
        lastDay(tx, bureauId, zone, now),
        sumsIn(tx, bureauId, { from: day, to: day }),
        readCallCounts(tx, bureauId, { from: day, to: day, group: 'hour' }),
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
          answeredIn15: { met: last24.in15, of: last24.calls },
          connected: { met: last24.answered, of: last24.calls },
          otherMedia,
          mailbox,
        },
        today: {
          calls: today.calls,
          answered: today.answered,
          abandoned: today.abandoned,
          waiting: queue.length,
          talking: talking.length,
          answeredAtOnce: today.at_once,
          orders: today.orders,
          handedOn: handedOn(today),
          meanWait: callFiguresOf(today).meanWait,
          meanTalk: callFiguresOf(today).meanTalk,
        },
        queue: queue.map(view),
        talking: talking.map(view),
        missed: missed.map(view),
        agents: agents.map(agentView),
        hours: hours.map((h) => ({
          hour: Number(h.key),
          calls: h.calls,
          answered: h.answered,
          in15: h.in15,
        })),
      }
    },
    { readOnly: true },
  )
}

/** How often a call was handed on, to each number or office. */
const handedOn = (s: CallSums): number => s.to_110 + s.to_119 + s.to_120 + s.to_122 + s.to_other

const rowOf = ({ key, ...r }: CallSumRow): FigureRow => ({
  day: key,
  calls: r.calls,
  answered: r.answered,
  in15: r.in15,
  abandoned: r.abandoned,
  calledBack: r.called_back,
  answeredAtOnce: r.at_once,
  orders: r.orders,
  linked: r.linked,
  handedOn: handedOn(r),
  outgoing: r.outgoing,
  meanWait: callFiguresOf(r).meanWait,
  meanTalk: callFiguresOf(r).meanTalk,
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
  const { bureauId } = facts.bureau
  const days = diffDays(from, to) + 1
  if (!(days >= 1 && days <= MOST_DAYS))
    return refuse('input.out_of_range', { field: 'to', details: { limit: MOST_DAYS } })
  const rows = await withTx(
    room.cases.app,
    { bureau: bureauId },
    (tx) => readCallCounts(tx, bureauId, { from, to, group: 'day' }),
    { readOnly: true },
  )
  return rows.map(rowOf)
}
