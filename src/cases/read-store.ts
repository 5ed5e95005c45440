/** SQL of reading: one matter with all that belongs to its page, lists by keyset, look-ups. */
import type { RoleName } from '../kernel/access/roles.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { MatterDoc } from './engine/doc.ts'
import type { EventDraft } from './engine/events.ts'

export interface StoredMatter {
  doc: MatterDoc
  version: number
  head_hash: string
  recorded_at: Date
  kek_id: string
  wrapped: Buffer | null
}

const MATTER = `
select m.doc, m.version, m.head_hash, m.recorded_at, k.kek_id, k.wrapped
from matters m join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id
where m.bureau_id = $1 and m.matter_id = $2`

export async function findMatter(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<StoredMatter | undefined> {
  return (await tx.query<StoredMatter>(MATTER, [bureauId, matterId]))[0]
}

/** An event as a timeline needs it. */
export type StoredEvent = EventDraft & {
  schema_version: number
  version: number
  occurred_at: Date
  recorded_at: Date
  actor: { kind: 'account' | 'citizen' | 'system'; id: string | null; unitId: string | null }
  hash: string
}

const EVENTS = `
select version, type, schema_version, occurred_at, recorded_at, actor, procedure, procedure_version, data, hash
from events where bureau_id = $1 and matter_id = $2 order by version`

export function listEvents(tx: Tx, bureauId: string, matterId: string): Promise<StoredEvent[]> {
  return tx.query<StoredEvent>(EVENTS, [bureauId, matterId])
}

export interface StoredContent {
  content_id: string
  kind: string
  cipher: Buffer
}

const CONTENTS = `select content_id, kind, cipher from contents where bureau_id = $1 and matter_id = $2`

export function listContents(tx: Tx, bureauId: string, matterId: string): Promise<StoredContent[]> {
  return tx.query<StoredContent>(CONTENTS, [bureauId, matterId])
}

const NAMES = `select account_id, name from accounts where bureau_id = $1 and account_id = any($2::uuid[])`

export function namesOf(
  tx: Tx,
  bureauId: string,
  ids: string[],
): Promise<{ account_id: string; name: string }[]> {
  return ids.length === 0 ? Promise.resolve([]) : tx.query(NAMES, [bureauId, ids])
}

export interface SummaryRow {
  matter_id: string
  number: string
  procedure: string
  state: string
  responsible_unit_id: string
  received_on: string
  next_due: string | null
  ended_on: string | null
  end_kind: string | null
  version: number
}

const BY_NUMBER = `
select matter_id, number, procedure, state, responsible_unit_id, received_on, next_due, ended_on, end_kind, version
from matters where bureau_id = $1 and number = $2`

export async function findByNumber(
  tx: Tx,
  bureauId: string,
  number: string,
): Promise<SummaryRow | undefined> {
  return (await tx.commitWith<SummaryRow>(BY_NUMBER, [bureauId, number]))[0]
}

/** For the citizen's page, which has no unit: the id only; the code is checked before anything else is read. */
const ID_BY_NUMBER = `select matter_id from find_matter_id($1, $2) as matter_id where matter_id is not null`

export async function findIdByNumber(tx: Tx, bureauId: string, number: string): Promise<string | undefined> {
  return (await tx.query<{ matter_id: string }>(ID_BY_NUMBER, [bureauId, number]))[0]?.matter_id
}

const ACCESS = `
insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason, roles)
select $1, $2, $3, $4, $5, $6, $7, $8, $10::text[]
where $9::boolean or not exists (
  select 1 from access_log where bureau_id = $1 and matter_id = $3 and account_id = $4 and what = $7
    and at > $6::timestamptz - interval '12 hours')`

/** Logs a look at personal data. A page opened again within twelve hours is one look; a disclosure always counts. */
export async function logAccess(
  tx: Tx,
  a: {
    bureauId: string
    accessId: string
    matterId: string
    accountId: string | null
    unitId: string | null
    /** As the account holds them now. */
    roles: readonly string[]
    at: Date
    what: 'matter' | 'parties' | 'attachment' | 'lookup'
    reason: string
    always: boolean
  },
): Promise<void> {
  await tx.query(ACCESS, [
    a.bureauId,
    a.accessId,
    a.matterId,
    a.accountId,
    a.unitId,
    a.at,
    a.what,
    a.reason,
    a.always,
    a.accountId ? [...a.roles] : null,
  ])
}

const ACCESS_LIST = `
select at, what, reason, account_id, unit_id, roles from access_log
where bureau_id = $1 and matter_id = $2 order by at desc limit 200`

const ATTACHMENT_AT = `
select attachment_id from attachments where bureau_id = $1 and matter_id = $2 and version = $3`

/** The file that the event of this version tied to the matter. */
export async function findAttachmentAt(
  tx: Tx,
  bureauId: string,
  matterId: string,
  version: number,
): Promise<string | undefined> {
  const rows = await tx.query<{ attachment_id: string }>(ATTACHMENT_AT, [bureauId, matterId, version])
  return rows[0]?.attachment_id
}

export interface AccessRow {
  at: Date
  what: string
  reason: string
  account_id: string | null
  unit_id: string | null
  roles: RoleName[] | null
}

export function listAccess(tx: Tx, bureauId: string, matterId: string): Promise<AccessRow[]> {
  return tx.query<AccessRow>(ACCESS_LIST, [bureauId, matterId])
}

export interface InboxRow {
  matter_id: string
  proceeding_id: string
  procedure: string
  state: string
  responsible_unit_id: string
  next_due: string | null
  next_due_at: Date | null
  provisional: boolean
  number: string
  main_procedure: string
  channel: string
  class: string
  category: string | null
  received_on: string
  secrecy: string
  shielded: boolean
  handler_unit_id: string | null
  ended_on: string | null
  end_kind: string | null
  version: number
  subject_id: string | null
  cipher: Buffer | null
  kek_id: string | null
  wrapped: Buffer | null
}

/** Of `proceedings p join matters m`. */
export const INBOX_COLUMNS = `
  p.matter_id, p.proceeding_id, p.procedure, p.state, p.responsible_unit_id, p.next_due, p.next_due_at, p.provisional,
  m.number, m.procedure as main_procedure, m.channel, m.class, m.category, m.received_on, m.secrecy, m.shielded,
  m.handler_unit_id, p.ended_on, p.end_kind, m.version, m.subject_id`

export interface InboxFilter {
  /** Units whose desk it is; null = the whole bureau. */
  units: string[] | null
  open: boolean
  state: string | null
  procedure: string | null
  channel: string | null
  dueBefore: string | null
  /** Only what this unit took in. */
  centre: string | null
  /** Also what only waits for the citizen. */
  waiting: boolean
  /** Keyset: the last row's due day ('9999-12-31' when none), matter and proceeding. */
  after: { due: string; matterId: string; proceedingId: string } | null
  limit: number
}

/**
 * Open proceedings by due day, or ended ones. Filters are added only where given, so that each shape is one prepared
 * statement with a plan of its own.
 */
export function listInbox(tx: Tx, bureauId: string, f: InboxFilter): Promise<InboxRow[]> {
  const params: unknown[] = [bureauId]
  const param = (value: unknown) => `$${params.push(value)}`
  const where = ['p.bureau_id = $1', f.open ? 'p.ended_on is null' : 'p.ended_on is not null']
  if (f.units) where.push(`p.responsible_unit_id = any(${param(f.units)}::uuid[])`)
  if (f.state) where.push(`p.state = ${param(f.state)}`)
  if (f.procedure) where.push(`p.procedure = ${param(f.procedure)}`)
  if (f.channel) where.push(`m.channel = ${param(f.channel)}`)
  if (f.centre) where.push(`m.doc -> 'seats' ->> 'centre' = ${param(f.centre)}`)
  if (f.dueBefore) where.push(`p.next_due <= ${param(f.dueBefore)}::date`)
  if (f.open && !f.waiting) where.push(`p.state <> 'awaiting-rating'`)
  if (!f.open) where.push(`p.proceeding_id = 'main'`)
  if (f.after) {
    where.push(
      `(coalesce(p.next_due, date '9999-12-31'), p.matter_id, p.proceeding_id) > (${param(f.after.due)}::date, ${param(f.after.matterId)}::uuid, ${param(f.after.proceedingId)})`,
    )
  }
  const sql = `
select page.*, c.cipher, k.kek_id, k.wrapped
from (
  select ${INBOX_COLUMNS}
  from proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
  where ${where.join(' and ')}
  order by coalesce(p.next_due, date '9999-12-31'), p.matter_id, p.proceeding_id
  limit ${param(f.limit)}) page
left join matter_keys k on k.bureau_id = $1 and k.matter_id = page.matter_id
left join contents c on c.bureau_id = $1 and c.matter_id = page.matter_id and c.content_id = page.subject_id::uuid
order by coalesce(page.next_due, date '9999-12-31'), page.matter_id, page.proceeding_id`
  return tx.query<InboxRow>(sql, params)
}

const BLIND = `
select m.matter_id, m.number, m.procedure, m.state, m.responsible_unit_id, m.received_on, m.next_due, m.ended_on,
  m.end_kind, m.version
from blind_index b join matters m on m.bureau_id = b.bureau_id and m.matter_id = b.matter_id
where b.bureau_id = $1 and b.kind = $2 and b.blind = decode($3, 'hex') and m.ended_on is null
order by m.received_at desc limit 20`

/** Open matters that carry exactly this phone, number or name. */
export function findByBlind(tx: Tx, bureauId: string, kind: string, blind: string): Promise<SummaryRow[]> {
  return tx.query<SummaryRow>(BLIND, [bureauId, kind, blind])
}
