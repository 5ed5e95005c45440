/** Saves a whole tree read from a table (导入单位树): all rows or none. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { checkTree } from './change-unit.ts'
import type { UnitInfo } from './contract.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { audit, insertUnit, lockUnits, updateUnit } from './store.ts'

export interface PlannedUnit {
  action: 'add' | 'change'
  /** As it is to stand. Parents come before children. */
  unit: UnitInfo
}

/**
 * @param plan made from the units as they stand now, in the same transaction, so that what is written is what was shown
 * Refuses what the plan refuses, `bureau.unit_code_taken`, and what `checkTree` refuses.
 */
export async function saveUnits(
  room: BureauRoom,
  command: Command,
  meaning: readonly unknown[],
  plan: (units: readonly UnitInfo[]) => readonly PlannedUnit[] | Refusal,
): Promise<{ added: number; changed: number } | Refusal> {
  const { bureauId, accountId } = command.session
  const { now } = command
  const result = await once(room.pool, command, ['save-units', ...meaning], async (tx) => {
    const units = await lockUnits(tx, bureauId)
    const planned = plan(units)
    if (!Array.isArray(planned)) return planned as Refusal
    const final = new Map(units.map((u) => [u.unitId, u]))
    for (const { unit } of planned as readonly PlannedUnit[]) final.set(unit.unitId, unit)
    for (const { unit, action } of planned as readonly PlannedUnit[]) {
      const refused = checkTree([...final.values()], unit)
      if (refused) return refused
      const written =
        action === 'add' ? await insertUnit(tx, bureauId, unit) : await updateUnit(tx, bureauId, unit, null)
      if (!written) return refuse('bureau.unit_code_taken', { field: 'code', details: { code: unit.code } })
      await audit(tx, {
        bureauId,
        accountId,
        action: action === 'add' ? 'unit.added' : 'unit.changed',
        details: { unitId: unit.unitId, code: unit.code, imported: true },
        now,
      })
    }
    const added = planned.filter((p: PlannedUnit) => p.action === 'add').length
    return { added, changed: planned.length - added }
  })
  room.directory.invalidate(bureauId)
  return result
}
