/** Has each bureau learn its categories anew once a week, in a thread of its own. */
import { Worker } from 'node:worker_threads'
import { type Learned, learnedAt } from '../classify/index.ts'
import { errorForLog } from '../kernel/log/log.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Installation } from './installation.ts'

/** What the thread is given. The address holds a password and stays within the process. */
export interface LearnWork {
  home: string
  appUrl: string
  bureauId: string
  now: Date
}

const THREAD = new URL('./learn-worker.ts', import.meta.url)
const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
const DAY = 24 * HOUR
/** After the start the server has better things to do. */
const FIRST_MS = 60_000

export interface Learning {
  stop(): Promise<void>
}

/** Looks every hour whose week is over; a bureau with too little to learn from is asked again after a day. */
export function startLearning(
  i: Pick<Installation, 'config' | 'database' | 'log' | 'clock' | 'bureau'>,
): Learning {
  const asked = new Map<string, number>()
  let thread: Worker | undefined
  let stopping = false

  const due = async (bureauId: string, now: Date): Promise<boolean> => {
    if (now.getTime() - (asked.get(bureauId) ?? 0) < DAY) return false
    const at = await withTx(i.database.app, { bureau: bureauId }, (tx) => learnedAt(tx, bureauId), {
      readOnly: true,
    })
    return at === undefined || now.getTime() - at.getTime() > WEEK
  }
  const learn = (bureauId: string, now: Date) =>
    new Promise<void>((resolve) => {
      const work: LearnWork = { home: i.config.home, appUrl: i.database.urls.app, bureauId, now }
      thread = new Worker(THREAD, { workerData: work, execArgv: [] })
      thread.on('message', (learned: Learned) => i.log.info({ bureauId, ...learned }, 'categories learned'))
      thread.on('error', (error) =>
        i.log.error({ bureauId, err: errorForLog(error) }, 'categories could not be learned'),
      )
      thread.once('exit', () => {
        thread = undefined
        resolve()
      })
    })
  const round = async () => {
    try {
      for (const { bureauId } of await i.bureau.directory.all()) {
        const now = i.clock.now()
        if (stopping || !(await due(bureauId, now))) continue
        asked.set(bureauId, now.getTime())
        await learn(bureauId, now)
      }
    } catch (error) {
      i.log.error({ err: errorForLog(error) }, 'whose categories are to be learned could not be read')
    }
  }
  let running = Promise.resolve()
  const later = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      running = round().then(() => {
        if (!stopping) timer = later(HOUR)
      })
    }, ms).unref()
  let timer = later(FIRST_MS)
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await thread?.terminate()
      await running
    },
  }
}
