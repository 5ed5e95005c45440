import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import {
  type MigrateOptions,
  type MigrationRefusal,
  MigrationRefused,
  migrate,
  readMigrations,
  schemaVersion,
} from './migrate.ts'

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  directory = mkdtempSync(path.join(tmpdir(), 'huiyin-migrations-'))
  write('0001_first.sql', 'CREATE TABLE first (id integer);')
  write('0002_second.sql', 'CREATE TABLE second (id integer);\nINSERT INTO second VALUES (1);')
})
afterEach(async () => {
  rmSync(directory, { recursive: true })
  await database.drop()
})

const write = (name: string, sql: string): void => writeFileSync(path.join(directory, name), sql)
const run = (options: MigrateOptions = {}) => migrate(database.owner, { directory, ...options })
async function refusal(attempt: Promise<unknown>): Promise<{ code: MigrationRefusal; message: string }> {
  const error = await attempt.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(MigrationRefused)
  return error as MigrationRefused
}
async function tables(): Promise<string[]> {
  const { rows } = await database.owner.query<{ name: string }>(
    "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )
  return rows.map((row) => row.name)
}

describe('migrations', () => {
  it('apply in order, once, and then what is new', async () => {
    expect(await schemaVersion(database.owner)).toBe(0)
    expect(await run()).toEqual({ from: 0, to: 2, applied: ['0001_first.sql', '0002_second.sql'] })
    expect(await run()).toEqual({ from: 2, to: 2, applied: [] })
    write('0003_third.sql', 'ALTER TABLE second ADD label text;')
    expect(await run()).toEqual({ from: 2, to: 3, applied: ['0003_third.sql'] })
    expect(await schemaVersion(database.owner)).toBe(3)
  })

  it('call for a safety copy before an upgrade, not on an empty database, and stop when it fails', async () => {
    const beforeUpgrade = vi.fn(async () => {})
    await run({ beforeUpgrade })
    expect(beforeUpgrade).not.toHaveBeenCalled()
    write('0003_third.sql', 'CREATE TABLE third (id integer);')
    const failing = run({ beforeUpgrade: () => Promise.reject(new Error('no space')) })
    await expect(failing).rejects.toThrow('no space')
    expect(await tables()).not.toContain('third')
    await run({ beforeUpgrade })
    expect(beforeUpgrade).toHaveBeenCalledWith(2, [expect.objectContaining({ file: '0003_third.sql' })])
  })

  it('leave nothing of a file that fails, keep those before it, and name file and line', async () => {
    write('0002_second.sql', 'CREATE TABLE second (id integer);\n\nINSERT INTO second VALUES (nowhere);')
    const refused = await refusal(run())
    expect(refused.code).toBe('statement-failed')
    expect(refused.message).toMatch(/^0002_second\.sql:3: .*nowhere/)
    expect(await tables()).toEqual(['first', 'huiyin_migrations'])
    expect(await schemaVersion(database.owner)).toBe(1)
  })

  it('refuse a file that ends the transaction itself', async () => {
    write('0002_second.sql', 'CREATE TABLE second (id integer); COMMIT;')
    expect((await refusal(run())).message).toContain('ends the transaction')
  })

  it('refuse an applied file that was changed, but not for its line ends', async () => {
    await run()
    write('0002_second.sql', 'CREATE TABLE second (id integer);\r\nINSERT INTO second VALUES (1);')
    expect((await run()).applied).toEqual([])
    write('0002_second.sql', 'CREATE TABLE second (id integer);\nINSERT INTO second VALUES (2);')
    expect((await refusal(run())).code).toBe('applied-file-changed')
  })

  it('refuse a schema newer than the files', async () => {
    await run()
    rmSync(path.join(directory, '0002_second.sql'))
    expect((await refusal(run())).code).toBe('newer-schema')
  })

  it('refuse gaps, repeated numbers and other names', async () => {
    write('0004_gap.sql', '')
    expect((await refusal(readMigrations(directory))).code).toBe('files-invalid')
    rmSync(path.join(directory, '0004_gap.sql'))
    write('0002_again.sql', '')
    expect((await refusal(readMigrations(directory))).code).toBe('files-invalid')
    rmSync(path.join(directory, '0002_again.sql'))
    write('3-third.sql', '')
    expect((await refusal(readMigrations(directory))).message).toContain('NNNN_name.sql')
  })

  it('are applied by one migrator at a time', async () => {
    write('0003_slow.sql', 'SELECT pg_sleep(0.2); CREATE TABLE slow (id integer);')
    const reports = await Promise.all([run(), run(), run()])
    expect(reports.map((report) => report.applied.length).sort()).toEqual([0, 0, 3])
  })
})
