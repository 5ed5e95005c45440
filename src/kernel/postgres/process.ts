/** Small facts about processes that the embedded server needs: is it alive, is it still the same one, whose is it. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** An unprivileged account to run as; null: as ourselves. */
export type RunAs = { readonly uid: number; readonly gid: number } | null

/** Whether a process with this id exists (also one we may not signal). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Start time of a process in clock ticks since boot, so that a reused process id is told apart; '' where the system
 * does not say (then the id alone has to do).
 */
export function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold blanks; field 22 is counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'gone' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/** Arguments of a process, or null where the system does not tell. */
export function commandLine(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return null
  }
}

/** Whether the account can reach and read a file or folder; tried, not computed, so that every kind of right counts. */
export function canReach(as: RunAs, target: string): boolean {
  if (as === null) return true
  const script = 'test -r "$1" && test -x "$1"'
  const tried = spawnSync('/bin/sh', ['-c', script, 'sh', target], { ...as, cwd: '/', stdio: 'ignore' })
  if (tried.error) {
    throw new Error(
      `cannot run a program as uid ${as.uid} (${tried.error.message}): start as an ordinary user, or set DATABASE_URL`,
    )
  }
  return tried.status === 0
}

/**
 * Runs a program to its end.
 * @throws Error with what it printed when it does not end with 0.
 */
export function run(program: string, args: string[], as: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
    const child = spawn(program, args, { ...as, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`${program} ended with ${signal ?? code}:\n${printed.trim()}`))
    })
  })
}

/** Asks `done` every few milliseconds until it is true; false when the time (milliseconds) is over. */
export async function waitUntil(done: () => boolean, forMilliseconds: number): Promise<boolean> {
  const end = performance.now() + forMilliseconds
  while (!done()) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}
