/** Opens one installation: database, keys, rooms. Hand-written composition root; every command begins here. */
import path from 'node:path'
import { type BureauRoom, createBureauRoom, type RuleFact } from '../bureau/index.ts'
import { type CasesDeps, RULE_TABLE } from '../cases/index.ts'
import { lastNumber as lastCallNumber } from '../hotline/index.ts'
import { type Clock, systemClock } from '../kernel/clock/clock.ts'
import { type Config, readConfig } from '../kernel/config/config.ts'
import { createKeyring, type Keyring, openKeyring } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { createLog, type Logger } from '../kernel/log/log.ts'
import { type Database, openDatabase } from '../kernel/postgres/connect.ts'
import { migrate, schemaVersion } from '../kernel/postgres/migrate.ts'
import { type NoticeSettings, readNoticeSettings } from '../notices/index.ts'
import { type Bell, createBell, type NotificationsDeps } from '../notifications/index.ts'
import { createWallWatch, type WallWatch } from '../wall/index.ts'

export interface Installation {
  config: Config
  log: Logger
  clock: Clock
  database: Database
  keyring: Keyring
  bureau: BureauRoom
  cases: CasesDeps
  notifications: NotificationsDeps
  /** Wakes the screens of the hotline. */
  line: Bell
  /** Keeps the screens on walls as things are. */
  wall: WallWatch
  notices: NoticeSettings
  close(): Promise<void>
}

/** Something the operator must settle; shown with its code and remedy, never with a stack. */
export class OperatorError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.name = 'OperatorError'
    this.refusal = refusal
  }
}

const orStop = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new OperatorError(value)
  return value
}

/** Whether there is anything that only the lost keyring could open. */
async function hasData(database: Database): Promise<boolean> {
  if ((await schemaVersion(database.owner)) === 0) return false
  const { rows } = await database.owner.query<{ some: boolean }>(
    'select exists (select 1 from matter_keys) as some',
  )
  return rows[0]!.some
}

/** The table of clock rules as the room of the bureaus needs it to judge local settings. */
export function knownRules(): Map<string, RuleFact[]> {
  const known = new Map<string, RuleFact[]>()
  for (const r of RULE_TABLE) {
    const { mark, unit, length, extensionCap, right, validFrom, validTo } = r
    // Local texts (HL) were read as well, but bind nobody elsewhere.
    const national = mark === 'V' && (r.regulation === 'R22' || r.regulation === 'R05')
    const fact = { mark, unit, length, extensionCap, right, national, validFrom, validTo }
    known.set(r.id, [...(known.get(r.id) ?? []), fact])
  }
  return known
}

export interface OpenInstallation {
  env?: Readonly<Record<string, string | undefined>>
  clock?: Clock
  /** Commands print their results on stdout; their log goes to stderr. */
  logToStderr?: boolean
  applicationName?: string
}

/**
 * Opens database and keys, bringing the schema up to date.
 * @throws OperatorError (`keyring.*`), ConfigError, DatabaseRefused, MigrationRefused
 */
export async function openInstallation(o: OpenInstallation = {}): Promise<Installation> {
  const config = readConfig(o.env ?? process.env)
  const notices = readNoticeSettings(config.home, o.env ?? process.env)
  const log = createLog({
    level: config.logLevel,
    ...(o.logToStderr ? { destination: process.stderr } : {}),
  })
  const clock = o.clock ?? systemClock
  const database = await openDatabase(config, {
    applicationName: o.applicationName,
    onIdleError: (error) => log.warn({ error: error.message }, 'idle database connection lost'),
  })
  try {
    const databaseHasData = await hasData(database)
    const opened = openKeyring(config.home)
    const keyring =
      isRefusal(opened) && opened.refused === 'keyring.missing'
        ? orStop(createKeyring(config.home, { now: clock.now(), databaseHasData }))
        : orStop(opened)
    await migrate(database.owner)
    const bureau = createBureauRoom({
      pool: database.app,
      keyring,
      knownRules: knownRules(),
    })
    const cases: CasesDeps = {
      app: database.app,
      keyring,
      directory: bureau.directory,
      filesRoot: path.join(config.home, 'files'),
    }
    const bell = createBell(database.app, log)
    const line = createBell(database.app, log, 1000, lastCallNumber)
    const wall = createWallWatch({ pool: database.app, directory: bureau.directory }, clock, log)
    const notifications = { cases, bell }
    const close = () => {
      bell.stop()
      line.stop()
      wall.stop()
      return database.close()
    }
    return { config, log, clock, database, keyring, bureau, cases, notifications, line, wall, notices, close }
  } catch (error) {
    await database.close()
    throw error
  }
}
