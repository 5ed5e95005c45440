/**
 * Takes out of a picture what says where, when and with which device it was taken, without touching the picture itself.
 * Phones write the place into every photo; who sends one from home has not asked to tell where that is. What stays is what
 * is needed to show it: of EXIF only the orientation. A picture whose parts cannot be followed is not guessed at: `null`.
 * Pure.
 */

/** JPEG segments kept besides those of the picture: JFIF, ICC profile, Adobe's colour transform. */
const isKeptApp = (marker: number, body: Buffer): boolean =>
  marker === 0xe0 ||
  (marker === 0xe2 && body.subarray(0, 12).toString('latin1') === 'ICC_PROFILE\0') ||
  (marker === 0xee && body.subarray(0, 5).toString('latin1') === 'Adobe')

/** Markers without a length: standing alone in front of the picture, or restarts within it. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

function stripJpeg(bytes: Buffer): Buffer | null {
  const out: Buffer[] = [bytes.subarray(0, 2)]
  let orientation = 1
  let scanned = false
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) {
      if (!scanned) return null
      // What stands after the end, such as a second picture with its own EXIF, is dropped.
      out.push(bytes.subarray(at, at + 2))
      if (orientation !== 1) out.splice(isJfif(out[1]!) ? 2 : 1, 0, orientationSegment(orientation))
      return Buffer.concat(out)
    }
    if (isBare(marker)) {
      out.push(bytes.subarray(at, at + 2))
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return null
    const length = bytes.readUInt16BE(at + 2)
    let end = at + 2 + length
    if (length < 2 || end > bytes.length) return null
    const body = bytes.subarray(at + 4, end)
    if (marker === 0xe1 && body.subarray(0, 6).toString('latin1') === 'Exif\0\0')
      orientation = orientationOf(body.subarray(6)) ?? orientation
    if (marker === 0xda) {
      scanned = true
      end = endOfScan(bytes, end)
    }
    const meta = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!meta || isKeptApp(marker, body)) out.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

const isJfif = (segment: Buffer): boolean => segment[1] === 0xe0

/** Where the coded data of a scan ends: at the next marker that is neither an escaped byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isBare(next)) return at
    at++
  }
  return bytes.length
}

/** The orientation (1 to 8) of a TIFF block as EXIF writes it, or null. */
export function orientationOf(tiff: Buffer): number | null {
  if (tiff.length < 14) return null
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  if (u16(2) !== 42) return null
  const directory = u32(4)
  if (directory + 2 > tiff.length) return null
  const entries = u16(directory)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > tiff.length) return null
    if (u16(entry) !== 0x0112) continue
    const value = u16(entry + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** The smallest EXIF that turns a picture the right way up. */
function orientationSegment(orientation: number): Buffer {
  const body = Buffer.from('4578696600004d4d002a000000080001011200030000000100000000000000000000', 'hex')
  body.writeUInt16BE(orientation, 6 + 18)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Chunks of a PNG that are the picture and how to show it; text, time and EXIF are not. */
const PNG_KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
)

function stripPng(bytes: Buffer): Buffer | null {
  const out: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (PNG_KEPT.has(type)) out.push(bytes.subarray(at, end))
    // What stands after the end is no part of the picture.
    if (type === 'IEND') return Buffer.concat(out)
    at = end
  }
  return null
}

function stripWebp(bytes: Buffer): Buffer | null {
  const out: Buffer[] = []
  const stop = Math.min(bytes.length, bytes.readUInt32LE(4) + 8)
  for (let at = 12; at + 8 <= stop; ) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size & 1)
    if (at + 8 + size > bytes.length) return null
    const type = bytes.toString('latin1', at, at + 4)
    if (type !== 'EXIF' && type !== 'XMP ') {
      const chunk = Buffer.from(bytes.subarray(at, Math.min(end, bytes.length)))
      // The flags of the extended header say what else there is.
      if (type === 'VP8X' && size >= 10) chunk[8]! &= ~0b0000_1100
      out.push(chunk)
    }
    at = end
  }
  if (!out.some((c) => /^VP8[ LX]/.test(c.toString('latin1', 0, 4)))) return null
  const body = Buffer.concat(out)
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

/**
 * The picture without place, time, device, comments and whatever was appended to it.
 * @param mediaType by content, as `mediaTypeOf` says
 * @returns null when the picture cannot be followed to its end; other types come back as they are
 */
export function stripPicture(bytes: Buffer, mediaType: string): Buffer | null {
  switch (mediaType) {
    case 'image/jpeg':
      return stripJpeg(bytes)
    case 'image/png':
      return stripPng(bytes)
    case 'image/webp':
      return bytes.length >= 20 ? stripWebp(bytes) : null
    default:
      return bytes
  }
}
