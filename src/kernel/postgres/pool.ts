/**
 * Connection pools of node-postgres in pipeline mode: statements given to one connection go out at once and are
 * answered in order, so that `BEGIN`, the context and the first statement cost one round trip together.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'

export type Pool = pg.Pool

/** Where and as whom to connect. `host` is a directory when it begins with `/` (unix socket). */
export interface ConnectionTarget {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface PoolSettings {
  /** Most connections of this pool. Default 10. */
  max?: number
  /** Seen in pg_stat_activity. */
  applicationName?: string
  /** Told when an idle connection is lost; the pool itself goes on. */
  onIdleError?: (error: Error) => void
}

/**
 * How values come out of the database. Whole numbers are JavaScript numbers and refuse to lose precision; a `date` is
 * the plain text `YYYY-MM-DD`, never an instant; `timestamptz` is a Date; `numeric` and `timestamp` stay text.
 */
const asText = (value: string): string => value
const textArray = pg.types.getTypeParser(1009 as never) as (value: string) => (string | null)[]
const PARSERS: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [20, safeInteger],
  [1016, (value) => textArray(value).map((item) => (item === null ? null : safeInteger(item)))],
  [1082, asText],
  [1182, textArray],
  [1114, asText],
  [1115, textArray],
  [1231, textArray],
])

function safeInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} does not fit a JavaScript number`)
  return number
}

const types = {
  getTypeParser(oid: number, format?: string) {
    const parser = format === 'binary' ? undefined : PARSERS.get(oid)
    return parser ?? pg.types.getTypeParser(oid as never, format as never)
  },
}

/** Connection options of the driver for a target or a `postgresql://` address, with our value types. */
export function clientOptions(
  target: ConnectionTarget | string,
  applicationName = 'huiyin',
): pg.ClientConfig {
  const where = typeof target === 'string' ? { connectionString: target } : { ...target }
  return { ...where, application_name: applicationName, types: types as pg.CustomTypesConfig }
}

/** Opens a pool lazily: no connection is made before the first use. End it with `pool.end()`. */
export function createPool(target: ConnectionTarget | string, settings: PoolSettings = {}): Pool {
  const options: pg.PoolConfig & { pipeline: boolean } = {
    ...clientOptions(target, settings.applicationName),
    pipeline: true,
    max: settings.max ?? 10,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
  }
  const pool = new pg.Pool(options)
  pool.on('error', (error) => settings.onIdleError?.(error))
  // A connection lost while it is checked out rejects its statements; without a listener the same event would also
  // end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** `postgresql://` address of a target, for child processes; a socket directory goes into `?host=`. */
export function targetUrl(target: ConnectionTarget): string {
  const who = `${encodeURIComponent(target.user)}:${encodeURIComponent(target.password)}`
  const database = encodeURIComponent(target.database)
  if (!target.host.startsWith('/')) return `postgresql://${who}@${target.host}:${target.port}/${database}`
  return `postgresql://${who}@localhost:${target.port}/${database}?host=${encodeURIComponent(target.host)}`
}

const NAMES_KEPT = 2000
const statementNames = new Map<string, string>()

/**
 * Name of the prepared statement for an SQL text, the same for the same text on every connection. Past 2,000 different
 * texts there are no new names (undefined: not prepared), so that composed SQL cannot fill the server's memory.
 */
export function statementName(sql: string): string | undefined {
  const known = statementNames.get(sql)
  if (known !== undefined) return known
  if (statementNames.size >= NAMES_KEPT) return undefined
  const name = `h_${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`
  statementNames.set(sql, name)
  return name
}
