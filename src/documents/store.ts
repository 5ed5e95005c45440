/** SQL of documents while they are written, and of the numbers organs give. */
import type { RoleName } from '../kernel/access/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { HeadMark } from './contract.ts'

export type PaperState = 'draft' | 'submitted' | 'approved' | 'sealed' | 'dropped'
export type TextSource = 'merged' | 'browser' | 'word'

export interface PaperRow {
  matter_id: string
  paper_id: string
  kind: string
  unit_id: string
  proceeding_id: string
  document_id: string | null
  to_unit_id: string | null
  state: PaperState
  revision: number
  number: string | null
  created_by: string
  created_at: Date
  changed_at: Date
}

const COLUMNS = `matter_id, paper_id, kind, unit_id, proceeding_id, document_id, to_unit_id, state, revision, number,
  created_by, created_at, changed_at`

/** Documents of one matter, oldest first; those dropped are left out. */
export function listPapers(tx: Tx, bureauId: string, matterId: string): Promise<PaperRow[]> {
  return tx.query<PaperRow>(
    `select ${COLUMNS} from papers where bureau_id = $1 and matter_id = $2 and state <> 'dropped' order by created_at, paper_id`,
    [bureauId, matterId],
  )
}

export async function findPaper(
  tx: Tx,
  bureauId: string,
  matterId: string,
  paperId: string,
): Promise<PaperRow | undefined> {
  const rows = await tx.query<PaperRow>(
    `select ${COLUMNS} from papers where bureau_id = $1 and matter_id = $2 and paper_id = $3`,
    [bureauId, matterId, paperId],
  )
  return rows[0]
}

/** As `findPaper`, held until the transaction ends, so that nobody edits what is being approved. */
export async function lockPaper(
  tx: Tx,
  bureauId: string,
  matterId: string,
  paperId: string,
): Promise<PaperRow | undefined> {
  const rows = await tx.query<PaperRow>(
    `select ${COLUMNS} from papers where bureau_id = $1 and matter_id = $2 and paper_id = $3 for update`,
    [bureauId, matterId, paperId],
  )
  return rows[0]
}

export interface WaitingRow extends PaperRow {
  matter_number: string
}

/** Documents in work at some units, newest change first. */
export function listWaiting(
  tx: Tx,
  bureauId: string,
  units: readonly string[],
  states: readonly PaperState[],
): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `select p.matter_id, p.paper_id, p.kind, p.unit_id, p.proceeding_id, p.document_id, p.to_unit_id, p.state,
       p.revision, p.number, p.created_by, p.created_at, p.changed_at, m.number as matter_number
     from papers p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
     where p.bureau_id = $1 and p.unit_id = any($2::uuid[]) and p.state in ('draft', 'submitted', 'approved')
       and p.state = any($3::text[])
     order by p.changed_at desc limit 200`,
    [bureauId, units, states],
  )
}

