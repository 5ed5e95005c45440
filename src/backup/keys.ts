/** The keyring, without which nothing of a backup can be read. Passwords of the database are made anew. */
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

const KEYRING = 'keyring.json'

/** Whether a folder holds a keyring. */
export const holdsKeyring = (folder: string): boolean => existsSync(path.join(folder, KEYRING))

/** Copies the keyring from one folder of keys into another. */
export function copyKeyring(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  copyFileSync(path.join(from, KEYRING), path.join(to, KEYRING))
  chmodSync(path.join(to, KEYRING), 0o600)
}
