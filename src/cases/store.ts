/** SQL of what a decision needs to know. One statement reads for one command or for many. */

import type { Tx } from '../kernel/postgres/connect.ts'
import type { MatterDoc } from './engine/doc.ts'

export interface LoadedMatter {
  doc: MatterDoc
  version: number
  headHash: string
  recordedAt: Date
  kekId: string
  wrapped: Buffer | null
  /** When the bureau was last sealed: nothing is recorded as if it had been written before. */
  sealedAt: Date | null
}

/** What an idempotency key was answered with before. */
export interface StoredCommand {
  requestHash: string
  response: unknown
}

interface LoadRow {
  doc: MatterDoc | null
  version: number
  head_hash: string
  recorded_at: Date
  kek_id: string
  wrapped: Buffer | null
  sealed_at: Date | null
  request_hash: string | null
  response: unknown
}

// Asked once a statement, whatever number of rows it gives.
const LAST_SEAL = `(select sealed_at from seals where bureau_id = $1::uuid order by seal_no desc limit 1) as sealed_at`

// Writers hold the bureau's lock shared, the sealer alone: a seal never misses a matter half written.
const LOAD = `
select m.doc, m.version, m.head_hash, m.recorded_at, k.kek_id, k.wrapped, c.request_hash, c.response, ${LAST_SEAL}
from (select pg_advisory_xact_lock_shared(7411, hashtext($1::text))) as lock
cross join unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as a(matter_id, principal, key, place)
left join matters m on m.bureau_id = $1::uuid and m.matter_id = a.matter_id
left join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id
left join commands c on c.bureau_id = $1::uuid and c.principal = a.principal and c.idempotency_key = a.key
order by a.place`

/** What a command asks for: a matter, under an idempotency key. */
export interface Asked {
  matterId: string
  principal: string
  idempotencyKey: string
}

/** A matter for a decision, and the answer an earlier same command got. */
export interface Loaded {
  matter: LoadedMatter | null
  command: StoredCommand | null
}

/** Reads matters for decisions, each with the answer an earlier same command got, in the order asked for. */
export async function loadForDecisions(tx: Tx, bureauId: string, asked: readonly Asked[]): Promise<Loaded[]> {
  const rows = await tx.query<LoadRow>(LOAD, [
    bureauId,
    asked.map((a) => a.matterId),
    asked.map((a) => a.principal),
    asked.map((a) => a.idempotencyKey),
  ])
  return rows.map((row) => {
    const command = row.request_hash ? { requestHash: row.request_hash, response: row.response } : null
    if (!row.doc) return { matter: null, command }
    return {
      matter: {
        doc: row.doc,
        version: row.version,
        headHash: row.head_hash,
        recordedAt: row.recorded_at,
        kekId: row.kek_id,
        wrapped: row.wrapped,
        sealedAt: row.sealed_at,
      },
      command,
    }
  })
}

const COMMANDS = `
select c.request_hash, c.response, ${LAST_SEAL}
from (select pg_advisory_xact_lock_shared(7411, hashtext($1::text))) as lock
cross join unnest($2::text[], $3::text[]) with ordinality as k(principal, key, place)
left join commands c on c.bureau_id = $1::uuid and c.principal = k.principal and c.idempotency_key = k.key
order by k.place`

/** What each of some keys was answered with before, and when the bureau was last sealed. */
export async function findCommands(
  tx: Tx,
  bureauId: string,
  keys: readonly { principal: string; idempotencyKey: string }[],
): Promise<{ commands: (StoredCommand | null)[]; sealedAt: Date | null }> {
  type Row = Pick<LoadRow, 'request_hash' | 'response' | 'sealed_at'>
  const principals = keys.map((k) => k.principal)
  const rows = await tx.query<Row>(COMMANDS, [bureauId, principals, keys.map((k) => k.idempotencyKey)])
  const commands = rows.map((row) =>
    row.request_hash ? { requestHash: row.request_hash, response: row.response } : null,
  )
  return { commands, sealedAt: rows[0]?.sealed_at ?? null }
}

const TAKE_NUMBERS = `
insert into number_counters as c (bureau_id, year, last_number) values ($1, $2, $3)
on conflict (bureau_id, year) do update set last_number = c.last_number + $3
returning last_number`

/**
 * Takes the next `count` gapless numbers of bureau and year and gives the last of them; a negative count gives numbers
 * back in the transaction that took them. Holds the counter's row until the transaction ends, so ask last.
 */
export async function takeNumbers(tx: Tx, bureauId: string, year: number, count: number): Promise<number> {
  const [row] = await tx.query<{ last_number: number }>(TAKE_NUMBERS, [bureauId, year, count])
  return row!.last_number
}
