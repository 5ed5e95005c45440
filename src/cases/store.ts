/** SQL of the closed loop: one read and one write statement an action. */

import type { LedgerEvent } from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { MatterDoc } from './engine/doc.ts'
import { CHILD_TABLES, type ChildTable, changedRows, project } from './engine/project.ts'

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

const LAST_SEAL = `
left join lateral (
  select sealed_at from seals where bureau_id = $1::uuid order by seal_no desc limit 1) s on true`

// Writers hold the bureau's lock shared, the sealer alone: a seal never misses a matter half written.
const LOAD = `
select m.doc, m.version, m.head_hash, m.recorded_at, k.kek_id, k.wrapped, s.sealed_at, c.request_hash, c.response
from (select pg_advisory_xact_lock_shared(7411, hashtext($1::text))) as lock
left join matters m on m.bureau_id = $1::uuid and m.matter_id = $2
left join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id
left join commands c on c.bureau_id = $1::uuid and c.principal = $3 and c.idempotency_key = $4${LAST_SEAL}`

/** Reads a matter for a decision, together with the answer an earlier same command got. */
export async function loadForDecision(
  tx: Tx,
  bureauId: string,
  matterId: string,
  principal: string,
  key: string,
): Promise<{ matter: LoadedMatter | null; command: StoredCommand | null }> {
  const [row] = await tx.query<LoadRow>(LOAD, [bureauId, matterId, principal, key])
  const command = row?.request_hash ? { requestHash: row.request_hash, response: row.response } : null
  if (!row?.doc) return { matter: null, command }
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
}

const COMMANDS = `
select c.request_hash, c.response, s.sealed_at
from (select pg_advisory_xact_lock_shared(7411, hashtext($1::text))) as lock
cross join unnest($2::text[], $3::text[]) with ordinality as k(principal, key, place)
left join commands c on c.bureau_id = $1::uuid and c.principal = k.principal and c.idempotency_key = k.key${LAST_SEAL}
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

const MATTER_COLUMNS = `number text, procedure text, channel text, class text, category text, state text,
  responsible_unit_id uuid, handler_unit_id uuid, secrecy text, shielded boolean, shield_units uuid[], received_on date,
  received_at timestamptz, undated boolean, next_due date, ended_on date, end_kind text, version integer, head_hash text,
  recorded_at timestamptz, source_key text, doc jsonb`

const INSERT_MATTER = `
matter as (
  insert into matters (bureau_id, matter_id, number, procedure, channel, class, category, state, responsible_unit_id,
    handler_unit_id, secrecy, shielded, shield_units, received_on, received_at, undated, next_due, ended_on, end_kind,
    version, head_hash, recorded_at, source_key, doc)
  select $1, $2, m.number, m.procedure, m.channel, m.class, m.category, m.state, m.responsible_unit_id,
    m.handler_unit_id, m.secrecy, m.shielded, m.shield_units, m.received_on, m.received_at, m.undated, m.next_due,
    m.ended_on, m.end_kind, m.version, m.head_hash, m.recorded_at, m.source_key, m.doc
  from jsonb_to_record(:rows) as m(${MATTER_COLUMNS}))`

const INSERT_KEY = `
key as (
  insert into matter_keys (bureau_id, matter_id, kek_id, wrapped)
  select $1, $2, k.kek_id, decode(k.wrapped, 'base64')
  from jsonb_to_record(:rows) as k(kek_id text, wrapped text))`

// number, received_on and source_key never change; secrecy and lane are fixed at registration.
const UPDATE_MATTER = `
matter as (
  update matters t set procedure = m.procedure, class = m.class, category = m.category, state = m.state,
    responsible_unit_id = m.responsible_unit_id, handler_unit_id = m.handler_unit_id, shield_units = m.shield_units,
    next_due = m.next_due, ended_on = m.ended_on, end_kind = m.end_kind, version = m.version, head_hash = m.head_hash,
    recorded_at = m.recorded_at, doc = m.doc
  from jsonb_to_record(:rows) as m(${MATTER_COLUMNS})
  where t.bureau_id = $1 and t.matter_id = $2)`

// The primary key (matter, version) makes two writers from the same state collide: the second is refused.
const INSERT_EVENTS = `
ev as (
  insert into events (bureau_id, matter_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor,
    procedure, procedure_version, data, prev_hash, hash)
  select $1, $2, e.version, e.event_id, e.type, e.schema_version, e.occurred_at, e.recorded_at, e.actor, e.procedure,
    e.procedure_version, e.data, e.prev_hash, e.hash
  from jsonb_to_recordset(:rows) as e(version integer, event_id uuid, type text, schema_version integer,
    occurred_at timestamptz, recorded_at timestamptz, actor jsonb, procedure text, procedure_version integer,
    data jsonb, prev_hash text, hash text))`

const INSERT_CONTENTS = `
contents as (
  insert into contents (bureau_id, matter_id, content_id, kind, version, cipher, commitment)
  select $1, $2, c.content_id, c.kind, c.version, decode(c.cipher, 'base64'), c.commitment
  from jsonb_to_recordset(:rows) as c(content_id uuid, kind text, version integer, cipher text,
    commitment text))`

const INSERT_ATTACHMENTS = `
attachments as (
  insert into attachments (bureau_id, matter_id, attachment_id, name_content_id, media_type, size, commitment, version)
  select $1, $2, a.attachment_id, a.name_content_id, a.media_type, a.size, a.commitment, a.version
  from jsonb_to_recordset(:rows) as a(attachment_id uuid, name_content_id uuid, media_type text,
    size bigint, commitment text, version integer))`

const INSERT_BLIND = `
blind as (
  insert into blind_index (bureau_id, kind, blind, matter_id)
  select distinct $1::uuid, b.kind, decode(b.blind, 'base64'), $2::uuid
  from jsonb_to_recordset(:rows) as b(kind text, blind text)
  on conflict do nothing)`

const INSERT_COMMAND = `
command as (
  insert into commands (bureau_id, principal, idempotency_key, request_hash, response, at)
  select $1, c.principal, c.idempotency_key, c.request_hash, c.response, c.at
  from jsonb_to_record(:rows) as c(principal text, idempotency_key text, request_hash text,
    response jsonb, at timestamptz))`

const INSERT_OUTBOX = `
outbox_rows as (
  insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at)
  select $1, o.event_id, o.topic, o.payload, o.created_at, o.created_at
  from jsonb_to_recordset(:rows) as o(event_id uuid, topic text, payload jsonb, created_at timestamptz))`

const INSERT_ACCESS = `
seen as (
  insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
  select $1, a.access_id, $2, a.account_id, a.unit_id, a.at, a.what, a.reason
  from jsonb_to_recordset(:rows) as a(access_id uuid, account_id uuid, unit_id uuid, at timestamptz,
    what text, reason text))`

/** Rows made anew. */
const INSERT_CHILD: Record<ChildTable, string> = {
  proceedings: `
