/** Looks into a zip before anybody unpacks it: how much it holds is measured, not believed. */
import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 2000

export const isZip = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL

export type ZipFault = 'broken' | 'too-large'

/**
 * Whether all entries of a zip together unpack to at most `max` bytes. Sizes in its directory may lie, so each entry is
 * unpacked and stopped as soon as the sum is past the limit.
 * @returns null when all is well
 */
export function zipFault(bytes: Buffer, max: number): ZipFault | null {
  try {
    const end = findEnd(bytes)
    if (end < 0) return 'broken'
    const count = bytes.readUInt16LE(end + 10)
    let at = bytes.readUInt32LE(end + 16)
    if (count > MOST_ENTRIES) return 'too-large'
    let total = 0
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== ENTRY) return 'broken'
      const flags = bytes.readUInt16LE(at + 8)
      const method = bytes.readUInt16LE(at + 10)
      const packed = bytes.readUInt32LE(at + 20)
      const local = bytes.readUInt32LE(at + 42)
      if (flags & 1 || bytes.readUInt32LE(local) !== LOCAL) return 'broken'
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      if (from + packed > bytes.length) return 'broken'
      const size =
        method === 0 ? packed : unpackedSize(bytes.subarray(from, from + packed), method, max - total)
      total += size
      if (total > max) return 'too-large'
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return null
  } catch {
    return 'broken'
  }
}

function unpackedSize(packed: Buffer, method: number, left: number): number {
  if (method !== 8) throw new Error('unknown way of packing')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }).length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return left + 1
    throw error
  }
}

/** The directory's end stands last, before a comment of at most 65,535 bytes. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return -1
}
