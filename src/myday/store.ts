/** SQL of the start page. A figure and the list behind it are one condition, so that they cannot tell two stories. */
import { INBOX_ROW, type InboxRow } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { FigureId, Scope } from './contract.ts'

const FAR = "date '9999-12-31'"
/** What only waits for the citizen is nobody's work. */
const WORK = `p.ended_on is null and p.state <> 'awaiting-rating'`

const withSubject = (rows: string, order: string) => `
select page.*, c.cipher, k.kek_id, k.wrapped from (${rows}) page
left join matter_keys k on k.bureau_id = $1 and k.matter_id = page.matter_id
left join contents c on c.bureau_id = $1 and c.matter_id = page.matter_id and c.content_id = page.subject_id::uuid
order by ${order}`

const FROM = `from proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id`
const BY_DUE = `coalesce(p.next_due, ${FAR}), p.matter_id, p.proceeding_id`
const PAGE_BY_DUE = `coalesce(page.next_due, ${FAR}), page.matter_id, page.proceeding_id`

export interface DueCounts {
  overdue: number
  today: number
  soon: number
  all: number
}

const COUNTS = `
select count(*) filter (where coalesce(p.next_due_at < $5::timestamptz, p.next_due < $3::date))::int as overdue,
  count(*) filter (where p.next_due = $3::date and not coalesce(p.next_due_at < $5::timestamptz, false))::int as today,
  count(*) filter (where p.next_due > $3::date and p.next_due <= $4::date)::int as soon,
  count(*)::int as "all"
from proceedings p
where p.bureau_id = $1 and p.responsible_unit_id = $2 and ${WORK}`

/** A unit's open work by urgency; `soonDay` is the last day that counts as soon. */
export async function countDue(
  tx: Tx,
  bureauId: string,
  q: { unitId: string; today: string; soonDay: string; now: Date },
): Promise<DueCounts> {
  const [row] = await tx.query<DueCounts>(COUNTS, [bureauId, q.unitId, q.today, q.soonDay, q.now])
  return row!
}

const DUE = withSubject(
  `select ${INBOX_ROW} ${FROM} where p.bureau_id = $1 and p.responsible_unit_id = $2 and ${WORK}
   order by ${BY_DUE} limit $3`,
  PAGE_BY_DUE,
)

/** The unit's open work, soonest first. */
export const listDue = (tx: Tx, bureauId: string, unitId: string, limit: number): Promise<InboxRow[]> =>
  tx.query<InboxRow>(DUE, [bureauId, unitId, limit])

const LATE = withSubject(
  `select ${INBOX_ROW} ${FROM} where p.bureau_id = $1 and ${WORK} and coalesce(p.next_due, ${FAR}) < $2::date
   order by ${BY_DUE} limit $3`,
  PAGE_BY_DUE,
)

/** What is past its day anywhere in the bureau, longest first. */
export const listLate = (tx: Tx, bureauId: string, today: string, limit: number): Promise<InboxRow[]> =>
  tx.query<InboxRow>(LATE, [bureauId, today, limit])

export interface Waiting {
  procedure: string
  state: string
}

const SIGN = withSubject(
  `select ${INBOX_ROW} ${FROM}
   where p.bureau_id = $1 and p.responsible_unit_id = $2 and ${WORK}
     and (p.procedure, p.state) in (select s.procedure, s.state
                                    from jsonb_to_recordset($3::jsonb) as s (procedure text, state text))
   order by ${BY_DUE} limit $4`,
  PAGE_BY_DUE,
)

/** Open work of the unit in one of these states. */
export const listInStates = (
  tx: Tx,
  bureauId: string,
  unitId: string,
  states: readonly Waiting[],
  limit: number,
): Promise<InboxRow[]> => tx.query<InboxRow>(SIGN, [bureauId, unitId, JSON.stringify(states), limit])

const SIGN_ANYWHERE = withSubject(
  `select ${INBOX_ROW} from matters m
   join proceedings p on p.bureau_id = m.bureau_id and p.matter_id = m.matter_id and p.proceeding_id = 'main'
   where m.bureau_id = $1 and m.state = any($2::text[]) and m.ended_on is null
     and (p.procedure, p.state) in (select s.procedure, s.state
                                    from jsonb_to_recordset($3::jsonb) as s (procedure text, state text))
   order by ${BY_DUE} limit $4`,
  PAGE_BY_DUE,
)

