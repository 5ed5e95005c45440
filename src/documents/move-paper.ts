/** A draft is submitted for approval, sent back, or dropped. */
import { once } from '../bureau/index.ts'
import { callerOf, maySign } from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Command } from './command.ts'
import type { Drafted } from './draft-paper.ts'
import { lockDraft } from './edit-paper.ts'
import { type DocumentsDeps, openForPapers, paperFor, writesFor } from './open-paper.ts'
import { type PaperState, updatePaper } from './store.ts'
import { tellSigners, tellWriters } from './tell.ts'

export type Move = 'submit' | 'send-back' | 'drop'

const MOVES: Record<Move, { from: PaperState; to: PaperState; wrong: () => Refusal }> = {
  submit: { from: 'draft', to: 'submitted', wrong: () => refuse('document.not_draft') },
  'send-back': { from: 'submitted', to: 'draft', wrong: () => refuse('document.not_submitted') },
  drop: { from: 'draft', to: 'dropped', wrong: () => refuse('document.not_draft') },
}

/**
 * `send-back` is for who signs, and for the writers themselves who want to go on writing.
 * @returns refusals `not_found`, `access.denied`, `document.changed`, `document.not_draft`, `document.not_submitted`
 */
export function movePaper(
  deps: DocumentsDeps,
  command: Command,
  ask: { matterId: string; paperId: string; revision: number; move: Move },
): Promise<Drafted | Refusal> {
  const { actor, bureauId } = callerOf(command)
  return once(deps.cases.app, command, ['move-paper', ask], async (tx) => {
    const o = await openForPapers(deps, tx, { bureauId, actor, now: command.now }, ask.matterId)
    if (isRefusal(o)) return o
    const seen = await paperFor(tx, o, actor, ask.paperId)
    if (isRefusal(seen)) return seen
    const signs = ask.move === 'send-back' && maySign(actor, seen.unit_id, o.world)
    if (!signs && !writesFor(actor, seen.unit_id)) return refuse('access.denied')
    const row = await lockDraft(tx, o, ask.paperId, ask.revision)
    if (isRefusal(row)) return row
    const { from, to, wrong } = MOVES[ask.move]
    if (row.state !== from) return wrong()
    await updatePaper(tx, bureauId, { ...row, state: to, changed_at: command.now })
    const told = { by: actor, at: command.now }
    if (ask.move === 'submit') await tellSigners(tx, o, row, told)
    // Writers who take a draft back to go on writing know it.
    if (ask.move === 'send-back' && signs) await tellWriters(tx, o, row, { ...told, kind: 'returned' })
    return { paperId: row.paper_id, revision: row.revision, state: to }
  })
}
