/** The hottest topics as numbers, for a screen that must not tell what anybody wrote. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { heatOn } from './heat.ts'

export interface HotNumbers {
  letters: number
  heat: number
  lastOn: string
  /** That most of its letters have. */
  category: string | null
}

const HOTTEST = `
select t.letters, t.warmth, t.last_on, (
  select m.category from topic_members x
  join matters m on m.bureau_id = x.bureau_id and m.matter_id = x.matter_id
  where x.bureau_id = t.bureau_id and x.topic_id = t.topic_id and x.state <> 'apart' and m.category is not null
  group by m.category order by count(*) desc, m.category limit 1) category
from topics t where t.bureau_id = $1 and t.letters >= $2
order by t.warmth desc, t.topic_id limit $3`

/** @param letters fewest letters of a topic that is told */
export async function hottestNumbers(
  tx: Tx,
  bureauId: string,
  today: string,
  ask: { most: number; letters: number },
): Promise<HotNumbers[]> {
  const rows = await tx.query<{ letters: number; warmth: number; last_on: string; category: string | null }>(
    HOTTEST,
    [bureauId, ask.letters, ask.most],
  )
  return rows.map((r) => ({
    letters: r.letters,
    heat: heatOn(r.warmth, today),
    lastOn: r.last_on,
    category: r.category,
  }))
}
