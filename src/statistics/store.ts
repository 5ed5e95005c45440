/** SQL of the figures: what was taken in, the sums, and the reading of both. */
import type { LedgerEvent } from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { type Dim, MEASURES, type Measure } from './contract.ts'
import { keyOfText, type MatterFacts, type RowKey } from './facts.ts'

// --- Kept by the follower ----------------------------------------------------------------------------------------------

export interface TakenRow {
  matter_id: string
  version: number
  facts: MatterFacts
}

export const readTaken = (tx: Tx, bureauId: string, matterIds: readonly string[]): Promise<TakenRow[]> =>
  tx.query<TakenRow>(
    'select matter_id, version, facts from statistics_matters where bureau_id = $1 and matter_id = any($2::uuid[])',
    [bureauId, matterIds],
  )

const TAKE = `
insert into statistics_matters (bureau_id, matter_id, version, facts)
select $1, t.matter_id, t.version, t.facts
from unnest($2::uuid[], $3::integer[], $4::json[]) as t(matter_id, version, facts)
on conflict (bureau_id, matter_id) do update set version = excluded.version, facts = excluded.facts`

export async function saveTaken(tx: Tx, bureauId: string, rows: readonly TakenRow[]): Promise<void> {
  if (rows.length === 0) return
  const facts = rows.map((r) => JSON.stringify(r.facts))
  await tx.query(TAKE, [bureauId, rows.map((r) => r.matter_id), rows.map((r) => r.version), facts])
}

const LIST = MEASURES.join(', ')
const ADD = `
insert into statistics_counts as c (bureau_id, dim, grain, unit_id, starts_on, value, ${LIST})
select $1, d.* from unnest($2::text[], $3::text[], $4::uuid[], $5::date[], $6::text[],
  ${MEASURES.map((_, i) => `$${i + 7}::integer[]`).join(', ')}) as d
on conflict (bureau_id, dim, grain, unit_id, starts_on, value) do update
set ${MEASURES.map((m) => `${m} = c.${m} + excluded.${m}`).join(', ')}`

const MOST_ROWS = 4000