proceeding_rows as (
  insert into proceedings (bureau_id, matter_id, proceeding_id, procedure, procedure_version, state,
    responsible_unit_id, opened_on, next_due, next_due_at, provisional, ended_on, end_kind)
  select $1, $2, r.proceeding_id, r.procedure, r.procedure_version, r.state, r.responsible_unit_id, r.opened_on,
    r.next_due, r.next_due_at, r.provisional, r.ended_on, r.end_kind
  from jsonb_to_recordset(:rows) as r(proceeding_id text, procedure text, procedure_version integer,
    state text, responsible_unit_id uuid, opened_on date, next_due date, next_due_at timestamptz, provisional boolean,
    ended_on date, end_kind text))`,
  clocks: `
clock_rows as (
  insert into clocks (bureau_id, matter_id, clock_id, proceeding_id, rule_id, owner, is_right, unit_id, status,
    started_on, nominal, rolled, due_at, provisional, ended_on, in_time)
  select $1, $2, r.clock_id, r.proceeding_id, r.rule_id, r.owner, r.is_right, r.unit_id, r.status, r.started_on,
    r.nominal, r.rolled, r.due_at, r.provisional, r.ended_on, r.in_time
  from jsonb_to_recordset(:rows) as r(clock_id text, proceeding_id text, rule_id text, owner text,
    is_right boolean, unit_id uuid, status text, started_on date, nominal date, rolled date, due_at timestamptz,
    provisional boolean, ended_on date, in_time boolean))`,
  demands: `
