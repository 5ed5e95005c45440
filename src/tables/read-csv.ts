/** Reads comma-separated text: UTF-8, GB18030 (which GBK and GB2312 are part of) or UTF-16 with a mark. */
import { CsvError, parse } from 'csv-parse/sync'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { Sheet } from './contract.ts'
import { MAX_ROWS } from './limits.ts'

/**
 * The text of a file and the encoding it was read by. A mark at its beginning decides; without one it is UTF-8 if all of
 * it is well-formed, else GB18030 if all of that is.
 * @returns refusal `table.encoding`
 */
export function decodeText(bytes: Buffer): { text: string; encoding: Sheet['encoding'] } | Refusal {
  const tried: [NonNullable<Sheet['encoding']>, boolean][] =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? [['utf-16le', true]]
      : [
          ['utf-8', true],
          ['gb18030', bytes.length > 0],
        ]
  for (const [encoding, possible] of tried) {
    if (!possible) continue
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Bytes of another kind of file decode as controls; text has none but tabs and ends of line.
      if (/[^\P{Cc}\t\n\v\f\r\x7f-\x9f]/u.test(text)) return refuse('table.encoding')
      return { text, encoding }
    } catch {
      // Not this one.
    }
  }
  return refuse('table.encoding')
}

/** The sign that parts the cells of the first lines most often: comma, tab or semicolon. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, 4000).replace(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string) => head.split(sign).length
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',')
}

/** @returns refusals `table.encoding`, `table.quote_open`, `table.broken`, `table.too_many_rows` */
export function readCsv(name: string, bytes: Buffer): Sheet | Refusal {
  const decoded = decodeText(bytes)
  if ('refused' in decoded) return decoded
  try {
    const rows = parse(decoded.text, {
      bom: true,
      delimiter: delimiterOf(decoded.text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 2_000_000,
      // Headings and titles stand above the rows; some more, so that too many are told from just enough.
      to: MAX_ROWS + 100,
    }) as string[][]
    if (rows.length >= MAX_ROWS + 100)
      return refuse('table.too_many_rows', { details: { sheet: name, max: MAX_ROWS } })
    return { name, rows, encoding: decoded.encoding }
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      return refuse('table.quote_open', { details: { sheet: name, line: quoteLine(decoded.text) } })
    return refuse('table.broken')
  }
}

/** Line, from 1, of the last quote that begins a cell: the one that nothing closes. */
function quoteLine(text: string): number {
  let open = false
  let line = 1
  let at = 1
  for (const sign of text) {
    if (sign === '"') {
      open = !open
      if (open) at = line
    } else if (sign === '\n') line++
  }
  return at
}
