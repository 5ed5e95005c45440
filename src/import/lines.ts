/** Reads a file line by line in bounded memory, however long a line is. */
import { open } from 'node:fs/promises'

/** Longest line taken, in bytes: twice the longest letter and reply in UTF-8 with every character escaped. */
export const MAX_LINE_BYTES = 1024 * 1024

export interface Line {
  /** From 1, as an editor counts. */
  number: number
  /** Without its line end; null when it is longer than `MAX_LINE_BYTES`. */
  bytes: Buffer | null
}

const NEWLINE = 10
const RETURN = 13

/**
 * Lines of a file; ends of line are LF or CRLF, the last one may lack it.
 * @throws the errors of `fs.open` and `read`
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const file = await open(path)
  try {
    let number = 0
    let parts: Buffer[] = []
    let length = 0
    const take = (): Line => {
      number++
      const tooLong = length > MAX_LINE_BYTES
      let bytes = tooLong ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts)
      if (bytes?.at(-1) === RETURN) bytes = bytes.subarray(0, -1)
      parts = []
      length = 0
      return { number, bytes }
    }
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 })) {
      const chunk = piece as Buffer
      let from = 0
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        keep(chunk.subarray(from, at))
        yield take()
        from = at + 1
      }
      if (from < chunk.length) keep(chunk.subarray(from))
    }
    if (length > 0) yield take()

    function keep(bytes: Buffer): void {
      length += bytes.length
      // Past the limit the rest is only counted.
      if (length > MAX_LINE_BYTES) parts = []
      else parts.push(bytes)
    }
  } finally {
    await file.close()
  }
}

/** The text of a line, or the offset of the first byte that is no UTF-8. A byte order mark at its start is left out. */
export function textOf(bytes: Buffer): string | { invalidAt: number } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { invalidAt: firstInvalid(bytes) }
  }
}

/** Halves the line until the byte is found; a character cut in two by the halving is no fault. */
function firstInvalid(bytes: Buffer): number {
  const valid = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (middle <= bytes.length && valid(middle)) good = middle
    else bad = middle
  }
  return Math.min(good, bytes.length)
}
