/** How things stand at this moment, out of the sums: what is open, what falls due today, what is late. */
import { addDays } from '../kernel/calendar/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { WHOLE } from './facts.ts'
import { piecesOf } from './rules.ts'
import { readCategories, readSums } from './store.ts'

export interface Standing {
  /** Matters. */
  open: number
  /** Limits for accepting and handling that run and end today. */
  dueToday: number
  /** Such limits that run and whose last day is over. */
  overdue: number
}

export async function readStanding(tx: Tx, bureauId: string, today: string): Promise<Standing> {
  const pieces = [
    ...piecesOf({ from: '1900-01-01', to: addDays(today, -1) }, today).map((p) => ({ ...p, no: 0 })),
    // As if the day were over, so that the limits that still run on it are told too.
    { no: 1, grain: 'day' as const, first: today, last: today, past: true },
  ]
  const rows = await readSums(tx, bureauId, { dim: 'all', units: [WHOLE], pieces, byValue: false })
  const of = (no: number) => rows.find((r) => r.no === no)
  const due = (no: number) => (of(no)?.accept_due ?? 0) + (of(no)?.handle_due ?? 0)
  return { open: (of(0)?.open ?? 0) + (of(1)?.open ?? 0), dueToday: due(1), overdue: due(0) }
}

/** Names of the top level of categories by code. */
export async function branchNames(
  tx: Tx,
  bureauId: string,
): Promise<Map<string, { zh: string; en: string }>> {
  const all = await readCategories(tx, bureauId)
  return new Map(
    all.filter((c) => c.code.length === 2).map((c) => [c.code, { zh: c.name_zh, en: c.name_en }]),
  )
}
