/**
 * The next level up has revoked an opinion (撤销并重新办理): the matter it was about goes back to be handled again, by
 * the system's own step of its table. After a re-review that is the first matter, not the review between.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { MAIN, type MatterDoc, mainOf } from '../engine/doc.ts'
import { ASKED_FOR_REVIEW } from '../engine/guards.ts'
import { fireAction } from '../fire-action.ts'
import { type CaseJobsDeps, jobCaller, must } from '../jobs/deps.ts'
import { procedureOf } from '../procedures/index.ts'
import { findMatter } from '../read-store.ts'

const STEP = 'review-revoked'
/** Petition, review, re-review: no chain is longer. */
const LONGEST_CHAIN = 3

async function load(deps: CaseJobsDeps, bureauId: string, matterId: string): Promise<MatterDoc | undefined> {
  const found = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
    findMatter(tx, bureauId, matterId),
  )
  return found?.doc
}

/** @returns `not_found` when the chain of links leads nowhere; a note when the first matter's table has no such step */
export async function reopenAfterReview(
  deps: CaseJobsDeps,
  job: Job,
): Promise<Refusal | { note: string } | undefined> {
  let doc = await load(deps, String(job.payload.bureauId), String(job.payload.sourceId))
  for (let steps = 0; doc && steps < LONGEST_CHAIN; steps++) {
    const above: MatterDoc['links'][number] | undefined = doc.links.find((l) => l.kind === 'review-of')
    if (!above) break
    doc = await load(deps, above.bureauId, above.matterId)
  }
  if (!doc) return refuse('not_found')
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  if (!table.transitions.some((t) => t.id === STEP && t.from.includes(main.state))) {
    return { note: `${doc.number} is ${main.state} and is not handled again` }
  }
  must(
    await fireAction(deps, jobCaller(deps, job, doc.bureauId), {
      matterId: doc.matterId,
      proceedingId: MAIN,
      action: STEP,
      input: typeof job.payload.redoDays === 'number' ? { redoDays: job.payload.redoDays } : {},
    }),
  )
  return undefined
}

/**
 * A request for review was withdrawn: the matter it was about may be asked to be reviewed again while its first window
 * lasts. What was decided meanwhile, or asked anew, is left alone.
 */
export async function allowReviewAgain(
  deps: CaseJobsDeps,
  job: Job,
): Promise<Refusal | { note: string } | undefined> {
  const doc = await load(deps, String(job.payload.bureauId), String(job.payload.sourceId))
  if (!doc) return refuse('not_found')
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  const newest = doc.links.findLast((l) => l.kind === 'reviewed-by')
  const step = table.transitions.find(
    (t) => t.fixed?.[ASKED_FOR_REVIEW] === false && t.from.includes(main.state),
  )
  if (!step || newest?.matterId !== job.payload.matterId)
    return { note: `${doc.number} waits for no withdrawn review` }
  must(
    await fireAction(deps, jobCaller(deps, job, doc.bureauId), {
      matterId: doc.matterId,
      proceedingId: MAIN,
      action: step.id,
      input: {},
    }),
  )
  return undefined
}
