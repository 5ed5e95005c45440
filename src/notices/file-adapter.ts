/** Notices as files under `<home>/outbox-files/<bureau>/<day>/<event>.json`, for a gateway to fetch, or to look at. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Notice, NoticeAdapter } from './notice.ts'

const PLAIN_NAME = /^[a-z0-9-]{1,64}$/

/**
 * Writes each notice whole or not at all, readable by its owner only. The same notice again replaces its file.
 * @throws TypeError when bureau, day or id could lead out of the folder; the file system's errors.
 */
export function fileAdapter(home: string): NoticeAdapter {
  return {
    async send(notice) {
      for (const part of [notice.bureau, notice.on, notice.id]) {
        if (!PLAIN_NAME.test(part)) throw new TypeError('a notice has a plain bureau, day and id')
      }
      const folder = path.join(home, 'outbox-files', notice.bureau, notice.on)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = path.join(folder, `.${notice.id}.${randomBytes(4).toString('hex')}.tmp`)
      await writeWhole(temporary, notice)
      await rename(temporary, path.join(folder, `${notice.id}.json`))
      return { delivered: true }
    },
  }
}

async function writeWhole(file: string, notice: Notice): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(notice, null, 2)}\n`)
    await handle.sync()
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}
