/** Where the embedded server of a home lives and who runs it. */
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SHARED_ROOT } from './binaries.ts'
import { canReach, type RunAs } from './process.ts'

export interface Layout {
  home: string
  /** Home itself, or a folder under /var/lib/huiyin when the account that runs the server cannot reach home. */
  base: string
  data: string
  runAs: RunAs
  /** Folder of the unix socket; null: no short enough one, use TCP on loopback. */
  socket: string | null
  lock: string
  users: string
  log: string
}

/** Longest path of a unix socket on the strictest system is 103 bytes; the server adds `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432.lock'.length

/** Makes the folders of a home and finds out where its server lives. */
export function layoutOf(home: string): Layout {
  mkdirSync(home, { recursive: true })
  const real = realpathSync(home)
  mkdirSync(path.join(real, 'log'), { recursive: true })
  const isRoot = process.getuid?.() === 0
  const kept = readPointer(real)
  if (kept !== null && !existsSync(kept)) {
    throw new Error(
      `the database of ${real} was kept in ${kept}, which is gone: restore it, or remove ${pointerFile(real)}`,
    )
  }
  const account = isRoot ? unprivilegedAccount(path.join(kept ?? real, 'postgres')) : null
  const base = kept ?? (canReach(account, real) ? real : makePointer(real))
  return {
    home: real,
    base,
    data: path.join(base, 'postgres'),
    runAs: account,
    socket: socketFolder(base, account),
    lock: path.join(base, 'run/postgres.lock'),
    users: path.join(base, 'run/postgres-users'),
    log: path.join(real, 'log/postgres.log'),
  }
}

/** PostgreSQL refuses root. Whoever owns the data goes on; else an account `huiyin` if there is one; else `nobody`. */
function unprivilegedAccount(data: string): RunAs {
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['huiyin', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no account huiyin or nobody: add one, or set DATABASE_URL',
  )
}

interface Pointer {
  home: string
  base: string
}

const pointerFile = (home: string): string => path.join(home, 'postgres.json')

function readPointer(home: string): string | null {
  if (!existsSync(pointerFile(home))) return null
  const pointer = JSON.parse(readFileSync(pointerFile(home), 'utf8')) as Pointer
  if (pointer.home !== home) {
    if (existsSync(pointerFile(pointer.home))) {
      throw new Error(
        `${pointerFile(home)} names the database of ${pointer.home}: a copied home needs a restored backup, not its database`,
      )
    }
    writeFileSync(pointerFile(home), JSON.stringify({ home, base: pointer.base } satisfies Pointer))
  }
  return pointer.base
}

/** A new folder each time: what an earlier home at the same place left behind has other passwords and keys. */
function makePointer(home: string): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 8)
  const base = path.join(SHARED_ROOT, `${hash}-${randomBytes(4).toString('hex')}`)
  mkdirSync(base, { recursive: true, mode: 0o755 })
  // Whatever the umask is, the server has to pass through.
  chmodSync(SHARED_ROOT, 0o755)
  chmodSync(base, 0o755)
  const draft = `${pointerFile(home)}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ home, base } satisfies Pointer))
  try {
    linkSync(draft, pointerFile(home))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readPointer(home)!
}

function socketFolder(base: string, as: RunAs): string | null {
  const owner = as?.uid ?? process.getuid?.()
  if (owner === undefined) return null
  const hash = createHash('sha256').update(base).digest('hex').slice(0, 12)
  for (const folder of [path.join(base, 'socket'), path.join(tmpdir(), `huiyin-${owner}-${hash}`)]) {
    if (Buffer.byteLength(folder) > LONGEST_SOCKET_FOLDER) continue
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    if (found.isDirectory() && as && found.uid === 0) chownSync(folder, as.uid, as.gid)
    // In a folder for everybody, somebody else may have been there first.
    else if (!found.isDirectory() || found.uid !== owner) continue
    return folder
  }
  return null
}
