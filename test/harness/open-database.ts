/**
 * A process of its own that opens the database of HUIYIN_HOME, says so on stdout, and closes it when stdin ends.
 * Tests kill it in between.
 */
import { readConfig } from '../../src/kernel/config/config.ts'
import { openDatabase } from '../../src/kernel/postgres/connect.ts'

const database = await openDatabase(readConfig(process.env), { unsafe: true })
const { pid, started } = database.embedded!
process.stdout.write(`${JSON.stringify({ pid, started })}\n`)
for await (const _ of process.stdin);
const left = await database.embedded!.stop()
await database.close()
process.stdout.write(`${JSON.stringify({ left })}\n`)
