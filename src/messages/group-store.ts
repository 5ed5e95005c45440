/** SQL of groups, their contacts, and who wants nothing any more. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ContactGroup, Via } from './contract.ts'

interface Row {
  groupId: string
  version: number
  name: string
  unitId: string
  size: number
  changedAt: Date
}
const COLUMNS = `group_id as "groupId", version, name, unit_id as "unitId", size, changed_at as "changedAt"`
const toGroup = (r: Row): ContactGroup => ({ ...r, changedAt: r.changedAt.toISOString() })

export async function listGroups(tx: Tx, bureauId: string): Promise<ContactGroup[]> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from contact_groups where bureau_id = $1 order by name, group_id`,
    [bureauId],
  )
  return rows.map(toGroup)
}

export async function lockGroup(
  tx: Tx,
  bureauId: string,
  groupId: string,
): Promise<ContactGroup | undefined> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from contact_groups where bureau_id = $1 and group_id = $2 for update`,
    [bureauId, groupId],
  )
  return rows.map(toGroup)[0]
}

const SAVE = `
insert into contact_groups (bureau_id, group_id, version, name, unit_id, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (bureau_id, group_id) do update set version = $3, name = $4, unit_id = $5, changed_by = $6, changed_at = $7`

export async function saveGroup(
  tx: Tx,
  bureauId: string,
  g: Pick<ContactGroup, 'groupId' | 'version' | 'name' | 'unitId'>,
  by: { accountId: string; now: Date },
): Promise<void> {
  await tx.query(SAVE, [bureauId, g.groupId, g.version, g.name, g.unitId, by.accountId, by.now])
}

/** Counts a group anew after its contacts changed. */
export async function countGroup(tx: Tx, bureauId: string, groupId: string): Promise<number> {
  const [row] = await tx.query<{ size: number }>(
    `update contact_groups set version = version + 1,
       size = (select count(*) from group_contacts k where k.bureau_id = $1 and k.group_id = $2)
     where bureau_id = $1 and group_id = $2 returning size`,
    [bureauId, groupId],
  )
  return row?.size ?? 0
}

/** The township of each group. */
export async function unitsOfGroups(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ groupId: string; unitId: string }>(
    'select group_id as "groupId", unit_id as "unitId" from contact_groups where bureau_id = $1 and group_id = any($2::uuid[])',
    [bureauId, ids],
  )
  return new Map(rows.map((r) => [r.groupId, r.unitId]))
}

export interface ContactRow {
  digest: string
  groupId: string
  via: Via
  box: Buffer
  consentSource: string
  consentOn: string
  optedOut: boolean
}

const CONTACTS = `
select encode(k.digest, 'hex') as digest, k.group_id as "groupId", k.via, k.box, k.consent_source as "consentSource",
  k.consent_on as "consentOn", o.digest is not null as "optedOut"
from group_contacts k left join opt_outs o on o.bureau_id = k.bureau_id and o.digest = k.digest
where k.bureau_id = $1 and k.group_id = $2 and ($3 = '' or k.digest > decode($3, 'hex'))
order by k.digest limit $4`

/** Contacts of a group in the order of their digests. @param after digest of the last one seen, '' from the start */
export const contactsAfter = (
  tx: Tx,
  bureauId: string,
  groupId: string,
  after: string,
  limit: number,
): Promise<ContactRow[]> => tx.query<ContactRow>(CONTACTS, [bureauId, groupId, after, limit])

/** Those of a group with these digests. */
export const contactsOf = (
  tx: Tx,
  bureauId: string,
  groupId: string,
  digests: readonly string[],
): Promise<ContactRow[]> =>
  tx.query<ContactRow>(
    `select encode(k.digest, 'hex') as digest, k.group_id as "groupId", k.via, k.box, k.consent_source as "consentSource",
       k.consent_on as "consentOn", false as "optedOut"
     from group_contacts k join (select decode(d, 'hex') as digest from unnest($3::text[]) d) x on x.digest = k.digest
     where k.bureau_id = $1 and k.group_id = $2`,
    [bureauId, groupId, digests],
  )

export interface NewContact {
  digest: string
  via: Via
  /** Base64. */
  box: string
  consentSource: string
  consentOn: string
}

const PUT = `
insert into group_contacts (bureau_id, group_id, digest, via, box, consent_source, consent_on, changed_by, changed_at)
select $1, $2, decode(x.digest, 'hex'), x.via, decode(x.box, 'base64'), x."consentSource", x."consentOn", $4, $5
from json_to_recordset($3) as x(digest text, via text, box text, "consentSource" text, "consentOn" date)
on conflict (bureau_id, group_id, digest) do update set box = excluded.box, consent_source = excluded.consent_source,
  consent_on = excluded.consent_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at`

export async function putContacts(
  tx: Tx,
  bureauId: string,
  groupId: string,
  contacts: readonly NewContact[],
  by: { accountId: string; now: Date },
): Promise<void> {
  await tx.query(PUT, [bureauId, groupId, JSON.stringify(contacts), by.accountId, by.now])
}

/** @returns whether there was one */
export async function dropContact(
  tx: Tx,
  bureauId: string,
  groupId: string,
  digest: string,
): Promise<boolean> {
  const rows = await tx.query(
    `delete from group_contacts where bureau_id = $1 and group_id = $2 and digest = decode($3, 'hex') returning 1`,
    [bureauId, groupId, digest],
  )
  return rows.length > 0
}

/** Which of these persons want nothing any more. */
export async function optedOutOf(tx: Tx, bureauId: string, digests: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ digest: string }>(
    `select encode(o.digest, 'hex') as digest from opt_outs o
     join (select decode(d, 'hex') as digest from unnest($2::text[]) d) x on x.digest = o.digest where o.bureau_id = $1`,
    [bureauId, digests],
  )
  return new Set(rows.map((r) => r.digest))
}

/** How many persons groups hold together, each once, and how many of them want nothing. */
export async function countPeople(
  tx: Tx,
  bureauId: string,
  groupIds: readonly string[],
  via: Via,
): Promise<{ people: number; optedOut: number }> {
  const [row] = await tx.query<{ people: number; opted_out: number }>(
    `select count(distinct k.digest)::int as people, count(distinct o.digest)::int as opted_out
     from group_contacts k left join opt_outs o on o.bureau_id = k.bureau_id and o.digest = k.digest
     where k.bureau_id = $1 and k.group_id = any($2::uuid[]) and k.via = $3`,
    [bureauId, groupIds, via],
  )
  return { people: row!.people - row!.opted_out, optedOut: row!.opted_out }
}
