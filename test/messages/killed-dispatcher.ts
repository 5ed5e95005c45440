/** A sending process of its own, to be killed at any moment. */
import { createBureauRoom } from '../../src/bureau/index.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'
import {
  applyKeptReceipts,
  type IncomingDeps,
  smppLine,
  startDispatcher,
  takeReceipt,
} from '../../src/messages/index.ts'

const [workerUrl, appUrl, home, port, window] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const worker = createPool(workerUrl, { max: 4 })
const app = createPool(appUrl, { max: 2 })
const { directory } = createBureauRoom({ pool: app, keyring })
const clock = systemClock
const incoming: IncomingDeps = {
  worker,
  keyring,
  directory,
  clock,
  bureauOfNumber: () => null,
  noticeReceipt: async () => false,
}
const line = smppLine(
  {
    name: 'main',
    host: '127.0.0.1',
    port: Number(port),
    systemId: 'huiyin',
    source: '10690000',
    window: Number(window),
    timeoutSeconds: 1,
    costFen: 5,
  },
  { receipt: (name, r) => takeReceipt(incoming, name, r), reply: async () => {} },
)
setInterval(() => void applyKeptReceipts(incoming), 500)
await line.ready(5000)
startDispatcher({
  worker,
  app,
  keyring,
  directory,
  clock,
  linesOf: () => [line],
  mayReach: () => true,
  leaseMs: 3600,
  pollMs: 50,
})
