/** Changes, moves or closes a unit (变更、移动、停用单位). What it did stays under its name. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { UnitChange, UnitInfo } from './contract.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { audit, lockUnits, updateUnit } from './store.ts'

/** Whether a unit may be closed, asked in the same transaction: what lies with it is known to other rooms. */
export type CloseGuard = (tx: Tx, unit: UnitInfo) => Promise<Refusal | undefined>

/**
 * @param mayClose asked before a unit is closed
 * Refuses `bureau.unknown_unit`, `bureau.changed_meanwhile`, `input.unknown_unit` (parent), `bureau.unit_in_circle`,
 * `bureau.unit_has_children`, `bureau.unit_has_accounts`, `bureau.last_seat`, and what the guard refuses.
 */
export async function changeUnit(
  room: BureauRoom,
  command: Command,
  unitId: string,
  change: UnitChange,
  mayClose: CloseGuard,
): Promise<UnitInfo | Refusal> {
  const { bureauId, accountId } = command.session
  const result = await once(room.pool, command, ['change-unit', unitId, change], async (tx) => {
    const units = await lockUnits(tx, bureauId)
    const unit = units.find((u) => u.unitId === unitId)
    if (!unit) return refuse('bureau.unknown_unit')
    const parent = parentOf(units, change.parentCode)
    if (parent === null) return refuse('input.unknown_unit', { field: 'parentCode' })
    const next: UnitInfo = {
      ...unit,
      name: change.name ?? unit.name,
      kind: change.kind ?? unit.kind,
      seats: change.seats ?? unit.seats,
      parentId: parent === undefined ? unit.parentId : parent.unitId,
      active: change.active ?? unit.active,
    }
    const refused =
      checkTree(units, next) ??
      (unit.active && !next.active
        ? ((await peopleOf(tx, bureauId, unitId)) ?? (await mayClose(tx, unit)))
        : undefined)
    if (refused) return refused
    if (!(await updateUnit(tx, bureauId, next, change.expectedVersion))) {
      return refuse('bureau.changed_meanwhile')
    }
    const details = { unitId, code: unit.code, before: told(unit), after: told(next) }
    await audit(tx, { bureauId, accountId, action: 'unit.changed', details, now: command.now })
    return next
  })
  room.directory.invalidate(bureauId)
  return result
}

const told = ({ name, kind, seats, parentId, active }: UnitInfo) => ({ name, kind, seats, parentId, active })

/** undefined: not to be moved; null: no such unit. */
function parentOf(
  units: readonly UnitInfo[],
  code: string | null | undefined,
): { unitId: string | null } | null | undefined {
  if (code === undefined) return undefined
  if (code === null) return { unitId: null }
  return units.find((u) => u.code === code && u.active) ?? null
}

/**
 * Whether the tree still holds with one unit changed. Pure.
 * Refuses `bureau.unit_in_circle`, `bureau.unit_has_children` (closed over open ones), `bureau.last_seat`.
 */
export function checkTree(units: readonly UnitInfo[], next: UnitInfo): Refusal | undefined {
  const byId = new Map(units.map((u) => [u.unitId, u.unitId === next.unitId ? next : u]))
  const seen = new Set<string>()
  for (let at: string | null = next.unitId; at !== null; at = byId.get(at)?.parentId ?? null) {
    if (seen.has(at)) return refuse('bureau.unit_in_circle', { field: 'parentCode' })
    seen.add(at)
  }
  const children = units.filter((u) => u.parentId === next.unitId && u.active).length
  if (!next.active && children > 0)
    return refuse('bureau.unit_has_children', { details: { count: children } })
  const before = units.find((u) => u.unitId === next.unitId)
  for (const seat of ['centre', 'supervisor'] as const) {
    const held = before?.active && before.seats.includes(seat)
    const holds = next.active && next.seats.includes(seat)
    const others = units.some((u) => u.unitId !== next.unitId && u.active && u.seats.includes(seat))
    if (held && !holds && !others) return refuse('bureau.last_seat', { field: 'seats', details: { seat } })
  }
  return undefined
}

async function peopleOf(tx: Tx, bureauId: string, unitId: string): Promise<Refusal | undefined> {
  const [row] = await tx.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM accounts WHERE bureau_id = $1 AND unit_id = $2 AND active',
    [bureauId, unitId],
  )
  return row && row.n > 0 ? refuse('bureau.unit_has_accounts', { details: { count: row.n } }) : undefined
}
