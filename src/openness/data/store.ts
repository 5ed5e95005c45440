/**
 * SQL of the open data: what is counted, and the figures as kept. Shielded matters and registrations cancelled as mistaken
 * are in none of it. The rates are those of oversight, word for word, with topic and channel beside the unit.
 */

import type { Tx } from '../../kernel/postgres/connect.ts'
import { FIGURE_RULES, RATE_CASES, rateParams } from '../../oversight/index.ts'
import type { Measure, OpenData } from './contract.ts'

export interface CountedRow {
  month: string
  measure: Measure
  unit_id: string | null
  category: string | null
  channel: string
  value: number
  of: number
}

const COUNTED =
  "m.bureau_id = $1 and not m.shielded and not m.undated and m.end_kind is distinct from 'cancelled'"
const UNIT = 'coalesce(m.handler_unit_id, m.responsible_unit_id)'

const VOLUMES = `
select to_char(c.received_on, 'YYYY-MM') as month, 'contacts' as measure, ${UNIT} as unit_id, m.category, c.channel,
  count(*) as value, 0 as of
from contacts c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where ${COUNTED} and c.bureau_id = $1 and c.received_on between $2::date and $3::date group by 1, 3, 4, 5
union all
select to_char(c.received_on, 'YYYY-MM'), 'persons', ${UNIT}, m.category, c.channel, sum(c.persons), 0
from contacts c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where ${COUNTED} and c.bureau_id = $1 and c.received_on between $2::date and $3::date group by 1, 3, 4, 5
union all
select to_char(m.received_on, 'YYYY-MM'), 'matters', ${UNIT}, m.category, m.channel, count(*), 0
from matters m where ${COUNTED} and m.received_on between $2::date and $3::date group by 1, 3, 4, 5
union all
select to_char(m.ended_on, 'YYYY-MM'), 'ended', ${UNIT}, m.category, m.channel, count(*), 0
from matters m where ${COUNTED} and m.ended_on between $2::date and $3::date group by 1, 3, 4, 5
union all
select to_char(p.opened_on, 'YYYY-MM'),
  case p.procedure when 'supervision' then 'orders' when 'reminder' then 'reminders' else 'advice' end, ${UNIT}, m.category,
  m.channel, count(*), 0
from proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
where ${COUNTED} and p.bureau_id = $1 and p.procedure in ('supervision', 'reminder', 'advice')
  and p.opened_on between $2::date and $3::date group by 1, 2, 3, 4, 5
union all
select to_char(p.opened_on, 'YYYY-MM'), 'advice-adopted', ${UNIT}, m.category, m.channel, count(*), 0
from proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
where ${COUNTED} and p.bureau_id = $1 and p.procedure = 'advice' and p.opened_on between $2::date and $3::date
  and m.doc -> 'proceedings' -> p.proceeding_id -> 'values' ->> 'adoption' in ('adopted', 'partly')
group by 1, 3, 4, 5
union all
select to_char(m.received_on, 'YYYY-MM'), 'reviews', ${UNIT}, m.category, m.channel, count(*), 0
from matters m where ${COUNTED} and m.procedure in ('review', 're-review') and m.received_on between $2::date and $3::date
group by 1, 3, 4, 5
union all
select to_char(p.published_at, 'YYYY-MM'), 'published', coalesce(p.unit_id, ${UNIT}), m.category, m.channel, count(*), 0
from publications p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
where ${COUNTED} and p.bureau_id = $1 and p.state = 'published' and p.published_at >= $2::date and p.published_at < $3::date + 1
group by 1, 3, 4, 5`

const RATED = `
with ${RATE_CASES}
select to_char(i.day, 'YYYY-MM') as month, i.figure as measure, i.unit_id, m.category, m.channel,
  count(*) filter (where i.good) as value, count(*) as of
from items i join matters m on m.bureau_id = $1 and m.matter_id = i.matter_id and m.end_kind is distinct from 'cancelled'
where i.figure <> 'supervision' group by 1, 2, 3, 4, 5`

// Answered at all: the same limits as concluding in time, met late counting as well.
const RESPONDED = `
select to_char(c.nominal, 'YYYY-MM') as month, 'response' as measure, coalesce(m.handler_unit_id, c.unit_id) as unit_id,
  m.category, m.channel, count(*) filter (where c.status = 'met') as value, count(*) as of
from clocks c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where ${COUNTED} and c.bureau_id = $1 and c.rule_id = any($5::text[]) and c.nominal between $2::date and $3::date
  and (c.status = 'met' or (c.status = 'running' and not c.is_right and c.nominal < $4::date))
group by 1, 3, 4, 5`

export interface Span {
  from: string
  to: string
  today: string
}

/** Every group of cases with its numbers. */
export async function countAll(tx: Tx, bureauId: string, span: Span): Promise<CountedRow[]> {
  const volumes = await tx.query<CountedRow>(VOLUMES, [bureauId, span.from, span.to])
  const rates = await tx.query<CountedRow>(RATED, rateParams(bureauId, span))
  const responded = await tx.query<CountedRow>(RESPONDED, [
    bureauId,
    span.from,
    span.to,
    span.today,
    FIGURE_RULES.handling,
  ])
  return [...volumes, ...rates, ...responded].map((r) => ({ ...r, value: Number(r.value), of: Number(r.of) }))
}

export interface KeptRow {
  /** Which writing of which day: whoever makes the figures again, even within a millisecond, makes another one. */
  stamp: string
  figures: OpenData
}

const STAMP = "day::text || ' ' || xmin::text"

/** The latest figures kept in a format; null before the first. */
export async function latestKept(tx: Tx, bureauId: string, format: number): Promise<KeptRow | null> {
  const rows = await tx.query<KeptRow>(
    `select ${STAMP} as stamp, figures from open_data where bureau_id = $1 and format = $2 order by day desc limit 1`,
    [bureauId, format],
  )
  return rows[0] ?? null
}

/** The stamp of the latest, without reading them. */
export async function latestStamp(tx: Tx, bureauId: string, format: number): Promise<string | null> {
  const rows = await tx.query<{ stamp: string }>(
    `select ${STAMP} as stamp from open_data where bureau_id = $1 and format = $2 order by day desc limit 1`,
    [bureauId, format],
  )
  return rows[0]?.stamp ?? null
}

/** Which day the latest stand for, without reading them. */
export async function latestDay(tx: Tx, bureauId: string, format: number): Promise<string | null> {
  const rows = await tx.query<{ day: string }>(
    'select day from open_data where bureau_id = $1 and format = $2 order by day desc limit 1',
    [bureauId, format],
  )
  return rows[0]?.day ?? null
}

/** Keeps the figures of a day; made again the same day they take the place of the earlier ones. */
export async function keepFigures(tx: Tx, bureauId: string, f: OpenData): Promise<void> {
  await tx.query(
    `insert into open_data (bureau_id, day, made_at, format, figures) values ($1, $2, $3, $4, $5)
     on conflict (bureau_id, day) do update
       set made_at = excluded.made_at, format = excluded.format, figures = excluded.figures`,
    [bureauId, f.day, f.madeAt, f.format, JSON.stringify(f)],
  )
  // Of the months before only the last day of each stays.
  await tx.query(
    `delete from open_data o where o.bureau_id = $1 and exists (
       select 1 from open_data l where l.bureau_id = $1 and l.day > o.day
         and date_trunc('month', l.day) = date_trunc('month', o.day))`,
    [bureauId],
  )
}