/** The same of main procedures, whatever unit they lie with. */
export const listInStatesAnywhere = (
  tx: Tx,
  bureauId: string,
  states: readonly Waiting[],
  limit: number,
): Promise<InboxRow[]> =>
  tx.query<InboxRow>(SIGN_ANYWHERE, [
    bureauId,
    [...new Set(states.map((s) => s.state))],
    JSON.stringify(states),
    limit,
  ])

const THESE = withSubject(
  `select ${INBOX_ROW} from jsonb_to_recordset($2::jsonb) as t ("matterId" uuid, "proceedingId" text)
   join proceedings p on p.bureau_id = $1 and p.matter_id = t."matterId" and p.proceeding_id = t."proceedingId"
   join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id`,
  PAGE_BY_DUE,
)

export const listThese = (
  tx: Tx,
  bureauId: string,
  keys: readonly { matterId: string; proceedingId: string }[],
): Promise<InboxRow[]> =>
  keys.length === 0 ? Promise.resolve([]) : tx.query<InboxRow>(THESE, [bureauId, JSON.stringify(keys)])

/** Whose figure, of which days. Instants bound the days of the bureau's zone: `[start, end)`. */
export interface FigureOf {
  id: FigureId
  scope: Scope
  unitId: string
  from: string
  to: string
  start: string
  end: string
  now: Date
  today: string
}

const MISSED = (scope: Scope) => `exists (
  select 1 from clocks c where c.bureau_id = m.bureau_id and c.matter_id = m.matter_id and not c.is_right
    and c.in_time = false${scope === 'unit' ? ' and c.unit_id = m.handler_unit_id' : ''})`

/** The condition of a figure over `matters m`, with its parameters after the bureau. */
function where(f: FigureOf): { sql: string; params: unknown[] } {
  const params: unknown[] = []
  const param = (value: unknown) => `$${params.push(value) + 1}`
  const parts = ['m.bureau_id = $1']
  if (f.scope === 'unit') parts.push(`m.handler_unit_id = ${param(f.unitId)}::uuid`)
  if (f.scope === 'centre') parts.push(`m.centre_unit_id = ${param(f.unitId)}::uuid`)
  if (f.id === 'registered') {
    parts.push(
      `m.received_at >= ${param(f.start)}::timestamptz`,
      `m.received_at < ${param(f.end)}::timestamptz`,
    )
  } else if (f.id === 'overdue') {
    parts.push('m.ended_on is null', `coalesce(m.next_due, ${FAR}) < ${param(f.today)}::date`)
  } else {
    parts.push(
      'm.ended_on is not null',
      `m.ended_on between ${param(f.from)}::date and ${param(f.to)}::date`,
      `m.end_kind = 'answered'`,
    )
    if (f.id === 'onTime') parts.push(`not ${MISSED(f.scope)}`)
    if (f.id === 'late') parts.push(MISSED(f.scope))
  }
  return { sql: parts.join(' and '), params }
}

export async function countFigure(tx: Tx, bureauId: string, f: FigureOf): Promise<number> {
  const { sql, params } = where(f)
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from matters m where ${sql}`,
    [bureauId, ...params],
  )
  return row!.count
}

/** What was answered and how much of it late: the three figures of it are counted in one pass. */
export async function countAnswered(
  tx: Tx,
  bureauId: string,
  f: Omit<FigureOf, 'id'>,
): Promise<{ answered: number; late: number }> {
  const { sql, params } = where({ ...f, id: 'answered' })
  const [row] = await tx.query<{ answered: number; late: number }>(
    `select count(*)::int as answered, (count(*) filter (where ${MISSED(f.scope)}))::int as late
     from matters m where ${sql}`,
    [bureauId, ...params],
  )
  return row!
}

/** The matters a figure counts, by id, after one. */
export function listFigure(
  tx: Tx,
  bureauId: string,
  f: FigureOf,
  after: string | null,
  limit: number,
): Promise<InboxRow[]> {
  const { sql, params } = where(f)
  const at = after === null ? '' : ` and m.matter_id > $${params.push(after) + 1}::uuid`
  const most = `$${params.push(limit) + 1}`
  return tx.query<InboxRow>(
    withSubject(
      `select ${INBOX_ROW} from matters m
       join proceedings p on p.bureau_id = m.bureau_id and p.matter_id = m.matter_id and p.proceeding_id = 'main'
       where ${sql}${at} order by m.matter_id limit ${most}`,
      'page.matter_id',
    ),
    [bureauId, ...params],
  )
}
