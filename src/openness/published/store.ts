/** SQL of what everybody may read. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { Shown } from '../contract.ts'

export interface PublishedRow {
  publication_id: string
  year: number
  number: number
  unit_id: string | null
  topic: string | null
  answered_on: string | null
  published_at: Date
  shown: Shown
  changed_at: Date
}

const COLUMNS = `p.publication_id, p.year, p.number, p.unit_id, p.topic, p.answered_on, p.published_at, p.shown, p.changed_at`

export interface Filter {
  topic: string | null
  unitId: string | null
  /** Of the answer. */
  year: number | null
}

const FILTER = `p.bureau_id = $1 and p.state = 'published'
  and ($2::text is null or coalesce(p.topic, 'none') = $2) and ($3::uuid is null or p.unit_id = $3)
  and ($4::int is null or extract(year from p.answered_on) = $4)`

const filterParams = (bureauId: string, f: Filter) => [bureauId, f.topic, f.unitId, f.year]

const RECENT = `
select ${COLUMNS} from publications p where ${FILTER}
order by p.published_at desc, p.publication_id limit $5 offset $6`

/** The latest first. */
export function listPublished(
  tx: Tx,
  bureauId: string,
  f: Filter,
  page: { limit: number; offset: number },
): Promise<PublishedRow[]> {
  return tx.query<PublishedRow>(RECENT, [...filterParams(bureauId, f), page.limit, page.offset])
}

// A pair tells the more the fewer pages hold it. A page counts when it holds enough of what was asked for.
const LIKE = `
with hit as (
  select term, publication_id, weight from publication_terms where bureau_id = $1 and term = any($5)),
told as (select term, ln(1 + ($9::float8 + 1) / (count(*) + 0.5)) as tells from hit group by term),
scored as (
  select h.publication_id, sum(t.tells * h.weight) as score, count(*) as terms
  from hit h join told t on t.term = h.term group by h.publication_id having count(*) >= $6)
select ${COLUMNS}, s.score from scored s
join publications p on p.bureau_id = $1 and p.publication_id = s.publication_id
where ${FILTER} order by s.score desc, p.published_at desc, p.publication_id limit $7 offset $8`

/**
 * Those that share pairs of characters with what is asked, the most telling first.
 * @param terms pairs and words, each once
 * @param least how many of them a page must hold
 */
export async function likePublished(
  tx: Tx,
  bureauId: string,
  f: Filter,
  ask: { terms: readonly string[]; least: number },
  page: { limit: number; offset: number },
): Promise<(PublishedRow & { score: number })[]> {
  const all = await countPublished(tx, bureauId)
  return tx.query<PublishedRow & { score: number }>(LIKE, [
    ...filterParams(bureauId, f),
    ask.terms,
    ask.least,
    page.limit,
    page.offset,
    all,
  ])
}

export async function countPublished(tx: Tx, bureauId: string): Promise<number> {
  const sql = `select count(*)::int as n from publications where bureau_id = $1 and state = 'published'`
  return (await tx.query<{ n: number }>(sql, [bureauId]))[0]!.n
}

/** By its public address, whatever its state: one that was taken down is told apart from one that never was. */
export async function findByAddress(
  tx: Tx,
  bureauId: string,
  address: { year: number; number: number },
): Promise<{ state: string; row: PublishedRow | null } | undefined> {
  const sql = `select ${COLUMNS}, p.state from publications p where p.bureau_id = $1 and p.year = $2 and p.number = $3`
  const [row] = await tx.query<PublishedRow & { state: string }>(sql, [
    bureauId,
    address.year,
    address.number,
  ])
  return row && { state: row.state, row: row.state === 'published' ? row : null }
}

/** Years, units and topics that something published belongs to, for the filters. */
export async function facetsOf(
  tx: Tx,
  bureauId: string,
): Promise<{ years: number[]; units: string[]; topics: string[] }> {
  const [row] = await tx.query<{ years: number[] | null; units: string[] | null; topics: string[] | null }>(
    `select array_agg(distinct extract(year from answered_on)::int) filter (where answered_on is not null) as years,
       array_agg(distinct unit_id) filter (where unit_id is not null) as units,
       array_agg(distinct coalesce(topic, 'none')) as topics
     from publications where bureau_id = $1 and state = 'published'`,
    [bureauId],
  )
  return {
    years: (row?.years ?? []).sort((a, b) => b - a),
    units: row?.units ?? [],
    topics: row?.topics ?? [],
  }
}
