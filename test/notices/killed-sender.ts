/** A process of its own that is killed while a gateway has the message and has not answered yet. */
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'
import { createSender, smsGateway } from '../../src/notices/index.ts'

const [workerUrl, home, url, now] = process.argv.slice(2) as [string, string, string, string]
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const clock = settableClock(new Date(now))
await createSender({
  worker: createPool(workerUrl, { max: 1 }),
  keyring,
  clock,
  gateways: [smsGateway({ url, body: { to: '{phone}', text: '{text}' } }, () => clock.now())],
}).sendDue()
