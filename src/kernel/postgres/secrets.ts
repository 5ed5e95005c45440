/** The passwords of the database roles: made once per home, kept in `<home>/keys/database.json`, readable by its owner only. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface DatabaseSecrets {
  superuser: string
  owner: string
  app: string
  worker: string
}

const NAMES = ['superuser', 'owner', 'app', 'worker'] as const

/**
 * Reads the passwords of a home, making them on first use.
 * @throws Error when the file is there but incomplete.
 */
export function databaseSecrets(home: string): DatabaseSecrets {
  const folder = path.join(home, 'keys')
  const file = path.join(folder, 'database.json')
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const made = Object.fromEntries(NAMES.map((name) => [name, randomBytes(24).toString('base64url')]))
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      // Another process was first; its passwords count.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as DatabaseSecrets
  for (const name of NAMES) {
    if (typeof secrets[name] !== 'string' || secrets[name] === '') throw new Error(`${file} lacks "${name}"`)
  }
  return secrets
}
