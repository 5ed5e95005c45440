import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Makes the entries of a folder durable: a file's name is lost in a power cut until its folder is synced. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * Writes a complete, synced temporary file beside `path` and calls `publish(temporary)`, which gives it its
 * name (rename to replace, link to create only). Readers see the old file or the whole new one, never a part.
 */
export function writeDurably(
  path: string,
  text: string,
  mode: number,
  publish: (temporary: string) => void = (temporary) => renameSync(temporary, path),
): void {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  const fd = openSync(temporary, 'wx', mode)
  try {
    try {
      const bytes = Buffer.from(text, 'utf8')
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    publish(temporary)
  } finally {
    rmSync(temporary, { force: true })
  }
  syncFolder(folder)
}
