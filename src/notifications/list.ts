/** The history of the bell, newest first, and how much of it is unread. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { NotificationPage } from './contract.ts'
import { present } from './present.ts'
import { contextOf, type NotificationsDeps, readerOf, type Who } from './room.ts'
import { countUnread, listBefore, readMark } from './store.ts'

const FIRST = Number.MAX_SAFE_INTEGER

export async function listNotifications(
  { cases }: NotificationsDeps,
  who: Who,
  q: { before?: number; limit?: number },
): Promise<NotificationPage | Refusal> {
  const reader = readerOf(who)
  if (!reader) return { items: [], next: null, unread: 0 }
  const facts = await cases.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  const limit = q.limit ?? 30
  const { rows, mark, unread } = await withTx(
    cases.app,
    contextOf(reader),
    async (tx) => {
      const mark = await readMark(tx, reader)
      const [rows, unread] = await Promise.all([
        listBefore(tx, reader, q.before ?? FIRST, limit + 1),
        countUnread(tx, reader, mark),
      ])
      return { rows, mark, unread }
    },
    { readOnly: true },
  )
  const items = rows.slice(0, limit).map((r) => present(cases, facts, r, mark))
  return { items, next: rows.length > limit ? String(items.at(-1)!.no) : null, unread }
}
