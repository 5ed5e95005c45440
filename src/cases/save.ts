/**
 * SQL of the save: one statement writes what one command decided, or many. Each table takes its rows as one list, so
 * that forty matters cost the server hardly more statements than one.
 */
import type { LedgerEvent } from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { MatterDoc } from './engine/doc.ts'
import { CHILD_TABLES, type ChildTable, changedRows, project } from './engine/project.ts'

type Row = Record<string, unknown>

/** A column of a list of rows: its type, and how it is read out of the row `r` where that is more than its name. */
type Columns = Readonly<Record<string, string | { type: string; read: string }>>

const rowType = (columns: Columns) =>
  Object.entries(columns)
    .map(([name, c]) => `${name} ${typeof c === 'string' ? c : c.type}`)
    .join(', ')
const reading = (name: string, columns: Columns) => {
  const c = columns[name]!
  return typeof c === 'string' ? `r.${name}` : c.read
}
/** Rows of a list as they stand in one parameter. */
const rowsOf = (columns: Columns) => `json_to_recordset(:rows) as r(matter_id uuid, ${rowType(columns)})`

/** Rows made anew. Each hangs on a matter. */
function inserting(part: string, table: string, columns: Columns, conflict = ''): string {
  const names = Object.keys(columns)
  return `
${part} as (
  insert into ${table} (bureau_id, matter_id, ${names.join(', ')})
  select $1, r.matter_id, ${names.map((n) => reading(n, columns)).join(', ')}
  from ${rowsOf(columns)}${conflict})`
}

/**
 * Rows altered, found by `key`. Not ON CONFLICT: it makes row security look at the matter three times for each table.
 * @param set the columns that may alter; all others never do
 */
function altering(
  part: string,
  table: string,
  columns: Columns,
  key: string,
  set: readonly string[],
): string {
  return `
${part} as (
  update ${table} t set ${set.map((n) => `${n} = r.${n}`).join(', ')}
  from ${rowsOf(columns)}
  where t.bureau_id = $1 and t.matter_id = r.matter_id${key && ` and t.${key} = r.${key}`})`
}

const MATTER: Columns = {
  number: 'text',
  procedure: 'text',
  channel: 'text',
  class: 'text',
  category: 'text',
  state: 'text',
  responsible_unit_id: 'uuid',
  handler_unit_id: 'uuid',
  secrecy: 'text',
  shielded: 'boolean',
  shield_units: 'uuid[]',
  received_on: 'date',
  received_at: 'timestamptz',
  undated: 'boolean',
  next_due: 'date',
  ended_on: 'date',
  end_kind: 'text',
  version: 'integer',
  head_hash: 'text',
  recorded_at: 'timestamptz',
  source_key: 'text',
  doc: 'jsonb',
}
// number, received_on and source_key never change; secrecy and lane are fixed at registration.
const MATTER_CHANGES = [
  'procedure',
  'class',
  'category',
  'state',
  'responsible_unit_id',
  'handler_unit_id',
  'shield_units',
  'next_due',
  'ended_on',
  'end_kind',
  'version',
  'head_hash',
  'recorded_at',
  'doc',
]
const EVENT: Columns = {
  version: 'integer',
  event_id: 'uuid',
  type: 'text',
  schema_version: 'integer',
  occurred_at: 'timestamptz',
  recorded_at: 'timestamptz',
  actor: 'jsonb',
  procedure: 'text',
  procedure_version: 'integer',
  data: 'jsonb',
  prev_hash: 'text',
  hash: 'text',
}
const base64 = (name: string) => ({ type: 'text', read: `decode(r.${name}, 'base64')` })

