/** Whether staff had a reason to look at personal data (个人信息查阅抽查): drawn fairly, judged one by one. */
import { randomBytes } from 'node:crypto'
import { audit, type Command, once } from '../../bureau/index.ts'
import { uuidv7 } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { Review, Sample } from '../audit/contract.ts'
import { spanOf } from '../audit/export.ts'
import type { AdministrationDeps } from '../deps.ts'
import { factsOf } from '../units/units.ts'
import { drawLooks, insertSample, listReviews, listSamples, saveVerdict } from './store.ts'

const contextOf = ({ bureauId, unitId, accountId }: Command['session']) => ({
  bureau: bureauId,
  unit: unitId,
  account: accountId,
})

export function readSamples(deps: AdministrationDeps, session: Command['session']): Promise<Sample[]> {
  return withTx(deps.bureau.pool, contextOf(session), (tx) => listSamples(tx, session.bureauId), {
    readOnly: true,
  })
}

export function readReviews(
  deps: AdministrationDeps,
  session: Command['session'],
  sampleId: string,
): Promise<Review[]> {
  const { bureauId, accountId } = session
  return withTx(deps.cases.app, contextOf(session), (tx) => listReviews(tx, bureauId, sampleId, accountId), {
    readOnly: true,
  })
}

/**
 * Draws a sample of staff's looks within the days given. The seed is recorded, so that the draw can be repeated.
 * Refuses `input.invalid_date` (ends before it begins), `administration.nothing_to_sample`.
 */
export async function drawSample(
  deps: AdministrationDeps,
  command: Command,
  ask: { from: string; to: string; size: number },
): Promise<{ sampleId: string; size: number } | Refusal> {
  const { bureauId, accountId } = command.session
  const { now } = command
  if (ask.to < ask.from) return refuse('input.invalid_date', { field: 'to' })
  const { zone } = (await factsOf(deps, bureauId)).bureau
  const span = spanOf(zone, ask.from, ask.to)
  return once(deps.bureau.pool, command, ['draw-sample', ask], async (tx) => {
    const seed = randomBytes(12).toString('hex')
    const { accessIds, population } = await drawLooks(
      tx,
      bureauId,
      { from: span.from!, to: span.to! },
      seed,
      ask.size,
    )
    if (accessIds.length === 0) return refuse('administration.nothing_to_sample')
    const sampleId = uuidv7(now)
    const { from, to } = ask
    await insertSample(tx, bureauId, { sampleId, from, to, seed, population, accountId }, accessIds, now)
    const details = { sampleId, from, to, seed, population, size: accessIds.length }
    await audit(tx, { bureauId, accountId, action: 'access-review.drawn', details, now })
    return { sampleId, size: accessIds.length }
  })
}

export interface Verdict {
  verdict: 'justified' | 'unclear' | 'unjustified'
  words: string | null
}

/**
 * Records what a reviewer found. A verdict may be changed; the audit log keeps each.
 * Refuses `administration.unknown_review`, `administration.own_look`, `input.required` (words, unless justified).
 */
export async function judge(
  deps: AdministrationDeps,
  command: Command,
  sampleId: string,
  accessId: string,
  verdict: Verdict,
): Promise<{ accessId: string } | Refusal> {
  const { bureauId, accountId } = command.session
  const { now } = command
  const words = verdict.words?.trim() || null
  if (verdict.verdict !== 'justified' && words === null) return refuse('input.required', { field: 'words' })
  return once(deps.bureau.pool, command, ['judge', sampleId, accessId, verdict], async (tx) => {
    const review = (await listReviews(tx, bureauId, sampleId, accountId)).find((r) => r.id === accessId)
    if (!review) return refuse('administration.unknown_review')
    if (review.own) return refuse('administration.own_look')
    const line = { sampleId, accessId, verdict: verdict.verdict, words, now, reviewerId: accountId }
    if (!(await saveVerdict(tx, bureauId, line))) return refuse('administration.unknown_review')
    const details = { sampleId, accessId, before: review.verdict, after: verdict.verdict }
    await audit(tx, { bureauId, accountId, action: 'access-review.judged', details, now })
    return { accessId }
  })
}
