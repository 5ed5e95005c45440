/** 销毁内容: under a recorded retention or erasure decision the words of an ended matter are destroyed, its steps stay. */
import { removeAttachment } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { eraseContent as decide } from './engine/add.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export interface Erasure {
  /** Reference of the decision, e.g. its document number; no personal data, for the ledger keeps it. */
  decision: string
  /** Article or retention rule it rests on. */
  basis: string
  expectedVersion?: number
}

const MOST = { decision: 200, basis: 500 }

/**
 * Records the erasure; the database destroys the matter's key and its look-up digests with the event, in the same
 * transaction (`db/migrations/0004_erasure.sql`). Without the key the stored words, their salts and the files open
 * for nobody; the files are removed right after. Backups keep what they hold until they are replaced.
 * @returns refusals `access.denied` (not an administrator), `case.erased`, `case.not_ended`, `input.*`, `not_found`.
 */
export async function eraseMatter(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  erasure: Erasure,
): Promise<CommandResult | Refusal> {
  const decision = erasure.decision.trim()
  const basis = erasure.basis.trim()
  for (const [field, text] of [
    ['decision', decision],
    ['basis', basis],
  ] as const) {
    if (text === '') return refuse('input.required', { field })
    if (text.length > MOST[field]) return refuse('input.too_long', { field, details: { max: MOST[field] } })
  }
  const result = await changeMatter(deps, caller, {
    matterId,
    expectedVersion: erasure.expectedVersion,
    request: { verb: 'erase', matterId, ...erasure },
    asSystem: true,
    decide: (doc, world) => decide(doc, decision, basis, caller.actor, world),
  })
  // Also when it was erased before: a crash may have come between the commit and the removal of the files.
  const erased = !isRefusal(result) || result.refused === 'case.erased'
  if (erased) await removeFiles(deps, caller.bureauId, matterId)
  return result
}

async function removeFiles(deps: CasesDeps, bureauId: string, matterId: string): Promise<void> {
  const rows = await withTx(
    deps.app,
    { bureau: bureauId, system: true },
    (tx) =>
      tx.query<{ attachment_id: string }>(
        'select attachment_id from attachments where bureau_id = $1 and matter_id = $2',
        [bureauId, matterId],
      ),
    { readOnly: true },
  )
  for (const { attachment_id: attachmentId } of rows)
    await removeAttachment(deps.filesRoot, { bureauId, matterId, attachmentId })
}
