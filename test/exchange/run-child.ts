/** Carries a batch out in a process of its own, so that a test can kill it. */
import { createBureauRoom } from '../../src/bureau/index.ts'
import { runBatch } from '../../src/exchange/run-batch.ts'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'

const [url, home, bureauId, batchId, now] = process.argv.slice(2) as [string, string, string, string, string]
const app = createPool(url, { max: 4 })
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const room = createBureauRoom({ pool: app, keyring })
const deps = {
  cases: { app, keyring, directory: room.directory, filesRoot: home },
  clock: settableClock(new Date(now)),
}
await runBatch(deps, bureauId, batchId, { progress: (done) => process.stdout.write(`${done}\n`) })
await app.end()
