/** Sets a limit of the bureau's own (本地时限设置), from a day on, with its basis. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { LocalSettingFact } from './contract.ts'
import { todayIn } from './directory.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkSetting } from './rules.ts'
import { audit, listSettings, saveSetting } from './store.ts'

/** Refuses what `checkSetting` refuses, and `bureau.setting_in_force`. */
export async function setLocalSetting(
  room: BureauRoom,
  command: Command,
  setting: LocalSettingFact,
): Promise<LocalSettingFact | Refusal> {
  const { bureauId, accountId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, command.now)
  const result = await once(room.pool, command, ['set-local-setting', setting], async (tx) => {
    const refused = checkSetting(setting, today, room.knownRules)
    if (refused) return refused
    const same = (s: LocalSettingFact) => s.ruleId === setting.ruleId && s.validFrom === setting.validFrom
    const before = (await listSettings(tx, bureauId)).find(same)
    if (!(await saveSetting(tx, bureauId, setting, today))) {
      return refuse('bureau.setting_in_force', { field: 'validFrom' })
    }
    const details = { before: before ?? null, after: setting }
    await audit(tx, { bureauId, accountId, action: 'setting.set', details, now: command.now })
    return setting
  })
  room.directory.invalidate(bureauId)
  return result
}
