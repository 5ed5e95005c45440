import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  AttachmentTooLargeError,
  attachmentPath,
  DEFAULT_SUITE,
  DecryptionError,
  newMatterKey,
  newSalt,
  opensCommitment,
  readAttachment,
  recomputeAttachment,
  removeAttachment,
  sweepOrphans,
  uuidv7,
  writeAttachment,
} from './index.ts'

const now = new Date('2026-08-03T00:00:00Z')
const key = newMatterKey()
const salt = newSalt()
const options = { suite: DEFAULT_SUITE, key, salt, maxBytes: 1_000_000 }
const newPlace = () => ({ bureauId: uuidv7(now), matterId: uuidv7(now), attachmentId: uuidv7(now) })

describe('attachments', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'huiyin-files-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const content = async (place: ReturnType<typeof newPlace>, under = key) => {
    const chunks: Buffer[] = []
    for await (const chunk of readAttachment(root, place, under)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  it('are stored encrypted, come back whole and match their commitment', async () => {
    const place = newPlace()
    const scan = Buffer.alloc(200_000, '扫描件')
    const stored = await writeAttachment(root, place, [scan], options)
    expect(stored.size).toBe(200_000)
    expect(opensCommitment(stored.commitment, salt, stored.contentDigest)).toBe(true)
    expect((await content(place)).equals(scan)).toBe(true)
    const onDisk = readFileSync(attachmentPath(root, place))
    expect(onDisk.includes('扫描件')).toBe(false)
    expect(statSync(attachmentPath(root, place)).mode & 0o777).toBe(0o600)
    expect(await recomputeAttachment(root, place, { key, salt, hash: 'sha256' })).toEqual(stored)
    expect(readdirSync(dirname(attachmentPath(root, place)))).toEqual([place.attachmentId])
  })

  it('of equal content share nothing, not even within a matter', async () => {
    const place = newPlace()
    const other = { ...place, attachmentId: uuidv7(now) }
    await writeAttachment(root, place, [Buffer.from('same')], options)
    await writeAttachment(root, other, [Buffer.from('same')], options)
    expect(readFileSync(attachmentPath(root, place))).not.toEqual(readFileSync(attachmentPath(root, other)))
  })

  it('do not open when altered, exchanged or under another key', async () => {
    const place = newPlace()
    const other = { ...place, attachmentId: uuidv7(now) }
    await writeAttachment(root, place, [Buffer.from('one')], options)
    await writeAttachment(root, other, [Buffer.from('two')], options)
    await expect(content(place, newMatterKey())).rejects.toThrow(DecryptionError)
    const bytes = readFileSync(attachmentPath(root, other))
    writeFileSync(attachmentPath(root, place), bytes)
    await expect(content(place)).rejects.toThrow(DecryptionError)
    await removeAttachment(root, place)
    await expect(content(place)).rejects.toThrow('ENOENT')
  })

  it('leave nothing behind when too large or when the source fails', async () => {
    const place = newPlace()
    await expect(
      writeAttachment(root, place, [Buffer.alloc(600_000), Buffer.alloc(600_000)], options),
    ).rejects.toThrow(AttachmentTooLargeError)
    async function* broken() {
      yield Buffer.from('begin')
      throw new Error('connection lost')
    }
    await expect(writeAttachment(root, place, broken(), options)).rejects.toThrow('connection lost')
    expect(readdirSync(dirname(attachmentPath(root, place)))).toEqual([])
  })

  it('lie only where UUIDs lead', () => {
    expect(() => attachmentPath(root, { ...newPlace(), matterId: '../../etc' })).toThrow(TypeError)
  })

  it('without a row are swept, once old enough, in their bureau only', async () => {
    const kept = newPlace()
    const orphan = { ...kept, attachmentId: uuidv7(now) }
    const young = { ...kept, matterId: uuidv7(now), attachmentId: uuidv7(now) }
    const elsewhere = newPlace()
    for (const place of [kept, orphan, young, elsewhere]) await writeAttachment(root, place, [], options)
    const halfWritten = join(dirname(attachmentPath(root, kept)), `.writing-${kept.attachmentId}-00000000`)
    const foreign = join(dirname(attachmentPath(root, kept)), 'README')
    writeFileSync(halfWritten, 'x')
    writeFileSync(foreign, 'x')
    const old = new Date('2020-01-01T00:00:00Z')
    for (const path of [
      ...[kept, orphan, elsewhere].map((p) => attachmentPath(root, p)),
      halfWritten,
      foreign,
    ]) {
      utimesSync(path, old, old)
    }
    const removed = await sweepOrphans(
      root,
      kept.bureauId,
      new Set([kept.attachmentId]),
      new Date('2021-01-01'),
    )
    expect(removed).toEqual(
      [
        join(kept.matterId, `.writing-${kept.attachmentId}-00000000`),
        join(orphan.matterId, orphan.attachmentId),
      ].sort(),
    )
    expect(readdirSync(dirname(attachmentPath(root, kept))).sort()).toEqual(
      [kept.attachmentId, 'README'].sort(),
    )
    expect(statSync(attachmentPath(root, young)).isFile()).toBe(true)
    expect(statSync(attachmentPath(root, elsewhere)).isFile()).toBe(true)
    expect(await sweepOrphans(root, uuidv7(now), new Set(), now)).toEqual([])
  })
})
