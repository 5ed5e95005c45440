import { randomBytes } from 'node:crypto'
import { encodeParts, type Suite, suiteOfByte } from './algorithms.ts'
import { DecryptionError } from './errors.ts'
import { type Aad, cipherKey, gcmOpen, gcmSeal, IV_BYTES, type MatterKey, TAG_BYTES } from './vault.ts'

/**
 * Encrypted files, chunk by chunk, so that a scan of 100 MB needs a few hundred kilobytes of memory:
 *   header = version (1) ‖ suite (1) ‖ chunk size (4) ‖ file salt (16)
 *   then chunks of tag (16) ‖ ciphertext (chunk size; the last one may be shorter, even empty).
 * Each file has its own key (matter key and file salt), so the iv can be the chunk's number; its last byte
 * marks the last chunk. Cutting off, moving, repeating or appending chunks is therefore found.
 */
const VERSION = 1
const CHUNK_BYTES = 64 * 1024
const SALT_BYTES = 16
const HEADER_BYTES = 1 + 1 + 4 + SALT_BYTES
/** Refused above this when reading, so that a forged header cannot ask for memory. */
const MAX_CHUNK_BYTES = 1024 * 1024

type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Encrypts a stream of any length; yields the bytes of the encrypted file. */
export async function* encryptFileStream(
  suite: Suite,
  key: MatterKey,
  source: Source,
  aad: Aad,
): AsyncGenerator<Buffer> {
  const header = Buffer.alloc(HEADER_BYTES)
  header[0] = VERSION
  header[1] = suite.id
  header.writeUInt32BE(CHUNK_BYTES, 2)
  randomBytes(SALT_BYTES).copy(header, 6)
  const bound = Buffer.concat([header, encodeParts(aad)])
  const fileKey = fileKeyOf(suite, key, header)
  yield header
  for await (const { index, last, bytes } of inPieces(source, CHUNK_BYTES)) {
    const { tag, ciphertext } = gcmSeal(suite, fileKey, ivOf(index, last), bound, bytes)
    yield Buffer.concat([tag, ciphertext])
  }
}

/**
 * Decrypts a file stream. Every yielded piece is authentic and in order; that the file is *whole* is known
 * only when the stream ends without DecryptionError, so a reader passes an error on as a broken transfer.
 */
export async function* decryptFileStream(key: MatterKey, source: Source, aad: Aad): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  const header = await reader.take(HEADER_BYTES)
  if (header.length < HEADER_BYTES) throw new DecryptionError('encrypted file is cut short')
  if (header[0] !== VERSION) throw new DecryptionError(`encrypted file of unknown version ${header[0]}`)
  const suite = suiteOfByte(header[1]!)
  if (!suite) throw new DecryptionError(`encrypted file of unknown suite ${header[1]}`)
  const chunkBytes = header.readUInt32BE(2)
  if (chunkBytes === 0 || chunkBytes > MAX_CHUNK_BYTES) throw new DecryptionError('impossible chunk size')
  const bound = Buffer.concat([header, encodeParts(aad)])
  const fileKey = fileKeyOf(suite, key, header)
  let ended = false
  for await (const { index, last, bytes } of inPieces(reader.rest(), chunkBytes + TAG_BYTES)) {
    if (bytes.length < TAG_BYTES) throw new DecryptionError('encrypted file is cut short')
    const tag = bytes.subarray(0, TAG_BYTES)
    const plain = gcmOpen(suite, fileKey, ivOf(index, last), bound, tag, bytes.subarray(TAG_BYTES))
    if (plain.length > 0) yield plain
    ended = last
  }
  if (!ended) throw new DecryptionError('encrypted file is cut short')
}

function fileKeyOf(suite: Suite, key: MatterKey, header: Buffer): Buffer {
  return cipherKey(suite, key, 'file', [header.subarray(6).toString('hex')])
}

function ivOf(index: number, last: boolean): Buffer {
  const iv = Buffer.alloc(IV_BYTES)
  iv.writeBigUInt64BE(BigInt(index), 0)
  iv[IV_BYTES - 1] = last ? 1 : 0
  return iv
}

/**
 * Cuts a stream into pieces of exactly `size` bytes, the last one of 0 to `size`. One piece is held back, since
 * only the end of the source tells which is the last.
 */
async function* inPieces(
  source: Source,
  size: number,
): AsyncGenerator<{ index: number; last: boolean; bytes: Buffer }> {
  let index = 0
  let filled = 0
  let piece = Buffer.allocUnsafe(size)
  for await (const chunk of source) {
    let at = 0
    while (at < chunk.length) {
      if (filled === size) {
        yield { index: index++, last: false, bytes: piece }
        piece = Buffer.allocUnsafe(size)
        filled = 0
      }
      const count = Math.min(size - filled, chunk.length - at)
      piece.set(chunk.subarray(at, at + count), filled)
      filled += count
      at += count
    }
  }
  yield { index, last: true, bytes: piece.subarray(0, filled) }
}

/** Takes a fixed number of bytes off the front of a stream and hands on the rest. */
class ByteReader {
  readonly #iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>
  #left: Buffer = Buffer.alloc(0)

  constructor(source: Source) {
    this.#iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  }

  async take(count: number): Promise<Buffer> {
    while (this.#left.length < count) {
      const next = await this.#iterator.next()
      if (next.done) break
      this.#left = Buffer.concat([this.#left, next.value])
    }
    const taken = this.#left.subarray(0, count)
    this.#left = this.#left.subarray(taken.length)
    return taken
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      if (this.#left.length > 0) yield this.#left
      for (;;) {
        const next = await this.#iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      // A reader that stops early must not leave the file open.
      await this.#iterator.return?.()
    }
  }
}
