/** The sealed version comes in, and letters between organs reach their unit. */
import {
  type CommandResult,
  callerOf,
  deliverPaper as deliverInLedger,
  sealPaper as sealInLedger,
} from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Command } from './command.ts'
import type { DocumentsDeps } from './open-paper.ts'
import { lockPaper, updatePaper } from './store.ts'

/** What counts as a sealed version: a scan, or a file with an electronic seal. A draft in Word is none. */
const SEALED_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/ofd',
  'image/jpeg',
  'image/png',
])

export interface SealedFile {
  matterId: string
  paperId: string
  name: string
  mediaType: string
  content: AsyncIterable<Uint8Array>
}

/** @returns refusals `file.type_not_taken`, `not_found`, `access.denied`, `document.not_approved`, `document.already_served` */
export async function sealPaper(
  deps: DocumentsDeps,
  command: Command,
  f: SealedFile,
): Promise<(CommandResult & { attachmentId: string }) | Refusal> {
  const mediaType = f.mediaType.split(';')[0]!.trim().toLowerCase()
  if (!SEALED_TYPES.has(mediaType))
    return refuse('file.type_not_taken', { field: 'file', details: { mediaType } })
  const caller = callerOf(command)
  const { matterId, paperId } = f
  const prepare = async (tx: Tx): Promise<Refusal | undefined> => {
    const row = await lockPaper(tx, caller.bureauId, matterId, paperId)
    if (!row || row.state === 'dropped') return refuse('not_found')
    if (row.state !== 'approved' && row.state !== 'sealed') return refuse('document.not_approved')
    await updatePaper(tx, caller.bureauId, { ...row, state: 'sealed', changed_at: command.now })
    return undefined
  }
  return sealInLedger(deps.cases, caller, paperId, { ...f, mediaType }, prepare)
}

/** @returns refusals `document.not_approved`, `document.not_sealed`, `document.served_by_procedure`, `input.*` */
export function deliverPaper(
  deps: DocumentsDeps,
  command: Command,
  ask: { matterId: string; paperId: string; on: string; method: string; detail: string },
): Promise<CommandResult | Refusal> {
  const { matterId, ...delivery } = ask
  return deliverInLedger(deps.cases, callerOf(command), matterId, delivery)
}
