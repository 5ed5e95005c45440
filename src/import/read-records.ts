/** The records of a file one by one, checked; each line that is none with its reason. */
import type { RejectReason, SourceRecord } from './contract.ts'
import { MAX_LINE_BYTES, readLines, textOf } from './lines.ts'
import { lineTooLong, notUtf8, repeated, sameId } from './reasons.ts'
import { readRecord } from './rules.ts'

export type ReadLine =
  | { line: number; record: SourceRecord; reject?: undefined }
  | { line: number; record?: undefined; reject: RejectReason }

const BLANK = /^[\s\ufeff]*$/

/**
 * Blank lines are passed over. An id may stand once; keeping the ids is the only memory that grows with the file.
 * @param print tells records with the same id apart
 * @throws the errors of reading the file
 */
export async function* readRecords(
  path: string,
  of: { zone: string; now: string; print: (r: SourceRecord) => string },
): AsyncGenerator<ReadLine> {
  const ids = new Map<string, { line: number; print: string }>()
  for await (const { number: line, bytes } of readLines(path)) {
    if (bytes === null) {
      yield { line, reject: lineTooLong(MAX_LINE_BYTES) }
      continue
    }
    const text = textOf(bytes)
    if (typeof text !== 'string') {
      yield { line, reject: notUtf8(text.invalidAt) }
      continue
    }
    if (BLANK.test(text)) continue
    const record = readRecord(text, of.zone, of.now)
    if ('reject' in record) {
      yield { line, reject: record.reject }
      continue
    }
    const print = of.print(record)
    const earlier = ids.get(record.id)
    if (earlier) {
      yield { line, reject: earlier.print === print ? repeated(earlier.line) : sameId(earlier.line) }
      continue
    }
    ids.set(record.id, { line, print })
    yield { line, record }
  }
}
