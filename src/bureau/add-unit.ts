/** Adds a unit to the tree (增设单位). */
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { NewUnit, UnitInfo } from './contract.ts'
import type { BureauDirectory } from './directory.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { audit, insertUnit, listUnits } from './store.ts'

/** Refuses `bureau.unit_code_taken`, `input.unknown_unit` (parent), `bureau.unknown_superior`. */
export async function addUnit(
  room: BureauRoom,
  command: Command,
  input: NewUnit,
): Promise<UnitInfo | Refusal> {
  const { bureauId, accountId } = command.session
  const superior = await superiorOf(room.directory, input, bureauId)
  if (isRefusal(superior)) return superior
  const unit = await once(room.pool, command, ['add-unit', input], async (tx) => {
    const parent =
      input.parentCode === undefined
        ? null
        : (await listUnits(tx, bureauId)).find((u) => u.code === input.parentCode && u.active)
    if (parent === undefined) return refuse('input.unknown_unit', { field: 'parentCode' })
    const made = unitOf(input, uuidv7(command.now), parent?.unitId ?? null, superior)
    if (!(await insertUnit(tx, bureauId, made))) return refuse('bureau.unit_code_taken', { field: 'code' })
    await audit(tx, {
      bureauId,
      accountId,
      action: 'unit.added',
      details: { unitId: made.unitId, code: made.code },
      now: command.now,
    })
    return made
  })
  room.directory.invalidate(bureauId)
  return unit
}

export interface Superior {
  superiorBureauId: string | null
  superiorUnitId: string | null
}

/**
 * The unit of the next level up that a new unit names (R22 35, 36). Refuses `bureau.unknown_superior`.
 * @param within the bureau of the unit; null for one that is being made, which names public bureaus only
 */
export async function superiorOf(
  directory: BureauDirectory,
  input: Pick<NewUnit, 'superior'>,
  within: string | null,
): Promise<Superior | Refusal> {
  const { superior } = input
  if (!superior) return { superiorBureauId: null, superiorUnitId: null }
  const facts = within
    ? await directory.named(superior.bureauSlug, within)
    : await directory.bySlug(superior.bureauSlug)
  const unit = [...(facts?.units.values() ?? [])].find((u) => u.code === superior.unitCode && u.active)
  return facts && unit
    ? { superiorBureauId: facts.bureau.bureauId, superiorUnitId: unit.unitId }
    : refuse('bureau.unknown_superior', { field: 'superior', details: { ...superior } })
}

/** The unit a description means. */
export function unitOf(
  input: NewUnit,
  unitId: string,
  parentId: string | null,
  superior: Superior,
): UnitInfo {
  const { code, name, kind, seats = [] } = input
  return { unitId, parentId, code, name, kind, seats, ...superior, active: true }
}
