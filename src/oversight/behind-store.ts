/** SQL of the lists behind the figures of one unit: the statement the figure counts, or one as the statistics sum it. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ListedName } from './contract.ts'
import { type Period, RATE_CASES, rateCases, rateParams } from './figures-store.ts'
import { FIGURE_RULES } from './rules.ts'

export interface ItemRow {
  matter_id: string
  number: string
  procedure: string
  day: string
  what: string
  good: boolean | null
}

/** Most cases shown behind a figure. */
export const MOST_BEHIND = 500

const SHOWN = `
select i.matter_id, m.number, m.procedure, i.day, i.what, i.good
from first_ones i
cross join lateral (
  select number, procedure from measured_matters where bureau_id = $1 and matter_id = i.matter_id limit 1) m
order by i.good, i.day desc, i.matter_id`

const behind = (cases: string) => `
with ${cases},
first_ones as (
  select * from items where figure = $8 and unit_id = $9::uuid order by good, day desc, matter_id limit $10)
${SHOWN}`
const RATE_BEHIND = behind(RATE_CASES)
const RATE_BEHIND_AMONG = behind(rateCases((table) => ` and ${table}.matter_id = any($11::uuid[])`))

// $1 bureau, $2 from, $3 to, $4 unit, $5 most; $6 and $7 as each needs.
const OWN: Partial<Record<ListedName, { items: string; params(p: Period): unknown[] }>> = {
  // As handling, but late is answered too.
  response: {
    items: `
  select c.matter_id, c.nominal as day, c.rule_id as what, c.status = 'met' as good,
    coalesce((select m.handler_unit_id from measured_matters m
      where m.bureau_id = c.bureau_id and m.matter_id = c.matter_id), c.unit_id) as unit_id
  from measured_limits c
  where c.bureau_id = $1 and c.nominal between $2::date and $3::date and c.rule_id = any($6::text[])
    and (c.status = 'met' or (c.status = 'running' and not c.is_right and c.nominal < $7::date))`,
    params: (p) => [FIGURE_RULES.handling, p.today],
  },
  bureau_satisfaction: {
    items: `
  select r.matter_id, r.rated_on as day, r.bureau_rating as what, r.bureau_rating <> 'unsatisfied' as good, r.unit_id
  from ratings r
  where r.bureau_id = $1 and r.rated_on between $2::date and $3::date`,
    params: () => [],
  },
  ended: {
    items: `
  select m.matter_id, m.ended_on as day, p.end_kind as what, null::boolean as good, m.handler_unit_id as unit_id
  from matters m
  join proceedings p on p.bureau_id = m.bureau_id and p.matter_id = m.matter_id and p.proceeding_id = 'main'
  where m.bureau_id = $1 and m.handler_unit_id = $4::uuid and m.ended_on between $2::date and $3::date
    and not m.shielded and p.end_kind is distinct from 'cancelled'`,
    params: () => [],
  },
}

/**
 * The cases behind a figure, those that speak against the unit first; one more than is shown tells that there are more.
 * What is no matter of the open lane falls out with `measured_matters`.
 * @param among all matters the list can begin with, where somebody knows them; null: every case of the period is looked at
 */
export function listBehind(
  tx: Tx,
  bureauId: string,
  period: Period,
  figure: ListedName,
  unitId: string,
  among: readonly string[] | null = null,
): Promise<ItemRow[]> {
  const own = OWN[figure]
  if (!own) {
    const params = [...rateParams(bureauId, period), figure, unitId, MOST_BEHIND + 1]
    return among
      ? tx.query<ItemRow>(RATE_BEHIND_AMONG, [...params, among])
      : tx.query<ItemRow>(RATE_BEHIND, params)
  }
  const sql = `
with items as (${own.items}),
first_ones as (select * from items where unit_id = $4::uuid order by good, day desc, matter_id limit $5)
${SHOWN}`
  return tx.query<ItemRow>(sql, [
    bureauId,
    period.from,
    period.to,
    unitId,
    MOST_BEHIND + 1,
    ...own.params(period),
  ])
}
