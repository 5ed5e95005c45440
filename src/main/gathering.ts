/**
 * Gathers new letters into topics every few minutes, in a thread of its own that ends when it is done. Comparing letters
 * costs many times what registering them does, and nobody waits for a topic: while people keep the server busy it waits.
 */
import { performance } from 'node:perf_hooks'
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

/** So often is looked whether people leave time for it. */
const LOOK_MS = 10_000
/** Share of the time the thread that answers requests was at work, from which on it is busy. */
const BUSY = 0.25
/** So long it waits at most: topics of a day on which everybody writes are wanted that day. */
const LONGEST_WAIT_MS = 3_600_000

export interface Gathering {
  stop(): Promise<void>
}

export function startGathering(i: Pick<Installation, 'config' | 'database' | 'log'>): Gathering {
  let thread: Worker | undefined
  let stopping = false
  const gather = () =>
    new Promise<void>((resolve) => {
      const work: GatherWork = { home: i.config.home, appUrl: i.database.urls.app }
      thread = new Worker(THREAD, { workerData: work, execArgv: [] })
      thread.on('error', (error) => i.log.error({ err: errorForLog(error) }, 'topics could not be gathered'))
      thread.once('exit', () => {
        thread = undefined
        resolve()
      })
    })
  let running = Promise.resolve()
  let timer: NodeJS.Timeout
  const later = (ms: number, act: () => void): void => {
    timer = setTimeout(act, ms).unref()
  }
  /** Looks over the next seconds how busy the server is, and gathers once it is not, or has waited long enough. */
  const inQuiet = (since: number): void => {
    const before = performance.eventLoopUtilization()
    later(LOOK_MS, () => {
      const { utilization } = performance.eventLoopUtilization(before)
      if (utilization >= BUSY && performance.now() - since < LONGEST_WAIT_MS) return inQuiet(since)
      running = gather().then(() => {
        if (!stopping) later(EVERY_MS, begin)
      })
    })
  }
  const begin = () => inQuiet(performance.now())
  later(FIRST_MS, begin)
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      // What a turn began is rolled back, and taken again after the next start.
      await thread?.terminate()
      await running
    },
  }
}
