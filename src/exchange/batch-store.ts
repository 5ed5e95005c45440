/** SQL of batches and their rows. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { BatchKind, BatchState, Mapping, RowOutcome } from './contract.ts'

export interface BatchRow {
  batch_id: string
  kind: BatchKind
  system: string
  digest: string
  generation: number
  unit_id: string | null
  account_id: string | null
  created_at: Date
  state: BatchState
  version: number
  kek_id: string | null
  wrapped: Buffer | null
  name_cipher: Buffer | null
  headers: string[]
  rows_total: number
  rows_done: number
  mapping: Mapping
  started_by: string | null
  started_at: Date | null
  done_at: Date | null
  stopped_code: string | null
  cancel_reason: string | null
  cancelled: number
  kept: number
  /** Name of who brought it. */
  created_by: string | null
  made: number
  known: number
  changed: number
  bad: number
}

const COLUMNS = `
b.batch_id, b.kind, b.system, b.digest, b.generation, b.unit_id, b.account_id, b.created_at, b.state, b.version, b.kek_id,
b.wrapped, b.name_cipher, b.headers, b.rows_total, b.rows_done, b.mapping, b.started_by, b.started_at, b.done_at,
b.stopped_code, b.cancel_reason, b.cancelled, b.kept, a.name as created_by,
c.made, c.known, c.changed, c.bad`

const COUNTED = `
left join accounts a on a.bureau_id = b.bureau_id and a.account_id = b.account_id
left join lateral (
  select count(*) filter (where r.outcome = 'made')::integer as made,
    count(*) filter (where r.outcome = 'known')::integer as known,
    count(*) filter (where r.outcome = 'changed')::integer as changed,
    count(*) filter (where r.outcome = 'bad')::integer as bad
  from import_rows r where r.bureau_id = b.bureau_id and r.batch_id = b.batch_id) c on true`

export async function findBatch(tx: Tx, bureauId: string, batchId: string): Promise<BatchRow | undefined> {
  const sql = `select ${COLUMNS} from import_batches b ${COUNTED} where b.bureau_id = $1 and b.batch_id = $2`
  return (await tx.query<BatchRow>(sql, [bureauId, batchId]))[0]
}

/** The newest batch of this very file. */
export async function findSame(
  tx: Tx,
  bureauId: string,
  kind: BatchKind,
  system: string,
  digest: string,
): Promise<BatchRow | undefined> {
  const sql = `
select ${COLUMNS} from import_batches b ${COUNTED}
where b.bureau_id = $1 and b.kind = $2 and b.system = $3 and b.digest = $4 order by b.generation desc limit 1`
  return (await tx.query<BatchRow>(sql, [bureauId, kind, system, digest]))[0]
}

/** Batches of a unit (null = of all), newest first. */
export function listBatches(
  tx: Tx,
  bureauId: string,
  f: {
    unitId: string | null
    kind: BatchKind | null
    after: { at: string; id: string } | null
    limit: number
  },
): Promise<BatchRow[]> {
  const params: unknown[] = [bureauId]
  const param = (value: unknown) => `$${params.push(value)}`
  const where = ['b.bureau_id = $1']
  if (f.unitId) where.push(`b.unit_id = ${param(f.unitId)}`)
  if (f.kind) where.push(`b.kind = ${param(f.kind)}`)
  if (f.after)
    where.push(`(b.created_at, b.batch_id) < (${param(f.after.at)}::timestamptz, ${param(f.after.id)}::uuid)`)
  return tx.query<BatchRow>(
    `select ${COLUMNS} from import_batches b ${COUNTED} where ${where.join(' and ')}
order by b.created_at desc, b.batch_id desc limit ${param(f.limit)}`,
    params,
  )
}

export interface NewBatch {
  batch_id: string
  kind: BatchKind
  system: string
  digest: string
  generation: number
  unit_id: string | null
  account_id: string | null
  created_at: string
  kek_id: string
  kept_until: string
  headers: string[]
  rows_total: number
  mapping: Mapping
}

