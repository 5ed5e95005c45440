/** Tells the unit that answers for an article that the day has come to look whether it still holds. */
import { todayIn } from '../bureau/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { publish } from '../notifications/index.ts'
import type { KnowledgeRoom } from './room.ts'
import { takeToRemind } from './store.ts'

/** So many days before the day of review. */
const AHEAD = 14

/** Reminds of each day of review once. @returns how many articles */
export async function remindDue(room: KnowledgeRoom, bureauId: string, now: Date): Promise<number> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return 0
  const until = addDays(todayIn(facts, now), AHEAD)
  return withTx(room.pool, { bureau: bureauId }, async (tx) => {
    const due = await takeToRemind(tx, bureauId, until)
    for (const [unitId, all] of Map.groupBy(due, (d) => d.unit_id)) {
      const [first] = all
      const more = all.length - 1
      await publish(tx, {
        bureauId,
        unitId,
        kind: 'due',
        at: now,
        link: `/knowledge?state=review&unit=${unitId}`,
        words: {
          zh: `知识条目待复核：“${first!.question}”${more > 0 ? `等 ${all.length} 条` : ''}`,
          en: `Articles to be reviewed: “${first!.question}”${more > 0 ? ` and ${more} more` : ''}`,
        },
      })
    }
    return due.length
  })
}
