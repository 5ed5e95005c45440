/** Opening the database of an installation: the embedded server or an outside one, with one pool per role. */
import pg from 'pg'
import type { Config } from '../config/config.ts'
import { type EmbeddedServer, SUPERUSER, startEmbedded } from './embedded.ts'
import { type ConnectionTarget, createPool, type Pool, targetUrl } from './pool.ts'
import {
  APP_ROLE,
  DATABASE_NAME,
  DatabaseRefused,
  ensureEmbeddedDatabase,
  ensureRoles,
  OWNER_ROLE,
  WORKER_ROLE,
} from './roles.ts'
import { type DatabaseSecrets, databaseSecrets } from './secrets.ts'

export { type ConnectionTarget, createPool, type Pool, targetUrl } from './pool.ts'
export { type Tx, type TxContext, type TxOptions, withTx } from './transaction.ts'

export interface Database {
  /** Owns the schema, is not subject to row security: migrations, verification, bulk loading. */
  owner: Pool
  /** What requests run as. */
  app: Pool
  /** What jobs run as. */
  worker: Pool
  /** For reads that may lag: the replica as `huiyin_app`, or `app` itself. */
  replica: Pool
  /** Addresses of the same roles, for child processes. They hold passwords. */
  urls: { owner: string; app: string; worker: string }
  /** The embedded server, null when an outside one is used. */
  embedded: EmbeddedServer | null
  /** Ends the pools (waiting for what runs), then leaves the embedded server. Calling it again does nothing. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** Most connections of the app pool. Default 16; the worker has 4, the owner 3. */
  appConnections?: number
  applicationName?: string
  onIdleError?: (error: Error) => void
  /** Do not sync to disk: for tests only. */
  unsafe?: boolean
}

const OLDEST_SERVER = 150000

/**
 * Starts or finds the database, makes roles and database where missing, and gives pools that were proved to connect.
 * It does not migrate: call `migrate(database.owner)` next.
 * @throws DatabaseRefused when an outside database cannot be used; Error when the embedded server does not start.
 */
export async function openDatabase(
  config: Pick<
    Config,
    'home' | 'databaseUrl' | 'databaseAppUrl' | 'databaseWorkerUrl' | 'databaseReplicaUrl'
  >,
  options: OpenOptions = {},
): Promise<Database> {
  const secrets = databaseSecrets(config.home)
  if (config.databaseUrl !== null)
    return openOutside({ ...config, databaseUrl: config.databaseUrl }, secrets, options)
  const embedded = await startEmbedded({
    home: config.home,
    superuserPassword: secrets.superuser,
    unsafe: options.unsafe,
  })
  try {
    return await openEmbedded(embedded, secrets, options)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function openEmbedded(
  server: EmbeddedServer,
  secrets: DatabaseSecrets,
  options: OpenOptions,
): Promise<Database> {
  const target = (user: string, password: string, database = DATABASE_NAME): ConnectionTarget => ({
    host: server.host,
    port: server.port,
    user,
    password,
    database,
  })
  const urls = {
    owner: targetUrl(target(OWNER_ROLE, secrets.owner)),
    app: targetUrl(target(APP_ROLE, secrets.app)),
    worker: targetUrl(target(WORKER_ROLE, secrets.worker)),
  }
  const database = pools(urls, urls.app, server, options)
  try {
    await proveLogins(database)
  } catch (error) {
    if (!isMissing(error)) throw error
    const superuser = createPool(target(SUPERUSER, secrets.superuser, 'postgres'), { max: 1 })
    try {
      await ensureEmbeddedDatabase(superuser, secrets)
    } catch (cause) {
      if (!isMissing(cause)) throw cause
      throw new Error(
        'keys/database.json does not belong to the data of this home: restore both from one backup',
        { cause },
      )
    } finally {
      await superuser.end()
    }
    await proveLogins(database)
  }
  return database
}

async function openOutside(
  config: Pick<Config, 'databaseAppUrl' | 'databaseWorkerUrl' | 'databaseReplicaUrl'> & {
    databaseUrl: string
  },
  secrets: DatabaseSecrets,
  options: OpenOptions,
): Promise<Database> {
  const urls = {
    owner: config.databaseUrl,
    app: config.databaseAppUrl ?? asRole(config.databaseUrl, APP_ROLE, secrets.app),
    worker: config.databaseWorkerUrl ?? asRole(config.databaseUrl, WORKER_ROLE, secrets.worker),
  }
  const database = pools(urls, config.databaseReplicaUrl ?? urls.app, null, options)
  try {
    await checkServer(database.owner)
    await ensureRoles(database.owner, secrets)
    await proveLogins(database).catch((error: unknown) => {
      if (!isMissing(error)) throw error
      throw new DatabaseRefused(
        `${messageOf(error)}: if ${APP_ROLE} and ${WORKER_ROLE} were made elsewhere, set DATABASE_APP_URL and ` +
          'DATABASE_WORKER_URL with their passwords',
        error,
      )
    })
    return database
  } catch (error) {
    await database.close()
    throw isMissing(error) ? new DatabaseRefused(`DATABASE_URL: ${messageOf(error)}`, error) : error
  }
}

function pools(
  urls: Database['urls'],
  replicaUrl: string,
  embedded: EmbeddedServer | null,
  options: OpenOptions,
): Database {
  const { onIdleError, applicationName = 'huiyin' } = options
  const open = (url: string, max: number): Pool => createPool(url, { max, applicationName, onIdleError })
  const appConnections = options.appConnections ?? 16
  const app = open(urls.app, appConnections)
  const owner = open(urls.owner, 3)
  const worker = open(urls.worker, 4)
  const replica = replicaUrl === urls.app ? app : open(replicaUrl, appConnections)
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    const all = new Set([app, owner, worker, replica])
    await Promise.all([...all].filter((pool) => !pool.ending).map((pool) => pool.end()))
    await embedded?.stop()
  }
  return {
    owner,
    app,
    worker,
    replica,
    urls,
    embedded,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

async function proveLogins(database: Database): Promise<void> {
  const tried = await Promise.allSettled(
    [database.owner, database.app, database.worker].map((pool) => pool.query('SELECT 1')),
  )
  const failed = tried.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}

async function checkServer(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  )
  const { version, encoding } = rows[0]!
  if (version < OLDEST_SERVER)
    throw new DatabaseRefused(
      `DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed`,
    )
  if (encoding !== 'UTF8')
    throw new DatabaseRefused(`the database of DATABASE_URL is in ${encoding}; it has to be in UTF8`)
}

function asRole(address: string, role: string, password: string): string {
  const url = new URL(address)
  // In the query, because an address without a host (a socket) cannot hold a user before it; there they win.
  url.searchParams.set('user', role)
  url.searchParams.set('password', password)
  return url.href
}

/** Wrong password or no such role (28P01, 28000), no such database (3D000). */
function isMissing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['28P01', '28000', '3D000'].includes(error.code ?? '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
