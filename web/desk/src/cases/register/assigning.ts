/** Assigning in one go with registering: which step of the table that is, and what is sent for it. */
import type { Procedure, Transition } from '../../api/types.ts'
import type { RegisterFields } from './draft.ts'

/**
 * The step by which the unit that registered hands a matter of this table over at once, for somebody of these roles:
 * from its first state, by the centre, to a unit named in the step, asking nothing else but choices.
 */
export function assigningStep(
  table: Procedure | undefined,
  roles: readonly string[],
): Transition | undefined {
  // A shielded report goes to a unit only after somebody has seen where it may not go.
  if (!table || table.shielded) return undefined
  return table.transitions.find(
    (t) =>
      t.from.includes(table.initial) &&
      t.seats?.some((s) => s.seat === 'handler' && s.from === 'input' && s.input === 'unit') &&
      t.input.every((f) => !f.required || f.kind === 'unit' || f.kind === 'choice') &&
      t.who.some((w) => 'seat' in w && w.seat === 'centre' && w.roles.some((r) => roles.includes(r))),
  )
}

/** What the step asks besides the unit; the first answer of each stands until another is chosen. */
export const choicesOf = (step: Transition) => step.input.filter((f) => f.required && f.kind === 'choice')

/** Body of `POST /matters/:id/actions` for it, or nothing when the matter is to wait. */
export function toAssignment(fields: RegisterFields, step: Transition | undefined) {
  if (!step || fields.assignTo === '') return undefined
  const chosen = choicesOf(step).map((f) => [f.name, fields.assignWith[f.name] ?? f.options?.[0]?.value])
  const input = { unit: fields.assignTo, ...Object.fromEntries(chosen) }
  return { proceedingId: 'main', action: step.id, input }
}
