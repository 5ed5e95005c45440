/** What one account has written or handed in since a moment, for whoever teaches writing. */
import { withTx } from '../kernel/postgres/connect.ts'
import type { KnowledgeRoom } from './room.ts'
import { formsBy } from './store.ts'

export interface WrittenForm {
  articleId: string
  /** What was done with it: written, submitted, … */
  what: string
  answer: string
  basis: string
}

/** In the order in which they were made, the latest two hundred. */
export const writtenBy = (
  room: KnowledgeRoom,
  who: { bureauId: string; accountId: string },
  since: Date,
): Promise<WrittenForm[]> =>
  withTx(room.pool, { bureau: who.bureauId }, (tx) => formsBy(tx, who, since), { readOnly: true })
