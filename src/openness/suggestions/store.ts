/** SQL of the topics suggestions are asked on. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { Shown } from '../contract.ts'
import type { TopicSave, TopicState } from './contract.ts'

export interface SuggestionRow {
  topic_id: string
  title: string
  words: string
  from_day: string
  to_day: string
  unit_id: string | null
  state: TopicState
  outcome: string
  version: number
  received: number
  adopted: number
}

const TOPIC = `
select t.topic_id, t.title, t.words, t.from_day, t.to_day, t.unit_id, t.state, t.outcome, t.version,
  coalesce(c.received, 0) as received, coalesce(c.adopted, 0) as adopted
from suggestion_topics t
left join lateral (
  select count(*)::int as received,
    (count(*) filter (where m.doc -> 'proceedings' -> 'main' -> 'values' ->> 'adoption' in ('adopted', 'partly-adopted')))::int
      as adopted
  from suggestion_topic_matters s
  join matters m on m.bureau_id = s.bureau_id and m.matter_id = s.matter_id and not m.shielded
    and m.end_kind is distinct from 'cancelled'
  where s.bureau_id = t.bureau_id and s.topic_id = t.topic_id) c on true`

/** The latest first; at most 100. @param begunBy only published ones that have begun by this day; null = all */
export function listSuggestionTopics(
  tx: Tx,
  bureauId: string,
  begunBy: string | null,
): Promise<SuggestionRow[]> {
  return tx.query<SuggestionRow>(
    `${TOPIC} where t.bureau_id = $1 and ($2::date is null or (t.state = 'published' and t.from_day <= $2))
     order by t.to_day desc, t.topic_id limit 100`,
    [bureauId, begunBy],
  )
}

export async function findTopic(
  tx: Tx,
  bureauId: string,
  topicId: string,
): Promise<SuggestionRow | undefined> {
  return (
    await tx.query<SuggestionRow>(`${TOPIC} where t.bureau_id = $1 and t.topic_id = $2`, [bureauId, topicId])
  )[0]
}

export async function insertTopic(
  tx: Tx,
  bureauId: string,
  topicId: string,
  t: TopicSave,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into suggestion_topics (bureau_id, topic_id, title, words, from_day, to_day, unit_id, state, outcome, version,
       changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)`,
    [
      bureauId,
      topicId,
      t.title.trim(),
      t.words.trim(),
      t.fromDay,
      t.toDay,
      t.unitId,
      t.state,
      t.outcome.trim(),
      at,
    ],
  )
}

/** @returns false when another version stands there, or none */
export async function updateTopic(
  tx: Tx,
  bureauId: string,
  topicId: string,
  t: TopicSave,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update suggestion_topics set title = $3, words = $4, from_day = $5, to_day = $6, unit_id = $7, state = $8, outcome = $9,
       version = version + 1, changed_at = $10
     where bureau_id = $1 and topic_id = $2 and version = $11 returning topic_id`,
    [
      bureauId,
      topicId,
      t.title.trim(),
      t.words.trim(),
      t.fromDay,
      t.toDay,
      t.unitId,
      t.state,
      t.outcome.trim(),
      at,
      t.expectedVersion,
    ],
  )
  return rows.length > 0
}

export async function tieMatter(
  tx: Tx,
  bureauId: string,
  topicId: string,
  matterId: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into suggestion_topic_matters (bureau_id, topic_id, matter_id, at) values ($1, $2, $3, $4) on conflict do nothing`,
    [bureauId, topicId, matterId, at],
  )
}

export interface AdoptedRow {
  year: number
  number: number
  unit_id: string | null
  shown: Shown
  adoption: string | null
}

/** Published suggestions, of one topic or of all; the latest first, at most 50. */
export function listAdopted(tx: Tx, bureauId: string, topicId: string | null): Promise<AdoptedRow[]> {
  return tx.query<AdoptedRow>(
    `select p.year, p.number, p.unit_id, p.shown,
       m.doc -> 'proceedings' -> 'main' -> 'values' ->> 'adoption' as adoption
     from publications p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
     where p.bureau_id = $1 and p.state = 'published' and m.procedure = 'suggestion'
       and ($2::uuid is null or exists (select 1 from suggestion_topic_matters s
         where s.bureau_id = $1 and s.topic_id = $2 and s.matter_id = p.matter_id))
     order by p.published_at desc, p.publication_id limit 50`,
    [bureauId, topicId],
  )
}