/** Adds to rows; those where nothing changes are left out. */
export async function addCounts(
  tx: Tx,
  bureauId: string,
  sums: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const changed = [...sums]
    .filter(([, values]) => values.some((n) => n !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  for (let at = 0; at < changed.length; at += MOST_ROWS) {
    const some = changed.slice(at, at + MOST_ROWS)
    const keys = some.map(([key]) => keyOfText(key))
    await tx.query(ADD, [
      bureauId,
      keys.map((k) => k.dim),
      keys.map((k) => k.grain),
      keys.map((k) => k.unit),
      keys.map((k) => k.startsOn),
      keys.map((k) => k.value),
      ...MEASURES.map((_, i) => some.map(([, values]) => values[i])),
    ])
  }
}

export async function clearStatistics(tx: Tx, bureauId: string): Promise<void> {
  await tx.query('delete from statistics_matters where bureau_id = $1', [bureauId])
  await tx.query('delete from statistics_counts where bureau_id = $1', [bureauId])
}

// --- Read for the desk -------------------------------------------------------------------------------------------------

/** A piece of a period; rows of pieces with one number are summed together. */
export interface AskedPiece {
  no: number
  grain: 'day' | 'month'
  first: string
  last: string
  past: boolean
}

export interface Ask {
  dim: Dim
  /** Units, or the one that stands for the whole bureau. */
  units: readonly string[]
  pieces: readonly AskedPiece[]
  /** One value of the dimension; `below`: and what begins with it. */
  value?: { is: string; below: boolean }
  /** How the value ends: the second of a pair. */
  ends?: string
  /** Tell the values apart. */
  byValue: boolean
}

export type SumRow = { no: number; unit_id: string; value: string } & Record<Measure, number>

const RUNNING: ReadonlySet<Measure> = new Set(['accept_due', 'handle_due'])
const SUMS = MEASURES.map((m) =>
  // A limit that runs speaks against nobody before its day is over.
  RUNNING.has(m)
    ? `coalesce(sum(c.${m}) filter (where p.past), 0)::integer as ${m}`
    : `sum(c.${m})::integer as ${m}`,
).join(', ')
const READ = `
select p.no, c.unit_id, case when $8 then c.value else '' end as value, ${SUMS}
from unnest($4::integer[], $5::text[], $6::date[], $7::date[], $11::boolean[]) as p(no, grain, first, last, past)
cross join unnest($3::uuid[]) as u(unit_id)
join statistics_counts c on c.bureau_id = $1 and c.dim = $2 and c.grain = p.grain and c.unit_id = u.unit_id
  and c.starts_on between p.first and p.last
where ($9::text is null or c.value = $9 or ($10 and left(c.value, length($9)) = $9))
  and ($12::text is null or right(c.value, length($12)) = $12)
group by 1, 2, 3`

/** Sums of the rows of each period, by index alone: as many rows are read as there are months and days in the pieces. */
export function readSums(tx: Tx, bureauId: string, ask: Ask): Promise<SumRow[]> {
  const { pieces } = ask
  return tx.query<SumRow>(READ, [
    bureauId,
    ask.dim,
    ask.units,
    pieces.map((p) => p.no),
    pieces.map((p) => p.grain),
    pieces.map((p) => p.first),
    pieces.map((p) => p.last),
    ask.byValue,
    ask.value?.is ?? null,
    ask.value?.below ?? false,
    pieces.map((p) => p.past),
    ask.ends ?? null,
  ])
}

const CATEGORIES = 'select code, name_zh, name_en from categories where bureau_id = $1'
export const readCategories = (
  tx: Tx,
  bureauId: string,
): Promise<{ code: string; name_zh: string; name_en: string }[]> => tx.query(CATEGORIES, [bureauId])

// --- Read for the check ------------------------------------------------------------------------------------------------

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Ids of matters after one, those that are known here only among them. */
export const nextMatters = (
  tx: Tx,
  bureauId: string,
  after: string,
  limit: number,
): Promise<{ matter_id: string }[]> =>
  tx.query(
    `select matter_id from (
       (select matter_id from matters where bureau_id = $1 and matter_id > $2 order by matter_id limit $3)
       union
       (select matter_id from statistics_matters where bureau_id = $1 and matter_id > $2 order by matter_id limit $3)
     ) both_of order by matter_id limit $3`,
    [bureauId, after, limit],
  )

interface EventRow {
  matter_id: string
  version: number
  event_id: string
  type: string
  schema_version: number
  occurred_at: Date
  recorded_at: Date
  actor: LedgerEvent['actor']
  procedure: string
  procedure_version: number
  data: unknown
  prev_hash: string
  hash: string
  feed_xid: string
}

/** An event of the ledger with its place in the feed. */
export type PlacedEvent = LedgerEvent & { feedXid: string }

const EVENTS = `
select matter_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor, procedure, procedure_version,
  data, prev_hash, hash, feed_xid::text
from events where bureau_id = $1 and matter_id = any($2::uuid[]) order by matter_id, version`

export async function readEvents(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
): Promise<Map<string, PlacedEvent[]>> {
  const rows = await tx.query<EventRow>(EVENTS, [bureauId, matterIds])
  const events = rows.map((r) => ({
    bureauId,
    matterId: r.matter_id,
    version: r.version,
    eventId: r.event_id,
    type: r.type,
    schemaVersion: r.schema_version,
    occurredAt: r.occurred_at.toISOString(),
    recordedAt: r.recorded_at.toISOString(),
    actor: r.actor,
    procedure: r.procedure,
    procedureVersion: r.procedure_version,
    data: r.data,
    prevHash: r.prev_hash,
    hash: r.hash,
    feedXid: r.feed_xid,
  }))
  return Map.groupBy(events, (e) => e.matterId)
}

export type CountRow = Omit<RowKey, 'startsOn' | 'unit'> & { unit_id: string; starts_on: string } & Record<
    Measure,
    number
  >

/** All rows of one dimension and grain, which is what fits into memory at once. */
export const readCounts = (tx: Tx, bureauId: string, dim: Dim, grain: 'day' | 'month'): Promise<CountRow[]> =>
  tx.query(
    `select dim, grain, unit_id, starts_on, value, ${LIST} from statistics_counts
     where bureau_id = $1 and dim = $2 and grain = $3`,
    [bureauId, dim, grain],
  )
