/** SQL of the reports kept. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ReportDoc, Wanted, Words } from './contract.ts'

export interface Kept extends Wanted {
  reportId: string
  version: number
  state: 'draft' | 'approved'
  words: Words
  doc: ReportDoc
  madeAt: Date
  madeBy: string
  madeByName: string | null
  approvedAt: Date | null
  approvedByName: string | null
  sha256: string | null
}

interface Row {
  report_id: string
  kind: Wanted['kind']
  period: string
  audience: Wanted['audience']
  version: number
  state: Kept['state']
  words: Words
  doc: ReportDoc
  made_at: Date
  made_by: string
  made_by_name: string | null
  approved_at: Date | null
  approved_by_name: string | null
  sha256: string | null
}

const COLUMNS = `r.report_id, r.kind, r.period, r.audience, r.version, r.state, r.words, r.doc, r.made_at, r.made_by,
  (select a.name from accounts a where a.bureau_id = r.bureau_id and a.account_id = r.made_by) made_by_name,
  r.approved_at,
  (select a.name from accounts a where a.bureau_id = r.bureau_id and a.account_id = r.approved_by) approved_by_name,
  r.sha256`

const keptOf = (r: Row): Kept => ({
  reportId: r.report_id,
  kind: r.kind,
  period: r.period,
  audience: r.audience,
  version: r.version,
  state: r.state,
  words: r.words,
  doc: r.doc,
  madeAt: r.made_at,
  madeBy: r.made_by,
  madeByName: r.made_by_name,
  approvedAt: r.approved_at,
  approvedByName: r.approved_by_name,
  sha256: r.sha256,
})

/** The newest two hundred: period by period, the last saved first. */
export async function listReports(tx: Tx, bureauId: string): Promise<Kept[]> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from reports r where r.bureau_id = $1
     order by r.period desc, r.kind, r.audience, r.version desc limit 200`,
    [bureauId],
  )
  return rows.map(keptOf)
}

export async function findReport(tx: Tx, bureauId: string, reportId: string): Promise<Kept | null> {
  const [row] = await tx.query<Row>(
    `select ${COLUMNS} from reports r where r.bureau_id = $1 and r.report_id = $2`,
    [bureauId, reportId],
  )
  return row ? keptOf(row) : null
}

/** @returns the number of the version; two who save at once wait for one another at the key of the period */
export async function insertReport(
  tx: Tx,
  bureauId: string,
  r: Wanted & { reportId: string; words: Words; doc: ReportDoc; madeAt: Date; madeBy: string },
): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `reports ${bureauId} ${r.kind} ${r.period} ${r.audience}`,
  ])
  const [row] = await tx.query<{ version: number }>(
    `insert into reports (bureau_id, report_id, kind, period, audience, version, words, doc, made_at, made_by)
     select $1, $2, $3, $4, $5,
       coalesce((select max(version) from reports where bureau_id = $1 and kind = $3 and period = $4 and audience = $5), 0) + 1,
       $6, $7, $8, $9
     returning version`,
    [
      bureauId,
      r.reportId,
      r.kind,
      r.period,
      r.audience,
      JSON.stringify(r.words),
      JSON.stringify(r.doc),
      r.madeAt,
      r.madeBy,
    ],
  )
  return row!.version
}

/** Freezes a version with the file as it was approved. @returns false where somebody was first */
export async function approveReport(
  tx: Tx,
  bureauId: string,
  r: { reportId: string; at: Date; by: string; file: Buffer; sha256: string },
): Promise<boolean> {
  const rows = await tx.query(
    `update reports set state = 'approved', approved_at = $3, approved_by = $4, file = $5, sha256 = $6
     where bureau_id = $1 and report_id = $2 and state = 'draft' returning report_id`,
    [bureauId, r.reportId, r.at, r.by, r.file, r.sha256],
  )
  return rows.length > 0
}

export async function findFile(tx: Tx, bureauId: string, reportId: string): Promise<Buffer | null> {
  const [row] = await tx.query<{ file: Buffer | null }>(
    'select file from reports where bureau_id = $1 and report_id = $2',
    [bureauId, reportId],
  )
  return row?.file ?? null
}
