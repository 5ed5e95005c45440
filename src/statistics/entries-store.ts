/** SQL of what stands behind the figures. */
import { columnArray, type ElementType } from '../kernel/postgres/arrays.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Measure, Measures } from './contract.ts'
import type { Entry, Kind } from './entries.ts'

const PUT = `
insert into statistics_entries (bureau_id, matter_id, seq, kind, counts_on, unit_id, channel, procedure, class, category,
  area, measures)
select $1, e.* from unnest($2::uuid[], $3::integer[], $4::text[], $5::date[], $6::uuid[], $7::text[], $8::text[],
  $9::text[], $10::text[], $11::text[], $12::jsonb[]) as e
on conflict (bureau_id, matter_id, seq) do update set kind = excluded.kind, counts_on = excluded.counts_on,
  unit_id = excluded.unit_id, channel = excluded.channel, procedure = excluded.procedure, class = excluded.class,
  category = excluded.category, area = excluded.area, measures = excluded.measures`

const DROP = `
delete from statistics_entries e using unnest($2::uuid[], $3::integer[]) as g(matter_id, seq)
where e.bureau_id = $1 and e.matter_id = g.matter_id and e.seq = g.seq`

export interface EntryChange {
  matterId: string
  put: readonly Entry[]
  gone: readonly number[]
}

export async function saveEntries(tx: Tx, bureauId: string, changes: readonly EntryChange[]): Promise<void> {
  const put = changes.flatMap((c) => c.put.map((e) => ({ matterId: c.matterId, ...e })))
  const gone = changes.flatMap((c) => c.gone.map((seq) => ({ matterId: c.matterId, seq })))
  if (put.length > 0) {
    const list = (type: ElementType, name: keyof (typeof put)[number]) => columnArray(type, put, name)
    await tx.query(PUT, [
      bureauId,
      list('uuid', 'matterId'),
      list('integer', 'seq'),
      list('text', 'kind'),
      list('date', 'on'),
      list('uuid', 'unit'),
      list('text', 'channel'),
      list('text', 'procedure'),
      list('text', 'class'),
      list('text', 'category'),
      list('text', 'area'),
      list('jsonb', 'm'),
    ])
  }
  if (gone.length > 0) await tx.query(DROP, [bureauId, gone.map((g) => g.matterId), gone.map((g) => g.seq)])
}

export const clearEntries = (tx: Tx, bureauId: string): Promise<unknown> =>
  tx.query('delete from statistics_entries where bureau_id = $1', [bureauId])

const COLUMNS = `e.matter_id, e.seq, e.kind, e.counts_on, e.unit_id, e.channel, e.procedure, e.class, e.category, e.area, e.measures`

interface EntryRow {
  matter_id: string
  seq: number
  kind: Kind
  counts_on: string
  unit_id: string | null
  channel: string
  procedure: string
  class: string
  category: string
  area: string
  measures: Measures
}

const entryOf = (r: EntryRow): Entry => ({
  seq: r.seq,
  kind: r.kind,
  on: r.counts_on,
  unit: r.unit_id,
  channel: r.channel,
  procedure: r.procedure,
  class: r.class,
  category: r.category,
  area: r.area,
  m: r.measures,
})

/** Of some matters, for the check against the ledger. */
export async function readEntries(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
): Promise<Map<string, Entry[]>> {
  const rows = await tx.query<EntryRow>(
    `select ${COLUMNS} from statistics_entries e
     where e.bureau_id = $1 and e.matter_id = any($2::uuid[]) order by e.matter_id, e.seq`,
    [bureauId, matterIds],
  )
  const out = new Map<string, Entry[]>()
  for (const r of rows) out.set(r.matter_id, [...(out.get(r.matter_id) ?? []), entryOf(r)])
  return out
}

export interface Listed {
  kind: Kind
  from: string
  to: string
  unit: string | null
  channel?: string
  procedure?: string
  class?: string
  /** A category with all below it, or exactly one. */
  category?: { is: string; below: boolean }
  area?: string
  /** A measure has this number. */
  holds?: { measure: Measure; n: number }
  /** Left out from this day on: a limit that still runs speaks against nobody. */
  due?: { measure: Measure; from: string }
  /** Days of a duration. */
  days?: { least: number; most: number | null }
  /** The last entry of the page before. */
  after: { on: string; matterId: string; seq: number } | null
  limit: number
}

