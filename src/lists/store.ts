/**
 * SQL of the lists. A page is found in two steps: first the keys of its rows, straight off an index in the list's order,
 * then what is shown of these few. Each shape of a list is planned with its own values: there are too many to prepare.
 */
import type { InboxRow } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Archive, ListQuery } from './contract.ts'
import type { Part, Shape, Way } from './rules.ts'

/** A row as the inbox has it, and what lists show besides. */
export interface ListRow extends InboxRow {
  centre_unit_id: string | null
  /** Where the list has got to: value of the sort, for the next page. */
  sort_key: string
  /** Latest day of the running limits of the matter's own procedure. */
  last_due: string | null
}

/** After which row a page begins: the value sorted by, matter and proceeding. */
export interface After {
  key: string
  matterId: string
  proceedingId: string
}

/** What narrows a list, besides who asks. Days are plain days of the bureau. */
export interface Filter extends Omit<ListQuery, 'list' | 'sort' | 'progress' | 'q'> {
  /** Only what was due on or before this day. */
  overdueSince?: string
}

const FAR = "date '9999-12-31'"
const PART: Record<'tasks' | 'matters', Record<Part, string>> = {
  tasks: { responsible: 'p.responsible_unit_id', handler: 'm.handler_unit_id', centre: 'm.centre_unit_id' },
  matters: { responsible: 'm.responsible_unit_id', handler: 'm.handler_unit_id', centre: 'm.centre_unit_id' },
}
const TYPE: Record<string, string> = { due: 'date', received: 'timestamptz', ended: 'date' }

const sortOf = (shape: Shape) => {
  const back = shape.sort.startsWith('-')
  const by = back ? shape.sort.slice(1) : shape.sort
  const t = shape.rows === 'tasks' ? 'p' : 'm'
  const sql =
    by === 'due' ? `coalesce(${t}.next_due, ${FAR})` : by === 'received' ? 'm.received_at' : 'm.ended_on'
  return { sql, type: TYPE[by]!, back }
}

/** Collects the parameters of one statement. */
class Params {
  readonly values: unknown[]
  constructor(bureauId: string) {
    this.values = [bureauId]
  }
  add(value: unknown): string {
    return `$${this.values.push(value)}`
  }
}

const TREE_CODE = /^(\d{2}){1,3}$/

/**
 * A code of the tree stands for its whole branch, as a range along matters_category: a code has two digits a level, so that
 * whatever lies below one lies between it and it followed by the highest there are. Words of a bureau without a tree stand
 * for themselves.
 */
function inBranch(category: string, params: Params): string {
  if (!TREE_CODE.test(category)) return `m.category = ${params.add(category)}`
  return `m.category between ${params.add(category)} and ${params.add(`${category}9999`)}`
}

const hangs = (condition: string): string =>
  `exists (select 1 from proceedings a where a.bureau_id = $1 and a.matter_id = m.matter_id and ${condition})`
const ARCHIVE: Readonly<Record<Archive, string>> = {
  archived: hangs(`a.procedure = 'archiving' and a.end_kind = 'done'`),
  // What can be opened and filed at once, as the guards of both steps ask; what waits to be filed is a task already.
  ready: `m.procedure = 'hotline-order' and m.ended_on is not null and m.end_kind <> 'cancelled' and not ${hangs(
    `(a.proceeding_id <> 'main' and a.ended_on is null or a.procedure = 'archiving' and a.end_kind = 'done')`,
  )}`,
}

