/** What is shown of a bureau's facts; the contract lists every field. */
import type { UnitInfo } from './contract.ts'

/** A unit as the contract shows it. */
export function presentUnit(unit: UnitInfo) {
  return { ...unit, seats: [...unit.seats] }
}
