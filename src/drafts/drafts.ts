/**
 * Drafts: what somebody has begun and not yet sent. Encrypted under a key made for the account from the keyring; no
 * other account reads them, and the key of no matter opens them. They are a convenience, not a record: sent, they go.
 */
import { hkdfSync } from 'node:crypto'
import path from 'node:path'
import type { CasesDeps } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { decryptText, encryptText, removeAttachment } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { type DraftFileView, type DraftSummaryView, type DraftView, MAX_DRAFT } from './contract.ts'
import {
  countDrafts,
  type DraftRow,
  deleteDraft,
  draftsAt,
  type FileRow,
  findDraft,
  listDrafts,
  listFiles,
  putDraft,
  staleDrafts,
} from './store.ts'

export interface DraftsDeps {
  cases: CasesDeps
  /** Of the installation; the encrypted pages of drafts lie in a folder of their own below it. */
  home: string
}

/** Apart from the files of matters, which are swept by their own rows. */
export const pagesRoot = (deps: DraftsDeps): string => path.join(deps.home, 'drafts')

/** Whose drafts, and when. */
export interface Writer {
  session: Pick<Session, 'bureauId' | 'accountId' | 'unitId'>
  now: Date
}

/** More than anybody has on the desk at once: a program gone wild. */
const MOST_DRAFTS = 200
/** A draft nobody has touched for so many days is given up. */
export const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** The key of an account's drafts: follows from the keyring, is stored nowhere. */
export function draftKey(deps: DraftsDeps, bureauId: string, accountId: string): Buffer {
  const { installationKey } = deps.cases.keyring
  return Buffer.from(
    hkdfSync('sha256', installationKey, Buffer.alloc(0), `huiyin/drafts/v1/${bureauId}/${accountId}`, 32),
  )
}

export const contextOf = ({ session }: Writer) => ({
  bureau: session.bureauId,
  unit: session.unitId,
  account: session.accountId,
})

const aad = (w: Writer, draftId: string) => [w.session.bureauId, w.session.accountId, 'draft', draftId]
export const fileAad = (w: Writer, draftId: string, fileId: string) => [
  ...aad(w, draftId),
  'file-name',
  fileId,
]

interface Words {
  title: string
  content: unknown
}

function open(key: Buffer, w: Writer, row: DraftRow): Words {
  return JSON.parse(decryptText(key, row.cipher, aad(w, row.draft_id))) as Words
}

const summary = (row: DraftRow, words: Words): DraftSummaryView => ({
  draftId: row.draft_id,
  kind: row.kind,
  place: row.place,
  matterId: row.matter_id,
  title: words.title,
  savedAt: row.saved_at.toISOString(),
  files: row.files,
})

export const fileView = (key: Buffer, w: Writer, draftId: string, f: FileRow): DraftFileView => ({
  fileId: f.file_id,
  name: decryptText(key, f.name_cipher, fileAad(w, draftId, f.file_id)),
  mediaType: f.media_type,
  size: f.size,
})

/** One's own drafts, the latest first; of one place, or all. */
export async function readDrafts(deps: DraftsDeps, w: Writer, place?: string): Promise<DraftSummaryView[]> {
  const { bureauId, accountId } = w.session
  const key = draftKey(deps, bureauId, accountId)
  const rows = await withTx(deps.cases.app, contextOf(w), (tx) =>
    place === undefined ? listDrafts(tx, bureauId, accountId) : draftsAt(tx, bureauId, accountId, place),
  )
  return rows.map((row) => summary(row, open(key, w, row)))
}

/** @returns the draft with its pages, or refuses `not_found`, also for another account's */
export async function readDraft(deps: DraftsDeps, w: Writer, draftId: string): Promise<DraftView | Refusal> {
  const { bureauId, accountId } = w.session
  const key = draftKey(deps, bureauId, accountId)
  const [row, files] = await withTx(deps.cases.app, contextOf(w), (tx) =>
    Promise.all([findDraft(tx, bureauId, accountId, draftId), listFiles(tx, bureauId, accountId, draftId)]),
  )
  if (!row) return refuse('not_found')
  const words = open(key, w, row)
  return {
    ...summary(row, words),
    content: words.content,
    revision: row.revision,
    files: files.map((f) => fileView(key, w, draftId, f)),
  }
}

export interface DraftInput {
  kind: 'registration' | 'action'
  place: string
  matterId: string | null
  title: string
  content: unknown
  /** Revision this one follows; 0 for the first. */
  revision: number
}

/**
 * Saves a draft whole. The same save sent twice is the same draft, so no idempotency key is remembered for it.
 * @returns refusals `draft.too_long`, `draft.too_many`, `draft.newer_elsewhere` (another window saved in between)
 */
export async function saveDraft(
  deps: DraftsDeps,
  w: Writer,
  draftId: string,
  input: DraftInput,
): Promise<{ revision: number; savedAt: string } | Refusal> {
  const { bureauId, accountId } = w.session
  const text = JSON.stringify({ title: input.title, content: input.content ?? null })
  if (text.length > MAX_DRAFT) return refuse('draft.too_long', { details: { max: MAX_DRAFT } })
  const key = draftKey(deps, bureauId, accountId)
  const cipher = encryptText(deps.cases.keyring.suite, key, text.toWellFormed(), aad(w, draftId))
  const given: string[] = []
  const saved = await withTx(deps.cases.app, contextOf(w), async (tx) => {
    if (input.revision === 0) {
      for (const old of await staleDrafts(tx, bureauId, accountId, daysBefore(w.now, KEPT_DAYS))) {
        const files = await deleteDraft(tx, bureauId, accountId, old.draft_id)
        given.push(...files.map((f) => `${old.draft_id}/${f}`))
      }
      if ((await countDrafts(tx, bureauId, accountId)) >= MOST_DRAFTS)
        return refuse('draft.too_many', { details: { max: MOST_DRAFTS } })
    }
    const revision = await putDraft(tx, {
      bureauId,
      accountId,
      draftId,
      kind: input.kind,
      place: input.place,
      matterId: input.matterId,
      cipher,
      follows: input.revision,
      at: w.now,
    })
    return revision === undefined
      ? refuse('draft.newer_elsewhere')
      : { revision, savedAt: w.now.toISOString() }
  })
  await removePages(deps, bureauId, given)
  return saved
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

/** Gives a draft up, with its pages. What is not there is gone already. */
export async function dropDraft(deps: DraftsDeps, w: Writer, draftId: string): Promise<void> {
  const { bureauId, accountId } = w.session
  const files = await withTx(deps.cases.app, contextOf(w), (tx) =>
    deleteDraft(tx, bureauId, accountId, draftId),
  )
  await removePages(
    deps,
    bureauId,
    files.map((f) => `${draftId}/${f}`),
  )
}

/** @param pages `draft/file` */
async function removePages(deps: DraftsDeps, bureauId: string, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    const [draftId, fileId] = page.split('/') as [string, string]
    await removeAttachment(pagesRoot(deps), { bureauId, matterId: draftId, attachmentId: fileId })
  }
}