const INSERT = `
insert into import_batches (bureau_id, batch_id, kind, system, digest, generation, unit_id, account_id, created_at, state,
  kek_id, kept_until, headers, rows_total, mapping, wrapped, name_cipher, table_cipher)
select $1, b.batch_id, b.kind, b.system, b.digest, b.generation, b.unit_id, b.account_id, b.created_at, 'ready', b.kek_id,
  b.kept_until, b.headers, b.rows_total, b.mapping, $3, $4, $5
from jsonb_to_record($2::jsonb) as b(batch_id uuid, kind text, system text, digest text, generation integer, unit_id uuid,
  account_id uuid, created_at timestamptz, kek_id text, kept_until timestamptz, headers text[], rows_total integer,
  mapping jsonb)`

/** @throws pg.DatabaseError 23505 when the same file was brought at the same moment */
export async function insertBatch(
  tx: Tx,
  bureauId: string,
  b: NewBatch,
  sealed: { wrapped: Buffer; name: Buffer; table: Buffer },
): Promise<void> {
  await tx.query(INSERT, [bureauId, JSON.stringify(b), sealed.wrapped, sealed.name, sealed.table])
}

export async function readTableCipher(tx: Tx, bureauId: string, batchId: string): Promise<Buffer | null> {
  const rows = await tx.query<{ table_cipher: Buffer | null }>(
    'select table_cipher from import_batches where bureau_id = $1 and batch_id = $2',
    [bureauId, batchId],
  )
  return rows[0]?.table_cipher ?? null
}

/** Throws away files whose time is over, with their keys and names. Batches at work keep theirs. */
export async function forgetFiles(tx: Tx, bureauId: string, now: Date): Promise<void> {
  await tx.query(
    `update import_batches set wrapped = null, kek_id = null, name_cipher = null, table_cipher = null
where bureau_id = $1 and kept_until < $2 and wrapped is not null and state not in ('running', 'cancelling')`,
    [bureauId, now],
  )
}

