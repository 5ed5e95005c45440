/** A throw-away installation with its own database and its own server process, filled to a given size. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { RUNTIME_FLAGS } from '../src/kernel/config/runtime.ts'
import { createPool, type Pool } from '../src/kernel/postgres/connect.ts'
import { layoutOf } from '../src/kernel/postgres/layout.ts'
import { type Installation, openInstallation } from '../src/main/installation.ts'
import { endsWithUs, ifBrokenOff } from './child.ts'
import { type Effort, processorMs } from './effort.ts'
import { followLoaded } from './followed.ts'
import { bulkLoad } from './load.ts'
import { makePeople, type People } from './people.ts'
import { makeReferenceTables } from './reference.ts'

const LOADER = path.resolve(import.meta.dirname, 'load-part.ts')
const CLI = path.resolve(import.meta.dirname, '../src/main/cli.ts')
/** As many as the server's own pool has, so that neither side waits longer for a connection. */
const CONNECTIONS = 16

export interface Place {
  stored: number
  home: string
  people: People
  /** Address of the running server. */
  address: string
  /** For the reference: the driver, straight to the same database server. */
  reference: Pool
  /** Processor time used so far by the server and by the database, each with its children; null where nobody tells. */
  effort(): Effort | null
  /** Resident memory of the server process in MB. */
  memoryMB(): number
  close(): Promise<void>
}

export interface PlaceOptions {
  stored: number
  say: (line: string) => void
  /** Arguments for the server's runtime, for profiling. */
  execArgv?: readonly string[]
}

/** The environment of commands that work in this home and nowhere else. */
export const environment = (home: string): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, DATABASE_WORKER_URL: _worker, ...rest } = process.env
  return { ...rest, HUIYIN_HOME: home, HUIYIN_HOST: '127.0.0.1', HUIYIN_PORT: '0' }
}

/** Makes a home in the temporary folder, loads it and starts its server. Everything is removed by `close`. */
export async function openPlace({ stored, say, execArgv = [] }: PlaceOptions): Promise<Place> {
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
  const env = environment(home)
  let installation: Installation | null = null
  let reference: Pool | null = null
  let server: Server | null = null
  const kept = ifBrokenOff(() => {
    // The database does not end with its client. It is thrown away: nothing of it need be brought to the disk.
    const postmaster = installation?.database.embedded?.pid
    try {
      if (postmaster) process.kill(postmaster, 'SIGQUIT')
    } catch {
      // It has ended by itself.
    }
    removeHome(home)
  })
  const close = async () => {
    kept()
    await server?.stop()
    await reference?.end()
    await installation?.close()
    removeHome(home)
  }
  try {
    installation = await openInstallation({ env, logToStderr: true, applicationName: 'huiyin-bench' })
    const { database, bureau } = installation
    const people = await makePeople(bureau, database.owner, installation.clock.now())
    const begun = performance.now()
    let done = 0
    await load(home, installation, people, stored, (batch) => {
      if (Math.floor((done + batch) / 10_000) > Math.floor(done / 10_000))
        say(`${done + batch} of ${stored} stored`)
      done += batch
    })
    // Before following too: without statistics of what was loaded its questions are planned as for empty tables.
    await database.owner.query('vacuum (analyze)')
    await followLoaded(installation, people.bureauId, say)
    await database.owner.query('vacuum (analyze)')
    say(`${stored} matters stored in ${Math.round((performance.now() - begun) / 1000)} s`)
    await makeReferenceTables(database.owner)
    reference = createPool(database.urls.owner, { max: CONNECTIONS, applicationName: 'huiyin-bench' })
    server = await startServer(env, execArgv)
    const { pid, address } = server
    const postmaster = database.embedded!.pid
    const effort = (): Effort | null => {
      const [serverMs, databaseMs] = [processorMs(pid), processorMs(postmaster)]
      return serverMs === null || databaseMs === null ? null : { serverMs, databaseMs }
    }
    return { stored, home, people, address, reference, effort, memoryMB: () => residentMB(pid), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Small sizes are built here, large ones by a process for each of two processors. */
async function load(
  home: string,
  i: Installation,
  people: People,
  stored: number,
  onProgress: (batch: number) => void,
): Promise<void> {
  if (stored < 2000) {
    const deps = { cases: i.cases, ownerUrl: i.database.urls.owner }
    return bulkLoad(deps, people, { from: 1, to: stored }, i.clock.now(), onProgress)
  }
  const half = Math.ceil(stored / 2)
  const parts = [
    [1, half],
    [half + 1, stored],
  ]
  await Promise.all(
    parts.map(
      ([from, to]) =>
        new Promise<void>((resolve, reject) => {
          const child = spawn(process.execPath, [...RUNTIME_FLAGS, LOADER, home, String(from), String(to)], {
            env: environment(home),
            stdio: ['ignore', 'pipe', 'inherit'],
          })
          createInterface({ input: child.stdout }).on('line', (line) => onProgress(Number(line)))
          child.once('error', reject)
          child.once('exit', (code) =>
            code === 0 ? resolve() : reject(new Error(`the loader ended with ${code}`)),
          )
        }),
    ),
  )
}

/** The database may live outside the home, where the account that runs it can reach it. */
export function removeHome(home: string): void {
  const { base, socket } = layoutOf(home)
  for (const folder of [socket, base, home])
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

export interface Server {
  pid: number
  address: string
  stop(): Promise<void>
}

/** Starts the server of a home as a process of its own and waits until it answers. */
export async function startServer(env: NodeJS.ProcessEnv, execArgv: readonly string[]): Promise<Server> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...RUNTIME_FLAGS, ...execArgv, CLI, 'start', '--no-demo', '--json'],
    {
      env,
      // Requests are logged as in any installation; nobody reads them here.
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  endsWithUs(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    void ended.then(() => reject(new Error('the server ended before it was ready')))
    createInterface({ input: child.stdout! }).once('line', (line) => {
      const { portal } = JSON.parse(line) as { portal?: string }
      if (portal) resolve(new URL(portal).origin)
      else reject(new Error(`the server did not start: ${line}`))
    })
  })
  const address = await ready
  return {
    pid: child.pid!,
    address,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export function residentMB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
