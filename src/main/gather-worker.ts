/**
 * The thread that gathers the letters of all bureaus into topics, takes in their replies to be compared, and ends. Any
 * message has it leave off after the turn in hand.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { createBureauRoom } from '../bureau/index.ts'
import { openKeyring } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { createPool } from '../kernel/postgres/connect.ts'
import { indexReplies } from '../replycheck/index.ts'
import { gatherTopics } from '../topics/index.ts'
import type { GatherWork } from './gathering.ts'

const { home, appUrl } = workerData as GatherWork
const leavingOff = new AbortController()
const { signal } = leavingOff
const hear = () => leavingOff.abort()
parentPort!.once('message', hear)
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const app = createPool(appUrl, { max: 2, applicationName: 'huiyin-topics', onIdleError: () => {} })
try {
  const { directory } = createBureauRoom({ pool: app, keyring })
  const deps = { app, keyring, directory, filesRoot: '' }
  for (const { bureauId } of await directory.all()) {
    if (signal.aborted) break
    await indexReplies(deps, bureauId, signal)
    await gatherTopics(deps, bureauId, () => new Date(), { signal })
  }
} finally {
  parentPort!.off('message', hear)
  await app.end()
}
