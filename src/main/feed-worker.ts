/**
 * The thread that follows the feed: it reads, decrypts and indexes, so that the thread that answers requests need not.
 * It has connections of its own; it is told to stop by any message and ends by itself.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { createBureauRoom } from '../bureau/index.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import { openKeyring } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { startFeed } from '../kernel/feed/index.ts'
import { errorForLog } from '../kernel/log/log.ts'
import { createPool } from '../kernel/postgres/connect.ts'
import { bellFollower } from '../notifications/index.ts'
import { wordFollower } from '../search/index.ts'
import { statisticsFollower } from '../statistics/index.ts'
import type { FeedNews, FeedWork } from './feed.ts'

const { home, appUrl, applicationName } = workerData as FeedWork
const tell = (news: FeedNews) => parentPort!.postMessage(news)
const clock = systemClock

const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const app = createPool(appUrl, {
  max: 2,
  applicationName,
  onIdleError: (error) => tell({ event: 'connection-lost', error: error.message }),
})
const { directory } = createBureauRoom({ pool: app, keyring })
const cases = { app, keyring, directory, filesRoot: '' }
const failed = (error: unknown, follower: string | null) =>
  tell({ event: 'failed', follower, error: errorForLog(error) })

const feed = startFeed(
  { app, onError: failed },
  [
    wordFollower(cases),
    statisticsFollower(),
    // Last: it takes the lock of numbers, which whoever else rings the bell waits for.
    bellFollower({
      app,
      clock,
      bell: { ring: (bureauId) => tell({ event: 'ring', bureauId }) },
      log: { error: (about: object) => tell({ event: 'failed', follower: 'bell', error: about }) },
    }),
  ],
  {
    bureaus: async () => (await directory.withPractice()).map((b) => b.bureauId),
    now: () => clock.now(),
  },
)

parentPort!.once('message', async () => {
  await feed.stop()
  await app.end()
})
