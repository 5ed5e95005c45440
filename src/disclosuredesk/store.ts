/** SQL of the reports kept. */
import type { Checked } from '../disclosure/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Kept, KeptRow } from './schemas.ts'

interface Row {
  check_id: string
  kept_at: Date
  kept_by: string | null
  document: string
  previous: string | null
  errors: number
  tails: number
  reviews: number
}

const COLUMNS = `c.check_id, c.kept_at, (select a.name from accounts a
  where a.bureau_id = c.bureau_id and a.account_id = c.account_id) kept_by,
  c.document, c.previous, c.errors, c.tails, c.reviews`

const rowOf = (r: Row): KeptRow => ({
  checkId: r.check_id,
  keptAt: r.kept_at.toISOString(),
  keptBy: r.kept_by ?? '',
  document: r.document,
  previous: r.previous,
  errors: r.errors,
  tails: r.tails,
  reviews: r.reviews,
})

/** The newest hundred, newest first. */
export async function listKept(tx: Tx, bureauId: string): Promise<KeptRow[]> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from disclosure_checks c where c.bureau_id = $1 order by c.kept_at desc, c.check_id limit 100`,
    [bureauId],
  )
  return rows.map(rowOf)
}

export async function findKept(tx: Tx, bureauId: string, checkId: string): Promise<Kept | null> {
  const [row] = await tx.query<Row & { report: Checked }>(
    `select ${COLUMNS}, c.report from disclosure_checks c where c.bureau_id = $1 and c.check_id = $2`,
    [bureauId, checkId],
  )
  return row ? { ...rowOf(row), report: row.report } : null
}

export interface ToKeep {
  checkId: string
  at: Date
  accountId: string
  previous: string | null
  report: Checked
}

export async function keep(tx: Tx, bureauId: string, k: ToKeep): Promise<void> {
  const n = (severity: string) => k.report.findings.filter((f) => f.severity === severity).length
  await tx.query(
    `insert into disclosure_checks
       (bureau_id, check_id, kept_at, account_id, document, previous, errors, tails, reviews, report)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      bureauId,
      k.checkId,
      k.at,
      k.accountId,
      k.report.document,
      k.previous,
      n('error'),
      n('tail'),
      n('review'),
      JSON.stringify(k.report),
    ],
  )
}

/** @returns whether there was one */
export async function forget(tx: Tx, bureauId: string, checkId: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from disclosure_checks where bureau_id = $1 and check_id = $2 returning check_id',
    [bureauId, checkId],
  )
  return rows.length > 0
}