/** The conditions all ways of a list share. */
function conditions(shape: Shape, f: Filter, params: Params, zone: string): string[] {
  const tasks = shape.rows === 'tasks'
  const t = tasks ? 'p' : 'm'
  const where = [`${t}.bureau_id = $1`]
  if (shape.progress !== 'any') where.push(`${t}.ended_on is ${shape.progress === 'open' ? '' : 'not '}null`)
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) where.push(`${column} = ${params.add(value)}`)
  }
  equal(`${t}.state`, f.state)
  equal(`${t}.procedure`, f.procedure)
  equal('m.channel', f.channel)
  equal('m.class', f.class)
  if (f.category !== undefined) where.push(inBranch(f.category, params))
  equal(tasks ? 'p.responsible_unit_id' : 'm.handler_unit_id', f.unit)
  const bound = (sql: string, test: string, day: string | undefined) => {
    if (day !== undefined) where.push(`${sql} ${test} ${params.add(day)}::date`)
  }
  // What is open is kept in order of its due day; of what has ended few have one, and they are kept apart.
  const due = shape.progress === 'open' ? `coalesce(${t}.next_due, ${FAR})` : `${t}.next_due`
  bound(due, '>=', f.dueFrom)
  bound(due, '<=', f.dueTo)
  bound(due, '<=', f.overdueSince)
  // By the moment of arrival, which the indexes are in the order of; the bureau's day begins in its own zone.
  const midnight = (day: string) => `(${params.add(day)}::date::timestamp at time zone ${params.add(zone)})`
  if (f.receivedFrom !== undefined) where.push(`m.received_at >= ${midnight(f.receivedFrom)}`)
  if (f.receivedTo !== undefined) where.push(`m.received_at < ${midnight(f.receivedTo)} + interval '1 day'`)
  if (f.archive !== undefined) where.push(ARCHIVE[f.archive])
  if (tasks && !f.waiting && f.state === undefined) where.push(`p.state <> 'awaiting-rating'`)
  return where
}

function wayOf(shape: Shape, way: Way, unit: string | null): string[] {
  const where: string[] = []
  if (way.part) where.push(`${PART[shape.rows][way.part]} = ${unit}`)
  if (way.open && shape.progress !== 'open')
    where.push(`${shape.rows === 'tasks' ? 'p' : 'm'}.ended_on is null`)
  if (way.elsewhere) where.push(`${PART[shape.rows].responsible} <> ${unit}`)
  return where
}

/** One select of keys for each way, each in order and no longer than asked. */
function keysOf(
  shape: Shape,
  f: Filter,
  unitId: string | null,
  zone: string,
  params: Params,
  page: { after: After | null; limit: number } | { most: number },
): string[] {
  const tasks = shape.rows === 'tasks'
  const sort = sortOf(shape)
  const shared = conditions(shape, f, params, zone)
  const unit = shape.ways.some((w) => w.part) ? params.add(unitId) : null
  const ids = tasks ? 'p.matter_id, p.proceeding_id' : 'm.matter_id'
  const way = 'after' in page && page.after ? page.after : null
  if (way) {
    const last = tasks ? `, ${params.add(way.proceedingId)}` : ''
    const from = `(${params.add(way.key)}::${sort.type}, ${params.add(way.matterId)}::uuid${last})`
    shared.push(`(${sort.sql}, ${ids}) ${sort.back ? '<' : '>'} ${from}`)
  }
  const order = (text: string) => text.split(', ').map((c) => (sort.back ? `${c} desc` : c))
  const needsMatter = (where: string[]) => where.some((w) => w.includes('m.')) || sort.sql.includes('m.')
  return shape.ways.map((one) => {
    const where = [...shared, ...wayOf(shape, one, unit)]
    const join = tasks
      ? needsMatter(where)
        ? 'proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id'
        : 'proceedings p'
      : 'matters m'
    const proceeding = tasks ? 'p.proceeding_id' : `'main'::text as proceeding_id`
    const matter = tasks ? 'p.matter_id' : 'm.matter_id'
    if ('most' in page)
      return `(select ${matter}, ${proceeding} from ${join} where ${where.join(' and ')} limit ${params.add(page.most)})`
    return `(select ${sort.sql} as sort_key, ${matter}, ${proceeding}
      from ${join} where ${where.join(' and ')}
      order by ${[sort.back ? `${sort.sql} desc` : sort.sql, ...order(ids)].join(', ')}
      limit ${params.add(page.limit)})`
  })
}

const SHOWN = `
select k.sort_key::text as sort_key, p.matter_id, p.proceeding_id, p.procedure, p.state, p.responsible_unit_id,
  p.next_due, p.next_due_at, p.provisional, m.number, m.procedure as main_procedure, m.channel,
  m.class, m.category, m.received_on, m.secrecy, m.shielded, m.handler_unit_id, m.centre_unit_id, p.ended_on,
  p.end_kind, m.version, m.subject_id, c.cipher, y.kek_id, y.wrapped, null::date as last_due`