const CHILD: Record<ChildTable, Columns> = {
  proceedings: {
    proceeding_id: 'text',
    procedure: 'text',
    procedure_version: 'integer',
    state: 'text',
    responsible_unit_id: 'uuid',
    opened_on: 'date',
    next_due: 'date',
    next_due_at: 'timestamptz',
    provisional: 'boolean',
    ended_on: 'date',
    end_kind: 'text',
  },
  clocks: {
    clock_id: 'text',
    proceeding_id: 'text',
    rule_id: 'text',
    owner: 'text',
    is_right: 'boolean',
    unit_id: 'uuid',
    status: 'text',
    started_on: 'date',
    nominal: 'date',
    rolled: 'date',
    due_at: 'timestamptz',
    provisional: 'boolean',
    ended_on: 'date',
    in_time: 'boolean',
  },
  demands: { demand_id: 'text', position: 'integer', outcome: 'text', answered_on: 'date' },
  contacts: {
    contact_id: 'text',
    channel: 'text',
    received_on: 'date',
    persons: 'integer',
    representatives: 'integer',
    external_system: 'text',
    external_number: 'text',
    external_sender: 'text',
    external_due: 'date',
    external_received_on: 'date',
  },
  documents: {
    document_id: 'text',
    kind: 'text',
    proceeding_id: 'text',
    unit_id: 'uuid',
    issued_on: 'date',
    service_id: 'text',
    served_on: 'date',
    method: 'text',
  },
  links: { kind: 'text', other_bureau_id: 'uuid', other_matter_id: 'uuid', other_number: 'text' },
  ratings: {
    proceeding_id: 'text',
    bureau_rating: 'text',
    unit_rating: 'text',
    unit_id: 'uuid',
    rated_on: 'date',
  },
}
/** What identifies a row of a table below its matter, and what of it may alter; tables that are not here never do. */
const ALTERED: Partial<Record<ChildTable, { key: string; set: readonly string[] }>> = {
  proceedings: {
    key: 'proceeding_id',
    set: Object.keys(CHILD.proceedings).filter((name) => name !== 'proceeding_id'),
  },
  clocks: {
    key: 'clock_id',
    set: ['status', 'nominal', 'rolled', 'due_at', 'provisional', 'ended_on', 'in_time'],
  },
  demands: { key: 'demand_id', set: ['outcome', 'answered_on'] },
  documents: { key: 'document_id', set: ['served_on', 'method'] },
}

const fresh = (table: ChildTable, conflict = '') => inserting(`${table}_fresh`, table, CHILD[table], conflict)
const altered = (table: ChildTable) => {
  const { key, set } = ALTERED[table]!
  return altering(`${table}_altered`, table, CHILD[table], key, set)
}

const PARTS = {
  matterNew: inserting('matter_new', 'matters', MATTER),
  // The primary key (matter, version) of events makes two writers from the same state collide: the second is refused.
  matterChanged: altering('matter_changed', 'matters', MATTER, '', MATTER_CHANGES),
  keys: inserting('keys', 'matter_keys', { kek_id: 'text', wrapped: base64('wrapped') }),
  events: inserting('ev', 'events', EVENT),
  contents: inserting('contents_new', 'contents', {
    content_id: 'uuid',
    kind: 'text',
    version: 'integer',
    cipher: base64('cipher'),
    commitment: 'text',
  }),
  attachments: inserting('attachments_new', 'attachments', {
    attachment_id: 'uuid',
    name_content_id: 'uuid',
    media_type: 'text',
    size: 'bigint',
    commitment: 'text',
    version: 'integer',
  }),
  blind: inserting(
    'blind',
    'blind_index',
    { kind: 'text', blind: base64('blind') },
    '\n  on conflict do nothing',
  ),
  access: inserting('seen', 'access_log', {
    access_id: 'uuid',
    account_id: 'uuid',
    unit_id: 'uuid',
    at: 'timestamptz',
    what: 'text',
    reason: 'text',
  }),
  commands: `
command as (
  insert into commands (bureau_id, principal, idempotency_key, request_hash, response, at)
  select $1, r.principal, r.idempotency_key, r.request_hash, r.response, r.at
  from json_to_recordset(:rows) as r(principal text, idempotency_key text, request_hash text,
    response jsonb, at timestamptz))`,
  outbox: `
outbox_rows as (
  insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at)
  select $1, r.event_id, r.topic, r.payload, r.created_at, r.created_at
  from json_to_recordset(:rows) as r(event_id uuid, topic text, payload jsonb, created_at timestamptz))`,
  proceedings: fresh('proceedings'),
  proceedingsAltered: altered('proceedings'),
  clocks: fresh('clocks'),
  clocksAltered: altered('clocks'),
  demands: fresh('demands'),
  demandsAltered: altered('demands'),
  contacts: fresh('contacts'),
  documents: fresh('documents'),
  documentsAltered: altered('documents'),
  links: fresh('links'),
  // A link told again moves to the end of the list, so its place does not tell whether it is new.
  linksAgain: fresh(
    'links',
    `
  on conflict (bureau_id, matter_id, kind, other_bureau_id, other_matter_id)
  do update set other_number = excluded.other_number`,
  ).replace('links_fresh', 'links_again'),
  ratings: fresh('ratings'),
} as const
type Part = keyof typeof PARTS

