/** The figures a report is made of, all out of the rollups. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { type CallStatistics, readCallStatistics } from '../hotline/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import {
  monthEnd,
  type Reader,
  readStatistics,
  type Statistics,
  type StatisticsQuery,
  type StatisticsRoom,
} from '../statistics/index.ts'
import type { Wanted } from './contract.ts'

export interface Material {
  wanted: Wanted
  bureau: string
  /** The period still runs: figures up to today. */
  running: boolean
  from: string
  to: string
  total: Statistics
  channels: Statistics
  procedures: Statistics
  categories: Statistics
  areas: Statistics
  units: Statistics
  /** Of the hotline; null for a bureau without calls in the period and a year ago. */
  calls: CallStatistics | null
  /** Matters received by branch and unit: of each branch its units in the order of the list of units. */
  organs: { branch: string; received: number; units: { name: string; received: number }[] }[]
}

/** First and last day of a period. */
export function spanOf({ kind, period }: Wanted): { from: string; to: string } {
  if (kind === 'year') return { from: `${period}-01-01`, to: `${period}-12-31` }
  const from = `${period}-01`
  return { from, to: monthEnd(from) }
}

const anyCalls = ({ total }: CallStatistics): boolean =>
  [total.now, total.year].some((f) => f.counts.some((c) => c.value > 0))

const receivedOf = (row: { now: Statistics['total']['now'] }): number =>
  row.now.counts.find((c) => c.code === 'received')!.value

/**
 * @param reader whoever oversees the bureau; sees no more than the figures show
 * @returns `reports.period` for a period that does not fit its kind or is not over yet
 */
export async function materialOf(
  room: StatisticsRoom,
  reader: Reader,
  wanted: Wanted,
  now: Date,
): Promise<Material | Refusal> {
  const facts: BureauFacts | null = await room.directory.byId(reader.bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  if (wanted.period.length !== (wanted.kind === 'year' ? 4 : 7))
    return refuse('reports.period', { field: 'period' })
  const { from, to: end } = spanOf(wanted)
  // A period that still runs is compared with the same days of the other ones.
  const to = end < today ? end : today
  if (from > today) return refuse('reports.period', { field: 'period' })
  const read = (q: Partial<StatisticsQuery>) => readStatistics(room, reader, { from, to, ...q }, now)
  const groups = ['none', 'channel', 'procedure', 'category', 'area', 'unit'] as const
  const [total, channels, procedures, categories, areas, units] = await Promise.all(
    groups.map((group) => read({ group })),
  )
  for (const s of [total, channels, procedures, categories, areas, units]) if (isRefusal(s!)) return s
  const known = [total, channels, procedures, categories, areas, units] as Statistics[]
  const calls = await readCallStatistics(room, facts, { from, to }, now)
  if (isRefusal(calls)) return calls
  const organs: Material['organs'] = []
  for (const branch of known[3]!.rows) {
    if (branch.key === '' || receivedOf(branch) === 0) continue
    const of = await read({ group: 'unit', category: branch.key })
    if (isRefusal(of)) return of
    const rows = of.rows.map((r) => ({ name: r.name.zh, received: receivedOf(r) }))
    organs.push({ branch: branch.name.zh, received: receivedOf(branch), units: rows })
  }
  return {
    wanted,
    bureau: facts.bureau.name.zh,
    running: end > today,
    from,
    to,
    total: known[0]!,
    channels: known[1]!,
    procedures: known[2]!,
    categories: known[3]!,
    areas: known[4]!,
    units: known[5]!,
    calls: anyCalls(calls) ? calls : null,
    organs,
  }
}
