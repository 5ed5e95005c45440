/** SQL of sealing, verification and receipts. */
import { CHILD_TABLES, type ChildTable } from '../cases/index.ts'
import type { HashName } from '../kernel/crypto/index.ts'
import type { LedgerActor, LedgerEvent, Seal } from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { AttachmentRow, ContentRow, MatterRow } from './check-matter.ts'
import type { Row } from './compare-rows.ts'
import type { DocumentCounter, DocumentNumberRow } from './document-numbers.ts'

export interface BureauRow {
  bureau_id: string
  slug: string
  name_zh: string
  zone: string
  hash_name: HashName
}

/** Bureaus whose ledger is kept. A practice ground has one that is cleared with it, so it is neither sealed nor verified. */
export function allBureaus(tx: Tx): Promise<BureauRow[]> {
  return tx.query<BureauRow>(
    'select bureau_id, slug, name_zh, zone, hash_name from bureaus where practice_of is null order by slug',
  )
}

// Sealing --------------------------------------------------------------------------------------------------------

/** Waits for the writers of a bureau, which hold the same lock shared, and keeps further ones waiting. */
export function lockForSealing(tx: Tx, bureauId: string): Promise<unknown> {
  return tx.query('select pg_advisory_xact_lock(7411, hashtext($1::text))', [bureauId])
}

export async function lastSeal(
  tx: Tx,
  bureauId: string,
): Promise<Pick<Seal, 'sealNo' | 'hash' | 'sealedAt' | 'day'> | null> {
  const [row] = await tx.query<{ seal_no: number; day: string; sealed_at: Date; hash: string }>(
    'select seal_no, day, sealed_at, hash from seals where bureau_id = $1 order by seal_no desc limit 1',
    [bureauId],
  )
  return row
    ? { sealNo: row.seal_no, hash: row.hash, sealedAt: row.sealed_at.toISOString(), day: row.day }
    : null
}

/** Seals without their entries, newest first. */
export async function sealHeaders(tx: Tx, bureauId: string, limit: number): Promise<Omit<Seal, 'entries'>[]> {
  const rows = await tx.query<{ header: Omit<Seal, 'entries'> }>(
    `select document - 'entries' as header from seals where bureau_id = $1 order by seal_no desc limit $2`,
    [bureauId, limit],
  )
  return rows.map((r) => r.header)
}

/** Events that no seal lists, at most `limit`, by matter and version. */
export function unsealedEvents(
  tx: Tx,
  bureauId: string,
  limit: number,
): Promise<{ matter_id: string; version: number; hash: string }[]> {
  return tx.query(
    `select e.matter_id, e.version, e.hash
     from matters m
     join events e on e.bureau_id = m.bureau_id and e.matter_id = m.matter_id
       and e.version > m.sealed_version and e.version <= m.version
     where m.bureau_id = $1 and m.version > m.sealed_version
     order by e.matter_id, e.version limit $2`,
    [bureauId, limit],
  )
}

export async function insertSeal(tx: Tx, seal: Seal): Promise<void> {
  const last = new Map<string, number>()
  for (const { matterId, version } of seal.entries) last.set(matterId, version)
  void tx
    .query(
      'insert into seals (bureau_id, seal_no, day, sealed_at, hash, document) values ($1, $2, $3, $4, $5, $6::jsonb)',
      [seal.bureauId, seal.sealNo, seal.day, seal.sealedAt, seal.hash, JSON.stringify(seal)],
    )
    .catch(() => {})
  await tx.query(
    `update matters m set sealed_version = s.version
     from unnest($2::uuid[], $3::integer[]) as s(matter_id, version)
     where m.bureau_id = $1 and m.matter_id = s.matter_id`,
    [seal.bureauId, [...last.keys()], [...last.values()]],
  )
}

export async function sealNumbers(tx: Tx, bureauId: string): Promise<number[]> {
  const rows = await tx.query<{ seal_no: number }>(
    'select seal_no from seals where bureau_id = $1 order by seal_no',
    [bureauId],
  )
  return rows.map((row) => row.seal_no)
}

export interface SealRow {
  seal_no: number
  day: string
  sealed_at: Date
  hash: string
  document: string
}

/** The first seal after a number; the document as text. */
export async function nextSeal(tx: Tx, bureauId: string, after: number): Promise<SealRow | null> {
  const [row] = await tx.query<SealRow>(
    `select seal_no, day, sealed_at, hash, document::text as document from seals
     where bureau_id = $1 and seal_no > $2 order by seal_no limit 1`,
    [bureauId, after],
  )
  return row ?? null
}

// Verification ---------------------------------------------------------------------------------------------------

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface KeyRow {
  has_key: boolean
  kek_id: string | null
  wrapped: Buffer | null
  decision: string | null
}

export type MatterBatchRow = MatterRow & KeyRow & { matter_id: string }

