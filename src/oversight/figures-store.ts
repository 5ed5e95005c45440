/**
 * SQL of the figures and of what is being supervised. One statement says which cases stand behind a figure; the figure
 * counts them and the list shows them, so that the two never part. Shielded matters are in none.
 */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { FigureName } from './contract.ts'
import { FIGURE_RULES } from './rules.ts'

const RULE_FIGURES = Object.entries(FIGURE_RULES).flatMap(([figure, rules]) =>
  rules.map((rule_id) => ({ figure, rule_id })),
)

// $1 bureau, $2 from, $3 to, $4 today, $5 rules with their figures.
// A limit counts in the period its last day lies in, once it was met or has passed; one that was cut off counts nowhere.
const ITEMS = `
items as (
  select f.figure, case when f.figure = 'handling' then coalesce(m.handler_unit_id, c.unit_id) else c.unit_id end as unit_id,
    c.matter_id, m.number, m.procedure, c.nominal as day, c.rule_id as what, (c.status = 'met' and c.in_time) as good
  from clocks c
  join jsonb_to_recordset($5::jsonb) as f(figure text, rule_id text) on f.rule_id = c.rule_id
  join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and not m.shielded and not m.undated
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and c.status = 'met'
  union all
  select f.figure, case when f.figure = 'handling' then coalesce(m.handler_unit_id, c.unit_id) else c.unit_id end,
    c.matter_id, m.number, m.procedure, c.nominal, c.rule_id, false
  from clocks c
  join jsonb_to_recordset($5::jsonb) as f(figure text, rule_id text) on f.rule_id = c.rule_id
  join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and not m.shielded and not m.undated
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and c.status = 'running' and c.nominal < $4::date
  union all
  select 'satisfaction', r.unit_id, r.matter_id, m.number, m.procedure, r.rated_on, r.unit_rating,
    r.unit_rating <> 'unsatisfied'
  from ratings r
  join matters m on m.bureau_id = r.bureau_id and m.matter_id = r.matter_id and not m.shielded
  where r.bureau_id = $1 and r.rated_on between $2::date and $3::date
  union all
  select 'solved', r.unit_id, r.matter_id, m.number, m.procedure, r.rated_on,
    case when x.unsolved then 'unsolved' else 'solved' end, not x.unsolved
  from ratings r
  join matters m on m.bureau_id = r.bureau_id and m.matter_id = r.matter_id and not m.shielded
  cross join lateral (
    select exists (select 1 from json_each_text(e -> 'solved') v where v.value = 'false') as unsolved
    from json_array_elements(m.doc -> 'ratings') e
    where e ->> 'proceedingId' = r.proceeding_id and (e -> 'solved')::jsonb <> '{}'::jsonb) x
  where r.bureau_id = $1 and r.rated_on between $2::date and $3::date
  union all
  select 'participation', coalesce(m.handler_unit_id, p.responsible_unit_id), p.matter_id, m.number, m.procedure,
    p.opened_on, case when r.rated_on is null then 'lapsed' else 'rated' end, r.rated_on is not null
  from proceedings p
  join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id and not m.shielded
  left join ratings r on r.bureau_id = p.bureau_id and r.matter_id = p.matter_id and r.proceeding_id = p.proceeding_id
  where p.bureau_id = $1 and p.procedure = 'follow-up' and p.opened_on between $2::date and $3::date
    and p.end_kind is distinct from 'cancelled' and (r.rated_on is not null or p.ended_on is not null))`

export interface Period {
  from: string
  to: string
  today: string
}

const params = (bureauId: string, p: Period): unknown[] => [
  bureauId,
  p.from,
  p.to,
  p.today,
  JSON.stringify(RULE_FIGURES),
]

export interface CountRow {
  unit_id: string
  figure: FigureName
  good: number
  of: number
}

const COUNTS = `
with ${ITEMS}
select unit_id, figure, count(*) filter (where good) as good, count(*) as of from items
where unit_id is not null and ($6::uuid is null or unit_id = $6::uuid)
group by unit_id, figure`

export async function countFigures(
  tx: Tx,
  bureauId: string,
  period: Period,
  unitId: string | null,
): Promise<CountRow[]> {
  const rows = await tx.query<CountRow>(COUNTS, [...params(bureauId, period), unitId])
  return rows.map((r) => ({ ...r, good: Number(r.good), of: Number(r.of) }))
}

