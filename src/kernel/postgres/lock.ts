/**
 * A lock between processes on one machine, and the list of processes that use a server. Both name a process by id and
 * start time, so that what a killed process left behind never blocks the next start.
 */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { isAlive, startTime, waitUntil } from './process.ts'

const me = (): string => `${process.pid} ${startTime(process.pid)}`

function holderIsAlive(text: string): boolean {
  const [pid = '', started = ''] = text.split(' ')
  const id = Number(pid)
  if (!Number.isInteger(id) || id <= 0 || !isAlive(id)) return false
  return started === '' || startTime(id) === started
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

let attempts = 0

function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}.${attempts++}`
  writeFileSync(own, me())
  try {
    // A link appears with its content complete, or not at all.
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = readOr(file, '')
    if (holder !== '' && !holderIsAlive(holder)) breakLock(file, holder, own)
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** Takes a dead holder's lock away; puts it back if somebody else's came into its place meanwhile. */
function breakLock(file: string, dead: string, own: string): void {
  const aside = `${own}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  try {
    if (readOr(aside, dead) !== dead) linkSync(aside, file)
  } catch {
    // Taken again already.
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * Runs `work` while no other process (and no other call here) holds the lock.
 * @throws Error naming the holder when the lock is not free within two minutes.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true })
  if (!(await waitUntil(() => tryLock(file), 120_000))) {
    throw new Error(`${file} is held by process ${readOr(file, 'unknown').split(' ')[0]}`)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Enters this process in the folder of users; the function returned takes it out again. */
export function register(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${process.pid}-${attempts++}`)
  writeFileSync(file, me())
  return () => rmSync(file, { force: true })
}

/** How many living users a folder holds; entries of dead ones are swept. */
export function countUsers(folder: string): number {
  let alive = 0
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    if (holderIsAlive(readOr(file, ''))) alive += 1
    else unlinkSync(file)
  }
  return alive
}