export function matterBatch(
  tx: Tx,
  bureauId: string,
  after: string,
  limit: number,
): Promise<MatterBatchRow[]> {
  return tx.query<MatterBatchRow>(
    `select m.*, k.matter_id is not null as has_key, k.kek_id, k.wrapped, k.decision
     from matters m
     left join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id
     where m.bureau_id = $1 and m.matter_id > $2 order by m.matter_id limit $3`,
    [bureauId, after, limit],
  )
}

export async function keyOfMatter(tx: Tx, bureauId: string, matterId: string): Promise<KeyRow> {
  const [row] = await tx.query<KeyRow>(
    `select true as has_key, kek_id, wrapped, decision from matter_keys where bureau_id = $1 and matter_id = $2`,
    [bureauId, matterId],
  )
  return row ?? { has_key: false, kek_id: null, wrapped: null, decision: null }
}

interface EventRow {
  matter_id: string
  version: number
  event_id: string
  type: string
  schema_version: number
  occurred_at: string
  recorded_at: string
  actor: LedgerActor
  procedure: string
  procedure_version: number
  data: unknown
  prev_hash: string
  hash: string
}

// Times as text with all their digits: a microsecond added in the database must not vanish in a rounded value.
const EVENTS = `
select matter_id, version, event_id, type, schema_version,
  to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as occurred_at,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at,
  actor, procedure, procedure_version, data, prev_hash, hash
from events where bureau_id = $1 and matter_id between $2 and $3 order by matter_id, version`

const instant = (text: string): string => (text.endsWith('000') ? `${text.slice(0, -3)}Z` : `${text}Z`)

const eventOf = (bureauId: string, r: EventRow): LedgerEvent => ({
  bureauId,
  matterId: r.matter_id,
  version: r.version,
  eventId: r.event_id,
  type: r.type,
  schemaVersion: r.schema_version,
  occurredAt: instant(r.occurred_at),
  recordedAt: instant(r.recorded_at),
  actor: r.actor,
  procedure: r.procedure,
  procedureVersion: r.procedure_version,
  data: r.data,
  prevHash: r.prev_hash,
  hash: r.hash,
})

type OfMatter<T> = T & { matter_id: string }

/** All that hangs on the matters of a range of ids, by matter. */
export interface RangeRead {
  events: Map<string, LedgerEvent[]>
  contents: Map<string, ContentRow[]>
  attachments: Map<string, AttachmentRow[]>
  children: Record<ChildTable, Map<string, Row[]>>
}

/** Reads a range of matter ids, both ends included, with one statement a table, sent together. */
export async function readRange(tx: Tx, bureauId: string, from: string, to: string): Promise<RangeRead> {
  const range = [bureauId, from, to]
  const where = 'where bureau_id = $1 and matter_id between $2 and $3'
  const [events, contents, attachments, ...children] = await Promise.all([
    tx.query<EventRow>(EVENTS, range),
    tx.query<OfMatter<ContentRow>>(
      `select matter_id, content_id, kind, version, cipher, commitment from contents ${where}`,
      range,
    ),
    tx.query<OfMatter<AttachmentRow>>(
      `select matter_id, attachment_id, name_content_id, media_type, size, commitment, version from attachments ${where}`,
      range,
    ),
    ...CHILD_TABLES.map((table) => tx.query<OfMatter<Row>>(`select * from ${table} ${where}`, range)),
  ])
  const byTable = {} as RangeRead['children']
  CHILD_TABLES.forEach((table, i) => {
    byTable[table] = byMatter(children[i]!, (row) => row)
  })
  return {
    events: byMatter(events, (row) => eventOf(bureauId, row)),
    contents: byMatter(contents, (row) => row),
    attachments: byMatter(attachments, (row) => row),
    children: byTable,
  }
}

function byMatter<R extends { matter_id: string }, T>(
  rows: readonly R[],
  map: (row: R) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.matter_id)
    if (group) group.push(map(row))
    else groups.set(row.matter_id, [map(row)])
  }
  return groups
}

/** Matters of which events are left, but not their row. Row security hides them from the application role. */
export async function mattersWithoutRow(tx: Tx, bureauId: string): Promise<string[]> {
  const rows = await tx.query<{ matter_id: string }>(
    `select distinct e.matter_id from events e
     where e.bureau_id = $1
       and not exists (select 1 from matters m where m.bureau_id = e.bureau_id and m.matter_id = e.matter_id)
     order by e.matter_id limit 10000`,
    [bureauId],
  )
  return rows.map((row) => row.matter_id)
}

const HANGING = ['contents', 'attachments', 'matter_keys', ...CHILD_TABLES]

