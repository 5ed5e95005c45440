/** SQL of what lies with a unit. */
import type { Tx } from '../../kernel/postgres/connect.ts'

const ACCOUNTS = `
select unit_id, count(*)::integer as n from accounts where bureau_id = $1 and active group by unit_id`

/** Active accounts by unit. */
export async function accountsByUnit(tx: Tx, bureauId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ unit_id: string; n: number }>(ACCOUNTS, [bureauId])
  return new Map(rows.map((r) => [r.unit_id, r.n]))
}

// A unit on a seat of an open proceeding may be called upon again, so a seat keeps it open as well as responsibility.
const OPEN_WORK = `
select exists (
  select 1 from proceedings p
  where p.bureau_id = $1 and p.ended_on is null and p.responsible_unit_id = $2::uuid)
or exists (
  select 1 from matters m
  where m.bureau_id = $1 and m.ended_on is null
    and ($2::uuid in (m.responsible_unit_id, m.handler_unit_id)
      or ($2::uuid)::text in (m.doc #>> '{seats,centre}', m.doc #>> '{seats,supervisor}', m.doc #>> '{seats,reviewer}'))
) as open`

/** Whether open work lies with the unit. Asked as the program itself, so that nothing shielded is left without a unit. */
export async function hasOpenWork(tx: Tx, bureauId: string, unitId: string): Promise<boolean> {
  const rows = await tx.query<{ open: boolean }>(OPEN_WORK, [bureauId, unitId])
  return rows[0]!.open
}

const MATTERS = `
select distinct m.number, m.matter_id from proceedings p
join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
where p.bureau_id = $1 and p.ended_on is null and p.responsible_unit_id = $2
  and not m.shielded and m.secrecy <> 'matter'
order by m.number limit $3`

/** Matters of the open lane whose open work lies with the unit. */
export async function mattersOf(
  tx: Tx,
  bureauId: string,
  unitId: string,
  limit: number,
): Promise<{ matterId: string; number: string }[]> {
  const rows = await tx.query<{ matter_id: string; number: string }>(MATTERS, [bureauId, unitId, limit])
  return rows.map((r) => ({ matterId: r.matter_id, number: r.number }))
}
