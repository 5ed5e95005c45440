/** A server as people start it, in a home of its own, on a free port. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const PROJECT = path.resolve(import.meta.dirname, '..')

export interface TestServer {
  /** Without slash at the end. */
  url: string
  home: string
  /** Accounts of the demo; one password for all. */
  accounts: { login: string; roles: string[]; name: string }[]
  password: string
  stop(): Promise<void>
}

interface Ready {
  ready: true
  portal: string
  demo: { accounts: TestServer['accounts']; password: string } | null
}

/** A new folder for a home. As root the database runs as another account, which has to pass through. */
export function emptyHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-e2e-'))
  chmodSync(home, 0o755)
  return home
}

/** Where the run keeps the home that each server begins with; without it each makes its own. */
export const READY_HOME = 'HUIYIN_E2E_HOME'

/**
 * Starts `bin/huiyin start --json` and waits until it says that it is ready. The demo bureau is as it was made: of a home
 * made once for the run, a copy.
 * @param more settings; a browser is quicker than people, so pages are not slowed down unless told to
 */
export function startServer(more: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const home = emptyHome()
  const ready = process.env[READY_HOME]
  // Owners too: the database must find its files its own.
  if (ready) execFileSync('cp', ['-a', `${ready}/.`, home])
  return serve(home, more)
}

/** Starts a server in this home. @param keep whether the home outlives it */
export async function serve(
  home: string,
  more: Readonly<Record<string, string>> = {},
  keep = false,
): Promise<TestServer> {
  const env = {
    ...process.env,
    HUIYIN_HOME: home,
    HUIYIN_PORT: '0',
    HUIYIN_LOG: 'error',
    HUIYIN_PACE: 'off',
    ...more,
  }
  const child = spawn(path.join(PROJECT, 'bin/huiyin'), ['start', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = await untilReady(child, said, ended)
  return {
    url: ready.portal.replace(/\/$/, ''),
    home,
    accounts: ready.demo?.accounts ?? [],
    password: ready.demo?.password ?? '',
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      if (!keep) rmSync(home, { recursive: true, force: true })
    },
  }
}

async function untilReady(child: ChildProcess, said: string[], ended: Promise<void>): Promise<Ready> {
  const lines = createInterface({ input: child.stdout! })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(`${line}\n`)
      if (line.includes('"ready":true')) resolve(JSON.parse(line) as Ready)
    })
    void ended.then(() => reject(new Error(`the server did not start:\n${said.join('').slice(-4000)}`)))
  })
}
