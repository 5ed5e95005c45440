/** Monthly figures: what was sent and arrived, by township, and what it cost. */
import { withTx } from '../kernel/postgres/connect.ts'
import { countsByMonth } from './campaign-store.ts'
import { totalOf } from './campaigns.ts'
import type { MonthFigures } from './contract.ts'
import type { MessagesRoom } from './room.ts'

/** @param from, to months, `2026-11`; newest first */
export async function figuresOf(
  room: MessagesRoom,
  bureauId: string,
  from: string,
  to: string,
): Promise<MonthFigures[]> {
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => countsByMonth(tx, bureauId, from, to), {
    readOnly: true,
  })
  return [...Map.groupBy(rows, (r) => r.month)].map(([month, all]) => ({
    month,
    total: totalOf(all),
    byUnit: all.map(({ month: _month, ...counts }) => counts),
  }))
}
