/**
 * Drafts on the server, each encrypted under a key that only the person's browser holds, in its cookie: a draft survives
 * a restart, a closed browser and a lost page, needs no script, and without the cookie nobody can read it, the bureau least
 * of all. The cookie is 256 random bits: it needs no signature, for one that was made up opens nothing. Names of files are
 * digests of the cookie. A draft lives seven days after it was last saved. Nothing of it is ever logged or put into an
 * address. For another device the key is laid down, encrypted, under a code that serves once within a day.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { DecryptionError, decryptBytes, encryptBytes, isUuid, type Suite } from '../../kernel/crypto/index.ts'
import { type Draft, newDraft } from '../tell-us/draft.ts'

const DAY_MS = 24 * 3600_000
const LIFE_MS = 7 * DAY_MS
const CODE_LIFE_MS = DAY_MS
/** Letters and digits that are not mistaken for one another; 10 of them are 50 bits. */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 10
const SWEEP_EVERY_MS = 10 * 60_000
/** All drafts together; past it no further files are taken until old ones are swept. */
const MOST_BYTES = 4 * 1024 ** 3
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export interface DraftStore {
  readonly lifeSeconds: number
  /** When a draft saved then is deleted. */
  endOf(savedAt: Date): Date
  /** Lays the draft's secret down under a code for another device; the code serves once, within a day. */
  layDown(token: string): Promise<string>
  /** The secret under a code as it was typed, or null; it is taken away. */
  pickUp(code: string): Promise<string | null>
  /** A new secret for a browser's cookie. */
  newToken(): string
  find(token: string | undefined, now: Date): Promise<Draft | null>
  save(token: string, draft: Draft): Promise<void>
  saveFile(token: string, id: string, bytes: Buffer): Promise<void>
  readFile(token: string, id: string): Promise<Buffer>
  removeFile(token: string, id: string): Promise<void>
  remove(token: string, draft: Draft): Promise<void>
  hasRoom(): boolean
  /** Removes drafts that have not been saved for seven days; runs at most every ten minutes. */
  sweep(now: Date): Promise<void>
}

/** @param secret key of this server, so that codes cannot be tried on a copy of the folder */
export function createDraftStore(root: string, suite: Suite, secret: Buffer): DraftStore {
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
  const codeKey = (code: string, use: string) =>
    Buffer.from(
      hkdfSync('sha256', Buffer.concat([secret, Buffer.from(code)]), '', `huiyin/draft-code-${use}/v1`, 32),
    )
  const codeFile = (code: string) =>
    path.join(root, `${codeKey(code, 'name').toString('hex').slice(0, 40)}.code`)
  const removePart = (token: string, part: string) => rm(at(token, part), { force: true })

  return {
    lifeSeconds: LIFE_MS / 1000,
    endOf: (savedAt) => new Date(savedAt.getTime() + LIFE_MS),
    async layDown(token) {
      const code = Array.from(randomBytes(CODE_LENGTH), (b) => CODE_LETTERS[b % 32]).join('')
      await write(
        codeFile(code),
        encryptBytes(suite, codeKey(code, 'key'), Buffer.from(token, 'base64url'), ['code']),
      )
      return code
    },
    async pickUp(typed) {
      const code = readCode(typed)
      if (code === null) return null
      // Whoever renames it has it: of two at once one comes too late.
      const mine = `${codeFile(code)}.${randomBytes(4).toString('hex')}.tmp`
      try {
        const { mtimeMs } = await stat(codeFile(code))
        await rename(codeFile(code), mine)
        const sealed = await readFile(mine)
        await rm(mine, { force: true })
        if (Date.now() - mtimeMs > CODE_LIFE_MS) return null
        return decryptBytes(codeKey(code, 'key'), sealed, ['code']).toString('base64url')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof DecryptionError)
          return null
        throw error
      }
    },
    newToken: () => randomBytes(32).toString('base64url'),
    async find(token, now) {
      if (!token || !TOKEN.test(token)) return null
      try {
        const sealed = await readFile(at(token, 'draft'))
        const draft = JSON.parse(decryptBytes(keyOf(token), sealed, ['draft']).toString()) as Draft
        if (now.getTime() - Date.parse(draft.savedAt ?? draft.startedAt) > LIFE_MS) return null
        // A draft begun before an update lacks what that update asks for.
        return { ...newDraft(draft.bureauId, draft.key, new Date(draft.startedAt)), ...draft }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        // A draft cut short by a full disk is as good as none.
        if (error instanceof DecryptionError) return null
        throw error
      }
    },
    async save(token, draft) {
      await write(
        at(token, 'draft'),
        encryptBytes(suite, keyOf(token), Buffer.from(JSON.stringify(draft)), ['draft']),
      )
      // Its files live as long as the draft.
      const saved = new Date()
      await Promise.all(draft.files.map((f) => utimes(at(token, f.id), saved, saved).catch(() => {})))
    },
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
        if (Date.now() - found.mtimeMs > (name.endsWith('.code') ? CODE_LIFE_MS : LIFE_MS))
          await rm(file, { force: true })
        else held += found.size
      }
      bytesHeld = held
    },
  }
}

/** A code as typed: any case and spacing, I and L for 1, O for 0; null when it cannot be one. */
function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
  return code.length === CODE_LENGTH && [...code].every((c) => CODE_LETTERS.includes(c)) ? code : null
}
