/** The thread that learns the categories of one bureau and ends: some seconds of a processor that requests do not wait for. */
import { parentPort, workerData } from 'node:worker_threads'
import { createBureauRoom } from '../bureau/index.ts'
import { learnCategories } from '../classify/index.ts'
import { openKeyring } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { createPool } from '../kernel/postgres/connect.ts'
import type { LearnWork } from './learning.ts'

const { home, appUrl, bureauId, now } = workerData as LearnWork
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const app = createPool(appUrl, { max: 2, applicationName: 'huiyin-learn', onIdleError: () => {} })
try {
  const { directory } = createBureauRoom({ pool: app, keyring })
  parentPort!.postMessage(await learnCategories({ app, keyring, directory, filesRoot: '' }, bureauId, now))
} finally {
  await app.end()
}
