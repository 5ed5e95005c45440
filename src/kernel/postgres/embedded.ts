/**
 * The embedded PostgreSQL server: made on first use, started in its own process group, found again after this process
 * was killed, stopped by the last process that uses it.
 */
import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { type Layout, layoutOf } from './layout.ts'
import { countUsers, register, withLock } from './lock.ts'
import { commandLine, isAlive, run, startTime, waitUntil } from './process.ts'

export const SUPERUSER = 'postgres'

export interface EmbeddedServer {
  /** Folder of the unix socket, or 127.0.0.1. */
  host: string
  port: number
  /** True if this call started the server, false if it attached to a running one. */
  started: boolean
  /** Process id of the postmaster. */
  pid: number
  /** Folder of the data. */
  data: string
  /**
   * Leaves the server; the last living process that leaves also stops it (open transactions are rolled back).
   * Calling it again does nothing.
   */
  stop(): Promise<'stopped' | 'left-running'>
}

export interface EmbeddedOptions {
  home: string
  /** Password of the superuser; set when the data are made, so it must stay the same. */
  superuserPassword: string
  /** Do not sync to disk: for tests only. */
  unsafe?: boolean
}

/** Settings of a new data folder; an operator may change them in its `postgresql.conf`. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  wal_level: 'replica',
  max_wal_size: '2GB',
  // Each page is written whole once after each checkpoint: rarer ones write less, and recovery stays within a minute.
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  // The passwords are random and long: more rounds only make connecting slower.
  scram_iterations: '512',
  // Detail lines of errors repeat row values, and rows hold personal data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * Starts the server of a home, or attaches to it when it runs.
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const layout = layoutOf(options.home)
  return withLock(layout.lock, async () => {
    let server = await findRunning(layout)
    const started = server === null
    if (server === null) {
      const binaries = findBinaries(layout.runAs, layout.home)
      if (!existsSync(path.join(layout.data, 'PG_VERSION'))) await makeData(layout, binaries, options)
      server = await launch(layout, binaries, options)
    }
    const leave = register(layout.users)
    return { ...server, started, data: layout.data, stop: stopper(layout, leave) }
  })
}

interface Postmaster {
  pid: number
  host: string
  port: number
}

/** What `postmaster.pid` says: process id, socket folder or address, port, and whether connections are taken. */
function readPostmasterFile(data: string): (Postmaster & { status: string }) | null {
  let lines: string[]
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const [pid = '', , , port = '', socket = '', address = '', , status = ''] = lines
  if (!/^\d+$/.test(pid)) return null
  return { pid: Number(pid), host: socket || address, port: Number(port), status: status.trim() }
}

/** A process id in the file may belong to something else by now (after a restart of the machine or container). */
function isPostmasterOf(pid: number, data: string): boolean {
  if (!isAlive(pid) || startTime(pid) === 'gone') return false
  const args = commandLine(pid)
  return args === null || args.includes(data)
}

async function findRunning(layout: Layout): Promise<Postmaster | null> {
  const found = readPostmasterFile(layout.data)
  if (!found) return null
  if (!isPostmasterOf(found.pid, layout.data)) {
    // Left by a killed server. The server itself would hesitate if the number is in use by another of our processes.
    rmSync(path.join(layout.data, 'postmaster.pid'), { force: true })
    return null
  }
  // Recovery after a crash can take a while; a server about to stop is waited for and then started anew.
  const settled = (): boolean =>
    !isPostmasterOf(found.pid, layout.data) || readPostmasterFile(layout.data)?.status === 'ready'
  await waitUntil(settled, 120_000)
  const now = readPostmasterFile(layout.data)
  return now?.status === 'ready' && isPostmasterOf(now.pid, layout.data) ? now : null
}

/** Makes the data beside their place and moves them in complete, so that an interrupted first start leaves nothing half. */
async function makeData(layout: Layout, binaries: Binaries, options: EmbeddedOptions): Promise<void> {
  const draft = path.join(layout.base, `postgres.new-${process.pid}`)
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  const passwordFile = path.join(draft, 'password')
  writeFileSync(passwordFile, options.superuserPassword, { mode: 0o600 })
  if (layout.runAs) {
    for (const made of [draft, passwordFile]) chownSync(made, layout.runAs.uid, layout.runAs.gid)
  }
  const data = path.join(draft, 'data')
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  try {
    // The default order of text is by code point and never changes with a library; where people read a list, the
    // query names an ICU collation (zh-x-icu).
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = ['--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`]
    const speed = options.unsafe ? ['--no-sync'] : []
    await run(binaries.initdb, ['-D', data, ...locale, ...access, ...speed, ...settings], layout.runAs)
    renameSync(data, layout.data)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function launch(layout: Layout, binaries: Binaries, options: EmbeddedOptions): Promise<Postmaster> {
  if (layout.socket) {
    // Nobody else uses this folder and no server runs: what lies here was left by a killed one, and the server would
    // take its process number for a living one if something else has it by now.
    for (const name of readdirSync(layout.socket)) rmSync(path.join(layout.socket, name), { force: true })
  }
  const where = layout.socket
    ? ['-k', layout.socket, '-p', '5432', '-c', 'listen_addresses=']
    : ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-p', String(await freePort())]
  const speed = options.unsafe ? ['-c', 'fsync=off', '-c', 'full_page_writes=off'] : []
  if (existsSync(layout.log) && statSync(layout.log).size > 16_000_000)
    renameSync(layout.log, `${layout.log}.1`)
  const log = openSync(layout.log, 'a', 0o600)
  const logFrom = statSync(layout.log).size
  let ended = ''
  const child = spawn(binaries.postgres, ['-D', layout.data, ...where, ...speed], {
    ...layout.runAs,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C in our terminal must not reach it before we have drained.
    detached: true,
  })
  closeSync(log)
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `ended with ${signal ?? code}`
  })
  child.unref()
  const ready = (): boolean => {
    const found = readPostmasterFile(layout.data)
    return found !== null && found.pid === child.pid && found.status === 'ready'
  }
  const settled = await waitUntil(() => ended !== '' || ready(), 300_000)
  if (!settled || ended !== '') {
    if (child.pid !== undefined && ended === '') process.kill(child.pid, 'SIGQUIT')
    const said = readFileSync(layout.log)
      .subarray(logFrom)
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(-8)
      .join('\n')
    throw new Error(
      `PostgreSQL did not start (${ended || 'no answer in five minutes'}), see ${layout.log}:\n${said}`,
    )
  }
  return readPostmasterFile(layout.data)!
}

function stopper(layout: Layout, leave: () => void): EmbeddedServer['stop'] {
  let stopping: Promise<'stopped' | 'left-running'> | null = null
  return () => {
    stopping ??= withLock(layout.lock, async () => {
      leave()
      if (countUsers(layout.users) > 0) return 'left-running'
      await stopPostmaster(layout.data)
      return 'stopped'
    })
    return stopping
  }
}

/** Fast shutdown (sessions are ended, a checkpoint is made), after half a minute the immediate one. */
async function stopPostmaster(data: string): Promise<void> {
  const found = readPostmasterFile(data)
  if (!found || !isPostmasterOf(found.pid, data)) return
  const { pid } = found
  // Not by its arguments: those vanish a moment before the process does.
  const begun = startTime(pid)
  const gone = (): boolean => !isAlive(pid) || startTime(pid) !== begun
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (gone()) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    if (await waitUntil(gone, patience)) return
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
