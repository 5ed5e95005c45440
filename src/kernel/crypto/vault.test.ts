import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../errors/refusal.ts'
import { suiteNamed } from './algorithms.ts'
import {
  commit,
  DEFAULT_SUITE,
  DecryptionError,
  decryptBytes,
  decryptFileStream,
  decryptText,
  deriveSalt,
  encryptBytes,
  encryptFileStream,
  encryptText,
  MalformedTextError,
  newMatterKey,
  newSalt,
  opensCommitment,
  type Suite,
} from './index.ts'

const national = suiteNamed('national')
const suites: Suite[] = isRefusal(national) ? [DEFAULT_SUITE] : [DEFAULT_SUITE, national]
const key = newMatterKey()
const text = fc.string({ unit: 'grapheme', maxLength: 200 })

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe.each(suites.map((suite) => [suite.cipher, suite] as const))('content under %s', (_, suite) => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(text, fc.array(text), (plain, aad) => {
        expect(decryptText(key, encryptText(suite, key, plain, aad), aad)).toBe(plain)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array(), (plain) => {
        const bytes = Buffer.from(plain)
        expect(decryptBytes(key, encryptBytes(suite, key, bytes, ['x']), ['x'])).toEqual(bytes)
      }),
    )
  })

  it('does not open under another key, at another place or with any byte altered', () => {
    const box = encryptText(suite, key, '反映的内容', ['bureau', 'matter', 'body'])
    expect(() => decryptText(newMatterKey(), box, ['bureau', 'matter', 'body'])).toThrow(DecryptionError)
    expect(() => decryptText(key, box, ['bureau', 'other', 'body'])).toThrow(DecryptionError)
    expect(() => decryptText(key, box, ['bureau', 'matterbody'])).toThrow(DecryptionError)
    expect(() => decryptText(key, box, ['bureaum', 'atter', 'body'])).toThrow(DecryptionError)
    for (let at = 0; at < box.length; at++) {
      const altered = Buffer.from(box)
      altered[at]! ^= 1
      expect(() => decryptText(key, altered, ['bureau', 'matter', 'body']), `byte ${at}`).toThrow(
        DecryptionError,
      )
    }
    for (let length = 0; length < box.length; length++) {
      expect(() => decryptText(key, box.subarray(0, length), ['bureau', 'matter', 'body'])).toThrow(
        DecryptionError,
      )
    }
  })

  it('never uses an iv twice', () => {
    const ivs = Array.from({ length: 2000 }, () => encryptText(suite, key, 'a', []).toString('hex', 2, 14))
    expect(new Set(ivs).size).toBe(2000)
  })

  it('streams files of any length, whatever the pieces they arrive in', async () => {
    const edge = 64 * 1024
    for (const size of [0, 1, edge - 1, edge, edge + 1, 3 * edge, 3 * edge + 7]) {
      const content = Buffer.alloc(size, 'letter')
      for (const step of [1000, edge, size || 1]) {
        const pieces: Buffer[] = []
        for (let at = 0; at < size; at += step) pieces.push(content.subarray(at, at + step))
        const file = await collect(encryptFileStream(suite, key, pieces, ['f']))
        const cut = [file.subarray(0, 5), file.subarray(5, 100), file.subarray(100)]
        expect((await collect(decryptFileStream(key, cut, ['f']))).equals(content)).toBe(true)
      }
    }
  })

  it('finds a file cut off at a chunk, lengthened, reordered, of another place or key', async () => {
    const header = 22
    const chunk = 64 * 1024 + 16
    const file = await collect(encryptFileStream(suite, key, [Buffer.alloc(3 * 64 * 1024, 7)], ['f']))
    expect(file.length).toBe(header + 3 * chunk)
    const part = (n: number) => file.subarray(header + n * chunk, header + (n + 1) * chunk)
    const head = file.subarray(0, header)
    const altered = [
      Buffer.alloc(0),
      head,
      Buffer.concat([head, part(0)]),
      Buffer.concat([head, part(0), part(1)]),
      Buffer.concat([head, part(1), part(0), part(2)]),
      Buffer.concat([head, part(0), part(1), part(2), part(2)]),
      Buffer.concat([file, Buffer.from([0])]),
      file.subarray(0, file.length - 1),
    ]
    for (const bytes of altered) {
      await expect(collect(decryptFileStream(key, [bytes], ['f']))).rejects.toThrow(DecryptionError)
    }
    await expect(collect(decryptFileStream(key, [file], ['g']))).rejects.toThrow(DecryptionError)
    await expect(collect(decryptFileStream(newMatterKey(), [file], ['f']))).rejects.toThrow(DecryptionError)
  })

  it('commits to content: opens with its salt and text only, and anyone can recompute it', () => {
    const salt = newSalt()
    const commitment = commit(salt, '路灯不亮', suite.hash)
    expect(opensCommitment(commitment, salt, '路灯不亮')).toBe(true)
    expect(opensCommitment(commitment, salt, '路灯不亮 ')).toBe(false)
    expect(opensCommitment(commitment, newSalt(), '路灯不亮')).toBe(false)
    expect(opensCommitment('sha1:00', salt, '路灯不亮')).toBe(false)
    const input = Buffer.concat([Buffer.from('huiyin/commitment/v1\0'), salt, Buffer.from('路灯不亮')])
    expect(commitment).toBe(`${suite.hash}:${hash(suite.hash, input, 'hex')}`)
  })
})

describe('content', () => {
  it('stays readable after the installation has moved to another suite', () => {
    const boxes = suites.map((suite) => encryptText(suite, key, suite.name, ['a']))
    expect(boxes.map((box) => decryptText(key, box, ['a']))).toEqual(suites.map((s) => s.name))
  })

  it('is refused rather than silently altered when it has no UTF-8 form', () => {
    expect(() => encryptText(DEFAULT_SUITE, key, 'a\ud800', [])).toThrow(MalformedTextError)
    expect(() => commit(newSalt(), '\udc00')).toThrow(MalformedTextError)
  })

  it('gets equal salts for equal parts only', () => {
    const installation = newMatterKey()
    expect(deriveSalt(installation, 'import', '1')).toEqual(deriveSalt(installation, 'import', '1'))
    expect(deriveSalt(installation, 'import', '1')).toHaveLength(16)
    expect(deriveSalt(installation, 'import1', '')).not.toEqual(deriveSalt(installation, 'import', '1'))
    expect(deriveSalt(newMatterKey(), 'import', '1')).not.toEqual(deriveSalt(installation, 'import', '1'))
    expect(() => commit(Buffer.alloc(8), 'x')).toThrow(RangeError)
  })
})
