/**
 * The roles: `huiyin_owner` owns the schema and runs migrations, `huiyin_app` is what the server acts as (row security
 * applies, nothing beyond what migrations grant), `huiyin_worker` sees the outbox of all bureaus.
 */
import pg from 'pg'
import type { Pool } from './pool.ts'

export const OWNER_ROLE = 'huiyin_owner'
export const APP_ROLE = 'huiyin_app'
export const WORKER_ROLE = 'huiyin_worker'
export const DATABASE_NAME = 'huiyin'

/** The outside database lacks something we need; the message says what to grant or set. */
export class DatabaseRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DatabaseRefused'
  }
}

const LOCK = [0x68757969, 0x726f6c65] as const

/**
 * Makes `huiyin_app` and `huiyin_worker` where they are missing; existing ones keep their passwords.
 * @param owner a role with CREATEROLE, unless both exist
 * @throws DatabaseRefused when it may not create them
 */
export async function ensureRoles(owner: Pool, passwords: { app: string; worker: string }): Promise<void> {
  await ensure(owner, [
    [APP_ROLE, passwords.app],
    [WORKER_ROLE, passwords.worker],
  ])
}

/** Makes all roles and the database of an embedded server, and sets the passwords of the roles to ours. */
export async function ensureEmbeddedDatabase(
  superuser: Pool,
  passwords: { owner: string; app: string; worker: string },
): Promise<void> {
  const roles: [string, string][] = [
    [OWNER_ROLE, passwords.owner],
    [APP_ROLE, passwords.app],
    [WORKER_ROLE, passwords.worker],
  ]
  await ensure(superuser, roles)
  const client = await superuser.connect()
  let broken = true
  try {
    // One at a time: two that alter a role at once are refused with "tuple concurrently updated".
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [...LOCK])
    for (const [role, password] of roles) {
      await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`)
    }
    await client.query('COMMIT')
    broken = false
  } finally {
    client.release(broken)
  }
  const found = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME])
  if (found.rowCount === 0) {
    await superuser.query(`CREATE DATABASE ${DATABASE_NAME} OWNER ${OWNER_ROLE}`).catch(ignoreExisting)
  }
}

async function ensure(admin: Pool, roles: readonly (readonly [string, string])[]): Promise<void> {
  const client = await admin.connect()
  let failed = true
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [...LOCK])
    const names = roles.map(([role]) => role)
    const found = await client.query<{ rolname: string }>(
      'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
      [names],
    )
    const existing = new Set(found.rows.map((row) => row.rolname))
    for (const [role, password] of roles) {
      if (existing.has(role)) continue
      const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS'
      // Two databases of one server do not see each other's advisory locks.
      await client.query('SAVEPOINT one')
      await client
        .query(`CREATE ROLE ${role} ${rights} PASSWORD ${pg.escapeLiteral(password)}`)
        .catch((error: unknown) => {
          ignoreExisting(error)
          return client.query('ROLLBACK TO SAVEPOINT one')
        })
    }
    await client.query('COMMIT')
    failed = false
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error
    throw new DatabaseRefused(
      `the role of DATABASE_URL may not create ${APP_ROLE} and ${WORKER_ROLE}: grant it CREATEROLE, or create both ` +
        'with LOGIN and set DATABASE_APP_URL and DATABASE_WORKER_URL',
      error,
    )
  } finally {
    client.release(failed)
  }
}

/** 42710, 42P04, 23505: somebody else made it in the meantime. */
function ignoreExisting(error: unknown): void {
  if (error instanceof pg.DatabaseError && ['42710', '42P04', '23505'].includes(error.code ?? '')) return
  throw error
}
