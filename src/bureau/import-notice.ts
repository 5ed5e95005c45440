/** Reads in the next year's holiday notice (导入放假通知) before a release of the program brings it. */
import { type HolidayNotice, withNotice } from '../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { tableWith } from './directory.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { audit, insertNotice, listNotices } from './store.ts'

/** Refuses `calendar.notice_*`, `bureau.changed_meanwhile` (somebody else has just read it in). */
export async function importNotice(
  room: BureauRoom,
  command: Command,
  notice: HolidayNotice,
): Promise<HolidayNotice | Refusal> {
  const { bureauId, accountId } = command.session
  const { now } = command
  const result = await once(room.pool, command, ['import-notice', notice], async (tx) => {
    const table = withNotice(tableWith(await listNotices(tx, bureauId)), notice)
    if (isRefusal(table)) return table
    if (!(await insertNotice(tx, bureauId, notice, now))) return refuse('bureau.changed_meanwhile')
    const details = { year: notice.year, title: notice.title, number: notice.number, days: notice.days }
    await audit(tx, { bureauId, accountId, action: 'calendar.notice-imported', details, now })
    return notice
  })
  room.directory.invalidate(bureauId)
  return result
}
