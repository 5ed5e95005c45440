/**
 * The relay hands outbox rows to their handlers. A handler may be called more than once for one row (the process may
 * die between the effect and the mark), so it keeps its effect under `jobKey(job)`: the effect then is had once.
 */
import { setTimeout as setTimeoutAsync } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../clock/clock.ts'
import { isRefusal, type Refusal } from '../errors/refusal.ts'
import { errorForLog, type Logger } from '../log/log.ts'
import type { Pool } from '../postgres/connect.ts'
import { claimDue, type Job, settle, type Verdict } from './outbox.ts'

/**
 * Nothing or a note: done. A refusal: a final no, the job is dead at once and shows the code. A thrown error: tried
 * again after a while, dead after `maxAttempts`.
 */
export type JobResult = undefined | { note: string } | Refusal
export type JobHandler = (job: Job) => Promise<JobResult>
/**
 * A handler that takes all claimed jobs of its topic at once, for effects whose cost lies in the round trip. It answers
 * in the order of the jobs. When it throws, each job is tried alone, so that one bad job cannot hold up the others.
 */
export interface BatchHandler {
  together: (jobs: readonly Job[]) => Promise<readonly JobResult[]>
}
export type JobHandlers = Readonly<Record<string, JobHandler | BatchHandler>>

export interface RelayDeps {
  worker: Pool
  /** By topic; rows of other topics are left to whoever knows them. */
  handlers: JobHandlers
  clock: Clock
  log?: Pick<Logger, 'warn' | 'error'>
  /** Default 1000. */
  pollMs?: number
  /**
   * Pause after a batch that was not full, in milliseconds: what commits meanwhile is taken together by the next.
   * Default 200.
   */
  gatherMs?: number
  /** Rows taken at once. Default 128. */
  batch?: number
  /** Handlers running at once. Default 4. */
  concurrency?: number
  /** Default 10: with the back-off some eight and a half hours. */
  maxAttempts?: number
}

export interface Relay {
  /** Looks at once instead of at the next poll; call it after a commit that wrote to the outbox. */
  wake(): void
  /** Takes no more, waits for what runs. */
  stop(): Promise<void>
}

export interface Drained {
  done: number
  failed: number
  dead: number
}

/** Name of a job's effect: principal `system` writes under it as idempotency key. */
export const jobKey = (job: Pick<Job, 'eventId' | 'topic'>): string => `outbox:${job.eventId}:${job.topic}`

const SECOND = 1000
const MOST_AT_ONCE = 128
const LONGEST_PAUSE = 6 * 3600 * SECOND

/** Pause before the next try in milliseconds: 1 minute, doubled each time, at most six hours. */
export const backOff = (attempts: number): number => Math.min(60 * SECOND * 2 ** attempts, LONGEST_PAUSE)

/** Reason of a failure as it may be kept: the database repeats values in its messages, so only its codes are. */
function reasonOf(error: unknown): string {
  if (error instanceof pg.DatabaseError) return `${error.code ?? 'database'} ${error.constraint ?? ''}`.trim()
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : typeof error
}

const refusalText = (r: Refusal) =>
  `${r.refused}${r.details ? ` ${JSON.stringify(r.details)}` : ''}`.slice(0, 500)

function verdictOf(job: Job, result: JobResult): Verdict {
  if (isRefusal(result)) return { job, outcome: 'dead', note: refusalText(result), nextAt: null }
  return { job, outcome: 'done', note: result?.note ?? null, nextAt: null }
}

async function handleOne(handler: JobHandler | BatchHandler, job: Job): Promise<JobResult> {
  return typeof handler === 'function' ? handler(job) : (await handler.together([job]))[0]
}

