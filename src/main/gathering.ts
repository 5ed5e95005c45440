/**
 * Gathers new letters into topics every few minutes, in a thread of its own that ends when it is done. Comparing letters
 * costs many times what registering them does, and nobody waits for a topic: while people keep the server busy it waits,
 * and where they come while it gathers it leaves off after the turn in hand.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { errorForLog } from '../kernel/log/log.ts'
import type { Installation } from './installation.ts'

/** What the thread is given. The address holds a password and stays within the process. */
export interface GatherWork {
  home: string
  appUrl: string
}

const THREAD = new URL('./gather-worker.ts', import.meta.url)
/** Nobody waits for a topic: what came in the last minutes is gathered at once, between other work. */
const EVERY_MS = 5 * 60_000
/** After the start the server has better things to do. */
const FIRST_MS = 90_000

/** So long is looked whether people leave time for it. */
const LOOK_MS = 10_000
/** Share of the time the thread that answers requests was at work, from which on it is busy. */
const BUSY = 0.25
/** So long it waits at most: topics of a day on which everybody writes are wanted that day. */
const LONGEST_WAIT_MS = 3_600_000

/** Work that has begun. */
export interface Running {
  /** Settles when it is over, done or left off. Never rejects. */
  ended: Promise<void>
  /** Has it leave off after the turn in hand. */
  leaveOff(): void
}

export interface Quietly {
  /** Looks for a while whether the server is busy. */
  busy(): Promise<boolean>
  /** Milliseconds, on a clock that never goes back. */
  now(): number
  begin(): Running
}

/**
 * Does the work once while the server is not busy. Where it becomes busy the work leaves off and is begun again in the
 * next quiet; after {@link LONGEST_WAIT_MS} it is done all the same.
 */
export async function inQuiet({ busy, now, begin }: Quietly, signal: AbortSignal): Promise<void> {
  const since = now()
  const waitedEnough = () => now() - since >= LONGEST_WAIT_MS
  while (!signal.aborted) {
    while ((await busy()) && !waitedEnough()) if (signal.aborted) return
    if (signal.aborted) return
    const running = begin()
    let over = false
    let leftOff = false
    const ended = running.ended.then(() => {
      over = true
    })
    while (!over && !signal.aborted && !waitedEnough()) {
      const disturbed = await Promise.race([busy(), ended.then(() => false)])
      if (over || !disturbed) continue
      leftOff = true
      running.leaveOff()
      break
    }
    await ended
    if (!leftOff) return
  }
}

export interface Gathering {
  stop(): Promise<void>
}

export function startGathering(i: Pick<Installation, 'config' | 'database' | 'log'>): Gathering {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => {})
  let thread: Worker | undefined
  const begin = (): Running => {
    const work: GatherWork = { home: i.config.home, appUrl: i.database.urls.app }
    const worker = new Worker(THREAD, { workerData: work, execArgv: [] })
    thread = worker
    worker.on('error', (error) => i.log.error({ err: errorForLog(error) }, 'topics could not be gathered'))
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        thread = undefined
        resolve()
      })
    })
    return { ended, leaveOff: () => worker.postMessage('leave off') }
  }
  const busy = async () => {
    const before = performance.eventLoopUtilization()
    await pause(LOOK_MS)
    return performance.eventLoopUtilization(before).utilization >= BUSY
  }
  const run = async () => {
    await pause(FIRST_MS)
    while (!signal.aborted) {
      await inQuiet({ busy, now: () => performance.now(), begin }, signal)
      await pause(EVERY_MS)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      // What a turn began is rolled back, and taken again after the next start.
      await thread?.terminate()
      await running
    },
  }
}
