/** SQL of saved views. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ListQuery, Shared } from './contract.ts'

export interface ViewRow {
  view_id: string
  account_id: string
  unit_id: string
  name: string
  shared: Shared
  query: ListQuery
  columns: string[]
  version: number
}

const COLUMNS = 'view_id, account_id, unit_id, name, shared, query, columns, version'

const VISIBLE = `
select ${COLUMNS} from saved_views
where bureau_id = $1 and (account_id = $2 or shared = 'bureau' or (shared = 'unit' and unit_id = $3))
order by shared, name, view_id`

/** One's own views, those of one's unit and those of the bureau. */
export function visibleViews(
  tx: Tx,
  bureauId: string,
  accountId: string,
  unitId: string | null,
): Promise<ViewRow[]> {
  return tx.query<ViewRow>(VISIBLE, [bureauId, accountId, unitId])
}

const ONE = `select ${COLUMNS} from saved_views where bureau_id = $1 and view_id = $2 for update`

export async function findView(tx: Tx, bureauId: string, viewId: string): Promise<ViewRow | undefined> {
  return (await tx.query<ViewRow>(ONE, [bureauId, viewId]))[0]
}

export async function countViews(tx: Tx, bureauId: string, accountId: string): Promise<number> {
  const sql = 'select count(*)::integer as n from saved_views where bureau_id = $1 and account_id = $2'
  return (await tx.query<{ n: number }>(sql, [bureauId, accountId]))[0]!.n
}

const SAVE = `
insert into saved_views (bureau_id, view_id, account_id, unit_id, name, shared, query, columns, version, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (bureau_id, view_id) do update set name = excluded.name, shared = excluded.shared,
  query = excluded.query, columns = excluded.columns, version = excluded.version, updated_at = excluded.updated_at`

export async function saveViewRow(tx: Tx, bureauId: string, v: ViewRow, now: Date): Promise<void> {
  const { view_id, account_id, unit_id, name, shared, query, columns, version } = v
  await tx.query(SAVE, [
    bureauId,
    view_id,
    account_id,
    unit_id,
    name,
    shared,
    JSON.stringify(query),
    columns,
    version,
    now,
  ])
}

export async function deleteView(tx: Tx, bureauId: string, viewId: string): Promise<void> {
  await tx.query('delete from saved_views where bureau_id = $1 and view_id = $2', [bureauId, viewId])
}
