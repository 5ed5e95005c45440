/** A document in its written form is approved under its number, sealed, and, as a letter between organs, delivered. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { type FileUpload, storeFile } from './attach-file.ts'
import {
  type Delivery,
  approvePaper as decideApproval,
  deliverPaper as decideDelivery,
  sealPaper as decideSeal,
  type PaperApproval,
} from './engine/papers.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export type { PaperApproval } from './engine/papers.ts'

/**
 * @param o.version of the matter the document was put together from; a newer one is refused
 * @param o.prepare takes the number and closes the draft, in the transaction of the approval
 * @param o.ask made after that, for it names the number
 */
export function approvePaper(
  deps: CasesDeps,
  caller: Caller,
  o: {
    matterId: string
    version: number
    request: unknown
    prepare: (tx: Tx) => Promise<Refusal | undefined>
    ask: () => PaperApproval
  },
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId: o.matterId,
    expectedVersion: o.version,
    request: o.request,
    prepare: o.prepare,
    decide: (doc, world) => decideApproval(doc, o.ask(), caller.actor, world),
  })
}

/** Stores the sealed version and ties it to the document. Refuses as `attachFile` does, and `document.*`. */
export function sealPaper(
  deps: CasesDeps,
  caller: Caller,
  paperId: string,
  file: FileUpload,
  prepare: (tx: Tx) => Promise<Refusal | undefined>,
): Promise<(CommandResult & { attachmentId: string }) | Refusal> {
  return storeFile(deps, caller, file, {
    request: { verb: 'seal', paperId },
    prepare,
    decide: (doc, facts, world) => decideSeal(doc, paperId, facts, caller.actor, world),
  })
}

/** Records that a letter reached the unit it is for. */
export function deliverPaper(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  delivery: Delivery,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'deliver-paper', matterId, delivery },
    decide: (doc, world) => decideDelivery(doc, delivery, caller.actor, world),
  })
}
