/** A document is begun: its first words are merged from the matter. */
import { once } from '../bureau/index.ts'
import { callerOf } from '../cases/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Command } from './command.ts'
import { firstText } from './compose.ts'
import type { PaperKind } from './contract.ts'
import { type DocumentsDeps, openForPapers, sealText, writesFor } from './open-paper.ts'
import { papersPossible, samePlace } from './places.ts'
import { factsFor } from './put-together.ts'
import { insertPaper, insertText, listPapers, type PaperRow } from './store.ts'

export interface Drafted {
  paperId: string
  revision: number
  state: PaperRow['state']
}

/** @returns refusals `not_found`, `document.not_possible`, `case.erased` */
export function draftPaper(
  deps: DocumentsDeps,
  command: Command,
  ask: { matterId: string; kind: PaperKind; proceedingId: string; documentId: string | null },
): Promise<Drafted | Refusal> {
  const { actor, bureauId } = callerOf(command)
  const { now } = command
  return once(deps.cases.app, command, ['draft-paper', ask], async (tx) => {
    const o = await openForPapers(deps, tx, { bureauId, actor, now }, ask.matterId)
    if (isRefusal(o)) return o
    const { unitId } = actor
    if (!unitId || !writesFor(actor, unitId)) return refuse('access.denied')
    const place = papersPossible(o.doc, unitId).find((p) => samePlace(p, ask))
    const rows = await listPapers(tx, bureauId, ask.matterId)
    const taken = rows.some(
      (r) =>
        r.unit_id === unitId &&
        r.kind === ask.kind &&
        r.proceeding_id === ask.proceedingId &&
        sameDocument(r, ask),
    )
    if (!place || taken) return refuse('document.not_possible', { field: 'kind' })
    const row: PaperRow = {
      matter_id: ask.matterId,
      paper_id: uuidv7(now),
      kind: ask.kind,
      unit_id: unitId,
      proceeding_id: ask.proceedingId,
      document_id: ask.documentId,
      to_unit_id: place.toUnitId,
      state: 'draft',
      revision: 1,
      number: null,
      created_by: actor.id!,
      created_at: now,
      changed_at: now,
    }
    await insertPaper(tx, bureauId, row)
    const text = firstText(ask.kind, await factsFor(deps.cases, o, row))
    const cipher = sealText(deps.cases.keyring.suite, o, row.paper_id, 1, text)
    await insertText(
      tx,
      bureauId,
      { matterId: ask.matterId, paperId: row.paper_id },
      { revision: 1, source: 'merged', cipher, file: null, account_id: actor.id!, at: now },
    )
    return { paperId: row.paper_id, revision: 1, state: row.state }
  })
}

/** A record may be made several times (two hearings); a document of the ledger, or a draft in work, only once. */
function sameDocument(r: PaperRow, ask: { kind: PaperKind; documentId: string | null }): boolean {
  if (ask.documentId !== null) return r.document_id === ask.documentId
  return r.state === 'draft' || r.state === 'submitted'
}