export type ListedEntry = Entry & { matterId: string; number: string | null }

/** Entries of a period, newest first, page by page. Reads an index by kind and day, or by unit, kind and day. */
export async function listEntries(tx: Tx, bureauId: string, ask: Listed): Promise<ListedEntry[]> {
  const values: unknown[] = [bureauId, ask.kind, ask.from, ask.to]
  const where = ['e.bureau_id = $1', 'e.kind = $2', 'e.counts_on between $3 and $4']
  const add = (sql: (...places: string[]) => string, ...given: unknown[]) => {
    const places = given.map((_, i) => `$${values.length + i + 1}`)
    values.push(...given)
    where.push(sql(...places))
  }
  if (ask.unit) add((u) => `e.unit_id = ${u}`, ask.unit)
  for (const name of ['channel', 'procedure', 'class', 'area'] as const)
    if (ask[name] !== undefined) add((v) => `e.${name} = ${v}`, ask[name])
  if (ask.category)
    add(
      ask.category.below
        ? (v) => `left(e.category, length(${v}::text)) = ${v}`
        : (v) => `e.category = ${v}::text`,
      ask.category.is,
    )
  if (ask.holds)
    add((name, n) => `(e.measures->>${name}::text)::integer = ${n}::integer`, ask.holds.measure, ask.holds.n)
  if (ask.due)
    add(
      (name, day) => `not (e.measures->>${name}::text is not null and e.counts_on >= ${day}::date)`,
      ask.due.measure,
      ask.due.from,
    )
  if (ask.days) {
    add((n) => `(e.measures->>'step_days')::integer >= ${n}::integer`, ask.days.least)
    if (ask.days.most !== null)
      add((n) => `(e.measures->>'step_days')::integer <= ${n}::integer`, ask.days.most)
  }
  if (ask.after)
    add(
      (day, id, seq) =>
        `(e.counts_on < ${day}::date or (e.counts_on = ${day}::date and (e.matter_id, e.seq) > (${id}::uuid, ${seq}::smallint)))`,
      ask.after.on,
      ask.after.matterId,
      ask.after.seq,
    )
  values.push(ask.limit)
  const rows = await tx.query<EntryRow & { number: string | null }>(
    `select ${COLUMNS}, m.number from (
       select ${COLUMNS} from statistics_entries e where ${where.join(' and ')}
       order by e.counts_on desc, e.matter_id, e.seq limit $${values.length}
     ) e left join matters m on m.bureau_id = $1 and m.matter_id = e.matter_id
     order by e.counts_on desc, e.matter_id, e.seq`,
    values,
  )
  return rows.map((r) => ({ ...entryOf(r), matterId: r.matter_id, number: r.number }))
}

/** Of what some figure counts: in which measures an entry speaks for it, and in which it is counted at all. */
export interface Judged {
  kind: Kind
  /** Counted and good. */
  good: Measure
  /** Counted; good or not. */
  counted: readonly Measure[]
  /** Counted once its day is over. */
  due?: Measure
}

const FIRST = (which: string) => `
(select matter_id from statistics_entries
 where bureau_id = $1 and unit_id = $2 and kind = $3 and counts_on between $4::date and $5::date and ${which}
 order by counts_on desc, matter_id, seq limit $6)`
const holds = (measure: string) => `coalesce((measures->>${measure})::integer, 0) > 0`
const FIRST_MATTERS = `
${FIRST(holds('$7::text'))}
union
${FIRST(`not ${holds('$7::text')} and (
  exists (select from unnest($8::text[]) as n(name) where ${holds('n.name')})
  or ($9::text is not null and counts_on < $10::date and ${holds('$9::text')}))`)}`

/** Matters of the newest entries of a unit that a figure counts: at most `most` of the good ones, and of the others. */
export async function firstMatters(
  tx: Tx,
  bureauId: string,
  ask: { unitId: string; from: string; to: string; today: string; judged: Judged; most: number },
): Promise<string[]> {
  const { good, counted, due, kind } = ask.judged
  const rows = await tx.query<{ matter_id: string }>(FIRST_MATTERS, [
    bureauId,
    ask.unitId,
    kind,
    ask.from,
    ask.to,
    ask.most,
    good,
    [...counted],
    due ?? null,
    ask.today,
  ])
  return rows.map((r) => r.matter_id)
}
