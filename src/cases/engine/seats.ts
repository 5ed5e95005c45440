/** Which unit sits where after a step: read off the seats column of the table. Pure. */
import type { Seat, Transition } from '../procedures/format.ts'
import { MAIN, type MatterDoc, type Proceeding } from './doc.ts'
import type { Stepped } from './events.ts'
import type { ReadInput } from './read-input.ts'
import type { Actor } from './world.ts'

/** Seats a step binds or frees. */
export function seatChanges(
  doc: MatterDoc,
  proceeding: Proceeding,
  t: Transition,
  input: ReadInput,
  actor: Actor,
): Stepped['seats'] {
  const seats: Stepped['seats'] = {}
  for (const change of t.seats ?? []) {
    if (change.from === 'clear') seats[change.seat] = null
    else if (change.from === 'actor' && actor.unitId) seats[change.seat] = actor.unitId
    else if (change.from === 'opener') seats[change.seat] = proceeding.seats.opener ?? doc.seats.centre!
    else if (change.from === 'input') {
      const unit = input.values[change.input ?? 'unit']
      if (typeof unit === 'string') seats[change.seat] = unit
    }
  }
  return seats
}

/** Matter and proceeding as they are with the seats changed. */
export function withSeats(doc: MatterDoc, proceeding: Proceeding, changes: Stepped['seats']) {
  const base: Partial<Record<Seat, string>> = {
    ...(proceeding.proceedingId === MAIN ? doc.seats : proceeding.seats),
  }
  for (const [seat, unit] of Object.entries(changes) as [Seat, string | null][]) {
    if (unit === null) delete base[seat]
    else base[seat] = unit
  }
  return proceeding.proceedingId === MAIN
    ? { doc: { ...doc, seats: base }, proceeding }
    : { doc, proceeding: { ...proceeding, seats: base } }
}
