/**
 * The live bell of one browser: each notification once, in the order of its number, from where the browser stood; and
 * how many are unread whenever that changes, also by another browser of the same account.
 */
import { withTx } from '../kernel/postgres/connect.ts'
import type { Notification } from './contract.ts'
import { present } from './present.ts'
import { contextOf, type NotificationsDeps, readerOf, type Who } from './room.ts'
import { countUnread, lastNumber, listAfter, readMark } from './store.ts'

const BATCH = 100
/** Looks again by itself: marks set through another process of the server ring no bell here. */
const LOOK_AGAIN_MS = 20_000

export type BellEvent =
  | { id: string; event: 'notification'; data: Notification }
  | { id: string; event: 'unread'; data: { unread: number } }

/** Sends until the signal aborts. `after`: the last number the browser has; without it from now on. */
export async function followNotifications(
  { cases, bell }: NotificationsDeps,
  who: Who,
  o: {
    after: string | undefined
    signal: AbortSignal
    send: (e: BellEvent) => boolean
    lookAgainMs?: number
  },
): Promise<void> {
  const reader = readerOf(who)
  const facts = await cases.directory.byId(who.bureauId)
  if (!reader || !facts) return
  const listener = bell.listen(reader)
  try {
    let position = /^\d{1,15}$/.test(o.after ?? '') ? Number(o.after) : null
    let told: number | null = null
    while (!o.signal.aborted) {
      const { rows, mark, unread, last } = await withTx(
        cases.app,
        contextOf(reader),
        async (tx) => {
          // The last number first: what becomes visible later has a higher one and is read next time.
          const last = await lastNumber(tx, who.bureauId)
          const mark = await readMark(tx, reader)
          const [rows, unread] = await Promise.all([
            position === null ? [] : listAfter(tx, reader, position, BATCH),
            countUnread(tx, reader, mark),
          ])
          return { rows, mark, unread, last }
        },
        { readOnly: true },
      )
      for (const r of rows) {
        position = Number(r.no)
        o.send({ id: String(r.no), event: 'notification', data: present(cases, facts, r, mark) })
      }
      position ??= last
      if (unread !== told) {
        told = unread
        o.send({ id: String(position), event: 'unread', data: { unread } })
      }
      if (rows.length < BATCH) await listener.next(o.lookAgainMs ?? LOOK_AGAIN_MS, o.signal)
    }
  } finally {
    listener.close()
  }
}