/** Sets what is given where the batch is still in one of these states. @returns whether it was */
export async function moveBatch(
  tx: Tx,
  bureauId: string,
  batchId: string,
  from: readonly BatchState[],
  set: {
    state: BatchState
    startedBy?: string | null
    startedAt?: Date
    doneAt?: Date
    stoppedCode?: string | null
    cancelReason?: string
    cancelled?: number
    kept?: number
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update import_batches set state = $4, version = version + 1,
  started_by = case when $5 then $6::uuid else started_by end, started_at = coalesce(started_at, $7::timestamptz),
  done_at = coalesce($8::timestamptz, done_at), stopped_code = $9, cancel_reason = coalesce($10, cancel_reason),
  cancelled = coalesce($11::integer, cancelled), kept = coalesce($12::integer, kept)
where bureau_id = $1 and batch_id = $2 and state = any($3::text[]) returning 1 as one`,
    [
      bureauId,
      batchId,
      from,
      set.state,
      set.startedBy !== undefined,
      set.startedBy ?? null,
      set.startedAt ?? null,
      set.doneAt ?? null,
      set.stoppedCode ?? null,
      set.cancelReason ?? null,
      set.cancelled ?? null,
      set.kept ?? null,
    ],
  )
  return rows.length > 0
}

/** @returns whether the batch was still as `version` saw it, and not begun */
export async function setMapping(
  tx: Tx,
  bureauId: string,
  batchId: string,
  version: number,
  mapping: Mapping,
): Promise<boolean> {
  const rows = await tx.query(
    `update import_batches set mapping = $4::jsonb, version = version + 1
where bureau_id = $1 and batch_id = $2 and version = $3 and state = 'ready' returning 1 as one`,
    [bureauId, batchId, version, JSON.stringify(mapping)],
  )
  return rows.length > 0
}

export interface RowDone {
  row_no: number
  outcome: RowOutcome
  matter_id: string | null
  print: string
  code: string | null
}

const INSERT_ROWS = `
insert into import_rows (bureau_id, batch_id, row_no, outcome, matter_id, print, code)
select $1, $2, r.row_no, r.outcome, r.matter_id, decode(r.print, 'hex'), r.code
from jsonb_to_recordset($3::jsonb) as r(row_no integer, outcome text, matter_id uuid, print text, code text)
on conflict do nothing`

/** Writes what became of some rows, and how far the batch is. */
export async function saveRows(
  tx: Tx,
  bureauId: string,
  batchId: string,
  rows: readonly RowDone[],
): Promise<void> {
  void tx.query(INSERT_ROWS, [bureauId, batchId, JSON.stringify(rows)]).catch(() => {})
  await tx.query(
    `update import_batches set rows_done = (
  select count(*) from import_rows where bureau_id = $1 and batch_id = $2)
where bureau_id = $1 and batch_id = $2`,
    [bureauId, batchId],
  )
}

export interface RowSeen {
  row_no: number
  outcome: RowOutcome
  matter_id: string | null
  code: string | null
  cancelled: boolean
  /** Of a matter the reader may see. */
  number: string | null
}

/** Rows of a batch in order, with the numbers of those matters that are in sight. */
export function listRows(
  tx: Tx,
  bureauId: string,
  batchId: string,
  f: { outcome: RowOutcome | null; after: number; limit: number | null } = {
    outcome: null,
    after: 0,
    limit: null,
  },
): Promise<RowSeen[]> {
  return tx.query<RowSeen>(
    `select r.row_no, r.outcome, r.matter_id, r.code, r.cancelled, m.number
from import_rows r left join matters m on m.bureau_id = r.bureau_id and m.matter_id = r.matter_id
where r.bureau_id = $1 and r.batch_id = $2 and r.row_no > $3 and ($4::text is null or r.outcome = $4)
order by r.row_no limit $5`,
    [bureauId, batchId, f.after, f.outcome, f.limit],
  )
}

/** Of these prints those that are matters by another batch (or this one before), not cancelled. */
export async function findPrints(
  tx: Tx,
  bureauId: string,
  batchId: string,
  prints: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ print: string; matter_id: string }>(
    `select encode(print, 'hex') as print, matter_id from import_rows
where bureau_id = $1 and print = any(select decode(p, 'hex') from unnest($3::text[]) as p) and outcome = 'made'
  and not cancelled and batch_id <> $2`,
    [bureauId, batchId, prints],
  )
  return new Map(rows.map((r) => [r.print, r.matter_id]))
}

/** Of the matters a batch made those that have gone on since, and those another unit took in: both keep it as it is. */
export async function countStanding(
  tx: Tx,
  bureauId: string,
  batchId: string,
  unitId: string | null,
): Promise<{ moved: number; elsewhere: number }> {
  const rows = await tx.query<{ moved: number; elsewhere: number }>(
    `select count(*) filter (where m.version > 1)::integer as moved,
  count(*) filter (where m.doc -> 'seats' ->> 'centre' is distinct from $3::text)::integer as elsewhere
from import_rows r join matters m on m.bureau_id = r.bureau_id and m.matter_id = r.matter_id
where r.bureau_id = $1 and r.batch_id = $2 and r.outcome = 'made' and not r.cancelled`,
    [bureauId, batchId, unitId],
  )
  return rows[0]!
}

/** Matters a batch made that are not cancelled yet. */
export function listToCancel(
  tx: Tx,
  bureauId: string,
  batchId: string,
): Promise<{ row_no: number; matter_id: string }[]> {
  return tx.query(
    `select row_no, matter_id from import_rows
where bureau_id = $1 and batch_id = $2 and outcome = 'made' and not cancelled order by row_no`,
    [bureauId, batchId],
  )
}

export async function markCancelled(tx: Tx, bureauId: string, batchId: string, rowNo: number): Promise<void> {
  await tx.query(
    'update import_rows set cancelled = true where bureau_id = $1 and batch_id = $2 and row_no = $3',
    [bureauId, batchId, rowNo],
  )
}

/** Batches at work in all bureaus: for the worker. */
export const AT_WORK = `
select bureau_id, batch_id from import_batches where state in ('running', 'cancelling') order by bureau_id, batch_id limit 100`

/** The account an import runs for, if it may still work. */
export async function findAccount(
  tx: Tx,
  bureauId: string,
  accountId: string,
): Promise<{ unit_id: string; roles: string[] } | undefined> {
  const rows = await tx.query<{ unit_id: string; roles: string[] }>(
    'select unit_id, roles from accounts where bureau_id = $1 and account_id = $2 and active',
    [bureauId, accountId],
  )
  return rows[0]
}
