/** Settings of one installation, read once from the environment by the composition root and passed in from there. */
import { isIP } from 'node:net'
import path from 'node:path'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

export interface Config {
  /** Folder of the data, keys and logs (`HUIYIN_HOME`, default `<project>/var`), absolute. */
  readonly home: string
  /** Address desk and portal listen on (`HUIYIN_HOST`, default 127.0.0.1). */
  readonly host: string
  /** Port of desk and portal (`HUIYIN_PORT`, default 8080); 0 takes any free one. */
  readonly port: number
  /** Address the public reaches the portal at (`HUIYIN_PUBLIC_URL`), without slash at the end; null: the one listened on. */
  readonly publicUrl: string | null
  /** An outside PostgreSQL (`DATABASE_URL`), as the owner of the schema; null: the embedded server. */
  readonly databaseUrl: string | null
  /** The same database as `huiyin_app` (`DATABASE_APP_URL`), when the owner may not create roles. */
  readonly databaseAppUrl: string | null
  /** The same database as `huiyin_worker` (`DATABASE_WORKER_URL`), when the owner may not create roles. */
  readonly databaseWorkerUrl: string | null
  /** A replica for reads that may lag (`DATABASE_REPLICA_URL`). */
  readonly databaseReplicaUrl: string | null
  /** A further folder for copies of the daily seals, best on another machine (`HUIYIN_SEAL_COPY`); null: none. */
  readonly sealCopy: string | null
  /** Proxies to believe about who asks (`HUIYIN_TRUST_PROXY`): addresses and networks by comma; null: this machine's. */
  readonly trustProxy: string | null
  /** How fast the public pages may be used (`HUIYIN_PACE=off` for as fast as anybody likes; numbers by their own names). */
  readonly pace: {
    readonly pagesPerMinute: number
    readonly sendsPerHour: number
    readonly bureauSendsPerHour: number
  } | null
  /** Inner addresses and networks that click-to-dial may reach (`HUIYIN_DIAL_TO`, by comma); none unless named. */
  readonly dialTo: readonly string[]
  /** Least level of the log (`HUIYIN_LOG`, default info). */
  readonly logLevel: LogLevel
}

/** A setting that cannot be used; the message names the variable and what it must be. */
export class ConfigError extends Error {
  readonly variable: string
  constructor(variable: string, message: string) {
    super(`${variable}: ${message}`)
    this.name = 'ConfigError'
    this.variable = variable
  }
}

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']
const PROJECT = path.resolve(import.meta.dirname, '../../..')

/**
 * Reads and checks the environment. An empty variable counts as not set.
 * @param env usually `process.env`
 * @throws ConfigError naming the first variable that cannot be used. Passwords inside addresses are never repeated.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const databaseUrl = databaseAddress(env, 'DATABASE_URL')
  const roleUrl = (name: string): string | null => {
    const address = databaseAddress(env, name)
    if (address !== null && databaseUrl === null)
      throw new ConfigError(name, 'needs DATABASE_URL to be set as well')
    return address
  }
  return Object.freeze({
    home: homeOf(env),
    host: host(value(env, 'HUIYIN_HOST') ?? '127.0.0.1'),
    port: port(value(env, 'HUIYIN_PORT') ?? '8080'),
    publicUrl: publicUrl(value(env, 'HUIYIN_PUBLIC_URL')),
    databaseUrl,
    databaseAppUrl: roleUrl('DATABASE_APP_URL'),
    databaseWorkerUrl: roleUrl('DATABASE_WORKER_URL'),
    databaseReplicaUrl: roleUrl('DATABASE_REPLICA_URL'),
    sealCopy: folder(value(env, 'HUIYIN_SEAL_COPY')),
    trustProxy: proxies(value(env, 'HUIYIN_TRUST_PROXY')),
    dialTo: networks('HUIYIN_DIAL_TO', value(env, 'HUIYIN_DIAL_TO')),
    pace: pace(env),
    logLevel: logLevel(value(env, 'HUIYIN_LOG') ?? 'info'),
  })
}

/** Where data, keys and files lie; known without the other settings. @returns absolute path */
export function homeOf(env: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(value(env, 'HUIYIN_HOME') ?? path.join(PROJECT, 'var'))
}

function value(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const text = env[name]?.trim()
  return text === '' ? undefined : text
}

function folder(text: string | undefined): string | null {
  return text === undefined ? null : path.resolve(text)
}

function host(text: string): string {
  if (/[\s/:@]/.test(text) && !/^[0-9a-f:.]+$/i.test(text)) {
    throw new ConfigError('HUIYIN_HOST', `${JSON.stringify(text)} is not a host name or address`)
  }
  return text
}

function publicUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    throw new ConfigError('HUIYIN_PUBLIC_URL', 'must look like https://portal.example.org')
  return text.replace(/\/+$/, '')
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65535) {
    throw new ConfigError('HUIYIN_PORT', `${JSON.stringify(text)} is not a port (0 to 65535)`)
  }
  return number
}

/** Addresses and networks as Fastify takes them. */
function proxies(text: string | undefined): string | null {
  return text === undefined
    ? null
    : networks('HUIYIN_TRUST_PROXY', text, ['loopback', 'linklocal', 'uniquelocal']).join(',')
}

/** @param names taken besides addresses and networks */
function networks(variable: string, text: string | undefined, names: readonly string[] = []): string[] {
  if (text === undefined) return []
  const list = text.split(',').map((one) => one.trim())
  const known = (one: string) => {
    if (names.includes(one)) return true
    const [address = '', bits, more] = one.split('/')
    const family = isIP(address)
    return (
      family > 0 &&
      more === undefined &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
    )
  }
  const wrong = list.find((one) => !known(one))
  if (wrong !== undefined)
    throw new ConfigError(variable, `${JSON.stringify(wrong)} is neither an address nor a network`)
  return list
}

/** Numbers above zero; more than a person can do is left to the operator. */
function pace(env: Readonly<Record<string, string | undefined>>): Config['pace'] {
  const on = value(env, 'HUIYIN_PACE') ?? 'on'
  if (on !== 'on' && on !== 'off')
    throw new ConfigError('HUIYIN_PACE', `${JSON.stringify(on)} is neither on nor off`)
  const number = (name: string, usual: number): number => {
    const text = value(env, name) ?? String(usual)
    if (!/^[1-9]\d{0,6}$/.test(text))
      throw new ConfigError(name, `${JSON.stringify(text)} is no whole number from 1 to 9999999`)
    return Number(text)
  }
  const numbers = {
    pagesPerMinute: number('HUIYIN_PAGES_PER_MINUTE', 240),
    sendsPerHour: number('HUIYIN_SENDS_PER_HOUR', 20),
    bureauSendsPerHour: number('HUIYIN_BUREAU_SENDS_PER_HOUR', 3600),
  }
  return on === 'off' ? null : Object.freeze(numbers)
}

function logLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text)
  if (!level)
    throw new ConfigError('HUIYIN_LOG', `${JSON.stringify(text)} is none of ${LOG_LEVELS.join(', ')}`)
  return level
}

function databaseAddress(env: Readonly<Record<string, string | undefined>>, name: string): string | null {
  const text = value(env, name)
  if (text === undefined) return null
  const url = URL.parse(text)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new ConfigError(name, 'must look like postgresql://user:password@host:5432/database')
  }
  if (url.pathname.length < 2) throw new ConfigError(name, 'names no database (…/database)')
  return text
}
