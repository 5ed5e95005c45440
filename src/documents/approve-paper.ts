/** A document is approved: its words are fixed, it gets its number, and the ledger records it. */
import {
  approvePaper as approveInLedger,
  type CommandResult,
  callerOf,
  issuedByStep,
  maySign,
} from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Command } from './command.ts'
import { composePaper } from './compose.ts'
import type { Paper } from './contract.ts'
import { lockDraft } from './edit-paper.ts'
import { KINDS } from './kinds/index.ts'
import { type DocumentsDeps, newestText, openForPapers, paperFor } from './open-paper.ts'
import { organOf, prefixOf } from './organs.ts'
import { factsFor, marksOf, placeOf } from './put-together.ts'
import { documentNumber } from './rules.ts'
import { reportedIn } from './shield.ts'
import { accountNames, takeDocumentNumber, updatePaper } from './store.ts'
import { tellWriters } from './tell.ts'

/**
 * Number, words and the step of the procedure are one decision: if any is refused, no number is used.
 * @returns refusals `document.not_signer`, `document.not_submitted`, `document.changed`, `case.reason_and_route`, and
 * those of the procedure's step
 */
export async function approvePaper(
  deps: DocumentsDeps,
  command: Command,
  ask: { matterId: string; paperId: string; revision: number },
): Promise<CommandResult | Refusal> {
  const caller = callerOf(command)
  const { actor, bureauId } = caller
  const context = { bureau: bureauId, unit: actor.unitId, account: actor.id }
  const ready = await withTx(deps.cases.app, context, async (tx) => {
    const o = await openForPapers(deps, tx, { bureauId, actor, now: command.now }, ask.matterId)
    if (isRefusal(o)) return o
    const row = await paperFor(tx, o, actor, ask.paperId)
    if (isRefusal(row)) return row
    if (!maySign(actor, row.unit_id, o.world)) return refuse('document.not_signer')
    const [facts, text, [signer]] = await Promise.all([
      factsFor(deps.cases, o, row),
      newestText(tx, o, row),
      accountNames(tx, bureauId, [actor.id!]),
    ])
    const marks = marksOf(row, text)
    if (reportedIn(o, marks.copyTo)) return refuse('shield.unit_reported', { field: 'copyTo' })
    return { o, row, facts, text, signedBy: signer?.name ?? null }
  })
  if (isRefusal(ready)) return ready
  const { o, row, facts, text, signedBy } = ready
  const { kind, proceedingId, toUnitId } = placeOf(row)
  const organ = organOf(
    o.facts.units.get(row.unit_id),
    o.facts.bureau,
    o.organs.find((s) => s.unit_id === row.unit_id),
  )
  const prefix = prefixOf(organ, kind)
  let number: string | null = null
  const prepare = async (tx: Tx): Promise<Refusal | undefined> => {
    const locked = await lockDraft(tx, o, ask.paperId, ask.revision)
    if (isRefusal(locked)) return locked
    if (locked.state === 'approved' || locked.state === 'sealed') return refuse('document.already_approved')
    if (locked.state !== 'submitted') return refuse('document.not_submitted')
    const year = Number(o.world.today.slice(0, 4))
    if (prefix !== null) {
      const n = await takeDocumentNumber(tx, bureauId, row.unit_id, kind, year)
      number = documentNumber(prefix, year, n)
    }
    await updatePaper(tx, bureauId, { ...locked, state: 'approved', number, changed_at: command.now })
    await tellWriters(tx, o, row, { kind: 'decided', by: actor, at: command.now })
    return undefined
  }
  return approveInLedger(deps.cases, caller, {
    matterId: ask.matterId,
    version: o.doc.version,
    request: { verb: 'approve-paper', ...ask },
    prepare,
    ask: () => ({
      paperId: ask.paperId,
      kind,
      audience: KINDS[kind].audience,
      unitId: row.unit_id,
      proceedingId,
      documentId: issuedByStep(kind) ? row.document_id : null,
      toUnitId,
      number,
      // The name of who asked is never kept in it: it is put in for those who may know it, each time.
      text: JSON.stringify(
        composePaper(kind, text, facts, {
          number,
          date: o.world.today,
          addressee: null,
          signedBy,
        }) satisfies Paper,
      ),
    }),
  })
}