const SHOWN_FROM = `
join matters m on m.bureau_id = $1 and m.matter_id = k.matter_id
join proceedings p on p.bureau_id = $1 and p.matter_id = k.matter_id and p.proceeding_id = k.proceeding_id
left join matter_keys y on y.bureau_id = $1 and y.matter_id = k.matter_id
left join contents c on c.bureau_id = $1 and c.matter_id = k.matter_id
  and c.content_id = m.subject_id`

const LAST_DUE = `(select max(nominal) from clocks t where t.bureau_id = $1 and t.matter_id = k.matter_id
  and t.proceeding_id = 'main' and t.status = 'running' and not t.is_right) as last_due`

export interface PageAsk {
  unitId: string | null
  /** Zone of the bureau's days. */
  zone: string
  after: After | null
  limit: number
  /** Also the latest running limit of the matter's own procedure. */
  lastDue?: boolean
}

/** One page of a list, in its order. */
export function readPage(
  tx: Tx,
  bureauId: string,
  shape: Shape,
  f: Filter,
  ask: PageAsk,
): Promise<ListRow[]> {
  const params = new Params(bureauId)
  const { back } = sortOf(shape)
  const ways = keysOf(shape, f, ask.unitId, ask.zone, params, ask)
  const order = ['sort_key', 'matter_id', 'proceeding_id'].map((c) => (back ? `k.${c} desc` : `k.${c}`))
  // UNION drops what came in by two ways; a page never holds one row twice.
  const keys = ways.length === 1 ? ways[0] : `${ways.join('\nunion\n')}`
  const limit = ways.length === 1 ? '' : `\norder by ${order.join(', ')} limit ${params.add(ask.limit)}`
  const columns = ask.lastDue ? SHOWN.replace('null::date as last_due', LAST_DUE) : SHOWN
  const sql = `${columns}
from (select * from (${keys}) k${limit}) k${SHOWN_FROM}
order by ${order.join(', ')}`
  return tx.query<ListRow>(sql, params.values, null)
}

/** Counts a list up to `most` + 1 rows. */
export async function countRows(
  tx: Tx,
  bureauId: string,
  shape: Shape,
  f: Filter,
  ask: { unitId: string | null; zone: string; most: number },
): Promise<number> {
  const params = new Params(bureauId)
  const ways = keysOf(shape, f, ask.unitId, ask.zone, params, { most: ask.most + 1 })
  const sql = `select count(*)::integer as n from (${ways.join('\nunion\n')}) k`
  const [row] = await tx.query<{ n: number }>(sql, params.values, null)
  return Math.min(row?.n ?? 0, ask.most + 1)
}

/** Of some matters those that stand in a list of matters, as its rows, in the order given. */
export function readChosen(
  tx: Tx,
  bureauId: string,
  shape: Shape,
  f: Filter,
  ask: { unitId: string | null; zone: string; matterIds: readonly string[] },
): Promise<ListRow[]> {
  const params = new Params(bureauId)
  const chosen = params.add(ask.matterIds)
  const shared = conditions(shape, f, params, ask.zone)
  const unit = shape.ways.some((w) => w.part) ? params.add(ask.unitId) : null
  const ways = shape.ways.map((w) => wayOf(shape, w, unit).join(' and ') || 'true')
  const sql = `${SHOWN}
from (
  select x.place as sort_key, m.matter_id, 'main'::text as proceeding_id
  from unnest(${chosen}::uuid[]) with ordinality as x(matter_id, place)
  join matters m on m.bureau_id = $1 and m.matter_id = x.matter_id
  where ${shared.join(' and ')} and (${ways.join(' or ')})) k${SHOWN_FROM}
order by k.sort_key`
  return tx.query<ListRow>(sql, params.values, null)
}

/** The matter of a number, if it is in sight. */
export async function matterByNumber(tx: Tx, bureauId: string, number: string): Promise<string | undefined> {
  const sql = 'select matter_id from matters where bureau_id = $1 and number = $2'
  return (await tx.query<{ matter_id: string }>(sql, [bureauId, number]))[0]?.matter_id
}