/** Rows of matters of which neither row nor event is left. */
export function orphanRows(
  tx: Tx,
  bureauId: string,
): Promise<{ table: string; matter_id: string; rows: number }[]> {
  const parts = HANGING.map(
    (table) => `
    select '${table}' as "table", t.matter_id, count(*)::integer as rows from ${table} t
    where t.bureau_id = $1
      and not exists (select 1 from matters m where m.bureau_id = t.bureau_id and m.matter_id = t.matter_id)
      and not exists (select 1 from events e where e.bureau_id = t.bureau_id and e.matter_id = t.matter_id)
    group by t.matter_id`,
  )
  return tx.query(`${parts.join(' union all ')} order by 2, 1 limit 1000`, [bureauId])
}

/** Numbers that commands answered with for matters that are gone. */
export async function numbersAnswered(
  tx: Tx,
  bureauId: string,
  matterIds: string[],
): Promise<Map<string, string>> {
  if (matterIds.length === 0) return new Map()
  const rows = await tx.query<{ matter_id: string; number: string }>(
    `select distinct response ->> 'matterId' as matter_id, response ->> 'number' as number from commands
     where bureau_id = $1 and response ->> 'matterId' = any($2::text[])`,
    [bureauId, matterIds],
  )
  return new Map(rows.map((row) => [row.matter_id, row.number]))
}

export async function numberCounters(tx: Tx, bureauId: string): Promise<Map<number, number>> {
  const rows = await tx.query<{ year: number; last_number: number }>(
    'select year, last_number from number_counters where bureau_id = $1',
    [bureauId],
  )
  return new Map(rows.map((row) => [row.year, row.last_number]))
}

/** Numbers of documents as their table has them. */
export function documentNumbers(tx: Tx, bureauId: string): Promise<DocumentNumberRow[]> {
  return tx.query<DocumentNumberRow>(
    'select matter_id, paper_id, number from papers where bureau_id = $1 and number is not null',
    [bureauId],
  )
}

export function documentCounters(tx: Tx, bureauId: string): Promise<DocumentCounter[]> {
  return tx.query<DocumentCounter>(
    'select unit_id, kind, year, last_number from paper_counters where bureau_id = $1',
    [bureauId],
  )
}

/** Outbox rows of no event (a reminder, and word of a limit that passed, have a matter instead: time asked for them); null when this role may not read the outbox. */
export async function outboxOrphans(
  tx: Tx,
  bureauId: string,
): Promise<{ event_id: string; topic: string }[] | null> {
  const [may] = await tx.query<{ may: boolean }>("select has_table_privilege('outbox', 'select') as may")
  if (!may?.may) return null
  return tx.query(
    `select o.event_id, o.topic from outbox o
     where o.bureau_id = $1
       and not exists (select 1 from events e where e.bureau_id = o.bureau_id and e.event_id = o.event_id)
       and not ((o.topic = 'remind-unit' or (o.topic = 'notify-citizen' and o.payload ->> 'template' = 'due')) and exists (
         select 1 from matters m where m.bureau_id = o.bureau_id and m.matter_id::text = o.payload ->> 'matterId'))
     order by o.event_id, o.topic limit 1000`,
    [bureauId],
  )
}

// Receipts -------------------------------------------------------------------------------------------------------

export interface RegistrationRow extends KeyRow {
  slug: string
  name_zh: string
  cipher: Buffer | null
}

/** The links of a matter's chain, from the first. */
export async function listLinks(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<{ version: number; recordedAt: string; hash: string; prevHash: string }[]> {
  const rows = await tx.query<{ version: number; recorded_at: Date; hash: string; prev_hash: string }>(
    `select version, recorded_at, hash, prev_hash from events
     where bureau_id = $1 and matter_id = $2 order by version`,
    [bureauId, matterId],
  )
  return rows.map((r) => ({
    version: r.version,
    recordedAt: r.recorded_at.toISOString(),
    hash: r.hash,
    prevHash: r.prev_hash,
  }))
}

/** The registration of a matter with its bureau, its key and its body. */
export async function findRegistration(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<{ event: LedgerEvent; row: RegistrationRow } | null> {
  const [row] = await tx.query<EventRow & RegistrationRow>(
    `select e.matter_id, e.version, e.event_id, e.type, e.schema_version,
       to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as occurred_at,
       to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at,
       e.actor, e.procedure, e.procedure_version, e.data, e.prev_hash, e.hash, b.slug, b.name_zh,
       k.matter_id is not null as has_key, k.kek_id, k.wrapped, k.decision, c.cipher
     from events e
     join bureaus b on b.bureau_id = e.bureau_id
     left join matter_keys k on k.bureau_id = e.bureau_id and k.matter_id = e.matter_id
     left join contents c on c.bureau_id = e.bureau_id and c.matter_id = e.matter_id
       and c.content_id = (e.data ->> 'bodyId')::uuid
     where e.bureau_id = $1 and e.matter_id = $2 and e.version = 1 and e.type = 'matter.registered'`,
    [bureauId, matterId],
  )
  return row ? { event: eventOf(bureauId, row), row } : null
}
