/** What hangs on the wall, out of the sums alone. */
import { todayIn } from '../bureau/index.ts'
import { callsNow } from '../hotline/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { outlinesOf, placesOf } from '../places/index.ts'
import {
  branchNames,
  type CountCode,
  DEFINITIONS,
  type RateCode,
  type Reader,
  readStanding,
  readStatistics,
  type StatisticsRoom,
} from '../statistics/index.ts'
import { hottestNumbers } from '../topics/index.ts'
import type { Wall } from './contract.ts'

/** Topics of fewer letters could be told apart by who walks past the screen. */
const LEAST_LETTERS = 5
const MOST_TOPICS = 10
const DAYS = 30
const SHOWN: ReadonlySet<RateCode> = new Set([
  'acceptance',
  'handling',
  'response',
  'participation',
  'satisfaction',
  'bureau_satisfaction',
  'solved',
])

export async function readWall(room: StatisticsRoom, bureauId: string, now: Date): Promise<Wall | Refusal> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  const reader: Reader = { bureauId, unitId: null, accountId: null, roles: ['auditor'] }
  const monthFrom = `${today.slice(0, 7)}-01`
  const [month, day, areas, [standing, topics, branches, calls], places] = await Promise.all([
    readStatistics(room, reader, { from: monthFrom, to: today }, now),
    readStatistics(room, reader, { from: today, to: today }, now),
    readStatistics(room, reader, { from: addDays(today, 1 - DAYS), to: today, group: 'area' }, now),
    withTx(
      room.pool,
      { bureau: bureauId },
      async (tx) => {
        const hot = await hottestNumbers(tx, bureauId, today, { most: MOST_TOPICS, letters: LEAST_LETTERS })
        return Promise.all([
          readStanding(tx, bureauId, today),
          hot,
          branchNames(tx, bureauId),
          callsNow(tx, facts, now),
        ])
      },
      { readOnly: true },
    ),
    placesOf(room.pool, facts),
  ])
  if (isRefusal(month)) return month
  if (isRefusal(day)) return day
  if (isRefusal(areas)) return areas
  const count = (code: CountCode) => day.total.now.counts.find((c) => c.code === code)!.value
  return {
    bureau: facts.bureau.name,
    at: now.toISOString(),
    zone: facts.bureau.zone,
    today,
    received: count('received'),
    batches: count('batches'),
    replied: count('replied'),
    ended: count('ended'),
    ...standing,
    calls,
    monthFrom,
    rates: month.total.now.rates
      .filter((r) => SHOWN.has(r.code))
      .map(({ code, numerator, denominator }) => ({
        code,
        name: DEFINITIONS.find((d) => d.code === code)!.name,
        numerator,
        denominator,
      })),
    topics: topics.map((t) => ({
      branch: branches.get((t.category ?? '').slice(0, 2)) ?? { zh: '未分类', en: 'No category' },
      letters: t.letters,
      heat: Math.round(10 * t.heat) / 10,
      lastOn: t.lastOn,
    })),
    areas: areas.rows.map((r) => ({
      code: r.key,
      name: r.name,
      received: r.now.counts.find((c) => c.code === 'received')!.value,
    })),
    map: places.map && outlinesOf(places.map),
  }
}
