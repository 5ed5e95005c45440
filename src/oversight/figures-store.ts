/**
 * SQL of the figures and of what is being supervised. One statement says which cases stand behind a figure; the figure
 * counts them and the list (`behind-store.ts`) shows them, so that the two never part. Shielded matters are in none.
 */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { FigureName } from './contract.ts'
import { FIGURE_RULES } from './rules.ts'

const { acceptance, handling, supervision } = FIGURE_RULES

// $1 bureau, $2 from, $3 to, $4 today, $5 rules of acceptance, $6 of supervision, $7 of handling.
// A limit counts in the period its last day lies in, once it was met or has passed; one that was cut off counts nowhere.
// Handling counts for the unit that handles now, whoever had begun; all else for the unit whose limit it was. Who handles
// is looked up limit by limit: as a join it was carried out by reading every matter of the bureau.
const limits = (which: string, good: string, among: string) => `
  select case when c.rule_id = any($5::text[]) then 'acceptance' else 'supervision' end as figure, c.unit_id,
    c.matter_id, c.nominal as day, c.rule_id as what, ${good} as good
  from measured_limits c
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and ${which}
    and c.rule_id = any($5::text[] || $6::text[])${among}
  union all
  select 'handling', coalesce((
      select m.handler_unit_id from measured_matters m where m.bureau_id = c.bureau_id and m.matter_id = c.matter_id),
    c.unit_id), c.matter_id, c.nominal, c.rule_id, ${good}
  from measured_limits c
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and ${which} and c.rule_id = any($7::text[])${among}`

/**
 * Which cases stand behind each rate, as the common table `items`; parameters as `rateParams` gives them.
 * @param among of these matters alone: a condition on the matter of the table of this name
 */
export const rateCases = (among: (table: string) => string = () => ''): string => `
items as (${limits(`c.status = 'met'`, 'c.in_time', among('c'))}
  union all ${limits(`c.status = 'running' and not c.is_right and c.nominal < $4::date`, 'false', among('c'))}
  union all
  select 'satisfaction', r.unit_id, r.matter_id, r.rated_on, r.unit_rating, r.unit_rating <> 'unsatisfied'
  from measured_ratings r where r.bureau_id = $1 and r.rated_on between $2::date and $3::date${among('r')}
  union all
  select 'solved', r.unit_id, r.matter_id, r.rated_on, case when r.unsolved then 'unsolved' else 'solved' end,
    not r.unsolved
  from measured_ratings r
  where r.bureau_id = $1 and r.rated_on between $2::date and $3::date and r.unsolved is not null${among('r')}
  union all
  select 'participation', coalesce(p.handler_unit_id, p.responsible_unit_id), p.matter_id, p.opened_on,
    case when p.rated_on is null then 'lapsed' else 'rated' end, p.rated_on is not null
  from measured_follow_ups p
  where p.bureau_id = $1 and p.opened_on between $2::date and $3::date
    and p.end_kind is distinct from 'cancelled' and (p.rated_on is not null or p.ended_on is not null)${among('p')})`

export const RATE_CASES = rateCases()

export interface Period {
  from: string
  to: string
  today: string
}

export const rateParams = (bureauId: string, p: Period): unknown[] => [
  bureauId,
  p.from,
  p.to,
  p.today,
  acceptance,
  supervision,
  handling,
]

export interface CountRow {
  unit_id: string
  figure: FigureName
  good: number
  of: number
}

const COUNTS = `
with ${RATE_CASES}
select unit_id, figure, count(*) filter (where good) as good, count(*) as of from items
where $8::uuid is null or unit_id = $8::uuid
group by unit_id, figure`

export async function countFigures(
  tx: Tx,
  bureauId: string,
  period: Period,
  unitId: string | null,
): Promise<CountRow[]> {
  const rows = await tx.query<CountRow & { unit_id: string | null }>(COUNTS, [
    ...rateParams(bureauId, period),
    unitId,
  ])
  return rows.filter((r) => r.unit_id !== null).map((r) => ({ ...r, good: Number(r.good), of: Number(r.of) }))
}

// The rules stand in the statement itself: the index of these few limits is known by them.
const SUPERVISION_RULES = supervision.map((id) => `'${id}'`).join(', ')
const SUPERVISED = `
select unit_id, count(*) filter (where good) as good, count(*) as of from (
  select c.unit_id, c.in_time as good from measured_limits c
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and c.status = 'met'
    and c.rule_id in (${SUPERVISION_RULES})
  union all
  select c.unit_id, false from measured_limits c
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and c.status = 'running' and not c.is_right
    and c.nominal < $4::date and c.rule_id in (${SUPERVISION_RULES})) k
where unit_id is not null and ($5::uuid is null or unit_id = $5::uuid)
group by unit_id`

