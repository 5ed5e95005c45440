/** One of the processes that build stored matters: `load-part.ts HOME FROM TO`. */
import { openInstallation } from '../src/main/installation.ts'
import { bulkLoad } from './load.ts'
import { makePeople } from './people.ts'

const [home = '', from = '', to = ''] = process.argv.slice(2)
const i = await openInstallation({
  env: { ...process.env, HUIYIN_HOME: home },
  logToStderr: true,
  applicationName: 'huiyin-bench',
})
try {
  const people = await makePeople(i.bureau, i.database.owner, i.clock.now())
  const deps = { cases: i.cases, ownerUrl: i.database.urls.owner }
  await bulkLoad(deps, people, { from: Number(from), to: Number(to) }, i.clock.now(), (n) => {
    process.stdout.write(`${n}\n`)
  })
} finally {
  await i.close()
}
