/** Starts the thread that follows the feed, and starts it again should it ever end by itself. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { errorForLog } from '../kernel/log/log.ts'
import type { Installation } from './installation.ts'

/** What the thread is given. The address holds a password and stays within the process. */
export interface FeedWork {
  home: string
  appUrl: string
  applicationName: string
}

/** What the thread tells. */
export type FeedNews =
  | { event: 'ring'; bureauId: string }
  | { event: 'failed'; follower: string | null; error: object }
  | { event: 'connection-lost'; error: string }

export interface FollowingThread {
  stop(): Promise<void>
}

const THREAD = new URL('./feed-worker.ts', import.meta.url)
const AGAIN_MS = 5000

export function startFollowing(
  i: Pick<Installation, 'config' | 'database' | 'log' | 'notifications'>,
): FollowingThread {
  const stopping = new AbortController()
  const { signal } = stopping
  const work: FeedWork = {
    home: i.config.home,
    appUrl: i.database.urls.app,
    applicationName: 'huiyin-feed',
  }
  const hear = (news: FeedNews) => {
    if (news.event === 'ring') i.notifications.bell.ring(news.bureauId)
    else if (news.event === 'failed')
      i.log.error({ follower: news.follower, err: news.error }, 'what was written could not be followed')
    else i.log.warn({ error: news.error }, 'idle database connection of the feed lost')
  }
  /** Until the thread ends, told to or not. */
  const once = () =>
    new Promise<void>((resolve) => {
      // Without the options of the process: a profile of it is of the thread that answers.
      const thread = new Worker(THREAD, { workerData: work, execArgv: [] })
      const end = () => thread.postMessage('stop')
      thread.on('message', hear)
      thread.on('error', (error) => i.log.error({ err: errorForLog(error) }, 'the thread of the feed failed'))
      thread.once('exit', () => {
        signal.removeEventListener('abort', end)
        resolve()
      })
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    })
  const run = async () => {
    while (!signal.aborted) {
      await once()
      if (!signal.aborted) await sleep(AGAIN_MS, undefined, { signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
