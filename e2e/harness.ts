/** A server of one's own for a browser journey: started as people start it, in an empty home, on a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright-core'

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

/**
 * Starts `bin/huiyin start --json` and waits until it says that it is ready.
 * @param more settings; a browser is quicker than people, so pages are not slowed down unless told to
 */
export async function startServer(more: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-e2e-'))
  // As root the database runs as another account, which has to pass through.
  chmodSync(home, 0o755)
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
      rmSync(home, { recursive: true, force: true })
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

const CHROMIUM = process.env.HUIYIN_CHROMIUM ?? '/usr/bin/chromium'

/**
 * Why browser journeys cannot run here, or null.
 * @throws Error instead when HUIYIN_REQUIRE_BROWSER=1, so that CI cannot pass by skipping
 */
export function noBrowser(): string | null {
  if (existsSync(CHROMIUM)) return null
  const why = `no Chromium at ${CHROMIUM} (set HUIYIN_CHROMIUM)`
  if (process.env.HUIYIN_REQUIRE_BROWSER === '1') throw new Error(why)
  return why
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
