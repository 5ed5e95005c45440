/**
 * Drafts on the server, each encrypted under a key that only the person's browser holds, in its cookie: a draft survives
 * a restart and a lost page, needs no script, and without the cookie nobody can read it, the bureau least of all. Names of
 * files are digests of the cookie. A draft lives a day. Nothing of it is ever logged or put into an address.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { DecryptionError, decryptBytes, encryptBytes, isUuid, type Suite } from '../../kernel/crypto/index.ts'
import type { Draft } from '../tell-us/draft.ts'

const LIFE_MS = 24 * 3600_000
const SWEEP_EVERY_MS = 10 * 60_000
/** All drafts together; past it no further files are taken until old ones are swept. */
const MOST_BYTES = 4 * 1024 ** 3
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export interface DraftStore {
  /** A new secret for a browser's cookie. */
  newToken(): string
  find(token: string | undefined, now: Date): Promise<Draft | null>
  save(token: string, draft: Draft): Promise<void>
  saveFile(token: string, id: string, bytes: Buffer): Promise<void>
  readFile(token: string, id: string): Promise<Buffer>
  removeFile(token: string, id: string): Promise<void>
  remove(token: string, draft: Draft): Promise<void>
  hasRoom(): boolean
  /** Removes drafts older than a day; runs at most every ten minutes. */
  sweep(now: Date): Promise<void>
}

export function createDraftStore(root: string, suite: Suite): DraftStore {
  let sweptAt = 0
  let bytesHeld = 0
  const nameOf = (token: string) =>
    createHash('sha256').update(`huiyin/draft-name/v1\n${token}`).digest('hex').slice(0, 40)
  const keyOf = (token: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(token, 'base64url'), '', 'huiyin/draft-key/v1', 32))
  const at = (token: string, part: string) => path.join(root, `${nameOf(token)}.${part}`)

  async function write(file: string, bytes: Buffer): Promise<void> {
    await mkdir(root, { recursive: true, mode: 0o700 })
    const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    bytesHeld += bytes.length
  }
  const removePart = (token: string, part: string) => rm(at(token, part), { force: true })

  return {
    newToken: () => randomBytes(32).toString('base64url'),
    async find(token, now) {
      if (!token || !TOKEN.test(token)) return null
      try {
        const sealed = await readFile(at(token, 'draft'))
        const draft = JSON.parse(decryptBytes(keyOf(token), sealed, ['draft']).toString()) as Draft
        return now.getTime() - Date.parse(draft.startedAt) > LIFE_MS ? null : draft
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        // A draft cut short by a full disk is as good as none.
        if (error instanceof DecryptionError) return null
        throw error
      }
    },
    save: (token, draft) =>
      write(
        at(token, 'draft'),
        encryptBytes(suite, keyOf(token), Buffer.from(JSON.stringify(draft)), ['draft']),
      ),
    saveFile(token, id, bytes) {
      if (!isUuid(id)) throw new TypeError('ids of draft files are UUIDs')
      return write(at(token, id), encryptBytes(suite, keyOf(token), bytes, ['file', id]))
    },
    async readFile(token, id) {
      if (!isUuid(id)) throw new TypeError('ids of draft files are UUIDs')
      return decryptBytes(keyOf(token), await readFile(at(token, id)), ['file', id])
    },
    removeFile: (token, id) => (isUuid(id) ? removePart(token, id) : Promise.resolve()),
    async remove(token, draft) {
      await Promise.all([removePart(token, 'draft'), ...draft.files.map((f) => removePart(token, f.id))])
    },
    hasRoom: () => bytesHeld < MOST_BYTES,
    async sweep(now) {
      if (now.getTime() - sweptAt < SWEEP_EVERY_MS) return
      sweptAt = now.getTime()
      let held = 0
      for (const name of await readdir(root).catch(() => [])) {
        const file = path.join(root, name)
        const found = await stat(file).catch(() => null)
        if (!found) continue
        if (Date.now() - found.mtimeMs > LIFE_MS) await rm(file, { force: true })
        else held += found.size
      }
      bytesHeld = held
    },
  }
}
