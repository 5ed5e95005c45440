/** A file joins a matter: stored safely and encrypted first, then tied to it by an event. */
import { randomUUID } from 'node:crypto'
import { newSalt, readAttachment, removeAttachment, uuidv7, writeAttachment } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { attachFile as attach, type FileFacts, takesPart } from './engine/add.ts'
import { unitInSight } from './engine/authorise.ts'
import { clip } from './engine/clean-text.ts'
import type { MatterDoc } from './engine/doc.ts'
import type { Decision, World } from './engine/world.ts'
import type { Looker } from './read-matter.ts'
import { findAttachmentAt, findMatter, listEvents, logAccess } from './read-store.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter, keyOf } from './run.ts'
import { filesForCitizen, mayOpenFile, mayOpenMatter } from './views/may-see.ts'

export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** What may be attached: papers, pictures, sheets, recordings. Nothing a browser would run. */
export const MEDIA_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  // The national format of sealed electronic documents.
  'application/ofd',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'text/plain',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'audio/mpeg',
  'audio/mp4',
  'audio/amr',
  'video/mp4',
])

export interface FileUpload {
  matterId: string
  name: string
  mediaType: string
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * Stores and ties a file to a matter. The file is on disk before the event names it; if the event is refused the file
 * is removed again, and should the process die between, it is an orphan that is swept later.
 * @returns refusals `file.type_not_taken`, `input.required`, `file.too_large`, `not_found`, `access.denied`
 */
export function attachFile(
  deps: CasesDeps,
  caller: Caller,
  f: FileUpload,
): Promise<(CommandResult & { attachmentId: string }) | Refusal> {
  const decide: TieFile = (doc, file, world) => attach(doc, file, caller.actor, world)
  return storeFile(deps, caller, f, { request: { verb: 'attach' }, decide })
}

/** What becomes of a file once it is stored: the decision that names it. */
export type TieFile = (doc: MatterDoc, file: FileFacts, world: World) => Decision<MatterDoc> | Refusal

export interface Tying {
  /** Tells this command from others on the same file. */
  request: Record<string, unknown>
  decide: TieFile
  prepare?: (tx: Tx) => Promise<Refusal | undefined>
}

/** As `attachFile`, with a decision of its own. */
export async function storeFile(
  deps: CasesDeps,
  caller: Caller,
  f: FileUpload,
  { request, decide, prepare }: Tying,
): Promise<(CommandResult & { attachmentId: string }) | Refusal> {
  const mediaType = f.mediaType.split(';')[0]!.trim().toLowerCase()
  if (!MEDIA_TYPES.has(mediaType))
    return refuse('file.type_not_taken', { field: 'file', details: { mediaType } })
  const name = clip(
    f.name
      .toWellFormed()
      .replace(/[/\\\0]/g, '_')
      .trim(),
    200,
  )
  if (name === '') return refuse('input.required', { field: 'name' })
  const facts = await deps.directory.byId(caller.bureauId)
  if (!facts) return refuse('not_found')
  const { bureauId, actor } = caller
  const context = {
    bureau: bureauId,
    unit: unitInSight(actor),
    account: actor.id,
    matter: actor.kind === 'citizen' ? f.matterId : null,
    system: actor.kind === 'system',
  }
  const matter = await withTx(deps.app, context, (tx) => findMatter(tx, bureauId, f.matterId))
  if (!matter) return refuse('not_found')
  if (!takesPart(matter.doc, actor)) return refuse('access.denied')
  const key = keyOf(deps, bureauId, f.matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
  if (!key) return refuse('case.erased')
  const place = { bureauId, matterId: f.matterId, attachmentId: randomUUID() }
  const salt = newSalt()
  let stored: Awaited<ReturnType<typeof writeAttachment>>
  try {
    stored = await writeAttachment(deps.filesRoot, place, f.content, {
      suite: deps.keyring.suite,
      key,
      salt,
      maxBytes: MAX_FILE_BYTES,
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'AttachmentTooLargeError') {
      return refuse('file.too_large', { field: 'file', details: { maxBytes: MAX_FILE_BYTES } })
    }
    throw error
  }
  const details = {
    attachmentId: place.attachmentId,
    mediaType,
    size: stored.size,
    commitment: stored.commitment,
  }
  const result = await changeMatter(deps, caller, {
    matterId: f.matterId,
    // The digest, not the random id, makes a repeated upload the same command.
    request: { ...request, matterId: f.matterId, name, mediaType, digest: stored.contentDigest },
    asCitizen: actor.kind === 'citizen',
    prepare,
    decide: (doc, world) =>
      decide(
        doc,
        { ...details, name, proof: { salt: salt.toString('base64'), digest: stored.contentDigest } },
        world,
      ),
    extra: (d) => {
      const attachment = d.doc.attachments.at(-1)!
      return {
        attachments: [
          {
            attachment_id: place.attachmentId,
            name_content_id: attachment.nameContentId,
            media_type: mediaType,
            size: stored.size,
            commitment: stored.commitment,
          },
        ],
      }
    },
  })
  if (isRefusal(result) || result.replayed) await removeAttachment(deps.filesRoot, place)
  if (isRefusal(result)) return result
  if (!result.replayed) return { ...result, attachmentId: place.attachmentId }
  // The same command answers with the file of the first time, not with the copy just removed.
  const attachmentId = await withTx(deps.app, context, (tx) =>
    findAttachmentAt(tx, bureauId, f.matterId, result.version),
  )
  return { ...result, attachmentId: attachmentId ?? place.attachmentId }
}

/** A file of a matter, decrypted as it streams; the look is logged for staff. */
export async function openFile(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
  attachmentId: string,
): Promise<{ mediaType: string; size: number; content: AsyncGenerator<Buffer> } | Refusal> {
  const citizen = l.actor.kind === 'citizen'
  const context = {
    bureau: l.bureauId,
    unit: unitInSight(l.actor),
    account: l.actor.id,
    matter: citizen ? matterId : null,
  }
  return withTx(deps.app, context, async (tx) => {
    const matter = await findMatter(tx, l.bureauId, matterId)
    if (!matter || !(citizen || mayOpenMatter(matter.doc, l.actor))) return refuse('not_found')
    const open = citizen
      ? filesForCitizen(matter.doc, await listEvents(tx, l.bureauId, matterId))
      : matter.doc.attachments.filter((a) => mayOpenFile(matter.doc, a.attachmentId, l.actor))
    const attachment = open.find((a) => a.attachmentId === attachmentId)
    const key = keyOf(deps, l.bureauId, matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
    if (!attachment || !key) return refuse('not_found')
    if (!citizen) {
      await logAccess(tx, {
        bureauId: l.bureauId,
        accessId: uuidv7(l.now),
        matterId,
        accountId: l.actor.id,
        unitId: l.actor.unitId,
        roles: l.actor.roles,
        at: l.now,
        what: 'attachment',
        reason: 'handling',
        always: true,
      })
    }
    const place = { bureauId: l.bureauId, matterId, attachmentId }
    return {
      mediaType: attachment.mediaType,
      size: attachment.size,
      content: readAttachment(deps.filesRoot, place, key),
    }
  })
}
