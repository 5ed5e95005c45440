/**
 * The parts of the statement that saves, one a table. Each takes its rows as one list, so that forty matters cost the
 * server hardly more statements than one.
 */
import type { ChildTable } from './engine/project.ts'

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
/**
 * Rows whose column `apart` stands in a second parameter, each row's after a record separator (as in RFC 7464). Inside the
 * first it would be read three times over: with its list, out of its row, and as itself.
 */
const rowsApart = (columns: Columns, apart: string) => {
  const { [apart]: _, ...others } = columns
  const names = ['matter_id', ...Object.keys(others), apart].join(', ')
  return `rows from (json_to_recordset(:rows) as (matter_id uuid, ${rowType(others)}),
    string_to_table(:apart, e'\\x1e')) as r(${names})`
}
const readApart = (name: string) => ({ type: 'text', read: `r.${name}::json` })

/** Rows made anew. Each hangs on a matter. */
function inserting(
  part: string,
  table: string,
  columns: Columns,
  conflict = '',
  rows: string = rowsOf(columns),
): string {
  const names = Object.keys(columns)
  return `
${part} as (
  insert into ${table} (bureau_id, matter_id, ${names.join(', ')})
  select $1, r.matter_id, ${names.map((n) => reading(n, columns)).join(', ')}
  from ${rows}${conflict})`
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
  rows: string = rowsOf(columns),
): string {
  return `
${part} as (
  update ${table} t set ${set.map((n) => `${n} = ${reading(n, columns)}`).join(', ')}
  from ${rows}
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
  doc: readApart('doc'),
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
  data: readApart('data'),
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

const fresh = (table: ChildTable, conflict = '') => inserting(`${table}_fresh`, table, CHILD[table], conflict)
const altered = (table: ChildTable) => {
  const { key, set } = ALTERED[table]!
  return altering(`${table}_altered`, table, CHILD[table], key, set)
}

/** What a save may be made of; each takes its rows at `:rows`, and the column named in `APART` at `:apart`. */
export const PARTS = {
  matterNew: inserting('matter_new', 'matters', MATTER, '', rowsApart(MATTER, 'doc')),
  // The primary key (matter, version) of events makes two writers from the same state collide: the second is refused.
  matterChanged: altering('matter_changed', 'matters', MATTER, '', MATTER_CHANGES, rowsApart(MATTER, 'doc')),
  keys: inserting('keys', 'matter_keys', { kek_id: 'text', wrapped: base64('wrapped') }),
  events: inserting('ev', 'events', EVENT, '', rowsApart(EVENT, 'data')),
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
  contactsAltered: altered('contacts'),
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
export type Part = keyof typeof PARTS

/** Columns that are documents of their own. */
export const APART: Partial<Record<Part, string>> = { matterNew: 'doc', matterChanged: 'doc', events: 'data' }

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
