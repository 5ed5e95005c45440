/** SQL of the import: its lock, what is there already, the simulated accounts, and what the report is made of. */
import type { MatterDoc } from '../cases/index.ts'
import type { Pool, Tx } from '../kernel/postgres/connect.ts'

const LOCK_CLASS = 7412
const LOCK_TRIES = 30

/**
 * Holds the bureau's import lock while `work` runs, and begins only when every writer of a run that was killed has ended:
 * the server may still be committing what a dead process sent last.
 * @returns what `work` gives, or null when another import holds the lock
 */
export async function withImportLock<T>(
  pool: Pool,
  bureauId: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect()
  let broken = true
  try {
    for (let tries = 1; ; tries++) {
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2::text)) as held',
        [LOCK_CLASS, bureauId],
      )
      if (rows[0]!.held) break
      if (tries === LOCK_TRIES) {
        broken = false
        return null
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    // Writers share this lock until they commit; to have it alone for a moment is to have outlasted them.
    await client.query('select pg_advisory_xact_lock(7411, hashtext($1::text))', [bureauId])
    const value = await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2::text))', [LOCK_CLASS, bureauId])
    broken = false
    return value
  } finally {
    // A connection that may still hold the lock is not given back to the pool.
    client.release(broken)
  }
}

export interface Wanted {
  source_key: string
  register_key: string
  reply_key: string | null
}

export interface Known {
  source_key: string
  matter_id: string
  number: string
  version: number
  state: string
  /** This very letter made it; this very answer was given to it. */
  same_letter: boolean
  same_reply: boolean
  /** The person may still rate. */
  rating_open: boolean
}

const KNOWN = `
select m.source_key, m.matter_id, m.number, m.version, m.state,
  exists (select 1 from commands c where c.bureau_id = $1 and c.principal = 'import'
    and c.idempotency_key = w.register_key) as same_letter,
  exists (select 1 from commands c where c.bureau_id = $1 and c.principal = 'import'
    and c.idempotency_key = w.reply_key) as same_reply,
  exists (select 1 from clocks k where k.bureau_id = $1 and k.matter_id = m.matter_id and k.rule_id = 'HY-RATING'
    and k.status = 'running') as rating_open
from jsonb_to_recordset($2::jsonb) as w(source_key text, register_key text, reply_key text)
join matters m on m.bureau_id = $1 and m.source_key = w.source_key`

/** Which of these records are matters already, and how far they got. */
export async function findKnown(tx: Tx, bureauId: string, wanted: readonly Wanted[]): Promise<Known[]> {
  return tx.query<Known>(KNOWN, [bureauId, JSON.stringify(wanted)])
}

const RATING_WINDOW = `
select proceeding_id, rolled from clocks
where bureau_id = $1 and matter_id = $2 and rule_id = 'HY-RATING' and status = 'running'`

/** The citizen's open window to rate, if there is one; `rolled` is its last day. */
export async function findRatingWindow(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<{ proceeding_id: string; rolled: string } | null> {
  const rows = await tx.query<{ proceeding_id: string; rolled: string }>(RATING_WINDOW, [bureauId, matterId])
  return rows[0] ?? null
}

const ADD_ACCOUNT = `
insert into accounts (bureau_id, account_id, login, name, unit_id, roles, active, created_at)
select $1, a.account_id, a.login, a.name, a.unit_id, a.roles, true, $3
from jsonb_to_recordset($2::jsonb) as a(account_id uuid, login text, name text, unit_id uuid, roles text[])
on conflict do nothing`

export interface SimulatedAccount {
  account_id: string
  login: string
  name: string
  unit_id: string
  roles: string[]
}

/** Accounts that act in the ledger and have no sign-in: nobody can use them. Those there already stay. */
export async function addAccounts(
  tx: Tx,
  bureauId: string,
  accounts: readonly SimulatedAccount[],
  now: Date,
): Promise<void> {
  await tx.query(ADD_ACCOUNT, [bureauId, JSON.stringify(accounts), now])
}

export interface StoredEvent {
  type: string
  schema_version: number
  occurred_at: Date
  actor: { kind: string; id: string | null; unitId: string | null }
  procedure: string
  procedure_version: number
  data: unknown
}

export interface StoredMatter {
  source_key: string
  doc: MatterDoc
  events: StoredEvent[]
}

const MATTERS = `
select m.matter_id, m.source_key, m.doc from matters m where m.bureau_id = $1 and m.source_key = any($2::text[])`
const EVENTS = `
select e.matter_id, e.type, e.schema_version, e.occurred_at, e.actor, e.procedure, e.procedure_version, e.data
from events e where e.bureau_id = $1 and e.matter_id = any($2::uuid[]) order by e.matter_id, e.version`

/** Matters of these records with their whole history, in no order. */
export async function readMatters(
  tx: Tx,
  bureauId: string,
  sourceKeys: readonly string[],
): Promise<StoredMatter[]> {
  const matters = await tx.query<{ matter_id: string; source_key: string; doc: MatterDoc }>(MATTERS, [
    bureauId,
    sourceKeys,
  ])
  const ids = matters.map((m) => m.matter_id)
  const events = new Map<string, StoredEvent[]>(ids.map((id) => [id, []]))
  for (const { matter_id, ...event } of await tx.query<StoredEvent & { matter_id: string }>(EVENTS, [
    bureauId,
    ids,
  ])) {
    events.get(matter_id)!.push(event)
  }
  return matters.map((m) => ({ source_key: m.source_key, doc: m.doc, events: events.get(m.matter_id)! }))
}
