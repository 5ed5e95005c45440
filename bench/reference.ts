/**
 * The reference: what PostgreSQL and its driver can do for a cycle of this shape, with nothing of ours in the way. For
 * each of the six actions one read and one writing CTE, straight through the driver, committed durably like ours, on
 * small tables of its own. Tables, statements and sizes are fixed: slow SQL elsewhere in the program cannot move it, and
 * it may only be changed together with every figure that was ever compared with it.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from '../src/kernel/postgres/connect.ts'
import { ACTIONS } from './cycle.ts'

const TABLES = `
create table if not exists bench_reference_matters (
  bureau_id uuid not null, matter_id uuid not null, version integer not null, state text not null, doc jsonb not null,
  primary key (bureau_id, matter_id));
create table if not exists bench_reference_events (
  bureau_id uuid not null, matter_id uuid not null, version integer not null, data jsonb not null,
  primary key (bureau_id, matter_id, version))`

const READ = `
select version, state, doc from bench_reference_matters where bureau_id = $1 and matter_id = $2`

const WRITE = `
with event as (
  insert into bench_reference_events (bureau_id, matter_id, version, data) values ($1, $2, $3, $5::jsonb))
insert into bench_reference_matters as m (bureau_id, matter_id, version, state, doc) values ($1, $2, $3, $4, $5::jsonb)
on conflict (bureau_id, matter_id) do update
set version = excluded.version, state = excluded.state, doc = excluded.doc`

const BUREAU = '00000000-0000-4000-8000-000000000001'
/** Half a kilobyte, as a small event or state takes. */
const DATA = JSON.stringify({ text: 'x'.repeat(480), list: [1, 2, 3] })

export async function makeReferenceTables(owner: Pool): Promise<void> {
  await owner.query(TABLES)
}

/** One cycle of the reference. */
export async function referenceCycle(pool: Pool): Promise<void> {
  const matterId = randomUUID()
  for (const [i, action] of ACTIONS.entries()) {
    await pool.query({ name: 'reference-read', text: READ, values: [BUREAU, matterId] })
    await pool.query({
      name: 'reference-write',
      text: WRITE,
      values: [BUREAU, matterId, i + 1, action, DATA],
    })
  }
}