demand_rows as (
  insert into demands (bureau_id, matter_id, demand_id, position, outcome, answered_on)
  select $1, $2, r.demand_id, r.position, r.outcome, r.answered_on
  from jsonb_to_recordset(:rows) as r(demand_id text, position integer, outcome text, answered_on date))`,
  contacts: `
contact_rows as (
  insert into contacts (bureau_id, matter_id, contact_id, channel, received_on, persons, representatives,
    external_system, external_number, external_sender, external_due, external_received_on)
  select $1, $2, r.contact_id, r.channel, r.received_on, r.persons, r.representatives, r.external_system,
    r.external_number, r.external_sender, r.external_due, r.external_received_on
  from jsonb_to_recordset(:rows) as r(contact_id text, channel text, received_on date, persons integer,
    representatives integer, external_system text, external_number text, external_sender text, external_due date,
    external_received_on date))`,
  documents: `
document_rows as (
  insert into documents (bureau_id, matter_id, document_id, kind, proceeding_id, unit_id, issued_on, service_id,
    served_on, method)
  select $1, $2, r.document_id, r.kind, r.proceeding_id, r.unit_id, r.issued_on, r.service_id, r.served_on, r.method
  from jsonb_to_recordset(:rows) as r(document_id text, kind text, proceeding_id text, unit_id uuid,
    issued_on date, service_id text, served_on date, method text))`,
  links: `
link_rows as (
  insert into links (bureau_id, matter_id, kind, other_bureau_id, other_matter_id, other_number)
  select $1, $2, r.kind, r.other_bureau_id, r.other_matter_id, r.other_number
  from jsonb_to_recordset(:rows) as r(kind text, other_bureau_id uuid, other_matter_id uuid,
    other_number text))`,
  ratings: `
rating_rows as (
  insert into ratings (bureau_id, matter_id, proceeding_id, bureau_rating, unit_rating, unit_id, rated_on)
  select $1, $2, r.proceeding_id, r.bureau_rating, r.unit_rating, r.unit_id, r.rated_on
  from jsonb_to_recordset(:rows) as r(proceeding_id text, bureau_rating text, unit_rating text,
    unit_id uuid, rated_on date))`,
}

/** Rows altered. Not ON CONFLICT: it makes row security look at the matter three times for each table. */
const UPDATE_CHILD: Partial<Record<ChildTable, string>> = {
  proceedings: `
proceeding_changes as (
  update proceedings t set procedure = r.procedure, procedure_version = r.procedure_version, state = r.state,
    responsible_unit_id = r.responsible_unit_id, opened_on = r.opened_on, next_due = r.next_due,
    next_due_at = r.next_due_at, provisional = r.provisional, ended_on = r.ended_on, end_kind = r.end_kind
  from jsonb_to_recordset(:rows) as r(proceeding_id text, procedure text, procedure_version integer,
    state text, responsible_unit_id uuid, opened_on date, next_due date, next_due_at timestamptz, provisional boolean,
    ended_on date, end_kind text)
  where t.bureau_id = $1 and t.matter_id = $2 and t.proceeding_id = r.proceeding_id)`,
  clocks: `
clock_changes as (
  update clocks t set status = r.status, nominal = r.nominal, rolled = r.rolled, due_at = r.due_at,
    provisional = r.provisional, ended_on = r.ended_on, in_time = r.in_time
  from jsonb_to_recordset(:rows) as r(clock_id text, proceeding_id text, rule_id text, owner text,
    is_right boolean, unit_id uuid, status text, started_on date, nominal date, rolled date, due_at timestamptz,
    provisional boolean, ended_on date, in_time boolean)
  where t.bureau_id = $1 and t.matter_id = $2 and t.clock_id = r.clock_id)`,
  demands: `
demand_changes as (
  update demands t set outcome = r.outcome, answered_on = r.answered_on
  from jsonb_to_recordset(:rows) as r(demand_id text, position integer, outcome text, answered_on date)
  where t.bureau_id = $1 and t.matter_id = $2 and t.demand_id = r.demand_id)`,
  documents: `
