/**
 * Which server of a home runs: `<home>/run/server.json`, believed only while the process that wrote it lives, so that what
 * a killed server left behind never blocks the next start.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withLock } from '../kernel/postgres/lock.ts'
import { isAlive, startTime } from '../kernel/postgres/process.ts'

interface Running {
  pid: number
  /** As `startTime` gives it: tells a process id used again from the one that wrote it. */
  started: string
  address: string
}

export interface Claim {
  /** Says where the server really listens. */
  listening(address: string): void
  /** Takes the entry away; calling it again does nothing. */
  release(): void
}

function read(file: string): Running | null {
  try {
    const { pid, started, address } = JSON.parse(readFileSync(file, 'utf8')) as Running
    const lives = pid !== process.pid && isAlive(pid) && (started === '' || startTime(pid) === started)
    return lives ? { pid, started, address } : null
  } catch {
    return null
  }
}

function write(file: string, address: string): void {
  const draft = `${file}.${process.pid}`
  const running: Running = { pid: process.pid, started: startTime(process.pid), address }
  writeFileSync(draft, `${JSON.stringify(running)}\n`)
  renameSync(draft, file)
}

/** Where the server of a home listens; null while none runs. */
export const runningAddress = (home: string): string | null =>
  read(path.join(home, 'run', 'server.json'))?.address ?? null

/**
 * Enters this process as the server of a home.
 * @param address where it is going to listen
 * @param patience milliseconds given to a server that was just told to stop
 * @returns the claim, or `start.already_running` with the address of the other
 */
export async function claimHome(home: string, address: string, patience = 3000): Promise<Claim | Refusal> {
  const folder = path.join(home, 'run')
  const file = path.join(folder, 'server.json')
  mkdirSync(folder, { recursive: true })
  const enter = () =>
    withLock(path.join(folder, 'server.lock'), async () => {
      const other = read(file)
      if (!other) write(file, address)
      return other
    })
  const end = performance.now() + patience
  let other = await enter()
  while (other && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    other = await enter()
  }
  if (other) {
    return refuse('start.already_running', { details: { address: other.address, pid: other.pid, home } })
  }
  let held = true
  return {
    listening: (real) => write(file, real),
    release: () => {
      if (held) rmSync(file, { force: true })
      held = false
    },
  }
}
