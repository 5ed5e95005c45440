/** The pages of a draft: scans dropped in before the letter has its number, tied to the matter once it has. */
import { randomUUID } from 'node:crypto'
import { attachFile, type Caller, MAX_FILE_BYTES, MEDIA_TYPES } from '../cases/index.ts'
import {
  encryptText,
  newSalt,
  readAttachment,
  removeAttachment,
  writeAttachment,
} from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { DraftFileView } from './contract.ts'
import {
  contextOf,
  type DraftsDeps,
  draftKey,
  dropDraft,
  fileAad,
  fileView,
  pagesRoot,
  type Writer,
} from './drafts.ts'
import { addFile, deleteFile, findDraft, listFiles } from './store.ts'

/** A letter with its enclosures; more belongs in one PDF. */
export const MOST_PAGES = 60

export interface PageUpload {
  draftId: string
  name: string
  mediaType: string
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * Stores a page with a draft that is already saved.
 * @returns refusals `not_found`, `file.type_not_taken`, `file.too_large`, `draft.too_many_pages`, `input.required`
 */
export async function addPage(deps: DraftsDeps, w: Writer, f: PageUpload): Promise<DraftFileView | Refusal> {
  const { bureauId, accountId } = w.session
  const mediaType = f.mediaType.split(';')[0]!.trim().toLowerCase()
  if (!MEDIA_TYPES.has(mediaType))
    return refuse('file.type_not_taken', { field: 'file', details: { mediaType } })
  const name = [
    ...f.name
      .toWellFormed()
      .replace(/[/\\\0]/g, '_')
      .trim(),
  ]
    .slice(0, 200)
    .join('')
  if (name === '') return refuse('input.required', { field: 'name' })
  const [draft, pages] = await withTx(deps.cases.app, contextOf(w), (tx) =>
    Promise.all([
      findDraft(tx, bureauId, accountId, f.draftId),
      listFiles(tx, bureauId, accountId, f.draftId),
    ]),
  )
  if (!draft) return refuse('not_found')
  if (pages.length >= MOST_PAGES) return refuse('draft.too_many_pages', { details: { max: MOST_PAGES } })
  const key = draftKey(deps, bureauId, accountId)
  const { suite } = deps.cases.keyring
  const fileId = randomUUID()
  const place = { bureauId, matterId: f.draftId, attachmentId: fileId }
  let size: number
  try {
    const options = { suite, key, salt: newSalt(), maxBytes: MAX_FILE_BYTES }
    size = (await writeAttachment(pagesRoot(deps), place, f.content, options)).size
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AttachmentTooLargeError') throw error
    return refuse('file.too_large', { field: 'file', details: { maxBytes: MAX_FILE_BYTES } })
  }
  const nameCipher = encryptText(suite, key, name, fileAad(w, f.draftId, fileId))
  try {
    await withTx(deps.cases.app, contextOf(w), (tx) =>
      addFile(tx, {
        bureauId,
        accountId,
        draftId: f.draftId,
        fileId,
        nameCipher,
        mediaType,
        size,
        at: w.now,
      }),
    )
  } catch (error) {
    await removeAttachment(pagesRoot(deps), place)
    throw error
  }
  return { fileId, name, mediaType, size }
}

/** A page of one's own draft, decrypted as it streams. */
export async function openPage(
  deps: DraftsDeps,
  w: Writer,
  draftId: string,
  fileId: string,
): Promise<{ mediaType: string; size: number; content: AsyncGenerator<Buffer> } | Refusal> {
  const { bureauId, accountId } = w.session
  const files = await withTx(deps.cases.app, contextOf(w), (tx) =>
    listFiles(tx, bureauId, accountId, draftId),
  )
  const file = files.find((f) => f.file_id === fileId)
  if (!file) return refuse('not_found')
  const place = { bureauId, matterId: draftId, attachmentId: fileId }
  const key = draftKey(deps, bureauId, accountId)
  return { mediaType: file.media_type, size: file.size, content: readAttachment(pagesRoot(deps), place, key) }
}

export async function removePage(
  deps: DraftsDeps,
  w: Writer,
  draftId: string,
  fileId: string,
): Promise<undefined | Refusal> {
  const { bureauId, accountId } = w.session
  const there = await withTx(deps.cases.app, contextOf(w), (tx) =>
    deleteFile(tx, bureauId, accountId, draftId, fileId),
  )
  if (!there) return refuse('not_found')
  await removeAttachment(pagesRoot(deps), { bureauId, matterId: draftId, attachmentId: fileId })
  return undefined
}

/**
 * Ties the pages to the matter that the draft became, in the order given, and lets the draft go. Sent again after a
 * break it goes on where it stopped: each page is a command under a key of its own, so none is tied twice. A draft
 * that is gone has been finished.
 * @returns how many pages are tied, or the first refusal; the draft then stays
 */
export async function finishDraft(
  deps: DraftsDeps,
  w: Writer,
  caller: Caller,
  draftId: string,
  matterId: string,
  order: readonly string[],
): Promise<{ attached: number } | Refusal> {
  const { bureauId, accountId } = w.session
  const key = draftKey(deps, bureauId, accountId)
  const files = await withTx(deps.cases.app, contextOf(w), (tx) =>
    listFiles(tx, bureauId, accountId, draftId),
  )
  const place = (fileId: string) => {
    const at = order.indexOf(fileId)
    return at < 0 ? order.length : at
  }
  const pages = files.toSorted((a, b) => place(a.file_id) - place(b.file_id))
  for (const page of pages) {
    const { name, mediaType, fileId } = fileView(key, w, draftId, page)
    const result = await attachFile(
      deps.cases,
      { ...caller, idempotencyKey: `draft-page:${fileId}` },
      {
        matterId,
        name,
        mediaType,
        content: readAttachment(pagesRoot(deps), { bureauId, matterId: draftId, attachmentId: fileId }, key),
      },
    )
    if (isRefusal(result)) return result
  }
  await dropDraft(deps, w, draftId)
  return { attached: pages.length }
}
