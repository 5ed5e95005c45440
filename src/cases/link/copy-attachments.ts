/** Attachments go along by being encrypted anew under the new matter's key; nothing is shared between matters by hash. */
import { deriveUuid, newSalt, readAttachment, writeAttachment } from '../../kernel/crypto/index.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { attachFile } from '../engine/add.ts'
import { type CaseJobsDeps, jobCaller, must } from '../jobs/deps.ts'
import { findMatter } from '../read-store.ts'
import { changeMatter, keyOf } from '../run.ts'
import type { FileAsItWas } from './read-file.ts'

export interface NewPlace {
  bureauId: string
  matterId: string
}

/** Copies all attachments of the file that the new matter does not have yet. */
export async function copyAttachments(
  deps: CaseJobsDeps,
  job: Job,
  file: FileAsItWas,
  to: NewPlace,
): Promise<void> {
  if (file.doc.attachments.length === 0) return
  const matter = await withTx(deps.app, { bureau: to.bureauId, system: true }, (tx) =>
    findMatter(tx, to.bureauId, to.matterId),
  )
  const key =
    matter && keyOf(deps, to.bureauId, to.matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
  if (!key) return
  const has = new Set(matter.doc.attachments.map((a) => a.attachmentId))
  for (const a of file.doc.attachments) {
    const attachmentId = deriveUuid(
      deps.keyring.installationKey,
      'linked-attachment',
      to.matterId,
      a.attachmentId,
    )
    if (has.has(attachmentId)) continue
    const from = { bureauId: file.doc.bureauId, matterId: file.doc.matterId, attachmentId: a.attachmentId }
    const salt = newSalt()
    // The id follows from the original: a run that died before its event writes the same file again.
    const stored = await writeAttachment(
      deps.filesRoot,
      { ...to, attachmentId },
      readAttachment(deps.filesRoot, from, file.key),
      { suite: deps.keyring.suite, key, salt, maxBytes: a.size },
    )
    const facts = {
      attachmentId,
      name: file.reader.json<{ name: string }>(a.nameContentId)?.name ?? '',
      mediaType: a.mediaType,
      size: stored.size,
      commitment: stored.commitment,
      proof: { salt: salt.toString('base64'), digest: stored.contentDigest },
    }
    const caller = jobCaller(deps, job, to.bureauId, `file:${attachmentId}`)
    must(
      await changeMatter(deps, caller, {
        matterId: to.matterId,
        request: { verb: 'copy-attachment', attachmentId },
        decide: (doc, world) => attachFile(doc, facts, caller.actor, world),
        extra: (d) => ({ attachments: attachmentRows(d, attachmentId, stored.commitment) }),
      }),
    )
  }
}

type Decided = Parameters<NonNullable<Parameters<typeof changeMatter>[2]['extra']>>[0]

function attachmentRows(d: Decided, attachmentId: string, commitment: string) {
  const added = d.doc.attachments.filter((a) => a.attachmentId === attachmentId)
  return added.map((a) => ({
    attachment_id: a.attachmentId,
    name_content_id: a.nameContentId,
    media_type: a.mediaType,
    size: a.size,
    commitment,
  }))
}
