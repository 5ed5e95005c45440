/** SQL of the index of words. */
import type { Tx } from '../kernel/postgres/connect.ts'

const NEXT_NUMBER = 'select next_doc from search_numbers where bureau_id = $1'

/** The number the next new matter gets. */
export async function nextNumber(tx: Tx, bureauId: string): Promise<number> {
  return (await tx.query<{ next_doc: number }>(NEXT_NUMBER, [bureauId]))[0]?.next_doc ?? 0
}

const SAVE_NUMBER = `
insert into search_numbers (bureau_id, next_doc) values ($1, $2)
on conflict (bureau_id) do update set next_doc = excluded.next_doc`

export async function saveNextNumber(tx: Tx, bureauId: string, next: number): Promise<void> {
  await tx.query(SAVE_NUMBER, [bureauId, next])
}

export interface CipherRow {
  matter_id: string
  content_id: string
  kind: string
  cipher: Buffer
  kek_id: string
  wrapped: Buffer
}

const TO_INDEX = `
select c.matter_id, c.content_id, c.kind, c.cipher, k.kek_id, k.wrapped
from unnest($2::uuid[], $3::uuid[]) as x(matter_id, content_id)
join matters m on m.bureau_id = $1 and m.matter_id = x.matter_id and m.secrecy <> 'matter'
join contents c on c.bureau_id = $1 and c.matter_id = x.matter_id and c.content_id = x.content_id
join matter_keys k on k.bureau_id = $1 and k.matter_id = x.matter_id
where k.wrapped is not null`

/** Contents to be indexed; those of secret and of erased matters are left out. */
export function readToIndex(
  tx: Tx,
  bureauId: string,
  contents: readonly { matterId: string; contentId: string }[],
): Promise<CipherRow[]> {
  const ids = [contents.map((c) => c.matterId), contents.map((c) => c.contentId)]
  return tx.query<CipherRow>(TO_INDEX, [bureauId, ...ids])
}

const WORDS_OF = `
select c.matter_id, c.content_id, c.kind, c.cipher, k.kek_id, k.wrapped
from contents c join matter_keys k on k.bureau_id = c.bureau_id and k.matter_id = c.matter_id
where c.bureau_id = $1 and c.matter_id = any($2::uuid[]) and c.kind = any($3::text[]) and k.wrapped is not null
order by c.matter_id, c.version`

/** What stands in the index, of some matters, to be compared with the question itself. */
export function readWords(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
  kinds: readonly string[],
): Promise<CipherRow[]> {
  return tx.query<CipherRow>(WORDS_OF, [bureauId, matterIds, kinds])
}

export function numbersOf(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
): Promise<{ matter_id: string; doc_no: number }[]> {
  return tx.query(
    'select matter_id, doc_no from search_documents where bureau_id = $1 and matter_id = any($2::uuid[])',
    [bureauId, matterIds],
  )
}

export async function addDocuments(
  tx: Tx,
  bureauId: string,
  docs: readonly { matterId: string; docNo: number }[],
): Promise<void> {
  if (docs.length === 0) return
  await tx.query(
    `insert into search_documents (bureau_id, doc_no, matter_id)
     select $1, x.doc_no, x.matter_id from unnest($2::integer[], $3::uuid[]) as x(doc_no, matter_id)`,
    [bureauId, docs.map((d) => d.docNo), docs.map((d) => d.matterId)],
  )
}

export interface PostingRow {
  block: number
  term: string
  docs: Buffer
}

const POSTINGS = `
select block, term::text as term, docs from search_postings
where bureau_id = $1 and block = any($2::integer[]) and term = any($3::bigint[])`

export function readPostings(
  tx: Tx,
  bureauId: string,
  blocks: readonly number[],
  terms: readonly string[],
): Promise<PostingRow[]> {
  return tx.query<PostingRow>(POSTINGS, [bureauId, blocks, terms])
}

const NEWEST_POSTINGS = `
select p.block, p.docs
from unnest($2::bigint[], $3::integer[]) as x(term, most)
cross join lateral (
  select s.block, s.docs from search_postings s where s.bureau_id = $1 and s.term = x.term
  order by s.block desc limit x.most) p`

/** Of each term the newest blocks that hold it, at most its `most`. */
export function readNewestPostings(
  tx: Tx,
  bureauId: string,
  sought: readonly { term: string; most: number }[],
): Promise<Omit<PostingRow, 'term'>[]> {
  return tx.query<Omit<PostingRow, 'term'>>(NEWEST_POSTINGS, [
    bureauId,
    sought.map((s) => s.term),
    sought.map((s) => s.most),
  ])
}

const SAVE_POSTINGS = `
insert into search_postings (bureau_id, block, term, docs)
select $1, $2, x.term, decode(x.docs, 'base64') from unnest($3::bigint[], $4::text[]) as x(term, docs)
on conflict (bureau_id, block, term) do update set docs = excluded.docs`

export async function savePostings(
  tx: Tx,
  bureauId: string,
  block: number,
  rows: readonly { term: string; docs: Uint8Array }[],
): Promise<void> {
  // In parts: one statement with a hundred thousand values would hold the connection up.
  for (let from = 0; from < rows.length; from += 5000) {
    const part = rows.slice(from, from + 5000)
    const docs = part.map((r) => Buffer.from(r.docs).toString('base64'))
    await tx.query(SAVE_POSTINGS, [bureauId, block, part.map((r) => r.term), docs])
  }
}

/** All rows of a block, to take a matter out of it. */
export function readBlock(tx: Tx, bureauId: string, block: number): Promise<PostingRow[]> {
  return tx.query<PostingRow>(
    'select block, term::text as term, docs from search_postings where bureau_id = $1 and block = $2',
    [bureauId, block],
  )
}

export function erasedDocuments(tx: Tx, bureauId: string): Promise<{ doc_no: number }[]> {
  return tx.query('select doc_no from search_documents where bureau_id = $1 and erased limit 100', [bureauId])
}

export async function forgetDocument(tx: Tx, bureauId: string, docNo: number): Promise<void> {
  await tx.query('delete from search_documents where bureau_id = $1 and doc_no = $2', [bureauId, docNo])
}

const MATTERS = `
select doc_no, matter_id from search_documents
where bureau_id = $1 and doc_no = any($2::integer[]) and not erased order by doc_no desc`

export function mattersOf(
  tx: Tx,
  bureauId: string,
  docs: readonly number[],
): Promise<{ doc_no: number; matter_id: string }[]> {
  return tx.query(MATTERS, [bureauId, docs])
}

const HELD = `
select term::text as term,
  sum(case when octet_length(docs) = 512 then bit_count(docs) else octet_length(docs) / 2 end)::integer as matters
from search_postings where bureau_id = $1 and block = any($2::integer[]) and term = any($3::bigint[]) group by term`

/** In how many matters of some blocks each of some terms stands; terms that stand in none are left out. */
export async function countHeld(
  tx: Tx,
  bureauId: string,
  blocks: readonly number[],
  terms: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ term: string; matters: number }>(HELD, [bureauId, blocks, terms])
  return new Map(rows.map((r) => [r.term, r.matters]))
}

/** Empties the index of a bureau, to be filled anew from the feed. */
export async function clearIndex(tx: Tx, bureauId: string): Promise<void> {
  for (const table of ['search_postings', 'search_documents', 'search_numbers'])
    await tx.query(`delete from ${table} where bureau_id = $1`, [bureauId])
}
