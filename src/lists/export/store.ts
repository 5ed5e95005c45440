/** SQL of exports: how far each is, and its line in the audit log. */
import { uuidv7 } from '../../kernel/crypto/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { ExportState } from '../contract.ts'

export interface ExportRow {
  export_id: string
  account_id: string
  state: ExportState['state']
  row_count: number
  expected: number
}

const START = `
insert into list_exports (bureau_id, export_id, account_id, format, expected, row_count, state, started_at)
values ($1, $2, $3, $4, $5, 0, 'running', $6)
on conflict (bureau_id, export_id) do nothing returning export_id`

/** @returns false when an export of this id was begun before */
export async function startExport(
  tx: Tx,
  e: { bureauId: string; exportId: string; accountId: string; format: string; expected: number; now: Date },
): Promise<boolean> {
  const rows = await tx.query(START, [e.bureauId, e.exportId, e.accountId, e.format, e.expected, e.now])
  return rows.length === 1
}

const GO_ON = `
update list_exports set row_count = $3, state = $4, ended_at = case when $4 = 'running' then null else $5::timestamptz end
where bureau_id = $1 and export_id = $2`

export async function noteExport(
  tx: Tx,
  e: { bureauId: string; exportId: string; rows: number; state: ExportState['state']; now: Date },
): Promise<void> {
  await tx.query(GO_ON, [e.bureauId, e.exportId, e.rows, e.state, e.now])
}

const ONE = `
select export_id, account_id, state, row_count, expected from list_exports where bureau_id = $1 and export_id = $2`

export async function findExport(tx: Tx, bureauId: string, exportId: string): Promise<ExportRow | undefined> {
  return (await tx.query<ExportRow>(ONE, [bureauId, exportId]))[0]
}

/** A line of the audit log: who took which list out of the house, and how much of it. */
export async function auditExport(
  tx: Tx,
  line: { bureauId: string; accountId: string; action: string; details: object; now: Date },
): Promise<void> {
  await tx.query(
    'insert into audit_log (bureau_id, audit_id, at, account_id, action, details) values ($1, $2, $3, $4, $5, $6)',
    [line.bureauId, uuidv7(line.now), line.now, line.accountId, line.action, line.details],
  )
}
