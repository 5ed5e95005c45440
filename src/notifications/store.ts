/** SQL of notifications: written by one writer a bureau, read by their unit, marked by each account for itself. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Kind } from './contract.ts'

export interface NewRow {
  no: number
  unitId: string
  kind: Kind
  roles: readonly string[] | null
  at: Date
  matterId: string | null
  version: number | null
  proceedingId: string | null
  procedure: string | null
  state: string | null
  actorKind: string | null
  actorUnitId: string | null
  link: string | null
  words: { zh: string; en: string } | null
}

const INSERT = `
insert into notifications (bureau_id, notification_no, unit_id, kind, roles, at, matter_id, version, proceeding_id,
  procedure, state, actor_kind, actor_unit_id, link, words)
select $1, n.no, n."unitId", n.kind, n.roles, n.at, n."matterId", n.version, n."proceedingId", n.procedure, n.state,
  n."actorKind", n."actorUnitId", n.link, n.words
from jsonb_to_recordset($2::jsonb) as n (no bigint, "unitId" uuid, kind text, roles text[], at timestamptz,
  "matterId" uuid, version integer, "proceedingId" text, procedure text, state text, "actorKind" text,
  "actorUnitId" uuid, link text, words jsonb)`

export async function insertRows(tx: Tx, bureauId: string, rows: readonly NewRow[]): Promise<void> {
  await tx.query(INSERT, [bureauId, JSON.stringify(rows)])
}

/** Where a matter stands now; undefined where this transaction does not see it. */
export async function standingOf(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<{ matter_id: string; version: number; procedure: string; state: string } | undefined> {
  const [row] = await tx.query<{ matter_id: string; version: number; procedure: string; state: string }>(
    'select matter_id, version, procedure, state from matters where bureau_id = $1 and matter_id = $2',
    [bureauId, matterId],
  )
  return row
}

/**
 * Takes some numbers and gives the last of them; the row stays locked until the transaction ends, so that numbers become
 * visible in their order.
 */
export async function takeNumbers(tx: Tx, bureauId: string, count: number): Promise<number> {
  const [row] = await tx.query<{ last_no: string }>(
    `insert into notification_heads (bureau_id, last_no) values ($1, $2)
     on conflict (bureau_id) do update set last_no = notification_heads.last_no + $2 returning last_no`,
    [bureauId, count],
  )
  return Number(row!.last_no)
}

export async function lastNumber(tx: Tx, bureauId: string): Promise<number> {
  const [row] = await tx.query<{ last_no: string }>(
    'select last_no from notification_heads where bureau_id = $1',
    [bureauId],
  )
  return Number(row?.last_no ?? 0)
}

const PRUNE = `
with oldest as (
  select notification_no, at from notifications where bureau_id = $1 order by notification_no limit $3)
delete from notifications n using oldest o
where n.bureau_id = $1 and n.notification_no = o.notification_no and o.at < $2 returning n.notification_no`

/** Deletes the oldest before an instant, at most `limit`. @returns how many went */
export async function prune(tx: Tx, bureauId: string, before: Date, limit: number): Promise<number> {
  return (await tx.query(PRUNE, [bureauId, before, limit])).length
}

/** Who reads: unit and roles of an account. */
export interface Reader {
  bureauId: string
  unitId: string
  accountId: string
  roles: readonly string[]
}

export interface MarkRow {
  read_to: string
  muted: Kind[]
  toasts: boolean
}

// Who never marked anything has read what was there before the account was.
const MARK = `
select read_to, muted, toasts from notification_marks where bureau_id = $1 and account_id = $2
union all
select coalesce((select n.notification_no from notifications n, accounts a
                 where n.bureau_id = $1 and n.unit_id = $3 and a.bureau_id = $1 and a.account_id = $2
                   and n.at < a.created_at order by n.notification_no desc limit 1), 0), '{}', true
where not exists (select 1 from notification_marks where bureau_id = $1 and account_id = $2)`

export async function readMark(tx: Tx, r: Reader): Promise<MarkRow> {
  const [row] = await tx.query<MarkRow>(MARK, [r.bureauId, r.accountId, r.unitId])
  return row!
}

const COUNT = `
select count(*)::int as unread from (
  select 1 from notifications n
  where n.bureau_id = $1 and n.unit_id = $2 and n.notification_no > $3 and (n.roles is null or n.roles && $4::text[])
    and n.kind <> all($5::text[])
    and not exists (select 1 from notification_reads r
                    where r.bureau_id = $1 and r.account_id = $6 and r.notification_no = n.notification_no and r.read)
  union all
  select 1 from notification_reads r
  join notifications n on n.bureau_id = r.bureau_id and n.notification_no = r.notification_no
  where r.bureau_id = $1 and r.account_id = $6 and not r.read and r.notification_no <= $3 and n.unit_id = $2
    and n.kind <> all($5::text[])
  limit 100) unread_ones`

/** How many are unread, at most 100. */
export async function countUnread(tx: Tx, r: Reader, mark: MarkRow): Promise<number> {
  const [row] = await tx.query<{ unread: number }>(COUNT, [
    r.bureauId,
    r.unitId,
    mark.read_to,
    r.roles,
    mark.muted,
    r.accountId,
  ])
  return row!.unread
}

export interface Row {
  no: string
  kind: Kind
  at: Date
  procedure: string | null
  state: string | null
  actor_kind: 'account' | 'citizen' | 'system' | null
  actor_unit_id: string | null
  link: string | null
  words: { zh: string; en: string } | null
  marked: boolean | null
  matter_id: string | null
  number: string | null
  shielded: boolean | null
  secrecy: string | null
  subject_id: string | null
  cipher: Buffer | null
  kek_id: string | null
  wrapped: Buffer | null
}

const COLUMNS = `
  n.notification_no as no, n.kind, n.at, n.procedure, n.state, n.actor_kind, n.actor_unit_id, n.link, n.words,
  r.read as marked, n.matter_id, m.number, m.shielded, m.secrecy, m.subject_id`

const page = (where: string, order: string) => `
select page.*, c.cipher, k.kek_id, k.wrapped from (
  select ${COLUMNS} from notifications n
  left join matters m on m.bureau_id = n.bureau_id and m.matter_id = n.matter_id
  left join notification_reads r
    on r.bureau_id = n.bureau_id and r.account_id = $3 and r.notification_no = n.notification_no
  where n.bureau_id = $1 and n.unit_id = $2 and (n.roles is null or n.roles && $4::text[]) and ${where}
  order by n.notification_no ${order} limit $6) page
left join matter_keys k on k.bureau_id = $1 and k.matter_id = page.matter_id
left join contents c on c.bureau_id = $1 and c.matter_id = page.matter_id and c.content_id = page.subject_id
order by page.no ${order}`

const BEFORE = page('n.notification_no < $5', 'desc')
const AFTER = page('n.notification_no > $5', 'asc')

/** The history, newest first, before a number. */
export function listBefore(tx: Tx, r: Reader, before: number, limit: number): Promise<Row[]> {
  return tx.query<Row>(BEFORE, [r.bureauId, r.unitId, r.accountId, r.roles, before, limit])
}

/** What came after a number, oldest first. */
export function listAfter(tx: Tx, r: Reader, after: number, limit: number): Promise<Row[]> {
  return tx.query<Row>(AFTER, [r.bureauId, r.unitId, r.accountId, r.roles, after, limit])
}

const UPSERT = `
insert into notification_marks (bureau_id, account_id, read_to, muted, toasts) values ($1, $2, $3, $4, $5)
on conflict (bureau_id, account_id) do update set read_to = excluded.read_to, muted = excluded.muted,
  toasts = excluded.toasts`

export async function saveMark(tx: Tx, r: Reader, mark: MarkRow): Promise<void> {
  await tx.query(UPSERT, [r.bureauId, r.accountId, mark.read_to, mark.muted, mark.toasts])
}

/** All above the new mark stay as they were; what lies below it needs no exception any more. */
export async function dropReads(tx: Tx, r: Reader, upTo: number): Promise<void> {
  await tx.query(
    'delete from notification_reads where bureau_id = $1 and account_id = $2 and notification_no <= $3',
    [r.bureauId, r.accountId, upTo],
  )
}

// Only what the account may see: a number of another unit marks nothing.
const SET = `
insert into notification_reads (bureau_id, account_id, notification_no, read)
select n.bureau_id, $3, n.notification_no, $5 from notifications n
where n.bureau_id = $1 and n.unit_id = $2 and
`
const CONFLICT = `
on conflict (bureau_id, account_id, notification_no) do update set read = excluded.read`

export async function setRead(
  tx: Tx,
  r: Reader,
  which: { numbers: readonly number[] } | { matterId: string; from: number },
  read: boolean,
): Promise<void> {
  const byNumber = 'numbers' in which
  const where = byNumber
    ? 'n.notification_no = any($4::bigint[])'
    : 'n.matter_id = $4::uuid and n.notification_no > $6'
  const params = [r.bureauId, r.unitId, r.accountId, byNumber ? which.numbers : which.matterId, read]
  await tx.query(SET + where + CONFLICT, byNumber ? params : [...params, which.from])
}

const FROM_PROGRAM = `
insert into notifications (bureau_id, notification_no, unit_id, kind, at, matter_id, version, proceeding_id, procedure,
  state, actor_kind)
select $1, $2, $3, $6, $5, m.matter_id, m.version, 'main', m.procedure, m.state, 'system'
from matters m
where m.bureau_id = $1 and m.matter_id = $4 and not exists (
  select 1 from notifications n
  where n.bureau_id = $1 and n.unit_id = $3 and n.kind = $6 and n.matter_id = $4 and n.at = $5)`

/** What the program itself has to tell a unit of a matter (a limit ends soon), once for the same instant. */
export async function insertFromProgram(
  tx: Tx,
  bureauId: string,
  d: { kind: 'due' | 'not-told'; unitId: string; matterId: string; at: Date },
): Promise<void> {
  const no = await takeNumbers(tx, bureauId, 1)
  await tx.query(FROM_PROGRAM, [bureauId, no, d.unitId, d.matterId, d.at, d.kind])
}

const NEWS = `
select distinct on (told.matter_id, told.proceeding_id) told.* from (
  select n.notification_no, n.matter_id, n.proceeding_id, n.kind, n.at
  from notifications n
  join proceedings p
    on p.bureau_id = n.bureau_id and p.matter_id = n.matter_id and p.proceeding_id = n.proceeding_id
  where n.bureau_id = $1 and n.unit_id = $2 and n.kind = any($3::text[]) and n.at > $4
    and (n.roles is null or n.roles && $5::text[])
    and p.ended_on is null and p.responsible_unit_id = n.unit_id and p.state = n.state
    and (not $6::boolean or not coalesce(
      (select r.read from notification_reads r
       where r.bureau_id = n.bureau_id and r.account_id = $7 and r.notification_no = n.notification_no),
      n.notification_no <= $8))
  order by n.notification_no desc limit $9) told
order by told.matter_id, told.proceeding_id, told.notification_no desc`

export function listNews(
  tx: Tx,
  r: Reader,
  mark: MarkRow,
  o: { kinds: readonly Kind[]; unread: boolean; since: Date; limit: number },
): Promise<{ matter_id: string; proceeding_id: string; kind: Kind; at: Date }[]> {
  return tx.query(NEWS, [
    r.bureauId,
    r.unitId,
    o.kinds,
    o.since,
    r.roles,
    o.unread,
    r.accountId,
    mark.read_to,
    o.limit,
  ])
}
