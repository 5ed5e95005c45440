/** Notices as files under `<home>/outbox-files/<bureau>/<day>/<event>.json`, for a gateway to fetch, or to look at. */
import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Notice, NoticeAdapter } from './notice.ts'

const PLAIN_NAME = /^[a-z0-9-]{1,64}$/

/**
 * Writes each notice whole or not at all, readable by its owner only. The same notice again replaces its file.
 * @throws TypeError when bureau, day or id could lead out of the folder; the file system's errors.
 */
export function fileAdapter(home: string): NoticeAdapter {
  /** Folders known to be there; one removed meanwhile is made again. */
  const made = new Set<string>()
  const makeFolder = async (folder: string) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    made.add(folder)
  }
  return {
    async send(notice) {
      for (const part of [notice.bureau, notice.on, notice.id]) {
        if (!PLAIN_NAME.test(part)) throw new TypeError('a notice has a plain bureau, day and id')
      }
      // Other addresses of the person are of no use to whoever fetches the file.
      const { others: _others, ...written } = notice
      const folder = path.join(home, 'outbox-files', notice.bureau, notice.on)
      if (!made.has(folder)) await makeFolder(folder)
      const temporary = path.join(folder, `.${notice.id}.${randomBytes(4).toString('hex')}.tmp`)
      await writeWhole(temporary, written).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
        await makeFolder(folder)
        await writeWhole(temporary, written)
      })
      await rename(temporary, path.join(folder, `${notice.id}.json`))
      return { delivered: true }
    },
  }
}

async function writeWhole(file: string, notice: Omit<Notice, 'others'>): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(notice, null, 2)}\n`, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}