document_changes as (
  update documents t set served_on = r.served_on, method = r.method
  from jsonb_to_recordset(:rows) as r(document_id text, kind text, proceeding_id text, unit_id uuid,
    issued_on date, service_id text, served_on date, method text)
  where t.bureau_id = $1 and t.matter_id = $2 and t.document_id = r.document_id)`,
}

// A link told again moves to the end of the list, so its place does not tell whether it is new.
const UPSERT_LINKS = INSERT_CHILD.links.replace(
  /\)$/,
  `
  on conflict (bureau_id, matter_id, kind, other_bureau_id, other_matter_id)
  do update set other_number = excluded.other_number)`,
)

export interface MatterWrite {
  before: MatterDoc | null
  doc: MatterDoc
  headHash: string
  events: LedgerEvent[]
  contents: { content_id: string; kind: string; version: number; cipher: string; commitment: string }[]
  attachments?: Record<string, unknown>[]
  blind?: { kind: string; blind: string }[]
  key?: { kek_id: string; wrapped: string }
  sourceKey?: string | null
  command?: {
    principal: string
    idempotency_key: string
    request_hash: string
    response: unknown
    at: string
  }
  outbox: { event_id: string; topic: string; payload: unknown; created_at: string }[]
  access?: Record<string, unknown>[]
}

const eventRow = (e: LedgerEvent) => ({
  version: e.version,
  event_id: e.eventId,
  type: e.type,
  schema_version: e.schemaVersion,
  occurred_at: e.occurredAt,
  recorded_at: e.recordedAt,
  actor: e.actor,
  procedure: e.procedure,
  procedure_version: e.procedureVersion,
  data: e.data,
  prev_hash: e.prevHash,
  hash: e.hash,
})

/**
 * Writes what a command decided and commits, in one round trip.
 * @throws pg.DatabaseError 23505 on `events_pkey` when another writer was first, on `commands_pkey` when the same
 * command was answered meanwhile.
 */
export async function saveMatter(tx: Tx, w: MatterWrite): Promise<void> {
  // A routed shielded matter may leave the sight of who routes it; the rules have allowed the act by now.
  if (w.doc.lane === 'shielded') void tx.query(`select set_config('app.system', 'on', true)`).catch(() => {})
  const { sql, params } = statementOf(w)
  await tx.commitWith(sql, params)
}

/** Writes several new matters in one transaction of the program itself, and commits with the last. Throws as above. */
export async function saveMatters(tx: Tx, writes: readonly MatterWrite[]): Promise<void> {
  const done = writes.map((w, i) => {
    const { sql, params } = statementOf(w)
    return i < writes.length - 1 ? tx.query(sql, params) : tx.commitWith(sql, params)
  })
  for (const one of await Promise.allSettled(done)) if (one.status === 'rejected') throw one.reason
}

function statementOf(w: MatterWrite): { sql: string; params: unknown[] } {
  const after = project(w.doc)
  const changed = changedRows(w.before ? project(w.before) : null, after)
  const matter = {
    ...after.matters,
    version: w.doc.version,
    head_hash: w.headHash,
    recorded_at: w.events.at(-1)!.recordedAt,
    source_key: w.sourceKey ?? null,
    doc: w.doc,
  }
  const parts: string[] = []
  const params: unknown[] = [w.doc.bureauId, w.doc.matterId]
  // One parameter for the rows of each table: taken from one common document, each part would be a join with it.
  const add = (rows: unknown, sql: string) => {
    if (!rows || (Array.isArray(rows) && rows.length === 0)) return
    parts.push(sql.replace(':rows', `$${params.push(JSON.stringify(rows))}::jsonb`))
  }
  add(matter, w.before ? UPDATE_MATTER : INSERT_MATTER)
  add(w.key, INSERT_KEY)
  add(w.events.map(eventRow), INSERT_EVENTS)
  add(w.contents, INSERT_CONTENTS)
  add(w.attachments, INSERT_ATTACHMENTS)
  add(w.blind, INSERT_BLIND)
  add(w.command, INSERT_COMMAND)
  add(w.outbox, INSERT_OUTBOX)
  add(w.access, INSERT_ACCESS)
  for (const table of CHILD_TABLES) {
    const { fresh = [], altered = [] } = changed[table] ?? {}
    if (table === 'links' && w.before) add([...altered, ...fresh], UPSERT_LINKS)
    else add(fresh, INSERT_CHILD[table])
    const update = UPDATE_CHILD[table]
    if (update) add(altered, update)
    else if (altered.length > 0 && table !== 'links')
      throw new Error(`${table} of ${w.doc.matterId}: no row may alter`)
  }
  return { sql: `with ${parts.join(',')} select 1`, params }
}
