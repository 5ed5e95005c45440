/** Earlier forms of tables that changed, for the proceedings that opened with them. */
import type { Procedure } from './format.ts'
import { ESCALATED } from './objection.ts'

/** A main table as it was before a matter returned too often went to the supervision unit by itself. */
export function beforeEscalation(table: Procedure): Procedure {
  const gone = (id: string) => id === ESCALATED
  return {
    ...table,
    version: table.version - 1,
    states: table.states.filter((s) => !gone(s.id)),
    transitions: table.transitions
      .filter((t) => !gone(t.to) && !t.from.every(gone))
      .map((t) => ({ ...t, from: t.from.filter((id) => !gone(id)) })),
  }
}
