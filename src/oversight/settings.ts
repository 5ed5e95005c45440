/** Local numbers of supervision and follow-up: read, set from a day on, kept in the audit log. */
import { audit, type Command, once, todayIn } from '../bureau/index.ts'
import { DEFAULT_THRESHOLDS, type Thresholds } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Setting, SettingChange, SettingName } from './contract.ts'
import type { OversightRoom } from './room.ts'
import { SETTINGS, type SettingRow, settingOn } from './rules.ts'
import { listSettings, saveSetting } from './store.ts'

const NAMES = Object.keys(SETTINGS) as SettingName[]

function settingView(rows: readonly SettingRow[], name: SettingName, today: string): Setting {
  const own = rows.filter((r) => r.name === name)
  const now = own.filter((r) => r.validFrom <= today).at(-1)
  const next = own.find((r) => r.validFrom > today)
  return {
    name,
    ...SETTINGS[name],
    value: settingOn(rows, name, today),
    since: now?.validFrom ?? null,
    basis: now?.basis ?? null,
    next: next ? { value: next.value, validFrom: next.validFrom } : null,
  }
}

export async function readSettings(
  room: OversightRoom,
  bureauId: string,
  now: Date,
): Promise<Setting[] | Refusal> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => listSettings(tx, bureauId), {
    readOnly: true,
  })
  return NAMES.map((name) => settingView(rows, name, todayIn(facts, now)))
}

/** From a day on, never back: what was drawn or triggered stays as it was. Refuses `bureau.setting_backdated`, `input.out_of_range`. */
export async function changeSetting(
  room: OversightRoom,
  c: Command,
  change: SettingChange,
): Promise<Setting | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, c.now)
  if (change.validFrom < today)
    return refuse('bureau.setting_backdated', { field: 'validFrom', details: { today } })
  const { least, most } = SETTINGS[change.name]
  if (change.value < least || change.value > most)
    return refuse('input.out_of_range', {
      field: 'value',
      details: { limit: change.value < least ? least : most },
    })
  return once(room.pool, c, ['oversight-setting', change], async (tx) => {
    await saveSetting(tx, bureauId, change, c.now, accountId)
    await audit(tx, { bureauId, accountId, action: 'oversight.setting', details: { ...change }, now: c.now })
    return settingView(await listSettings(tx, bureauId), change.name, today)
  })
}

/** The thresholds of the triggers as the bureau has set them, for the job that works them out. */
export async function thresholdsOf(room: OversightRoom, bureauId: string, now: Date): Promise<Thresholds> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return DEFAULT_THRESHOLDS
  const rows = await withTx(room.pool, { bureau: bureauId, system: true }, (tx) => listSettings(tx, bureauId))
  const today = todayIn(facts, now)
  return { returns: settingOn(rows, 'returns', today), contacts: settingOn(rows, 'contacts', today) }
}
