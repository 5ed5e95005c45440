/** For the start page: what the bell told of work that still stands as it was told. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Kind } from './contract.ts'
import { readerOf, type Who } from './room.ts'
import { listNews, readMark } from './store.ts'

export interface News {
  matterId: string
  proceedingId: string
  kind: Kind
  at: Date
}

/**
 * Open proceedings with the reader's unit, in the state the notification left them in, newest first, each once.
 * @param tx in the context of the reader (bureau, unit, account)
 * @param unread only what this account has not read
 */
export async function openNews(
  tx: Tx,
  who: Who,
  o: { kinds: readonly Kind[]; unread: boolean; since: Date; limit: number },
): Promise<News[]> {
  const reader = readerOf(who)
  if (!reader) return []
  const rows = await listNews(tx, reader, await readMark(tx, reader), o)
  return rows.map((r) => ({
    matterId: r.matter_id,
    proceedingId: r.proceeding_id,
    kind: r.kind,
    at: r.at,
  }))
}
