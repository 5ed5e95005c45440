/** Gathers new letters into topics every few minutes, in a thread of its own that ends when it is done. */
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
  const later = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      running = gather().then(() => {
        if (!stopping) timer = later(EVERY_MS)
      })
    }, ms).unref()
  let timer = later(FIRST_MS)
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
