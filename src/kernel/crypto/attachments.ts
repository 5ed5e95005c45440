import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type HashName, type Suite, startDigest } from './algorithms.ts'
import { commit } from './commit.ts'
import { syncFolder } from './durable.ts'
import { isUuid } from './ids.ts'
import { decryptFileStream, encryptFileStream } from './stream.ts'
import type { MatterKey } from './vault.ts'

/**
 * Encrypted files under `<root>/<bureau>/<matter>/<attachment>`. Every file is encrypted on its own, under its
 * matter's key: equal content in two bureaus gives unrelated files, so nothing is shared by hash.
 * Order: file written, synced and named first, then the transaction that refers to it; a file without a
 * row is an orphan for `sweepOrphans`, a row without a file cannot come to be.
 */
export interface AttachmentPlace {
  readonly bureauId: string
  readonly matterId: string
  readonly attachmentId: string
}

export interface StoredAttachment {
  /** Bytes of the content, unencrypted. */
  readonly size: number
  /** Hash of the content; personal like the content itself (it can be guessed), kept encrypted with the salt. */
  readonly contentDigest: string
  /** Salted commitment to `contentDigest`: this is what the event holds. */
  readonly commitment: string
}

/** The content is larger than the caller allows. Nothing is left on disk. */
export class AttachmentTooLargeError extends Error {
  override readonly name = 'AttachmentTooLargeError'
}

const TEMPORARY = '.writing-'

/** Path of an attachment. Throws TypeError unless all three ids are UUIDs, so that no id leads elsewhere. */
export function attachmentPath(root: string, place: AttachmentPlace): string {
  for (const id of [place.bureauId, place.matterId, place.attachmentId]) {
    if (!isUuid(id)) throw new TypeError('attachment ids are UUIDs')
  }
  return join(root, place.bureauId, place.matterId, place.attachmentId)
}

/**
 * Encrypts and stores a content durably. When it returns, the file survives a power cut; when it throws
 * (AttachmentTooLargeError, or an error of source or disk), nothing of it is left. The same id written
 * again replaces the file: a command repeated after a crash starts over.
 */
export async function writeAttachment(
  root: string,
  place: AttachmentPlace,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { suite: Suite; key: MatterKey; salt: Buffer; maxBytes: number },
): Promise<StoredAttachment> {
  const path = attachmentPath(root, place)
  const folder = dirname(path)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = join(folder, `${TEMPORARY}${place.attachmentId}-${randomBytes(4).toString('hex')}`)
  const digest = startDigest(options.suite.hash)
  let size = 0
  async function* measured() {
    for await (const chunk of content) {
      size += chunk.length
      if (size > options.maxBytes) throw new AttachmentTooLargeError(`more than ${options.maxBytes} bytes`)
      digest.update(chunk)
      yield chunk
    }
  }
  const file = await open(temporary, 'wx', 0o600)
  try {
    try {
      for await (const bytes of encryptFileStream(options.suite, options.key, measured(), aadOf(place))) {
        await file.writeFile(bytes)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  syncFolder(folder)
  // New folders are entries of their parents: sync up to the first that was there before.
  if (made) for (let at = folder; at !== dirname(made); at = dirname(at)) syncFolder(dirname(at))
  const contentDigest = digest.end()
  return { size, contentDigest, commitment: commitToDigest(options.salt, contentDigest, options.suite.hash) }
}

/** Content of an attachment, piece by piece. Throws ENOENT, or DecryptionError (altered, cut, wrong key). */
export function readAttachment(root: string, place: AttachmentPlace, key: MatterKey): AsyncGenerator<Buffer> {
  return decryptFileStream(key, createReadStream(attachmentPath(root, place)), aadOf(place))
}

/** Reads an attachment to its end and gives what `writeAttachment` gave, to be compared with the event. */
export async function recomputeAttachment(
  root: string,
  place: AttachmentPlace,
  options: { key: MatterKey; salt: Buffer; hash: HashName },
): Promise<StoredAttachment> {
  const digest = startDigest(options.hash)
  let size = 0
  for await (const chunk of readAttachment(root, place, options.key)) {
    size += chunk.length
    digest.update(chunk)
  }
  const contentDigest = digest.end()
  return { size, contentDigest, commitment: commitToDigest(options.salt, contentDigest, options.hash) }
}

/** Removes one attachment's file, if it is there. */
export async function removeAttachment(root: string, place: AttachmentPlace): Promise<void> {
  const path = attachmentPath(root, place)
  await rm(path, { force: true })
}

/**
 * Removes files of a bureau that no row knows: leftovers of transactions that never committed. Files younger
 * than `olderThan` stay, since their transaction may still be running; the time is the machine's, never a
 * simulated one. Gives the paths removed, relative to the bureau's folder.
 */
export async function sweepOrphans(
  root: string,
  bureauId: string,
  known: ReadonlySet<string>,
  olderThan: Date,
): Promise<string[]> {
  if (!isUuid(bureauId)) throw new TypeError('bureau ids are UUIDs')
  const removed: string[] = []
  const bureauFolder = join(root, bureauId)
  for (const matter of await namesIn(bureauFolder)) {
    for (const name of await namesIn(join(bureauFolder, matter))) {
      const path = join(bureauFolder, matter, name)
      const ours = isUuid(name) || name.startsWith(TEMPORARY)
      if (!ours || known.has(name)) continue
      const found = await stat(path).catch(() => undefined)
      if (!found?.isFile() || found.mtime >= olderThan) continue
      await rm(path, { force: true })
      removed.push(join(matter, name))
    }
  }
  return removed.sort()
}

function commitToDigest(salt: Buffer, contentDigest: string, hash: HashName): string {
  return commit(salt, contentDigest, hash)
}

function aadOf(place: AttachmentPlace): readonly string[] {
  return [place.bureauId, place.matterId, 'attachment', place.attachmentId]
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
