/** What the jobs of the closed loop need, and on whose behalf they write. */
import type { Clock } from '../../kernel/clock/clock.ts'
import { isRefusal, type Refusal } from '../../kernel/errors/refusal.ts'
import { type Job, jobKey } from '../../kernel/jobs/index.ts'
import type { NoticeAdapter } from '../../notices/index.ts'
import type { Thresholds } from '../engine/triggers.ts'
import { SYSTEM } from '../engine/world.ts'
import type { Caller, CasesDeps } from '../run.ts'

export interface CaseJobsDeps extends CasesDeps {
  /** When effects occur, and by which due work is found. */
  clock: Clock
  /** When effects are written down, if that differs (a simulated clock). Default: the same. */
  recorded?: Clock
  notices: NoticeAdapter
  /** From how many returns or contacts on a matter is supervised; the bureau's own, by default those of the program. */
  thresholds?(bureauId: string): Promise<Thresholds>
  /** Address of a bureau's public page to follow a matter, for notices. */
  portalAddress(slug: string): string
  /** Address of a bureau's public page to tell something new. */
  tellAddress(slug: string): string
}

/** A refusal that may pass (a concurrent writer, a unit not yet set up): the relay tries the job again. */
export class JobRefused extends Error {
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.name = 'JobRefused'
  }
}

/** Gives the result of a verb, or throws so that the job is tried again. */
export function must<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new JobRefused(result)
  return result
}

/** The program itself, at one reading of the clock. An effect never occurs before the event that asked for it. */
export function systemCaller(
  deps: CaseJobsDeps,
  bureauId: string,
  idempotencyKey: string,
  notBefore?: Date,
): Caller {
  const now = deps.clock.now()
  const occurredAt = notBefore && notBefore > now ? notBefore : now
  const recordedAt = deps.recorded?.now() ?? occurredAt
  return { bureauId, actor: SYSTEM, principal: 'system', idempotencyKey, occurredAt, recordedAt }
}

/** The caller of a job's effect; `part` tells several effects of one job apart. */
export const jobCaller = (deps: CaseJobsDeps, job: Job, bureauId: string, part = ''): Caller =>
  systemCaller(deps, bureauId, part ? `${jobKey(job)}:${part}` : jobKey(job), job.createdAt)
