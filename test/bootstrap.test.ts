import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUNTIME_FLAGS } from '../src/kernel/config/runtime.ts'

const PROJECT = path.resolve(import.meta.dirname, '..')
const SHUTDOWN = path.join(PROJECT, 'src/kernel/config/shutdown.ts')

/** A command that shows what reached it: its arguments, or each step of its end. */
const COMMAND = `
import { onShutdown } from ${JSON.stringify(SHUTDOWN)}
const [command, ...args] = process.argv.slice(2)
if (command === 'echo') {
  console.log(JSON.stringify({ args, flags: process.execArgv, version: Number(process.versions.node.split('.')[0]) }))
  process.exitCode = 7
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => console.log('got', signal))
  const drain = async (reason) => {
    console.log('draining', reason)
    await new Promise((resolve) => setTimeout(resolve, 300))
    console.log('drained')
  }
  onShutdown({ drain })
  setInterval(() => {}, 1000)
  console.log('ready')
}
`

let project: string

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'huiyin-bootstrap-'))
  cpSync(path.join(PROJECT, 'bin'), path.join(project, 'bin'), { recursive: true })
  mkdirSync(path.join(project, 'src/main'), { recursive: true })
  writeFileSync(path.join(project, 'src/main/cli.ts'), COMMAND)
  writeFileSync(path.join(project, 'package.json'), '{"type":"module"}')
  mkdirSync(path.join(project, 'node_modules'))
  // An install that agrees with its lock file, so that npm is not needed.
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) {
    writeFileSync(path.join(project, file), '{"packages":{}}')
  }
  const runtime = `node_modules/node-${process.platform}-${process.arch}`
  symlinkSync(path.join(PROJECT, runtime), path.join(project, runtime))
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

interface Ended {
  stdout: string
  stderr: string
  code: number | null
}

function launch(program: string, args: string[]) {
  const child: ChildProcess = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]!.on('data', (chunk: Buffer) => {
      said[stream] += chunk
    })
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ ...said, code })))
  const says = (text: string) => expect.poll(() => said.stdout, { timeout: 20_000 }).toContain(text)
  return { child, ended, says }
}

const count = (text: string, part: string): number => text.split(part).length - 1

describe.skipIf(process.platform === 'win32')('bin/huiyin', () => {
  it('finds the project through links, passes arguments as they are, and gives only the command the stdout', async () => {
    const link = path.join(project, 'link')
    const second = path.join(project, 'second')
    symlinkSync('bin/huiyin', link)
    symlinkSync(link, second)
    const { stdout, code } = await launch(second, ['echo', 'a b', '*', '--json', '']).ended
    expect(JSON.parse(stdout)).toEqual({
      args: ['a b', '*', '--json', ''],
      flags: RUNTIME_FLAGS,
      version: expect.any(Number),
    })
    expect(JSON.parse(stdout).version).toBeGreaterThanOrEqual(24)
    expect(code).toBe(7)
  })

  it('passes on a signal that reached it alone, and ends as the command ended', async () => {
    const { child, ended, says } = launch(path.join(project, 'bin/huiyin'), [
      'wait',
      path.join(project, 'alone'),
    ])
    await says('ready')
    process.kill(child.pid!, 'SIGTERM')
    const { stdout, code } = await ended
    expect(stdout).toContain('draining SIGTERM\n')
    expect(stdout).toContain('drained')
    expect(code).toBe(0)
  })

  it('drains once when Ctrl-C reaches the whole group and is passed on besides', async () => {
    const { child, ended, says } = launch(path.join(project, 'bin/huiyin'), [
      'wait',
      path.join(project, 'group'),
    ])
    await says('ready')
    process.kill(-child.pid!, 'SIGINT')
    await says('draining SIGINT')
    process.kill(-child.pid!, 'SIGINT')
    const { stdout, code } = await ended
    expect(count(stdout, 'draining')).toBe(1)
    expect(stdout).toContain('drained')
    expect(code).toBe(0)
  })

  it('takes the command along when it is killed', async () => {
    const { child, says, ended } = launch(path.join(project, 'bin/huiyin'), [
      'wait',
      path.join(project, 'killed'),
    ])
    await says('ready')
    process.kill(child.pid!, 'SIGKILL')
    await says('draining launcher gone')
    await says('drained')
    await ended
  })
})
