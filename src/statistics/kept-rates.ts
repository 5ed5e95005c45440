/** Rates of units for oversight, from the sums, and the matters behind them, from the entries: as many rows as a period has months and days at its ends, whatever is stored. */
import { nextEvents, readPositions } from '../kernel/feed/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { CountRow, KeptMatters, KeptRates, Period } from '../oversight/index.ts'
import { KIND_OF } from './entries.ts'
import { firstMatters, type Judged } from './entries-store.ts'
import { figuresOf } from './figures.ts'
import { FOLLOWER } from './follow.ts'
import { piecesOf } from './rules.ts'
import { readSums } from './store.ts'

/** Sums that are further behind than this are not told: they are being counted anew, or the feed stands still. */
const BEHIND_MS = 60_000

const ASKED: ReadonlySet<string> = new Set<CountRow['figure']>([
  'acceptance',
  'handling',
  'satisfaction',
  'participation',
  'solved',
])

/** Whether everything recorded until a minute ago is in the sums. */
async function isFollowed(tx: Tx, bureauId: string, now: Date): Promise<boolean> {
  const position = (await readPositions(tx, bureauId, [FOLLOWER])).get(FOLLOWER)
  if (!position) return false
  const [unread] = await nextEvents(tx, bureauId, position, null, 1)
  return !unread || now.getTime() - unread.recorded_at.getTime() < BEHIND_MS
}

export const keptRates: KeptRates = async (
  tx: Tx,
  bureauId: string,
  period: Period,
  units: readonly string[],
  now: Date,
): Promise<CountRow[] | null> => {
  if (!(await isFollowed(tx, bureauId, now))) return null
  const pieces = piecesOf(period, period.today).map((p) => ({ ...p, no: 0 }))
  const rows = await readSums(tx, bureauId, { dim: 'all', units, pieces, byValue: false })
  return rows.flatMap((row) =>
    figuresOf(row, period, true)
      .rates.filter((r) => ASKED.has(r.code) && r.denominator > 0)
      .map((r) => ({
        unit_id: row.unit_id,
        figure: r.code as CountRow['figure'],
        good: r.numerator,
        of: r.denominator,
      })),
  )
}

/** How an entry speaks for or against each rate; the same measures as in `figures.ts`. */
const JUDGED: Partial<Record<Parameters<KeptMatters>[2]['figure'], Judged>> = {
  acceptance: {
    kind: KIND_OF.acceptance,
    good: 'accepted_in_time',
    counted: ['accepted_late'],
    due: 'accept_due',
  },
  handling: { kind: KIND_OF.handling, good: 'handled_in_time', counted: ['handled_late'], due: 'handle_due' },
  participation: { kind: KIND_OF.participation, good: 'rated', counted: ['asked'] },
  satisfaction: { kind: KIND_OF.satisfaction, good: 'satisfied', counted: ['ratings'] },
  solved: { kind: KIND_OF.solved, good: 'solved', counted: ['solved_said'] },
}

export const keptMatters: KeptMatters = async (tx, bureauId, { period, figure, unitId, most }, now) => {
  const judged = JUDGED[figure]
  if (!judged || !(await isFollowed(tx, bureauId, now))) return null
  return firstMatters(tx, bureauId, { ...period, unitId, judged, most })
}
