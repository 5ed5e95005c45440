/** A replay in a process of its own, to be killed: home, database address, file, bureau. Prints the report. */
import path from 'node:path'
import { createBureauRoom } from '../../src/bureau/index.ts'
import { runImport } from '../../src/import/index.ts'
import { openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'

const [home = '', url = '', file = '', bureau = ''] = process.argv.slice(2)
const keyring = openKeyring(home)
if (isRefusal(keyring)) throw new Error(keyring.refused)
const app = createPool(url)
const room = createBureauRoom({ pool: app, keyring })
const { exitCode, json } = await runImport(
  [file, '--bureau', bureau, '--procedure', 'letter-box', '--replay'],
  {
    cases: { app, keyring, directory: room.directory, filesRoot: path.join(home, 'files') },
    room,
    clock: { now: () => new Date() },
  },
)
process.stdout.write(JSON.stringify(json))
await app.end()
process.exitCode = exitCode
