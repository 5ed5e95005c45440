/** Sets a local day off or worked day (本地放假或上班日) with its basis; a wrong entry is corrected by setting it again. */
import { isPlainDate } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { CalendarOverrideInput } from './contract.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { audit, listOverrides, saveOverride } from './store.ts'

/** Refuses `input.invalid_date`. */
export async function setCalendarOverride(
  room: BureauRoom,
  command: Command,
  input: CalendarOverrideInput,
): Promise<CalendarOverrideInput | Refusal> {
  if (!isPlainDate(input.day)) return refuse('input.invalid_date', { field: 'day' })
  const { bureauId, accountId } = command.session
  const result = await once(room.pool, command, ['set-calendar-override', input], async (tx) => {
    const before = (await listOverrides(tx, bureauId)).find((o) => o.day === input.day)
    await saveOverride(tx, bureauId, input)
    const details = { before: before ?? null, after: input }
    await audit(tx, { bureauId, accountId, action: 'calendar.set', details, now: command.now })
    return input
  })
  room.directory.invalidate(bureauId)
  return result
}
