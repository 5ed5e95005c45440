/** The files of an installation, copied one by one and proved by their hashes. */
import { copyFileSync, existsSync, globSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { FOLDERS, type Manifest, sha256Of } from './manifest.ts'

const filesBelow = (root: string, folder: string): string[] =>
  globSync(`${folder}/**`, { cwd: root, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)).split(path.sep).join('/'))
    .sort()

/** Copies what is not there yet. @returns whether a file was there to be copied; one may go away meanwhile */
function copyOne(from: string, to: string): boolean {
  if (existsSync(to)) return true
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 })
  try {
    copyFileSync(from, to)
    return true
  } catch (error) {
    // What was being written when it was found is gone under its first name.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Copies the folders of an installation into a backup; may be called again for what came meanwhile. */
export function copyFiles(home: string, backup: string): void {
  for (const folder of FOLDERS) {
    for (const file of filesBelow(home, folder)) copyOne(path.join(home, file), path.join(backup, file))
  }
}

/** What lies in a backup, with size and hash. */
export async function listFiles(backup: string): Promise<Manifest['files']> {
  const found: Manifest['files'] = []
  for (const folder of FOLDERS) {
    for (const file of filesBelow(backup, folder)) {
      const full = path.join(backup, file)
      found.push({ path: file, bytes: statSync(full).size, sha256: await sha256Of(full) })
    }
  }
  return found
}
