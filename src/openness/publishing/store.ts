/** SQL of publications: where each stands, its history, and what of it the public may find. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { PublicationState, Shown } from '../contract.ts'

export interface PublicationRow {
  publication_id: string
  matter_id: string
  state: PublicationState
  version: number
  year: number | null
  number: number | null
  unit_id: string | null
  topic: string | null
  answered_on: string | null
  drafted_by: string[]
  published_at: Date | null
  shown: Shown | null
  changed_at: Date
}

const COLUMNS = `p.publication_id, p.matter_id, p.state, p.version, p.year, p.number, p.unit_id, p.topic, p.answered_on,
  p.drafted_by, p.published_at, p.shown, p.changed_at`

export async function lockPublication(
  tx: Tx,
  bureauId: string,
  by: { publicationId: string } | { matterId: string },
): Promise<PublicationRow | undefined> {
  const [column, id] = 'matterId' in by ? ['matter_id', by.matterId] : ['publication_id', by.publicationId]
  const rows = await tx.query<PublicationRow>(
    `select ${COLUMNS} from publications p where p.bureau_id = $1 and p.${column} = $2 for update`,
    [bureauId, id],
  )
  return rows[0]
}

export interface ListedRow extends PublicationRow {
  matter_number: string
  end_kind: string | null
  ended_on: string | null
  /** Units by their seat in the matter. */
  seats: Record<string, string | null>
}

const LISTED = `
select ${COLUMNS}, m.number as matter_number, m.end_kind, m.ended_on, m.doc -> 'seats' as seats
from publications p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id`

/** Those in some states, the latest change first; at most 200. */
export function listPublications(
  tx: Tx,
  bureauId: string,
  states: readonly PublicationState[],
): Promise<ListedRow[]> {
  return tx.query<ListedRow>(
    `${LISTED} where p.bureau_id = $1 and p.state = any($2) order by p.changed_at desc, p.publication_id limit 200`,
    [bureauId, states],
  )
}

export async function findPublication(
  tx: Tx,
  bureauId: string,
  by: { publicationId: string } | { matterId: string },
): Promise<ListedRow | undefined> {
  const [column, id] = 'matterId' in by ? ['matter_id', by.matterId] : ['publication_id', by.publicationId]
  return (
    await tx.query<ListedRow>(`${LISTED} where p.bureau_id = $1 and p.${column} = $2`, [bureauId, id])
  )[0]
}

export async function insertPublication(
  tx: Tx,
  bureauId: string,
  p: { publicationId: string; matterId: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into publications (bureau_id, publication_id, matter_id, state, version, changed_at)
     values ($1, $2, $3, 'agreed', 1, $4)`,
    [bureauId, p.publicationId, p.matterId, p.at],
  )
}

/** Writes the row after a step. */
export async function updatePublication(tx: Tx, bureauId: string, p: PublicationRow): Promise<void> {
  await tx.query(
    `update publications set state = $3, version = $4, year = $5, number = $6, unit_id = $7, topic = $8, answered_on = $9,
       drafted_by = $10, published_at = $11, shown = $12, changed_at = $13
     where bureau_id = $1 and publication_id = $2`,
    [
      bureauId,
      p.publication_id,
      p.state,
      p.version,
      p.year,
      p.number,
      p.unit_id,
      p.topic,
      p.answered_on,
      p.drafted_by,
      p.published_at,
      p.shown && JSON.stringify(p.shown),
      p.changed_at,
    ],
  )
}

export interface StepWrite {
  publicationId: string
  version: number
  at: Date
  what: string
  accountId: string | null
  unitId: string | null
  cipher: Buffer | null
}

export async function insertStep(tx: Tx, bureauId: string, s: StepWrite): Promise<void> {
  await tx.query(
    `insert into publication_steps (bureau_id, publication_id, version, at, what, account_id, unit_id, cipher)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [bureauId, s.publicationId, s.version, s.at, s.what, s.accountId, s.unitId, s.cipher],
  )
}

export interface StepRow {
  version: number
  at: Date
  what: string
  name: string | null
  cipher: Buffer | null
}

export function listSteps(tx: Tx, bureauId: string, publicationId: string): Promise<StepRow[]> {
  return tx.query<StepRow>(
    `select s.version, s.at, s.what, a.name, s.cipher from publication_steps s
     left join accounts a on a.bureau_id = s.bureau_id and a.account_id = s.account_id
     where s.bureau_id = $1 and s.publication_id = $2 order by s.version`,
    [bureauId, publicationId],
  )
}

const NEXT_NUMBER = `
insert into publication_counters (bureau_id, year, last_number) values ($1, $2, 1)
on conflict (bureau_id, year) do update set last_number = publication_counters.last_number + 1
returning last_number`

/** The next number of a year; taken in the transaction that publishes. */
export async function nextNumber(tx: Tx, bureauId: string, year: number): Promise<number> {
  return (await tx.query<{ last_number: number }>(NEXT_NUMBER, [bureauId, year]))[0]!.last_number
}

const INSERT_TERMS = `
insert into publication_terms (bureau_id, term, publication_id, weight)
select $1, t.term, $2, t.weight from unnest($3::text[], $4::int[]) as t(term, weight)`

/** Makes it found by its words: pairs of characters, those of the title weighing more. */
export async function insertTerms(
  tx: Tx,
  bureauId: string,
  publicationId: string,
  terms: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.query(INSERT_TERMS, [bureauId, publicationId, [...terms.keys()], [...terms.values()]])
}

export async function deleteTerms(tx: Tx, bureauId: string, publicationId: string): Promise<void> {
  await tx.query('delete from publication_terms where bureau_id = $1 and publication_id = $2', [
    bureauId,
    publicationId,
  ])
}
