/** SQL of single rows of a list: where each stands before a batch acts on it. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface StateRow {
  matter_id: string
  proceeding_id: string
  procedure: string
  procedure_version: number
  state: string
  version: number
  responsible_unit_id: string
}

const STATES = `
select p.matter_id, p.proceeding_id, p.procedure, p.procedure_version, p.state, m.version,
  p.responsible_unit_id
from unnest($2::uuid[], $3::text[]) as x(matter_id, proceeding_id)
join proceedings p on p.bureau_id = $1 and p.matter_id = x.matter_id and p.proceeding_id = x.proceeding_id
join matters m on m.bureau_id = $1 and m.matter_id = x.matter_id`

/** Where proceedings stand, by `matter/proceeding`; what is out of sight is left out. */
export async function readStates(
  tx: Tx,
  bureauId: string,
  items: readonly { matterId: string; proceedingId: string }[],
): Promise<Map<string, StateRow>> {
  const ids = [items.map((i) => i.matterId), items.map((i) => i.proceedingId)]
  const rows = await tx.query<StateRow>(STATES, [bureauId, ...ids])
  return new Map(rows.map((r) => [`${r.matter_id}/${r.proceeding_id}`, r]))
}
