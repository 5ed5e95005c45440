/** SQL of the topics: open lane only, by matter and never by person. */
import type { MatterDoc } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { MemberState } from './contract.ts'
import { warmthOf } from './heat.ts'

// --- Kept by the follower ----------------------------------------------------------------------------------------------

export interface NewMatter {
  matter_id: string
  received_on: string
  doc: MatterDoc
}

/** Matters not yet looked at, in the order they came; none that is shielded, secret as a whole, erased or cancelled. */
export const readNew = (tx: Tx, bureauId: string, ids: readonly string[]): Promise<NewMatter[]> =>
  tx.query(
    `select m.matter_id, m.received_on, m.doc from matters m
     where m.bureau_id = $1 and m.matter_id = any($2::uuid[]) and not m.shielded and m.secrecy <> 'matter'
       and m.end_kind is distinct from 'cancelled'
       and not exists (select from topic_members t where t.bureau_id = m.bureau_id and t.matter_id = m.matter_id)
     order by m.received_at, m.matter_id`,
    [bureauId, ids],
  )

export interface Belonging {
  matter_id: string
  topic_id: string | null
  letters: number | null
  apart: boolean
  received_on: string
  doc: MatterDoc
}

/** Candidates, each with its topic where it has one. */
export const readBelonging = (tx: Tx, bureauId: string, ids: readonly string[]): Promise<Belonging[]> =>
  tx.query(
    `select m.matter_id, t.topic_id, g.letters, coalesce(t.state = 'apart', false) as apart, m.received_on, m.doc
     from matters m
     left join topic_members t on t.bureau_id = m.bureau_id and t.matter_id = m.matter_id
     left join topics g on g.bureau_id = t.bureau_id and g.topic_id = t.topic_id
     where m.bureau_id = $1 and m.matter_id = any($2::uuid[]) and not m.shielded and m.secrecy <> 'matter'
       and m.end_kind is distinct from 'cancelled'`,
    [bureauId, ids],
  )

export interface Arrival {
  matterId: string
  receivedOn: string
  persons: number
  alike: number
}

export async function addMember(tx: Tx, bureauId: string, topicId: string, a: Arrival): Promise<void> {
  await tx.query(
    `insert into topic_members (bureau_id, matter_id, topic_id, received_on, persons, alike, state)
     values ($1, $2, $3, $4, $5, $6, 'proposed') on conflict (bureau_id, matter_id) do nothing`,
    [bureauId, a.matterId, topicId, a.receivedOn, a.persons, a.alike],
  )
  await tx.query(
    `insert into topics as t (bureau_id, topic_id, letters, persons, first_on, last_on, warmth)
     values ($1, $2, 1, $3, $4, $4, $5)
     on conflict (bureau_id, topic_id) do update set letters = t.letters + 1, persons = t.persons + excluded.persons,
       first_on = least(t.first_on, excluded.first_on), last_on = greatest(t.last_on, excluded.last_on),
       warmth = t.warmth + excluded.warmth`,
    [bureauId, topicId, a.persons, a.receivedOn, warmthOf(a.receivedOn, a.persons)],
  )
}

/** The newest letters of a topic. */
export const newestOf = (
  tx: Tx,
  bureauId: string,
  topicId: string,
  most: number,
): Promise<{ matter_id: string }[]> =>
  tx.query(
    `select matter_id from topic_members where bureau_id = $1 and topic_id = $2 and state <> 'apart'
     order by received_on desc, matter_id limit $3`,
    [bureauId, topicId, most],
  )

/** Whether a person has decided about a letter of it; such a topic is never taken into another. */
export async function isDecided(tx: Tx, bureauId: string, topicId: string): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from topic_members where bureau_id = $1 and topic_id = $2 and decided_by is not null limit 1',
    [bureauId, topicId],
  )
  return rows.length > 0
}

/** Takes one topic into another. */
export async function mergeTopics(tx: Tx, bureauId: string, from: string, into: string): Promise<void> {
  await tx.query('update topic_members set topic_id = $3 where bureau_id = $1 and topic_id = $2', [
    bureauId,
    from,
    into,
  ])
  await tx.query('delete from topics where bureau_id = $1 and topic_id = $2', [bureauId, from])
  await recount(tx, bureauId, into)
}