export interface ItemRow {
  matter_id: string
  number: string
  procedure: string
  day: string
  what: string
  good: boolean
}

const BEHIND = `
with ${ITEMS}
select matter_id, number, procedure, day, what, good from items
where figure = $6 and unit_id = $7::uuid order by good, day desc, matter_id limit 500`

/** The cases behind a figure, those that speak against the unit first; at most 500. */
export function listBehind(
  tx: Tx,
  bureauId: string,
  period: Period,
  figure: FigureName,
  unitId: string,
): Promise<ItemRow[]> {
  return tx.query<ItemRow>(BEHIND, [...params(bureauId, period), figure, unitId])
}

export interface WatchedRow {
  matter_id: string
  number: string
  procedure: string
  unit_id: string
  rule_id: string
  nominal: string
  overdue: boolean
  pressed: boolean
}

// Along clocks_due. A matter is pressed once supervision or a reminder is open on it.
const WATCHED = `
select c.matter_id, m.number, m.procedure, c.unit_id, c.rule_id, c.nominal,
  (case when c.due_at is null then c.nominal < $2::date else c.due_at < $4::timestamptz end) as overdue,
  exists (select 1 from proceedings p where p.bureau_id = c.bureau_id and p.matter_id = c.matter_id
    and p.ended_on is null and p.procedure in ('supervision', 'reminder')) as pressed
from clocks c
join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and m.ended_on is null and not m.shielded
join proceedings o on o.bureau_id = c.bureau_id and o.matter_id = c.matter_id and o.proceeding_id = c.proceeding_id
  and o.procedure not in ('supervision', 'reminder', 'advice')
where c.bureau_id = $1 and c.status = 'running' and not c.is_right and c.unit_id is not null and c.nominal <= $3::date
order by c.nominal, c.matter_id, c.clock_id limit 200`

export function listWatched(
  tx: Tx,
  bureauId: string,
  day: { today: string; until: string; now: Date },
): Promise<WatchedRow[]> {
  return tx.query<WatchedRow>(WATCHED, [bureauId, day.today, day.until, day.now])
}

export interface CaseRow {
  matter_id: string
  proceeding_id: string
  number: string
  procedure: string
  procedure_version: number
  state: string
  end_kind: string | null
  opened_on: string
  ended_on: string | null
  next_due: string | null
  target: string | null
  vals: Record<string, unknown> | null
  late: boolean
}

// Whether the answer came too late stands with its clock, also when the order is long done.
const CASES = `
select p.matter_id, p.proceeding_id, m.number, p.procedure, p.procedure_version, p.state, p.end_kind, p.opened_on,
  p.ended_on, p.next_due, x.seat as target, x.vals,
  exists (select 1 from clocks c where c.bureau_id = p.bureau_id and c.matter_id = p.matter_id
    and c.proceeding_id = p.proceeding_id and c.rule_id in ('HY-SUPERVISE-REPLY', 'XF-S02', 'HY-REMINDER')
    and ((c.status = 'met' and not c.in_time) or (c.status = 'running' and c.nominal < $4::date))) as late
from proceedings p
join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id and not m.shielded
cross join lateral (select m.doc -> 'proceedings' -> p.proceeding_id -> 'seats' ->> 'target' as seat,
  m.doc -> 'proceedings' -> p.proceeding_id -> 'values' as vals) x
where p.bureau_id = $1 and p.procedure in ('supervision', 'reminder', 'advice')
  and p.opened_on between $2::date and $3::date and ($5::boolean is null or (p.ended_on is null) = $5::boolean)
order by p.ended_on nulls first, coalesce(p.next_due, p.opened_on), p.matter_id, p.proceeding_id limit $6`

/** Orders, reminders and advice opened in a period; `open` null = all. Open ones first, soonest due first. */
export function listCases(
  tx: Tx,
  bureauId: string,
  o: { from: string; to: string; today: string; open: boolean | null; limit: number },
): Promise<CaseRow[]> {
  return tx.query<CaseRow>(CASES, [bureauId, o.from, o.to, o.today, o.open, o.limit])
}
