/** Files an order (归档) in one change, whether or not its archiving waits already. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import { archiveOrder } from './engine/archive.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export interface FileRequest {
  matterId: string
  /** How long it is kept, and the number of the file with remarks. */
  input: { retention?: string; words?: string }
  expectedVersion?: number
}

/** @returns the matter once filed, or a refusal (`archive.*`, `case.not_ended`, `access.denied`, `input.*`, `write.stale_version`) */
export function fileOrder(deps: CasesDeps, caller: Caller, r: FileRequest): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'file-order', ...r },
    decide: (doc, world) => archiveOrder(doc, r.input, caller.actor, world),
  })
}
