/**
 * A text cut into segments as a short message carries them: 160 signs of the GSM 7-bit alphabet or 70 of UCS-2 in one,
 * 153 or 67 in each of several (3GPP TS 23.038, 23.040 9.2.3.24.1). What is counted here is what is sent. Pure.
 */

/** GSM 7-bit default alphabet, by code from 0; the sign at 27 is the escape to the extension table. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION: Readonly<Record<string, number>> = {
  '\f': 10,
  '^': 20,
  '{': 40,
  '}': 41,
  '\\': 47,
  '[': 60,
  '~': 61,
  ']': 62,
  '|': 64,
  '€': 101,
}
const ESCAPE = 27
const CODES = new Map<string, readonly number[]>([
  ...[...BASIC].flatMap((sign, code): [string, number[]][] => (code === ESCAPE ? [] : [[sign, [code]]])),
  ...Object.entries(EXTENSION).map(([sign, code]): [string, number[]] => [sign, [ESCAPE, code]]),
])

export type Alphabet = 'gsm7' | 'ucs2'

export interface Segments {
  alphabet: Alphabet
  /** Septets or UTF-16 units of the whole text. */
  units: number
  /** Octets of each segment without its header: one septet an octet, or UTF-16, high byte first. At least one. */
  parts: Buffer[]
}

const ONE = { gsm7: 160, ucs2: 70 } as const
const OF_MANY = { gsm7: 153, ucs2: 67 } as const
/** A header of one octet counts to 255. */
export const MOST_SEGMENTS = 255

/** Cuts a text; no sign of two units (an emoji, an escaped sign) is torn apart. */
export function segmentsOf(text: string): Segments {
  const signs = [...text]
  const septets = signs.map((s) => CODES.get(s))
  const isGsm = septets.every((s) => s !== undefined)
  const alphabet: Alphabet = isGsm ? 'gsm7' : 'ucs2'
  const pieces: readonly (readonly number[])[] = isGsm
    ? (septets as (readonly number[])[])
    : signs.map((s) => Array.from({ length: s.length }, (_, i) => s.charCodeAt(i)))
  const units = pieces.reduce((n, p) => n + p.length, 0)
  const bytes = (all: readonly number[]) =>
    isGsm ? Buffer.from(all) : Buffer.from(all.flatMap((unit) => [unit >> 8, unit & 0xff]))
  if (units <= ONE[alphabet]) return { alphabet, units, parts: [bytes(pieces.flat())] }
  const parts: Buffer[] = []
  let part: number[] = []
  for (const piece of pieces) {
    if (part.length + piece.length > OF_MANY[alphabet]) {
      parts.push(bytes(part))
      part = []
    }
    part.push(...piece)
  }
  parts.push(bytes(part))
  return { alphabet, units, parts }
}

/** How long a text is, without its octets. */
export function lengthOf(text: string): { alphabet: Alphabet; units: number; segments: number } {
  const { alphabet, units, parts } = segmentsOf(text)
  return { alphabet, units, segments: parts.length }
}

/** The header that binds segments together: concatenated messages, one octet of reference. */
export const headerOf = (reference: number, total: number, place: number): Buffer =>
  Buffer.from([5, 0, 3, reference & 0xff, total, place])
