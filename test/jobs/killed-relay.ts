/** A process of its own that has the effect of a job and dies before the job is marked. */
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { drainOutbox, jobKey } from '../../src/kernel/jobs/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'

const [workerUrl, ownerUrl, now] = process.argv.slice(2) as [string, string, string]
const owner = createPool(ownerUrl, { max: 1 })
await drainOutbox({
  worker: createPool(workerUrl, { max: 1 }),
  clock: settableClock(new Date(now)),
  handlers: {
    keep: async (job) => {
      await owner.query('insert into effects values ($1, 1)', [jobKey(job)])
      process.kill(process.pid, 'SIGKILL')
      return undefined
    },
  },
})
