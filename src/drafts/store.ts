/** SQL of drafts. Row security shows an account its own and nobody else's. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface DraftRow {
  draft_id: string
  kind: 'registration' | 'action'
  place: string
  matter_id: string | null
  cipher: Buffer
  revision: number
  saved_at: Date
  files: number
}

export interface FileRow {
  file_id: string
  name_cipher: Buffer
  media_type: string
  size: number
}

const COLUMNS = `d.draft_id, d.kind, d.place, d.matter_id, d.cipher, d.revision, d.saved_at,
  (select count(*)::integer from draft_files f
   where f.bureau_id = d.bureau_id and f.account_id = d.account_id and f.draft_id = d.draft_id) as files`

export function listDrafts(tx: Tx, bureauId: string, accountId: string): Promise<DraftRow[]> {
  return tx.query<DraftRow>(
    `select ${COLUMNS} from drafts d where d.bureau_id = $1 and d.account_id = $2 order by d.saved_at desc limit 200`,
    [bureauId, accountId],
  )
}

export function draftsAt(tx: Tx, bureauId: string, accountId: string, place: string): Promise<DraftRow[]> {
  return tx.query<DraftRow>(
    `select ${COLUMNS} from drafts d where d.bureau_id = $1 and d.account_id = $2 and d.place = $3
     order by d.saved_at desc limit 200`,
    [bureauId, accountId, place],
  )
}

export async function findDraft(
  tx: Tx,
  bureauId: string,
  accountId: string,
  draftId: string,
): Promise<DraftRow | undefined> {
  const rows = await tx.query<DraftRow>(
    `select ${COLUMNS} from drafts d where d.bureau_id = $1 and d.account_id = $2 and d.draft_id = $3`,
    [bureauId, accountId, draftId],
  )
  return rows[0]
}

export interface DraftWrite {
  bureauId: string
  accountId: string
  draftId: string
  kind: string
  place: string
  matterId: string | null
  cipher: Buffer
  /** Revision this one follows; a row of another revision is left as it is. */
  follows: number
  at: Date
}

/** @returns the new revision, or undefined when another window saved in between */
export async function putDraft(tx: Tx, d: DraftWrite): Promise<number | undefined> {
  const rows = await tx.query<{ revision: number }>(
    `insert into drafts (bureau_id, account_id, draft_id, kind, place, matter_id, cipher, revision, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::integer + 1, $9)
     on conflict (bureau_id, account_id, draft_id) do update
       set kind = excluded.kind, place = excluded.place, matter_id = excluded.matter_id, cipher = excluded.cipher,
           revision = excluded.revision, saved_at = excluded.saved_at
       where drafts.revision = $8
     returning revision`,
    [d.bureauId, d.accountId, d.draftId, d.kind, d.place, d.matterId, d.cipher, d.follows, d.at],
  )
  return rows[0]?.revision
}

export async function countDrafts(tx: Tx, bureauId: string, accountId: string): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    'select count(*)::integer as n from drafts where bureau_id = $1 and account_id = $2',
    [bureauId, accountId],
  )
  return rows[0]!.n
}

/** @returns the files that hung on it, to be removed from disk once this is committed */
export async function deleteDraft(
  tx: Tx,
  bureauId: string,
  accountId: string,
  draftId: string,
): Promise<string[]> {
  const files = await listFiles(tx, bureauId, accountId, draftId)
  await tx.query('delete from drafts where bureau_id = $1 and account_id = $2 and draft_id = $3', [
    bureauId,
    accountId,
    draftId,
  ])
  return files.map((f) => f.file_id)
}

/** Drafts nobody touched since `before`. */
export function staleDrafts(
  tx: Tx,
  bureauId: string,
  accountId: string,
  before: Date,
): Promise<{ draft_id: string }[]> {
  return tx.query(
    'select draft_id from drafts where bureau_id = $1 and account_id = $2 and saved_at < $3 limit 20',
    [bureauId, accountId, before],
  )
}

export function listFiles(tx: Tx, bureauId: string, accountId: string, draftId: string): Promise<FileRow[]> {
  return tx.query<FileRow>(
    `select file_id, name_cipher, media_type, size::double precision as size from draft_files
     where bureau_id = $1 and account_id = $2 and draft_id = $3 order by saved_at, file_id`,
    [bureauId, accountId, draftId],
  )
}

export async function addFile(
  tx: Tx,
  f: {
    bureauId: string
    accountId: string
    draftId: string
    fileId: string
    nameCipher: Buffer
    mediaType: string
    size: number
    at: Date
  },
): Promise<void> {
  await tx.query(
    `insert into draft_files (bureau_id, account_id, draft_id, file_id, name_cipher, media_type, size, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [f.bureauId, f.accountId, f.draftId, f.fileId, f.nameCipher, f.mediaType, f.size, f.at],
  )
}

export async function deleteFile(
  tx: Tx,
  bureauId: string,
  accountId: string,
  draftId: string,
  fileId: string,
): Promise<boolean> {
  const rows = await tx.query(
    `delete from draft_files where bureau_id = $1 and account_id = $2 and draft_id = $3 and file_id = $4
     returning file_id`,
    [bureauId, accountId, draftId, fileId],
  )
  return rows.length > 0
}