export async function insertPaper(tx: Tx, bureauId: string, p: PaperRow): Promise<void> {
  await tx.query(
    `insert into papers (bureau_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      bureauId,
      p.matter_id,
      p.paper_id,
      p.kind,
      p.unit_id,
      p.proceeding_id,
      p.document_id,
      p.to_unit_id,
      p.state,
      p.revision,
      p.number,
      p.created_by,
      p.created_at,
      p.changed_at,
    ],
  )
}

/** Moves a document on. */
export async function updatePaper(
  tx: Tx,
  bureauId: string,
  p: Pick<
    PaperRow,
    'matter_id' | 'paper_id' | 'document_id' | 'state' | 'revision' | 'number' | 'changed_at'
  >,
): Promise<void> {
  await tx.query(
    `update papers set document_id = $4, state = $5, revision = $6, number = $7, changed_at = $8
     where bureau_id = $1 and matter_id = $2 and paper_id = $3`,
    [bureauId, p.matter_id, p.paper_id, p.document_id, p.state, p.revision, p.number, p.changed_at],
  )
}

export interface TextRow {
  revision: number
  source: TextSource
  cipher: Buffer
  account_id: string
  at: Date
  has_file: boolean
}

export function listTexts(tx: Tx, bureauId: string, matterId: string, paperId: string): Promise<TextRow[]> {
  return tx.query<TextRow>(
    `select revision, source, cipher, account_id, at, file is not null as has_file from paper_texts
     where bureau_id = $1 and matter_id = $2 and paper_id = $3 order by revision`,
    [bureauId, matterId, paperId],
  )
}

export async function findFile(
  tx: Tx,
  bureauId: string,
  matterId: string,
  paperId: string,
  revision: number,
): Promise<Buffer | null> {
  const rows = await tx.query<{ file: Buffer | null }>(
    `select file from paper_texts where bureau_id = $1 and matter_id = $2 and paper_id = $3 and revision = $4`,
    [bureauId, matterId, paperId, revision],
  )
  return rows[0]?.file ?? null
}

export async function insertText(
  tx: Tx,
  bureauId: string,
  place: { matterId: string; paperId: string },
  t: Omit<TextRow, 'has_file'> & { file: Buffer | null },
): Promise<void> {
  await tx.query(
    `insert into paper_texts (bureau_id, matter_id, paper_id, revision, source, cipher, file, account_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [bureauId, place.matterId, place.paperId, t.revision, t.source, t.cipher, t.file, t.account_id, t.at],
  )
}

export function accountNames(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
): Promise<{ account_id: string; name: string }[]> {
  return tx.query(
    'select account_id, name from accounts where bureau_id = $1 and account_id = any($2::uuid[])',
    [bureauId, ids],
  )
}

/** Units of heads who can sign in: candidates for a signature. */
export async function unitsOfHeads(
  tx: Tx,
  bureauId: string,
): Promise<{ unit_id: string; roles: RoleName[] }[]> {
  return tx.query(
    `select distinct unit_id, roles from accounts
     where bureau_id = $1 and active and roles && array['unit-head', 'bureau-head']`,
    [bureauId],
  )
}

export interface OrganRow {
  unit_id: string
  printed_name: string | null
  word: string | null
  kind_words: Record<string, string>
  imprint_by: string | null
  head_marks: HeadMark[]
}

export function listOrgans(tx: Tx, bureauId: string): Promise<OrganRow[]> {
  return tx.query<OrganRow>(
    `select unit_id, printed_name, word, kind_words, imprint_by, head_marks from paper_organs
     where bureau_id = $1`,
    [bureauId],
  )
}

export async function saveOrgan(tx: Tx, bureauId: string, o: OrganRow, at: Date): Promise<void> {
  await tx.query(
    `insert into paper_organs (bureau_id, unit_id, printed_name, word, kind_words, imprint_by, head_marks, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (bureau_id, unit_id) do update set printed_name = excluded.printed_name, word = excluded.word,
       kind_words = excluded.kind_words, imprint_by = excluded.imprint_by, head_marks = excluded.head_marks,
       changed_at = excluded.changed_at`,
    [
      bureauId,
      o.unit_id,
      o.printed_name,
      o.word,
      JSON.stringify(o.kind_words),
      o.imprint_by,
      o.head_marks,
      at,
    ],
  )
}

/** Takes the next number of organ, kind and year; the row is held until the transaction ends. */
export async function takeDocumentNumber(
  tx: Tx,
  bureauId: string,
  unitId: string,
  kind: string,
  year: number,
): Promise<number> {
  const rows = await tx.query<{ last_number: number }>(
    `insert into paper_counters as c (bureau_id, unit_id, kind, year, last_number) values ($1, $2, $3, $4, 1)
     on conflict (bureau_id, unit_id, kind, year) do update set last_number = c.last_number + 1
     returning last_number`,
    [bureauId, unitId, kind, year],
  )
  return rows[0]!.last_number
}

/** How many numbers each kind has given this year. */
export function listCounters(
  tx: Tx,
  bureauId: string,
  unitId: string,
  year: number,
): Promise<{ kind: string; last_number: number }[]> {
  return tx.query(
    'select kind, last_number from paper_counters where bureau_id = $1 and unit_id = $2 and year = $3',
    [bureauId, unitId, year],
  )
}
