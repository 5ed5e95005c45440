/** Marks read or unread, for this account alone; its other browsers hear of it at once. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Mark, NotificationSettings } from './contract.ts'
import { contextOf, type NotificationsDeps, readerOf, type Who } from './room.ts'
import { countUnread, dropReads, lastNumber, type MarkRow, readMark, saveMark, setRead } from './store.ts'

/**
 * Exactly one of `numbers`, `upTo`, `matterId` says what is marked. Marking again changes nothing.
 * @returns how many are unread then (at most 100), or `input.invalid` for `upTo` or when nothing or too much is named
 */
export async function markNotifications(
  { cases, bell }: NotificationsDeps,
  who: Who,
  m: Mark,
): Promise<{ unread: number } | Refusal> {
  const named = [m.numbers, m.upTo, m.matterId].filter((x) => x !== undefined).length
  // All up to a number can be read; all unread again is nobody's wish.
  if (named !== 1 || (m.upTo !== undefined && !m.read)) return refuse('input.invalid', { field: 'upTo' })
  const reader = readerOf(who)
  if (!reader) return { unread: 0 }
  const unread = await withTx(cases.app, contextOf(reader), async (tx) => {
    let mark: MarkRow = await readMark(tx, reader)
    if (m.upTo !== undefined) {
      const to = Math.min(m.upTo, await lastNumber(tx, who.bureauId))
      if (to > Number(mark.read_to)) mark = { ...mark, read_to: String(to) }
      await saveMark(tx, reader, mark)
      await dropReads(tx, reader, to)
    } else if (m.numbers) {
      await setRead(tx, reader, { numbers: m.numbers }, m.read)
    } else {
      await setRead(tx, reader, { matterId: m.matterId!, from: Number(mark.read_to) }, m.read)
    }
    return countUnread(tx, reader, mark)
  })
  bell.ring(who.bureauId, reader.accountId)
  return { unread }
}

export async function readSettings({ cases }: NotificationsDeps, who: Who): Promise<NotificationSettings> {
  const reader = readerOf(who)
  if (!reader) return { muted: [], toasts: false }
  const { muted, toasts } = await withTx(cases.app, contextOf(reader), (tx) => readMark(tx, reader), {
    readOnly: true,
  })
  return { muted, toasts }
}

export async function saveSettings(
  { cases, bell }: NotificationsDeps,
  who: Who,
  s: NotificationSettings,
): Promise<NotificationSettings> {
  const reader = readerOf(who)
  if (!reader) return { muted: [], toasts: false }
  await withTx(cases.app, contextOf(reader), async (tx) => {
    const { read_to } = await readMark(tx, reader)
    await saveMark(tx, reader, { read_to, muted: s.muted, toasts: s.toasts })
  })
  bell.ring(who.bureauId, reader.accountId)
  return s
}
