/** The figures of the hotline over a period, compared, out of the sums alone. */
import { type BureauFacts, todayIn } from '../../bureau/index.ts'
import { diffDays } from '../../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { periodBefore, type StatisticsRoom, takenRate, yearBefore } from '../../statistics/index.ts'
import {
  CALL_COUNTS,
  CALL_RATES,
  type CallFigures,
  type CallFiguresQuery,
  type CallRateCode,
  type CallStatistics,
} from './contract.ts'
import { type CallSums, noSums } from './counts.ts'
import { type CallGrouping, readCallCounts } from './store.ts'

/** Numerator and denominator. */
const RATE: Readonly<Record<CallRateCode, (s: CallSums) => [number, number]>> = {
  in15: (s) => [s.in15, s.calls],
  connected: (s) => [s.answered, s.calls],
  settled_at_once: (s) => [s.at_once, s.settled],
  missed_called_back: (s) => [s.called_back, s.abandoned],
}

const mean = (ms: number, of: number): number | null => (of === 0 ? null : Math.round(ms / of / 1000))

export function callFiguresOf(s: CallSums): CallFigures {
  return {
    counts: CALL_COUNTS.map((code) => ({ code, value: s[code] })),
    rates: CALL_RATES.map((code) => ({ code, ...takenRate(RATE[code](s)) })),
    meanWait: mean(s.wait_ms, s.answered),
    meanTalk: mean(s.talk_ms, s.talked),
  }
}

/** Longest period, in days: five years. By day at most a year and a month, so that a table stays one. */
const LONGEST = 1827
const LONGEST_BY_DAY = 400

type Span = { from: string; to: string }

/** Sums of a period: no calls are noughts. */
export async function sumsIn(tx: Tx, bureauId: string, span: Span): Promise<CallSums> {
  const [row] = await readCallCounts(tx, bureauId, { ...span, group: 'none' })
  return row ?? noSums()
}

/** @returns `input.invalid_date`, `statistics.period_too_long` */
export async function readCallStatistics(
  room: StatisticsRoom,
  facts: BureauFacts,
  q: CallFiguresQuery,
  now: Date,
): Promise<CallStatistics | Refusal> {
  const span = { from: q.from, to: q.to }
  if (q.to < q.from) return refuse('input.invalid_date', { field: 'to' })
  const group = q.group ?? 'month'
  if (diffDays(q.from, q.to) > (group === 'day' ? LONGEST_BY_DAY : LONGEST))
    return refuse('statistics.period_too_long', { field: 'to' })
  const [before, year] = [periodBefore(span), yearBefore(span)]
  const { bureauId } = facts.bureau
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx) => {
      const [ours, then, ago, rows] = await Promise.all([
        sumsIn(tx, bureauId, span),
        sumsIn(tx, bureauId, before),
        sumsIn(tx, bureauId, year),
        readCallCounts(tx, bureauId, { ...span, group: group satisfies CallGrouping }),
      ])
      return {
        today: todayIn(facts, now),
        group,
        span,
        before,
        year,
        total: { now: callFiguresOf(ours), before: callFiguresOf(then), year: callFiguresOf(ago) },
        rows: rows.map(({ key, ...sums }) => ({ key, now: callFiguresOf(sums) })),
      }
    },
    { readOnly: true },
  )
}
