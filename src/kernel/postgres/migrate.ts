/**
 * Migrations: numbered plain SQL files (`0001_core.sql`, …) applied forward only, each in one transaction, by one
 * migrator at a time. What was applied is recorded with its hash and never changes afterwards.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Pool } from './pool.ts'

export interface Migration {
  number: number
  name: string
  file: string
  sql: string
  /** SHA-256 of the text with line ends as LF. */
  sha256: string
}

export interface MigrateOptions {
  /** Folder of the SQL files. Default: `db/migrations` of the project. */
  directory?: string
  /** Called once before anything is changed, for a safety copy; throwing stops the migration. Not called on an empty database. */
  beforeUpgrade?: (from: number, pending: readonly Migration[]) => Promise<void>
  onApplied?: (migration: Migration) => void
}

export interface MigrationReport {
  /** Number of the newest migration before and after; 0 is an empty database. */
  from: number
  to: number
  applied: string[]
}

export type MigrationRefusal =
  | 'files-invalid'
  | 'applied-file-changed'
  | 'applied-file-missing'
  | 'newer-schema'
  | 'statement-failed'

/** Nothing was changed, except by the migrations that had finished before. */
export class MigrationRefused extends Error {
  readonly code: MigrationRefusal
  constructor(code: MigrationRefusal, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MigrationRefused'
    this.code = code
  }
}

export const MIGRATIONS_DIRECTORY = path.resolve(fileURLToPath(import.meta.url), '../../../../db/migrations')

// Any two numbers that nothing else locks: "huiyin", "migrate".
const LOCK = [0x68757969, 0x6d696772] as const

/**
 * Reads the migration files, in order.
 * @throws MigrationRefused `files-invalid` when a name is not `NNNN_name.sql`, or numbers repeat or leave a gap.
 */
export async function readMigrations(directory: string = MIGRATIONS_DIRECTORY): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const file of names) {
    const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file)
    if (!match) throw new MigrationRefused('files-invalid', `${file}: a migration is named NNNN_name.sql`)
    const number = Number(match[1])
    if (number !== migrations.length + 1) {
      const expected = String(migrations.length + 1).padStart(4, '0')
      throw new MigrationRefused('files-invalid', `${file}: expected number ${expected} (no gap, no repeat)`)
    }
    const sql = (await readFile(path.join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    migrations.push({ number, name: match[2]!, file, sql, sha256 })
  }
  return migrations
}

/**
 * Brings the database to the newest schema the code knows. Waits for another migrator, then continues where it ended.
 * @param owner pool of the role that owns the schema; the roles that migrations grant to must exist (`ensureRoles`).
 * @throws MigrationRefused with the reason as `code`.
 */
export async function migrate(owner: Pool, options: MigrateOptions = {}): Promise<MigrationReport> {
  const migrations = await readMigrations(options.directory)
  const client = await owner.connect()
  let failed = true
  try {
    await client.query('SELECT pg_advisory_lock($1, $2)', [...LOCK])
    const report = await applyPending(client, migrations, options)
    await client.query('SELECT pg_advisory_unlock($1, $2)', [...LOCK])
    failed = false
    return report
  } finally {
    // Closing the session also gives the lock back.
    client.release(failed)
  }
}

/** Newest applied migration, 0 for an empty database. */
export async function schemaVersion(owner: Pool): Promise<number> {
  const client = await owner.connect()
  try {
    return (await readApplied(client)).length
  } finally {
    client.release()
  }
}

interface Applied {
  number: number
  name: string
  sha256: string
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  const exists = await client.query<{ found: boolean }>(
    "SELECT to_regclass('huiyin_migrations') IS NOT NULL AS found",
  )
  if (!exists.rows[0]?.found) return []
  const { rows } = await client.query<Applied>(
    'SELECT number, name, sha256 FROM huiyin_migrations ORDER BY number',
  )
  return rows
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const newest = applied.at(-1)?.number ?? 0
  if (newest > migrations.length) {
    throw new MigrationRefused(
      'newer-schema',
      `the database is at migration ${newest}, this version knows ${migrations.length}: start the newer version, or restore a backup`,
    )
  }
  for (const [index, row] of applied.entries()) {
    const file = migrations[index]!
    if (row.number !== file.number) {
      throw new MigrationRefused(
        'applied-file-missing',
        `migration ${index + 1} is missing among those applied`,
      )
    }
    if (row.sha256 !== file.sha256) {
      throw new MigrationRefused(
        'applied-file-changed',
        `${file.file} was changed after it had been applied; add a new one`,
      )
    }
  }
  return migrations.slice(applied.length)
}

async function applyPending(
  client: pg.PoolClient,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<MigrationReport> {
  const applied = await readApplied(client)
  const pending = pendingOf(migrations, applied)
  const from = applied.length
  if (pending.length > 0 && from > 0) await options.beforeUpgrade?.(from, pending)
  for (const migration of pending) {
    await applyOne(client, migration)
    options.onApplied?.(migration)
  }
  return { from, to: migrations.length, applied: pending.map((migration) => migration.file) }
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS huiyin_migrations (
      number integer PRIMARY KEY,
      name text NOT NULL,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
    await client.query(migration.sql)
    if (client.getTransactionStatus() !== 'T') {
      throw new Error('the file ends the transaction itself (COMMIT or ROLLBACK); it must not')
    }
    await client.query('INSERT INTO huiyin_migrations (number, name, sha256) VALUES ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw new MigrationRefused(
      'statement-failed',
      `${migration.file}${placeOf(error, migration.sql)}: ${messageOf(error)}`,
      error,
    )
  }
}

function placeOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  if (!Number.isInteger(position)) return ''
  return `:${[...sql].slice(0, position - 1).filter((character) => character === '\n').length + 1}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
