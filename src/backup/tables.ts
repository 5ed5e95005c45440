/** Which tables there are, in an order they can be loaded in. */
import type pg from 'pg'

/** Kept by the migrations themselves. */
const OF_MIGRATIONS = 'huiyin_migrations'
/** A session is nothing to bring back: people sign in again. */
export const NOT_KEPT: readonly string[] = ['sessions']

export interface TableFacts {
  name: string
  columns: string[]
  /** Tables its rows refer to. */
  needs: string[]
}

const TABLES = `
select c.relname as name,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  coalesce((select array_agg(distinct f.relname::text) from pg_constraint k join pg_class f on f.oid = k.confrelid
            where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as needs
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r'
order by c.relname`

/** Tables of the schema, each after those it refers to. @throws Error when they refer to one another in a circle */
export async function tablesOf(client: pg.Client): Promise<TableFacts[]> {
  const { rows } = await client.query<TableFacts>(TABLES)
  return inOrder(rows.filter((t) => t.name !== OF_MIGRATIONS))
}

/** Each table after those it needs. Pure. */
export function inOrder(tables: readonly TableFacts[]): TableFacts[] {
  const ordered: TableFacts[] = []
  const waiting = new Map(tables.map((t) => [t.name, t]))
  while (waiting.size > 0) {
    const next = [...waiting.values()].filter((t) => !t.needs.some((need) => waiting.has(need)))
    if (next.length === 0) throw new Error(`tables refer to one another: ${[...waiting.keys()].join(', ')}`)
    for (const t of next) {
      ordered.push(t)
      waiting.delete(t.name)
    }
  }
  return ordered
}
