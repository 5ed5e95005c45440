/** What the loader takes from the database's own catalogue, so that it goes on working when tables change. */
import type pg from 'pg'
import { instantOfLocal, plainDateIn } from '../../src/kernel/calendar/index.ts'
import { type Plan, planOf } from './calendar.ts'
import type { Columns } from './template.ts'

type Asks = Pick<pg.Client, 'query'>

/** Columns of every table that take values: not generated ones, not those that keep their default. */
export async function catalogue(owner: Asks): Promise<Columns> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
     group by c.relname`,
  )
  return new Map(rows.map((r) => [r.table, r.columns]))
}

/** The plan of a load made at an instant. */
export function planFor(stored: number, now: Date, zone: string): Plan {
  const today = new Date(instantOfLocal(plainDateIn(zone, now.toISOString()), 0, zone))
  return planOf(
    stored,
    today,
    Date.parse(`${plainDateIn(zone, now.toISOString())}T00:00:00Z`) - today.getTime(),
  )
}

/** What is taken away while rows go in, and how it is made again: keys, walls between tables, indexes. */
export interface Taken {
  drop: string
  make: string
  /** Shown while it is made. */
  name: string
}

/**
 * Constraints and indexes of some tables, and the foreign keys of others that lead to them, in the order in
 * which they must be made again.
 */
export async function indexesOf(owner: Asks, tables: readonly string[]): Promise<Taken[]> {
  const constraints = await owner.query<{ table: string; name: string; def: string; type: string }>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as def, k.contype::text as type
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f')
       and (c.relname = any($1::text[])
            or k.confrelid in (select oid from pg_class
                               where relnamespace = 'public'::regnamespace and relname = any($1::text[])))
     order by array_position(array['p', 'u', 'f'], k.contype::text), c.relname, k.conname`,
    [tables],
  )
  const indexes = await owner.query<{ name: string; def: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as def
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
     where c.relnamespace = 'public'::regnamespace and c.relname = any($1::text[])
       and not exists (select 1 from pg_constraint k where k.conindid = i.oid)
     order by c.relname, i.relname`,
    [tables],
  )
  const taken = (r: (typeof constraints.rows)[number]): Taken => ({
    name: `${r.table}.${r.name}`,
    drop: `alter table ${r.table} drop constraint "${r.name}"`,
    make: `alter table ${r.table} add constraint "${r.name}" ${r.def}`,
  })
  return [
    ...constraints.rows.filter((r) => r.type !== 'f').map(taken),
    ...indexes.rows.map((r) => ({ name: r.name, drop: `drop index "${r.name}"`, make: r.def })),
    ...constraints.rows.filter((r) => r.type === 'f').map(taken),
  ]
}
