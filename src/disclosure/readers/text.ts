/** Plain text in the encodings it comes in: UTF-8, UTF-16 with its mark, GB18030. */
import type { SourceLine } from '../contract.ts'

/** @returns the text, or null when it is in none of these */
export function decodeText(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex')
  const tries = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030']
  for (const encoding of tries) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding, or none.
    }
  }
  return null
}

export const linesOfText = (text: string): SourceLine[] =>
  text.split(/\r\n|\n|\r/).map((t, i) => ({ text: t, line: i + 1 }))
