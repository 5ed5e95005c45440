/**
 * The parts of the statement that saves, one a table. Each takes its rows as lists, one a column, so that forty matters cost
 * the server hardly more statements than one. Lists of values, not one list of rows in JSON: taking that apart was a fifth of
 * what the database did.
 */

import type { ElementType } from '../kernel/postgres/arrays.ts'
import type { ChildTable } from './engine/project.ts'

/**
 * A column of a list of rows: the type of its values, and how the column is made of one where that is more than the value
 * itself.
 */
type Columns = Readonly<Record<string, ElementType | { type: ElementType; read: (value: string) => string }>>

export interface Column {
  name: string
  type: ElementType
}

/** A part of the statement, with `:name` where the list of each column goes, and what the columns are. */
export interface PartSql {
  sql: string
  columns: readonly Column[]
}

const columnsOf = (columns: Columns): Column[] =>
  Object.entries(columns).map(([name, c]) => ({ name, type: typeof c === 'string' ? c : c.type }))
/** The value of a column in the row `r`: every column is a list of its own, and `r.i` the row's place in all of them. */
const reading = (name: string, columns: Columns) => {
  const c = columns[name]!
  const value = `(:${name})[r.i]`
  return typeof c === 'string' ? value : c.read(value)
}
const OF_MATTER: Column = { name: 'matter_id', type: 'uuid' }
const ROWS = 'unnest(:matter_id) with ordinality as r(matter_id, i)'

/** Rows made anew. Each hangs on a matter. */
function inserting(part: string, table: string, columns: Columns, conflict = ''): PartSql {
  const names = Object.keys(columns)
  const sql = `
${part} as (
  insert into ${table} (bureau_id, matter_id, ${names.join(', ')})
  select $1, r.matter_id, ${names.map((n) => reading(n, columns)).join(', ')}
  from ${ROWS}${conflict})`
  return { sql, columns: [OF_MATTER, ...columnsOf(columns)] }
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
): PartSql {
  const sql = `
${part} as (
  update ${table} t set ${set.map((n) => `${n} = ${reading(n, columns)}`).join(', ')}
  from ${ROWS}
  where t.bureau_id = $1 and t.matter_id = r.matter_id${key && ` and t.${key} = ${reading(key, columns)}`})`
  const given = new Set([key, ...set])
  return { sql, columns: [OF_MATTER, ...columnsOf(columns).filter((c) => given.has(c.name))] }
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
  // A list of each row: as text, since lists of different lengths make no list.
  shield_units: { type: 'text', read: (list) => `${list}::uuid[]` },
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
  doc: 'json',
  centre_unit_id: 'uuid',
  subject_id: 'uuid',
}
// number, received_on, subject_id and source_key never change; secrecy and lane are fixed at registration.
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
  'centre_unit_id',
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
  data: 'json',
  prev_hash: 'text',
  hash: 'text',
}

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
    unsolved: 'boolean',
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
  contacts: { key: 'contact_id', set: ['external_number'] },
  documents: { key: 'document_id', set: ['served_on', 'method'] },
}

const fresh = (table: ChildTable) => inserting(`${table}_fresh`, table, CHILD[table])
const altered = (table: ChildTable) => {
  const { key, set } = ALTERED[table]!
  return altering(`${table}_altered`, table, CHILD[table], key, set)
}

/** What a save may be made of. */
export const PARTS = {
  matterNew: inserting('matter_new', 'matters', MATTER),
  // The primary key (matter, version) of events makes two writers from the same state collide: the second is refused.
  matterChanged: altering('matter_changed', 'matters', MATTER, '', MATTER_CHANGES),
  keys: inserting('keys', 'matter_keys', { kek_id: 'text', wrapped: 'bytea' }),
  events: inserting('ev', 'events', EVENT),
  contents: inserting('contents_new', 'contents', {
    content_id: 'uuid',
    kind: 'text',
    version: 'integer',
    cipher: 'bytea',
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
  blind: inserting('blind', 'blind_index', { kind: 'text', blind: 'bytea' }, '\n  on conflict do nothing'),
  access: inserting('seen', 'access_log', {
    access_id: 'uuid',
    account_id: 'uuid',
    unit_id: 'uuid',
    at: 'timestamptz',
    what: 'text',
    reason: 'text',
  }),
  commands: {
    sql: `
command as (
  insert into commands (bureau_id, principal, idempotency_key, request_hash, response, at)
  select $1, r.principal, (:idempotency_key)[r.i], (:request_hash)[r.i], (:response)[r.i], (:at)[r.i]
  from unnest(:principal) with ordinality as r(principal, i))`,
    columns: columnsOf({
      principal: 'text',
      idempotency_key: 'text',
      request_hash: 'text',
      response: 'jsonb',
      at: 'timestamptz',
    }),
  },
  outbox: {
    sql: `
outbox_rows as (
  insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at)
  select $1, r.event_id, (:topic)[r.i], (:payload)[r.i], (:created_at)[r.i], (:created_at)[r.i]
  from unnest(:event_id) with ordinality as r(event_id, i))`,
    columns: columnsOf({ event_id: 'uuid', topic: 'text', payload: 'jsonb', created_at: 'timestamptz' }),
  },
  proceedings: fresh('proceedings'),
  proceedingsAltered: altered('proceedings'),
  clocks: fresh('clocks'),
  clocksAltered: altered('clocks'),
  demands: fresh('demands'),
  demandsAltered: altered('demands'),
  contacts: fresh('contacts'),
  contactsAltered: altered('contacts'),
  documents: fresh('documents'),
  documentsAltered: altered('documents'),
  links: fresh('links'),
  // A link told again moves to the end of the list, so its place does not tell whether it is new.
  linksAgain: inserting(
    'links_again',
    'links',
    CHILD.links,
    `
  on conflict (bureau_id, matter_id, kind, other_bureau_id, other_matter_id)
  do update set other_number = excluded.other_number`,
  ),
  ratings: fresh('ratings'),
} as const satisfies Readonly<Record<string, PartSql>>
export type Part = keyof typeof PARTS

/** What nearly every registration writes, and every step: always in the statement, so that few different ones are planned. */
export const USUAL: Record<'matterNew' | 'matterChanged', readonly Part[]> = {
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