/** Counts a topic anew from its letters. */
export async function recount(tx: Tx, bureauId: string, topicId: string): Promise<void> {
  const members = await tx.query<{ received_on: string; persons: number }>(
    `select received_on, persons from topic_members where bureau_id = $1 and topic_id = $2 and state <> 'apart'
     order by received_on`,
    [bureauId, topicId],
  )
  if (members.length === 0) {
    await tx.query('delete from topics where bureau_id = $1 and topic_id = $2', [bureauId, topicId])
    return
  }
  await tx.query(
    `update topics set letters = $3, persons = $4, first_on = $5, last_on = $6, warmth = $7
     where bureau_id = $1 and topic_id = $2`,
    [
      bureauId,
      topicId,
      members.length,
      members.reduce((sum, m) => sum + m.persons, 0),
      members[0]!.received_on,
      members.at(-1)!.received_on,
      members.reduce((sum, m) => sum + warmthOf(m.received_on, m.persons), 0),
    ],
  )
}

// --- Read for the desk -------------------------------------------------------------------------------------------------

/** Two letters alike are told beside each other while one is registered; so many are a topic of the page, and fewer a person has decided about. */
const LISTED_FROM = 3

/** The warmest topics to be listed; of a unit: those that hold a letter that lies with it. */
export const warmest = (
  tx: Tx,
  bureauId: string,
  unitId: string | null,
  most: number,
): Promise<{ topic_id: string }[]> =>
  tx.query(
    `select t.topic_id from topics t where t.bureau_id = $1 and t.letters > 1
       and (t.letters >= $4 or exists (select from topic_members d
         where d.bureau_id = t.bureau_id and d.topic_id = t.topic_id and d.state <> 'proposed'))
       and ($2::uuid is null or exists (
       select from topic_members x join matters m on m.bureau_id = x.bureau_id and m.matter_id = x.matter_id
       where x.bureau_id = t.bureau_id and x.topic_id = t.topic_id and x.state <> 'apart'
         and m.responsible_unit_id = $2 and not m.shielded))
     order by t.warmth desc, t.topic_id limit $3`,
    [bureauId, unitId, most, LISTED_FROM],
  )

/** Of some topics those with at least so many letters since a day, the most first. */
export const freshest = async (
  tx: Tx,
  bureauId: string,
  a: { among: readonly string[]; since: string; letters: number; most: number },
): Promise<string[]> =>
  (
    await tx.query<{ topic_id: string }>(
      `select topic_id from topic_members
       where bureau_id = $1 and topic_id = any($2::uuid[]) and received_on >= $3 and state <> 'apart'
       group by topic_id having count(*) >= $4 order by count(*) desc, topic_id limit $5`,
      [bureauId, a.among, a.since, a.letters, a.most],
    )
  ).map((r) => r.topic_id)

export interface MemberRow {
  topic_id: string
  matter_id: string
  received_on: string
  persons: number
  alike: number
  state: MemberState
  number: string
  version: number
  responsible_unit_id: string
  doc: MatterDoc
}

/** Letters of topics that the reader's row security shows and that are still of the open lane, the newest first. */
export const readMembers = (tx: Tx, bureauId: string, topicIds: readonly string[]): Promise<MemberRow[]> =>
  tx.query(
    `select t.topic_id, t.matter_id, t.received_on, t.persons, t.alike, t.state,
       m.number, m.version, m.responsible_unit_id, m.doc
     from topic_members t join matters m on m.bureau_id = t.bureau_id and m.matter_id = t.matter_id
     where t.bureau_id = $1 and t.topic_id = any($2::uuid[]) and not m.shielded and m.secrecy <> 'matter'
       and m.end_kind is distinct from 'cancelled'
     order by t.received_on desc, t.matter_id limit 5000`,
    [bureauId, topicIds],
  )

/** @returns whether the matter is in the topic */
export async function decide(
  tx: Tx,
  bureauId: string,
  d: { topicId: string; matterId: string; state: MemberState; by: string; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update topic_members set state = $4, decided_by = $5, decided_at = $6
     where bureau_id = $1 and topic_id = $2 and matter_id = $3 returning 1`,
    [bureauId, d.topicId, d.matterId, d.state, d.by, d.at],
  )
  return rows.length > 0
}

/** Forgets what was only proposed; topics in which a person has decided anything stay as they are. */
export async function clearProposed(tx: Tx, bureauId: string): Promise<void> {
  await tx.query(
    `delete from topics t where t.bureau_id = $1 and not exists (
       select from topic_members x where x.bureau_id = t.bureau_id and x.topic_id = t.topic_id and x.decided_by is not null)`,
    [bureauId],
  )
  await tx.query(
    `delete from topic_members x where x.bureau_id = $1 and not exists (
       select from topics t where t.bureau_id = x.bureau_id and t.topic_id = x.topic_id)`,
    [bureauId],
  )
}
