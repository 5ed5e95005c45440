/**
 * One reply, sent to each: the words are put to every chosen letter as its own reply, by the ordinary command under a key of
 * its own. What could be done is done, what could not is told; each keeps its number, clocks, check and rating.
 */
import {
  type Caller,
  type CasesDeps,
  fireAction,
  type Looker,
  type MatterDoc,
  mainOf,
  mayOpenMatter,
  procedureOf,
} from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ReplyBodyView } from './contract.ts'
import { readMembers } from './store.ts'

export interface Replied {
  matterId: string
  number: string | null
  refused: Refusal | null
}

const STEP = 'submit-reply'

export async function replyToMembers(
  deps: CasesDeps,
  l: Looker,
  caller: Caller,
  topicId: string,
  r: ReplyBodyView,
): Promise<Replied[]> {
  const { bureauId, actor } = l
  const context = { bureau: bureauId, unit: actor.unitId, account: actor.id }
  const rows = await withTx(deps.app, context, (tx) => readMembers(tx, bureauId, [topicId]), {
    readOnly: true,
  })
  const rowOf = new Map(rows.map((row) => [row.matter_id, row]))
  const replied: Replied[] = []
  for (const { matterId, version } of r.items) {
    const row = rowOf.get(matterId)
    const seen = row && mayOpenMatter(row.doc, actor) ? row : undefined
    const done = seen
      ? seen.state === 'joined'
        ? await replyTo(deps, caller, seen.doc, version, r)
        : refuse('topic.not_joined')
      : refuse('not_found')
    replied.push({ matterId, number: seen?.number ?? null, refused: isRefusal(done) ? done : null })
  }
  return replied
}

function replyTo(deps: CasesDeps, caller: Caller, doc: MatterDoc, version: number, r: ReplyBodyView) {
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  const step = table.transitions.find((t) => t.id === STEP)
  // Sent again, the step is taken already and the command knows its answer.
  if (!step || !(step.from.includes(main.state) || step.to === main.state))
    return refuse('topic.no_reply_now')
  const { result, basis, reply } = r
  const outcomes = doc.demands.map(({ demandId }) => ({ demandId, result, words: reply, basis }))
  return fireAction(
    deps,
    { ...caller, idempotencyKey: `${caller.idempotencyKey}:${doc.matterId}` },
    {
      matterId: doc.matterId,
      proceedingId: main.proceedingId,
      action: STEP,
      input: { outcomes, reply },
      expectedVersion: version,
    },
  )
}