async function tryOne(deps: RelayDeps, job: Job): Promise<Verdict> {
  try {
    return verdictOf(job, await handleOne(deps.handlers[job.topic]!, job))
  } catch (error) {
    const place = {
      topic: job.topic,
      eventId: job.eventId,
      attempts: job.attempts + 1,
      err: errorForLog(error),
    }
    const note = reasonOf(error)
    if (job.attempts + 1 >= (deps.maxAttempts ?? 10)) {
      deps.log?.error(place, 'job given up')
      return { job, outcome: 'dead', note, nextAt: null }
    }
    deps.log?.warn(place, 'job failed, to be tried again')
    return {
      job,
      outcome: 'again',
      note,
      nextAt: new Date(deps.clock.now().getTime() + backOff(job.attempts)),
    }
  }
}

async function tryAll(deps: RelayDeps, jobs: readonly Job[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const alone: Job[] = []
  for (const [topic, ofTopic] of Map.groupBy(jobs, (job) => job.topic)) {
    const handler = deps.handlers[topic]!
    if (typeof handler === 'function' || ofTopic.length === 1) alone.push(...ofTopic)
    else {
      const results = await handler.together(ofTopic).catch(() => null)
      if (results) verdicts.push(...ofTopic.map((job, i) => verdictOf(job, results[i])))
      else alone.push(...ofTopic)
    }
  }
  const queue = alone[Symbol.iterator]()
  const lane = async () => {
    for (const job of queue) verdicts.push(await tryOne(deps, job))
  }
  await Promise.all(Array.from({ length: deps.concurrency ?? 4 }, lane))
  return verdicts
}

/** One batch: claim, handle, mark, commit. Gives the verdicts; none when nothing was due. */
async function runBatch(deps: RelayDeps, bureauId: string | null): Promise<Verdict[]> {
  const client = await deps.worker.connect()
  let broken = true
  // While the handlers run nobody listens to this connection; a lost one must not end the process.
  const lost = () => {}
  client.on('error', lost)
  try {
    await client.query('begin')
    const limit = deps.batch ?? MOST_AT_ONCE
    const topics = Object.keys(deps.handlers)
    const jobs = await claimDue(client, { now: deps.clock.now(), topics, bureauId, limit })
    const verdicts = jobs.length > 0 ? await tryAll(deps, jobs) : []
    if (verdicts.length > 0) await settle(client, deps.clock.now(), verdicts)
    await client.query('commit')
    broken = false
    return verdicts
  } finally {
    client.removeListener('error', lost)
    // Closing the connection rolls back: the rows are free again.
    client.release(broken)
  }
}

/**
 * Runs all jobs that are due, and those they cause, until none is left that is due now. For tests, the demo and the
 * import; with `bureauId` only that bureau's.
 */
export async function drainOutbox(deps: RelayDeps, bureauId: string | null = null): Promise<Drained> {
  const total: Drained = { done: 0, failed: 0, dead: 0 }
  for (;;) {
    const verdicts = await runBatch(deps, bureauId)
    if (verdicts.length === 0) return total
    for (const { outcome } of verdicts) total[outcome === 'again' ? 'failed' : outcome]++
  }
}

/** Starts the relay of this process. Several processes may run one each. */
export function startRelay(deps: RelayDeps): Relay {
  let stopping = false
  let woken = false
  let rouse: () => void = () => {}
  const sleep = () =>
    new Promise<void>((resolve) => {
      if (woken || stopping) return resolve()
      const timer = setTimeout(resolve, deps.pollMs ?? SECOND)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!stopping) {
      woken = false
      let found = 0
      try {
        found = (await runBatch(deps, null)).length
      } catch (error) {
        // The database is away or the connection was lost: the rows are still there at the next poll.
        deps.log?.error({ err: errorForLog(error) }, 'outbox not reached')
      }
      if (found === 0) await sleep()
      // A job made by a job just now waits no longer than this either.
      else if (found < (deps.batch ?? MOST_AT_ONCE) && !stopping) await setTimeoutAsync(deps.gatherMs ?? 200)
    }
  }
  const running = loop()
  return {
    wake() {
      woken = true
      rouse()
    },
    async stop() {
      stopping = true
      rouse()
      await running
    },
  }
}
