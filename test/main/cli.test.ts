/** What the command line says when a command cannot go on, as who starts it sees it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { layoutOf } from '../../src/kernel/postgres/layout.ts'

const CLI = path.resolve(import.meta.dirname, '../../src/main/cli.ts')

let home: string
let env: NodeJS.ProcessEnv
const started = new Set<ChildProcess>()

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'huiyin-cli-'))
  // As root the database runs as another account, which has to pass through.
  chmodSync(home, 0o755)
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, DATABASE_WORKER_URL: _worker, ...rest } = process.env
  env = { ...rest, HUIYIN_HOME: home, HUIYIN_HOST: '127.0.0.1', HUIYIN_PORT: '0' }
})

afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  const { base, socket } = layoutOf(home)
  for (const folder of [socket, base, home]) if (folder) rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function cli(args: string[], more: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...RUNTIME_FLAGS, CLI, ...args],
      { env: { ...env, ...more } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
    started.add(child)
  })
}

/** One JSON value, nothing else. */
const errorOf = ({ stdout }: Ended) => {
  const value = JSON.parse(stdout) as { ok: boolean; error: { code: string; message: string } }
  expect(value.ok).toBe(false)
  return value.error
}
const STACK = /^\s+at .+:\d+/m

/** Starts a server and waits until it is ready. */
async function serve(): Promise<{ child: ChildProcess; address: string; ended: Promise<number | null> }> {
  const child = spawn(process.execPath, [...RUNTIME_FLAGS, CLI, 'start', '--no-demo', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  started.add(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve)
    void ended.then((code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, address: new URL(JSON.parse(line).portal).origin, ended }
}

describe('start', () => {
  it('ends with a message when the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const port = String((holder.address() as AddressInfo).port)
    try {
      const ended = await cli(['start', '--no-demo', '--json'], { HUIYIN_PORT: port })
      expect(ended.code).toBe(2)
      const { code, message } = errorOf(ended)
      expect(code).toBe('start.port_taken')
      for (const part of [port, 'HUIYIN_PORT', '端口已被占用', 'The port is taken'])
        expect(message).toContain(part)
      expect(ended.stderr).toContain('The port is taken')
      expect(ended.stderr).not.toMatch(STACK)
    } finally {
      holder.close()
    }
  })

  it('is refused while a server of this home runs, and not by what a killed one left', async () => {
    const first = await serve()
    const second = await cli(['start', '--no-demo', '--json'])
    expect(second.code).toBe(2)
    expect(errorOf(second)).toMatchObject({ code: 'start.already_running' })
    expect(errorOf(second).message).toContain(first.address)
    expect(second.stderr).not.toMatch(STACK)

    first.child.kill('SIGKILL')
    await first.ended
    expect(readFileSync(path.join(home, 'run/server.json'), 'utf8')).toContain(first.address)
    const third = await serve()
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
    expect(() => readFileSync(path.join(home, 'run/server.json'))).toThrow()
  })
})

describe('a command that is not understood', () => {
  it.each([
    [['import', 'x.jsonl'], '--bureau'],
    [['verify', '--what'], '--what'],
    [['nonsense'], 'nonsense'],
    [['bench', 'lifecycle', '--seconds', 'abc'], '--seconds'],
    [['bench', 'lifecycle', '--stored', '1.5'], '--stored'],
    [['bench', 'nonsense'], 'nonsense'],
    [['procedures', 'nonsense'], 'letter-box'],
  ])('%j', async (args, names) => {
    const ended = await cli([...args, '--json'])
    expect(ended.code).toBe(2)
    const { code, message } = errorOf(ended)
    expect(code).toBe('cli.usage')
    expect(message).toContain(names)
    const plain = await cli(args)
    expect(plain.code).toBe(2)
    expect(plain.stdout + plain.stderr).toContain(names)
    expect(plain.stdout + plain.stderr).not.toMatch(STACK)
  })

  it('help and version are no errors', async () => {
    expect(await cli(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d/),
      stderr: '',
    })
    expect(await cli(['import', '--help'])).toMatchObject({ code: 0, stderr: '' })
    const { stdout } = await cli(['--help'])
    for (const setting of ['HUIYIN_HOME', home, 'HUIYIN_PORT', 'DATABASE_URL'])
      expect(stdout).toContain(setting)
  })
})
