/**
 * Who decides a review: "the next level up of the organ that handled" (R22 35), for a re-review that of the organ that
 * reviewed (R22 36). Read off the units' own superiors; nothing is guessed from names or ranks.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { MatterDoc } from '../engine/doc.ts'
import type { UnitInfo } from '../engine/world.ts'

export interface DecidingPlace {
  bureauId: string
  /** null: whichever unit of that bureau sits on the reviewer's seat. */
  unitId: string | null
}

/** The organ whose answer is asked to be looked at again. */
export function organAskedAbout(doc: MatterDoc, procedure: string): string | undefined {
  return procedure === 're-review' ? doc.seats.reviewer : doc.seats.handler
}

/**
 * The next level up of a unit: its own superior, or that of the nearest unit above it that has one.
 * @returns refusal `review.no_next_level_up` when none is on record.
 */
export function nextLevelUp(
  bureauId: string,
  unitId: string | undefined,
  units: ReadonlyMap<string, UnitInfo>,
): DecidingPlace | Refusal {
  const seen = new Set<string>()
  for (let id = unitId ?? null; id && !seen.has(id); id = units.get(id)?.parentId ?? null) {
    seen.add(id)
    const unit = units.get(id)
    if (!unit?.superiorUnitId && !unit?.superiorBureauId) continue
    const place = { bureauId: unit.superiorBureauId ?? bureauId, unitId: unit.superiorUnitId }
    // A unit does not review itself, nor does one below it.
    if (place.bureauId === bureauId && place.unitId && seen.has(place.unitId)) continue
    return place
  }
  return refuse('review.no_next_level_up', { details: { unitId: unitId ?? null } })
}