/** The rate of supervision alone: orders are few, and no sums of them are kept. */
export async function countSupervision(
  tx: Tx,
  bureauId: string,
  p: Period,
  unitId: string | null,
): Promise<CountRow[]> {
  const rows = await tx.query<CountRow>(SUPERVISED, [bureauId, p.from, p.to, p.today, unitId])
  return rows.map((r) => ({ ...r, figure: 'supervision', good: Number(r.good), of: Number(r.of) }))
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

// Along clocks_due, soonest first, and no further than the page: as joins it began with every open matter. A matter is
// pressed once supervision or a reminder is open on it.
const WATCHED = `
select c.matter_id, m.number, m.procedure, c.unit_id, c.rule_id, c.nominal,
  (case when c.due_at is null then c.nominal < $2::date else c.due_at < $4::timestamptz end) as overdue,
  (select true from proceedings p where p.bureau_id = c.bureau_id and p.matter_id = c.matter_id
    and p.ended_on is null and p.procedure in ('supervision', 'reminder') limit 1) is not null as pressed
from clocks c
cross join lateral (select m.number, m.procedure from matters m
  where m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and m.ended_on is null and not m.shielded limit 1) m
cross join lateral (select from proceedings o
  where o.bureau_id = c.bureau_id and o.matter_id = c.matter_id and o.proceeding_id = c.proceeding_id
    and o.procedure not in ('supervision', 'reminder', 'advice') limit 1) o
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
const caseOf = (matter: string) => `
select p.matter_id, p.proceeding_id, m.number, p.procedure, p.procedure_version, p.state, p.end_kind, p.opened_on,
  p.ended_on, p.next_due, m.doc -> 'proceedings' -> p.proceeding_id -> 'seats' ->> 'target' as target,
  m.doc -> 'proceedings' -> p.proceeding_id -> 'values' as vals,
  exists (select 1 from clocks c where c.bureau_id = p.bureau_id and c.matter_id = p.matter_id
    and c.proceeding_id = p.proceeding_id and c.rule_id in ('HY-SUPERVISE-REPLY', 'XF-S02', 'HY-REMINDER')
    and ((c.status = 'met' and not c.in_time) or (c.status = 'running' and c.nominal < $2::date))) as late
from proceedings p
${matter}
where p.bureau_id = $1 and p.procedure in ('supervision', 'reminder', 'advice')`
const CASE = caseOf(
  'join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id and not m.shielded',
)

const OPEN_CASES = `${CASE} and p.ended_on is null
order by coalesce(p.next_due, p.opened_on), p.matter_id, p.proceeding_id limit $3`

/** Orders, reminders and advice not answered yet, soonest due first. */
export const listOpenCases = (tx: Tx, bureauId: string, today: string, limit: number): Promise<CaseRow[]> =>
  tx.query<CaseRow>(OPEN_CASES, [bureauId, today, limit])

const ENDED_CASES = `${CASE} and p.ended_on is not null
order by p.ended_on desc, p.matter_id desc, p.proceeding_id desc limit $3`

/** Those that are done, newest first. */
export const listEndedCases = (tx: Tx, bureauId: string, today: string, limit: number): Promise<CaseRow[]> =>
  tx.query<CaseRow>(ENDED_CASES, [bureauId, today, limit])

const DIRECTED = `and m.doc -> 'proceedings' -> p.proceeding_id -> 'seats' ->> 'target' = $4`
// Matter by matter: how many of them are directed to the unit cannot be known beforehand, and a join began with all.
const ONE_BY_ONE = caseOf(`cross join lateral (select m.number, m.doc from matters m
  where m.bureau_id = p.bureau_id and m.matter_id = p.matter_id and not m.shielded limit 1) m`)
const UNIT_CASES = `
(${ONE_BY_ONE} and p.ended_on is null ${DIRECTED}
  order by coalesce(p.next_due, p.opened_on), p.matter_id, p.proceeding_id limit $3)
union all
(${ONE_BY_ONE} and p.ended_on between $5::date and $6::date ${DIRECTED}
  order by p.ended_on desc, p.matter_id desc, p.proceeding_id desc limit $3)`

/** Those directed to one unit: open ones, then those done in a period, newest first. */
export const listUnitCases = (
  tx: Tx,
  bureauId: string,
  o: { unitId: string; from: string; to: string; today: string; limit: number },
): Promise<CaseRow[]> => tx.query<CaseRow>(UNIT_CASES, [bureauId, o.today, o.limit, o.unitId, o.from, o.to])

export interface CaseCount {
  procedure: string
  /** Ground of an order, kind of an advice; null for a reminder. */
  ground: string | null
  opened: number
  answered: number
  adopted: number
  late: number
}

const COUNT_CASES = `
select k.procedure, coalesce(k.vals ->> 'trigger', k.vals ->> 'kind') as ground, count(*)::int as opened,
  count(k.vals ->> 'adoption')::int as answered,
  (count(*) filter (where k.vals ->> 'adoption' in ('adopted', 'partly')))::int as adopted,
  (count(*) filter (where k.late))::int as late
from (${CASE} and p.opened_on between $3::date and $4::date) k
group by 1, 2`

/** Orders, reminders and advice opened in a period, by what they were for. */
export function countCases(
  tx: Tx,
  bureauId: string,
  o: { from: string; to: string; today: string },
): Promise<CaseCount[]> {
  return tx.query<CaseCount>(COUNT_CASES, [bureauId, o.today, o.from, o.to])
}
