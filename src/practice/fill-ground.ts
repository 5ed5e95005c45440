/**
 * Fills a practice ground, after clearing it where a reset was asked for: matters in every stage of the work, a few
 * articles of knowledge, calls. Carried out by whoever claims the job; broken off, the next goes on where it was left.
 */
import type { BureauFacts } from '../bureau/index.ts'
import { sweepOrphans } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { bringMatter, PracticeFault, sidesFor } from './bring.ts'
import { addPracticeKnowledge } from './fill-knowledge.ts'
import { PREPARED, type PreparedId } from './preparation.ts'
import { addPracticeTelephone } from './ring-call.ts'
import type { PracticeRoom } from './room.ts'
import { claimGround, clearGround, type Ground, noteFailed, noteProgress, noteReady } from './store.ts'
import { HOTLINE } from './units.ts'

export interface FillDeps {
  room: PracticeRoom
  worker: Pool
  now: () => Date
  /** Asked between two matters; true leaves the rest to the next. */
  stopped?: () => boolean
  onProgress?: (done: number, total: number) => void
}

/** Longer than any one matter takes; a killed process's job is free after it. */
const CLAIM_MS = 30_000
const KINDS = Object.keys(PREPARED) as PreparedId[]
/** Of each kind so many, so that lists look like lists. */
const OF_EACH = 2

/** What is made in a filling, in order. */
const WORK = [
  ...KINDS.flatMap((kind) => Array.from({ length: OF_EACH }, (_, i) => ({ kind, i }))),
  { kind: 'knowledge' as const, i: 0 },
  { kind: 'telephone' as const, i: 0 },
]

/**
 * Carries out what is left of the job.
 * @returns whether it was carried to its end; false when another process has it, or it was told to stop
 * @throws what a step throws; the job stays and says so
 */
export async function fillGround(deps: FillDeps, bureauId: string): Promise<boolean> {
  const { worker, now } = deps
  const until = () => new Date(now().getTime() + CLAIM_MS)
  const ground = await claimGround(worker, bureauId, now(), until())
  if (!ground) return false
  try {
    return await carryOut(deps, ground, until)
  } catch (error) {
    const code = error instanceof PracticeFault ? error.refusal.refused : 'internal'
    await noteFailed(worker, bureauId, code)
    throw error
  }
}

async function carryOut(deps: FillDeps, ground: Ground, until: () => Date): Promise<boolean> {
  const { room, worker, now } = deps
  const { bureauId } = ground
  const note = (state: Ground['state'], done: number) =>
    noteProgress(worker, { bureauId, state, done, total: WORK.length }, until())
  let { done } = ground
  if (ground.state === 'clearing') {
    await note('clearing', 0)
    await clearGround(worker, bureauId)
    await sweepOrphans(room.cases.filesRoot, bureauId, new Set(), new Date(8.64e15))
    await note('filling', 0)
    done = 0
  }
  room.bureau.directory.invalidate(bureauId)
  const facts = await room.bureau.directory.byId(bureauId)
  if (!facts) return false
  for (const [at, work] of WORK.entries()) {
    if (at < done) continue
    if (deps.stopped?.()) {
      await worker.query('update practice_grounds set claimed_until = null where bureau_id = $1', [bureauId])
      return false
    }
    await make(room, facts, ground, work, now())
    await note('filling', at + 1)
    deps.onProgress?.(at + 1, WORK.length)
  }
  await noteReady(worker, bureauId, now())
  return true
}

async function make(
  room: PracticeRoom,
  facts: BureauFacts,
  ground: Ground,
  work: (typeof WORK)[number],
  now: Date,
): Promise<void> {
  if (work.kind === 'knowledge') return addPracticeKnowledge(room, facts, ground, ground.askedAt)
  if (work.kind === 'telephone') return addPracticeTelephone(room, facts.bureau.bureauId, ground.askedAt)
  const prepared = PREPARED[work.kind]
  // Orders lie with the 12345 desk, everything else with the bureau itself.
  const desk = [...facts.units.values()].find((u) => u.code === HOTLINE && u.active)
  const taken = desk && prepared.procedure === 'hotline-order'
  const sides = sidesFor(facts, taken ? { side: 'centre', unitId: desk.unitId } : null)
  if (!sides) throw new PracticeFault('units', { refused: 'bureau.no_unit_for_seat' })
  // The stories hang on the moment the filling was asked for, so that one that was broken off goes on as it began.
  await bringMatter(room, prepared, {
    facts,
    sides,
    key: [String(ground.round), 'fill', work.kind, String(work.i)],
    n: 1 + KINDS.indexOf(work.kind) * OF_EACH + work.i,
    learner: null,
    now: ground.askedAt < now ? ground.askedAt : now,
  })
}
