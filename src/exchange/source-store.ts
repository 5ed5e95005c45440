/** SQL of the other systems. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Mapping, ReturnLayout } from './contract.ts'

export interface SourceRow {
  source_id: string
  system: string
  mapping: Mapping
  layout: ReturnLayout
  version: number
  changed_at: Date
}

const COLUMNS = 'source_id, system, mapping, layout, version, changed_at'

export async function findSource(tx: Tx, bureauId: string, system: string): Promise<SourceRow | undefined> {
  const sql = `select ${COLUMNS} from exchange_sources where bureau_id = $1 and system = $2`
  return (await tx.query<SourceRow>(sql, [bureauId, system]))[0]
}

export async function findSourceById(
  tx: Tx,
  bureauId: string,
  sourceId: string,
): Promise<SourceRow | undefined> {
  const sql = `select ${COLUMNS} from exchange_sources where bureau_id = $1 and source_id = $2`
  return (await tx.query<SourceRow>(sql, [bureauId, sourceId]))[0]
}

/** A bureau has a handful of them. */
export function listSources(tx: Tx, bureauId: string): Promise<SourceRow[]> {
  return tx.query<SourceRow>(
    `select ${COLUMNS} from exchange_sources where bureau_id = $1 order by system limit 200`,
    [bureauId],
  )
}

/** @returns whether it is new */
export async function insertSource(
  tx: Tx,
  bureauId: string,
  s: Omit<SourceRow, 'version' | 'changed_at'> & { changedAt: Date; changedBy: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into exchange_sources (bureau_id, source_id, system, mapping, layout, changed_at, changed_by)
values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7) on conflict do nothing returning 1 as one`,
    [
      bureauId,
      s.source_id,
      s.system,
      JSON.stringify(s.mapping),
      JSON.stringify(s.layout),
      s.changedAt,
      s.changedBy,
    ],
  )
  return rows.length > 0
}

/** @returns whether it was still as `version` saw it */
export async function updateSource(
  tx: Tx,
  bureauId: string,
  s: Pick<SourceRow, 'source_id' | 'mapping' | 'layout' | 'version'> & {
    changedAt: Date
    changedBy: string | null
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update exchange_sources set mapping = $4::jsonb, layout = $5::jsonb, version = version + 1, changed_at = $6,
  changed_by = $7
where bureau_id = $1 and source_id = $2 and version = $3 returning 1 as one`,
    [
      bureauId,
      s.source_id,
      s.version,
      JSON.stringify(s.mapping),
      JSON.stringify(s.layout),
      s.changedAt,
      s.changedBy,
    ],
  )
  return rows.length > 0
}

/** Keeps the mapping somebody has just imported with, so that the next export of that system needs no hand. */
export async function keepMapping(
  tx: Tx,
  bureauId: string,
  system: string,
  mapping: Mapping,
  at: Date,
  by: string | null,
): Promise<void> {
  await tx.query(
    `update exchange_sources set mapping = $3::jsonb, version = version + 1, changed_at = $4, changed_by = $5
where bureau_id = $1 and system = $2 and mapping <> $3::jsonb`,
    [bureauId, system, JSON.stringify(mapping), at, by],
  )
}
