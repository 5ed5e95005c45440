/** Writes tables that open in any table program and do nothing there: what looks like a formula is text. */
import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'

export interface SheetOut {
  name: string
  /** The first row are headings. */
  rows: readonly (readonly (string | number | null)[])[]
  /** Width of each column in characters. */
  widths?: readonly number[]
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'

/**
 * A text that a table program takes for text: one that begins like a formula gets an apostrophe before it (also behind
 * blanks, tabs and ends of line, which programs skip).
 */
export const guarded = (text: string): string =>
  /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text

/** UTF-8 with a mark, without which Excel reads Chinese as something else; lines end as RFC 4180 says. */
export function writeCsv(rows: SheetOut['rows']): Buffer {
  const cells = rows.map((row) => row.map((c) => (typeof c === 'string' ? guarded(c) : c)))
  return Buffer.from(`\ufeff${stringify(cells as unknown[][], { record_delimiter: '\r\n' })}`)
}

/** Texts are cells of type text, which no program runs; headings are bold and stay in sight. */
export async function writeXlsx(sheets: readonly SheetOut[]): Promise<Buffer> {
  const out = sheets.map(({ name, rows, widths }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((_, i) => ({ width: widths?.[i] ?? 18 })),
    data: rows.map((row, r) =>
      row.map((value) => {
        if (value === null || value === '') return null
        if (typeof value === 'number') return { value, type: Number }
        const text = {
          value: clean(value),
          type: String,
          format: '@',
          wrap: true,
          alignVertical: 'top' as const,
        }
        return r === 0 ? { ...text, fontWeight: 'bold' as const, backgroundColor: '#E9F1F9' } : text
      }),
    ),
  }))
  return writeXlsxFile(out as never).toBuffer() as Promise<Buffer>
}

/** Excel takes at most this many characters in a cell, and XML 1.0 has no place for controls. */
const LONGEST_CELL = 32_767
const clean = (text: string): string =>
  text
    .slice(0, LONGEST_CELL)
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .toWellFormed()
