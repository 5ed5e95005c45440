import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { RUNTIME_FLAGS } from '../config/runtime.ts'
import { type Database, openDatabase } from './connect.ts'
import { layoutOf } from './layout.ts'
import { databaseSecrets } from './secrets.ts'

const NO_OUTSIDE = {
  databaseUrl: null,
  databaseAppUrl: null,
  databaseWorkerUrl: null,
  databaseReplicaUrl: null,
}
const HOLDER = path.resolve(import.meta.dirname, '../../../test/harness/open-database.ts')

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function temporary(mode: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiyin-embedded-'))
  chmodSync(folder, mode)
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function open(home: string): Promise<Database> {
  const database = await openDatabase({ home, ...NO_OUTSIDE }, { unsafe: true })
  cleanups.push(() => database.close())
  return database
}

/** Opens the same home in another process. */
async function openElsewhere(home: string) {
  const child: ChildProcess = spawn(process.execPath, [...RUNTIME_FLAGS, HOLDER], {
    env: { ...process.env, HUIYIN_HOME: home, DATABASE_URL: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  cleanups.push(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  const said = async () => JSON.parse((await lines.next()).value ?? 'null') as Record<string, unknown>
  const ended = new Promise((resolve) => child.once('exit', resolve))
  return {
    ...((await said()) as { pid: number; started: boolean }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    leave: async () => {
      child.stdin!.end()
      return said()
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
  } catch {
    return false
  }
}

const asWhom = async (database: Database): Promise<unknown[]> =>
  Promise.all(
    [database.owner, database.app, database.worker].map(
      async (pool) =>
        (
          await pool.query(
            'SELECT current_user AS who, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
          )
        ).rows[0],
    ),
  )

describe('the embedded server', () => {
  it('is made on first use with three unprivileged roles, UTF-8 and Chinese collation, and starts again with its data', async () => {
    const home = temporary(0o755)
    const first = await open(home)
    expect(first.embedded).toMatchObject({ started: true })
    expect(await asWhom(first)).toEqual([
      { who: 'huiyin_owner', rolsuper: false, rolbypassrls: false },
      { who: 'huiyin_app', rolsuper: false, rolbypassrls: false },
      { who: 'huiyin_worker', rolsuper: false, rolbypassrls: false },
    ])
    await first.owner.query(`CREATE TABLE kept AS SELECT unnest(ARRAY['张', '李', '王']) AS name`)
    const { pid } = first.embedded!
    await first.close()
    expect(isRunning(pid)).toBe(false)

    const second = await open(home)
    expect(second.embedded).toMatchObject({ started: true })
    const { rows } = await second.owner.query('SELECT name FROM kept ORDER BY name COLLATE "zh-x-icu"')
    expect(rows.map((row) => row.name)).toEqual(['李', '王', '张'])
  })

  it('keeps the passwords readable by nobody else and does not let the app role make tables', async () => {
    const home = temporary(0o755)
    const database = await open(home)
    expect(statSync(path.join(home, 'keys')).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(home, 'keys/database.json')).mode & 0o777).toBe(0o600)
    await expect(database.app.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' })
    const wrong = new URL(database.urls.app)
    wrong.password = 'guessed'
    const { createPool } = await import('./pool.ts')
    const pool = createPool(wrong.href)
    await expect(pool.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    await pool.end()
  })

  it('is shared: a second process attaches, and only the last one to leave stops it', async () => {
    const home = temporary(0o755)
    const server = await openElsewhere(home)
    expect(server.started).toBe(true)
    const here = await open(home)
    expect(here.embedded).toMatchObject({ started: false, pid: server.pid })
    expect(await server.leave()).toEqual({ left: 'left-running' })
    expect((await here.app.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    expect(await here.embedded!.stop()).toBe('stopped')
    expect(isRunning(server.pid)).toBe(false)
  })

  it('is adopted after its process was killed', async () => {
    const home = temporary(0o755)
    const killed = await openElsewhere(home)
    await killed.kill()
    expect(isRunning(killed.pid)).toBe(true)
    const here = await open(home)
    expect(here.embedded).toMatchObject({ started: false, pid: killed.pid })
    expect(await here.embedded!.stop()).toBe('stopped')
  })

  it('recovers when it was killed itself, also if its process number is in use by now', async () => {
    const home = temporary(0o755)
    const first = await openElsewhere(home)
    await first.kill()
    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => isRunning(first.pid), { timeout: 20_000 }).toBe(false)
    const file = path.join(layoutOf(home).data, 'postmaster.pid')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
    const here = await open(home)
    expect(here.embedded).toMatchObject({ started: true })
    expect((await here.app.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('is made once when several processes start at the same moment', async () => {
    const home = temporary(0o755)
    const all = await Promise.all([openElsewhere(home), openElsewhere(home), openElsewhere(home)])
    expect(new Set(all.map((one) => one.pid)).size).toBe(1)
    expect(all.filter((one) => one.started)).toHaveLength(1)
    const left = []
    for (const one of all) left.push((await one.leave()).left)
    expect(left).toEqual(['left-running', 'left-running', 'stopped'])
  })

  it('is not held up by the lock of a killed process', async () => {
    const home = temporary(0o755)
    const { lock } = layoutOf(home)
    mkdirSync(path.dirname(lock), { recursive: true })
    writeFileSync(lock, '4194303 1')
    await open(home)
    expect(existsSync(lock)).toBe(false)
  })

  it('says so when the passwords do not belong to the data', async () => {
    const home = temporary(0o755)
    await (await open(home)).close()
    rmSync(path.join(home, 'keys'), { recursive: true })
    await expect(open(home)).rejects.toThrow('keys/database.json does not belong to the data')
  })

  it('takes TCP or a short folder elsewhere when the path is too long for a socket', async () => {
    const home = path.join(temporary(0o755), 'a'.repeat(60), 'b'.repeat(60))
    const database = await open(home)
    cleanups.push(() => rmSync(database.embedded!.host, { recursive: true, force: true }))
    expect(database.embedded!.host.length).toBeLessThan(90)
    expect((await database.app.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('runs the server as somebody else, with the data where that account can reach', async () => {
    const home = path.join(temporary(0o700), 'var')
    const database = await open(home)
    const layout = layoutOf(home)
    cleanups.unshift(() => rmSync(layout.base, { recursive: true, force: true }))
    expect(layout.runAs!.uid).toBeGreaterThan(0)
    expect(statSync(`/proc/${database.embedded!.pid}`).uid).toBe(layout.runAs!.uid)
    expect(layout.base).toMatch(/^\/var\/lib\/huiyin\//)
    expect(statSync(layout.data).mode & 0o777).toBe(0o700)
    await database.owner.query('CREATE TABLE kept (id int)')
    await database.close()
    const again = await open(home)
    expect((await again.owner.query('SELECT count(*) FROM kept')).rows).toEqual([{ count: 0 }])
  })

  it('does not run a copied home on the database of the original, and says when the data are gone', async () => {
    const home = path.join(temporary(0o700), 'var')
    databaseSecrets(home)
    const { base } = layoutOf(home)
    const copy = temporary(0o700)
    writeFileSync(path.join(copy, 'postgres.json'), readFileSync(path.join(home, 'postgres.json')))
    expect(() => layoutOf(copy)).toThrow('a copied home needs a restored backup')
    rmSync(base, { recursive: true })
    expect(() => layoutOf(home)).toThrow('which is gone')
  })
})
