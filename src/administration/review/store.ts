/** SQL of samples of looks and their reviews. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { Review, Sample } from '../audit/contract.ts'
import { ACCESS_COLUMNS, ACCESS_FROM, type AccessRow, toAccessLine } from '../audit/store.ts'

// The order is a hash of seed and id: whoever knows the seed can draw the same sample again.
const DRAW = `
select l.access_id, count(*) over ()::integer as population from ${ACCESS_FROM}
where l.bureau_id = $1 and l.at >= $2 and l.at < $3 and l.account_id is not null
order by sha256(convert_to($4 || l.access_id::text, 'UTF8')), l.access_id limit $5`

/** Draws looks of staff within a time, each with the same chance. */
export async function drawLooks(
  tx: Tx,
  bureauId: string,
  span: { from: Date; to: Date },
  seed: string,
  size: number,
): Promise<{ accessIds: string[]; population: number }> {
  const rows = await tx.query<{ access_id: string; population: number }>(DRAW, [
    bureauId,
    span.from,
    span.to,
    seed,
    size,
  ])
  return { accessIds: rows.map((r) => r.access_id), population: rows[0]?.population ?? 0 }
}

const INSERT = `
with s as (
  insert into access_samples (bureau_id, sample_id, from_day, to_day, seed, population, drawn_at, account_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8))
insert into access_reviews (bureau_id, sample_id, access_id, position)
select $1, $2, x.id, x.n from unnest($9::uuid[]) with ordinality as x(id, n)`

export async function insertSample(
  tx: Tx,
  bureauId: string,
  s: Pick<Sample, 'sampleId' | 'from' | 'to' | 'seed' | 'population' | 'accountId'>,
  accessIds: readonly string[],
  now: Date,
): Promise<void> {
  const { sampleId, from, to, seed, population, accountId } = s
  await tx.query(INSERT, [bureauId, sampleId, from, to, seed, population, now, accountId, [...accessIds]])
}

const SAMPLES = `
select s.sample_id, s.from_day, s.to_day, s.seed, s.population, s.drawn_at, s.account_id,
  count(r.access_id)::integer as size, count(r.verdict)::integer as judged,
  (count(*) filter (where r.verdict = 'unjustified'))::integer as unjustified
from access_samples s
join access_reviews r on r.bureau_id = s.bureau_id and r.sample_id = s.sample_id
where s.bureau_id = $1 group by s.bureau_id, s.sample_id order by s.drawn_at desc limit 100`

export async function listSamples(tx: Tx, bureauId: string): Promise<Sample[]> {
  const rows = await tx.query<{
    sample_id: string
    from_day: string
    to_day: string
    seed: string
    population: number
    drawn_at: Date
    account_id: string
    size: number
    judged: number
    unjustified: number
  }>(SAMPLES, [bureauId])
  return rows.map((r) => ({
    sampleId: r.sample_id,
    from: r.from_day,
    to: r.to_day,
    seed: r.seed,
    population: r.population,
    size: r.size,
    judged: r.judged,
    unjustified: r.unjustified,
    drawnAt: r.drawn_at.toISOString(),
    accountId: r.account_id,
  }))
}

const REVIEWS = `
select ${ACCESS_COLUMNS}, r.verdict, r.words, r.reviewed_at, r.reviewer_id
from ${ACCESS_FROM}
join access_reviews r on r.bureau_id = l.bureau_id and r.access_id = l.access_id
where r.bureau_id = $1 and r.sample_id = $2 order by r.position`

type ReviewRow = AccessRow & {
  verdict: Review['verdict']
  words: string | null
  reviewed_at: Date | null
  reviewer_id: string | null
}

export async function listReviews(
  tx: Tx,
  bureauId: string,
  sampleId: string,
  reader: string,
): Promise<Review[]> {
  return (await tx.query<ReviewRow>(REVIEWS, [bureauId, sampleId])).map((r) => ({
    ...toAccessLine(r),
    verdict: r.verdict,
    words: r.words,
    reviewedAt: r.reviewed_at?.toISOString() ?? null,
    reviewerId: r.reviewer_id,
    own: r.account_id === reader,
  }))
}

const JUDGE = `
update access_reviews set verdict = $4, words = $5, reviewed_at = $6, reviewer_id = $7
where bureau_id = $1 and sample_id = $2 and access_id = $3 returning access_id`

/** @returns false when the look is not in the sample */
export async function saveVerdict(
  tx: Tx,
  bureauId: string,
  v: {
    sampleId: string
    accessId: string
    verdict: string
    words: string | null
    now: Date
    reviewerId: string
  },
): Promise<boolean> {
  const values = [bureauId, v.sampleId, v.accessId, v.verdict, v.words, v.now, v.reviewerId]
  return (await tx.query(JUDGE, values)).length > 0
}