/** What nearly every registration writes, and every step: always in the statement, so that few different ones are planned. */
const USUAL: Record<'matterNew' | 'matterChanged', readonly Part[]> = {
  matterNew: [
    'keys',
    'events',
    'contents',
    'blind',
    'commands',
    'outbox',
    'proceedings',
    'clocks',
    'demands',
  ],
  matterChanged: [
    'events',
    'contents',
    'commands',
    'outbox',
    'proceedings',
    'proceedingsAltered',
    'clocks',
    'clocksAltered',
  ],
}

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

const eventRow = (e: LedgerEvent): Row => ({
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
 * Writes what commands decided and commits, in one round trip: all of them or none. The matters are different ones.
 * @throws pg.DatabaseError 23505 on `events_pkey` when another writer was first, on `commands_pkey` when the same
 * command was answered meanwhile.
 */
export async function saveMatters(tx: Tx, writes: readonly MatterWrite[]): Promise<void> {
  // A routed shielded matter may leave the sight of who routes it; the rules have allowed the act by now.
  if (writes.some((w) => w.doc.lane === 'shielded'))
    void tx.query(`select set_config('app.system', 'on', true)`).catch(() => {})
  const { sql, params } = statementOf(writes)
  await tx.commitWith(sql, params)
}

function statementOf(writes: readonly MatterWrite[]): { sql: string; params: unknown[] } {
  const lists = new Map<Part, Row[]>()
  const list = (part: Part): Row[] => {
    const known = lists.get(part)
    if (known) return known
    const made: Row[] = []
    lists.set(part, made)
    return made
  }
  for (const w of writes) {
    const kind = w.before ? 'matterChanged' : 'matterNew'
    list(kind)
    for (const part of USUAL[kind]) list(part)
  }
  for (const w of writes) gather(w, list)
  const parts: string[] = []
  const params: unknown[] = [writes[0]!.doc.bureauId]
  for (const part of Object.keys(PARTS) as Part[]) {
    const rows = lists.get(part)
    // One parameter for the rows of each table: taken from one common document, each part would be a join with it.
    if (rows) parts.push(PARTS[part].replace(':rows', `$${params.push(JSON.stringify(rows))}::json`))
  }
  return { sql: `with ${parts.join(',')} select 1`, params }
}

/** Puts the rows of one write into the lists. */
function gather(w: MatterWrite, list: (part: Part) => Row[]): void {
  const { matterId: matter_id } = w.doc
  const add = (part: Part, rows: readonly object[] | undefined) => {
    if (rows && rows.length > 0) list(part).push(...rows.map((r) => ({ matter_id, ...r })))
  }
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
  add(w.before ? 'matterChanged' : 'matterNew', [matter])
  add('keys', w.key && [w.key])
  add('events', w.events.map(eventRow))
  add('contents', w.contents)
  add('attachments', w.attachments)
  add('blind', distinctBlind(w.blind))
  add('commands', w.command && [w.command])
  add('outbox', w.outbox)
  add('access', w.access)
  for (const table of CHILD_TABLES) {
    const { fresh: made = [], altered: moved = [] } = changed[table] ?? {}
    if (table === 'links') {
      add(w.before ? 'linksAgain' : 'links', [...moved, ...made])
      continue
    }
    add(table, made)
    if (moved.length === 0) continue
    if (table === 'contacts' || table === 'ratings')
      throw new Error(`${table} of ${matter_id}: no row may alter`)
    add(`${table}Altered`, moved)
  }
}

/** Two people of one matter may share a telephone. */
function distinctBlind(blind: MatterWrite['blind']): MatterWrite['blind'] {
  return blind && [...new Map(blind.map((b) => [`${b.kind} ${b.blind}`, b])).values()]
}
