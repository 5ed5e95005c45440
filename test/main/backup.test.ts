/** A backup taken and restored, into an empty folder and into an outside database, and verified there. */
import { execFile } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrder } from '../../src/backup/tables.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { createPool } from '../../src/kernel/postgres/connect.ts'
import { layoutOf } from '../../src/kernel/postgres/layout.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

const CLI = path.resolve(import.meta.dirname, '../../src/main/cli.ts')

let root: string
let outside: TestDatabase
const homes: string[] = []

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'huiyin-backup-'))
  // As root the database runs as another account, which has to pass through.
  chmodSync(root, 0o755)
  outside = await createTestDatabase({ empty: true })
})
afterAll(async () => {
  await outside.drop()
  for (const home of homes) {
    const { base, socket } = layoutOf(home)
    for (const folder of [socket, base]) if (folder) rmSync(folder, { recursive: true, force: true })
  }
  rmSync(root, { recursive: true, force: true })
})

function homeOf(name: string): string {
  const home = path.join(root, name)
  mkdirSync(home, { mode: 0o755 })
  homes.push(home)
  return home
}

interface Answer {
  code: number | null
  json: { error?: { code: string } } & Record<string, unknown>
}

function cli(home: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<Answer> {
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, DATABASE_WORKER_URL: _worker, ...rest } = process.env
  const env = { ...rest, HUIYIN_HOME: home, HUIYIN_LOG: 'silent', ...more }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...RUNTIME_FLAGS, CLI, ...args, '--json'],
      { env },
      (_error, stdout) => resolve({ code: child.exitCode, json: JSON.parse(stdout || '{}') }),
    )
  })
}

// The demo county is filled and three databases are made and verified.
describe('a backup', { timeout: 300_000 }, () => {
  const paths = () => ({ home: path.join(root, 'first'), folder: path.join(root, 'backup') })

  it('is taken with tables and files of one moment, readable by nobody else, without the keyring', async () => {
    const home = homeOf('first')
    expect((await cli(home, ['demo'])).code).toBe(0)
    const { folder } = paths()
    const taken = await cli(home, ['backup', folder])
    expect(taken.json).toMatchObject({ folder, withKeys: false })
    expect(taken.json.rows).toBeGreaterThan(100)
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))
    const names = manifest.tables.map((t: { name: string }) => t.name)
    expect(names).toContain('events')
    expect(names).not.toContain('sessions')
    expect(existsSync(path.join(folder, 'keys'))).toBe(false)
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(statSync(path.join(folder, 'database', 'events.copy.gz')).mode & 0o077).toBe(0)
    expect((await cli(home, ['backup', folder])).json.error?.code).toBe('backup.folder_not_empty')
  })

  it('is restored into an empty folder, and everything verifies there', async () => {
    const { home: first, folder } = paths()
    const keys = path.join(first, 'keys')
    const home = homeOf('second')
    expect((await cli(home, ['restore', folder])).json.error?.code).toBe('backup.keyring_missing')
    const restored = await cli(home, ['restore', folder, '--keys', keys])
    expect(restored.json, JSON.stringify(restored.json)).toMatchObject({ home })
    const [was, is] = [
      await cli(first, ['verify']),
      await cli(home, ['verify', '--seals', path.join(first, 'seals')]),
    ]
    expect(is.code, JSON.stringify(is.json)).toBe(0)
    expect(was.code).toBe(0)
    expect(await cli(home, ['restore', folder, '--keys', keys])).toMatchObject({
      json: { error: { code: 'backup.home_not_empty' } },
    })
    // It goes on: what is done there is recorded after what was restored, and is restored in its turn.
    const again = path.join(root, 'again')
    expect((await cli(home, ['backup', again, '--with-keys'])).code).toBe(0)
    const rowsOf = (at: string, name: string) =>
      JSON.parse(readFileSync(path.join(at, 'manifest.json'), 'utf8')).tables.find(
        (t: { name: string }) => t.name === name,
      ).sha256
    for (const name of ['events', 'contents', 'matters', 'accounts', 'seals'])
      expect([name, rowsOf(again, name)]).toEqual([name, rowsOf(folder, name)])
  })

  it('is restored into an outside database, whose count of transactions is brought past the events', async () => {
    const { home: first } = paths()
    const home = homeOf('third')
    const env = { DATABASE_URL: outside.ownerUrl }
    const again = path.join(root, 'again')
    const done = await cli(home, ['restore', again], {
      ...env,
      DATABASE_APP_URL: outside.appUrl,
      DATABASE_WORKER_URL: outside.workerUrl,
    })
    expect(done.code, JSON.stringify(done.json)).toBe(0)
    const roles = { ...env, DATABASE_APP_URL: outside.appUrl, DATABASE_WORKER_URL: outside.workerUrl }
    const verified = await cli(home, ['verify', '--seals', path.join(first, 'seals')], roles)
    expect(verified.code, JSON.stringify(verified.json)).toBe(0)
    const owner = createPool(outside.ownerUrl, { max: 1 })
    const { rows } = await owner.query(
      'select bool_and(feed_xid < pg_snapshot_xmin(pg_current_snapshot())) as past from events',
    )
    await owner.end()
    expect(rows[0].past).toBe(true)
    const full = homeOf('fourth')
    expect((await cli(full, ['restore', again], roles)).json.error?.code).toBe('backup.database_not_empty')
  })

  it('that is not as it was is refused before anything is written', async () => {
    const { home: first, folder } = paths()
    const damaged = path.join(root, 'damaged')
    cpSync(folder, damaged, { recursive: true })
    appendFileSync(path.join(damaged, 'database', 'events.copy.gz'), 'x')
    const home = homeOf('fifth')
    const keys = path.join(first, 'keys')
    expect((await cli(home, ['restore', damaged, '--keys', keys])).json.error?.code).toBe('backup.damaged')
    rmSync(path.join(damaged, 'manifest.json'))
    expect((await cli(home, ['restore', damaged, '--keys', keys])).json.error?.code).toBe('backup.no_backup')
    expect(existsSync(path.join(home, 'keys'))).toBe(false)
  })
})

describe('tables', () => {
  it('come after those they refer to; a circle is told', () => {
    const t = (name: string, ...needs: string[]) => ({ name, columns: ['a'], needs })
    expect(inOrder([t('c', 'b'), t('b', 'a'), t('a')]).map((x) => x.name)).toEqual(['a', 'b', 'c'])
    expect(() => inOrder([t('a', 'b'), t('b', 'a')])).toThrow('a, b')
  })
})
