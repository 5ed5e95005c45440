import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orientationOf, stripPicture } from './strip.ts'

/** A JPEG of 1 × 1 pixel: quantisation, frame, Huffman tables and scan as an encoder writes them. */
const PICTURE = Buffer.from(
  '/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z',
  'base64',
)
const MARKS = ['31.2304 N', 'Phone X1', 'http://ns.adobe.com/xap', 'a comment', 'second picture']

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

function exif(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4)
  const little = order === 'II'
  const u16 = (v: number, at: number) => (little ? tiff.writeUInt16LE(v, at) : tiff.writeUInt16BE(v, at))
  const u32 = (v: number, at: number) => (little ? tiff.writeUInt32LE(v, at) : tiff.writeUInt32BE(v, at))
  tiff.write(order, 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(2, 8)
  u16(0x0112, 10)
  u16(3, 12)
  u32(1, 14)
  u16(orientation, 18)
  u16(0x8825, 22)
  u16(4, 24)
  u32(1, 26)
  u32(34, 30)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('31.2304 N Phone X1')])
}

const photo = (orientation: number, order: 'II' | 'MM' = 'MM') =>
  Buffer.concat([
    PICTURE.subarray(0, 2),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation, order)),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1')),
    segment(0xe2, Buffer.from('MPF\0 more', 'latin1')),
    segment(0xfe, Buffer.from('a comment')),
    PICTURE.subarray(2),
    Buffer.from('second picture 31.2304 N'),
  ])

function chunk(type: string, body: Buffer): Buffer {
  const out = Buffer.alloc(body.length + 12)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  body.copy(out, 8)
  return out
}

const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex')
const png = (...more: Buffer[]) =>
  Buffer.concat([
    PNG_HEAD,
    chunk('IHDR', Buffer.alloc(13)),
    ...more,
    chunk('IDAT', Buffer.from('pixels')),
    chunk('IEND', Buffer.alloc(0)),
  ])

function riff(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
}

function webp(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat(chunks)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

const clean = (bytes: Buffer | null) => {
  expect(bytes).not.toBeNull()
  for (const mark of MARKS) expect(bytes!.includes(mark), mark).toBe(false)
  return bytes!
}

describe('a photo', () => {
  test('loses place, device, comments and what was appended, and nothing of its picture', () => {
    const out = clean(stripPicture(photo(1), 'image/jpeg'))
    expect(out.includes('colours')).toBe(true)
    expect(out.includes('JFIF')).toBe(true)
    expect(out.subarray(-PICTURE.length + 2)).toEqual(PICTURE.subarray(2))
  })

  test.each([
    [6, 'MM'],
    [3, 'II'],
  ] as const)('stays the right way up (%i, %s)', (turn, order) => {
    const out = clean(stripPicture(photo(turn, order), 'image/jpeg'))
    const at = out.indexOf('Exif\0\0')
    expect(at).toBeGreaterThan(out.indexOf('JFIF'))
    expect(orientationOf(out.subarray(at + 6))).toBe(turn)
    // A second time changes nothing.
    expect(stripPicture(out, 'image/jpeg')).toEqual(out)
  })

  test('of several scans is followed through all of them', () => {
    const scan = PICTURE.indexOf(Buffer.from([0xff, 0xda]))
    const again = Buffer.concat([
      PICTURE.subarray(0, -2),
      segment(0xc4, Buffer.from([0, 0xff, 0xe1, 0, 4])),
      segment(0xe1, exif(1)),
      PICTURE.subarray(scan),
    ])
    const out = clean(stripPicture(again, 'image/jpeg'))
    expect(out.length).toBe(again.length - exif(1).length - 4)
  })

  test.each(['image/jpeg', 'image/png', 'image/webp'])('that ends too early is refused (%s)', (type) => {
    const whole = {
      'image/jpeg': photo(1),
      'image/png': png(),
      'image/webp': webp(riff('VP8 ', Buffer.from('px'))),
    }[type]!
    expect(stripPicture(whole.subarray(0, whole.length - (type === 'image/jpeg' ? 40 : 6)), type)).toBeNull()
  })
})

test('a screenshot loses its texts, time and EXIF', () => {
  const out = clean(
    stripPicture(
      Buffer.concat([
        png(
          chunk('eXIf', exif(1)),
          chunk('tEXt', Buffer.from('Comment\0a comment')),
          chunk('tIME', Buffer.alloc(7)),
        ),
        Buffer.from('second picture'),
      ]),
      'image/png',
    ),
  )
  expect(out).toEqual(png())
})

test('a WebP loses EXIF and XMP, and says so in its flags', () => {
  const flags = Buffer.alloc(10)
  flags[0] = 0b0001_1100
  const out = clean(
    stripPicture(
      webp(
        riff('VP8X', flags),
        riff('VP8 ', Buffer.from('pix')),
        riff('EXIF', exif(1)),
        riff('XMP ', Buffer.from(MARKS[2]!)),
      ),
      'image/webp',
    ),
  )
  flags[0] = 0b0001_0000
  expect(out).toEqual(webp(riff('VP8X', flags), riff('VP8 ', Buffer.from('pix'))))
})

describe('whatever is sent as a picture', () => {
  const types = fc.constantFrom('image/jpeg', 'image/png', 'image/webp')
  const starts: Record<string, Buffer> = {
    'image/jpeg': Buffer.from('ffd8ff', 'hex'),
    'image/png': PNG_HEAD,
    'image/webp': Buffer.from('RIFF\x20\0\0\0WEBP', 'latin1'),
  }

  test('comes back no larger than it was but for an orientation, or not at all', () => {
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 400 }), (type, noise) => {
        const given = Buffer.concat([starts[type]!, Buffer.from(noise)])
        const out = stripPicture(given, type)
        if (out !== null) expect(out.length).toBeLessThanOrEqual(given.length + 38)
      }),
      { numRuns: 2000 },
    )
  })

  test('with one byte changed never throws, and is settled after one pass', () => {
    const given = photo(6)
    fc.assert(
      fc.property(fc.nat(given.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const bent = Buffer.from(given)
        bent[at] = value
        const out = stripPicture(bent, 'image/jpeg')
        // Where a changed length makes the place part of the picture itself, no reader of EXIF finds it either.
        if (out) {
          const again = stripPicture(out, 'image/jpeg')
          expect(again).toEqual(out)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
