/**
 * After something that may call for supervision (a return, a rating, a further contact): opens what the rules say. Each
 * rule acts once for its matter, under its own key, however often the job runs.
 */
import { isRefusal } from '../../kernel/errors/refusal.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { MatterDoc } from '../engine/doc.ts'
import { openAttached } from '../engine/open-matter.ts'
import { fire } from '../engine/step.ts'
import { type Called, calledFor, DEFAULT_THRESHOLDS, type Thresholds } from '../engine/triggers.ts'
import { type Decision, SYSTEM, type World } from '../engine/world.ts'
import { ESCALATE, findProcedure } from '../procedures/index.ts'
import { findMatter } from '../read-store.ts'
import { changeMatter } from '../run.ts'
import { type CaseJobsDeps, JobRefused, systemCaller } from './deps.ts'

export async function checkTriggers(deps: CaseJobsDeps, job: Job): Promise<{ note: string } | undefined> {
  const matterId = String(job.payload.matterId)
  const at = (await deps.thresholds?.(job.bureauId)) ?? DEFAULT_THRESHOLDS
  const matter = await withTx(deps.app, { bureau: job.bureauId, system: true }, (tx) =>
    findMatter(tx, job.bureauId, matterId),
  )
  if (!matter) throw new JobRefused({ refused: 'not_found' })
  const called = calledFor(matter.doc, at)
  for (const one of called) {
    const result = await changeMatter(deps, systemCaller(deps, job.bureauId, one.key, job.createdAt), {
      matterId,
      request: { verb: 'trigger', rule: one.rule },
      decide: (doc, world) => actOn(doc, one, at, world),
    })
    if (isRefusal(result)) throw new JobRefused(result)
  }
  return called.length > 0 ? { note: called.map((c) => c.rule).join(' ') } : undefined
}

/** Decided on the matter as it now is: what has changed meanwhile may no longer call for anything. */
function actOn(
  doc: MatterDoc,
  asked: Called,
  at: Thresholds,
  world: World,
): Decision<MatterDoc> | ReturnType<typeof fire> {
  const still = calledFor(doc, at).find((c) => c.key === asked.key)
  if (!still) return { doc, before: doc, drafts: [], contents: [], outbox: [] }
  const main = doc.proceedings.main!
  const escalates =
    still.opens === 'decision' &&
    findProcedure(main.procedure, main.version)?.transitions.some(
      (t) => t.id === ESCALATE && t.from.includes(main.state),
    )
  // A table of before has no such step: the supervision unit then gets an order of its own.
  return escalates
    ? fire(doc, { proceedingId: 'main', action: ESCALATE, input: {} }, SYSTEM, world)
    : openAttached(doc, 'supervision', still.input, SYSTEM, world)
}
