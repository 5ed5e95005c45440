/** A process of its own that follows a bureau's feed in small steps until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { startFeed } from '../../src/kernel/feed/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'
import { recording } from './recording.ts'

const [appUrl, bureauId] = process.argv.slice(2) as [string, string]
const slowly = () => sleep(Math.random() * 4)
startFeed(
  { app: createPool(appUrl, { max: 2 }), onError: (error) => console.error(error) },
  [recording('one', 'open', slowly), recording('two', 'all', slowly)],
  { bureaus: async () => [bureauId], now: () => new Date(), everyMs: 1, limit: 2 },
)
process.stdout.write('following\n')
